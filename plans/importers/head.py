"""Head, title, bases, opening and closing of a paper."""

import re
from collections.abc import Sequence
from dataclasses import replace

from plans.content import LabelStyle
from plans.importers.blocks import RawBlock, RawLine
from plans.importers.frame import Frame, is_capitals
from plans.importers.labels import read_label
from plans.parties import names_party
from thidua.lib.dates import PartialDate

KINDS = (
    "KẾ HOẠCH", "QUYẾT ĐỊNH", "HƯỚNG DẪN", "CHƯƠNG TRÌNH", "PHƯƠNG ÁN", "THÔNG BÁO", "BÁO CÁO", "QUY CHẾ", "QUY ĐỊNH",
    "GIAO ƯỚC", "BẢN GIAO ƯỚC", "ĐỀ ÁN", "CHỈ THỊ", "TỜ TRÌNH", "BIÊN BẢN",
)  # fmt: skip
KIND = re.compile(rf"({'|'.join(KINDS)})(?![^\W\d_])\s*[:.]?\s*")
ISSUED_KIND = re.compile(r"(KẾ HOẠCH|CHƯƠNG TRÌNH|HƯỚNG DẪN|PHƯƠNG ÁN|ĐỀ ÁN)(?![^\W\d_])\s*")
_LOWER_KIND = re.compile(r"(Kế hoạch|Hướng dẫn|Chương trình|Phương án)\s+")
NATION = re.compile(r"c[oộ]ng h[oò][aà] x[aã] h[oộ]i|ch[uủ] ngh[iĩ]a vi[eệ]t nam", re.IGNORECASE)
MOTTO = re.compile(r"đ[oộ]c l[aậ]p\s*[-–—]\s*t[uự]\s*do\s*[-–—]\s*h[aạ]nh ph[uú]c", re.IGNORECASE)
_NUMBER = re.compile(
    r"S[ốÓ]\s*[:.]?\s*(?P<number>[\d.…_ ]*?[a-zđ]?)\s*"
    r"(?P<symbol>[/-]\s*[^\W\d_][\w&.]*(?:\s*[-/&–]\s*[^\W\d_][\w&.]*)*|(?=\s*$))",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?P<place>(?:TP\.\s*)?[^,;:.\d]{0,60}?)\s*,?\s*(?<!\w)ngày\s*(?P<day>\d{1,2}|[.…_/\s]*)"
    r"\s*tháng\s*(?P<month>\d{1,2}|[.…_\s]*)\s*năm\s*(?P<year>\d{4}|[\d.…_]*)",
    re.IGNORECASE,
)
_SHORT_DATE = re.compile(
    r"(?P<place>[^,;:.\d]{2,60}?)\s*,\s*ngày\s*(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"
)
PARTY_HEAD = re.compile(r"ĐẢNG CỘNG SẢN VIỆT NAM")
_BASIS = re.compile(
    r"[-–]?\s*(?:Căn cứ|Thực hiện|Tiếp tục thực hiện|Theo(?: đề nghị)?|Xét|Thi hành|Chấp hành|Triển khai thực hiện)\s"
)
_SURE_BASIS = re.compile(r"[-–]?\s*(?:Căn cứ|Xét đề nghị|Theo đề nghị)\s")
_OPENS_BODY = re.compile(r"(?:như sau|sau đây|sau)\s*[:.]?\s*$", re.IGNORECASE)
ATTACHED = re.compile(r"[(\[]?\s*(?:Ban hành\s+)?(?:[Kk]èm theo|[Bb]an hành (?:kèm )?theo|[Đđ]ính kèm)\s")
_CLOSES = re.compile(r"Trên đây là|Trong quá trình\s|Kế hoạch này|Yêu cầu các|Quá trình (?:triển khai|thực hiện)")
_PLACE_OF_ISSUER = re.compile(
    r"(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN|XÃ|PHƯỜNG|ĐẶC KHU|VÀ|CỦA|CÁC|HUYỆN|KHU)(?![^\W\d_])"
)


# --- head and title -------------------------------------------------------------------------------------------------


def find_title(stream: Sequence[RawBlock], start: int, pattern: re.Pattern[str] = KIND) -> int | None:
    for position, block in enumerate(stream[start : start + 60], start):
        if not isinstance(block, RawLine):
            continue
        if pattern.match(block.text) or (pattern is KIND and _kind_spelt_otherwise(block.text)):
            return position
        label = read_label(block.text)
        if pattern is KIND and label and label.style in (LabelStyle.ROMAN, LabelStyle.ARABIC):
            break
    for position, block in enumerate(stream[start : start + 8], start):
        if isinstance(block, RawLine) and pattern is KIND and _LOWER_KIND.match(block.text) and len(block.text) < 200:
            return position
    return None


def _kind_spelt_otherwise(text: str) -> str | None:
    """The kind of paper in a line "Kế Hoạch" or "K Ế  H O Ạ C H"."""
    letters = "".join(text.split()).upper()
    return next((kind for kind in KINDS if kind.replace(" ", "") == letters), None)


def end_of_head(stream: Sequence[RawBlock]) -> int:
    """Where the head of a paper without a title ends."""
    for position, block in enumerate(stream):
        if not isinstance(block, RawLine):
            return position
        text = block.text
        belongs = (
            NATION.search(text) or MOTTO.search(text) or _NUMBER.match(text) or (len(text) < 90 and _DATE.search(text))
        )
        if not belongs and not (is_capitals(text) and read_label(text) is None):
            return position
    return 0


def read_head(lines: list[RawLine], frame: Frame) -> None:
    units: list[list[str]] = []
    for line in lines:
        text = line.text
        if NATION.search(text):
            text = re.sub(rf"(?:{NATION.pattern})\s*", "", text, flags=re.IGNORECASE).strip()
        text = MOTTO.sub("", text).strip()
        if (number := _NUMBER.match(text)) and not frame.symbol:
            frame.number = re.sub(r"[.…_\s]", "", number["number"]) or None
            frame.symbol = number["symbol"].strip()
            text = text[number.end() :].strip()
        if (date := _DATE.search(text) or _SHORT_DATE.search(text)) and frame.issued_on == PartialDate():
            frame.place = date["place"].strip(" ,")
            frame.issued_on = PartialDate(_int(date["day"]), _int(date["month"]), _int(date["year"], least=1900))
            text = (text[: date.start()] + text[date.end() :]).strip(" ,")
        if not any(char.isalpha() for char in text):
            continue
        if PARTY_HEAD.match(text):
            frame.unplaced.append(line)
        elif not is_capitals(text) and not (names_party(text) and len(text) < 90):
            frame.unplaced.append(replace(line, text=text))
        elif units and _PLACE_OF_ISSUER.match(text):
            units[-1].append(text)
        else:
            units.append([text])
    if units:
        frame.issuer = units[-1]
        frame.superior = [text for unit in units[:-1] for text in unit]


def _int(written: str, least: int = 1) -> int | None:
    digits = re.sub(r"\D", "", written)
    return int(digits) if digits and int(digits) >= least else None


def read_title(rest: list[RawBlock], frame: Frame) -> list[RawBlock]:
    """Kind, subject and reference; returns what follows them."""
    first = rest[0]
    assert isinstance(first, RawLine)
    spelt = _kind_spelt_otherwise(first.text)
    kind = KIND.match(first.text) or _LOWER_KIND.match(first.text)
    frame.kind = spelt or (kind[1].upper() if kind else "")
    if not spelt and kind and (remainder := first.text[kind.end() :].strip()):
        frame.subject.append(remainder)
        frame.title_on_one_line = True
    position = 1
    while position < len(rest):
        line = rest[position]
        if not isinstance(line, RawLine):
            break
        if ATTACHED.match(line.text) and frame.subject:
            frame.reference = line.text
        elif _continues_subject(line, frame):
            frame.subject.append(line.text)
        else:
            break
        position += 1
    if frame.kind == "QUYẾT ĐỊNH" and len(frame.subject) > 1 and is_capitals(frame.subject[-1]):
        frame.authority = frame.subject.pop()
    return rest[position:]


def _continues_subject(line: RawLine, frame: Frame) -> bool:
    text = line.text
    label = read_label(text)
    if _SURE_BASIS.match(text) or _OPENS_BODY.search(text) or (label and label.style is not LabelStyle.UPPER):
        return False
    if not frame.subject:
        return len(text) < 400
    if _BASIS.match(text) and (text[-1] in ";,." or re.search(r"số\s+\d", text)):
        return False
    return is_capitals(text) or (
        len(text) < 120 and text[-1] not in ".;:" and (not line.gap_before or text[0].islower())
    )


# --- bases, opening, closing ----------------------------------------------------------------------------------------

HEADING_STYLES = (
    LabelStyle.PART, LabelStyle.UPPER, LabelStyle.ROMAN, LabelStyle.ARABIC, LabelStyle.DECIMAL, LabelStyle.ARTICLE,
    LabelStyle.STAR,
)  # fmt: skip
"""Labels by which a body begins."""


def read_bases(body: list[RawBlock], frame: Frame) -> None:
    position = 0
    while position < len(body):
        line = body[position]
        if not isinstance(line, RawLine) or line.level:
            break
        is_basis = _BASIS.match(line.text) is not None
        label = read_label(line.text)
        if label is not None and (label.style in HEADING_STYLES or not is_basis):
            break
        if is_capitals(line.text) and frame.kind != "QUYẾT ĐỊNH":
            break
        if is_basis and not _OPENS_BODY.search(line.text) and not frame.opening:
            text = line.text[label.end :] if label else line.text
            frame.bases.append(replace(line, text=text))
        elif frame.kind == "QUYẾT ĐỊNH":
            break
        else:
            frame.opening.append(line)
        position += 1
        if _OPENS_BODY.search(line.text):
            break
    frame.body = body[position:]
    if not frame.body and frame.kind != "QUYẾT ĐỊNH":  # prose without any heading is no opening
        frame.body, frame.opening = list(frame.opening), []


def split_closing(frame: Frame) -> None:
    for position in range(len(frame.body) - 1, max(len(frame.body) - 6, -1), -1):
        block = frame.body[position]
        if not isinstance(block, RawLine) or read_label(block.text):
            return
        if _CLOSES.match(block.text):
            lines = frame.body[position:]
            if position and isinstance(before := frame.body[position - 1], RawLine) and _CLOSES.match(before.text):
                continue
            frame.body, frame.closing = frame.body[:position], [line for line in lines if isinstance(line, RawLine)]
            return
