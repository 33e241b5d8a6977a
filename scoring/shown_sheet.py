"""A sheet as its page shows it, line by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scoring.criteria import Counts, Criteria, Criterion, Group, counts_below, place, walk
from scoring.criteria import Evidence as Proof
from scoring.documents import figure_text, possible_sums
from scoring.figures import Figure, doubt
from scoring.kinds import Asked
from scoring.models import ScoreEntry
from scoring.tally import Tally
from thidua.lib.points import number_text


@dataclass(frozen=True, kw_only=True)
class SheetLine:
    """One line of the table: a group, or a criterion with what is said of it."""

    key: int
    level: int
    code: str
    text: str
    max: Decimal | None
    points: Decimal | None
    """As they count: a deduction below 0."""
    criterion: Criterion | None = None
    entry: ScoreEntry | None = None
    place: str = ""
    proofs: int = 0
    needs_proof: bool = False
    may_be_aside: bool = False
    """Whether a unit may have nothing to do here: not where points are only added or taken off."""

    @property
    def asked(self) -> Asked:
        """What the criterion asks for."""
        assert self.criterion is not None
        return self.criterion.rule.asked

    @property
    def choices(self) -> list[tuple[int, str, bool]]:
        """Position, words, and whether it is chosen."""
        chosen = set((self.entry.chosen if self.entry else None) or ())
        return [(number, words, number in chosen) for number, words in enumerate(self.asked.choices)]

    @property
    def looked_at(self) -> bool:
        """Whether a list was answered, be it with nothing."""
        return self.entry is not None and self.entry.chosen is not None

    @property
    def figure(self) -> str:
        """What was entered, in words."""
        return figure_text(self.asked, self.entry.figure) if self.entry else ""

    @property
    def doubt(self) -> str:
        """What to look at again in what was entered."""
        return doubt(self.entry.figure) if self.entry else ""

    def overtaken(self, figure: Figure, note: str, *, by: int | None) -> str:
        """That what somebody (the id of a user) typed met a later version of the line, both of them, and what to do."""
        assert self.entry is not None
        is_own = self.entry.updated_by_id == by
        how = "Bạn đã lưu dòng này ở một trang mở sau trang này" if is_own else "Người khác vừa sửa dòng này"
        there, here = self.figure, figure_text(self.asked, figure)
        if note != self.entry.note:
            there, here = f"{there} “{self.entry.note[:60]}”", f"{here} “{note[:60]}”"
        return (
            f"{how}. Đang lưu: {there or '(trống)'}; trên trang này: {here or '(trống)'}. Hãy nhập lại điều muốn giữ."
        )


def sheet_lines(
    criteria: Criteria, tally: Tally, entries: Mapping[int, ScoreEntry], proofs: Mapping[int, int]
) -> Iterator[SheetLine]:
    """The table in reading order."""
    for node, above in walk(criteria):
        if isinstance(node, Group):
            yield SheetLine(
                key=node.key, level=len(above), code=node.code, text=node.text, max=node.max,
                points=tally.groups[node.key].net,
            )  # fmt: skip
            continue
        points = tally.points.get(node.key)
        counts = counts_below(above)
        yield SheetLine(
            key=node.key, level=len(above), code=node.code, text=node.text, max=node.max,
            points=-points if points and counts is Counts.DEDUCTION else points, criterion=node,
            entry=entries.get(node.key), place=place(node, above),
            proofs=proofs.get(node.key, 0), needs_proof=node.evidence is Proof.REQUIRED,
            may_be_aside=counts is Counts.SCORE,
        )  # fmt: skip


def told(criteria: Criteria, tally: Tally, lines: list[SheetLine]) -> dict[str, object]:
    """What a page needs to bring itself up to date: points by key, sums by their titles."""
    return {
        "points": {line.key: "" if line.points is None else number_text(line.points) for line in lines},
        "sums": {
            title: "" if points is None else number_text(points) for title, points in possible_sums(criteria, tally)
        },
        "missing": len(tally.missing),
    }
