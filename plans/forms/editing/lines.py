"""Forms of headings, paragraphs, tasks, duties and fields."""

from typing import Any, Generic, TypeVar

from django import forms

from plans.content import Duty, Field, Item, LabelStyle, Line, Section, Span, TaskItem
from plans.edits import ChangeHeading, ChangeLine, ChangeTask, Edit
from plans.forms.editing.base import PartForm, version_in
from plans.forms.editing.fields import WordsField, area_for
from plans.forms.editing.names import STYLES

L = TypeVar("L", bound=Line)


class LineForm(PartForm[L], Generic[L]):
    """The words of a line and how it is labelled."""

    text = WordsField(label="Nội dung", rows=3)
    style = forms.ChoiceField(label="Cách đánh số", choices=[(style.value, words) for style, words in STYLES.items()])
    label = WordsField(
        label="Số ghi riêng",
        required=False,
        max_length=30,
        help_text="Để trống: máy tự đánh số. Chỉ nhập khi phải khác số máy đánh; không kèm dấu chấm, ngoặc.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.about = self.part.text
        self.fields["text"].widget = area_for(self.part.text)
        self.fields["text"].required = bool(self.part.text)

    @staticmethod
    def initial_of(part: L) -> dict[str, Any]:
        return {"text": part.text, "style": part.style.value, "label": part.label or ""}

    def line_values(self, seen: str) -> dict[str, Any]:
        """What every edit of a line needs."""
        typed = self.cleaned_data
        return {
            "key": self.part.key,
            "version": version_in(seen),
            "text": typed["text"],
            "style": LabelStyle(typed["style"]),
            "label": typed["label"] or None,
        }

    def edits(self, seen: str) -> tuple[Edit, ...]:
        return (ChangeLine(**self.line_values(seen)),)


class ParagraphForm(LineForm[Item]):
    """Đoạn."""


class DutyForm(LineForm[Duty]):
    """Trách nhiệm thường xuyên."""


class FieldForm(LineForm[Field]):
    """Dòng thông tin: "Thời gian: tháng 8"."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].help_text = "Giữ tên của dòng và dấu hai chấm ở đầu, ví dụ “Thời gian: tháng 8/2026”."


class HeadingForm(LineForm[Section]):
    """Đề mục."""

    aside = WordsField(
        label="Chữ đứng sau đề mục",
        required=False,
        max_length=500,
        help_text="Phần chữ thường sau đề mục, ví dụ “(cơ quan thường trực)”. Thường để trống.",
    )
    is_task = forms.BooleanField(
        label="Đề mục này cũng là một nhiệm vụ",
        required=False,
        help_text="Thời gian và trách nhiệm lấy từ các dòng bên dưới.",
    )
    field_order = ("text", "aside", "is_task", "style", "label")

    @staticmethod
    def initial_of(part: Section) -> dict[str, Any]:
        return {**LineForm.initial_of(part), "aside": part.aside, "is_task": part.is_task}

    def edits(self, seen: str) -> tuple[Edit, ...]:
        typed = self.cleaned_data
        return (ChangeHeading(**self.line_values(seen), aside=typed["aside"], is_task=typed["is_task"]),)


class TaskForm(LineForm[TaskItem]):
    """Nhiệm vụ: its words, and the words among them for when and who."""

    due = WordsField(label="Thời gian", required=False, max_length=400)
    responsible = WordsField(label="Trách nhiệm", required=False, max_length=1000)
    coordinating = WordsField(label="Phối hợp", required=False, max_length=2000)
    field_order = ("text", "due", "responsible", "coordinating", "style", "label")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].help_text = (
            "Toàn văn nhiệm vụ như in trong kế hoạch. Ba ô dưới chỉ những chữ nằm trong câu này: "
            "sửa ô nào, chỉ những chữ ấy trong câu được thay."
        )
        self.fields["due"].help_text = "Ví dụ: trước ngày 10/01/2026; quý I/2026. Để trống: theo mục chứa nhiệm vụ này."
        self.fields["responsible"].help_text = "Đơn vị chủ trì. Để trống: theo mục chứa nhiệm vụ này."

    @staticmethod
    def initial_of(part: TaskItem) -> dict[str, Any]:
        def words(mark: Span | None) -> str:
            return mark.of(part.text) if mark else ""

        return {
            **LineForm.initial_of(part),
            "due": words(part.due),
            "responsible": words(part.responsible),
            "coordinating": words(part.coordinating),
        }

    def edits(self, seen: str) -> tuple[Edit, ...]:
        typed = self.cleaned_data
        return (
            ChangeTask(
                **self.line_values(seen),
                due=typed["due"],
                responsible=typed["responsible"],
                coordinating=typed["coordinating"],
            ),
        )
