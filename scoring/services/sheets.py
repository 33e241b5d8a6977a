"""Filling in a sheet: figures, their sums, what is still missing."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from blocs.models import Organisation
from blocs.services.audit import record
from blocs.standing import Holding, Standing
from plans.models import Task
from scoring.criteria import Criteria, Criterion, leaves, place
from scoring.criteria import Evidence as Proof
from scoring.enums import Approval
from scoring.figures import Figure, FigureError, check, check_note
from scoring.models import ScoreEntry, ScoreSheet
from scoring.rules import can_approve_not_applicable, can_begin_on_behalf, can_fill_in
from scoring.tally import Tally, tally
from thidua.lib.points import number_text
from thidua.lib.verdict import RefusedError

ENTERED = (
    "version", "amount", "target", "chosen", "not_applicable", "approval", "is_provisional", "note", "points",
    "updated_at", "updated_by",
)  # fmt: skip
"""The fields of an entry that change."""
NOT_ASKED = "Tiêu chí này không chờ duyệt Không phát sinh nhiệm vụ. Hãy mở lại bảng."
UNDONE = "ghi ngày hoàn thành ở danh sách nhiệm vụ của kế hoạch, hoặc bỏ minh chứng ấy"


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What somebody enters for a criterion."""

    figure: Figure
    is_provisional: bool = False
    note: str = ""
    seen: int = 0
    """The version of the entry that was looked at; 0 for none yet."""


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What became of what was entered: the sheet as it is now, and what was not taken."""

    sheet: ScoreSheet
    tally: Tally
    entries: dict[int, ScoreEntry]
    """By key of the criterion."""
    faults: dict[int, str] = field(default_factory=dict)
    """Figures that cannot be, with what to do; the others are saved."""
    stale: frozenset[int] = frozenset()
    """Criteria that somebody else has changed meanwhile; theirs is kept, and shown."""


@transaction.atomic
def enter(sheet: ScoreSheet, entered: Mapping[int, Entered], *, by: Standing) -> Saved:
    """Save figures. The history, which the leader reads, names the criteria alone; it tells the figures when they are
    handed in. Each stands for itself: a wrong or stale one is told of and keeps none of the others from being
    saved. Raises RefusedError without the right, or once the sheet is laid before the head."""
    sheet = locked(sheet)
    holding = can_fill_in(by, sheet).required().capacity
    criteria = sheet.round.table.value
    known = {criterion.key: criterion for criterion, _ in leaves(criteria)}
    places = places_of(criteria)
    entries = entries_of(sheet)
    faults: dict[int, str] = {}
    stale: set[int] = set()
    changed: dict[int, ScoreEntry] = {}
    for key, each in entered.items():
        entry = entries.get(key) or ScoreEntry(sheet=sheet, key=key, version=0)
        try:
            if key not in known:
                raise FigureError("Tiêu chí này không có trong bảng.")
            check(known[key], criteria, each.figure)
            check_note(each.note)
        except FigureError as error:
            faults[key] = str(error)
            continue
        if is_same(entry, each):
            continue
        if entry.version != each.seen:
            stale.add(key)
            continue
        _write(entry, each, by)
        entries[key] = changed[key] = entry
    counted = reckoned(criteria, entries)
    if changed:
        _keep(sheet, entries, counted, changed)
        record(
            "Tự chấm điểm", sheet, by=by, capacity=holding, on_behalf_of=on_behalf(sheet, holding),
            term=sheet.round.term, organisation=sheet.unit.organisation,
            after={"tiêu chí": [places[key] for key in changed]},
        )  # fmt: skip
    return Saved(sheet=sheet, tally=counted, entries=entries, faults=faults, stale=frozenset(stale))


@transaction.atomic
def begin_on_behalf(sheet: ScoreSheet, *, by: Standing) -> ScoreSheet:
    """Nhập thay: the leader or the office fills in the sheet of a unit that has not begun it."""
    sheet = locked(sheet)
    verdict = can_begin_on_behalf(by, sheet).required()
    sheet.on_behalf = True
    sheet.save(update_fields=["on_behalf", "updated_at"])
    record(
        "Nhập thay", sheet, by=by, capacity=verdict.capacity, on_behalf_of=sheet.unit.organisation,
        term=sheet.round.term, organisation=sheet.unit.organisation,
    )  # fmt: skip
    return sheet


@transaction.atomic
def accept_not_applicable(sheet: ScoreSheet, key: int, *, by: Standing) -> ScoreSheet:
    """Accept that a criterion does not apply to the unit: what was handed in stays as it is. To refuse it is to return
    the sheet (`handing_in.return_sheet`), for its points follow and the head signs anew."""
    sheet = locked(sheet)
    verdict = can_approve_not_applicable(by, sheet).required()
    if key not in set(asked_aside(sheet)):
        raise RefusedError(NOT_ASKED)
    sheet.entries.filter(key=key).update(approval=Approval.GRANTED)
    where = places_of(sheet.round.table.value)[key]
    record(
        "Duyệt không phát sinh nhiệm vụ", sheet, by=by, capacity=verdict.capacity, term=sheet.round.term,
        organisation=sheet.unit.organisation, before={where: Approval.ASKED.label},
        after={where: Approval.GRANTED.label},
    )  # fmt: skip
    return sheet


def refuse_not_applicable(sheet: ScoreSheet, keys: Collection[int]) -> list[str]:
    """Refuse it in a locked sheet that goes back to its unit: nothing is entered there any more. The places, in words.

    Raises RefusedError where it was not asked for.
    """
    asked = asked_aside(sheet)
    if not asked.keys() >= set(keys):
        raise RefusedError(NOT_ASKED)
    criteria, entries = sheet.round.table.value, entries_of(sheet)
    refused = {key: entries[key] for key in keys}
    for entry in refused.values():
        entry.approval = Approval.REFUSED
    _keep(sheet, entries, reckoned(criteria, entries), refused)
    return [asked[key] for key in keys]


def asked_aside(sheet: ScoreSheet) -> dict[int, str]:
    """The criteria of which the unit says that nothing has come up and the leader nothing yet: place by key."""
    waiting = sheet.entries.filter(approval=Approval.ASKED).values_list("key", flat=True)
    places = places_of(sheet.round.table.value)
    return {key: places[key] for key in waiting if key in places}


def places_of(criteria: Criteria) -> dict[int, str]:
    """By key of a criterion, where it stands: "II.3"."""
    return {criterion.key: place(criterion, above) for criterion, above in leaves(criteria)}


def reckoned(criteria: Criteria, entries: Mapping[int, ScoreEntry]) -> Tally:
    """What the figures of a sheet come to, the bloc's other units unknown."""
    return tally(criteria, {key: entry.figure for key, entry in entries.items()})


def entries_of(sheet: ScoreSheet) -> dict[int, ScoreEntry]:
    """What the sheet says so far, by key of the criterion."""
    return {entry.key: entry for entry in sheet.entries.all()}


def lacking(sheet: ScoreSheet) -> tuple[str, ...]:
    """What must be there before the head is asked, in words that say what to do."""
    criteria = sheet.round.table.value
    entries = entries_of(sheet)
    counted = reckoned(criteria, entries)
    unproven = _unproven(criteria, counted, set(sheet.evidence.values_list("key", flat=True)))
    done = Task.objects.done_by(sheet.unit.organisation_id).values("pk")
    undone = sheet.evidence.exclude(task=None).exclude(task__in=done).values_list("key", flat=True)
    return (
        *_named("Chưa chấm", "nhập số liệu, không có thì nhập 0", criteria, counted.missing),
        *_named("Thiếu minh chứng", "thêm tệp, đường dẫn hoặc nhiệm vụ", criteria, unproven),
        *_named("Nhiệm vụ nêu làm minh chứng chưa ghi Hoàn thành", UNDONE, criteria, undone),
        *_too_much_aside(criteria, counted),
    )


def digest_of(sheet: ScoreSheet) -> str:
    """SHA-256 of all that the head puts his name to: the table, every figure, note and proof, the sums."""
    told = {
        "table": sheet.round.table_id,
        "unit": sheet.unit.organisation.code,
        "entries": [
            [entry.key, _text(entry.amount), _text(entry.target), entry.chosen, entry.not_applicable,
             entry.is_provisional, entry.note, _text(entry.points)]
            for entry in sheet.entries.order_by("key")
        ],
        "evidence": [
            [each.key, each.file.sha256 if each.file else "", each.url, each.task_id, each.caption]
            for each in sheet.evidence.select_related("file").order_by("key", "pk")
        ],
        "total": _text(sheet.total),
    }  # fmt: skip
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def on_behalf(sheet: ScoreSheet, holding: Holding | None) -> Organisation | None:
    """The unit, when somebody of another organisation acts in its stead (Nhập thay)."""
    organisation = sheet.unit.organisation
    return organisation if holding and holding.organisation_id != organisation.pk else None


def locked(sheet: ScoreSheet) -> ScoreSheet:
    """The sheet as it is now, for nobody else to change until the transaction ends."""
    rows = ScoreSheet.objects.select_related("round__term__bloc__superior", "round__table", "unit__organisation")
    found: ScoreSheet = rows.select_for_update(of=("self",)).get(pk=sheet.pk)
    return found


def is_same(entry: ScoreEntry, entered: Entered) -> bool:
    """Whether an entry says already what was entered."""
    figure = entered.figure
    return (entry.amount, entry.target, entry.chosen, entry.not_applicable, entry.is_provisional, entry.note) == (
        figure.amount,
        figure.target,
        None if figure.chosen is None else list(figure.chosen),
        figure.not_applicable,
        entered.is_provisional,
        entered.note,
    )


def figures_in_words(sheet: ScoreSheet) -> dict[str, dict[str, str]]:
    """All that a sheet says, by the place of each criterion, for the history."""
    criteria, entries = sheet.round.table.value, entries_of(sheet)
    return {
        place(criterion, above): _in_words(criterion, entries[criterion.key])
        for criterion, above in leaves(criteria)
        if criterion.key in entries
    }


def _in_words(criterion: Criterion, entry: ScoreEntry) -> dict[str, str]:
    asked = criterion.rule.asked
    values = {
        "số liệu": _text(entry.amount) or "",
        "chỉ tiêu": _text(entry.target) or "",
        "chọn": "; ".join(asked.choices[number] for number in entry.chosen or ()),
        "không phát sinh": "có" if entry.not_applicable else "",
        "ước": "có" if entry.is_provisional else "",
        "giải trình": entry.note,
        "điểm": _text(entry.points) or "",
    }
    return {name: value for name, value in values.items() if value}


def _write(entry: ScoreEntry, entered: Entered, by: Standing) -> None:
    figure = entered.figure
    entry.amount, entry.target = figure.amount, figure.target
    entry.chosen = None if figure.chosen is None else list(figure.chosen)
    entry.approval = (entry.approval or Approval.ASKED) if figure.not_applicable else ""
    entry.not_applicable, entry.is_provisional = figure.not_applicable, entered.is_provisional
    entry.note, entry.updated_by_id = entered.note, by.user_id


def _keep(
    sheet: ScoreSheet,
    entries: Mapping[int, ScoreEntry],
    counted: Tally,
    changed: Mapping[int, ScoreEntry],
) -> None:
    """Write the changed entries in one statement however many there are, and the sums with them."""
    for key, entry in entries.items():
        entry.points = counted.points.get(key)
    for entry in changed.values():
        entry.version += 1
        entry.clean_fields(exclude=["updated_by", "sheet"])
    ScoreEntry.objects.bulk_create(
        changed.values(), update_conflicts=True, unique_fields=("sheet", "key"), update_fields=ENTERED
    )
    sheet.version += 1
    sheet.score, sheet.bonus, sheet.deductions = counted.normalised, counted.bonus, counted.deductions
    sheet.total, sheet.missing = counted.total, len(counted.missing)
    sheet.save()


def _named(title: str, advice: str, criteria: Criteria, keys: Iterable[int]) -> Iterable[str]:
    wanted = set(keys)
    places = [place(criterion, above)[:30] for criterion, above in leaves(criteria) if criterion.key in wanted]
    if places:
        shown = ", ".join(places[:8]) + (f" và {len(places) - 8} tiêu chí khác" if len(places) > 8 else "")
        yield f"{title}: {shown} ({advice})."


def _unproven(criteria: Criteria, counted: Tally, proven: set[int]) -> Iterable[int]:
    for criterion, _ in leaves(criteria):
        if criterion.evidence is Proof.REQUIRED and counted.points.get(criterion.key) and criterion.key not in proven:
            yield criterion.key


def _too_much_aside(criteria: Criteria, counted: Tally) -> Iterable[str]:
    if counted.too_much_not_applicable:
        most = criteria.not_applicable.max_pct
        assert most is not None
        yield (
            f"Không phát sinh nhiệm vụ: {number_text(counted.not_applicable)} điểm, "
            f"nhiều hơn {number_text(most)} % thang điểm cho phép. Hãy nhập số liệu cho bớt tiêu chí."
        )


def _text(number: Any) -> str | None:
    return None if number is None else number_text(number)
