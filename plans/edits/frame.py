"""Edits of what stands before and after the body: head, title, bases, recipients, signatures, decision, annexes."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self, TypeVar

from plans.content import Annex, Basis, Decision, Head, PlanContent, Recipient, Signature
from plans.edits.errors import StaleEditError
from plans.edits.tree import NewKeys, edited, part_at, with_part
from plans.edits.typed import lines, one_line

ListLine = TypeVar("ListLine", Basis, Recipient)


@dataclass(frozen=True, kw_only=True)
class ChangeHead:
    """Who issues the paper, its number, place and date."""

    before: Head
    after: Head

    def applied_to(self, content: PlanContent) -> PlanContent:
        _still(self.before, content.head)
        head = replace(
            self.after,
            superior=lines(self.after.superior),
            issuer=lines(self.after.issuer),
            number=one_line(self.after.number or "") or None,
            symbol=one_line(self.after.symbol),
            place=one_line(self.after.place),
        )
        return replace(content, head=head)


@dataclass(frozen=True)
class Title:
    """The kind of paper and the lines of its subject."""

    kind: str
    subject: tuple[str, ...]

    @classmethod
    def of(cls, content: PlanContent) -> Self:
        return cls(content.kind, content.subject)


@dataclass(frozen=True, kw_only=True)
class ChangeTitle:
    """The title of the plan."""

    before: Title
    after: Title

    def applied_to(self, content: PlanContent) -> PlanContent:
        _still(self.before, Title.of(content))
        return replace(content, kind=one_line(self.after.kind), subject=lines(self.after.subject))


@dataclass(frozen=True, kw_only=True)
class ChangeBases:
    """All legal bases, a line each; a line that was there before keeps its key."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    def applied_to(self, content: PlanContent) -> PlanContent:
        _still(self.before, tuple(basis.text for basis in content.bases))
        new_key = NewKeys(content)
        bases = _relisted(content.bases, lines(self.after), lambda text: Basis(key=new_key(), text=text))
        return replace(content, bases=bases, last_key=new_key.last)


@dataclass(frozen=True)
class RecipientList:
    """The list "Nơi nhận": its heading and its lines; a new line that ends with a colon is a caption."""

    heading: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, content: PlanContent) -> Self:
        return cls(content.recipients_heading, tuple(recipient.text for recipient in content.recipients))


@dataclass(frozen=True, kw_only=True)
class ChangeRecipients:
    """The whole list of recipients; a line that was there before keeps its key, hyphens in front are left out."""

    before: RecipientList
    after: RecipientList

    def applied_to(self, content: PlanContent) -> PlanContent:
        _still(self.before, RecipientList.of(content))
        new_key = NewKeys(content)
        recipients = _relisted(
            content.recipients,
            lines(line.strip().lstrip("-–") for line in self.after.lines),
            lambda text: Recipient(key=new_key(), text=text, caption=text.endswith(":")),
        )
        return replace(
            content,
            recipients_heading=one_line(self.after.heading),
            recipients=recipients,
            last_key=new_key.last,
        )


@dataclass(frozen=True, kw_only=True)
class AddSignature:
    """A signature block after the others."""

    authority: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    name: str = ""
    note: str = ""

    def applied_to(self, content: PlanContent) -> PlanContent:
        new_key = NewKeys(content)
        signature = Signature(
            key=new_key(),
            authority=lines(self.authority),
            position=lines(self.position),
            name=one_line(self.name),
            note=one_line(self.note),
        )
        return replace(content, signatures=(*content.signatures, signature), last_key=new_key.last)


@dataclass(frozen=True, kw_only=True)
class ChangeSignature:
    """All of a signature block."""

    key: int
    version: int
    authority: tuple[str, ...]
    position: tuple[str, ...]
    name: str
    note: str

    def applied_to(self, content: PlanContent) -> PlanContent:
        signature = edited(
            part_at(content, self.key, self.version, Signature),
            authority=lines(self.authority),
            position=lines(self.position),
            name=one_line(self.name),
            note=one_line(self.note),
        )
        return with_part(content, signature)


@dataclass(frozen=True, kw_only=True)
class ChangeDecision:
    """The decision's own lines; its articles are lines like any other."""

    key: int
    version: int
    subject: tuple[str, ...]
    authority: str
    reference: str

    def applied_to(self, content: PlanContent) -> PlanContent:
        decision = edited(
            part_at(content, self.key, self.version, Decision),
            subject=lines(self.subject),
            authority=one_line(self.authority),
            reference=one_line(self.reference),
        )
        return with_part(content, decision)


@dataclass(frozen=True, kw_only=True)
class ChangeAnnex:
    """Label, title and reference of an annex."""

    key: int
    version: int
    label: str
    title: tuple[str, ...]
    reference: str

    def applied_to(self, content: PlanContent) -> PlanContent:
        annex = edited(
            part_at(content, self.key, self.version, Annex),
            label=one_line(self.label),
            title=lines(self.title),
            reference=one_line(self.reference),
        )
        return with_part(content, annex)


def _still(before: object, now: object) -> None:
    """Raises StaleEditError when what the edit was made from has changed."""
    if before != now:
        raise StaleEditError(now)


def _relisted(
    now: tuple[ListLine, ...], texts: tuple[str, ...], new: Callable[[str], ListLine]
) -> tuple[ListLine, ...]:
    """A part for every text: one that has this text already, as long as there is one, else a new one."""
    kept: defaultdict[str, deque[ListLine]] = defaultdict(deque)
    for line in now:
        kept[line.text].append(line)
    return tuple(kept[text].popleft() if kept[text] else new(text) for text in texts)
