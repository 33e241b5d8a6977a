"""Which line of prose is a task (`docs/reading.md`); its words say when, who and what (`plans.marks`)."""

import re

from plans.content import LabelStyle, Span
from plans.importers.fields import describes_itself
from plans.importers.outline import Node
from plans.marks import (
    SENT_TO,
    Marks,
    action_before,
    dated,
    deadlines,
    delegated,
    in_period,
    named_day,
    organises,
    subject,
)
from plans.parties import leading_party, names_party
from plans.schedule import is_period_heading
from thidua.lib.text import fold

_GOALS = re.compile(
    r"\b(muc dich|yeu cau|muc tieu|chi tieu|dac diem|tinh hinh|quan diem|can cu|nguyen tac|doi tuong)\b"
    r"|^(cong tac |hinh thuc |muc )?khen thuong"
)
_TIMES = re.compile(r"\bthoi gian\b")
_REPORTING = re.compile(r"\b(che do|thong tin|cong tac|thoi gian)\b.*\bbao cao\b|^bao cao\b")
_ALLOTTING = re.compile(r"^phan cong\b")
_ACTIVITIES = re.compile(r"\b(hoat dong|phat dong|dang ky|cong viec|nhiem vu cu the|giao uoc)\b")

_SENDS = re.compile(r"\bgửi\s+(?:về\s+|cho\s+|đến\s+)?(?=[A-ZĐ]|đơn vị|các|khối|cụm|ban)", re.IGNORECASE)
_LEADING_BASIS = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Theo|Thực hiện)\s[^.]{10,600}?,\s+(?=(?:các|mỗi|khối|cụm|đơn vị|cơ quan)\s)", re.IGNORECASE
)
_ALLOTTED = re.compile(r"((?:Trưởng|Phó|Các|Thành viên|Ủy viên|Thư ký)[^:;.]{0,30}:\s*)?[^:;.]{2,120}(?=:\s*\S)")


class _Line:
    """A line with what a rule wants to know of it."""

    def __init__(self, node: Node, above: tuple[Node, ...]) -> None:
        self.node = node
        self.text = node.text
        self.above = above
        self.headings = [fold(part.text) for part in above if part.heading]
        self.heading = self.headings[-1] if self.headings else ""
        self.deadlines = deadlines(self.text)

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
    return any(part.heading and organises(part.text) for part in above)


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
    sent = SENT_TO.search(line.text[: due.start].rstrip()) if due else None
    return Marks(due=due, action=Span(0, sent.start()) if sent else None, responsible=subject(line.text))


def _allotted(line: _Line) -> Marks | None:
    """Under "Phân công nhiệm vụ": "Tổ chuyên môn: chuẩn bị nội dung", or a point under a heading that names a party."""
    due = next(iter(line.deadlines), None) or named_day(line.text)
    if _ALLOTTING.match(line.heading) and (party := _ALLOTTED.match(line.text)):
        return Marks(responsible=Span(0, party.end()), due=due)
    under_party = line.node.label is not None and any(part.heading and names_party(part.text) for part in line.above)
    if under_party and any(map(_ALLOTTING.match, line.headings)) and not line.deadlines:
        return Marks(due=due)
    return None


def _on_day(line: _Line) -> Marks | None:
    """A line with a day under a heading about time."""
    day = named_day(line.text) if _TIMES.search(line.heading) and not line.deadlines else None
    return Marks(due=day, action=action_before(line.text, day, None, among_duties=line.organises)) if day else None


def _is_bracketed(text: str, position: int) -> bool:
    return text.rfind("(", 0, position) > text.rfind(")", 0, position)


def _delegated(line: _Line) -> Marks | None:
    return delegated(line.text)


def _dated(line: _Line) -> Marks | None:
    return dated(line.text, among_duties=line.organises)


def _in_period(line: _Line) -> Marks | None:
    return in_period(line.text)


def _told_by_fields(line: _Line) -> Marks | None:
    return Marks(due=next(iter(line.deadlines), None)) if describes_itself(line.node) else None


def _reported(line: _Line) -> Marks | None:
    """What stands under a heading about reporting."""
    if not _REPORTING.search(line.heading) or line.node.children or line.is_detail:
        return None
    return Marks(responsible=subject(line.text))


def _part_of_activity(line: _Line) -> Marks | None:
    """Under a heading about activities: what a party does on some basis, or what is sent to someone."""
    plain = line.node.style in (LabelStyle.DASH, LabelStyle.NONE)
    if not plain or line.organises or not _ACTIVITIES.search(line.heading):
        return None
    basis = _LEADING_BASIS.match(line.text)
    if basis and (party := leading_party(line.text, basis.end())):
        return Marks(action=Span(basis.end(), len(line.text)), responsible=party)
    return Marks() if _SENDS.search(line.text) else None
