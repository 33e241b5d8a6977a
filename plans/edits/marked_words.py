"""Marks on the words of a line, when the words change."""

import re
from dataclasses import fields, replace
from itertools import takewhile
from typing import Any, TypeVar

from plans.content import Field, Line, Span, TaskItem
from plans.marks import deadlines

L = TypeVar("L", bound=Line)

_FIELD_NAME = re.compile(r"[^:]*:\s*")
_END_MARK = re.compile(r"[\s.;,:/]*$")
_JOINED = {"due": (", ", ""), "responsible": ("; ", " chủ trì"), "coordinating": (", phối hợp với ", "")}
"""What stands before and after words that are added to a task's text."""


def with_text(line: L, text: str) -> L:
    """The line with another text, every mark where its words now stand.

    A mark goes to the same words, at the place nearest to where they were. Where they are gone, but nothing outside of
    them was changed, the mark stays on what was written instead; otherwise it is dropped. A mark that was a whole
    deadline takes in what is added to the deadline. The value of a field is what follows its name; without a name it is
    the whole text.
    """
    if text == line.text:
        return line
    changes: dict[str, Any] = {"text": text}
    for field in fields(line):
        if isinstance(span := getattr(line, field.name), Span):
            changes[field.name] = _followed(span, line.text, text)
    if isinstance(line, Field):
        name = _FIELD_NAME.match(text)
        changes["value"] = Span(name.end() if name else 0, len(text))
    if isinstance(line, TaskItem) and line.due in deadlines(line.text) and changes["due"]:
        changes["due"] = _whole_deadline(changes["due"], text)
    return replace(line, **changes)


def with_words(task: TaskItem, name: str, words: str) -> TaskItem:
    """The task with other words for its mark of this name: "due", "responsible" or "coordinating".

    Only the marked words are rewritten, the other marks move along. Words that stand in the text around the mark, or
    anywhere when there is no mark, are only marked. Words for a mark there was none of, and which the text lacks, are
    added in front of its end mark: ", trước 15/11", "; Sở Y tế chủ trì", ", phối hợp với các xã". Without words the
    mark is taken away, the text stays.
    """
    mark: Span | None = getattr(task, name)
    if not words:
        return _marked(task, name, None)
    if standing := _standing(words, task.text, mark):
        return _marked(task, name, standing)
    return _rewritten(task, name, mark, words) if mark else _joined(task, name, words)


def _marked(task: TaskItem, name: str, mark: Span | None, **changes: Any) -> TaskItem:
    return replace(task, **{**changes, name: mark})


def _standing(words: str, text: str, mark: Span | None) -> Span | None:
    """Where a text already has the words: around the mark, or anywhere without one."""
    standing = _nearest(words, text, mark.start if mark else 0)
    if standing and mark and not (standing.start <= mark.start and mark.end <= standing.end):
        return None
    return standing


def _rewritten(task: TaskItem, name: str, mark: Span, words: str) -> TaskItem:
    text = task.text[: mark.start] + words + task.text[mark.end :]
    marks = {
        field.name: _shifted(other, mark, len(words))
        for field in fields(task)
        if isinstance(other := getattr(task, field.name), Span)
    }
    return _marked(task, name, Span(mark.start, mark.start + len(words)), **marks, text=text)


def _shifted(span: Span, rewritten: Span, length: int) -> Span | None:
    """The place after that of other words got another length; None where the two cut across each other."""
    more = length - (rewritten.end - rewritten.start)
    if span.end <= rewritten.start:
        return span
    if span.start >= rewritten.end:
        return Span(span.start + more, span.end + more)
    if span.start <= rewritten.start and rewritten.end <= span.end:
        return Span(span.start, span.end + more)
    return None


def _joined(task: TaskItem, name: str, words: str) -> TaskItem:
    """What the task said so far stays what is to be done."""
    said = _END_MARK.sub("", task.text)
    end_mark = task.text[len(said) :]
    if not said:
        return _marked(task, name, Span(0, len(words)), text=words + end_mark)
    before, after = _JOINED[name]
    start = len(said) + len(before)
    text = said + before + words + after + end_mark
    action = task.action or Span(0, len(said))
    return _marked(task, name, Span(start, start + len(words)), action=action, text=text)


def _followed(span: Span, old: str, new: str) -> Span | None:
    # lengths of what both texts begin and end with: all that was changed lies between
    start = _length_of_same(old, new)
    end = _length_of_same(old[start:][::-1], new[start:][::-1])
    longer = len(new) - len(old)
    if span.end < start:
        return span
    if span.start > len(old) - end:
        return Span(span.start + longer, span.end + longer)
    same_words = _nearest(span.of(old), new, span.start if span.end <= start else span.start + longer)
    if same_words:
        return same_words
    if span.start <= start and len(old) - end <= span.end:
        return _trimmed(Span(span.start, span.end + longer), new)
    return None


def _length_of_same(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _nearest(words: str, text: str, expected: int) -> Span | None:
    """Where whole words stand in a text, nearest to a place."""
    if not words.strip():
        return None
    pattern = rf"(?={re.escape(words)})"
    if words[0].isalnum():
        pattern = rf"(?<!\w){pattern}"
    starts = [found.start() for found in re.finditer(pattern, text)]
    whole = [at for at in starts if not (words[-1].isalnum() and text[at + len(words) :][:1].isalnum())]
    at = min(whole, key=lambda start: abs(start - expected), default=None)
    return None if at is None else Span(at, at + len(words))


def _trimmed(span: Span, text: str) -> Span | None:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else None


def _whole_deadline(due: Span, text: str) -> Span:
    """The deadline that the marked words are now a part of: a year was added to "trước 15/11"."""
    return next((whole for whole in deadlines(text) if whole.start <= due.start and due.end <= whole.end), due)
