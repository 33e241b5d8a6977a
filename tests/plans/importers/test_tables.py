"""Grids → tables: titles of several rows, numbers of columns, tables that go on, cells that go down."""

from plans.content import GroupRow, Row, Table, all_blocks
from plans.importers.blocks import RawLine, RawTable
from plans.importers.reader import read

TITLES = ("TT", "Nội dung", "Thời gian", "Đơn vị chủ trì")
MEETING = ("1", "Họp khối", "Tháng 3/2026", "Sở Du lịch")
CONTRACT = ("2", "Ký giao ước", "Tháng 4/2026", "Sở Xây dựng")


def grid(*rows):
    return RawTable(tuple(tuple(cell if cell is None else _cell(cell) for cell in row) for row in rows))


def _cell(text):
    return (RawLine(text=text),) if text else ()


def tables_of(*grids):
    blocks = (RawLine(text="KẾ HOẠCH"), RawLine(text="Năm 2026"), RawLine(text="I. NỘI DUNG"), *grids)
    return [block for block, _ in all_blocks(read(blocks).content) if isinstance(block, Table)]


def titles_of(table):
    return [column.title for column in table.columns]


def roles_of(table):
    return [column.role.value for column in table.columns]


def cells_of(table):
    return [row.cells if isinstance(row, Row) else row.text for row in table.rows]


def test_a_title_over_several_columns_goes_before_theirs():
    above, below = ("TT", "Nội dung", "Thời gian", "Đơn vị", ""), (None, None, None, "Chủ trì", "Phối hợp")
    [table] = tables_of(grid(above, below, (*MEETING, "Sở Y tế")))
    assert titles_of(table) == ["TT", "Nội dung", "Thời gian", "Đơn vị\nChủ trì", "Đơn vị\nPhối hợp"]
    assert roles_of(table) == ["number", "content", "time", "lead", "support"]


def test_numbers_of_columns_belong_to_the_titles():
    [table] = tables_of(grid(TITLES, ("(1)", "(2)", "(3)", "(4)"), MEETING))
    assert titles_of(table) == ["TT\n(1)", "Nội dung\n(2)", "Thời gian\n(3)", "Đơn vị chủ trì\n(4)"]
    assert cells_of(table) == [MEETING]


def test_of_two_times_the_end_counts():
    [table] = tables_of(
        grid(("TT", "Nội dung", "Ngày bắt đầu", "Ngày hoàn thành"), ("1", "Họp", "1/3/2026", "2/3/2026"))
    )
    assert roles_of(table) == ["number", "content", "other", "time"]


def test_the_title_of_a_table_above_its_columns_stays_a_row():
    [table] = tables_of(grid(("BẢNG PHÂN CÔNG",), TITLES, MEETING))
    assert isinstance(table.rows[0], GroupRow)
    assert (titles_of(table), cells_of(table)) == (list(TITLES), ["BẢNG PHÂN CÔNG", MEETING])


def test_a_table_right_below_without_titles_goes_on():
    [table] = tables_of(grid(TITLES, MEETING), grid(CONTRACT))
    assert cells_of(table) == [MEETING, CONTRACT]


def test_a_table_right_below_with_the_same_titles_goes_on():
    [table] = tables_of(grid(TITLES, MEETING), grid(TITLES, CONTRACT))
    assert cells_of(table) == [MEETING, CONTRACT]


def test_a_table_with_other_titles_or_columns_is_another():
    others = ("TT", "Nội dung", "Thời gian", "Ghi chú")
    assert len(tables_of(grid(TITLES, MEETING), grid(others, CONTRACT))) == 2
    assert len(tables_of(grid(TITLES, MEETING), grid(CONTRACT[:3]))) == 2


def test_a_table_below_a_list_makes_no_heading_of_its_last_item():
    lines = ("I. NỘI DUNG", "1. Họp khối trước ngày 20/4/2026;", "2. Ký giao ước trước ngày 30/4/2026.")
    content = read([*(RawLine(text=line) for line in ("KẾ HOẠCH", "Năm 2026", *lines)), grid(TITLES, MEETING)]).content
    assert [type(block).__name__ for block, _ in all_blocks(content)] == ["Section", "TaskItem", "TaskItem", "Table"]


def test_a_cell_that_goes_down_is_none():
    [table] = tables_of(grid(TITLES, MEETING, ("2", "Ký giao ước", None, "Sở Xây dựng"), ("3", None, "Tháng 5", None)))
    assert cells_of(table)[1:] == [("2", "Ký giao ước", None, "Sở Xây dựng"), ("3", None, "Tháng 5", None)]
