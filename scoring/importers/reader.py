"""Paragraphs and grids of any file → `Criteria` and the doubts of the reader."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count

from plans.importers.blocks import Doubt, RawBlock, RawLine, RawTable, UnreadableFileError
from plans.importers.files import blocks_of
from scoring.criteria import Counts, Criteria, Criterion, Evidence, Group, Node
from scoring.importers.codes import NO_CODE
from scoring.importers.columns import Columns, columns_of
from scoring.importers.guesses import guess
from scoring.importers.rows import Entry, Taken, as_written, take
from scoring.importers.tree import Branch, build, counts_of, is_mixed
from scoring.kinds import Direct, PlusMinus, Rule
from scoring.sums import maxima
from thidua.lib.points import has_at_most, is_multiple, number_text
from thidua.lib.text import fold

NO_TABLE = (
    "Không thấy bảng tiêu chí trong tệp: cần một bảng có cột tiêu chí (hoặc nội dung) và cột điểm chuẩn (hoặc điểm tối "
    "đa). Hãy kiểm tra tiêu đề các cột, hoặc chép riêng bảng ấy rồi dán vào."
)
_TITLE = re.compile(r"bang|thang diem|tieu chi|phieu|huong dan cham")
_NO_TITLE = re.compile(r"phu luc|cong hoa xa hoi|doc lap|mau so")
_SHORT = 60
_STEPS = tuple(map(Decimal, ("1", "0.5", "0.25", "0.1", "0.05", "0.01")))


@dataclass(frozen=True)
class Reading:
    """What was understood, and what was doubtful; a doubt's key is that of the group or criterion."""

    criteria: Criteria
    doubts: tuple[Doubt, ...]


def read_bytes(data: bytes) -> Reading:
    """The table in a Word file, text or paste; raises UnreadableFileError with a message for its user."""
    return read(*blocks_of(data))


def read(blocks: Sequence[RawBlock], doubts: Sequence[Doubt] = ()) -> Reading:
    """Understand the tables of criteria among the blocks, taken as one; raises UnreadableFileError where there is none.

    `doubts` are those that came up when the blocks were taken from the file.
    """
    tables = list(_tables(blocks))
    if not tables:
        raise UnreadableFileError(NO_TABLE)
    taken = Taken()
    for table in tables:
        part = take(table.grid, table.columns)
        if len(tables) > 1 and table.heading and counts_of(table.heading):
            taken.entries.append(Entry(code=NO_CODE, text=table.heading, heads=True))
        taken.entries += part.entries
        taken.total = part.total if part.total is not None else taken.total
        taken.dropped += part.dropped
    composer = _Composer(_title(blocks))
    criteria = composer.criteria(build(taken.entries), taken)
    if not criteria.nodes:
        raise UnreadableFileError(NO_TABLE)
    return Reading(criteria, (*_of_file(doubts), *composer.doubts))


def _of_file(doubts: Sequence[Doubt]) -> Iterator[Doubt]:
    """What the file's reader doubted belongs to no criterion."""
    return (replace(doubt, key=None) for doubt in doubts)


@dataclass
class _Table:
    grid: RawTable
    columns: Columns
    heading: str
    """The line above it."""


def _tables(blocks: Sequence[RawBlock]) -> Iterator[_Table]:
    """The tables of criteria; a grid without titles that is as wide goes on with the one before it."""
    found: _Table | None = None
    heading = ""
    for block in blocks:
        if isinstance(block, RawLine):
            heading = block.text
            continue
        columns = columns_of(block)
        if columns:
            if found:
                yield found
            found = _Table(block, columns, heading)
        elif found and max(map(len, block.rows)) == len(found.columns.roles):
            found.grid = RawTable((*found.grid.rows, *block.rows))
        heading = ""
    if found:
        yield found


def _title(blocks: Sequence[RawBlock]) -> str:
    """The lines in capitals that speak of a table of points; else the last ones before it."""
    runs: list[list[str]] = [[]]
    for block in blocks:
        if isinstance(block, RawTable):
            if columns_of(block):
                break
            continue
        text = block.text.strip()
        if block.gap_before:
            runs.append([])
        if text.isupper() and not _NO_TITLE.match(fold(text)) and not re.match(r"[A-ZĐ]\.|[IVX]+\.|\(", text):
            runs[-1].append(text)
        elif runs[-1]:
            runs.append([])
    titles = [" ".join(run) for run in runs if run]
    return next((title for title in titles if _TITLE.search(fold(title))), titles[-1] if titles else "")


class _Composer:
    """Builds the table from the tree; keys are given in reading order."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.doubts: list[Doubt] = []
        self._keys = count(1)

    def criteria(self, branches: Sequence[Branch], taken: Taken) -> Criteria:
        nodes = tuple(node for branch in branches for node in self._nodes(branch, Counts.SCORE))
        maximal = [node.max for node in _leaves(nodes) if node.max is not None]
        step = next((step for step in _STEPS if all(is_multiple(most, step) for most in maximal)), _STEPS[-1])
        if not all(has_at_most(2, most) for most in maximal):
            self._doubt("DECIMALS", "Có điểm chuẩn lẻ hơn 2 chữ số thập phân. Hãy làm tròn.")
        draft = Criteria(last_key=next(self._keys) - 1, title=self.title, scale=Decimal(0), step=step, nodes=nodes)
        scale = self._scale(draft, taken.total)
        self._doubt("STEP", f"Thang điểm tạm lấy {number_text(scale)}, bước điểm {number_text(step)}. Hãy kiểm tra.")
        if not self.title:
            self._doubt("TITLE", "Không thấy tên bảng. Hãy đặt tên cho bảng.")
        if taken.dropped:
            names = "; ".join(f"“{name[:_SHORT]}”" for name in dict.fromkeys(taken.dropped))
            self._doubt("COLUMNS", f"Không lấy các cột {names}. Nếu cần, hãy chép vào hướng dẫn của tiêu chí.")
        return replace(draft, scale=scale)

    def _doubt(self, code: str, message: str, key: int | None = None) -> None:
        self.doubts.append(Doubt(code, message, key))

    def _scale(self, criteria: Criteria, total: Decimal | None) -> Decimal:
        """What the file states as its total, bonuses aside; else what the maxima of the score add up to."""
        most = maxima(criteria).total
        if total is None or total in (most.score, most.score + most.bonus):
            return most.score
        self._doubt(
            "TOTAL",
            f"Dòng tổng cộng ghi {number_text(total)} nhưng các tiêu chí cộng lại được {number_text(most.score)}. "
            "Hãy kiểm tra điểm chuẩn.",
        )
        return total

    def _nodes(self, branch: Branch, above: Counts) -> Iterator[Node]:
        """The part that a row becomes; none where it has no points to give."""
        entry = branch.entry
        counts = branch.counts or above
        if not branch.has_points and counts is Counts.SCORE:
            self._doubt("LEFT_OUT", f"Bỏ dòng không có điểm: “{_quoted(branch)}”. Nếu là tiêu chí, hãy thêm lại.")
            return
        if entry.max is not None and not any(inner.has_points for inner in branch.branches):
            entry.guide += [line for inner in branch.branches for line in _lines(inner)]
            branch.branches = []
        if branch.branches or (entry.max is None and not entry.unread and branch.counts):
            yield self._group(branch, counts)
        elif branch.counts is not None and branch.counts is not above:
            yield self._group(Branch(replace(entry, guide=[]), [Branch(replace(entry, code=NO_CODE))]), counts)
        else:
            yield self._criterion(entry, counts)

    def _group(self, branch: Branch, counts: Counts) -> Group:
        entry, key = branch.entry, next(self._keys)
        if entry.unread:
            self._doubt("MAX", f"Không đọc được điểm “{entry.unread[:_SHORT]}”. Hãy nhập điểm chuẩn.", key)
        if is_mixed(entry.text):
            self._doubt("MIXED", f"“{entry.text[:_SHORT]}” gồm cả cộng và trừ. Hãy tách thành hai nhóm.", key)
        if entry.guide:
            self._doubt("GROUP_GUIDE", f"Nhóm không có hướng dẫn riêng; đã bỏ: “{entry.guide[0][:200]}”.", key)
        said = branch.counts
        if said is not None:
            what = "điểm thưởng" if said is Counts.BONUS else "điểm trừ"
            self._doubt("COUNTS", f"Hiểu “{entry.text[:_SHORT]}” là nhóm {what}. Hãy kiểm tra.", key)
        nodes = tuple(node for inner in branch.branches for node in self._nodes(inner, counts))
        most = None if said is Counts.DEDUCTION else entry.max
        return Group(key=key, code=entry.code.shown, text=entry.text, max=most, counts=said, nodes=nodes)

    def _criterion(self, entry: Entry, counts: Counts) -> Criterion:
        key = next(self._keys)
        self._doubt_points(entry, counts, key)
        guide = [*entry.guide, *([f"Minh chứng: {entry.proof}"] if entry.proof else [])]
        return Criterion(
            key=key,
            code=entry.code.shown,
            text=entry.text,
            guide="\n".join(guide),
            max=entry.max,
            rule=self._rule(entry, counts, key),
            evidence=Evidence.REQUIRED if entry.proof else Evidence.OPTIONAL,
            assessor=entry.assessor,
        )

    def _rule(self, entry: Entry, counts: Counts, key: int) -> Rule:
        if entry.is_minus and counts is Counts.SCORE and entry.max:
            self._doubt("MINUS", f"Điểm ghi số âm (-{number_text(entry.max)}). Hãy chuyển vào nhóm điểm trừ.", key)
        rule = guess(entry.text, entry.guide, counts)
        if not isinstance(rule, Direct | PlusMinus):
            self._doubt("KIND", f"Đoán cách chấm “{rule.NAME}” theo lời của tiêu chí. Hãy kiểm tra.", key)
        return rule

    def _doubt_points(self, entry: Entry, counts: Counts, key: int) -> None:
        if entry.unread:
            self._doubt("MAX", f"Không đọc được điểm “{entry.unread[:_SHORT]}”. Hãy nhập điểm chuẩn.", key)
        elif entry.max is None and counts is not Counts.DEDUCTION:
            self._doubt("NO_MAX", "Dòng này chưa có điểm chuẩn. Hãy nhập điểm chuẩn.", key)
        elif entry.from_range and entry.max is not None:
            self._doubt("RANGE", f"Điểm ghi một khoảng; đã lấy mức cao nhất {number_text(entry.max)}.", key)


def _lines(branch: Branch) -> Iterator[str]:
    yield as_written(branch.entry)
    yield from branch.entry.guide
    for inner in branch.branches:
        yield from _lines(inner)


def _quoted(branch: Branch) -> str:
    text = " ".join(" / ".join(_lines(branch)).split())
    return text if len(text) <= 300 else f"{text[:300]}…"


def _leaves(nodes: Sequence[Node]) -> Iterator[Criterion]:
    for node in nodes:
        if isinstance(node, Group):
            yield from _leaves(node.nodes)
        else:
            yield node
