"""Criteria written as lines without a grid → rows: "1. Công tác Đảng: 20 điểm", "I Tiêu chuẩn chung 70" of a PDF."""

import re
from collections.abc import Iterator, Sequence

from plans.importers.blocks import Doubt, RawBlock, RawLine
from scoring.importers.codes import NO_CODE, Code, Style, read_code, split_code
from scoring.importers.entries import Entry
from scoring.importers.headings import adds_up_scores, conditions_of, counts_of, is_total
from scoring.importers.points import Points, read_points, split_points
from scoring.importers.rows import Taken

_HEADER = re.compile(r"\s*S?TT\s.*\bđiểm", re.IGNORECASE)
_BARE_LABEL = re.compile(r"(\d{1,2}(?:\.\d{1,2})*|[IVX]{1,6}|[A-H]|[a-zđ]\)|[-+])[.)]?\s+(?=[^\W\d_])")
_BARE_POINTS = re.compile(r"\s(\d{1,4}(?:,\d{1,2})?)\s*(?:điểm|đ)?\.?$")
_CLAUSE_END = re.compile(r"[.;,]\s+")
_END = re.compile(r"nơi nhận", re.IGNORECASE)
_FEWEST = 3
_LONGEST_CRITERION = 500
"""In letters, with its points, where more is said behind them."""
_NO_GRID = "Tệp không có bảng kẻ cột; đã đọc điểm ghi ở cuối từng dòng. Hãy đối chiếu từng dòng với bản gốc."


def take_lines(blocks: Sequence[RawBlock], text: str) -> Taken | None:
    """The rows, where most numbered lines state their points; None for any other text.

    Below the titles of columns that were lost a row ends with its points and needs no unit: there the lines of `text`
    count, as they are broken. Elsewhere paragraphs do.
    """
    taken = Taken(doubts=[Doubt("NO_GRID", _NO_GRID)])
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    header_at = next((at for at, line in enumerate(lines) if _HEADER.match(line)), None)
    bare = header_at is not None
    for row in _joined(lines[header_at + 1 :]) if header_at is not None else _paragraphs(blocks):
        if _END.match(row):
            break
        _add(taken, row, bare=bare)
    while taken.entries and not taken.entries[0].states_points:
        del taken.entries[0]
    numbered = [entry for entry in taken.entries if entry.code.is_number]
    stating = [entry for entry in numbered if entry.states_points]
    return taken if len(stating) >= max(_FEWEST, len(numbered) / 2) else None


def _paragraphs(blocks: Sequence[RawBlock]) -> Iterator[str]:
    for block in blocks:
        yield from (line.text.strip() for line in ((block,) if isinstance(block, RawLine) else block.lines))


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Broken lines made whole: a row goes on until its points."""
    row = ""
    for line in lines:
        begins = _BARE_LABEL.match(line) or _HEADER.match(line) or is_total(_BARE_POINTS.sub("", line), numbered=False)
        if row and (begins or _BARE_POINTS.search(row)):
            yield row
            row = ""
        row = f"{row} {line}".strip()
    yield row


def _add(taken: Taken, text: str, *, bare: bool) -> None:
    code, words = _label(text, bare=bare)
    words, said = _said_after_points(words)
    heading, points = split_points(words) or (_bare_points(words) if bare else None) or (words, None)
    if conditions_of(heading) and not code.is_number and code.style is not Style.DASH:
        taken.entries.append(Entry(code=NO_CODE, text=heading, heads=True))
        return
    is_row = code is not NO_CODE or counts_of(heading) is not None or (points is not None and heading.isupper())
    if is_total(heading, numbered=code is not NO_CODE) and points:
        if points.max is not None and adds_up_scores(heading):
            taken.totals.append(points.max)
    elif _HEADER.match(text):
        return
    elif not is_row:
        if taken.entries:
            taken.entries[-1].guide.append(text)
    else:
        written = words[len(heading) :].strip(" ():.") if points else ""
        heads = points is None and (text.isupper() or counts_of(heading) is not None)
        entry = Entry(code=code, text=heading, points=points, written=written, in_words=points is not None, heads=heads)
        entry.guide += [said] if said else []
        taken.entries.append(entry)


def _label(text: str, *, bare: bool) -> tuple[Code, str]:
    """The label of a line; below the titles of lost columns also one without a mark behind it."""
    if bare and (match := _BARE_LABEL.match(text)) and (code := read_code(match[1])):
        return code, text[match.end() :]
    return split_code(text)


def _said_after_points(words: str) -> tuple[str, str]:
    """ "Chỉ tiêu: 30 điểm. Mỗi việc chậm trừ 2 điểm": the criterion with its points, and what is said of it."""
    ends = (end for end in _CLAUSE_END.finditer(words, 0, _LONGEST_CRITERION) if split_points(words[: end.start()]))
    end = None if split_points(words) else next(ends, None)
    return (words, "") if end is None else (words[: end.start()], words[end.end() :])


def _bare_points(words: str) -> tuple[str, Points] | None:
    match = _BARE_POINTS.search(words)
    points = read_points(match[1]) if match else None
    return (words[: match.start()].strip(), points) if match and points else None
