"""What the words of a heading say about the rows below it: how they count, or that they are no criteria."""

import re

from scoring.criteria import Counts
from thidua.lib.text import fold, nfc

_WHAT = r"(?:phan|muc|cac|nhung|tieu chi|noi dung|truong hop|hinh thuc|nhom|khoan|duoc|bi)"
_ENDS = r"(?=\s*(?:[(:]|$))"
_GIVES = re.compile(
    rf"(?:{_WHAT} )*(?:diem (?:cong|thuong|khuyen khich|uu tien)\b|(?:cong|thuong)(?: them)? diem\b"
    rf"|(?:(?<=phan )|(?<=duoc ))thuong{_ENDS}|khuyen khich{_ENDS}|(?<=\w )cong{_ENDS})"
    rf"|.{{3,80}} duoc cong(?: them)? diem{_ENDS}"
)
_TAKES = re.compile(
    rf"(?:{_WHAT} )*(?:diem (?:bi )?(?:giam )?(?:tru|phat)\b|(?:giam )?tru diem\b|giam tru{_ENDS}"
    rf"|(?:loi|hanh vi)(?: vi pham| bi tru| bi phat){_ENDS}|(?<=\w )tru{_ENDS}|diem am{_ENDS})"
    rf"|.{{3,80}} bi tru diem{_ENDS}"
)
_BOTH = re.compile(rf"(?:{_WHAT} )*diem (?:cong|thuong)\b.{{0,20}}\btru\b")
_NOT_CONSIDERED = re.compile(
    r"(?:(?:cac|nhung|mot so|truong hop|dieu kien|tieu chi|noi dung|tap the|don vi|doi voi) )*"
    r"(?P<how>khong|chua) (?:duoc )?(?:xet|binh xet|xep loai|xep hang|cong nhan|de nghi)\b"
)
_SUM_OF = (
    r"(?:cong|so|diem|chuan|toi da|toan bo|chung|bang|cac|muc|phan|nhom|noi dung|tieu chi|tieu chuan|linh vuc|thi dua)"
)
_SUM = re.compile(
    rf"(?:tong|cong)(?:[-\s(+,=:]+(?:{_SUM_OF}|thuong|tru|mot|nam|quy|thang|tuan|va|[a-h]|[ivx]+|\d+)\b)*[\s).:]*"
)
_LONGEST_HEADING = 120
_HINTS: tuple[tuple[Counts, re.Pattern[str]], ...] = (
    (
        Counts.BONUS,
        re.compile(
            r"(?<!khen )\bthưởng|\b(?:thưởng|tăng) thêm|\bkhuyến khích|\bkhích lệ|\bưu tiên"
            r"|(?<!công )\bcộng\b(?! (?:đồng|hòa|hoà|tác|sản|sự|hưởng))",
            re.IGNORECASE,
        ),
    ),
    (
        Counts.DEDUCTION,
        re.compile(
            r"(?<!xử )\bphạt|\b(?:hạ|giảm) điểm|(?<!phòng )(?<!ngoại )(?<!loại )\btrừ\b"
            r"|^(?!.*\b(?:phòng|chống|không|xử lý|xử phạt|ngăn)\b).*\bvi phạm",
            re.IGNORECASE,
        ),
    ),
)
"""Words that speak of bonuses or deductions, and of much else."""


def _plain(heading: str) -> str:
    plain = " ".join(fold(heading).split())
    return plain if len(plain) <= _LONGEST_HEADING else ""


def counts_of(heading: str) -> Counts | None:
    """BONUS of "Điểm thưởng", DEDUCTION of "Điểm trừ"; None for any other words, and for both at once."""
    plain = _plain(heading)
    if is_mixed(heading):
        return None
    if _GIVES.match(plain):
        return Counts.BONUS
    return Counts.DEDUCTION if _TAKES.match(plain) else None


def hint_of(heading: str) -> Counts | None:
    """What a heading could be about, where `counts_of` does not know: "Các việc ưu tiên", "Vi phạm trong năm"."""
    return next((counts for counts, pattern in _HINTS if pattern.search(nfc(heading))), None)


def is_mixed(heading: str) -> bool:
    """ "Điểm cộng, điểm trừ": one heading for both."""
    return _BOTH.match(_plain(heading)) is not None


def conditions_of(heading: str) -> str | None:
    """Of which conditions this is the heading, by their name in `Criteria`: "Các trường hợp không xét", "Chưa xét"."""
    match = _NOT_CONSIDERED.match(_plain(heading))
    return None if match is None else "pending" if match["how"] == "chua" else "excluded"


def is_total(text: str, *, numbered: bool) -> bool:
    """Whether a row only adds others up: "Tổng cộng", "TỔNG ĐIỂM (I+II)", "Cộng mục A"; one with a number says so
    with two words and nothing else."""
    plain = _plain(text)
    says_so = re.match(r"tong (?:cong|diem|so diem)\b", plain) is not None
    return says_so if not numbered and says_so else _SUM.fullmatch(plain) is not None and (says_so or not numbered)


def adds_up_scores(total: str) -> bool:
    """Whether such a row is about the scale, and not about bonuses or deductions alone."""
    return re.search(r"\b(?:thuong|tru)\b", re.sub(r"\(.*", "", _plain(total))) is None
