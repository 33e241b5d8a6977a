"""A unit's sheet as one locked workbook: what the unit fills in is open, the rest stands still, points are live.

`scoring.workbooks.sheet_in` reads it back by the keys in its hidden column, wherever the rows stand then.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from itertools import count

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from scoring.criteria import Ancestors, Counts, Criteria, Criterion, Group, Node, counts_below, walk
from scoring.figures import BELOW, may_be_negative
from scoring.kinds import (
    Attendance,
    Bands,
    Checklist,
    Deadline,
    Direct,
    External,
    Levels,
    PassFail,
    PerTime,
    PlusMinus,
)
from scoring.sums import maxima
from scoring.workbooks import formulas
from scoring.workbooks.formulas import DONE, Inputs
from scoring.workbooks.sheet_columns import (
    IDENTITY,
    LISTS,
    MARKED,
    NOT_DONE,
    SHEET,
    Column,
    part_key,
)
from scoring.workbooks.sheet_lines import SILENT, Line, Origin, fingerprint
from thidua.lib.points import number_text
from thidua.lib.sheets import write_text

HEADING_ROW = 4
WIDTHS = {
    Column.CODE: 7, Column.TEXT: 46, Column.MAX: 9, Column.AMOUNT: 14, Column.TARGET: 14, Column.CHOICE: 20,
    Column.PROVISIONAL: 6, Column.NOT_APPLICABLE: 10, Column.NOTE: 32, Column.POINTS: 10, Column.GUIDE: 48,
}  # fmt: skip
POINTS_OF = {Counts.SCORE: Column.SCORE, Counts.BONUS: Column.BONUS, Counts.DEDUCTION: Column.DEDUCTION}
"""The hidden column in which each kind of points is added up."""
INPUTS = (Column.AMOUNT, Column.TARGET, Column.CHOICE, Column.PROVISIONAL, Column.NOT_APPLICABLE, Column.NOTE)
NUMBERS = (Column.MAX, Column.AMOUNT, Column.TARGET, Column.POINTS)
MARKS = (Column.PROVISIONAL, Column.NOT_APPLICABLE)
REFUSED = "Đề nghị bỏ qua vì không phát sinh nhiệm vụ đã không được đồng ý: hãy nhập kết quả."

SCORE, NOT_APPLICABLE, NORMALISED = "Điểm đạt được", "Điểm không phát sinh nhiệm vụ", "Quy đổi theo thang điểm"
BONUS, DEDUCTIONS, LATE, TOTAL = "Điểm thưởng", "Điểm trừ", "Trừ nộp chậm", "Tổng điểm tự chấm"

_FONT = "Times New Roman"
_LINE_HEIGHT, _HIGHEST = 15, 409
"""In points."""
_PLAIN, _BOLD = Font(name=_FONT), Font(name=_FONT, bold=True)
_OPEN = PatternFill("solid", fgColor="FFF8DC")
_HEADING, _GROUP = PatternFill("solid", fgColor="D9E2EF"), PatternFill("solid", fgColor="F2F2F2")
_LINE = Side(style="thin", color="A6A6A6")
_RULED = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_LONGEST_MESSAGE = 255
"""In letters: what Excel shows beside a cell."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a workbook tells of a sheet."""

    origin: Origin
    unit: str
    year: str
    """ "Năm 2026"."""
    lines: Mapping[int, Line]
    """By key of the criterion."""
    refused: frozenset[int] = frozenset()
    """Criteria that must not be left out although the unit asked for it."""
    late: Decimal = Decimal(0)
    """What the sheet's lateness costs."""
    is_open: bool = True
    """Whether it may be filled in."""


def sheet_workbook(criteria: Criteria, content: Content) -> bytes:
    """The sheet as an XLSX file."""
    stream = BytesIO()
    _Writer(criteria, content).book().save(stream)
    return stream.getvalue()


@dataclass
class _Lists:
    """The hidden sheet of words to choose from and bounds of bands, each beside its points."""

    page: Worksheet
    rows: Iterator[int] = field(default_factory=lambda: count(1))

    def add(self, values: Iterable[tuple[str | Decimal, Decimal]]) -> tuple[str, str]:
        """The ranges of the values and of their points."""
        used = []
        for value, worth in values:
            used.append(next(self.rows))
            cell = self.page.cell(used[-1], 1)
            if isinstance(value, str):
                write_text(cell, value)
            else:
                cell.value = value
            self.page.cell(used[-1], 2, worth)
        first, last = used[0], used[-1]
        return tuple(f"'{LISTS}'!${column}${first}:${column}${last}" for column in "AB")  # type: ignore[return-value]


class _Writer:
    """One workbook while it is written: rows are given out from the top, groups add up what was written below them."""

    def __init__(self, criteria: Criteria, content: Content) -> None:
        self.criteria, self.content = criteria, content
        self.workbook = Workbook()
        self.page: Worksheet = self.workbook.active
        self.page.title = SHEET
        self.lists = _Lists(self.workbook.create_sheet(LISTS))
        self.row_of: dict[int, int] = {}
        self.last_row_of: dict[int, int] = {}
        """Below its own row stand the parts of a checklist."""
        self.validations: dict[tuple[str, ...], DataValidation] = {}

    def book(self) -> Workbook:
        rows = list(walk(self.criteria))
        self._give_rows(rows)
        self._head()
        for node, above in rows:
            if isinstance(node, Group):
                self._group(node, (*above, node))
            else:
                self._criterion(node, above)
        self._sums(max(self.last_row_of.values(), default=HEADING_ROW) + 1)
        self._identity()
        self._layout()
        return self.workbook

    def _give_rows(self, rows: list[tuple[Node, Ancestors]]) -> None:
        row = HEADING_ROW + 1
        for node, _ in rows:
            self.row_of[node.key] = row
            parts = node.rule.parts if isinstance(node, Criterion) and isinstance(node.rule, Checklist) else ()
            row += len(parts) if isinstance(parts, tuple) else 0
            self.last_row_of[node.key] = row
            row += 1

    # The visible sheet ----------------------------------------------------------------------------------------------

    def _head(self) -> None:
        title = f"BẢNG TỰ CHẤM ĐIỂM THI ĐUA {self.content.year.upper()}"
        how = (
            "Chỉ nhập vào các ô nền vàng; điểm tự tính. Nhập xong, lưu tệp rồi tải lên trang bảng tự chấm (Nhập Excel)."
            if self.content.is_open
            else "Bảng này chỉ để xem."
        )
        for row, text in enumerate((title, self.content.unit, how), start=1):
            self._text(row, Column.CODE, text).font = Font(name=_FONT, bold=row < 3, size=14 if row == 1 else 11)
        for column in Column:
            cell = self._text(HEADING_ROW, column, column.title)
            cell.font, cell.fill, cell.border = _BOLD, _HEADING, _RULED
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)

    def _group(self, group: Group, above: Ancestors) -> None:
        row, counts = self.row_of[group.key], counts_below(above)
        self._row(row, group.code, group.text, group.max)
        for kind, column in POINTS_OF.items():
            cap = group.cap if kind is counts else None
            self._put(row, column, formulas.capped_sum(self._below(group.nodes, column), cap))
        cap = group.cap if counts is Counts.SCORE else None
        self._put(row, Column.MAXIMUM, formulas.capped_sum(self._below(group.nodes, Column.MAXIMUM), cap))
        score, bonus, deduction = (column.at(row) for column in POINTS_OF.values())
        self._put(row, Column.POINTS, f"=ROUND({score}+{bonus}-{deduction},4)")
        for column in Column.shown():
            cell = self.page.cell(row, column.number)
            cell.font, cell.fill = _BOLD, _GROUP

    def _criterion(self, criterion: Criterion, above: Ancestors) -> None:
        row, key = self.row_of[criterion.key], criterion.key
        counts = counts_below(above)
        line = self.content.lines.get(key, SILENT)
        self._row(row, criterion.code, criterion.text, criterion.max)
        self._text(row, Column.GUIDE, self._guide(criterion))
        self._text(row, Column.KEY, str(key))
        scale, worths = self._scale(criterion)
        may_be_aside = self.criteria.not_applicable.allowed and counts is Counts.SCORE
        self._inputs(criterion, line, scale, may_be_aside=may_be_aside)
        parts = ""
        if isinstance(criterion.rule, Checklist) and isinstance(criterion.rule.parts, tuple):
            parts = self._parts(key, row, criterion.rule.parts, line)
        aside = Column.NOT_APPLICABLE.at(row)
        inputs = Inputs(
            amount=Column.AMOUNT.at(row),
            target=Column.TARGET.at(row),
            choice=Column.CHOICE.at(row),
            not_applicable="" if key in self.content.refused else aside,
            parts=parts,
            scale=scale,
            worths=worths,
        )
        is_deduction = counts is Counts.DEDUCTION
        shown = Column.POINTS.at(row)
        self._put(row, Column.POINTS, formulas.points(criterion, self.criteria, inputs, is_deduction=is_deduction))
        self._put(row, POINTS_OF[counts], formulas.number_in(shown, sign="-" if is_deduction else ""))
        if counts is Counts.SCORE and criterion.max is not None:
            self._put(row, Column.MAXIMUM, formulas.maximum(criterion.max, inputs.not_applicable))

    def _inputs(self, criterion: Criterion, line: Line, scale: str, *, may_be_aside: bool) -> None:
        row, asked, figure = self.row_of[criterion.key], criterion.rule.asked, line.figure
        unit = f" ({asked.unit})" if asked.unit else ""
        if asked.amount:
            self._open(row, Column.AMOUNT, figure.amount)
            self._validate(row, Column.AMOUNT, *self._amount_rule(criterion), prompt=f"{asked.amount}{unit}")
        if asked.target:
            self._open(row, Column.TARGET, figure.target)
            rule = ("decimal", "greaterThan", "0", "", "Chỉ tiêu, tổng số là số lớn hơn 0.")
            self._validate(row, Column.TARGET, *rule, prompt=f"{asked.target}{unit}")
        if asked.choices and not asked.several:
            chosen = asked.choices[figure.chosen[0]] if figure.chosen else None
            self._open(row, Column.CHOICE, chosen)
            self._validate(row, Column.CHOICE, "list", "", scale, "", "Hãy chọn một mục trong danh sách.")
        self._open(row, Column.PROVISIONAL, MARKED if line.is_provisional else None)
        aside = MARKED if figure.not_applicable else None
        self._open(row, Column.NOT_APPLICABLE, aside, is_open=may_be_aside)
        for column in MARKS:
            self._validate(row, column, "list", "", f'"{MARKED}"', "", "Hãy chọn x hoặc để trống.")
        self._open(row, Column.NOTE, line.note or None)
        self.page.cell(row, Column.NOTE.number).number_format = "@"

    def _parts(self, key: int, row: int, names: tuple[str, ...], line: Line) -> str:
        """The parts of a checklist, each on a row of its own; gives the range in which they are marked."""
        chosen = line.figure.chosen
        for number, name in enumerate(names):
            place = row + 1 + number
            self._row(place, "", f"- {name}", None)
            self._text(place, Column.KEY, part_key(key, number))
            self._open(place, Column.CHOICE, None if chosen is None else DONE if number in chosen else NOT_DONE)
            self._validate(place, Column.CHOICE, "list", "", f'"{DONE},{NOT_DONE}"', "", "Hãy chọn Có hoặc Không.")
        return f"{Column.CHOICE.at(row + 1)}:{Column.CHOICE.at(row + len(names))}"

    def _scale(self, criterion: Criterion) -> tuple[str, str]:
        """Where the choices or bands of a criterion stand, and what they are worth."""
        match criterion.rule:
            case PassFail() as rule:
                worths = (Decimal(0), criterion.max or Decimal(0))
                return self.lists.add(zip(rule.asked.choices, worths, strict=True))
            case Levels(levels=levels):
                return self.lists.add((level.name, level.points) for level in levels)
            case Bands(bands=bands):
                ordered = sorted(bands, key=lambda band: band.least)
                return self.lists.add((band.least, band.points) for band in ordered)
        return "", ""

    def _guide(self, criterion: Criterion) -> str:
        """How it is scored and what is asked for; a cell has no room for labels of its own."""
        asked = criterion.rule.asked
        unit = f" ({asked.unit})" if asked.unit else ""
        lines = [
            criterion.guide,
            REFUSED if criterion.key in self.content.refused else "",
            f"Kết quả: {asked.amount}{unit}" if asked.amount else "",
            f"Chỉ tiêu: {asked.target}{unit}" if asked.target else "",
            "Chọn Có hoặc Không ở từng phần việc dưới đây." if asked.several else "",
        ]
        return "\n".join(line for line in lines if line)

    def _amount_rule(self, criterion: Criterion) -> tuple[str, str, str, str, str]:
        """Type, operator, bounds and message of the amount's validation."""
        step, most = self.criteria.step, criterion.max
        match criterion.rule:
            case Direct() | PlusMinus() | External() as rule:
                least = rule.floor if isinstance(rule, PlusMinus) else Decimal(0)
                by = Decimal(1).scaleb(-self.criteria.decimals) if isinstance(rule, External) else step
                if most is None:
                    message = f"Hãy nhập điểm từ {number_text(least)} trở lên, bước {number_text(by)}."
                    return "decimal", "greaterThanOrEqual", formulas.number(least), "", message
                message = f"Hãy nhập điểm từ {number_text(least)} đến {number_text(most)}, bước {number_text(by)}."
                return "decimal", "between", formulas.number(least), formulas.number(most), message
            case PerTime() | Deadline() | Attendance() as rule:
                message = f"{rule.asked.amount} là số nguyên từ 0 trở lên."
                return "whole", "greaterThanOrEqual", "0", "", message
            case Checklist() as rule:
                message = f"Hãy nhập số phần việc đã làm, là số nguyên từ 0 đến {rule.count}."
                return "whole", "between", "0", str(rule.count), message
        if may_be_negative(criterion.rule):
            return "decimal", "between", f"-{BELOW}", str(BELOW), "Hãy nhập một số."
        return "decimal", "between", "0", str(BELOW), "Hãy nhập một số từ 0 trở lên."

    def _sums(self, row: int) -> None:
        """The last lines: what all comes to."""
        criteria, top = self.criteria, self.criteria.nodes
        rows = dict(zip((SCORE, NOT_APPLICABLE, NORMALISED, BONUS, DEDUCTIONS, LATE, TOTAL), count(row), strict=False))
        at = {name: Column.POINTS.at(number) for name, number in rows.items()}
        below = {column: self._below(top, column) for column in (*POINTS_OF.values(), Column.MAXIMUM)}
        whole = formulas.number(maxima(criteria).total.score)
        deductions, kept = ",".join(below[Column.DEDUCTION]) or "0", ",".join(below[Column.MAXIMUM]) or "0"
        score = formulas.normalised(criteria, at[SCORE], at[NOT_APPLICABLE])
        values: dict[str, str | Decimal] = {
            SCORE: formulas.capped_sum(below[Column.SCORE]),
            NOT_APPLICABLE: f"=ROUND({whole}-SUM({kept}),4)",
            NORMALISED: score if criteria.not_applicable.normalise else f"={at[SCORE]}",
            BONUS: formulas.capped_sum(below[Column.BONUS], criteria.bonus_cap),
            DEDUCTIONS: f"=ROUND(-SUM({deductions}),4)",
            LATE: -self.content.late,
            TOTAL: formulas.total(criteria, (at[name] for name in (NORMALISED, BONUS, DEDUCTIONS, LATE))),
        }
        for name, value in values.items():
            self._row(rows[name], "", name, criteria.scale if name == NORMALISED else None)
            self._put(rows[name], Column.POINTS, value)
            for column in Column.shown():
                self.page.cell(rows[name], column.number).font = _BOLD

    def _below(self, nodes: tuple[Node, ...], column: Column) -> list[str]:
        """Addresses of what stands directly below a heading: neighbouring criteria as one range, so that the formula
        stays short."""
        runs: list[tuple[int, int]] = []
        was_criterion = False
        for node in nodes:
            first, last = self.row_of[node.key], self.last_row_of[node.key]
            if isinstance(node, Criterion) and was_criterion:
                runs[-1] = (runs[-1][0], last)
            else:
                runs.append((first, last))
            was_criterion = isinstance(node, Criterion)
        return [column.at(first) if first == last else f"{column.at(first)}:{column.at(last)}" for first, last in runs]

    # Cells ----------------------------------------------------------------------------------------------------------

    def _row(self, row: int, code: str, text: str, most: Decimal | None) -> None:
        """What every line of the table has."""
        for column in Column.shown():
            cell = self.page.cell(row, column.number)
            cell.font, cell.border = _PLAIN, _RULED
            cell.alignment = Alignment(
                vertical="top", wrap_text=True, horizontal="center" if column in (Column.CODE, *MARKS) else None
            )
        self._text(row, Column.CODE, code)
        self._text(row, Column.TEXT, text)
        self._put(row, Column.MAX, most)

    def _put(self, row: int, column: Column, value: str | Decimal | None) -> None:
        """A number or a formula of our own."""
        self.page.cell(row, column.number, value)

    def _text(self, row: int, column: Column, text: str) -> Cell:
        cell: Cell = self.page.cell(row, column.number)
        if text:
            write_text(cell, text)
        return cell

    def _open(self, row: int, column: Column, value: str | Decimal | None, *, is_open: bool = True) -> None:
        """A cell to be filled in, unless the whole sheet is only to be looked at."""
        if isinstance(value, str):
            self._text(row, column, value)
        else:
            self._put(row, column, value)
        if self.content.is_open and is_open:
            cell = self.page.cell(row, column.number)
            cell.fill, cell.protection = _OPEN, Protection(locked=False)

    def _validate(
        self, row: int, column: Column, kind: str, operator: str, first: str, second: str, message: str, *,
        prompt: str = "",
    ) -> None:  # fmt: skip
        """Say in Vietnamese what a cell takes. Cells that take the same share one validation."""
        told = (kind, operator, first, second, message, prompt)
        if told not in self.validations:
            validation = DataValidation(
                type=kind,
                operator=operator or None,
                formula1=first,
                formula2=second or None,
                allow_blank=True,
                showErrorMessage=True,
                showInputMessage=bool(prompt),
                errorTitle="Chưa đúng",
                error=message[:_LONGEST_MESSAGE],
                promptTitle="Nhập" if prompt else None,
                prompt=prompt[:_LONGEST_MESSAGE] or None,
            )
            self.validations[told] = validation
            self.page.add_data_validation(validation)
        self.validations[told].add(column.at(row))

    # What holds the workbook together --------------------------------------------------------------------------------

    def _identity(self) -> None:
        """Of which sheet it is, and what each row said when it was written."""
        origin = self.content.origin
        page = self.workbook.create_sheet(IDENTITY)
        page.append([origin.sheet, origin.table, origin.table_version])
        for node, _ in walk(self.criteria):
            if isinstance(node, Criterion):
                line = self.content.lines.get(node.key, SILENT)
                page.append([str(node.key), line.seen, fingerprint(line)])
        for hidden in (page, self.lists.page):
            hidden.sheet_state = "veryHidden"
            hidden.protection.sheet = True

    def _layout(self) -> None:
        page = self.page
        self._heights()
        for column in Column:
            page.column_dimensions[column.letter].width = WIDTHS.get(column, 8)
            page.column_dimensions[column.letter].hidden = column not in Column.shown()
        page.freeze_panes = f"{Column.MAX.letter}{HEADING_ROW + 1}"
        page.protection.sheet = True
        page.protection.formatColumns = page.protection.formatRows = False  # may be widened to read
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
        page.print_area = f"A1:{get_column_letter(len(Column.shown()))}{page.max_row}"
        page.oddFooter.center.text = "&P/&N"
        self.workbook.calculation.fullCalcOnLoad = True

    def _heights(self) -> None:
        """Room for the longest text of each row: not every program finds it by itself."""
        for cells in self.page.iter_rows(min_row=HEADING_ROW, max_col=len(Column.shown())):
            lines = max(
                _lines(str(cell.value or ""), WIDTHS[column]) for cell, column in zip(cells, Column, strict=False)
            )
            self.page.row_dimensions[cells[0].row].height = min(_LINE_HEIGHT * lines + 1, _HIGHEST)


def _lines(text: str, width: int) -> int:
    """About how many lines a text takes in a column; formulas show numbers."""
    if text.startswith("="):
        return 1
    return sum(len(line) // width + 1 for line in text.split("\n"))
