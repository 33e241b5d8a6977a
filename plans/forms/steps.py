"""What is asked for at the steps of a plan."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from blocs.form_fields import DayField
from plans.enums import IN_FORCE
from plans.models import Plan
from plans.services.steps import Numbering, Signing
from plans.workflow import Action
from thidua.lib.inspection import MOST_BYTES
from thidua.papers.models import Register, StoredFile
from thidua.papers.services import files, numbers, uploads
from thidua.papers.services.life import GivenNumber
from thidua.papers.shown import ranges


class ReasonForm(forms.Form):
    """Trả lại, Thu hồi: why."""

    reason = forms.CharField(label="Lý do", widget=forms.Textarea({"rows": 3}), max_length=2000)


class ConfirmForm(forms.Form):
    """A step that asks for nothing but the pressing of its button."""


class ScanField(forms.FileField):
    """The scanned copy of a signed paper; cleaned to bytes, name and type of a harmless file, or None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": "Bản ký tay quét lại"} | options)

    def clean(self, data: Any, initial: Any = None) -> tuple[bytes, str, str] | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        if upload.size > MOST_BYTES:
            raise ValidationError(uploads.TOO_LARGE)
        content = upload.read()
        return content, upload.name, files.checked_scan(content, upload.name)


class ScanForm(forms.Form):
    """Nộp bản ký quét lại."""

    scan = ScanField(help_text="Tệp .pdf, .jpg hoặc .png, không quá 20 MB.")


class ReplacedPlanField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only in the stubs
    """The plan that the one to be issued ends, told from others of the same title by number and date."""

    def __init__(self) -> None:
        super().__init__(
            Plan.objects.none(),
            label="Thay thế kế hoạch",
            required=False,
            empty_label="Không thay thế",
            help_text="Kế hoạch cũ sẽ chuyển sang Đã được thay thế.",
        )

    def label_from_instance(self, plan: Plan) -> str:
        paper = plan.paper
        return f"{paper.number_and_symbol}, {paper.issued_on:%d/%m/%Y}, {plan}" if paper else str(plan)


def offer_replaceable(form: forms.Form, plans: QuerySet[Plan] | None) -> None:
    """Let a form choose among the plans, or leave its field out where there is none."""
    field = form.fields["replaces"]
    assert isinstance(field, ReplacedPlanField)
    if plans is None or not plans.exists():
        del form.fields["replaces"]
    else:
        field.queryset = plans


class NumberingForm(forms.Form):
    """Nhập số, ngày ban hành."""

    number = forms.CharField(
        label="Số", max_length=12, required=False, help_text="Số văn thư đã cấp: 05; số chèn: 23a."
    )
    replaces = ReplacedPlanField()
    number_is_required = True

    def __init__(
        self, *args: Any, register: Register, today: date, replaceable: QuerySet[Plan] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.register = register
        self.fields["issued_on"] = DayField(label="Ngày ban hành", latest=today, required=self.number_is_required)
        self.order_fields(["number", "issued_on", "replaces"])
        if register.numbers_here:
            self.fields["number"].help_text = f"Để trống: lấy số tiếp theo của sổ, {register.next_number:02d}."
        self.fields["ahead"] = forms.BooleanField(
            label="Vẫn dùng số này, bỏ qua các số trước", required=False, widget=forms.HiddenInput
        )
        offer_replaceable(self, replaceable)

    def clean_number(self) -> GivenNumber | None:
        """ "05", "5" or "23a"."""
        text = self.cleaned_data["number"].strip()
        if not text:
            if self.number_is_required and not self.register.numbers_here:
                raise ValidationError("Hãy nhập số văn thư đã cấp.")
            return None
        try:
            return GivenNumber.parse(text)
        except ValueError as error:
            raise ValidationError("Số gồm chữ số, có thể thêm chữ chèn: 05 hoặc 23a.") from error

    def clean(self) -> dict[str, Any]:
        """A number ahead of the register's own series is asked for twice (Nghị định 30/2020/NĐ-CP, Điều 15)."""
        cleaned = super().clean() or {}
        given, issued_on = cleaned.get("number"), cleaned.get("issued_on")
        is_in_view = issued_on is not None and issued_on.year == self.register.year
        left_out = ranges(numbers.skipped(self.register, given.number)) if given and is_in_view else []
        if given and left_out and not cleaned.get("ahead"):
            self.fields["ahead"].widget = forms.CheckboxInput()
            self.add_error(
                "ahead",
                f"Số {given.text} bỏ qua số {', '.join(left_out)} mà sổ chưa cấp. Hãy sửa số, để trống để lấy số "
                "tiếp theo, hoặc đánh dấu ô này rồi gửi lại.",
            )
        return cleaned

    @property
    def numbering(self) -> Numbering | None:
        """What the clerk gave; None while there is no date."""
        issued_on = self.cleaned_data.get("issued_on")
        if issued_on is None:
            return None
        given, replaces = self.cleaned_data.get("number"), self.cleaned_data.get("replaces")
        return Numbering(issued_on=issued_on, given=given, replaces=replaces)


class SignatureForm(NumberingForm):
    """Tải lên bản đã ký: who signed when, the scan, and number and date where the clerk has given them already."""

    signer = forms.CharField(label="Người ký", max_length=150)
    scan = ScanField(required=False, help_text="Tệp .pdf, .jpg hoặc .png, không quá 20 MB; có thể nộp sau.")
    number_is_required = False

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, today=today, **options)
        self.fields["signed_on"] = DayField(label="Ngày ký", latest=today)
        self.order_fields(["signer", "signed_on", "scan", "number", "issued_on", "replaces"])
        self.fields["number"].help_text += " Chưa có số thì để trống cả số và ngày ban hành, nhập sau."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        signed_on, issued_on, number = (cleaned.get(name) for name in ("signed_on", "issued_on", "number"))
        given = "có số" if number else "chọn kế hoạch bị thay thế" if cleaned.get("replaces") else ""
        if given and not issued_on and "issued_on" not in self.errors:
            self.add_error("issued_on", f"Đã {given} thì nhập cả ngày ban hành.")
        if signed_on and issued_on and issued_on < signed_on:
            self.add_error("issued_on", "Ngày ban hành không thể trước ngày ký.")
        if issued_on and not number and not self.register.numbers_here and "number" not in self.errors:
            self.add_error("number", "Hãy nhập số văn thư đã cấp.")
        return cleaned

    def signing(self, scan: StoredFile | None) -> Signing:
        """What is told of the signature, with the scan as it was stored."""
        return Signing(signer=self.cleaned_data["signer"], signed_on=self.cleaned_data["signed_on"], scan=scan)


def replaceable_by(plan: Plan) -> QuerySet[Plan]:
    """The plans that its issue may end."""
    found: QuerySet[Plan] = Plan.objects.filter(term=plan.term, state__in=sorted(IN_FORCE))
    return found.select_related("paper__entry")


FORMS: dict[Action, type[forms.Form]] = {
    Action.CHECK: ConfirmForm,
    Action.SUBMIT: ConfirmForm,
    Action.RETURN: ReasonForm,
    Action.RECORD_SIGNATURE: SignatureForm,
    Action.ISSUE: NumberingForm,
    Action.WITHDRAW: ReasonForm,
}
