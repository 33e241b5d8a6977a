"""A table's workbook → Criteria, or every fault in it by sheet, row and column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from scoring.criteria import (
    Condition,
    Criteria,
    Criterion,
    Group,
    LateMinus,
    LatePolicy,
    Node,
    NotApplicable,
    ResultClass,
)
from scoring.kinds import Band, Bands, Checklist, Direct, Level, Levels
from scoring.workbooks.cells import Column, value_of
from scoring.workbooks.table_columns import (
    ABSENT_SETTINGS,
    ALL_SETTINGS,
    BAND,
    CLASS_COLUMNS,
    CLASSES,
    CONDITION,
    CONDITION_COLUMNS,
    CONDITIONS,
    COUNT,
    CRITERION,
    DEPTH,
    GROUP,
    HEADINGS,
    INNER_OF,
    KEY,
    KIND,
    LATE_SETTINGS,
    LEVEL,
    NAME,
    NEEDED,
    NODE_COLUMNS,
    NODES,
    OF_CRITERION,
    OF_GROUP,
    OF_INNER,
    OF_PART,
    OF_RULE,
    PART,
    RULE,
    SETTINGS,
    TABLE_SETTINGS,
    TEXT,
    VALUE,
    VERSION,
    Setting,
)
from thidua.lib.sheets_read import Fault, Row, is_blank, opened, read_workbook, shown

Columns = Mapping[str, Column]
"""By name of a value."""


@dataclass(frozen=True)
class Loaded:
    """The table of a workbook, None where there are faults."""

    criteria: Criteria | None
    faults: tuple[Fault, ...]


@dataclass
class _Line:
    """A row of a sheet with its values by column; those that could not be read are missing."""

    number: int
    cells: dict[str, Any]
    values: dict[Column, Any] = field(default_factory=dict)
    inner: list["_Line"] = field(default_factory=list)
    """The rows of its results, bands or parts."""
    below: list["_Line"] = field(default_factory=list)

    def get(self, column: Column) -> Any:
        return self.values.get(column, column.holds.blank)


def is_table_workbook(data: bytes) -> bool:
    """Whether a file is a workbook of this site's, to be read by its own columns. Raises as `read_table` does."""
    titles = opened(data, lambda workbook: workbook.sheetnames)
    return {NODES, SETTINGS} <= set(titles)


def read_table(data: bytes) -> Loaded:
    """The table that a file holds. Raises UnsafeFileError when the file cannot be opened."""
    rows, faults = read_workbook(data, HEADINGS)
    loader = _Loader(rows, faults)
    return loader.loaded(loader.settings())


def table_of(rows: Mapping[str, list[Row]], settings: Mapping[str, Any]) -> Loaded:
    """The table of rows by sheet, and of settings by name, as they were read already."""
    return _Loader(rows, []).loaded(settings)


class _Loader:
    def __init__(self, rows: Mapping[str, list[Row]], faults: list[Fault]) -> None:
        self.rows, self.faults = rows, faults
        self.keys_taken: dict[int, str] = {}
        self.last_key = 0

    def loaded(self, settings: Mapping[str, Any]) -> Loaded:
        top = self._tree(self._lines(NODES, NODE_COLUMNS))
        conditions = self._lines(CONDITIONS, CONDITION_COLUMNS)
        classes = self._lines(CLASSES, tuple(CLASS_COLUMNS.values()))
        for line in conditions:
            self._need(CONDITIONS, line, CONDITION)
            self._need(CONDITIONS, line, TEXT)
        for line in classes:
            self._need(CLASSES, line, CLASS_COLUMNS["min"])
        self.last_key = max([settings.get("last_key") or 0, *self.keys_taken])
        nodes = tuple(self._node(line) for line in top)
        if self.faults:
            return Loaded(None, tuple(self.faults))
        table = {name: settings[name] for name in TABLE_SETTINGS if name != "last_key"}
        absent = {name: settings[name] for name in ABSENT_SETTINGS}
        pending, excluded = (
            tuple(self._condition(line) for line in conditions if line.get(CONDITION) == kind)
            for kind in CONDITION.holds.words
        )
        criteria = Criteria(
            **table,
            late=self._late(settings),
            not_applicable=NotApplicable(**absent),
            nodes=nodes,
            pending=pending,
            excluded=excluded,
            classes=tuple(ResultClass(**_taken(CLASS_COLUMNS, line)) for line in classes),
            last_key=self.last_key,
        )
        return Loaded(criteria, ())

    def _fault(self, sheet: str, row: int, column: str, value: Any, message: str) -> None:
        self.faults.append(Fault(sheet, row, column, shown(value), message))

    def _need(self, sheet: str, line: _Line, column: Column) -> None:
        heading = column.heading
        if is_blank(line.cells.get(heading)):
            self._fault(sheet, line.number, heading, "", "Ô này không được để trống. Hãy điền, hoặc xóa cả dòng.")

    # --- settings -----------------------------------------------------------------------------------------------------

    def settings(self) -> dict[str, Any]:
        """By name, from the sheet of settings."""
        known = {" ".join(setting.name.split()).casefold(): setting for setting in ALL_SETTINGS}
        values: dict[Setting, Any] = {}
        for row in self.rows[SETTINGS]:
            name = " ".join(str(row.cells[NAME] or "").split())
            setting = known.get(name.casefold())
            if setting is None:
                self._fault(SETTINGS, row.number, NAME, name, "Không có mục này. Hãy giữ đúng tên các mục của tệp mẫu.")
                continue
            cell = row.cells[VALUE]
            if is_blank(cell):
                values[setting] = setting.holds.blank
                continue
            try:
                values[setting] = setting.holds.read(cell)
            except ValueError as error:
                self._fault(SETTINGS, row.number, VALUE, cell, str(error))
        for setting in ALL_SETTINGS:
            if setting.required and values.get(setting) is None and not self.faults:
                self._fault(
                    SETTINGS, 1, NAME, setting.name, f"Thiếu mục “{setting.name}”. Hãy thêm dòng này và giá trị."
                )
        return {
            name: values.get(setting, setting.holds.blank)
            for names in (TABLE_SETTINGS, LATE_SETTINGS, ABSENT_SETTINGS)
            for name, setting in names.items()
        }

    def _late(self, settings: Mapping[str, Any]) -> LatePolicy:
        kind = settings["kind"]
        if kind is not LateMinus:
            plain: LatePolicy = kind()
            return plain
        return LateMinus(per_day=settings["per_day"] or Decimal(0), most=settings["most"])

    # --- rows ---------------------------------------------------------------------------------------------------------

    def _lines(self, sheet: str, columns: Sequence[Column]) -> list[_Line]:
        lines = []
        for row in self.rows[sheet]:
            line = _Line(row.number, row.cells)
            for column in columns:
                try:
                    line.values[column] = value_of(column, row.cells)
                except ValueError as error:
                    self._fault(sheet, row.number, column.heading, row.cells[column.heading], str(error))
            if KEY in columns:
                self._take_key(sheet, line)
            lines.append(line)
        return lines

    def _take_key(self, sheet: str, line: _Line) -> None:
        key = line.get(KEY)
        if key is None:
            return
        first = self.keys_taken.setdefault(key, f"dòng {line.number} trang {sheet}")
        if first != f"dòng {line.number} trang {sheet}":
            message = f"Trùng mã với {first}. Dòng chép thêm: hãy xóa ô này để máy cho mã mới."
            self._fault(sheet, line.number, KEY.heading, key, message)

    def _tree(self, lines: list[_Line]) -> list[_Line]:
        """The rows outermost, each with what stands below it."""
        top: list[_Line] = []
        open_: list[_Line] = []
        for line in lines:
            kind = line.get(KIND)
            if kind is None:
                self._need(NODES, line, KIND)
            elif kind in OF_INNER:
                self._add_inner(open_, line, kind)
            else:
                self._add_node(top, open_, line)
        return top

    def _add_inner(self, open_: list[_Line], line: _Line, kind: str) -> None:
        above = open_[-1] if open_ else None
        if above is None or above.get(KIND) != CRITERION or INNER_OF.get(above.get(RULE)) != kind:
            kinds = " hoặc ".join(f"“{rule.NAME}”" for rule, word in INNER_OF.items() if word == kind)
            message = f"Dòng {kind} phải đứng ngay dưới một tiêu chí chấm {kinds}. Hãy chuyển hoặc xóa dòng."
            self._fault(NODES, line.number, KIND.heading, kind, message)
            return
        for column in OF_INNER[kind].values():
            self._need(NODES, line, column)
        above.inner.append(line)

    def _add_node(self, top: list[_Line], open_: list[_Line], line: _Line) -> None:
        depth = line.get(DEPTH)
        if depth is None:
            self._need(NODES, line, DEPTH)
            return
        if depth > len(open_) + 1:
            message = f"Cấp {depth} không có dòng cấp {depth - 1} ở trên. Hãy sửa cấp hoặc thêm nhóm."
            self._fault(NODES, line.number, DEPTH.heading, depth, message)
            return
        del open_[depth - 1 :]
        if open_ and open_[-1].get(KIND) != GROUP:
            message = (
                f"Dòng cấp {depth - 1} ở trên là tiêu chí nên không chứa dòng khác. Hãy sửa cấp hoặc đổi thành nhóm."
            )
            self._fault(NODES, line.number, DEPTH.heading, depth, message)
            return
        (open_[-1].below if open_ else top).append(line)
        open_.append(line)

    # --- values -------------------------------------------------------------------------------------------------------

    def _node(self, line: _Line) -> Node:
        part = self._part(line)
        self._need(NODES, line, TEXT)
        if line.get(KIND) == GROUP:
            self._refuse_others(line, {*OF_GROUP.values()})
            return Group(**part, **_taken(OF_GROUP, line), nodes=tuple(map(self._node, line.below)))
        kind = line.get(RULE)
        if kind is None:
            self._need(NODES, line, RULE)
            kind = Direct
        settings = OF_RULE.get(kind, {})
        self._refuse_others(
            line, {*OF_CRITERION.values(), *settings.values(), RULE, *([COUNT] if kind is Checklist else [])}
        )
        for column in settings.values():
            if column in NEEDED:
                self._need(NODES, line, column)
        return Criterion(**part, **_taken(OF_CRITERION, line), rule=self._rule(line, kind, settings))

    def _rule(self, line: _Line, kind: Any, settings: Columns) -> Any:
        values = _taken(settings, line)
        if kind is Levels:
            values["levels"] = tuple(Level(**_taken(OF_INNER[LEVEL], inner)) for inner in line.inner)
        elif kind is Bands:
            values["bands"] = tuple(Band(**_taken(OF_INNER[BAND], inner)) for inner in line.inner)
        elif kind is Checklist:
            values["parts"] = self._parts(line)
        return kind(**values)

    def _parts(self, line: _Line) -> tuple[str, ...] | int:
        count, named = line.get(COUNT), tuple(_taken(OF_INNER[PART], inner)["name"] for inner in line.inner)
        if count is not None and named:
            message = "Đã có tên các phần việc ở dòng dưới. Hãy xóa ô này hoặc các dòng ấy."
            self._fault(NODES, line.number, COUNT.heading, count, message)
        return named if count is None else int(count)

    def _condition(self, line: _Line) -> Condition:
        return Condition(**self._part(line), text=line.get(TEXT))

    def _part(self, line: _Line) -> dict[str, Any]:
        key = line.get(KEY)
        if key is None:
            self.last_key += 1
            key = self.last_key
        return {"key": key, "version": line.get(VERSION) or 1}

    def _refuse_others(self, line: _Line, columns: set[Column]) -> None:
        """A cell of a column that says nothing about such a row."""
        for column in set(NODE_COLUMNS) - columns - {KIND, DEPTH, *OF_PART.values()}:
            cell = line.cells.get(column.heading)
            if not is_blank(cell):
                message = "Cột này không dùng cho dòng như vậy. Hãy xóa ô, hoặc chọn lại loại dòng, cách chấm."
                self._fault(NODES, line.number, column.heading, cell, message)


def _taken(columns: Columns, line: _Line) -> dict[str, Any]:
    return {name: line.get(column) for name, column in columns.items()}
