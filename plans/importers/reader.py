"""Paragraphs and grids of any file → PlanContent and the doubts of the reader."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from plans.content import (
    Annex,
    Basis,
    Decision,
    Head,
    Item,
    LabelStyle,
    PlanContent,
    Recipient,
    Section,
    Signature,
    Table,
    all_blocks,
)
from plans.importers.blocks import Doubt, RawBlock, RawLine, UnreadableFileError
from plans.importers.dissection import take_apart
from plans.importers.frame import Frame, RawAnnex, RawSignature
from plans.importers.labels import read_label
from plans.importers.loose_tables import with_loose_tables
from plans.importers.marking import has_tasks, mark, with_duties_as_tasks
from plans.importers.outline import build

_LONGEST_WORD = 1000
"""Addresses of the web reach a few hundred characters; the time to lay out a word grows with its square."""


@dataclass(frozen=True)
class Reading:
    """What was understood, and what was doubtful."""

    content: PlanContent
    doubts: tuple[Doubt, ...]


def read(blocks: Sequence[RawBlock], doubts: Sequence[Doubt] = ()) -> Reading:
    """Understand a file. Every word of it is in the content; what fits nowhere is a paragraph with a doubt.

    `doubts` are those that came up when the blocks were taken from it. Raises UnreadableFileError for a word that is
    none.
    """
    _refuse_endless_words(blocks)
    frame = take_apart(with_loose_tables(blocks))
    content = _Composer(frame).content()
    found = (*_doubts_of_frame(frame, content), *_doubts_of_labels(blocks), *_doubts_of_body(content))
    return Reading(content, (*doubts, *found))


def _refuse_endless_words(blocks: Sequence[RawBlock]) -> None:
    lines = (line for block in blocks for line in ((block,) if isinstance(block, RawLine) else block.lines))
    longest = max((word for line in lines for word in line.text.split()), key=len, default="")
    if len(longest) > _LONGEST_WORD:
        raise UnreadableFileError(
            f"Tệp có một chuỗi {len(longest)} ký tự liền nhau, không phải chữ: “{longest[:20]}…”. "
            "Hãy xóa chuỗi ấy rồi thử lại."
        )


class _Composer:
    """Builds the content of one plan; keys are given in reading order."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._keys = count(1)

    def new_key(self) -> int:
        return next(self._keys)

    def content(self) -> PlanContent:
        frame = self.frame
        decision = self._decision(frame.decision) if frame.decision else None
        bases = tuple(Basis(key=self.new_key(), text=line.text) for line in (frame.decision or frame).bases)
        opening = tuple(self._paragraph(line) for line in (*frame.unplaced, *_reference(frame), *frame.opening))
        body = mark(build(frame.body), self.new_key)
        closing = tuple(self._paragraph(line) for line in frame.closing)
        recipients = tuple(map(self._recipient, frame.recipients))
        signatures = tuple(map(self._signature, frame.signatures))
        annexes = tuple(map(self._annex, frame.annexes))
        if not has_tasks(body) and not any(has_tasks(annex.blocks) for annex in annexes):
            body = with_duties_as_tasks(body)
        return PlanContent(
            last_key=self.new_key() - 1,
            head=_head(frame),
            kind=frame.kind or "KẾ HOẠCH",
            subject=tuple(frame.subject),
            bases=bases,
            decision=decision,
            opening=opening,
            body=body,
            closing=closing,
            recipients_heading=frame.recipients_heading,
            recipients=recipients,
            signatures=signatures,
            annexes=annexes,
        )

    def _paragraph(self, line: RawLine) -> Item:
        label = read_label(line.text)
        if label is None or label.style not in (LabelStyle.DASH, LabelStyle.PLUS):
            return Item(key=self.new_key(), text=line.text)
        return Item(key=self.new_key(), style=label.style, text=line.text[label.end :])

    def _decision(self, decision: Frame) -> Decision:
        return Decision(
            key=self.new_key(),
            subject=tuple(decision.subject),
            authority=decision.authority,
            reference=self.frame.reference,
            blocks=mark(build(decision.body), self.new_key),
        )

    def _recipient(self, text: str) -> Recipient:
        return Recipient(key=self.new_key(), text=text, caption=text.endswith(":"))

    def _signature(self, signature: RawSignature) -> Signature:
        return Signature(
            key=self.new_key(),
            authority=tuple(signature.authority),
            position=tuple(signature.position),
            name=signature.name,
            note=signature.note,
        )

    def _annex(self, annex: RawAnnex) -> Annex:
        return Annex(
            key=self.new_key(),
            label=annex.label,
            title=tuple(annex.title),
            reference=annex.reference,
            blocks=mark(build(annex.blocks), self.new_key),
        )


def _reference(frame: Frame) -> tuple[RawLine, ...]:
    """The reference to a decision that is not in the file stays a paragraph."""
    return (RawLine(text=frame.reference),) if frame.reference and frame.decision is None else ()


def _head(frame: Frame) -> Head:
    return Head(
        superior=tuple(frame.superior),
        issuer=tuple(frame.issuer) or _derived_issuer(frame),
        number=frame.number,
        symbol=frame.symbol,
        place=frame.place,
        issued_on=frame.issued_on,
    )


_LONGEST_OPENING = 3000
_NUMBERED = (LabelStyle.UPPER, LabelStyle.ROMAN, LabelStyle.ARABIC, LabelStyle.DECIMAL, LabelStyle.LETTER)
_SIGNING_BODY = re.compile(r"(?:TM|T/M)\s*[./]\s*(?P<body>.+)")
_OPENING_ISSUER = re.compile(
    r"(?:.*[;,.]\s+)?(?P<issuer>[A-ZĐÀ-Ỹ][^;,.]{5,120}?)\s+"
    r"(?:xây dựng|ban hành|lập|đề ra|tổ chức|triển khai|[Kk]ế hoạch|xin gửi|hướng dẫn)\s"
)


def _derived_issuer(frame: Frame) -> tuple[str, ...]:
    """The issuing body from the signature or the opening sentence, where the file has no head.

    The signature's short name ("TM. ỦY BAN NHÂN DÂN") gives way to the full one of the opening.
    """
    authorities = (signature.authority[0] for signature in frame.signatures if signature.authority)
    signing = next((match["body"] for line in authorities if (match := _SIGNING_BODY.match(line))), "")
    openings = (_OPENING_ISSUER.match(line.text[:_LONGEST_OPENING]) for line in frame.opening)
    opening = next((match["issuer"] for match in openings if match), "")
    if opening.casefold().startswith(signing.casefold()):
        return (opening,) if opening else ()
    return (signing,)


# --- doubts ---------------------------------------------------------------------------------------------------------


def _doubts_of_frame(frame: Frame, content: PlanContent) -> Iterator[Doubt]:
    for line, paragraph in zip(frame.unplaced, content.opening, strict=False):
        message = f"Chưa rõ dòng này thuộc phần nào của kế hoạch: “{line.text}”. Hãy chuyển hoặc bỏ."
        yield Doubt("UNPLACED", message, paragraph.key)
    if content.head.issuer and not frame.issuer:
        name = " ".join(content.head.issuer)
        message = f"Tệp không có tên cơ quan ban hành; tạm lấy “{name}” theo nội dung. Hãy kiểm tra."
        yield Doubt("ISSUER_DERIVED", message)
    if frame.title_on_one_line:
        message = "Tên loại văn bản và trích yếu viết trên một dòng; đã tách thành hai dòng. Hãy kiểm tra."
        yield Doubt("TITLE_ON_ONE_LINE", message)
    if not frame.kind:
        yield Doubt("KIND_MISSING", "Không thấy tên loại văn bản (KẾ HOẠCH) và trích yếu. Hãy nhập trích yếu.")


def _doubts_of_labels(blocks: Sequence[RawBlock]) -> Iterator[Doubt]:
    unspaced = [
        block.text[:40]
        for block in blocks
        if isinstance(block, RawLine)
        and (label := read_label(block.text))
        and label.style in _NUMBERED
        and not label.spaced
    ]
    if unspaced:
        examples = ", ".join(f"“{text}”" for text in unspaced[:3])
        yield Doubt(
            "HEADING_SPACING", f"Thiếu dấu cách sau số thứ tự: {examples}. Văn bản in đã thêm dấu cách; hãy kiểm tra."
        )


def _doubts_of_body(content: PlanContent) -> Iterator[Doubt]:
    blocks = [block for block, _ in all_blocks(content)]
    for block in blocks:
        if isinstance(block, Table) and not any(column.title for column in block.columns):
            message = "Bảng không có dòng tiêu đề cột. Hãy chọn ý nghĩa của từng cột."
            yield Doubt("TABLE_WITHOUT_TITLES", message, block.key)
    if content.body and not any(isinstance(block, Section) for block in blocks):
        yield Doubt("NO_HEADINGS", "Không nhận ra đề mục nào trong nội dung. Hãy đánh dấu các đề mục.")
    if not has_tasks(content.body) and not any(has_tasks(annex.blocks) for annex in content.annexes):
        yield Doubt("NO_TASKS", "Không nhận ra nhiệm vụ nào. Hãy đánh dấu các dòng là nhiệm vụ.")
