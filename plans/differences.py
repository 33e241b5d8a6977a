"""What a corrected file changed in a draft, part by part, each to be taken or left.

A chief corrects the Word file of a draft; what is read in it is laid beside the draft, list by list. Every difference
is an edit of the draft, so taking one does what a form does. Compared is what stands on the paper (`plans.canonical`):
what the reader only understands otherwise, with the same words, is no difference, nor is how cells are joined, nor
are number and date, which a draft leaves blank.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from difflib import SequenceMatcher
from enum import StrEnum
from functools import reduce
from typing import Any, TypeVar

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
    StaleEditError,
    Title,
    apply,
    find_part,
    versions_of,
)
from plans.edits.merged_cells import words_of_rows
from plans.edits.tree import places
from plans.labels import numbered

ALIKE = 0.5
"""Two parts with at least this share of common words are one part, rewritten."""

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


def differences(draft: PlanContent, corrected: PlanContent) -> tuple[Difference, ...]:
    """What was changed in the draft, in reading order, numbered from 1."""
    found = _Comparison(draft, corrected).all()
    return tuple(replace(difference, number=number) for number, difference in enumerate(found, start=1))


def with_differences(draft: PlanContent, taken: Collection[Difference]) -> PlanContent:
    """The draft with these differences and no others; raises EditError where it is not the draft they were found in.

    Words are changed first, then parts come in, from the last to the first so that each finds its neighbour, then go.
    """
    changed = [each.edit for each in taken if each.kind is DifferenceKind.CHANGED and each.edit]
    added = [each.edit for each in taken if each.kind is DifferenceKind.ADDED and each.edit]
    content = reduce(apply, (*changed, *reversed(added)), draft)
    for each in taken:
        if isinstance(each.edit, Delete):
            content = apply(content, _as_it_is_now(each.edit, draft, content))
    return content


def _as_it_is_now(removal: Delete, draft: PlanContent, content: PlanContent) -> Delete:
    """Rows that stay take over the words of a joined cell, which makes new versions of them."""
    part = find_part(draft, removal.key).part
    if versions_of(part) != removal.versions:
        raise StaleEditError(part)
    return replace(removal, versions=versions_of(find_part(content, removal.key).part))


def word_changes(before: str, after: str) -> tuple[tuple[str, str, str], ...]:
    """Two texts side by side: what both say, what only the first says, what only the second says, in turns."""
    old, new = (re.findall(r"\s+|[^\s]+", text) for text in (before, after))
    turns = []
    for same, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left, right = "".join(old[start:end]), "".join(new[new_start:new_end])
        turns.append((left, "", "") if same == "equal" else ("", left, right))
    return tuple(turns)


# --- the comparison -------------------------------------------------------------------------------------------------

P = TypeVar("P", bound=Part)


class _Comparison:
    def __init__(self, draft: PlanContent, corrected: PlanContent) -> None:
        self.draft, self.corrected = draft, corrected
        self.printed, self.new = _unmerged(canonical(draft)), _unmerged(canonical(corrected))
        drafted = (found.part for found in places(draft))
        printed = (found.part.key for found in places(self.printed))
        self.drafted: dict[int, Part] = dict(zip(printed, drafted, strict=True))
        read = (found.part for found in places(corrected))
        self.read: dict[int, Part] = dict(zip((found.part.key for found in places(self.new)), read, strict=True))
        self.labels, self.new_labels = _labels(self.printed), _labels(self.new)

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
            before = _shown_whole(old, self.labels) if old else ""
            after = _shown_whole(new, self.new_labels) if new else ""
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
                after = _shown_whole(is_now, self.new_labels)
                edit = InsertPart(place=place, part=is_now if isinstance(is_now, Row) else self.read[is_now.key])
                yield Difference(kind=DifferenceKind.ADDED, place=where, after=after, edit=edit)
            if was:
                place = After(self.drafted[was.key].key)

    def _pair(self, was: Part, is_now: Part, above: tuple[Part, ...], frame: str) -> Iterator[Difference]:
        if _own_words(was) != _own_words(is_now):
            edit = self._edit(self.drafted[was.key], was, is_now)
            before, after = _shown(was, self.labels), _shown(is_now, self.new_labels)
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
        before = _shown_whole(printed, self.labels)
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
                    steps.append("dòng " + next((cell for cell in _own_words(outer) if cell), "…")[:40])
                case Column():
                    steps.append("tiêu đề cột")
                case Line() if label := self.labels.get(outer.key, "").strip("-+* "):
                    steps.append(label.rstrip("."))
        return " › ".join(steps) or FRAME_LISTS.get(frame, "Nội dung")


def _changed(place: str, before: Sequence[str], after: Sequence[str], edit: Edit | None) -> Difference:
    lines = ("\n".join(filter(None, words)) for words in (before, after))
    old, new = lines
    return Difference(kind=DifferenceKind.CHANGED, place=place, before=old, after=new, edit=edit)


# --- words ------------------------------------------------------------------------------------------------------------


def _own_words(part: Part) -> tuple[str, ...]:
    """What stands on the paper of a part itself."""
    match part:
        case Section():
            return (part.style, part.label or "", f"{part.text} {part.aside}".strip())
        case Line():
            return (part.style, part.label or "", part.text)
        case Column():
            return (part.title,)
        case Row():
            return tuple(" ".join((cell or "").split()) for cell in part.cells)
        case GroupRow():
            return (part.number, part.text)
        case Annex():
            return (part.label, " ".join(part.title), part.reference)
        case Decision():
            return (" ".join(part.subject), part.authority, part.reference)
        case Signature():
            return (*part.authority, *part.position, part.note, part.name)
    return ()


def _shown(part: Part, labels: Mapping[int, str]) -> str:
    """A part's own words as they stand on the paper, on one line."""
    match part:
        case Line():
            return f"{labels.get(part.key, '')} {_own_words(part)[-1]}".strip()
        case Signature():
            return "\n".join(filter(None, _own_words(part)))
    return " | ".join(filter(None, _own_words(part)))


def _shown_whole(part: Part, labels: Mapping[int, str]) -> str:
    """A part and all that is in it, a line for each."""
    return "\n".join(_shown(each, labels) for each in (part, *(found.part for found in places(part))))


def _labels(content: PlanContent) -> dict[int, str]:
    """The printed label of every line, by key."""
    owners = (content.decision, *content.annexes)
    lists = (content.opening, content.body, content.closing, *(owner.blocks for owner in owners if owner))
    return {key: label for blocks in lists for key, label in numbered(blocks).items()}


def _unmerged(value: Any) -> Any:
    """A content with the words of joined cells in each of them."""
    if isinstance(value, tuple):
        return tuple(map(_unmerged, value))
    if isinstance(value, Table):
        told = words_of_rows(value.rows)
        rows = (replace(row, cells=told[row.key]) if isinstance(row, Row) else row for row in value.rows)
        return replace(value, rows=tuple(rows))
    if isinstance(value, PlanContent | Part):
        return replace(value, **{field.name: _unmerged(getattr(value, field.name)) for field in fields(value)})
    return value


def _texts(parts: Sequence[Any]) -> tuple[str, ...]:
    return tuple(part.text for part in parts)


def _issuing(head: Head) -> tuple[str, ...]:
    return (*head.superior, *head.issuer, head.symbol, head.place)


def _slashed(symbol: str) -> str:
    return symbol if not symbol or symbol[0] in "/-" else f"/{symbol}"


# --- which part is which ----------------------------------------------------------------------------------------------


def aligned(old: Sequence[Part], new: Sequence[Part]) -> Iterator[tuple[Part | None, Part | None]]:
    """The parts of two lists in order: those that are one and the same in pairs, the others alone."""
    matcher = SequenceMatcher(None, list(map(_sign, old)), list(map(_sign, new)), autojunk=False)
    for same, start, end, new_start, new_end in matcher.get_opcodes():
        if same == "equal":
            yield from zip(old[start:end], new[new_start:new_end], strict=True)
        else:
            yield from _rewritten(old[start:end], new[new_start:new_end])


def _sign(part: Part) -> tuple[Any, ...]:
    return (_family(part), *_own_words(part))


def _family(part: Part) -> str:
    """Parts of different families are never one: a table with another number of columns is another table."""
    if isinstance(part, Line):
        return "line"
    return f"table {len(part.columns)}" if isinstance(part, Table) else type(part).__name__


def _rewritten(old: Sequence[Part], new: Sequence[Part]) -> Iterator[tuple[Part | None, Part | None]]:
    """Pairs with the most words in common over both lists, in order (as the longest common subsequence is found)."""
    bags, new_bags = list(map(_bag, old)), list(map(_bag, new))
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            alike = _alike(old[i], new[j], bags[i], new_bags[j])
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike + best[i + 1][j + 1] if alike >= ALIKE else 0)
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and best[i][j] == best[i + 1][j]:
            yield old[i], None
            i += 1
        elif j < len(new) and best[i][j] == best[i][j + 1]:
            yield None, new[j]
            j += 1
        else:
            yield old[i], new[j]
            i, j = i + 1, j + 1


def _bag(part: Part) -> Counter[str]:
    return Counter(re.findall(r"\w+", _shown_whole(part, {}).lower()))


def _alike(old: Part, new: Part, words: Counter[str], new_words: Counter[str]) -> float:
    """The share of words in common, 0 to 1."""
    if _family(old) != _family(new):
        return 0
    count = words.total() + new_words.total()
    return 2 * (words & new_words).total() / count if count else 1
