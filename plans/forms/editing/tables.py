"""Forms of a table's columns, rows and group rows."""

from typing import Any

from django import forms

from plans.content import Column, ColumnRole, GroupRow, Row, Table
from plans.edits import ChangeColumn, ChangeGroupRow, ChangeRow, Edit, find_part
from plans.forms.editing.base import PartForm, version_in
from plans.forms.editing.fields import WordsField, area_for
from plans.forms.editing.names import ROLES

SHORT_ROLES = {ColumnRole.NUMBER}


def cell_field(column: Column, words: str, **options: Any) -> WordsField:
    """A field for a cell, titled as its column."""
    widget = forms.TextInput() if column.role in SHORT_ROLES and "\n" not in words else area_for(words)
    return WordsField(label=column.title or ROLES[column.role], required=False, widget=widget, **options)


class RowForm(PartForm[Row]):
    """Dòng của bảng: a field for every column."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        table = find_part(self.content, self.part.key).owner
        assert isinstance(table, Table)
        for position, (column, cell) in enumerate(zip(table.columns, self.part.cells, strict=True)):
            merged = "Ô này đang gộp với ô phía trên. Để trống để giữ như vậy." if cell is None else ""
            self.fields[f"cell_{position}"] = cell_field(column, cell or "", help_text=merged)
        content = table.index_of(ColumnRole.CONTENT)
        self.about = self.part.cells[content or 0] or next(filter(None, self.part.cells), "")

    @staticmethod
    def initial_of(part: Row) -> dict[str, Any]:
        return {f"cell_{position}": cell or "" for position, cell in enumerate(part.cells)}

    def edits(self, seen: str) -> tuple[Edit, ...]:
        typed = [self.cleaned_data[name] for name in self.fields]
        cells = tuple(
            None if old is None and not words else words for old, words in zip(self.part.cells, typed, strict=True)
        )
        return (ChangeRow(key=self.part.key, version=version_in(seen), cells=cells),)


class GroupRowForm(PartForm[GroupRow]):
    """Dòng nhóm: "I | QUÝ I"."""

    number = WordsField(label="Số thứ tự", required=False, max_length=30)
    text = WordsField(label="Nội dung", help_text="Ví dụ: QUÝ I. Các dòng bên dưới thuộc nhóm này.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.about = self.part.text

    @staticmethod
    def initial_of(part: GroupRow) -> dict[str, Any]:
        return {"number": part.number, "text": part.text}

    def edits(self, seen: str) -> tuple[Edit, ...]:
        typed = self.cleaned_data
        return (
            ChangeGroupRow(key=self.part.key, version=version_in(seen), text=typed["text"], number=typed["number"]),
        )


class TableForm(PartForm[Table]):
    """Bảng: what its columns are called and hold. The rows have forms of their own."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for position, column in enumerate(self.part.columns, start=1):
            self.fields[f"title_{column.key}"] = WordsField(label=f"Tên cột {position}", required=False, max_length=300)
            self.fields[f"role_{column.key}"] = forms.ChoiceField(
                label=f"Cột {position} ghi", choices=[(role.value, words) for role, words in ROLES.items()]
            )
        self.title = "Các cột của bảng"
        self.about = ", ".join(column.title for column in self.part.columns)
        self.keys = (self.part.key, *(column.key for column in self.part.columns))
        self.seen = ".".join(str(column.version) for column in self.part.columns)

    @staticmethod
    def initial_of(part: Table) -> dict[str, Any]:
        titles = {f"title_{column.key}": column.title for column in part.columns}
        return titles | {f"role_{column.key}": column.role.value for column in part.columns}

    def edits(self, seen: str) -> tuple[Edit, ...]:
        """One for every column that was changed, or was changed by somebody else."""
        versions = [version_in(version) for version in seen.split(".")]
        versions += [version_in("")] * (len(self.part.columns) - len(versions))
        return tuple(
            ChangeColumn(
                key=column.key,
                version=version,
                title=self.cleaned_data[f"title_{column.key}"],
                role=ColumnRole(self.cleaned_data[f"role_{column.key}"]),
            )
            for column, version in zip(self.part.columns, versions, strict=False)
            if {f"title_{column.key}", f"role_{column.key}"} & set(self.changed_data)
        )
