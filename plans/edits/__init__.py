"""Edits of a plan: small frozen values, each one thing that a person does to a plan.

`apply` gives the content as it is after an edit. The content and the edit are left as they are.

Nothing that somebody typed is overwritten unseen. An edit of a part's own words names the `version` of the part that it
was made from; the lists and the head of the frame, which have no version, are named as they were (`before`). Where the
plan has moved on, StaleEditError gives what stands there now, so that a form can show both. Inserting, moving and
indenting overwrite no words and need no version; deleting names the versions of all it takes away (`versions_of`).

An edit raises the version of the part it changes; one that changes which parts stand in another, or their order, raises
that of the other. The lists of the frame have no version to raise.
"""

from plans.content import PlanContent
from plans.edits.errors import EditError, ImpossibleEditError, MissingPartError, StaleEditError
from plans.edits.frame import (
    AddSignature,
    ChangeAnnex,
    ChangeBases,
    ChangeDecision,
    ChangeHead,
    ChangeRecipients,
    ChangeSignature,
    ChangeTitle,
    RecipientList,
    Title,
)
from plans.edits.lines import ChangeHeading, ChangeLine, ChangeTask, LineKind, TurnLine
from plans.edits.structure import (
    After,
    Delete,
    First,
    Indent,
    InsertLine,
    InsertPart,
    Last,
    MoveDown,
    MoveUp,
    Outdent,
    Place,
    versions_of,
)
from plans.edits.tables import (
    ChangeColumn,
    ChangeGroupRow,
    ChangeRow,
    InsertGroupRow,
    InsertRow,
    InsertTaskTable,
    TurnIntoGroupRow,
    TurnIntoRow,
)
from plans.edits.tree import Found, find_part

__all__ = [
    "AddSignature",
    "After",
    "ChangeAnnex",
    "ChangeBases",
    "ChangeColumn",
    "ChangeDecision",
    "ChangeGroupRow",
    "ChangeHead",
    "ChangeHeading",
    "ChangeLine",
    "ChangeRecipients",
    "ChangeRow",
    "ChangeSignature",
    "ChangeTask",
    "ChangeTitle",
    "Delete",
    "Edit",
    "EditError",
    "First",
    "Found",
    "ImpossibleEditError",
    "Indent",
    "InsertGroupRow",
    "InsertLine",
    "InsertPart",
    "InsertRow",
    "InsertTaskTable",
    "Last",
    "LineKind",
    "MissingPartError",
    "MoveDown",
    "MoveUp",
    "Outdent",
    "Place",
    "RecipientList",
    "StaleEditError",
    "Title",
    "TurnIntoGroupRow",
    "TurnIntoRow",
    "TurnLine",
    "apply",
    "find_part",
    "versions_of",
]

Edit = (
    ChangeHead
    | ChangeTitle
    | ChangeBases
    | ChangeRecipients
    | AddSignature
    | ChangeSignature
    | ChangeDecision
    | ChangeAnnex
    | ChangeLine
    | ChangeHeading
    | ChangeTask
    | TurnLine
    | InsertLine
    | InsertPart
    | MoveUp
    | MoveDown
    | Indent
    | Outdent
    | Delete
    | InsertTaskTable
    | InsertRow
    | InsertGroupRow
    | ChangeColumn
    | ChangeRow
    | ChangeGroupRow
    | TurnIntoGroupRow
    | TurnIntoRow
)


def apply(content: PlanContent, edit: Edit) -> PlanContent:
    """The content after the edit.

    Raises MissingPartError for a part that is gone, StaleEditError for one that somebody changed meanwhile and
    ImpossibleEditError where the edit makes no sense; their Vietnamese texts say what to do.
    """
    return edit.applied_to(content)
