"""Words spelled in two ways, doubled, or with a slip of the tone.

No clause of the decree: ordinary care. No dictionary either: only what is wrong wherever it stands.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plans.review.case import Case
from plans.review.finding import Finding, quoted
from thidua.lib.text import fold

_WITH_Y = {"kí": "ký", "kì": "kỳ", "kỉ": "kỷ", "lí": "lý", "qui": "quy", "quí": "quý", "tỉ": "tỷ"}
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"([^\W\d_]+)")
_PAIR = re.compile(r"(?=(?<!\w)([^\W\d_]+ [^\W\d_]+)(?!\w))")
_DOUBLED = re.compile(
    r"((?<!\w)(?P<word>các|những|và|của|với|cho|được)\s+(?P=word)(?!\w)|(?:(?<=^)|(?<=[.;,] ))truyền truyền(?!\w))",
    re.IGNORECASE,
)

# Set phrases of the field, and what differs from one only in its marks but may be right as well.
_SET_PHRASES = (
    "thi đua", "khen thưởng", "phấn đấu", "thống nhất", "đổi mới", "tuyên truyền", "thực hiện", "triển khai",
    "hoàn thành", "nhiệm vụ", "kế hoạch", "xuất sắc", "tiên tiến", "danh hiệu", "giao ước", "phát động", "bình xét",
    "suy tôn", "tổng kết", "hội nghị", "hội đồng", "đôn đốc", "chất lượng", "hiệu quả", "thành tích",
)  # fmt: skip
_ALSO_RIGHT = re.compile(
    r"(?<!\w)(?:phần đầu|phần đấu|đội mới|đôi mới|đợi mới|thì đưa|hiểu qua|hiệu qua|phát đồng|tuyến truyền|hội đông"
    r"|hội nghi|khen thường|(?:giao|truyền|phổ|viễn|lưu) thông nhất)(?!\w)",
    re.IGNORECASE,
)
_POSTS = ("trưởng khối", "trưởng cụm")
"""Whose slip "trường khối" may be right (a grade of a school), so it counts only beside the right form."""


def findings(case: Case) -> Iterator[Finding]:
    yield from _two_spellings(case)
    yield from _slips(case)


def _two_spellings(case: Case) -> Iterator[Finding]:
    """ "đăng ký" beside "đăng kí", "Ủy ban" beside "Uỷ ban": both are right, a paper uses one."""
    written: dict[str, list[_Words]] = defaultdict(list)
    for word in _first_places(_WORD, ((text.key, text.text) for text in case.texts)):
        written[_WITH_Y.get(word.plain) or _with_tone_last(word.plain)].append(word)
    mixed = [words for words in written.values() if len(words) > 1]
    if mixed:
        pairs = ", ".join("/".join(quoted(word.plain) for word in words) for words in mixed)
        yield Finding(
            "SPELLING_VARIANTS",
            f"Một tiếng được viết hai cách: {pairs}. Hãy dùng một cách trong toàn văn bản.",
            mixed[0][1].key,
        )


@dataclass(frozen=True)
class _Words:
    """Words where they stand first; `plain` is their form in small letters."""

    key: int | None
    written: str
    plain: str


def _first_places(pattern: re.Pattern[str], texts: Iterable[tuple[int | None, str]]) -> list[_Words]:
    """What the pattern's first group finds, each only once, however capitalised."""
    found: dict[str, _Words] = {}
    for key, text in texts:
        for match in pattern.finditer(text):
            plain = match[1].lower()
            found.setdefault(plain, _Words(key, match[1], plain))
    return list(found.values())


def _with_tone_last(word: str) -> str:
    """The word with the tone of a final oa, oe, uy on its last letter: "hóa" → "hoá"; others unchanged."""
    letters = unicodedata.normalize("NFD", word)
    toneless = unicodedata.normalize("NFC", letters.translate(dict.fromkeys(map(ord, _TONES))))
    if toneless.startswith("qu") or not toneless.endswith(("oa", "oe", "uy")):
        return word
    return unicodedata.normalize("NFC", toneless + "".join(char for char in letters if char in _TONES))


def _slips(case: Case) -> Iterator[Finding]:
    pairs = _first_places(_PAIR, ((text.key, _ALSO_RIGHT.sub("|", text.text)) for text in case.texts))
    used = {pair.plain for pair in pairs}
    right = {fold(phrase): phrase for phrase in (*_SET_PHRASES, *(post for post in _POSTS if post in used))}
    slips = [
        (pair.key, f"{quoted(pair.written)} (có lẽ là {quoted(meant)})")
        for pair in pairs
        if (meant := right.get(fold(pair.plain), pair.plain)) != pair.plain
    ]
    doubled = _first_places(_DOUBLED, ((text.key, text.text) for text in case.texts))
    slips += [(words.key, f"{quoted(words.written)} (lặp chữ)") for words in doubled]
    if slips:
        yield Finding("TYPO", f"Có thể gõ nhầm: {', '.join(words for _, words in slips)}. Hãy sửa.", slips[0][0])
