"""What is asked for when a proof is added to a criterion."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from plans.models import Task
from scoring.models import ScoreSheet
from scoring.services.evidence import NOT_DONE, tasks_of
from thidua.papers.services.uploads import KINDS

MOST_AT_ONCE = 10
"""Looking at each takes up to a few seconds of one request."""
CAPTION_HELP = "Ví dụ: Quyết định số 15/QĐ-UBND ngày 05/3/2026. Để trống cũng được."


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; cleaned to a list, each still to be looked at."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        sent = [each for each in data or [] if each]
        if not sent:
            raise ValidationError("Hãy chọn ít nhất một tệp.")
        if len(sent) > MOST_AT_ONCE:
            raise ValidationError(f"Mỗi lần tải không quá {MOST_AT_ONCE} tệp. Hãy tải làm nhiều lần.")
        return sent


class CaptionForm(forms.Form):
    """What every kind of proof may be called."""

    caption = forms.CharField(label="Tên minh chứng", max_length=300, required=False, help_text=CAPTION_HELP)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.auto_id = f"{type(self).__name__.lower()}_%s"  # three of them stand on one page


class FilesForm(CaptionForm):
    uploads = FilesField(
        label="Tệp",
        widget=ManyFilesInput({"accept": ",".join(KINDS)}),
        help_text=f"Tệp .pdf, .jpg, .png, .docx, .xlsx, mỗi tệp không quá 20 MB; mỗi lần tối đa {MOST_AT_ONCE} tệp.",
    )
    field_order = ["uploads", "caption"]


class LinkForm(CaptionForm):
    url = forms.CharField(
        label="Đường dẫn",
        max_length=500,
        widget=forms.URLInput({"placeholder": "https://"}),
        help_text="Địa chỉ trang đăng văn bản, tin bài; ai có địa chỉ cũng phải mở được.",
    )
    field_order = ["url", "caption"]


class DoneTaskField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only in the stubs
    """A task of `tasks_of`, told with the day on which it was done."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} (hoàn thành {obj.done_on:%d/%m/%Y})"


class TaskForm(CaptionForm):
    task = DoneTaskField(
        Task.objects.none(),
        label="Nhiệm vụ đã làm",
        empty_label="Chọn một nhiệm vụ",
        error_messages={"invalid_choice": NOT_DONE},
    )
    field_order = ["task", "caption"]

    def __init__(self, *args: Any, sheet: ScoreSheet, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["task"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = tasks_of(sheet)
