"""Criteria tables of a list as one workbook: a row a table, and below it in further sheets what it holds."""

from blocs.resources.writer import write_sheets
from scoring.edits import StaleEditError, parts, replaced
from scoring.models import CriteriaTable
from scoring.resources.changes import Entry, ListPlan, by_key, by_place, changes_of
from scoring.resources.sheets import ListSheet, as_read, written
from scoring.rules import can_edit_table
from scoring.services.tables import change_table
from scoring.workbooks.cells import Column, Text, Whole, value_of
from scoring.workbooks.table_columns import (
    ABSENT_SETTINGS,
    ALL_SETTINGS,
    CLASS_COLUMNS,
    CLASSES,
    CONDITION_COLUMNS,
    CONDITIONS,
    INNER_OF,
    KEY,
    KIND,
    LATE_SETTINGS,
    NODE_COLUMNS,
    NODES,
    SETTINGS,
    TABLE_SETTINGS,
    TEXT,
    VERSION,
)
from scoring.workbooks.table_in import table_of
from scoring.workbooks.table_rows import class_rows, condition_rows, node_rows, setting_values
from thidua.lib.sheets_read import Fault, Row, is_blank, read_workbook

TABLE = Column("Mã bảng", "Do máy ghi: dòng của bảng nào. Dòng mới: chép mã của bảng ấy.", Whole(), 10)
OWNER = Column("Của", "Để biết, không đọc lại.", Text(), 44)
NUMBER = Column("Lần", "Để biết, không đọc lại.", Whole(), 6)
STATE = Column("Tình trạng", "Để biết, không đọc lại. Chỉ sửa được bảng dự thảo.", Text())
TABLE_VERSION = Column("Phiên bản", "Do máy ghi: bảng đã sửa trên trang sau khi tải tệp thì tệp không ghi đè.", Whole())
TOLD = (OWNER, NUMBER, STATE)
SETTING_COLUMNS = {setting: Column(setting.name, setting.note, setting.holds, 18) for setting in ALL_SETTINGS}

HEAD = ListSheet(
    SETTINGS, "Mỗi dòng là một bảng tiêu chí với quy định chung của bảng.",
    (TABLE, *TOLD, TABLE_VERSION, *SETTING_COLUMNS.values()),
)  # fmt: skip
ROWS = {
    NODES: ListSheet(NODES, "Nhóm và tiêu chí theo thứ tự trong bảng.", (TABLE, *NODE_COLUMNS)),
    CLASSES: ListSheet(CLASSES, "Các mức xếp loại, từ cao xuống thấp.", (TABLE, *CLASS_COLUMNS.values())),
    CONDITIONS: ListSheet(CONDITIONS, "Trường hợp chưa xét, không xét.", (TABLE, *CONDITION_COLUMNS)),
}
SHEETS = (HEAD, *ROWS.values())
GUIDANCE = (
    "BẢNG TIÊU CHÍ: TẢI XUỐNG, SỬA, NHẬP LẠI",
    "",
    "1. Chỉ bảng dự thảo sửa được; bảng khác để nguyên hoặc xóa hết các dòng của bảng ấy ở mọi trang.",
    "2. Xóa dòng ở trang Tiêu chí là bỏ tiêu chí ấy khỏi bảng. Dòng mới: ghi mã bảng, để trống Mã dòng và Lần sửa.",
    "3. Không đổi tên trang, tiêu đề cột. Không dùng công thức: chép rồi dán giá trị.",
    "4. Nhập lại ở danh sách Bảng tiêu chí, mục Nhập Excel. Xem trước, xác nhận rồi mới ghi.",
    "5. Bảng mới lập ở trang Bảng tiêu chí, không lập bằng tệp này.",
)
MACHINE = frozenset(column.heading for column in (TABLE, *TOLD, TABLE_VERSION, KEY, VERSION))
UNKNOWN = "Không có bảng mã này trong phạm vi của bạn. Hãy tải tệp xuống lại, hoặc xóa dòng này."


def write(queryset, _standing):
    """The tables as a workbook; sent back as it is, it changes nothing."""
    tables = [(table, _cells(table)) for table in _whole(queryset)]
    rows_of = {HEAD: HEAD.export([_head(table) for table, _ in tables])}
    for title, sheet in ROWS.items():
        rows_of[sheet] = sheet.export([row for _, cells in tables for row in cells[title]])
    return write_sheets(rows_of, GUIDANCE)


def plan(data, queryset, standing):
    """What the workbook would change in tables of the queryset. Raises UnsafeFileError when it cannot be opened."""
    rows, faults = read_workbook(data, {sheet.sheet_name: sheet.headings for sheet in SHEETS}, complete=True)
    lines = [HEAD.line(row) for row in rows[SETTINGS]]
    keys = {line.get(TABLE.heading) for line in lines} - {None}
    known = {table.pk: table for table in _whole(queryset.filter(pk__in=keys))}
    HEAD.refuse_repeated(lines)
    inner, strays = _by_table(rows, keys)
    found = [_Found(line, known, inner, standing) for line in lines]
    faults += [*(fault for each in found for fault in each.faults), *strays]
    entries = tuple(each.entry for each in found if each.entry)
    unchanged = sum(not each.faults and each.entry is None for each in found)
    return ListPlan(entries, unchanged, tuple(faults))


def _whole(queryset):
    return queryset.select_related("term__bloc__superior", "superior").defer(None)


def _head(table):
    told = {OWNER: table.owner, NUMBER: table.number, STATE: table.get_state_display()}
    settings = {SETTING_COLUMNS[setting]: value for setting, value in setting_values(table.value).items()}
    return written({TABLE: table.pk, TABLE_VERSION: table.version} | told | settings)


def _cells(table):
    """What a table holds, as cells by heading, by sheet."""
    criteria = table.value
    by_sheet = {NODES: node_rows(criteria), CLASSES: class_rows(criteria), CONDITIONS: condition_rows(criteria)}
    return {title: [written({TABLE: table.pk} | row) for row in rows] for title, rows in by_sheet.items()}


def _by_table(rows, keys):
    """The rows of each table, and those of none."""
    inner: dict = {key: {title: [] for title in ROWS} for key in keys}
    strays = []
    for title in ROWS:
        for row in rows[title]:
            try:
                key = value_of(TABLE, row.cells)
            except ValueError as error:
                key, message = None, str(error)
            else:
                message = f"Hãy ghi mã của một bảng có ở trang {SETTINGS}, hoặc xóa dòng này."
            if key in inner:
                inner[key][title].append(row)
            else:
                strays.append(Fault(title, row.number, TABLE.heading, _shown(row), message))
    return inner, strays


def _shown(row):
    value = row.cells.get(TABLE.heading)
    return "" if value is None else str(value)


class _Found:
    """A table of the workbook: its faults, or what would change in it."""

    def __init__(self, line, known, inner, standing):
        self.line, self.standing, self.entry = line, standing, None
        self.more: list[Fault] = []
        key = line.get(TABLE.heading)
        self.table: CriteriaTable = known.get(key)
        if TABLE.heading in line.values and self.table is None:
            line.fault(TABLE.heading, UNKNOWN)
        for setting in ALL_SETTINGS:
            if setting.required and setting.name in line.values and line.get(setting.name) is None:
                line.fault(setting.name, "Ô này không được để trống. Hãy điền.")
        if not line.faults:
            self._compare(inner[key])

    @property
    def faults(self):
        return [*self.line.faults, *self.more]

    def _compare(self, rows):
        after = table_of(rows, _settings(self.line))
        head = as_read(HEAD, _head(self.table))
        own = {
            title: [as_read(ROWS[title], cells, number) for number, cells in enumerate(cells_of)]
            for title, cells_of in _cells(self.table).items()
        }
        before = table_of(own, _settings(HEAD.line(head))).criteria
        if after.criteria and after.criteria == before:
            return
        self.more += [*after.faults, *self._unknown_keys(rows)]
        self._may_change()
        now = after.criteria
        if self.faults or now is None:
            return
        changes = [
            *changes_of(SETTINGS, [(head, Row(self.line.number, self.line.cells))], name="Tên bảng", apart=MACHINE),
            *(change for title in ROWS for change in self._changes(title, own[title], rows[title])),
        ]
        seen = self.table.value

        def change(criteria):
            if criteria != seen:
                raise StaleEditError
            return replaced(criteria, now)

        self.entry = Entry(
            f"{self.table}, lần {self.table.number} ({self.table.owner})",
            Fault(SETTINGS, self.line.number, TABLE.heading, str(self.table.pk), ""),
            tuple(changes),
            lambda: change_table(self.table, change, by=self.standing, what="Nhập từ Excel"),
        )

    def _unknown_keys(self, rows):
        """A key is given by the table, never by hand: it might have been another part's."""
        keys = {part.key for part in parts(self.table.value)}
        for title in (NODES, CONDITIONS):
            for row in rows[title]:
                cell = row.cells.get(KEY.heading)
                if not is_blank(cell) and _key(row) not in keys:
                    message = "Bảng không có dòng mã này. Dòng mới: hãy xóa ô này để máy cho mã."
                    yield Fault(title, row.number, KEY.heading, str(cell), message)

    def _may_change(self):
        if self.line.get(TABLE_VERSION.heading) != self.table.version:
            self.line.fault(
                TABLE_VERSION.heading,
                f"Bảng đã được sửa trên trang sau khi tải tệp này (nay là phiên bản {self.table.version}). Hãy tải tệp "
                "xuống lại rồi sửa.",
            )
        if not (verdict := can_edit_table(self.standing, self.table)):
            self.line.fault(TABLE.heading, f"{verdict.reason} Hãy để bảng này như khi tải xuống.")

    @staticmethod
    def _changes(title, before, after):
        pairs = by_place(before, after) if title == CLASSES else by_key(before, after, _keys)
        name = CLASS_COLUMNS["name"] if title == CLASSES else TEXT
        return changes_of(title, pairs, name=name.heading, apart=MACHINE)


def _settings(line):
    names = TABLE_SETTINGS | LATE_SETTINGS | ABSENT_SETTINGS
    return {name: line.get(setting.name) for name, setting in names.items()}


def _keys(rows):
    """By what rows are known: their key, or for results, bands and parts their place below their criterion."""
    above, place = None, 0
    for row in rows:
        if row.cells.get(KIND.heading) in INNER_OF.values():
            place += 1
            yield above, place
        else:
            above, place = _key(row) or ("new", row.number), 0
            yield above


def _key(row):
    try:
        return value_of(KEY, row.cells)
    except ValueError:
        return None
