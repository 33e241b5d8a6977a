"""What the steps of a year's papers ask for."""

from collections.abc import Mapping

from django import forms

from plans.forms.editing.fields import LinesField
from plans.forms.steps import NumberingForm, ReasonForm, SignatureForm
from plans.workflow import Action
from scoring.registration_documents import Frame
from scoring.services.registration_report import Signatory
from thidua.papers.forms import TextField


class SignatoryForm(forms.Form):
    """Trình ký: where it is signed and by whom, as printed."""

    place = TextField(label="Địa danh", max_length=100, help_text="Đứng trước ngày, tháng: “Lam Giang”.")
    authority = LinesField(
        label="Quyền hạn, chức vụ", rows=2, help_text="Các hàng chữ trên chỗ ký; ký thay thì ghi “KT. KHỐI TRƯỞNG”."
    )
    position = LinesField(
        label="Chức vụ khác của người ký", required=False, rows=2, help_text="Ví dụ “Giám đốc Sở Tài chính”."
    )
    signer = TextField(label="Họ và tên người ký", max_length=150)

    @staticmethod
    def initial_of(frame: Frame) -> dict[str, str]:
        """As the head of the unit that leads would sign."""
        return {
            "place": frame.place,
            "authority": "\n".join(frame.authority),
            "position": "\n".join(frame.position),
            "signer": frame.signer,
        }

    @property
    def signatory(self) -> Signatory:
        typed = self.cleaned_data
        return Signatory(
            place=typed["place"],
            authority=LinesField.lines_of(typed["authority"]),
            position=LinesField.lines_of(typed["position"]),
            signer=typed["signer"],
        )


FORMS: Mapping[Action, type[forms.Form]] = {
    Action.RECORD_SIGNATURE: SignatureForm,
    Action.ISSUE: NumberingForm,
    Action.RETURN: ReasonForm,
    Action.WITHDRAW: ReasonForm,
}
