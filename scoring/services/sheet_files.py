"""A sheet out to Excel and back in: what a file would change, and taking it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.core import signing
from django.db import transaction

from blocs.standing import Standing
from scoring.criteria import leaves, place
from scoring.documents import figure_text
from scoring.enums import Approval
from scoring.figures import Figure
from scoring.kinds import Asked
from scoring.models import ScoreEntry, ScoreSheet
from scoring.rules import can_fill_in
from scoring.services import sheets
from scoring.services.sheets import Entered, Saved, entries_of
from scoring.tally import Tally, tally
from scoring.workbooks.sheet_in import Fault, ReadLine, open_sheet, read_sheet
from scoring.workbooks.sheet_lines import SILENT, Line, Origin, fingerprint
from scoring.workbooks.sheet_out import Content, sheet_workbook
from thidua.lib.points import number_text
from thidua.lib.verdict import RefusedError

KEPT_SECONDS = 24 * 3600
"""How long a file that was looked at may be taken."""
MOST_KEPT = 2_000_000
"""Letters that a page carries from the look at a file to its taking: less than Django takes in a form."""
OF_ANOTHER_SHEET = (
    "Tệp này là bảng tự chấm của đơn vị khác hoặc năm khác. Hãy chọn đúng tệp, hoặc bấm Tải Excel ở bảng này."
)
OF_AN_OLDER_TABLE = (
    "Tệp này lập theo bảng tiêu chí cũ. Hãy bấm Tải Excel để lấy tệp theo bảng tiêu chí hiện hành rồi nhập lại."
)
TOO_LONG = "Phần giải trình trong tệp quá dài để nhập một lần. Hãy nhập bớt giải trình trực tiếp trên trang."
MEANWHILE = "Bảng vừa có người sửa sau khi xem trước nên chưa ghi gì. Hãy tải tệp lên lại để xem."
EXPIRED = "Bản xem trước đã quá hạn hoặc bị hỏng nên chưa ghi gì. Hãy tải tệp lên lại."


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a row of the file would change."""

    row: int
    place: str
    text: str
    before: str
    after: str
    note_before: str
    note_after: str
    points_before: str
    points_after: str


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A file held against the sheet as it is now."""

    changes: tuple[Change, ...]
    stale: tuple[Change, ...]
    """Rows that were changed in the file, and say something else on the site since it was written: left alone."""
    faults: tuple[Fault, ...]
    ignored: tuple[str, ...]
    """What else of the file changes nothing, in words."""
    before: Tally
    after: Tally
    token: str
    """The changes, signed, to be handed to `take`; empty while there is nothing to take."""


def workbook_of(sheet: ScoreSheet, *, by: Standing) -> bytes:
    """The sheet as a workbook; locked throughout for whoever may not fill it in."""
    criteria, entries = sheet.round.table.value, entries_of(sheet)
    content = Content(
        origin=_origin(sheet),
        unit=sheet.unit.organisation.name,
        year=sheet.round.term.label,
        lines={key: line_of(entry) for key, entry in entries.items()},
        refused=frozenset(key for key, entry in entries.items() if entry.approval == Approval.REFUSED),
        late=criteria.cost_of_lateness(sheet.days_late or 0),
        is_open=bool(can_fill_in(by, sheet)),
    )
    return sheet_workbook(criteria, content)


def compare(sheet: ScoreSheet, data: bytes, *, by: Standing) -> Comparison:
    """What a workbook would change.

    Raises UnsafeFileError for a file that is none of ours, RefusedError for that of another sheet or an older table.
    """
    can_fill_in(by, sheet).required()
    opened = open_sheet(data)
    origin = _origin(sheet)
    if opened.origin.sheet != origin.sheet:
        raise RefusedError(OF_ANOTHER_SHEET)
    if opened.origin != origin:
        raise RefusedError(OF_AN_OLDER_TABLE)
    criteria, entries = sheet.round.table.value, entries_of(sheet)
    reading = read_sheet(opened, criteria)
    differing = {
        key: read
        for key, read in reading.changed.items()
        if not sheets.is_same(entries.get(key) or ScoreEntry(key=key, version=0), _entered(read.line))
    }
    stale = {key for key, read in differing.items() if read.written != _fingerprint(entries, key)}
    taken = {key: _as_seen_now(read, entries.get(key)) for key, read in differing.items() if key not in stale}
    figures = {key: entry.figure for key, entry in entries.items()}
    before = tally(criteria, figures)
    counted = {key: _counted(read.line.figure, entries.get(key)) for key, read in taken.items()}
    after = tally(criteria, figures | counted)
    changes = tuple(_changes(sheet, entries, taken, before, after))
    token = "" if reading.faults or not taken else _signed({key: read.line for key, read in taken.items()}, sheet, by)
    return Comparison(
        changes=changes,
        stale=tuple(_changes(sheet, entries, {key: differing[key] for key in stale}, before, before)),
        faults=reading.faults,
        ignored=reading.ignored,
        before=before,
        after=after,
        token=token,
    )


@transaction.atomic
def take(sheet: ScoreSheet, token: str, *, by: Standing) -> Saved:
    """Enter all that a file would change, or nothing of it.

    Raises RefusedError without the right, or when the sheet has changed since the file was looked at.
    """
    entered = {key: _entered(line) for key, line in _unsigned(token, sheet, by).items()}
    saved = sheets.enter(sheet, entered, by=by)
    if saved.faults or saved.stale:
        raise RefusedError(MEANWHILE)
    return saved


def line_of(entry: ScoreEntry) -> Line:
    """What an entry says, as a row of a workbook."""
    figure = replace(entry.figure, not_applicable=entry.not_applicable)
    return Line(figure=figure, is_provisional=entry.is_provisional, note=entry.note, seen=entry.version)


def _origin(sheet: ScoreSheet) -> Origin:
    table = sheet.round.table
    return Origin(sheet=sheet.pk, table=table.pk, table_version=table.version)


def _entered(line: Line) -> Entered:
    return Entered(figure=line.figure, is_provisional=line.is_provisional, note=line.note, seen=line.seen)


def _fingerprint(entries: Mapping[int, ScoreEntry], key: int) -> str:
    """Of what the site says of a criterion now: equal to what the file was written from, it is no conflict, however
    often it was changed and changed back in between."""
    return fingerprint(line_of(entries[key]) if key in entries else SILENT)


def _as_seen_now(read: ReadLine, entry: ScoreEntry | None) -> ReadLine:
    return replace(read, line=replace(read.line, seen=entry.version if entry else 0))


def _counted(figure: Figure, entry: ScoreEntry | None) -> Figure:
    """A figure as it counts: what was refused as not applicable stays refused."""
    is_refused = entry is not None and entry.approval == Approval.REFUSED
    return replace(figure, not_applicable=figure.not_applicable and not is_refused)


def _changes(
    sheet: ScoreSheet, entries: Mapping[int, ScoreEntry], read: Mapping[int, ReadLine], before: Tally, after: Tally
) -> Iterator[Change]:
    for criterion, above in leaves(sheet.round.table.value):
        if criterion.key not in read:
            continue
        row, entry = read[criterion.key], entries.get(criterion.key)
        old = line_of(entry) if entry else SILENT
        asked = criterion.rule.asked
        yield Change(
            row=row.row,
            place=place(criterion, above),
            text=criterion.text,
            before=_words(asked, old),
            after=_words(asked, row.line),
            note_before=old.note,
            note_after=row.line.note,
            points_before=_points(before, criterion.key),
            points_after=_points(after, criterion.key),
        )


def _words(asked: Asked, line: Line) -> str:
    words = figure_text(asked, line.figure)
    if line.figure.amount is None and line.figure.target is not None and not line.figure.not_applicable:
        words = f"…/{number_text(line.figure.target)} {asked.unit}".strip()
    return f"{words} (ước)".strip() if line.is_provisional else words


def _points(counted: Tally, key: int) -> str:
    points = counted.points.get(key)
    return "" if points is None else number_text(points)


# From the look at a file to its taking --------------------------------------------------------------------------------


def _salt(sheet: ScoreSheet, by: Standing) -> str:
    return f"scoring.sheet_files:{sheet.pk}:{by.user_id}"


def _signed(lines: Mapping[int, Line], sheet: ScoreSheet, by: Standing) -> str:
    told = {key: _data(line) for key, line in lines.items()}
    token = signing.dumps(told, salt=_salt(sheet, by), compress=True)
    if len(token) > MOST_KEPT:
        raise RefusedError(TOO_LONG)
    return token


def _unsigned(token: str, sheet: ScoreSheet, by: Standing) -> dict[int, Line]:
    try:
        told = signing.loads(token, salt=_salt(sheet, by), max_age=KEPT_SECONDS)
    except signing.BadSignature as error:
        raise RefusedError(EXPIRED) from error
    return {int(key): _line(data) for key, data in told.items()}


def _data(line: Line) -> list[Any]:
    figure = line.figure
    numbers = [None if number is None else f"{number:f}" for number in (figure.amount, figure.target)]
    return [*numbers, figure.chosen, figure.not_applicable, line.is_provisional, line.note, line.seen]


def _line(data: list[Any]) -> Line:
    amount, target, chosen, not_applicable, is_provisional, note, seen = data
    figure = Figure(
        amount=None if amount is None else Decimal(amount),
        target=None if target is None else Decimal(target),
        chosen=None if chosen is None else tuple(chosen),
        not_applicable=not_applicable,
    )
    return Line(figure=figure, is_provisional=is_provisional, note=note, seen=seen)
