"""Forms of new parts; where a part goes is said by the page's address."""

from collections.abc import Mapping
from typing import Any

from django import forms

from plans.content import LabelStyle, Table
from plans.edits import Edit, InsertGroupRow, InsertLine, InsertRow, InsertTaskTable, LineKind, Place
from plans.forms.editing.base import EditForm
from plans.forms.editing.fields import WordsField
from plans.forms.editing.names import LINE_KINDS, STYLES
from plans.forms.editing.tables import cell_field

TABLE = "table"
_KINDS = [(kind.value, words) for kind, words in LINE_KINDS.items()]


class NewForm(EditForm):
    """A form of a new part, which overwrites nothing."""

    seen = back = ""

    def __init__(self, data: Mapping[str, Any] | None = None, *, place: Place, anchor: str, **options: Any) -> None:
        super().__init__(data, **options)
        self.place, self.anchor = place, anchor


class NewPartForm(NewForm):
    """A new line, or a table of tasks; in the opening and the closing only a paragraph."""

    title = "Thêm phần"

    kind = forms.ChoiceField(
        label="Loại", choices=[*_KINDS, (TABLE, "Bảng nhiệm vụ (bốn cột thường dùng)")], widget=forms.RadioSelect
    )
    text = WordsField(
        label="Nội dung",
        required=False,
        rows=4,
        help_text="Với nhiệm vụ, viết cả thời gian và đơn vị vào câu; máy sẽ nhận ra, sau đó sửa được.",
    )
    style = forms.ChoiceField(
        label="Cách đánh số",
        required=False,
        choices=[("", "Như dòng bên cạnh"), *((style.value, words) for style, words in STYLES.items())],
    )

    def __init__(self, *args: Any, only_paragraphs: bool, likely: LineKind, **options: Any) -> None:
        super().__init__(*args, initial={"kind": likely.value}, **options)
        if only_paragraphs:
            kind = self.fields["kind"]
            assert isinstance(kind, forms.ChoiceField)
            kind.choices = [(LineKind.PARAGRAPH.value, LINE_KINDS[LineKind.PARAGRAPH])]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("kind") == TABLE and typed.get("text"):
            self.add_error("text", "Bảng không có nội dung ở đây. Hãy để trống, hoặc chọn loại khác.")
        elif typed.get("kind") != TABLE and not typed.get("text") and "text" not in self.errors:
            self.add_error("text", "Hãy nhập nội dung.")
        return typed

    def edits(self, seen: str) -> tuple[Edit, ...]:
        typed = self.cleaned_data
        if typed["kind"] == TABLE:
            return (InsertTaskTable(place=self.place),)
        style = LabelStyle(typed["style"]) if typed["style"] else None
        return (InsertLine(place=self.place, kind=LineKind(typed["kind"]), text=typed["text"], style=style),)

    @property
    def what(self) -> str:
        return f"{self.title}: {self.cleaned_data['text'][:80] or 'bảng nhiệm vụ'}"


class NewRowForm(NewForm):
    """A new row of a table."""

    title = "Thêm dòng"

    def __init__(self, *args: Any, table: Table, **options: Any) -> None:
        super().__init__(*args, **options)
        for position, column in enumerate(table.columns):
            self.fields[f"cell_{position}"] = cell_field(column, "")

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not any(typed.values()) and not self.errors:
            raise forms.ValidationError("Hãy nhập ít nhất một ô.")
        return typed

    def edits(self, seen: str) -> tuple[Edit, ...]:
        return (InsertRow(place=self.place, cells=tuple(self.cleaned_data[name] for name in self.fields)),)

    @property
    def what(self) -> str:
        return f"{self.title}: {' | '.join(filter(None, self.cleaned_data.values()))[:80]}"


class NewGroupRowForm(NewForm):
    """A new row that heads the rows after it."""

    title = "Thêm dòng nhóm"

    number = WordsField(label="Số thứ tự", required=False, max_length=30)
    text = WordsField(label="Nội dung", help_text="Ví dụ: QUÝ I. Các dòng bên dưới thuộc nhóm này.")

    def edits(self, seen: str) -> tuple[Edit, ...]:
        typed = self.cleaned_data
        return (InsertGroupRow(place=self.place, text=typed["text"], number=typed["number"]),)

    @property
    def what(self) -> str:
        return f"{self.title}: {self.cleaned_data['text'][:80]}"
