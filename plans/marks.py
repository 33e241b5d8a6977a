"""What in a task's own words says when, who and what (`docs/reading.md`).

Here a line is already known to be a task: the reader of files decides which are (`plans.importers.prose_tasks`), or the
person who edits the plan (`plans.edits`).
"""

import re
from dataclasses import dataclass

from plans.content import Span
from plans.parties import leading_party
from plans.schedule import Kind, Mention, Strength, find, parse
from thidua.lib.text import fold

_ORGANISING = re.compile(
    r"\b(to chuc thuc hien|to chuc trien khai|trach nhiem|phan cong|to chuc, thuc hien|trien khai thuc hien$)"
)
_SET = re.compile(r"(?:trong|vào)\s+(?:tháng|quý|tuần)")
_DAY = re.compile(r"(?<!\w)(?:vào )?ngày\s+\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?(?!\d)")
_BRACKETED_END = re.compile(r"\(([^()]{4,60})\)[\s.;]*$")
_PERIOD_IN_FRONT = re.compile(r"(Trong (?:tháng|quý)\s[^,]{1,20}?\d{4})\s*,?\s+(?=[^\W\d])")
_TIME_AND_COLON = re.compile(r"((?:Tháng|Quý|Ngày|Từ|Tuần|Trước|Đến|Sáng|Chiều)\s[^:.;]{1,40}?)\s*:\s+(?=\S)")
_ASKED = re.compile(r"(?:Đề nghị|Yêu cầu|Giao)\s+")
_WAVE = re.compile(r"(?:Đợt|Giai đoạn|Vòng|Bước|Lần)\s+(?:thứ\s+)?\w+[^:;.]{0,15}:\s*")
_LEADING = re.compile(
    r"Chủ trì,?\s*phối hợp\s+(?:với|cùng)\s+[^.;]{3,120}?\s+(?=(?:tham mưu|tổ chức|xây dựng|triển khai|thực hiện)\s)"
)
SENT_TO = re.compile(r"\s*[:.]\s+(?:nộp|gửi)\s[^:;.]{0,80}$", re.IGNORECASE)
"""Whom to send it to, as a sentence of its own."""
_UNTIL = re.compile(r"[\s,;:(]*(?:(?:và )?(?:phải )?hoàn thành(?: xong)?|xong|thời hạn|thời gian)?[\s,;:]*$")
"""Words that only lead to a deadline."""
_DELEGATED = re.compile(
    r"(?:(?P<task>.{15,}?)[.;]\s+)?(?:Giao|giao)\s+(?P<lead>[^.;]{3,120}?)"
    r"(?:\s+chủ trì(?:,?\s*phối hợp\s+(?:với|cùng)\s+(?P<support>[^.;]{3,200}?))?)?"
    r"\s+(?P<work>(?:xây dựng|thực hiện|tham mưu|tổng hợp|công bố|kiểm tra|rà soát|tổ chức|triển khai|ban hành|theo dõi"
    r"|báo cáo|hướng dẫn|đôn đốc|trình|lập|nghiên cứu|đề xuất|thẩm định|phát động)(?!\w).*)"
)
_LIMIT = re.compile(
    r"(?:thời hạn|thời gian|tiến độ)(?: hoàn thành| thực hiện)?\s*:\s*(?P<time>[^.;]{3,60})", re.IGNORECASE
)
_NEXT_CLAUSE = re.compile(r"\s*;\s*\w.{25}")
_LONG_PARTY = 60
_SHORTEST_ACTION = 15


@dataclass(frozen=True, kw_only=True)
class Marks:
    """Places in a task's own words; what is missing is inherited, or is the whole text for the action."""

    action: Span | None = None
    due: Span | None = None
    responsible: Span | None = None
    coordinating: Span | None = None


def organises(heading: str) -> bool:
    """Whether a heading is about organising the implementation, so that what stands under it are duties."""
    return _ORGANISING.search(fold(heading)) is not None


def marks_of(text: str, *, among_duties: bool = False) -> Marks:
    """The marks of a task by its words alone."""
    return (
        delegated(text)
        or dated(text, among_duties=among_duties)
        or in_period(text)
        or Marks(due=limit(text) or named_day(text), responsible=subject(text))
    )


# --- sentences that say when ----------------------------------------------------------------------------------------


def delegated(text: str) -> Marks | None:
    """ "Giao A chủ trì, phối hợp với B làm việc này, thời hạn …": alone, or after the sentence that names the work."""
    found = _DELEGATED.match(text)
    if found is None:
        return None
    stated = deadlines(text)
    due = stated[-1] if stated else limit(text)
    work = "task" if found["task"] else "work"
    end = found.end(work) if due is None or work == "task" else max(due.start, found.start(work))
    return Marks(
        action=Span(found.start(work), len(_UNTIL.sub("", text[:end]).rstrip(" .;"))),
        due=due,
        responsible=Span(*found.span("lead")),
        coordinating=Span(*found.span("support")) if found["support"] else None,
    )


def dated(text: str, *, among_duties: bool) -> Marks | None:
    """A line with a deadline of its own; of several the last."""
    stated = deadlines(text)
    if not stated:
        return None
    due, party = stated[-1], subject(text)
    return Marks(due=due, action=action_before(text, due, party, among_duties=among_duties), responsible=party)


def in_period(text: str) -> Marks | None:
    """A period in brackets at the end of the line, or in front of its sentence."""
    closing, opening = _BRACKETED_END.search(text), _PERIOD_IN_FRONT.match(text) or _TIME_AND_COLON.match(text)
    if closing and parse(closing[1]).kind in (Kind.PERIOD, Kind.RANGE, Kind.FROM):
        due, action = Span(closing.start(1), closing.end(1)), Span(0, len(text[: closing.start()].rstrip()))
    elif opening and parse(opening[1]).kind not in (Kind.UNKNOWN, Kind.CONTINUOUS, Kind.DEPENDENT):
        due, action = Span(0, opening.end(1)), Span(opening.end(), len(text))
    else:
        return None
    return Marks(due=due, action=action, responsible=leading_party(text, action.start))


# --- places in the words --------------------------------------------------------------------------------------------


def deadlines(text: str) -> tuple[Span, ...]:
    """The deadlines that a text states, in their order."""
    return tuple(Span(mention.start, mention.end) for mention in find(text) if _is_deadline(mention))


def own_deadline(text: str) -> Span | None:
    """The first deadline that a text states."""
    return next(iter(deadlines(text)), None)


def _is_deadline(mention: Mention) -> bool:
    """A day to be kept, or a month or quarter set for the work ("hoàn thành trong quý III", "vào tháng 11/2024")."""
    return mention.strength is Strength.DEADLINE or _SET.match(str(mention.schedule)) is not None


def limit(text: str) -> Span | None:
    """The time in "…; thời hạn hoàn thành: quý III/2026."."""
    limit = _LIMIT.search(text)
    return Span(*limit.span("time")) if limit else None


def named_day(text: str) -> Span | None:
    """A day that is named with "ngày"."""
    match = _DAY.search(text)
    return Span(match.start(), match.end()) if match else None


def subject(text: str) -> Span | None:
    """The party that a sentence makes responsible."""
    asked = _ASKED.match(text)
    return leading_party(text, asked.end() if asked else 0)


def action_before(text: str, due: Span, party: Span | None, *, among_duties: bool) -> Span | None:
    """What is to be done: the words before the deadline, or after it where the line begins with it.

    Without the name of a wave ("Đợt 1:"), without a long list of parties in front, without whom to send it to when that
    is a sentence of its own; among duties, only the clause that has the deadline.
    """
    if _NEXT_CLAUSE.match(text[due.end :]):
        return None
    before = _UNTIL.sub("", text[: due.start].rstrip().removesuffix("("))
    if len(before) < _SHORTEST_ACTION:
        after = len(text) - len(text[due.end :].lstrip(" :,"))
        return Span(after, len(text)) if len(text) - after > _SHORTEST_ACTION else None
    if (sent := SENT_TO.search(before)) and sent.start() > 2 * _SHORTEST_ACTION:
        before = before[: sent.start()]
    start = _start_of_action(before, party)
    if among_duties and party is not None:
        clause = max(before.rfind("; "), before.rfind(". "))
        start = clause + 2 if start < clause < len(before) - _SHORTEST_ACTION else start
    return Span(start, len(before)) if len(before) - start >= _SHORTEST_ACTION else None


def _start_of_action(before: str, party: Span | None) -> int:
    if lead_in := _WAVE.match(before) or _LEADING.match(before):
        return lead_in.end()
    if party is not None and party.end - party.start > _LONG_PARTY:
        return party.end + 1
    return 0
