"""Forms of the parts of a plan: each shows one part and says which edits a person's typing makes of it.

`form_of` gives the form of a part by its key, `frame_form` that of the head, title, bases or recipients by its name in
addresses. A form's `seen` names the state of the part that the person saw: it goes into the page and comes back with
the typing, so that nothing is overwritten unseen.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from plans.content import Basis, Column, PlanContent, Recipient
from plans.edits import find_part
from plans.forms.editing.base import EditForm, PartForm
from plans.forms.editing.frame import (
    AnnexForm,
    BasesForm,
    DecisionForm,
    FrameForm,
    HeadForm,
    NewSignatureForm,
    RecipientsForm,
    SignatureBlockForm,
    TitleForm,
)
from plans.forms.editing.inserting import NewGroupRowForm, NewPartForm, NewRowForm
from plans.forms.editing.lines import DutyForm, FieldForm, HeadingForm, ParagraphForm, TaskForm
from plans.forms.editing.tables import GroupRowForm, RowForm, TableForm
from plans.forms.editing.whole import DeleteForm, TurnForm

__all__ = [
    "FRAME_FORMS",
    "DeleteForm",
    "EditForm",
    "NewGroupRowForm",
    "NewPartForm",
    "NewRowForm",
    "NewSignatureForm",
    "TurnForm",
    "form_of",
    "frame_form",
    "frame_holding",
    "typed_words",
]

FRAME_FORMS: dict[str, type[FrameForm]] = {
    "dau-van-ban": HeadForm,
    "trich-yeu": TitleForm,
    "can-cu": BasesForm,
    "noi-nhan": RecipientsForm,
}
"""By the name in addresses."""

_PART_FORMS: dict[str, type[PartForm[Any]]] = {
    "Section": HeadingForm,
    "Item": ParagraphForm,
    "TaskItem": TaskForm,
    "Duty": DutyForm,
    "Field": FieldForm,
    "Table": TableForm,
    "Row": RowForm,
    "GroupRow": GroupRowForm,
    "Signature": SignatureBlockForm,
    "Decision": DecisionForm,
    "Annex": AnnexForm,
}


def form_of(content: PlanContent, key: int, data: Mapping[str, Any] | None = None) -> EditForm:
    """The form of a part; that of its table for a column. Raises MissingPartError."""
    found = find_part(content, key)
    part = found.owner if isinstance(found.part, Column) and found.owner else found.part
    return _PART_FORMS[type(part).__name__](data, content=content, key=part.key)


def frame_form(content: PlanContent, name: str, data: Mapping[str, Any] | None = None) -> EditForm:
    """The form of what has no key."""
    return FRAME_FORMS[name](data, content=content)


def frame_holding(content: PlanContent, key: int) -> str | None:
    """The frame form in which a part is edited that has no form of its own; raises MissingPartError."""
    match find_part(content, key).part:
        case Basis():
            return "can-cu"
        case Recipient():
            return "noi-nhan"
        case _:
            return None


def typed_words(data: Mapping[str, Any], *, but_for: Iterable[str] = ()) -> list[tuple[str, str]]:
    """What was typed into any of these forms, with the labels; for a page that gives it back where no form takes it."""
    known: tuple[type[EditForm], ...] = (*_PART_FORMS.values(), *FRAME_FORMS.values(), NewPartForm, NewGroupRowForm)
    labels = {name: str(field.label) for form in known for name, field in form.base_fields.items()}
    apart = {"csrfmiddlewaretoken", "seen", *but_for}
    return [(labels.get(name, "Ô của bảng"), value) for name, value in data.items() if name not in apart and value]
