"""Paragraphs and grids of any file → `Criteria` and the doubts of the reader."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plans.importers.blocks import Doubt, RawBlock, RawLine, RawTable, UnreadableFileError
from plans.importers.decoding import decode
from plans.importers.files import blocks_of, kind_of
from scoring.criteria import Criteria, groups
from scoring.importers.columns import columns_of
from scoring.importers.composer import Composer
from scoring.importers.lines import take_lines
from scoring.importers.tables import take_tables
from scoring.importers.tree import build
from scoring.importers.workbook import blocks_of_workbook, is_workbook
from scoring.sums import maxima
from thidua.lib.text import fold

NO_TABLE = (
    "Không thấy bảng tiêu chí trong tệp: cần một bảng có cột tiêu chí (hoặc nội dung) và cột điểm chuẩn (hoặc điểm tối "
    "đa). Hãy kiểm tra tiêu đề các cột, hoặc chép riêng bảng ấy rồi dán vào."
)
OF_PDF = (
    "Tệp PDF không giữ được các cột của bảng này. Hãy dùng tệp Word hoặc Excel gốc; nếu không có, mở PDF bằng Word "
    "(Word tự chuyển thành bảng), lưu thành .docx rồi nhập."
)
_COMPARE_PDF = "Đọc từ PDF nên có thể sai lời hoặc sai cột. Hãy đối chiếu từng dòng với bản gốc."
_LOST_COLUMNS = {"MAX", "NO_MAX", "LINES", "LEFT_OUT", "TOTAL"}
"""Doubts that tell, of a PDF, that its columns were not understood."""
_TITLE = re.compile(r"bang|thang diem|tieu chi|phieu|huong dan cham")
_NO_TITLE = re.compile(r"phu luc|cong hoa xa hoi|doc lap|mau so")


@dataclass(frozen=True)
class Reading:
    """What was understood, and what was doubtful; a doubt's key is that of the group or criterion."""

    criteria: Criteria
    doubts: tuple[Doubt, ...]


def read_bytes(data: bytes) -> Reading:
    """The table in a Word or Excel file, text or paste; raises UnreadableFileError with a message for its user, and
    UnsafeFileError for a workbook that cannot be opened."""
    if is_workbook(data):
        return read(*blocks_of_workbook(data))
    match kind_of(data):
        case ".txt":
            return read(*blocks_of(data), text=decode(data))
        case ".pdf":
            return _of_pdf(*blocks_of(data))
        case _:
            return read(*blocks_of(data))


def _of_pdf(blocks: Sequence[RawBlock], doubts: Sequence[Doubt]) -> Reading:
    """A PDF keeps no columns: what was read is taken only where all of it adds up, and told to be compared."""
    try:
        reading = read(blocks, doubts)
    except UnreadableFileError as error:
        raise UnreadableFileError(OF_PDF) from error
    if {doubt.code for doubt in reading.doubts} & _LOST_COLUMNS or not _adds_up(reading.criteria):
        raise UnreadableFileError(OF_PDF)
    return replace(reading, doubts=(Doubt("PDF", _COMPARE_PDF), *reading.doubts))


def _adds_up(criteria: Criteria) -> bool:
    """Whether every group states what it holds."""
    sums = maxima(criteria).groups
    return all(group.max in (None, abs(sums[group.key].net)) for group, _ in groups(criteria))


def read(blocks: Sequence[RawBlock], doubts: Sequence[Doubt] = (), text: str = "") -> Reading:
    """Understand the tables of criteria among the blocks, taken as one; raises UnreadableFileError where there is none.

    `doubts` are those that came up when the blocks were taken from the file; `text` is the file as it is broken into
    lines, where it has no other layout.
    """
    taken = take_tables(blocks) or take_lines(blocks, text)
    if taken is None:
        raise UnreadableFileError(NO_TABLE)
    composer = Composer(_title(blocks))
    criteria = composer.criteria(build(taken.entries), taken)
    if not criteria.nodes:
        raise UnreadableFileError(NO_TABLE)
    return Reading(criteria, (*_of_file(doubts), *composer.doubts))


def _of_file(doubts: Sequence[Doubt]) -> Iterator[Doubt]:
    """What the file's reader doubted belongs to no criterion."""
    return (replace(doubt, key=None) for doubt in doubts)


def _title(blocks: Sequence[RawBlock]) -> str:
    """The lines in capitals that speak of a table of points; else the last ones before it."""
    runs: list[list[str]] = [[]]
    for line in _lines_above(blocks):
        text = line.text.strip()
        if line.gap_before:
            runs.append([])
        if text.isupper() and not _NO_TITLE.match(fold(text)) and not re.match(r"[A-ZĐ]\.|[IVX]+\.|\(", text):
            runs[-1].append(text)
        elif runs[-1]:
            runs.append([])
    titles = [" ".join(run) for run in runs if run]
    return next((title for title in titles if _TITLE.search(fold(title))), titles[-1] if titles else "")


def _lines_above(blocks: Sequence[RawBlock]) -> Iterator[RawLine]:
    """The paragraphs above the first table of criteria, and what stands in its rows above their titles."""
    for block in blocks:
        if isinstance(block, RawLine):
            yield block
        elif columns := columns_of(block):
            yield from RawTable(block.rows[: columns.header_at]).lines
            return
