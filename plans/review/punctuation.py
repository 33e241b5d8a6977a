"""Marks that are missing, doubled, unpaired or of two kinds.

No clause of the decree: ordinary care, as a clerk would read the paper.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from plans.review.case import Case, Place
from plans.review.finding import Finding, listed

_FEWEST_WORDS = 10
_DASHED = re.compile(
    r"(?<!\w)(?P<left>\d++|(?:[^\W\d]++\s)?[^\W\d]++)\s+(?P<dash>[-–—])\s+(?=(?P<right>\d+|[^\W\d]++(?:\s[^\W\d]++)?))"
)


def findings(case: Case) -> Iterator[Finding]:
    yield from _unended(case)
    yield from _doubled(case)
    yield from _unpaired(case)
    yield from _glued_hyphens(case)
    yield from _dashes(case)


def _unended(case: Case) -> Iterator[Finding]:
    """Paragraphs, long enough to be sentences, that end without a mark."""
    found = [
        text
        for text in case.texts
        if text.place is Place.PROSE and len(text.text.split()) >= _FEWEST_WORDS and text.text.rstrip()[-1].isalnum()
    ]
    if found:
        yield Finding(
            "MISSING_FULL_STOP",
            f"{len(found)} đoạn không có dấu kết thúc câu: {listed(text.text for text in found)}. Hãy thêm dấu.",
            found[0].key,
        )


def _doubled(case: Case) -> Iterator[Finding]:
    found = [
        (text.key, _words_around(text.text, match.start(), match.end()))
        for text in case.texts
        for match in re.finditer(r",\s*,|;\s*;", text.text)
    ]
    if found:
        yield Finding(
            "DOUBLE_COMMA", f"Dấu câu lặp: {listed(words for _, words in found)}. Hãy bỏ một dấu.", found[0][0]
        )


def _words_around(text: str, start: int, end: int) -> str:
    """A place with a few whole words on both sides."""
    before, after = text[max(0, start - 40) : start].split()[-4:], text[end : end + 40].split()[:3]
    return f"{' '.join(before)}{text[start:end]} {' '.join(after)}"


def _unpaired(case: Case) -> Iterator[Finding]:
    found = [text for text in case.texts if text.text.count("“") != text.text.count("”") or text.text.count('"') % 2]
    if found:
        yield Finding(
            "UNBALANCED_QUOTES",
            f"Dấu ngoặc kép mở và đóng không khớp: {listed(_around_quote(text.text) for text in found)}. "
            "Hãy thêm hoặc bỏ một dấu.",
            found[0].key,
        )


def _around_quote(text: str) -> str:
    """The words before the first mark that closes nothing, or else after the last that is not closed."""
    depth = 0
    for position, char in enumerate(text):
        depth += (char == "“") - (char == "”")
        if depth < 0:
            return text[max(0, position - 40) : position]
    return text[max(text.rfind("“"), text.rfind('"')) + 1 :]


def _glued_hyphens(case: Case) -> Iterator[Finding]:
    """Bullets within a cell: "- Phát động. -Ban hành"."""
    found = [
        (text.key, match[0].strip(" .;:"))
        for text in case.texts
        if text.place is Place.CELL
        for match in re.finditer(r"(?:^|[.;:]\s+|\n\s*)-[^\W\d_][^.;\n]*", text.text)
    ]
    if found:
        yield Finding(
            "BULLET_SPACING",
            f"Sau gạch đầu dòng thiếu khoảng trắng: {listed(words for _, words in found)}. Hãy viết “- …”.",
            found[0][0],
        )


def _dashes(case: Case) -> Iterator[Finding]:
    """The same two words joined by a hyphen here and by a dash there."""
    forms: dict[tuple[str, str], dict[str, int | None]] = defaultdict(dict)
    for text in case.texts:
        for match in _DASHED.finditer(text.text):
            words = f"{match['left']} {match['dash']} {match['right']}"
            forms[match["left"].lower(), match["right"].lower()].setdefault(words, text.key)
    mixed = {
        pair: written for pair, written in forms.items() if len({re.sub(r"\w", "", words) for words in written}) > 1
    }
    if mixed:
        written = next(iter(mixed.values()))
        examples = [words for written in mixed.values() for words in written]
        yield Finding(
            "DASH_VARIANTS",
            f"Gạch nối (-) và gạch ngang (–) dùng lẫn: {listed(examples)}. Hãy dùng một loại.",
            list(written.values())[1],
        )
