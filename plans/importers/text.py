"""Plain text and Markdown as found in the wild → paragraphs and grids.

Handles Markdown marks, tables by tabs, pipes and spaces, wrapped lines, page numbers in the middle, decomposed Unicode
and TCVN3. Tables without any mark are found by `plans.importers.loose_tables` in what this leaves as paragraphs.
"""

import re
from collections.abc import Iterator

from plans.importers.blocks import RawBlock, UnreadableFileError
from plans.importers.decoding import decode
from plans.importers.text_tables import cell_lines_table, pipe_table, spaced_columns, spaced_table, tab_table
from plans.importers.wrapping import Wrapping, paragraphs

MAX_LINES = 10_000
"""The largest plan seen has 950 lines."""

_PAGE_NUMBER = re.compile(r"[-(]?\s*(?:[Tt]rang\s+)?(\d{1,3})(?:/\d{1,3})?\s*[-)]?")
_LABEL_TAB = re.compile(r"^(\s*(?:(?:[IVX]+|[A-HĐ]|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)/]|[-–+•*]))\t+(?=[^\t]*$)")
"""A tab between a label and its words, as Word writes it, makes no table."""
_PAGE = 12
"""Filled lines that a page has at least: numbers closer together count the rows of a table."""
_Candidate = tuple[int, int, int]
"""Position of a number, the number, filled lines before it."""
_TABLES = (cell_lines_table, pipe_table, tab_table, spaced_table, spaced_columns)


def read_text(data: bytes) -> tuple[RawBlock, ...]:
    """Paragraphs and grids of a `.txt` or `.md` file in reading order; raises UnreadableFileError as `decode` does."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").replace("\v", "\n")
    if text.count("\n") > MAX_LINES:
        raise UnreadableFileError(
            f"Tệp có hơn {MAX_LINES:,} dòng nên không giống một kế hoạch. Hãy kiểm tra lại tệp.".replace(",", ".")
        )
    lines = _without_page_numbers([_LABEL_TAB.sub(r"\1 ", line.rstrip(" ")) for line in text.split("\n")])
    return tuple(_blocks(lines, Wrapping.of(lines)))


def _without_page_numbers(lines: list[str]) -> list[str]:
    """The lines without the numbers of pages: numbers on lines of their own, rising by one, a page apart.

    The numbers of a table's rows stand on lines of their own too, but close together or between pipes.
    """
    candidates: list[_Candidate] = []
    filled = 0
    gapped = sum(not line.strip() for line in lines) > len(lines) * 0.15
    for position, line in enumerate(lines):
        between_pipes = any(line.strip() == "|" for line in lines[max(position - 1, 0) : position + 2])
        alone = (
            not (position and lines[position - 1].strip()) and not "".join(lines[position + 1 : position + 2]).strip()
        )
        match = _PAGE_NUMBER.fullmatch(line.strip())
        if match and (alone or not gapped) and not between_pipes:
            candidates.append((position, int(match[1]), filled))
        filled += bool(line.strip())
    pages: set[int] = set()
    last = 0
    for (_, _, before), (position, number, at), (_, _, after) in _with_neighbours(candidates, filled):
        apart = at - before >= _PAGE and after - at >= _PAGE
        if apart and number in (last + 1, 2):
            pages.add(position)
            last = number
    return [line for position, line in enumerate(lines) if position not in pages]


def _with_neighbours(candidates: list[_Candidate], filled: int) -> Iterator[tuple[_Candidate, _Candidate, _Candidate]]:
    fenced = [(0, 0, -_PAGE), *candidates, (0, 0, filled + _PAGE)]
    yield from zip(fenced, fenced[1:], fenced[2:], strict=False)


def _blocks(lines: list[str], wrapping: Wrapping) -> Iterator[RawBlock]:
    position = start = 0
    while position < len(lines):
        for read_table in _TABLES:
            table, end = read_table(lines, position, wrapping)
            if table is not None:
                yield from paragraphs(lines[start:position], wrapping)
                if any(cell for row in table.rows for cell in row):
                    yield table
                start = position = end
                break
        else:
            position += 1
    yield from paragraphs(lines[start:], wrapping)
