"""Recipients, signatures and annexes of a paper."""

import re
from dataclasses import replace

from plans.content import LabelStyle
from plans.importers.blocks import RawBlock, RawLine
from plans.importers.frame import Frame, RawAnnex, RawSignature, is_capitals
from plans.importers.head import ATTACHED, ISSUED_KIND
from plans.importers.labels import read_label

RECIPIENTS = re.compile(r"\s*(?P<heading>Nơi\s+nhận\s*(?::|$))\s*", re.IGNORECASE)
_AUTHORITY = re.compile(
    r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|T/UQ|Q)\s*[./]\s*(?=[^\W\d_])|(?:TM|T/M|KT|TL|TUQ)\s+(?=[^\W\d_a-zà-ỹ])"
)
_POST = re.compile(
    r"(?:PHÓ\s+|Q\.\s*|QUYỀN\s+)?(?:CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|HIỆU TRƯỞNG|CỤM TRƯỞNG|KHỐI TRƯỞNG|TRƯỞNG|"
    r"CHÁNH|BÍ THƯ|CỤM PHÓ|KHỐI PHÓ|THỦ TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG|VIỆN TRƯỞNG|CỤC TRƯỞNG|CHỈ HUY|TỔNG BIÊN TẬP|"
    r"TỔNG PHỤ TRÁCH|TỔ TRƯỞNG|VỤ TRƯỞNG|CHỦ NHIỆM|THƯ KÝ|NGƯỜI |ĐẠI DIỆN|(?:PHÊ )?DUYỆT|XÁC NHẬN|PHÓ)(?![^\W\d_])"
)
_ACADEMIC = re.compile(
    r"(?:(?:PGS|GS|TS|ThS|Ths|CN|BS\w*|Đ/c|Ông|Bà|Thạc sĩ|Tiến sĩ|Thượng tá|Đại tá|Trung tá)\b\.?\s*)+"
)
_FAMILY = re.compile(
    r"(?:NGUYỄN|TRẦN|LÊ|PHẠM|HOÀNG|HUỲNH|PHAN|VŨ|VÕ|ĐẶNG|BÙI|ĐỖ|HỒ|NGÔ|DƯƠNG|LÝ|ĐINH|TRỊNH|MAI|CAO|HÀ|TẠ|LƯƠNG|"
    r"ĐOÀN|TRƯƠNG|LÂM|ĐÀO|CHU|TÔ|THÁI|NÔNG|VI|LÒ|QUÁCH|KIỀU|Y|H')(?=\s)"
)
_LONGEST_RECIPIENT = 200
_APPROVES = re.compile(r"(?:PHÊ )?DUYỆT|XÁC NHẬN|Ý KIẾN")
_SIGNED = re.compile(r"[(\[]\s*(?:(?:đã\s+)?ký|da\s?ky)", re.IGNORECASE)
_ANNEX = re.compile(
    r"(PHỤ LỤC|Phụ lục|BIỂU MẪU|BIỂU|Biểu|MẪU SỐ)(?:\s+(?:SỐ|số))?(?:\s*[\dIVX]+)?(?:\s*[.:-])?(?=\s|$)"
)


def is_name(text: str) -> bool:
    """Whether a line is a person's name: two to six words with a capital each, or in capitals with a family name."""
    words = _ACADEMIC.sub("", text).replace("'", "' ").replace("’", "’ ").split()
    if not 2 <= len(words) <= 7 or any(char.isdigit() or char in ".,;:/()" for char in _ACADEMIC.sub("", text)):
        return False
    if is_capitals(text):
        return _FAMILY.match(text) is not None and not _POST.match(text)
    return all(word[0].isupper() for word in words)


def signs(line: RawLine) -> bool:
    """Whether a line is authority or post of a signature block."""
    text = line.text
    return is_capitals(text) and len(text) < 120 and (_AUTHORITY.match(text) or _POST.match(text)) is not None


def find_tail(blocks: list[RawBlock]) -> int:
    lines = [(position, block) for position, block in enumerate(blocks) if isinstance(block, RawLine)]
    for index, (position, line) in enumerate(lines):
        if RECIPIENTS.match(line.text) and len(line.text) < 200:
            while index and _belongs_to_signature(lines[index - 1][1]) and lines[index - 1][0] == position - 1:
                index -= 1
                position -= 1
            return position
    for index, (position, line) in enumerate(lines):
        following = [later for _, later in lines[index + 1 : index + 6]]
        if signs(line) and any(is_name(later.text) for later in following):
            return position
    return len(blocks)


def _belongs_to_signature(line: RawLine) -> bool:
    return signs(line) or is_name(line.text) or _SIGNED.match(line.text) is not None


def read_tail(blocks: list[RawBlock], frame: Frame) -> list[RawBlock]:
    """Recipients and signatures; returns what stands after them."""
    blocks = [part for block in blocks for part in (_two_columns(block) if isinstance(block, RawLine) else (block,))]
    tail = _Tail(frame)
    end = len(blocks)
    for position, line in enumerate(blocks):
        if not isinstance(line, RawLine) or _begins_other_part(line) or not tail.takes(line):
            end = position
            break
    frame.signatures = [signer for signature in tail.signatures for signer in _with_approval_apart(signature)]
    return blocks[end:]


def _begins_other_part(line: RawLine) -> bool:
    return annex_label(line) is not None or (ISSUED_KIND.match(line.text) is not None and not signs(line))


class _Tail:
    """Recipients and signatures as they are read line by line, in whatever order they stand."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.signatures: list[RawSignature] = []

    @property
    def unnamed(self) -> RawSignature | None:
        """The signature block that still waits for its name."""
        last = self.signatures[-1] if self.signatures else None
        return last if last is not None and not last.name else None

    def takes(self, line: RawLine) -> bool:
        """Read a line; False when it belongs to what comes after."""
        if heading := RECIPIENTS.match(line.text):
            if self.frame.recipients:
                self.frame.recipients.append(f"{heading['heading'].rstrip(' :')}:")
            else:
                self.frame.recipients_heading = heading["heading"]
            if remainder := line.text[heading.end() :].strip().lstrip("-– "):
                self.frame.recipients.extend(re.split(r"(?<=[;,])\s+[-–]\s+", remainder))
            return True
        return self._takes_signature(line) or self._takes_recipient(line)

    def _takes_signature(self, line: RawLine) -> bool:
        text = line.text
        if signs(line) or (self.unnamed and is_capitals(text) and not is_name(text)):
            self._add_post(line)
        elif self.signatures and _SIGNED.match(text):
            self.signatures[-1].note = f"{self.signatures[-1].note} {text}".strip()
        elif self.unnamed and is_name(text):
            self.unnamed.name = text
        elif self.signatures and is_name(text):
            self.signatures.append(_second_signer(self.signatures[-1], text))
        else:
            return False
        return True

    def _add_post(self, line: RawLine) -> None:
        signature = self.unnamed
        if signature is None:
            signature = RawSignature()
            self.signatures.append(signature)
        below_gap = line.gap_before and bool(signature.authority) and _POST.match(signature.authority[-1]) is not None
        (signature.position if below_gap or signature.position else signature.authority).append(line.text)

    def _takes_recipient(self, line: RawLine) -> bool:
        text, recipients = line.text, self.frame.recipients
        label = read_label(text)
        if label and label.style in (LabelStyle.DASH, LabelStyle.PLUS, LabelStyle.STAR):
            recipients.append(text[label.end :])
        elif recipients and (text[0].islower() or text[0] == "("):
            recipients[-1] += f" {text}"
        elif (
            text[-1] in ";.,:"
            and len(text) < _LONGEST_RECIPIENT
            and (recipients or self.unnamed or not self.signatures)
        ):
            recipients.append(text)
        elif self.signatures and not self.unnamed:
            return False
        else:
            self.frame.unplaced.append(line)
        return True


def _with_approval_apart(signature: RawSignature) -> tuple[RawSignature, ...]:
    """ "DUYỆT CỦA BAN GIÁM HIỆU" beside the signer is a block of its own, which still waits for its name."""
    if signature.position and len(signature.authority) == 1 and _APPROVES.match(signature.authority[0]):
        signer = RawSignature(authority=signature.position, name=signature.name, note=signature.note)
        return RawSignature(authority=signature.authority), signer
    return (signature,)


def _two_columns(line: RawLine) -> tuple[RawLine, ...]:
    """A recipient and a line of the signature that stand on one line are two lines."""
    if not (RECIPIENTS.match(line.text) or line.text[0] in "-–+"):
        return (line,)
    for gap in re.finditer(r"(?<=[;.,):])\s+", line.text):
        right = replace(line, text=line.text[gap.end() :], gap_before=False)
        if right.text and signs(right):
            return (replace(line, text=line.text[: gap.start()]), right)
    return (line,)


def _second_signer(first: RawSignature, name: str) -> RawSignature:
    """The signer on the right of a block written row by row: every second line of it is his."""
    lines = [*first.authority, *first.position]
    if len(lines) % 2:
        return RawSignature(name=name)
    first.authority, first.position = lines[::2], []
    return RawSignature(authority=lines[1::2], name=name)


# --- annexes --------------------------------------------------------------------------------------------------------


def annex_label(block: RawBlock) -> re.Match[str] | None:
    if not isinstance(block, RawLine) or (len(block.text) > 40 and not is_capitals(block.text)):
        return None
    return _ANNEX.match(block.text)


def split_annexes(blocks: list[RawBlock]) -> list[RawAnnex]:
    annexes: list[RawAnnex] = []
    in_title = False
    for block in blocks:
        begins = annexes and annexes[-1].label and not annexes[-1].title and not annexes[-1].blocks
        if (label := annex_label(block)) and not (begins and label[1].startswith("BIỂU")):
            assert isinstance(block, RawLine)
            annexes.append(RawAnnex(label=label[0].strip()))
            if remainder := block.text[label.end() :].strip():
                annexes[-1].title.append(remainder)
            in_title = True
            continue
        if not annexes:
            annexes.append(RawAnnex())
            in_title = True
        annex = annexes[-1]
        if in_title and isinstance(block, RawLine) and ATTACHED.match(block.text):
            annex.reference = block.text
            in_title = False
        elif in_title and isinstance(block, RawLine) and _titles_annex(block, annex):
            annex.title.append(block.text)
        else:
            annex.blocks.append(block)
            in_title = False
    return annexes


def _titles_annex(line: RawLine, annex: RawAnnex) -> bool:
    if read_label(line.text) and not (annex.title and is_capitals(line.text)):
        return False
    return (
        is_capitals(line.text)
        or line.all_bold
        or (not annex.title and len(line.text) < 200 and line.text[-1] not in ".;:")
    )
