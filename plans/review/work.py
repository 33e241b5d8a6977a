"""The work of the plan: who does it, when, in which year.

No clause of the decree: what those who carry out plans miss in them.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import dropwhile

from plans.content import ColumnRole, Duty, GroupRow, Row, Table, all_blocks
from plans.review.case import Case, Place, Text
from plans.review.finding import Finding, listed, quoted
from plans.schedule import Cycle, Kind, Span, is_period_heading, parse
from plans.tasks import Task

_DEPUTY = re.compile(r"(?:khối|cụm)\s+phó|phó\s+(?:trưởng\s+)?(?:khối|cụm)", re.IGNORECASE)
_YEAR = re.compile(r"năm\s+(?:học\s+)?((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_PERIOD = re.compile(r"\s*[-–]\s*(?:19|20)\d\d")
_LONGEST_CLAUSE = 200
_OWN_PAPER = re.compile(
    r"(?<!\w)(?:xây dựng|ban hành|soạn thảo|dự thảo|hoàn thiện|sửa đổi|bổ sung|ký kết|ký|lập|thực hiện|triển khai"
    r"|phát động|tổ chức|trên đây là)(?!\w).*?(?:quy chế|kế hoạch|tiêu chí|giao ước|chương trình|hướng dẫn|bảng điểm"
    r"|bảng chấm điểm|phong trào thi đua)|đăng ký thi đua",
    re.IGNORECASE,
)
_OWN_HEADING = re.compile(r"nội dung|nhiệm vụ|hoạt động|kế hoạch|chỉ tiêu", re.IGNORECASE)
_PAST_WORK = re.compile(
    r"(?<!\w)(?:tổng kết|sơ kết|kết quả|tình hình|đánh giá|báo cáo|thành tích|giai đoạn|nhiệm kỳ|kỷ niệm"
    r"|so với|từ)(?!\w)",
    re.IGNORECASE,
)
"""Work that rightly names a year gone by."""


def findings(case: Case) -> Iterator[Finding]:
    yield from _parties(case)
    yield from _deadlines(case)
    if case.cycle:
        yield from _stale_years(case, case.cycle)
        yield from _stale_subject(case, case.cycle)
        yield from _outside(case, case.cycle)
        yield from _gap(case, case.cycle)
        yield from _mixed_halves(case, case.cycle)


# --- who ------------------------------------------------------------------------------------------------------------


def _parties(case: Case) -> Iterator[Finding]:
    """A task without a party is nobody's; a plan may instead share out duties, body by body."""
    blocks = [block for block, _ in all_blocks(case.content)]
    tables = [block for block in blocks if isinstance(block, Table) and block.holds_tasks]
    empty = [found for table in tables for found in _rows_without_lead(table)]
    named = any(task.responsible for task in case.tasks)
    if empty and named:
        yield Finding(
            "EMPTY_RESPONSIBLE",
            f"Bảng nhiệm vụ có {len(empty)} dòng trống đơn vị thực hiện: {listed(text for _, text in empty)}. "
            "Hãy phân công đơn vị thực hiện.",
            empty[0][0],
        )
    if not named and sum(isinstance(block, Duty) for block in blocks) < len(case.tasks):
        yield Finding("NO_RESPONSIBLE", "Không nhiệm vụ nào có đơn vị thực hiện. Hãy phân công cho từng nhiệm vụ.")
    if case.is_of_bloc and not any(_DEPUTY.search(text.text) for text in case.texts):
        yield Finding(
            "NO_DEPUTY", "Kế hoạch không nhắc đến Khối phó, Cụm phó. Nếu có đơn vị này, hãy ghi việc được phân công."
        )


def _rows_without_lead(table: Table) -> Iterator[tuple[int, str]]:
    content, lead = table.index_of(ColumnRole.CONTENT), table.index_of(ColumnRole.LEAD)
    if content is None or lead is None:
        return
    for row in table.rows:
        if isinstance(row, Row) and (text := row.cells[content]) and row.cells[lead] == "" and not text.isupper():
            yield row.key, text


# --- when -----------------------------------------------------------------------------------------------------------


def _deadlines(case: Case) -> Iterator[Finding]:
    if case.tasks and not any(task.due and task.due.kind is not Kind.UNKNOWN for task in case.tasks):
        yield Finding("NO_DEADLINES", "Không nhiệm vụ nào có thời gian thực hiện. Hãy ghi thời hạn cho từng nhiệm vụ.")


def _year_name(cycle: Cycle) -> str:
    return f"năm học {cycle.year} - {cycle.year + 1}" if cycle.is_school else f"năm {cycle.year}"


def _stale_years(case: Case, cycle: Cycle) -> Iterator[Finding]:
    """Years before the plan's own in words that name this plan's papers: left over from last year's file."""
    elsewhere = (Place.SUBJECT, Place.BASIS, Place.ANNEX, Place.RECIPIENT)
    texts = [text for text in case.texts if text.place not in elsewhere]
    found = [(text.key, words) for text in texts for words in _own_papers_before(text, cycle.year)]
    if found:
        yield Finding(
            "STALE_YEAR",
            f"Năm cũ trong kế hoạch {_year_name(cycle)}: {listed(words for _, words in found)}. "
            "Hãy kiểm tra xem có phải chép từ năm trước.",
            found[0][0],
        )


def _own_papers_before(text: Text, first_year: int) -> Iterator[str]:
    """The clauses of a text, up to their year, that name a paper of this plan with a year before `first_year`."""
    for year in _YEAR.finditer(text.text):
        is_school_year = "học" in year[0].lower()
        if int(year[1]) >= first_year or (_PERIOD.match(text.text, year.end()) and not is_school_year):
            continue
        clause = re.split(r"[;.:\d]", text.text[max(0, year.start() - _LONGEST_CLAUSE) : year.start()])[-1]
        own = _OWN_PAPER.search(clause) or (text.place is Place.HEADING and _OWN_HEADING.search(clause))
        if own and not _PAST_WORK.search(clause, own.start()):
            yield clause[own.start() :] + year[0]


def _stale_subject(case: Case, cycle: Cycle) -> Iterator[Finding]:
    issued_on, end, subject = case.content.head.issued_on.complete, cycle.span.end, case.content.title
    if issued_on and end and issued_on > end and "thi đua" in subject.lower() and not _PAST_WORK.search(subject):
        yield Finding(
            "STALE_YEAR", f"Trích yếu {quoted(subject)} nêu năm đã hết trước ngày ban hành. Hãy sửa năm hoặc ngày."
        )


def _days(task: Task, cycle: Cycle) -> Span:
    """The days of a task, its exclusive end ("trước 10/01") taken off."""
    return Span(task.due.span(cycle).start, task.due.last_day(cycle)) if task.due else Span()


def _outside(case: Case, cycle: Cycle) -> Iterator[Finding]:
    """Work before or after the year; often meant (hand-over in January), so it is only pointed out."""
    first, last = cycle.span.start or date.min, cycle.span.end or date.max
    outside = []
    for task in case.tasks:
        days = _days(task, cycle)
        if (days.end or first) < first or max(days.start or last, days.end or last) > last:
            outside.append((task.key, str(task.due)))
    if outside:
        yield Finding(
            "CROSS_YEAR",
            f"Có việc nằm ngoài {_year_name(cycle)}: {listed(words for _, words in outside)}. "
            "Nếu đúng ý định (chuẩn bị trước, tổng kết sau) thì giữ nguyên; nếu không, hãy sửa thời gian.",
            outside[0][0],
        )


def _gap(case: Case, cycle: Cycle) -> Iterator[Finding]:
    """A quarter without work between others, in a plan that is organised by quarters or months."""
    headings = [span for text in _period_headings(case) if (span := parse(text.strip(" .:")).span(cycle)).start]
    if len(headings) < 2 or any(task.due and task.due.kind is Kind.RECURRING for task in case.tasks):
        return
    spans = [*headings, *(_days(task, cycle) for task in case.tasks)]
    quarters = [(name, any(_overlap(span, quarter) for span in spans)) for name, quarter in _quarters(cycle)]
    while quarters and not quarters[-1][1]:
        quarters.pop()
    empty = [name for name, has_work in dropwhile(lambda quarter: not quarter[1], quarters) if not has_work]
    if empty:
        yield Finding(
            "PERIOD_GAP",
            f"Kế hoạch chia theo thời gian nhưng không có việc nào trong {', '.join(empty)}. Hãy kiểm tra lại.",
        )


def _period_headings(case: Case) -> Iterator[str]:
    for block, _ in all_blocks(case.content):
        if isinstance(block, Table):
            headings = [row.text for row in block.rows if isinstance(row, GroupRow)]
        else:
            headings = [block.text] if block.blocks else []
        yield from filter(is_period_heading, headings)


def _quarters(cycle: Cycle) -> Iterator[tuple[str, Span]]:
    for index, numeral in enumerate(("I", "II", "III", "IV")):
        years, month = divmod(cycle.first_month + 3 * index - 1, 12)
        quarter = Span.months(cycle.year + years, month + 1, 3)
        school_name = f"tháng {quarter.start:%m/%Y} đến tháng {quarter.end:%m/%Y}"
        yield school_name if cycle.is_school else f"quý {numeral}", quarter


def _overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a day; a span with one side is that day."""
    start, end = one.start or one.end, one.end or one.start
    return bool(start and end and other.start and other.end and start <= other.end and end >= other.start)


def _mixed_halves(case: Case, cycle: Cycle) -> Iterator[Finding]:
    """In a school year its first semester and "6 tháng đầu năm" are one time by two names."""
    if not cycle.is_school:
        return
    semesters = [text for text in case.texts if re.search(r"học kỳ\s+(?:I|1)(?!\w)", text.text, re.IGNORECASE)]
    halves = [text for text in case.texts if re.search(r"(?<!\d)0?6 tháng đầu năm", text.text, re.IGNORECASE)]
    if semesters and halves:
        yield Finding(
            "PERIOD_MIX",
            "Kế hoạch theo năm học dùng lẫn “học kỳ I” và “6 tháng đầu năm” cho cùng một khoảng thời gian. "
            "Hãy dùng một cách gọi.",
            halves[0].key,
        )
