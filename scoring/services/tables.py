"""Making criteria tables: drafts, their changes, their publication, new versions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from blocs.models import Organisation, Term
from blocs.services.audit import record
from blocs.standing import Standing
from plans.importers.blocks import Doubt, numbered
from scoring.criteria import Criteria
from scoring.criteria_json import to_data
from scoring.criteria_review import review
from scoring.enums import TableState
from scoring.models import CriteriaTable, ScoringRound
from scoring.rules import (
    can_edit_table,
    can_make_table,
    can_make_table_of_kind,
    can_publish_table,
    can_replace_table,
)
from thidua.lib.verdict import RefusedError
from thidua.papers.models import StoredFile


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What a draft was made of: another table, or a file and what its reader was not sure of."""

    table: CriteriaTable | None = None
    file: StoredFile | None = None
    doubts: tuple[Doubt, ...] = ()


NOTHING = Origin()


@transaction.atomic
def draft_of_term(term: Term, criteria: Criteria, *, by: Standing, origin: Origin = NOTHING) -> CriteriaTable:
    """A draft for one year of a bloc."""
    verdict = can_make_table(by, term).required()
    return _drafted(CriteriaTable(term=term), criteria, by, verdict.capacity, origin)


@transaction.atomic
def draft_of_kind(
    superior: Organisation, bloc_kind: str, criteria: Criteria, *, by: Standing, origin: Origin = NOTHING
) -> CriteriaTable:
    """A draft for all blocs of a kind below an office."""
    verdict = can_make_table_of_kind(by, superior).required()
    table = CriteriaTable(superior=superior, bloc_kind=bloc_kind)
    return _drafted(table, criteria, by, verdict.capacity, origin)


@transaction.atomic
def new_version(table: CriteriaTable, *, by: Standing) -> CriteriaTable:
    """A draft with the same content, to be changed and published in the place of a published table."""
    verdict = can_replace_table(by, table).required()
    draft = CriteriaTable(term=table.term, superior=table.superior, bloc_kind=table.bloc_kind)
    return _drafted(draft, table.value, by, verdict.capacity, Origin(table=table))


@transaction.atomic
def change_table(
    table: CriteriaTable, change: Callable[[Criteria], Criteria], *, by: Standing, what: str
) -> CriteriaTable:
    """Apply a pure change to a draft, under its lock.

    Raises RefusedError without the right or once it is published, and whatever `change` raises (a stale edit).
    """
    table = locked(table)
    verdict = can_edit_table(by, table).required()
    before = table.value
    after = change(before)
    if after == before:
        return table
    table.version += 1
    _write(table, after)
    record(
        "Sửa bảng tiêu chí", table, by=by, capacity=verdict.capacity, term=table.term,
        before={"phiên bản": table.version - 1}, after={"phiên bản": table.version, "phần": what},
    )  # fmt: skip
    return table


@transaction.atomic
def settle_doubt(table: CriteriaTable, number: int, *, by: Standing) -> CriteriaTable:
    """Somebody has looked at a doubtful place, and it is right now; nothing happens the second time."""
    table = locked(table)
    verdict = can_edit_table(by, table).required()
    settled = [doubt for doubt in table.doubts if doubt["number"] == number]
    table.doubts = [doubt for doubt in table.doubts if doubt["number"] != number]
    for doubt in settled:
        table.save(update_fields=["doubts", "updated_at"])
        record(
            "Đã xem chỗ chưa chắc", table, by=by, capacity=verdict.capacity, term=table.term,
            after={"chỗ": doubt["message"]},
        )  # fmt: skip
    return table


@transaction.atomic
def publish(table: CriteriaTable, *, by: Standing) -> CriteriaTable:
    """Công bố: from now on it never changes; the table it replaces ends with it, save for rounds that run by it.

    Whoever publishes answers for the whole table, so that no doubt of the reader is left.
    """
    table = locked(table)
    verdict = can_publish_table(by, table).required()
    if stops := [finding.message for finding in review(table.value) if finding.blocking]:
        raise RefusedError(f"Bảng chưa công bố được: {' '.join(stops[:3])}")
    earlier = CriteriaTable.objects.filter(
        term=table.term, superior=table.superior, bloc_kind=table.bloc_kind, state=TableState.PUBLISHED
    )
    earlier.update(state=TableState.REPLACED)
    table.state, table.published_at, table.doubts = TableState.PUBLISHED, timezone.now(), []
    table.full_clean()
    table.save()
    record(
        "Công bố bảng tiêu chí", table, by=by, capacity=verdict.capacity, term=table.term,
        before={"tình trạng": TableState.DRAFT.label}, after={"tình trạng": TableState.PUBLISHED.label},
    )  # fmt: skip
    return table


@transaction.atomic
def discard(table: CriteriaTable, *, by: Standing) -> None:
    """Throw away a draft; its content stays in the history."""
    table = locked(table)
    verdict = can_edit_table(by, table).required()
    record(
        "Bỏ dự thảo bảng tiêu chí", table, by=by, capacity=verdict.capacity, term=table.term,
        before={"nội dung": table.content},
    )  # fmt: skip
    CriteriaTable.objects.filter(made_from=table).update(made_from=None)
    table.delete()


def table_for(term: Term) -> CriteriaTable | None:
    """The published table by which a year is scored: its own, or its superior's for blocs of its kind."""
    published = CriteriaTable.objects.filter(state=TableState.PUBLISHED)
    own = published.filter(term=term).first()
    return own or published.filter(superior=term.bloc.superior, bloc_kind=term.bloc.kind).first()


def still_followed(table: CriteriaTable) -> list[CriteriaTable]:
    """The other tables by which open rounds go on, whose years this one is for: a round keeps the table it began by."""
    if table.term:
        rounds = ScoringRound.objects.filter(term=table.term)
    else:
        kin = {"table__superior": table.superior, "table__bloc_kind": table.bloc_kind}
        rounds = ScoringRound.objects.filter(term__closed_at=None, **kin)
    others = CriteriaTable.objects.filter(rounds__in=rounds).exclude(pk=table.pk).distinct()
    return list(others.defer("content").order_by("number"))


def locked(table: CriteriaTable) -> CriteriaTable:
    """The table as it is now, for nobody else to change until the transaction ends."""
    rows = CriteriaTable.objects.select_related("term__bloc__superior", "superior")
    found: CriteriaTable = rows.select_for_update(of=("self",)).get(pk=table.pk)
    return found


def _drafted(table: CriteriaTable, criteria: Criteria, by: Standing, capacity: Any, origin: Origin) -> CriteriaTable:
    siblings = CriteriaTable.objects.filter(term=table.term, superior=table.superior, bloc_kind=table.bloc_kind)
    table.number = (siblings.aggregate(last=Max("number"))["last"] or 0) + 1
    table.made_from, table.source, table.doubts = origin.table, origin.file, numbered(origin.doubts)
    table.created_by_id = by.user_id
    _write(table, criteria)
    record(
        "Lập bảng tiêu chí", table, by=by, capacity=capacity, term=table.term,
        after={"tên bảng": table.title, "lần": table.number, "từ": str(origin.table or origin.file or "")},
    )  # fmt: skip
    return table


def _write(table: CriteriaTable, criteria: Criteria) -> None:
    table.content, table.title = to_data(criteria), criteria.title[:600]
    table.full_clean()
    table.save()
