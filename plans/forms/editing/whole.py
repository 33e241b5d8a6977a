"""Forms about a part as a whole: turning it into another kind, taking it out."""

from typing import Any

from django import forms

from plans.content import GroupRow, Line, Part, Row
from plans.edits import (
    Delete,
    Edit,
    ImpossibleEditError,
    LineKind,
    TurnIntoGroupRow,
    TurnIntoRow,
    TurnLine,
    find_part,
    versions_of,
)
from plans.forms.editing.base import PartForm, mark_of, version_in
from plans.forms.editing.names import LINE_KINDS, words_of

_ROW_KINDS = {"row": "Dòng của bảng", "group_row": "Dòng nhóm, đứng đầu các dòng sau nó"}


class TurnForm(PartForm[Part]):
    """Đổi loại. Raises ImpossibleEditError for a part that is nothing else."""

    kind = forms.ChoiceField(label="Loại", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not isinstance(self.part, Line | Row | GroupRow):
            raise ImpossibleEditError("Phần này không đổi sang loại khác được.")
        kinds = {kind.value: words for kind, words in LINE_KINDS.items()}
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list((kinds if isinstance(self.part, Line) else _ROW_KINDS).items())
        self.title, self.about = "Đổi loại", words_of(self.part)

    @staticmethod
    def initial_of(part: Part) -> dict[str, Any]:
        return {"kind": getattr(part, "type", None)}

    def edits(self, seen: str) -> tuple[Edit, ...]:
        key, version, kind = self.part.key, version_in(seen), self.cleaned_data["kind"]
        if isinstance(self.part, Line):
            return (TurnLine(key=key, version=version, kind=LineKind(kind)),)
        if kind == "row":
            return (TurnIntoRow(key=key, version=version),)
        return (TurnIntoGroupRow(key=key, version=version),)


class DeleteForm(PartForm[Part]):
    """Xóa: nothing to type, only to be sure of."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.title, self.about = f"Xóa {self.title[:1].lower()}{self.title[1:]}", words_of(self.part)
        self.versions = versions_of(self.part)
        self.seen = mark_of(self.versions)
        self.back = self._neighbour()

    @property
    def inner_count(self) -> int:
        """How many parts go with it."""
        return len(self.versions) - 1

    def edits(self, seen: str) -> tuple[Edit, ...]:
        return (Delete(key=self.part.key, versions=self.versions if seen == self.seen else ()),)

    def _neighbour(self) -> str:
        """The part before it, or the one it is in."""
        found = find_part(self.content, self.part.key)
        siblings = found.siblings(self.content)
        before = siblings[: siblings.index(found.part)]
        near = before[-1] if before else found.owner
        return f"phan-{near.key}" if near else "main"
