"""Which line of prose is a task, and what in it says when, who and what (`docs/reading.md`)."""

import re
from dataclasses import dataclass

from plans.content import LabelStyle, Span
from plans.importers.fields import describes_itself
from plans.importers.outline import Node
from plans.parties import leading_party, names_party
from plans.schedule import Kind, Mention, Strength, find, is_period_heading, parse
from thidua.lib.text import fold

_GOALS = re.compile(
    r"\b(muc dich|yeu cau|muc tieu|chi tieu|dac diem|tinh hinh|quan diem|can cu|nguyen tac|doi tuong)\b"
    r"|^(cong tac |hinh thuc |muc )?khen thuong"
)
_TIMES = re.compile(r"\bthoi gian\b")
_REPORTING = re.compile(r"\b(che do|thong tin|cong tac|thoi gian)\b.*\bbao cao\b|^bao cao\b")
_ALLOTTING = re.compile(r"^phan cong\b")
_ORGANISING = re.compile(
    r"\b(to chuc thuc hien|to chuc trien khai|trach nhiem|phan cong|to chuc, thuc hien|trien khai thuc hien$)"
)
_ACTIVITIES = re.compile(r"\b(hoat dong|phat dong|dang ky|cong viec|nhiem vu cu the|giao uoc)\b")

_SENDS = re.compile(r"\bgửi\s+(?:về\s+|cho\s+|đến\s+)?(?=[A-ZĐ]|đơn vị|các|khối|cụm|ban)", re.IGNORECASE)
_LEADING_BASIS = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Theo|Thực hiện)\s[^.]{10,600}?,\s+(?=(?:các|mỗi|khối|cụm|đơn vị|cơ quan)\s)", re.IGNORECASE
)
_SET = re.compile(r"(?:trong|vào)\s+(?:tháng|quý|tuần)")
_DAY = re.compile(r"(?<!\w)(?:vào )?ngày\s+\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?(?!\d)")
_ALLOTTED = re.compile(r"((?:Trưởng|Phó|Các|Thành viên|Ủy viên|Thư ký)[^:;.]{0,30}:\s*)?[^:;.]{2,120}(?=:\s*\S)")
_BRACKETED_END = re.compile(r"\(([^()]{4,60})\)[\s.;]*$")
_PERIOD_IN_FRONT = re.compile(r"(Trong (?:tháng|quý)\s[^,]{1,20}?\d{4})\s*,?\s+(?=[^\W\d])")
_TIME_AND_COLON = re.compile(r"((?:Tháng|Quý|Ngày|Từ|Tuần|Trước|Đến|Sáng|Chiều)\s[^:.;]{1,40}?)\s*:\s+(?=\S)")
_ASKED = re.compile(r"(?:Đề nghị|Yêu cầu|Giao)\s+")
_WAVE = re.compile(r"(?:Đợt|Giai đoạn|Vòng|Bước|Lần)\s+(?:thứ\s+)?\w+[^:;.]{0,15}:\s*")
_LEADING = re.compile(
    r"Chủ trì,?\s*phối hợp\s+(?:với|cùng)\s+[^.;]{3,120}?\s+(?=(?:tham mưu|tổ chức|xây dựng|triển khai|thực hiện)\s)"
)
_SENT_TO = re.compile(r"\s*[:.]\s+(?:nộp|gửi)\s[^:;.]{0,80}$", re.IGNORECASE)
_UNTIL = re.compile(r"[\s,;:(]*(?:(?:và )?(?:phải )?hoàn thành(?: xong)?|xong|thời hạn|thời gian)?[\s,;:]*$")
"""Words that only lead to a deadline."""
_DELEGATED = re.compile(
    r"(?:(?P<task>.{15,}?)[.;]\s+)?(?:Giao|giao)\s+(?P<lead>[^.;]{3,120}?)"
    r"(?:\s+chủ trì(?:,?\s*phối hợp\s+(?:với|cùng)\s+(?P<support>[^.;]{3,200}?))?)?"
    r"\s+(?P<work>(?:xây dựng|thực hiện|tham mưu|tổng hợp|công bố|kiểm tra|rà soát|tổ chức|triển khai|ban hành|theo dõi"
    r"|báo cáo|hướng dẫn|đôn đốc|trình|lập|nghiên cứu|đề xuất|thẩm định|phát động)(?!\w).*)"
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


class _Line:
    """A line with what a rule wants to know of it."""

    def __init__(self, node: Node, above: tuple[Node, ...]) -> None:
        self.node = node
        self.text = node.text
        self.above = above
        self.headings = [fold(part.text) for part in above if part.heading]
        self.heading = self.headings[-1] if self.headings else ""
        self.deadlines = [Span(mention.start, mention.end) for mention in find(self.text) if _is_deadline(mention)]

    @property
    def states_aims(self) -> bool:
        return any(_GOALS.search(heading) and not _TIMES.search(heading) for heading in self.headings)

    @property
    def organises(self) -> bool:
        return is_organising(self.above)

    @property
    def announces(self) -> bool:
        """Whether it only leads to the lines below: it ends with a colon and has no time."""
        return self.text.rstrip().endswith(":") and not self.deadlines

    @property
    def is_detail(self) -> bool:
        """Whether it is part of an enumeration that the line above announces."""
        return bool(self.above) and not self.above[-1].heading and self.above[-1].text.rstrip().endswith(":")


def is_organising(above: tuple[Node, ...]) -> bool:
    """Whether a heading above organises the implementation, so that what stands there are duties."""
    return any(part.heading and _ORGANISING.search(fold(part.text)) for part in above)


def own_deadline(text: str) -> Span | None:
    """The first deadline that a text states."""
    return next((Span(mention.start, mention.end) for mention in find(text) if _is_deadline(mention)), None)


def task_marks(node: Node, above: tuple[Node, ...]) -> Marks | None:
    """The marks of the task that a line is; None when it is none."""
    line = _Line(node, above)
    if is_period_heading(line.text) and node.children:
        return None
    if marks := _under_period(line):
        return marks
    if line.states_aims or line.announces:
        return None
    rules = (_delegated, _allotted, _on_day, _told_by_fields, _dated, _in_period, _reported, _part_of_activity)
    return next((marks for rule in rules if (marks := rule(line))), None)


# --- the rules, first come first served -----------------------------------------------------------------------------


def _under_period(line: _Line) -> Marks | None:
    """All that stands under a heading that is a time; a deadline of its own in brackets tells of something else."""
    if not any(is_period_heading(part.text) for part in line.above):
        return None
    due = next((span for span in line.deadlines if not _is_bracketed(line.text, span.start)), None)
    sent = _SENT_TO.search(line.text[: due.start].rstrip()) if due else None
    return Marks(due=due, action=Span(0, sent.start()) if sent else None, responsible=_subject(line.text))


def _delegated(line: _Line) -> Marks | None:
    """ "Giao A chủ trì, phối hợp với B làm việc này, thời hạn …": alone, or after the sentence that names the work."""
    found = _DELEGATED.match(line.text)
    if found is None:
        return None
    due = line.deadlines[-1] if line.deadlines else _limit(line.text)
    work = "task" if found["task"] else "work"
    end = found.end(work) if due is None or work == "task" else max(due.start, found.start(work))
    return Marks(
        action=Span(found.start(work), len(_UNTIL.sub("", line.text[:end]).rstrip(" .;"))),
        due=due,
        responsible=Span(*found.span("lead")),
        coordinating=Span(*found.span("support")) if found["support"] else None,
    )


def _allotted(line: _Line) -> Marks | None:
    """Under "Phân công nhiệm vụ": "Tổ chuyên môn: chuẩn bị nội dung", or a point under a heading that names a party."""
    due = next(iter(line.deadlines), None) or _day(line.text)
    if _ALLOTTING.match(line.heading) and (party := _ALLOTTED.match(line.text)):
        return Marks(responsible=Span(0, party.end()), due=due)
    under_party = line.node.label is not None and any(part.heading and names_party(part.text) for part in line.above)
    if under_party and any(map(_ALLOTTING.match, line.headings)) and not line.deadlines:
        return Marks(due=due)
    return None


def _on_day(line: _Line) -> Marks | None:
    """A line with a day under a heading about time."""
    day = _day(line.text) if _TIMES.search(line.heading) and not line.deadlines else None
    return Marks(due=day, action=_action(line, day, None)) if day else None


def _told_by_fields(line: _Line) -> Marks | None:
    return Marks(due=next(iter(line.deadlines), None)) if describes_itself(line.node) else None


def _dated(line: _Line) -> Marks | None:
    """A line with a deadline of its own; of several the last."""
    if not line.deadlines:
        return None
    due, subject = line.deadlines[-1], _subject(line.text)
    return Marks(due=due, action=_action(line, due, subject), responsible=subject)


def _in_period(line: _Line) -> Marks | None:
    """A period in brackets at the end of the line, or in front of its sentence."""
    text = line.text
    closing, opening = _BRACKETED_END.search(text), _PERIOD_IN_FRONT.match(text) or _TIME_AND_COLON.match(text)
    if closing and parse(closing[1]).kind in (Kind.PERIOD, Kind.RANGE, Kind.FROM):
        due, action = Span(closing.start(1), closing.end(1)), Span(0, len(text[: closing.start()].rstrip()))
    elif opening and parse(opening[1]).kind not in (Kind.UNKNOWN, Kind.CONTINUOUS, Kind.DEPENDENT):
        due, action = Span(0, opening.end(1)), Span(opening.end(), len(text))
    else:
        return None
    return Marks(due=due, action=action, responsible=leading_party(text, action.start))


def _reported(line: _Line) -> Marks | None:
    """What stands under a heading about reporting."""
    if not _REPORTING.search(line.heading) or line.node.children or line.is_detail:
        return None
    return Marks(responsible=_subject(line.text))


def _part_of_activity(line: _Line) -> Marks | None:
    """Under a heading about activities: what a party does on some basis, or what is sent to someone."""
    plain = line.node.style in (LabelStyle.DASH, LabelStyle.NONE)
    if not plain or line.organises or not _ACTIVITIES.search(line.heading):
        return None
    basis = _LEADING_BASIS.match(line.text)
    if basis and (party := leading_party(line.text, basis.end())):
        return Marks(action=Span(basis.end(), len(line.text)), responsible=party)
    return Marks() if _SENDS.search(line.text) else None


# --- places in the words --------------------------------------------------------------------------------------------


def _is_deadline(mention: Mention) -> bool:
    """A day to be kept, or a month or quarter set for the work ("hoàn thành trong quý III", "vào tháng 11/2024")."""
    return mention.strength is Strength.DEADLINE or _SET.match(str(mention.schedule)) is not None


def _is_bracketed(text: str, position: int) -> bool:
    return text.rfind("(", 0, position) > text.rfind(")", 0, position)


_LIMIT = re.compile(
    r"(?:thời hạn|thời gian|tiến độ)(?: hoàn thành| thực hiện)?\s*:\s*(?P<time>[^.;]{3,60})", re.IGNORECASE
)


def _limit(text: str) -> Span | None:
    """The time in "…; thời hạn hoàn thành: quý III/2026."."""
    limit = _LIMIT.search(text)
    return Span(*limit.span("time")) if limit else None


def _day(text: str) -> Span | None:
    match = _DAY.search(text)
    return Span(match.start(), match.end()) if match else None


def _subject(text: str) -> Span | None:
    """The party that a sentence makes responsible."""
    asked = _ASKED.match(text)
    return leading_party(text, asked.end() if asked else 0)


def _action(line: _Line, due: Span, subject: Span | None) -> Span | None:
    """What is to be done: the words before the deadline, or after it where the line begins with it.

    Without the name of a wave ("Đợt 1:"), without a long list of parties in front, without whom to send it to when that
    is a sentence of its own; within a duty, only the clause that has the deadline.
    """
    text = line.text
    if _NEXT_CLAUSE.match(text[due.end :]):
        return None
    before = _UNTIL.sub("", text[: due.start].rstrip().removesuffix("("))
    if len(before) < _SHORTEST_ACTION:
        after = len(text) - len(text[due.end :].lstrip(" :,"))
        return Span(after, len(text)) if len(text) - after > _SHORTEST_ACTION else None
    if (sent := _SENT_TO.search(before)) and sent.start() > 2 * _SHORTEST_ACTION:
        before = before[: sent.start()]
    start = _start_of_action(before, subject)
    if line.organises and subject is not None:
        clause = max(before.rfind("; "), before.rfind(". "))
        start = clause + 2 if start < clause < len(before) - _SHORTEST_ACTION else start
    return Span(start, len(before)) if len(before) - start >= _SHORTEST_ACTION else None


def _start_of_action(before: str, subject: Span | None) -> int:
    if lead_in := _WAVE.match(before) or _LEADING.match(before):
        return lead_in.end()
    if subject is not None and subject.end - subject.start > _LONG_PARTY:
        return subject.end + 1
    return 0
