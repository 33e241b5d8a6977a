"""The head: who issues, number, symbol, place and date, subject (ô 2 to 5a)."""

import re
from collections.abc import Iterator

from plans.review.case import Case
from plans.review.finding import Finding, clause, quoted
from thidua.lib.dates import PartialDate


def findings(case: Case) -> Iterator[Finding]:
    yield from _issuer_and_subject(case)
    yield from _number(case)
    yield from _date(case)


def _issuer_and_subject(case: Case) -> Iterator[Finding]:
    if not "".join(case.content.head.issuer).strip():
        yield Finding("ISSUER_MISSING", f"Chưa có tên cơ quan, khối ban hành. Hãy nhập tên ({clause('II.2')}).")
    if not case.content.title.strip():
        yield Finding(
            "SUBJECT_MISSING",
            f"Chưa có trích yếu dưới tên loại văn bản. Hãy ghi kế hoạch về việc gì ({clause('II.5')}).",
        )


def _number(case: Case) -> Iterator[Finding]:
    """Phụ lục I, II.3: number and symbol, a stroke between them, bare hyphens within the symbol."""
    head = case.content.head
    if not head.number and not head.symbol:
        yield Finding("NUMBER_MISSING", f"Chưa có dòng “Số: …/KH-…”. Hãy nhập số và ký hiệu ({clause('II.3')}).")
    elif not head.number:
        written = quoted(f"Số: …{head.symbol}")
        yield Finding(
            "NUMBER_BLANK",
            f"Số văn bản còn để trống: {written}. Văn thư ghi số khi ban hành; nếu đã ban hành, hãy nhập số.",
        )
    if re.search(r"\s", head.symbol):
        written = f"{head.number or ''}{head.symbol}"
        yield Finding(
            "SYMBOL_SPACES",
            f"Ký hiệu {quoted(written)} có khoảng trắng giữa các nhóm chữ. "
            f"Hãy viết liền: {quoted(''.join(written.split()))} ({clause('II.3')}).",
        )


def _date(case: Case) -> Iterator[Finding]:
    """Phụ lục I, II.4: place, day, month and year of issue."""
    issued_on = case.content.head.issued_on
    if issued_on == PartialDate():
        yield Finding(
            "DATE_MISSING", f"Chưa có địa danh và ngày, tháng, năm ban hành. Hãy nhập dưới Tiêu ngữ ({clause('II.4')})."
        )
    elif None in (issued_on.day, issued_on.month, issued_on.year):
        blank = ", ".join(
            name
            for name, value in (("ngày", issued_on.day), ("tháng", issued_on.month), ("năm", issued_on.year))
            if value is None
        )
        yield Finding(
            "DAY_BLANK",
            f"Thời gian ban hành còn để trống {blank}. Văn thư ghi khi ban hành; nếu đã ban hành, hãy nhập.",
        )
    elif issued_on.complete is None:
        written = f"ngày {issued_on.day} tháng {issued_on.month} năm {issued_on.year}"
        yield Finding("DATE_IMPOSSIBLE", f"Lịch không có {quoted(written)}. Hãy sửa ngày ban hành.")
