"""Edits of the lines of a plan: headings, paragraphs, tasks, duties, fields."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypedDict, TypeVar

from plans.content import Block, Duty, Item, LabelStyle, Line, Part, PlanContent, Section, TaskItem
from plans.edits.accepted import ensure_accepted
from plans.edits.marked_words import with_text, with_words
from plans.edits.tree import edited, find_part, part_at, with_part
from plans.edits.typed import one_line
from plans.marks import marks_of, organises
from plans.parties import leading_party

L = TypeVar("L", bound=Line)


class LineKind(StrEnum):
    """What a line is; the value is the `type` of its part."""

    HEADING = "section"
    PARAGRAPH = "item"
    TASK = "task_item"
    DUTY = "duty"


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """Text and label of any line; `label` is one to be written in place of the computed one, without closing marks."""

    key: int
    version: int
    text: str
    style: LabelStyle
    label: str | None = None

    def applied_to(self, content: PlanContent) -> PlanContent:
        return with_part(content, self.rewritten(part_at(content, self.key, self.version, Line)))

    def rewritten(self, line: L) -> L:
        """The line with the edit's text and label, one version on."""
        return with_text(
            edited(line, style=self.style, label=one_line(self.label or "") or None),
            one_line(self.text),
        )


@dataclass(frozen=True, kw_only=True)
class ChangeHeading(ChangeLine):
    """A heading with the upright words after it, and whether it names a task itself."""

    aside: str
    is_task: bool

    def applied_to(self, content: PlanContent) -> PlanContent:
        section = self.rewritten(part_at(content, self.key, self.version, Section))
        return with_part(content, replace(section, aside=one_line(self.aside), is_task=self.is_task))


@dataclass(frozen=True, kw_only=True)
class ChangeTask(ChangeLine):
    """A task with the words for when and who, each as a form shows it: "" without a mark.

    The text is changed first. Then the words that differ from those marked before are put in their places
    (`plans.edits.marked_words.with_words`); words left as they were follow the text.
    """

    due: str
    responsible: str
    coordinating: str

    def applied_to(self, content: PlanContent) -> PlanContent:
        before = part_at(content, self.key, self.version, TaskItem)
        task = self.rewritten(before)
        for name, mark, typed in (
            ("due", before.due, self.due),
            ("responsible", before.responsible, self.responsible),
            ("coordinating", before.coordinating, self.coordinating),
        ):
            if one_line(typed) != (one_line(mark.of(before.text)) if mark else ""):
                task = with_words(task, name, one_line(typed))
        return with_part(content, task)


@dataclass(frozen=True, kw_only=True)
class TurnLine:
    """A line as another kind of line. A task or duty is marked by its words, as the reader of files does.

    Its key, words, label and all below it stay; the upright words after a heading become part of the text.
    """

    key: int
    version: int
    kind: LineKind

    def applied_to(self, content: PlanContent) -> PlanContent:
        line = part_at(content, self.key, self.version, Line)
        found = find_part(content, self.key)
        aside = line.aside if isinstance(line, Section) else ""
        turned = new_line(
            self.kind,
            {
                "key": line.key,
                "version": line.version + 1,
                "style": line.style,
                "label": line.label,
                "text": f"{line.text} {aside}".strip() if aside else line.text,
                "blocks": line.blocks,
            },
            found.above,
        )
        ensure_accepted(turned, found.within)
        return with_part(content, turned)


class LineParts(TypedDict):
    """What every line has."""

    key: int
    version: int
    style: LabelStyle
    label: str | None
    text: str
    blocks: tuple[Block, ...]


def new_line(kind: LineKind, parts: LineParts, above: tuple[Part, ...]) -> Line:
    """A line of a kind, under the parts `above`, marked by its words."""
    match kind:
        case LineKind.HEADING:
            return Section(**parts)
        case LineKind.PARAGRAPH:
            return Item(**parts)
        case LineKind.TASK:
            among_duties = any(isinstance(part, Section) and organises(part.text) for part in above)
            marks = marks_of(parts["text"], among_duties=among_duties)
            return TaskItem(
                **parts,
                action=marks.action,
                due=marks.due,
                responsible=marks.responsible,
                coordinating=marks.coordinating,
            )
        case LineKind.DUTY:
            return Duty(**parts, party=leading_party(parts["text"]))
