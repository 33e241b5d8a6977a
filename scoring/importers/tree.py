"""Rows → a tree, by their labels; where a row has none, by the maxima."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import takewhile

from scoring.criteria import Counts
from scoring.importers.codes import Style
from scoring.importers.entries import Entry, is_note
from scoring.importers.headings import conditions_of, counts_of, is_mixed
from scoring.importers.points import states_points


@dataclass
class Branch:
    """A row and the rows below it."""

    entry: Entry
    branches: list["Branch"] = field(default_factory=list)

    @property
    def counts(self) -> Counts | None:
        """What its heading, or the title of its points, says about how all below it counts."""
        return self.entry.counts or counts_of(self.entry.text)

    @property
    def has_points(self) -> bool:
        """Whether it or anything below it states points."""
        return self.entry.states_points or any(branch.has_points for branch in self.branches)


def build(entries: Sequence[Entry]) -> list[Branch]:
    """The tree of the rows; notes go into the guide of the row above."""
    top: list[Branch] = []
    open_: list[Branch] = []
    """The rows that the next one may stand under, outermost first."""
    for position, entry in enumerate(entries):
        if is_note(entry) and open_ and not _counts_by_itself(entry, open_):
            open_[-1].entry.guide.append(_note(entry))
            continue
        branch = Branch(entry)
        del open_[_depth(entry, open_, entries[position:]) :]
        (open_[-1].branches if open_ else top).append(branch)
        open_.append(branch)
    return top


def _counts_by_itself(entry: Entry, open_: Sequence[Branch]) -> bool:
    """ "- Mỗi văn bản chậm trừ 2 điểm" right below "Điểm trừ", or beside another such row: no note, but a criterion."""
    heading = open_[-1] if open_[-1].counts else open_[-2] if _are_alike(entry, open_) else None
    return heading is not None and heading.counts is not None and states_points(entry.text)


def _are_alike(entry: Entry, open_: Sequence[Branch]) -> bool:
    return len(open_) > 1 and entry.code.rank == open_[-1].entry.code.rank


def _note(entry: Entry) -> str:
    return "\n".join(filter(None, (f"{entry.code.written} {entry.text}".strip(), *entry.guide)))


def _depth(entry: Entry, open_: Sequence[Branch], following: Sequence[Entry]) -> int:
    """How many of the open rows the new one stands under."""
    style = entry.code.style
    if entry.inside:
        return next(depth + 1 for depth in reversed(range(len(open_))) if not open_[depth].entry.inside)
    if style is Style.ABOVE:
        return _depth_above_tables(entry, open_)
    if style is Style.NONE:
        return _depth_without_label(entry, open_, following)
    if style is Style.DOTTED and (parent := _prefix(entry, open_)) is not None:
        return parent + 1
    same = [depth for depth, branch in enumerate(open_) if branch.entry.code.rank == entry.code.rank]
    if style is Style.DOTTED and same:
        dots = entry.code.core.count(".")
        same = [depth for depth in same if open_[depth].entry.code.core.count(".") >= dots] or [same[-1] + 1]
    return same[0] if same and style is Style.DOTTED else same[-1] if same else len(open_)


def _depth_above_tables(entry: Entry, open_: Sequence[Branch]) -> int:
    """Beside the last line of its kind, else below the last line above a table."""
    above = [depth for depth, branch in enumerate(open_) if branch.entry.code.style is Style.ABOVE]
    same = [depth for depth in above if open_[depth].entry.code.rank == entry.code.rank]
    return same[0] if same else above[-1] + 1 if above else 0


def _prefix(entry: Entry, open_: Sequence[Branch]) -> int | None:
    """The open row whose number the label begins with: "5" or "5.1" for "5.1.2"."""
    above = entry.code.core.rpartition(".")[0]
    depths = (depth for depth, branch in reversed(list(enumerate(open_))) if branch.entry.code.core == above)
    return next(depths, None)


def _depth_without_label(entry: Entry, open_: Sequence[Branch], following: Sequence[Entry]) -> int:
    if not open_ or counts_of(entry.text) or is_mixed(entry.text) or conditions_of(entry.text):
        return 0
    same = [depth for depth, branch in enumerate(open_) if branch.entry.code.style is Style.NONE]
    if entry.heads:
        heads = [depth for depth in same if open_[depth].entry.heads]
        return len(open_) if open_[-1].entry.heads else heads[0] if heads else 0
    if same and not open_[same[-1]].entry.heads:
        return _depth_of_emphasis(entry, open_, same, following)
    above = open_[-1].entry
    alike = _sum_of_run(following)
    return len(open_) if above.max is None or above.max == alike else len(open_) - 1


def _depth_of_emphasis(entry: Entry, open_: Sequence[Branch], same: Sequence[int], following: Sequence[Entry]) -> int:
    """Among rows with points that only their setting tells apart: below the one in bold that they make up."""
    if entry.set_apart:
        return next((depth for depth in same if open_[depth].entry.set_apart), same[-1])
    last = open_[same[-1]].entry
    below = takewhile(lambda each: each.code.style is Style.NONE and not each.set_apart, following)
    makes_up = last.set_apart and last.max == sum((each.max or Decimal(0) for each in below), Decimal(0))
    return same[-1] + makes_up


def _sum_of_run(following: Iterable[Entry]) -> Decimal:
    """What the rows without labels from here on add up to."""
    total = Decimal(0)
    for entry in following:
        if entry.code.style is not Style.NONE or entry.heads:
            break
        total += entry.max or 0
    return total
