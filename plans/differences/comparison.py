"""Two contents laid side by side: what differs, and the edit of the first that gives it the words of the second."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from plans.canonical import canonical
from plans.content import (
    Annex,
    Column,
    Decision,
    GroupRow,
    Head,
    Line,
    Part,
    PlanContent,
    Row,
    Section,
    Signature,
    Table,
)
from plans.differences.alignment import aligned
from plans.differences.words import labels_of, own_words, shown, shown_whole, signs, unmerged
from plans.edits import (
    After,
    ChangeAnnex,
    ChangeBases,
    ChangeColumn,
    ChangeDecision,
    ChangeGroupRow,
    ChangeHead,
    ChangeHeading,
    ChangeLine,
    ChangeRecipients,
    ChangeRow,
    ChangeSignature,
    ChangeTitle,
    Delete,
    Edit,
    First,
    InsertPart,
    Place,
    RecipientList,
    Title,
    versions_of,
)
from plans.edits.tree import places

FRAME_LISTS = {"opening": "Mở đầu", "body": "Nội dung", "closing": "Kết", "signatures": "Chữ ký", "annexes": "Phụ lục"}


class DifferenceKind(StrEnum):
    """What was done to a part."""

    CHANGED = "Sửa"
    ADDED = "Thêm"
    REMOVED = "Bỏ"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One part that differs. `before` and `after` are all its words, a line each; one is empty for a part that is
    only in the other. Without an edit it can only be made by hand."""

    number: int = 0
    kind: DifferenceKind
    place: str
    """Where in the draft, in words: "Mục I › 2"."""
    before: str = ""
    after: str = ""
    edit: Edit | None


class Comparison:
    def __init__(self, draft: PlanContent, corrected: PlanContent) -> None:
        self.draft = draft
        self.printed, self.new = unmerged(canonical(draft)), unmerged(canonical(corrected))
        drafted = (found.part for found in places(draft))
        printed = (found.part.key for found in places(self.printed))
        self.drafted: dict[int, Part] = dict(zip(printed, drafted, strict=True))
        read = (found.part for found in places(corrected))
        self.read: dict[int, Part] = dict(zip((found.part.key for found in places(self.new)), read, strict=True))
        self.labels, self.new_labels = labels_of(self.printed), labels_of(self.new)

    def all(self) -> Iterator[Difference]:
        yield from self._frame()
        yield from self._decision()
        for name in ("opening", "body", "closing"):
            yield from self._list(getattr(self.printed, name), getattr(self.new, name), (), name)
        yield from self._recipients()
        for name in ("signatures", "annexes"):
            yield from self._list(getattr(self.printed, name), getattr(self.new, name), (), name)

    # The frame

    def _frame(self) -> Iterator[Difference]:
        old, new = self.printed.head, self.new.head
        if _issuing(old) != _issuing(new):
            before = self.draft.head
            after = replace(
                before, superior=new.superior, issuer=new.issuer, symbol=_slashed(new.symbol), place=new.place
            )
            yield _changed("Đầu văn bản", _issuing(old), _issuing(new), ChangeHead(before=before, after=after))
        was, is_now = Title.of(self.printed), Title.of(self.new)
        if " ".join((was.kind, *was.subject)) != " ".join((is_now.kind, *is_now.subject)):
            edit: Edit = ChangeTitle(before=Title.of(self.draft), after=is_now)
            yield _changed("Tên loại, trích yếu", (was.kind, *was.subject), (is_now.kind, *is_now.subject), edit)
        bases, new_bases = _texts(self.printed.bases), _texts(self.new.bases)
        if bases != new_bases:
            edit = ChangeBases(before=_texts(self.draft.bases), after=new_bases)
            yield _changed("Căn cứ", bases, new_bases, edit)

    def _decision(self) -> Iterator[Difference]:
        old, new = self.printed.decision, self.new.decision
        if old and new:
            yield from self._pair(old, new, (), "decision")
        elif old or new:
            kind = DifferenceKind.REMOVED if old else DifferenceKind.ADDED
            before = shown_whole(old, self.labels) if old else ""
            after = shown_whole(new, self.new_labels) if new else ""
            yield Difference(kind=kind, place="Quyết định ban hành", before=before, after=after, edit=None)

    def _recipients(self) -> Iterator[Difference]:
        old, new = RecipientList.of(self.printed), RecipientList.of(self.new)
        if old != new:
            edit = ChangeRecipients(before=RecipientList.of(self.draft), after=new)
            yield _changed("Nơi nhận", (old.heading, *old.lines), (new.heading, *new.lines), edit)

    # Lists of parts

    def _list(
        self, old: Sequence[Part], new: Sequence[Part], above: tuple[Part, ...], frame: str
    ) -> Iterator[Difference]:
        owner: Any = self.drafted[above[-1].key].key if above else frame
        place: Place = First(owner)
        for was, is_now in aligned(old, new):
            if was and is_now:
                yield from self._pair(was, is_now, above, frame)
            elif was:
                yield self._removed(was, self._place(was, above, frame))
            elif is_now:
                where = self._place(None, above, frame)
                after = shown_whole(is_now, self.new_labels)
                edit = InsertPart(place=place, part=is_now if isinstance(is_now, Row) else self.read[is_now.key])
                yield Difference(kind=DifferenceKind.ADDED, place=where, after=after, edit=edit)
            if was:
                place = After(self.drafted[was.key].key)

    def _pair(self, was: Part, is_now: Part, above: tuple[Part, ...], frame: str) -> Iterator[Difference]:
        if signs(was) != signs(is_now):
            edit = self._edit(self.drafted[was.key], was, is_now)
            before, after = shown(was, self.labels), shown(is_now, self.new_labels)
            yield _changed(self._place(was, above, frame), [before], [after], edit)
        for name in ("columns", "blocks", "rows"):
            inside = (*above, was)
            if name == "columns" and isinstance(was, Table) and isinstance(is_now, Table):
                for column, new_column in zip(was.columns, is_now.columns, strict=True):
                    yield from self._pair(column, new_column, inside, frame)
            elif hasattr(was, name):
                yield from self._list(getattr(was, name), getattr(is_now, name), inside, frame)

    def _edit(self, part: Part, was: Part, is_now: Part) -> Edit | None:
        """What gives a part of the draft the words it has now."""
        key, version = part.key, part.version
        match part, is_now:
            case Section(), Line():
                return ChangeHeading(
                    key=key, version=version, text=is_now.text, style=is_now.style, label=is_now.label,
                    aside=is_now.aside if isinstance(is_now, Section) else "", is_task=part.is_task,
                )  # fmt: skip
            case Line(), Line():
                aside = is_now.aside if isinstance(is_now, Section) else ""
                text = f"{is_now.text} {aside}".strip()
                return ChangeLine(key=key, version=version, text=text, style=is_now.style, label=is_now.label)
            case Column(), Column():
                return ChangeColumn(key=key, version=version, title=is_now.title, role=part.role)
            case Row(), Row():
                assert isinstance(was, Row)
                kept = (None if old == new else new for old, new in zip(was.cells, is_now.cells, strict=True))
                return ChangeRow(key=key, version=version, cells=tuple(kept))
            case GroupRow(), GroupRow():
                return ChangeGroupRow(key=key, version=version, text=is_now.text, number=is_now.number)
            case Annex(), Annex():
                return ChangeAnnex(
                    key=key, version=version, label=is_now.label, title=is_now.title, reference=is_now.reference
                )
            case Signature(), Signature():
                return ChangeSignature(
                    key=key, version=version, authority=is_now.authority, position=is_now.position, name=is_now.name,
                    note=is_now.note,
                )  # fmt: skip
            case Decision(), Decision():
                return ChangeDecision(
                    key=key, version=version, subject=is_now.subject, authority=is_now.authority,
                    reference=is_now.reference,
                )  # fmt: skip
        return None

    def _removed(self, printed: Part, place: str) -> Difference:
        part = self.drafted[printed.key]
        edit = Delete(key=part.key, versions=versions_of(part))
        before = shown_whole(printed, self.labels)
        return Difference(kind=DifferenceKind.REMOVED, place=place, before=before, edit=edit)

    def _place(self, part: Part | None, above: tuple[Part, ...], frame: str) -> str:
        """Where a part is, by the labels above it."""
        steps = []
        for outer in (*above, part) if part else above:
            match outer:
                case Annex():
                    steps.append(outer.label or "Phụ lục")
                case Decision():
                    steps.append("Quyết định")
                case Table():
                    steps.append("Bảng")
                case Row() | GroupRow():
                    steps.append("dòng " + next((cell for cell in own_words(outer) if cell), "…")[:40])
                case Column():
                    steps.append("tiêu đề cột")
                case Line() if label := self.labels.get(outer.key, "").strip("-+* "):
                    steps.append(label.rstrip("."))
        return " › ".join(steps) or FRAME_LISTS.get(frame, "Nội dung")


def _changed(place: str, before: Sequence[str], after: Sequence[str], edit: Edit | None) -> Difference:
    lines = ("\n".join(filter(None, words)) for words in (before, after))
    old, new = lines
    return Difference(kind=DifferenceKind.CHANGED, place=place, before=old, after=new, edit=edit)


def _texts(parts: Sequence[Any]) -> tuple[str, ...]:
    return tuple(part.text for part in parts)


def _issuing(head: Head) -> tuple[str, ...]:
    return (*head.superior, *head.issuer, head.symbol, head.place)


def _slashed(symbol: str) -> str:
    return symbol if not symbol or symbol[0] in "/-" else f"/{symbol}"
