"""Edits of tables: columns, rows, group rows."""

from dataclasses import dataclass

from plans.content import Column, ColumnRole, GroupRow, Part, PlanContent, Row, Table
from plans.edits.errors import ImpossibleEditError
from plans.edits.merged_cells import goes_on
from plans.edits.structure import Place, Slot, slot_of
from plans.edits.tree import NewKeys, edited, find_part, part_at, with_list, with_part
from plans.edits.typed import one_line
from thidua.lib.text import nfc

_USUAL_COLUMNS = (
    ("TT", ColumnRole.NUMBER),
    ("Nội dung", ColumnRole.CONTENT),
    ("Trách nhiệm", ColumnRole.LEAD),
    ("Thời gian", ColumnRole.TIME),
)


@dataclass(frozen=True, kw_only=True)
class InsertTaskTable:
    """A table of tasks with the usual columns and one blank row to write in."""

    place: Place

    def applied_to(self, content: PlanContent) -> PlanContent:
        new_key = NewKeys(content)
        table = Table(
            key=new_key(),
            columns=tuple(Column(key=new_key(), title=title, role=role) for title, role in _USUAL_COLUMNS),
            rows=(Row(key=new_key(), cells=("",) * len(_USUAL_COLUMNS)),),
        )
        return slot_of(content, self.place).filled(content, table, new_key.last)


@dataclass(frozen=True, kw_only=True)
class InsertRow:
    """A new row, blank unless its cells are given; within cells merged downwards it becomes a part of them."""

    place: Place
    cells: tuple[str, ...] = ()

    def applied_to(self, content: PlanContent) -> PlanContent:
        slot, new_key = slot_of(content, self.place), NewKeys(content)
        width = len(_table_of(slot).columns)
        typed = self.cells or ("",) * width
        _ensure_width(typed, width)
        cells = (None if not words.strip() and _is_merged(slot, i) else _cell(words) for i, words in enumerate(typed))
        return slot.filled(content, Row(key=new_key(), cells=tuple(cells)), new_key.last)


@dataclass(frozen=True, kw_only=True)
class InsertGroupRow:
    """A new row that heads the rows after it."""

    place: Place
    text: str
    number: str = ""

    def applied_to(self, content: PlanContent) -> PlanContent:
        slot, new_key = slot_of(content, self.place), NewKeys(content)
        _table_of(slot)
        group = GroupRow(key=new_key(), text=one_line(self.text), number=one_line(self.number))
        return slot.filled(content, group, new_key.last)


@dataclass(frozen=True, kw_only=True)
class ChangeColumn:
    """Title and role of a column."""

    key: int
    version: int
    title: str
    role: ColumnRole

    def applied_to(self, content: PlanContent) -> PlanContent:
        column = part_at(content, self.key, self.version, Column)
        return with_part(content, edited(column, title=one_line(self.title), role=self.role))


@dataclass(frozen=True, kw_only=True)
class ChangeRow:
    """The cells of a row, one for every column; a cell given as None stays as it is, merged or not."""

    key: int
    version: int
    cells: tuple[str | None, ...]

    def applied_to(self, content: PlanContent) -> PlanContent:
        row = part_at(content, self.key, self.version, Row)
        _ensure_width(self.cells, len(row.cells))
        cells = tuple(old if words is None else _cell(words) for old, words in zip(row.cells, self.cells, strict=True))
        return with_part(content, edited(row, cells=cells))


@dataclass(frozen=True, kw_only=True)
class ChangeGroupRow:
    """Words and number of a group row."""

    key: int
    version: int
    text: str
    number: str = ""

    def applied_to(self, content: PlanContent) -> PlanContent:
        group = part_at(content, self.key, self.version, GroupRow)
        return with_part(content, edited(group, text=one_line(self.text), number=one_line(self.number)))


@dataclass(frozen=True, kw_only=True)
class TurnIntoGroupRow:
    """A row as the head of the rows after it: its number, and the words of all its other cells."""

    key: int
    version: int

    def applied_to(self, content: PlanContent) -> PlanContent:
        row = part_at(content, self.key, self.version, Row)
        number = _owner(content, self.key).index_of(ColumnRole.NUMBER)
        words = (cell for i, cell in enumerate(row.cells) if i != number and cell)
        group = GroupRow(
            key=row.key,
            version=row.version + 1,
            text=one_line(", ".join(words)),
            number="" if number is None else one_line(row.cells[number] or ""),
        )
        return _with_row(content, row, group)


@dataclass(frozen=True, kw_only=True)
class TurnIntoRow:
    """A group row as a row: its number and its words in their columns, the other cells blank."""

    key: int
    version: int

    def applied_to(self, content: PlanContent) -> PlanContent:
        group = part_at(content, self.key, self.version, GroupRow)
        table = _owner(content, self.key)
        number, column = table.index_of(ColumnRole.NUMBER), table.index_of(ColumnRole.CONTENT)
        cells = [""] * len(table.columns)
        if number is None or len(cells) == 1:
            cells[column or 0] = f"{group.number} {group.text}".strip()
        else:
            cells[number] = group.number
            cells[_first_other(number) if column is None else column] = group.text
        return _with_row(content, group, Row(key=group.key, version=group.version + 1, cells=tuple(cells)))


def _first_other(number: int) -> int:
    return 0 if number else 1


def _cell(words: str) -> str:
    """A cell's words, which may take several lines."""
    return "\n".join(line.strip() for line in nfc(words).strip().splitlines())


def _table_of(slot: Slot) -> Table:
    if not isinstance(slot.owner, Table):
        raise ImpossibleEditError("Dòng của bảng phải đứng trong một bảng. Hãy chọn vị trí trong bảng, hoặc thêm bảng.")
    return slot.owner


def _owner(content: PlanContent, key: int) -> Table:
    owner = find_part(content, key).owner
    assert isinstance(owner, Table)
    return owner


def _is_merged(slot: Slot, column: int) -> bool:
    """Whether a cell is merged over this place."""
    inside = 0 < slot.position < len(slot.siblings) and isinstance(slot.siblings[slot.position - 1], Row)
    return inside and goes_on(slot.siblings[slot.position], column)


def _ensure_width(cells: tuple[str | None, ...], width: int) -> None:
    if len(cells) != width:
        raise ImpossibleEditError(f"Bảng có {width} cột nhưng dòng có {len(cells)} ô. Hãy mở lại bảng rồi nhập lại.")


def _with_row(content: PlanContent, old: Part, new: Row | GroupRow) -> PlanContent:
    """The content with a row in place of another, so that the rows below keep their words."""
    table = _owner(content, old.key)
    return with_list(content, table, "rows", tuple(new if row is old else row for row in table.rows))
