"""A Word document → paragraphs and grids in reading order, as the text reader gives them, and what is doubtful."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from plans.importers.blocks import Doubt, RawBlock, RawLine, RawTable, UnreadableFileError
from plans.importers.docx.columns import WordLine, with_columns
from plans.importers.docx.elements import Element, attribute, child, children, name, number
from plans.importers.docx.grids import WordCell, grid
from plans.importers.docx.numbering import Numbering
from plans.importers.docx.package import TOO_LONG, by_id, open_package
from plans.importers.docx.paragraphs import DELETED, KEPT, Finds, ParagraphReader, is_placeholder
from plans.importers.docx.styles import ParagraphStyle, Styles, heading_level
from plans.importers.head import KIND, NATION
from plans.importers.markup import without_marks
from plans.importers.tcvn3 import is_tcvn3

MOST_PARAGRAPHS = 8_000
"""Those in cells too. The largest plan seen has 950 lines; reading so many takes some seconds."""
MOST_CELLS = 8_000
MOST_LETTERS = 400_000
"""A hundred pages have about 300,000."""
MOST_COLUMNS = 63
"""Word's own limit."""
DEEPEST_TABLE = 8
_LONGEST_HEADING = 300
_TRANSPARENT = frozenset({"sdtContent", "customXml", "smartTag", *KEPT})
_LONGEST_QUOTE = 60


def read_docx(data: bytes) -> tuple[tuple[RawBlock, ...], tuple[Doubt, ...]]:
    """Paragraphs and grids of a `.docx` file, and what it holds beyond them.

    Raises UnreadableFileError for a file that is broken, dangerous, empty or larger than any plan.
    """
    package = open_package(data)
    reader = _Reader(package.document, Styles(package.styles), package.numbering)
    reader.parts_of_notes = {"footnotes": by_id(package.footnotes), "endnotes": by_id(package.endnotes)}
    blocks = tuple(reader.blocks(child(package.document, "body")))
    if not _has_national_head(blocks):
        headers = (tuple(reader.blocks(header)) for header in package.headers)
        blocks = (*next(filter(_has_national_head, headers), ()), *blocks)
    if not any(char.isalpha() for line in _lines(blocks) for char in line.text):
        raise UnreadableFileError(
            "Tệp Word không có chữ nào (có thể chỉ có hình chụp). Hãy chọn tệp khác hoặc gõ lại nội dung kế hoạch."
        )
    comments = by_id(package.comments)
    quoted = [_words(comments[each]) for each in reader.finds.comments if each in comments]
    reader.finds.objects = max(reader.finds.objects, package.embedded)
    return blocks, tuple(_doubts(reader.finds, quoted, has_macros=package.has_macros))


def _has_national_head(blocks: tuple[RawBlock, ...]) -> bool:
    return any(NATION.search(line.text) for line in _lines(blocks))


def _lines(blocks: tuple[RawBlock, ...]) -> Iterator[RawLine]:
    for block in blocks:
        yield from (block,) if isinstance(block, RawLine) else block.lines


def _words(element: Element) -> str:
    return " ".join("".join(text.text or "" for text in element.iter() if name(text) == "t").split())


class _Reader:
    """Walks the body; numbers and fonts carry over from one paragraph to the next."""

    def __init__(self, document: Element, styles: Styles, numbering: Element | None) -> None:
        self.finds = Finds()
        self.parts_of_notes: dict[str, dict[str, Element]] = {}
        self._styles = styles
        self._numbering = Numbering(numbering, styles)
        in_tcvn3 = any(is_tcvn3(_words(each)) for each in document.iter() if name(each) == "p")
        self._paragraphs = ParagraphReader(styles, self.finds, in_tcvn3=in_tcvn3)
        self._room = {"paragraphs": MOST_PARAGRAPHS, "cells": MOST_CELLS, "letters": MOST_LETTERS}
        self._titled = False
        self._noted: set[tuple[str, str]] = set()
        self._depth = 0

    def blocks(self, container: Element | None) -> Iterator[RawBlock]:
        """The paragraphs and tables in a container, in order."""
        lines: list[WordLine] = []
        for block in self._parts(container, in_cell=False):
            if isinstance(block, WordLine):
                lines.append(block)
                continue
            yield from with_columns(lines)
            lines = []
            yield block
        yield from with_columns(lines)

    def _take(self, what: str, amount: int = 1) -> None:
        self._room[what] -= amount
        if self._room[what] < 0:
            raise UnreadableFileError(TOO_LONG)

    # --- paragraphs -------------------------------------------------------------------------------------------------

    def _parts(self, container: Element | None, *, in_cell: bool) -> Iterator[WordLine | RawTable]:
        gap = True
        centred = None
        for element in _content(container):
            if name(element) == "tbl":
                yield from self._table(element)
                gap = True
                continue
            style, is_centred = self._style(element)
            here = list(self._paragraph(element, style, in_cell=in_cell))
            for position, part in enumerate(here):
                if isinstance(part, WordLine) and not part.note and position == 0:
                    gap = gap or (not in_cell and centred is not None and centred != is_centred)
                    part = replace(part, gap_before=part.gap_before or gap)
                    centred = is_centred
                yield part
            gap = not here

    def _style(self, paragraph: Element) -> tuple[ParagraphStyle, bool]:
        properties = child(paragraph, "pPr")
        style = self._styles.paragraph(attribute(child(properties, "pStyle")))
        alignment = attribute(child(properties, "jc"))
        return style, alignment == "center" if alignment else style.centred

    def _paragraph(self, element: Element, style: ParagraphStyle, *, in_cell: bool) -> Iterator[WordLine | RawTable]:
        self._take("paragraphs")
        if style.name.startswith("toc "):
            return
        read = self._paragraphs.read(element, style.look)
        if read is None:
            return
        label = self._label(element, style) if not read.boxes or read.lines else ""
        lines, set_apart = _without_empty(read.lines)
        self._take("letters", sum(map(len, lines)))
        if label and lines:
            lines[0] = _labelled(label, lines[0])
        elif label and in_cell:
            lines = [label]
        title = any(KIND.match(without_marks(line).strip()) for line in lines)
        self._titled = self._titled or title
        boxes = [part for box in read.boxes for part in self._box(box)]
        if title or not self._titled:
            yield from boxes
            boxes = []
        level = heading_level(self._outline(element, style))
        for position, line in enumerate(lines):
            yield WordLine(line, level if len(line) < _LONGEST_HEADING and not in_cell else 0, position in set_apart)
        yield from boxes
        for kind, note_id in read.notes:
            yield from self._note(kind, note_id)

    def _box(self, box: Element) -> Iterator[WordLine | RawTable]:
        self._depth += 1
        if self._depth > DEEPEST_TABLE:
            raise UnreadableFileError(TOO_LONG)
        yield from self._parts(box, in_cell=False)
        self._depth -= 1

    def _outline(self, element: Element, style: ParagraphStyle) -> int | None:
        direct = number(child(child(element, "pPr"), "outlineLvl"))
        return style.outline if direct is None else direct

    def _label(self, element: Element, style: ParagraphStyle) -> str:
        numbering = child(child(element, "pPr"), "numPr")
        direct = attribute(child(numbering, "numId"))
        list_id = direct or style.list_id
        if not list_id or list_id == "0":
            return ""
        level = number(child(numbering, "ilvl"))
        if level is None and not direct:
            level = style.list_level
            if level is None:
                level = self._numbering.level_of_style(list_id, style.numbered_by)
        return self._numbering.label(list_id, level or 0)

    def _note(self, kind: str, note_id: str) -> Iterator[WordLine]:
        """A footnote as a line below the paragraph that refers to it."""
        note = self.parts_of_notes.get(kind, {}).get(note_id)
        if note is None or (kind, note_id) in self._noted:
            return
        self._noted.add((kind, note_id))
        words: list[str] = []
        for paragraph in (each for each in note.iter() if name(each) == "p"):
            self._take("paragraphs")
            read = self._paragraphs.read(paragraph, self._style(paragraph)[0].look)
            words += [without_marks(line).strip() for line in (read.lines if read else ())]
        if text := " ".join(filter(None, words)):
            self._take("letters", len(text))
            yield WordLine(f"Chú thích: {text}", note=True)

    # --- tables -----------------------------------------------------------------------------------------------------

    def _table(self, table: Element) -> Iterator[WordLine | RawTable]:
        self._depth += 1
        if self._depth > DEEPEST_TABLE:
            raise UnreadableFileError("Tệp có bảng lồng trong nhau quá nhiều lớp. Hãy bỏ bớt bảng lồng rồi thử lại.")
        edges = _edges(table)
        notes: list[WordLine] = []
        rows: list[list[WordCell]] = []
        layout: list[WordLine | RawTable] = []
        nested = False
        for row in _content(table, "tr"):
            cells: list[WordCell] = []
            at = _before(row)
            if at:
                cells.append(WordCell(0, at, ()))
            for cell in _content(row, "tc"):
                self._take("cells")
                properties = child(cell, "tcPr")
                merge = child(properties, "vMerge")
                covered = merge is not None and attribute(merge) != "restart"
                parts = list(self._parts(cell, in_cell=True))
                end = at + min(max(number(child(properties, "gridSpan")) or 1, 1), MOST_COLUMNS)
                nested = nested or any(isinstance(part, RawTable) for part in parts)
                layout += parts
                notes += [part for part in parts if isinstance(part, WordLine) and part.note]
                cells.append(WordCell(at, end, None if covered and rows else _cell(parts)))
                at = end
            if at > MOST_COLUMNS:
                raise UnreadableFileError("Tệp có bảng quá nhiều cột. Hãy bớt cột hoặc tách bảng rồi thử lại.")
            rows.append(cells)
        self._depth -= 1
        width = max((cells[-1].end for cells in rows if cells), default=0)
        if width == 0:
            return
        if max(map(len, rows)) == 1 or (nested and max(map(len, rows)) <= 2):
            yield from layout
            return
        edges = edges if len(edges) > width else list(range(width + 1))
        if any(cell.lines for cells in rows for cell in cells):
            yield grid(rows, edges[: width + 1])
        yield from notes


def _cell(parts: list[WordLine | RawTable]) -> tuple[RawLine, ...]:
    """The lines of a cell; a table in it row by row."""
    lines: list[RawLine] = []
    for part in parts:
        if isinstance(part, WordLine):
            lines += [line for line in (part.finished(),) if line.text and not part.note]
        else:
            rows = (" ".join(line.text for cell in row for line in cell or ()) for row in part.rows)
            lines += [RawLine(text=text) for text in rows if text]
    return tuple(lines)


def _without_empty(lines: list[str]) -> tuple[list[str], set[int]]:
    """The lines with words, and the positions of those that empty ones set apart from the line before."""
    filled: list[str] = []
    set_apart: set[int] = set()
    for before, line in zip(["", *lines], lines, strict=False):
        if not without_marks(line).strip():
            continue
        if filled and not without_marks(before).strip():
            set_apart.add(len(filled))
        filled.append(line)
    return filled, set_apart


def _labelled(label: str, line: str) -> str:
    """A line with its number in front, bold where its first letter is."""
    bold = line.lstrip().startswith("\ue001")
    return f"\ue001{label} \ue002{line.lstrip()}" if bold else f"{label} {line.lstrip()}"


def _content(container: Element | None, *wanted: str) -> Iterator[Element]:
    """The paragraphs and tables of a container, or its rows or cells; content controls and the like are transparent."""
    kinds = wanted or ("p", "tbl")
    for element in () if container is None else container:
        kind = name(element)
        if kind in kinds:
            if not _is_deleted(element, kind):
                yield element
        elif kind == "sdt":
            if not is_placeholder(element):
                yield from _content(child(element, "sdtContent"), *wanted)
        elif kind in _TRANSPARENT:
            yield from _content(element, *wanted)
        elif kind == "AlternateContent":
            yield from _content(next(iter(element), None), *wanted)


def _is_deleted(element: Element, kind: str) -> bool:
    """Whether a row or a cell was deleted."""
    properties = child(element, f"{kind}Pr") if kind in ("tr", "tc") else None
    return properties is not None and any(name(each) in DELETED for each in properties)


def _before(row: Element) -> int:
    """How many columns of the grid a row leaves out in front."""
    return min(max(number(child(child(row, "trPr"), "gridBefore")) or 0, 0), MOST_COLUMNS)


def _edges(table: Element) -> list[int]:
    widths = [number(column, "w") or 0 for column in children(child(table, "tblGrid"), "gridCol")]
    return list(accumulate(widths, initial=0)) if widths and min(widths) > 0 else []


# --- doubts ---------------------------------------------------------------------------------------------------------


def _doubts(finds: Finds, comments: list[str], *, has_macros: bool) -> Iterator[Doubt]:
    if finds.changes:
        yield Doubt(
            "TRACKED_CHANGES", "Tệp còn sửa đổi chưa được chấp nhận; đã đọc như đã chấp nhận hết. Hãy kiểm tra."
        )
    if finds.comments:
        quoted = f": {_quoted(comments)}" if comments else ""
        yield Doubt("COMMENTS", f"Tệp có {len(finds.comments)} bình luận, không nhập{quoted}. Hãy xem lại trong Word.")
    if finds.hidden:
        yield Doubt("HIDDEN_TEXT", f"Tệp có chữ ẩn, không nhập: {_quoted(finds.hidden)}. Hãy xem lại trong Word.")
    if finds.pictures:
        yield Doubt("PICTURES", f"Tệp có {finds.pictures} hình, không nhập. Nếu hình có chữ, hãy gõ lại phần chữ ấy.")
    if finds.objects:
        message = f"Tệp có {finds.objects} đối tượng nhúng (bảng tính, công thức…), không mở. Hãy gõ lại phần cần dùng."
        yield Doubt("EMBEDDED_OBJECTS", message)
    if has_macros:
        yield Doubt("MACROS", "Tệp có macro; macro không được mở và không được giữ lại.")
    if finds.old_fonts:
        fonts = ", ".join(sorted(finds.old_fonts)[:3])
        yield Doubt(
            "OLD_FONTS", f"Tệp dùng phông chữ cũ ({fonts}), chữ có thể sai. Hãy chuyển sang Unicode rồi nhập lại."
        )


def _quoted(texts: list[str]) -> str:
    """The first few texts, cut short."""
    shown = [text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…" for text in texts[:3]]
    return ", ".join(f"“{text}”" for text in shown)
