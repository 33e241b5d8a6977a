"""Bảng tổng hợp điểm tự chấm: what the sheets that were handed in come to, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.criteria import Counts, Criteria, Criterion, Node
from scoring.tally import Figures, Tally, tally
from thidua.lib.points import number_text
from thidua.papers.document import (
    Align,
    Annex,
    Cell,
    Column,
    Letterhead,
    OfficialDocument,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
)

SCORE, NORMALISED, BONUS, DEDUCTIONS, LATE, TOTAL = (
    "Điểm đạt được", "Quy đổi", "Điểm thưởng", "Điểm trừ", "Trừ nộp chậm", "Tổng điểm",
)  # fmt: skip
TITLE = "Bảng tổng hợp điểm tự chấm"
LONGEST_HEADING = 60


@dataclass(frozen=True, kw_only=True)
class HandedIn:
    """A sheet that was handed in."""

    unit: str
    figures: Figures
    days_late: int = 0


@dataclass(frozen=True, kw_only=True)
class SummaryRow:
    """What one unit's sheet comes to, all of it held against the others'."""

    unit: str
    parts: tuple[Decimal, ...]
    """By top-level part of the table, bonuses and deductions left out."""
    sums: dict[str, Decimal]
    """By title; what is taken away is negative."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """All units that handed in, in the order in which they were given."""

    parts: tuple[str, ...]
    """What the top-level parts are called."""
    sums: tuple[str, ...]
    """Titles of the sums that follow; those that are nothing for every unit are left out."""
    rows: tuple[SummaryRow, ...]
    most: Decimal | None
    """The most that a total may be."""

    def cells(self, row: SummaryRow) -> list[Decimal]:
        """The numbers of a row, from the left."""
        return [*row.parts, *(row.sums[title] for title in self.sums)]

    @property
    def lines(self) -> list[tuple[str, list[Decimal]]]:
        """Each unit with its numbers."""
        return [(row.unit, self.cells(row)) for row in self.rows]


@dataclass(frozen=True, kw_only=True)
class SummaryWords:
    """What the paper says beside the numbers."""

    superior: str
    bloc: str
    place: str
    year: str
    """ "Năm 2026"."""
    leader_title: str
    """ "Khối trưởng"."""
    leader: str
    waiting: tuple[str, ...]
    """Units that have not handed in."""


def summarise(criteria: Criteria, sheets: Sequence[HandedIn]) -> Summary:
    """The sheets added up; criteria by which units are compared are reckoned over all of them."""
    parts = [node for node in criteria.nodes if _scores(node, Counts.SCORE)]
    rows = []
    for number, sheet in enumerate(sheets):
        others = [other.figures for place, other in enumerate(sheets) if place != number]
        counted = tally(criteria, sheet.figures, bloc=others, days_late=sheet.days_late)
        rows.append(
            SummaryRow(unit=sheet.unit, parts=tuple(_score(counted, node) for node in parts), sums=_sums(counted))
        )
    return Summary(
        parts=tuple(_heading(node) for node in parts),
        sums=tuple(title for title in _sums_shown(rows)),
        rows=tuple(rows),
        most=None if criteria.bonus_over_scale else criteria.scale,
    )


def summary_document(summary: Summary, words: SummaryWords) -> OfficialDocument:
    """The summary for the leader to sign, its table on pages that lie across."""
    subject = f"thi đua {words.year.lower()} của {words.bloc}"
    waiting = f" Chưa nộp: {', '.join(words.waiting)}." if words.waiting else ""
    return OfficialDocument(
        title=f"{TITLE} {subject}",
        author=words.bloc,
        letterhead=Letterhead(
            superior=(words.superior.upper(),) if words.superior else (),
            issuer=(words.bloc.upper(),),
            place=words.place,
        ),
        type_name=TITLE.upper(),
        subject=(subject,),
        blocks=(
            Paragraph(text=f"Tổng hợp từ {len(summary.rows)} bảng tự chấm đã nộp (có bảng kèm theo).{waiting}"),
            Paragraph(text="Đây là điểm các đơn vị tự chấm, chưa phải điểm bình xét của khối, cụm."),
        ),
        signatures=(
            SignatureBlock(
                authority=(words.leader_title.upper(),), position=(words.leader.upper(),) * bool(words.leader)
            ),
        ),
        annexes=(
            Annex(
                label="Phụ lục",
                title=(f"Điểm tự chấm {words.year.lower()} của {words.bloc}",),
                blocks=(_table(summary),),
                landscape=True,
            ),
        ),
    )


def _table(summary: Summary) -> Table:
    titles = (*summary.parts, *summary.sums)
    narrow = 0.72 / max(len(titles), 1)
    columns = (
        Column(title="TT", width=0.05, align=Align.CENTRE),
        Column(title="Đơn vị", width=0.23),
        *(Column(title=title, width=narrow, align=Align.RIGHT) for title in titles),
    )
    rows = (
        Row(cells=tuple(Cell(text=text) for text in (str(number), unit, *map(number_text, numbers))))
        for number, (unit, numbers) in enumerate(summary.lines, start=1)
    )
    return Table(columns=columns, rows=tuple(rows))


def _scores(node: Node, above: Counts) -> bool:
    """Whether anything of it counts as score."""
    if isinstance(node, Criterion):
        return above is Counts.SCORE
    return any(_scores(each, node.counts or above) for each in node.nodes)


def _score(counted: Tally, node: Node) -> Decimal:
    if isinstance(node, Criterion):
        return counted.points.get(node.key, Decimal(0))
    return counted.groups[node.key].score


def _sums(counted: Tally) -> dict[str, Decimal]:
    return {
        SCORE: counted.score,
        NORMALISED: counted.normalised,
        BONUS: counted.bonus,
        DEDUCTIONS: -counted.deductions,
        LATE: -counted.late,
        TOTAL: counted.total,
    }


def _sums_shown(rows: Sequence[SummaryRow]) -> list[str]:
    return [
        title
        for title in (SCORE, NORMALISED, BONUS, DEDUCTIONS, LATE, TOTAL)
        if title in (SCORE, TOTAL)
        or any(row.sums[title] != (row.sums[SCORE] if title == NORMALISED else 0) for row in rows)
    ]


def _heading(node: Node) -> str:
    text = f"{node.code.rstrip('.')}. {node.text}" if node.code else node.text
    return text if len(text) <= LONGEST_HEADING else f"{text[: LONGEST_HEADING - 1]}…"
