"""Forms of what stands before and after the body."""

from collections.abc import Mapping
from typing import Any

from django import forms

from plans.content import Annex, Decision, Head, PlanContent, Signature
from plans.edits import (
    AddSignature,
    ChangeAnnex,
    ChangeBases,
    ChangeDecision,
    ChangeHead,
    ChangeRecipients,
    ChangeSignature,
    ChangeTitle,
    Edit,
    RecipientList,
    StaleEditError,
    Title,
)
from plans.forms.editing.base import EditForm, PartForm, mark_of, version_in
from plans.forms.editing.fields import LinesField, PartialDateField, WordsField, area_for

lines_of = LinesField.lines_of


class FrameForm(EditForm):
    """A form of what has no key: `before` is what stands there, named by a mark of it."""

    before: Any

    def __init__(self, data: Mapping[str, Any] | None = None, *, content: PlanContent) -> None:
        self.before, self.content = self.state_of(content), content
        super().__init__(data, initial=self.initial_of(self.before))
        self.seen, self.back = mark_of(self.before), self.anchor

    @staticmethod
    def state_of(content: PlanContent) -> Any:
        """What the form is about."""
        raise NotImplementedError

    @staticmethod
    def initial_of(before: Any) -> dict[str, Any]:
        """What the fields show."""
        raise NotImplementedError

    def edits(self, seen: str) -> tuple[Edit, ...]:
        if seen != self.seen:
            raise StaleEditError(self.before)
        return (self.edit(),)

    def edit(self) -> Edit:
        """The edit of what stands there now."""
        raise NotImplementedError


class HeadForm(FrameForm):
    """Đầu văn bản."""

    title, anchor = "Đầu văn bản", "dau-van-ban"
    keys = (None,)
    before: Head

    superior = LinesField(label="Cơ quan chủ quản", required=False, rows=2, help_text="Mỗi dòng một hàng chữ.")
    issuer = LinesField(label="Cơ quan ban hành", rows=2, help_text="Mỗi dòng một hàng chữ.")
    number = WordsField(
        label="Số", required=False, max_length=20, help_text="Để trống trong dự thảo; văn thư ghi khi ban hành."
    )
    symbol = WordsField(label="Ký hiệu", required=False, max_length=100, help_text="Ví dụ: /KH-KTĐ4")
    place = WordsField(label="Địa danh", required=False, max_length=100)
    issued_on = PartialDateField(
        label="Ngày", required=False, help_text="dd/mm/yyyy. Để trống trong dự thảo; văn thư ghi khi ban hành."
    )

    @staticmethod
    def state_of(content: PlanContent) -> Head:
        return content.head

    @staticmethod
    def initial_of(before: Head) -> dict[str, Any]:
        return {
            "superior": "\n".join(before.superior),
            "issuer": "\n".join(before.issuer),
            "number": before.number or "",
            "symbol": before.symbol,
            "place": before.place,
            "issued_on": PartialDateField.shown(before.issued_on),
        }

    def edit(self) -> Edit:
        typed = self.cleaned_data
        after = Head(
            superior=lines_of(typed["superior"]),
            issuer=lines_of(typed["issuer"]),
            number=typed["number"] or None,
            symbol=typed["symbol"],
            place=typed["place"],
            issued_on=typed["issued_on"],
        )
        return ChangeHead(before=self.before, after=after)


class TitleForm(FrameForm):
    """Tên loại, trích yếu."""

    title, anchor = "Tên loại, trích yếu", "trich-yeu"
    keys = (None,)
    before: Title

    kind = WordsField(label="Tên loại văn bản", max_length=100)
    subject = LinesField(label="Trích yếu", help_text="Mỗi dòng một hàng chữ như in trên văn bản.")

    @staticmethod
    def state_of(content: PlanContent) -> Title:
        return Title.of(content)

    @staticmethod
    def initial_of(before: Title) -> dict[str, Any]:
        return {"kind": before.kind, "subject": "\n".join(before.subject)}

    def edit(self) -> Edit:
        typed = self.cleaned_data
        return ChangeTitle(before=self.before, after=Title(typed["kind"], lines_of(typed["subject"])))


class BasesForm(FrameForm):
    """Căn cứ."""

    title, anchor = "Căn cứ", "can-cu"
    before: tuple[str, ...]

    bases = LinesField(
        label="Các căn cứ",
        required=False,
        help_text="Mỗi dòng một căn cứ, kể cả dấu chấm phẩy. Dán từ Word được; dòng trống tự bỏ.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.keys = tuple(basis.key for basis in self.content.bases)
        self.fields["bases"].widget = area_for(self.initial["bases"])

    @staticmethod
    def state_of(content: PlanContent) -> tuple[str, ...]:
        return tuple(basis.text for basis in content.bases)

    @staticmethod
    def initial_of(before: tuple[str, ...]) -> dict[str, Any]:
        return {"bases": "\n".join(before)}

    def edit(self) -> Edit:
        return ChangeBases(before=self.before, after=lines_of(self.cleaned_data["bases"]))


class RecipientsForm(FrameForm):
    """Nơi nhận."""

    title, anchor = "Nơi nhận", "noi-nhan"
    before: RecipientList

    heading = WordsField(label="Tiêu đề", max_length=100)
    recipients = LinesField(
        label="Các nơi nhận",
        required=False,
        help_text="Mỗi dòng một nơi nhận, không cần gạch đầu dòng. Dán từ Word được; dòng trống tự bỏ.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.keys = tuple(recipient.key for recipient in self.content.recipients)
        self.fields["recipients"].widget = area_for(self.initial["recipients"])

    @staticmethod
    def state_of(content: PlanContent) -> RecipientList:
        return RecipientList.of(content)

    @staticmethod
    def initial_of(before: RecipientList) -> dict[str, Any]:
        return {"heading": before.heading, "recipients": "\n".join(before.lines)}

    def edit(self) -> Edit:
        typed = self.cleaned_data
        return ChangeRecipients(
            before=self.before, after=RecipientList(typed["heading"], lines_of(typed["recipients"]))
        )


class SignatureFields(forms.Form):
    """What a signature block consists of."""

    authority = LinesField(
        label="Quyền hạn, chức vụ",
        required=False,
        rows=2,
        help_text="Các hàng chữ trên chỗ ký, ví dụ “TM. KHỐI THI ĐUA SỐ 4” rồi “KHỐI TRƯỞNG”.",
    )
    position = LinesField(
        label="Chức vụ khác của người ký", required=False, rows=2, help_text="Ví dụ “GIÁM ĐỐC SỞ TÀI CHÍNH”."
    )
    name = WordsField(label="Họ và tên người ký", required=False, max_length=200)
    note = WordsField(
        label="Chữ ở chỗ ký", required=False, max_length=200, help_text="Chỉ có trên bản sao, ví dụ “(Đã ký)”."
    )


class SignatureBlockForm(SignatureFields, PartForm[Signature]):
    """Chữ ký."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.about = self.part.name

    @staticmethod
    def initial_of(part: Signature) -> dict[str, Any]:
        return {
            "authority": "\n".join(part.authority),
            "position": "\n".join(part.position),
            "name": part.name,
            "note": part.note,
        }

    def edits(self, seen: str) -> tuple[Edit, ...]:
        return (ChangeSignature(key=self.part.key, version=version_in(seen), **_signature(self.cleaned_data)),)


class NewSignatureForm(SignatureFields, EditForm):
    """A signature block after the others."""

    title, anchor, seen, back = "Thêm chữ ký", "chu-ky", "", ""

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not any(typed.values()):
            raise forms.ValidationError("Hãy nhập ít nhất một ô.")
        return typed

    def edits(self, seen: str) -> tuple[Edit, ...]:
        return (AddSignature(**_signature(self.cleaned_data)),)


def _signature(typed: dict[str, Any]) -> dict[str, Any]:
    return {
        "authority": lines_of(typed["authority"]),
        "position": lines_of(typed["position"]),
        "name": typed["name"],
        "note": typed["note"],
    }


class DecisionForm(PartForm[Decision]):
    """Quyết định ban hành."""

    subject = LinesField(label="Trích yếu của quyết định", help_text="Mỗi dòng một hàng chữ.")
    authority = WordsField(
        label="Thẩm quyền ban hành", required=False, max_length=500, help_text="Hàng chữ trên các căn cứ."
    )
    reference = WordsField(
        label="Dòng kèm theo",
        required=False,
        max_length=500,
        help_text="“(Kèm theo Quyết định số …)” dưới tên kế hoạch.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.about = " ".join(self.part.subject)

    @staticmethod
    def initial_of(part: Decision) -> dict[str, Any]:
        return {"subject": "\n".join(part.subject), "authority": part.authority, "reference": part.reference}

    def edits(self, seen: str) -> tuple[Edit, ...]:
        typed = self.cleaned_data
        return (
            ChangeDecision(
                key=self.part.key,
                version=version_in(seen),
                subject=lines_of(typed["subject"]),
                authority=typed["authority"],
                reference=typed["reference"],
            ),
        )


class AnnexForm(PartForm[Annex]):
    """Phụ lục."""

    label = WordsField(label="Tên phụ lục", required=False, max_length=100, help_text="Ví dụ: Phụ lục I")
    subject = LinesField(label="Tiêu đề", required=False, help_text="Mỗi dòng một hàng chữ.")
    reference = WordsField(
        label="Dòng kèm theo", required=False, max_length=500, help_text="“(Kèm theo Kế hoạch số …)” dưới tiêu đề."
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.about = " ".join((self.part.label, *self.part.title))

    @staticmethod
    def initial_of(part: Annex) -> dict[str, Any]:
        return {"label": part.label, "subject": "\n".join(part.title), "reference": part.reference}

    def edits(self, seen: str) -> tuple[Edit, ...]:
        typed = self.cleaned_data
        return (
            ChangeAnnex(
                key=self.part.key,
                version=version_in(seen),
                label=typed["label"],
                title=lines_of(typed["subject"]),
                reference=typed["reference"],
            ),
        )
