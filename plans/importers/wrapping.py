"""Physical lines of a text file → paragraphs: wrapped lines joined, Markdown marks and rules taken out."""

import re
from collections.abc import Iterator

from plans.importers.blocks import RawLine
from plans.importers.labels import begins_paragraph
from plans.importers.markup import finish, is_open, mark, without_marks

RULE_LINE = re.compile(r"[\s|:_=*.…~-]*")

_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_POST = re.compile(
    r"(?:KT|TL|TUQ|Q)\.|(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|HIỆU TRƯỞNG|TRƯỞNG|BÍ THƯ|KHỐI TRƯỞNG|CỤM TRƯỞNG)\b"
)
"""A post below an authority begins a line of its own, however the file is wrapped."""
_BEGINS = re.compile(
    r"Căn cứ\s|Trên đây là|Nơi nhận|(?:Thời gian|Địa điểm|Thành phần|Chủ trì|Phối hợp|Phân công)[^:;.,]{0,20}:"
    r"|(?:Thực hiện|Theo)\s+(?:[Ll]uật|[Nn]ghị|[Qq]uyết|[Kk]ế hoạch|[Cc]hỉ|[Cc]ông văn|[Hh]ướng dẫn)"
)
"""Words that begin a paragraph, whatever the line above looks like."""
_SENTENCE_END = ".;:!?…/"
_LONGEST_WRAP = 140
_INDENT = 4
_FAR = 15
_SURELY_TEXT = 40
"""A line of more characters is no heading, so a sentence may go on across an empty line or a page."""


class Wrapping:
    """How a file breaks its lines: at a width, with indented first lines or gaps between paragraphs, or not."""

    def __init__(self, *, width: int | None, indented: bool = False, gapped: bool = False) -> None:
        self.width = width
        self.indented = indented
        self.gapped = gapped

    @classmethod
    def of(cls, lines: list[str]) -> "Wrapping":
        filled = [line for line in _outside_tables(lines) if line.strip() and "\t" not in line.strip()]
        lengths = sorted(len(line) for line in filled if len(line) > 25)
        if not lengths:
            return cls(width=None)
        longest = lengths[int(len(lengths) * 0.97)]
        full = sum(length >= longest * 0.85 for length in lengths)
        if longest > _LONGEST_WRAP or full < len(lengths) * 0.25 or longest < 45:
            return cls(width=None)
        gaps = sum(not line.strip() for line in lines)
        indented = sum(indent(line) >= 4 for line in filled)
        return cls(
            width=longest,
            indented=indented > len(filled) * 0.15 and gaps < len(filled) * 0.5,
            gapped=gaps > len(filled) * 0.2,
        )

    def continues(self, paragraph: list[str], line: str, *, across_gap: bool, in_cell: bool) -> bool:
        """Whether `line` goes on with the paragraph that consists of these physical lines so far."""
        above, here = without_marks(paragraph[-1]).strip(), without_marks(line).strip()
        unfinished = above[-1] not in _SENTENCE_END
        if begins_paragraph(here) or _BEGINS.match(here) or (above[-1] == ";" and here[0].isupper()):
            return False
        if across_gap:
            return unfinished and here[0].islower() and len(above) > _SURELY_TEXT and not _is_capitals(above)
        if above.rstrip(" :") == "Số":
            return True
        if _POST.match(here):
            return False
        if is_open(" ".join(paragraph)) and (self.width is not None or _is_capitals(above) == _is_capitals(here)):
            return True
        if self.width is None:
            return False
        if _is_capitals(above) or _is_capitals(here):
            return _is_capitals(above) and _is_capitals(here) and self._capitals_continue(paragraph, above, here)
        if self.indented:
            return indent(line) < _INDENT
        return self._text_continues(paragraph, above, here, in_cell=in_cell)

    def _capitals_continue(self, paragraph: list[str], above: str, here: str) -> bool:
        """Whether a title in capitals goes on: after a label surely, else where one of the lines is long."""
        assert self.width is not None
        if len(paragraph) == 1 and begins_paragraph(above):
            return above[-1] not in _SENTENCE_END
        return max(len(above) / 0.55, len(here) / 0.5) > self.width

    def _text_continues(self, paragraph: list[str], above: str, here: str, *, in_cell: bool) -> bool:
        """Whether a sentence goes on: it is unfinished, or the line above was full.

        Legal portals break the first line of a paragraph early and set paragraphs apart by empty lines; there a line
        without an end mark always goes on. In a cell a short line may be an entry of its own.
        """
        assert self.width is not None
        unfinished = above[-1] not in _SENTENCE_END
        is_full = self.width - len(above) - 1 < len(here.split()[0]) + self.width * 0.08
        if not self.gapped and not in_cell:
            return is_full or (unfinished and (here[0].islower() or above[-1] == ","))
        goes_on = not in_cell or len(here) > self.width * 0.5 or above[-1] == "," or here[0].isdigit()
        return here[0].islower() or (unfinished and goes_on) or (len(paragraph) > 1 and is_full)


def paragraphs(lines: list[str], wrapping: Wrapping, *, in_cell: bool = False) -> Iterator[RawLine]:
    """The paragraphs of lines that hold no table, wrapped lines joined."""
    paragraph: list[str] = []
    level, gap_before = 0, False
    for chunk in _chunks(lines):
        marked = mark([_HEADING.sub("", line) for line in chunk])
        across_gap = True
        for line, source in zip(marked, chunk, strict=True):
            words = without_marks(line).strip()
            if not words or RULE_LINE.fullmatch(words):
                continue
            here = _HEADING.match(source)
            joinable = bool(paragraph) and here is None and not level
            if joinable and wrapping.continues(paragraph, line, across_gap=across_gap, in_cell=in_cell):
                paragraph.append(line)
            else:
                if paragraph:
                    yield finish(" ".join(paragraph), level=level, gap_before=gap_before)
                paragraph, level, gap_before = [line], here[0].count("#") if here else 0, across_gap
            across_gap = False
    if paragraph:
        yield finish(" ".join(paragraph), level=level, gap_before=gap_before)


def _outside_tables(lines: list[str]) -> Iterator[str]:
    """The lines that stand in no table: a pipe before or after them is far away."""
    pipes = [position for position, line in enumerate(lines) if "|" in line]
    following = 0
    for position, line in enumerate(lines):
        while following < len(pipes) and pipes[following] < position:
            following += 1
        before = pipes[following - 1] if following else -_FAR
        after = pipes[following] if following < len(pipes) else position + _FAR
        if "|" not in line and max(position - before, after - position) >= _FAR:
            yield line


def _chunks(lines: list[str]) -> Iterator[list[str]]:
    """The runs of lines between empty ones."""
    chunk: list[str] = []
    for line in [*lines, ""]:
        if without_marks(line).strip(" *"):
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []


def indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 6 and sum(char.isupper() for char in letters) > len(letters) * 0.9
