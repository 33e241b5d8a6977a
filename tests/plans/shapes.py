"""A Hypothesis strategy for whole plans as the editor makes them: every kind of part, in the places where it may be."""

from itertools import count

from hypothesis import strategies as st

from plans.canonical import with_keys
from plans.content import (
    Annex,
    Basis,
    Column,
    ColumnRole,
    GroupRow,
    Head,
    Item,
    LabelStyle,
    PlanContent,
    Recipient,
    Row,
    Section,
    Signature,
    Table,
)
from thidua.lib.dates import PartialDate

_PHRASES = (
    "các đơn vị thành viên", "tổ chức", "phong trào thi đua", "báo cáo", "gửi về", "Khối trưởng",
    "trước ngày 15/3/2026", "hoàn thành trong quý III", "Sở Nội vụ", "chủ trì", "phối hợp với", "Công đoàn",
    "theo Công văn số 05/UBND-NC",
    "“Lam Giang xanh”", "(nếu có)", "2026 - 2030,", "100%", "họ và tên: ...",
)  # fmt: skip
_WORDS = ("Mục đích", "Yêu cầu", "Nội dung", "Nhiệm vụ", "Kinh phí", "Tổ chức", "thực hiện", "hoạt động")
_sentences = st.lists(st.sampled_from(_PHRASES), min_size=2, max_size=25).map(lambda words: f"Các {' '.join(words)}.")
_titles = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(lambda words: " ".join(words).capitalize())
_key = st.just(0)
_nothing = st.just(())


def _several(parts, most=3):
    return st.lists(parts, min_size=1, max_size=most).map(tuple)


def _items(style, inside=_nothing, most=3):
    return _several(st.builds(Item, key=_key, style=st.just(style), text=_sentences, blocks=inside), most)


def _sections(style, inside, most=3, **fields):
    return _several(st.builds(Section, key=_key, style=st.just(style), text=_titles, blocks=inside, **fields), most)


_COLUMNS = (
    Column(key=0, title="TT", role=ColumnRole.NUMBER),
    Column(key=0, title="Nội dung công việc", role=ColumnRole.CONTENT),
    Column(key=0, title="Thời gian", role=ColumnRole.TIME),
    Column(key=0, title="Đơn vị chủ trì", role=ColumnRole.LEAD),
    Column(key=0, title="Đơn vị phối hợp", role=ColumnRole.SUPPORT),
    Column(key=0, title="Kinh phí", role=ColumnRole.FUNDING),
    Column(key=0, title="Ghi chú", role=ColumnRole.NOTE),
)


@st.composite
def _tables(draw, widest):
    """Tables with group rows, and with cells that go on below."""
    columns = _COLUMNS[: draw(st.integers(4, widest))]
    rows: list[Row | GroupRow] = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        if draw(st.integers(0, 4)) == 0:
            rows.append(GroupRow(key=0, text=f"QUÝ {draw(st.sampled_from(['I', 'II']))}"))
        goes_on = bool(rows) and isinstance(rows[-1], Row)
        times = st.sampled_from(["Trước ngày 15/3/2026", "Quý II", "Tháng 8"])
        time = draw(st.none() | times if goes_on else times)
        others = draw(st.lists(st.sampled_from(_PHRASES), min_size=len(columns) - 3, max_size=len(columns) - 3))
        rows.append(Row(key=0, cells=(str(number), draw(_sentences), time, *others)))
    return Table(key=0, columns=columns, rows=tuple(rows))


_points = st.one_of(
    _items(LabelStyle.DASH, _nothing | _items(LabelStyle.PLUS)),
    _items(LabelStyle.LETTER, _nothing | _items(LabelStyle.DASH), most=7),
    _items(LabelStyle.NONE),
    _tables(6).map(lambda table: (table,)),
)
_clauses = _sections(LabelStyle.ARABIC, _points | _sections(LabelStyle.DECIMAL, _points))
_below = _points | _clauses | _items(LabelStyle.ARABIC)
_body = st.one_of(
    _sections(LabelStyle.ROMAN, _below, most=4),
    _sections(LabelStyle.PART, _sections(LabelStyle.ROMAN, _points)),
    _sections(LabelStyle.UPPER, _sections(LabelStyle.ROMAN, _points)),
)
_signatures = st.builds(
    Signature,
    key=_key,
    authority=st.sampled_from([("TM. KHỐI THI ĐUA SỐ 6", "KHỐI TRƯỞNG"), ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")]),
    position=st.sampled_from([(), ("GIÁM ĐỐC SỞ DU LỊCH",)]),
    name=st.just("Nguyễn Thị Sông Thương"),
)

plans = st.builds(
    PlanContent,
    last_key=_key,
    head=st.builds(
        Head,
        superior=st.sampled_from([(), ("UBND TỈNH LAM GIANG",)]),
        issuer=st.sampled_from([("KHỐI THI ĐUA SỐ 6",), ("ỦY BAN NHÂN DÂN", "XÃ HÒA LAM")]),
        number=st.sampled_from([None, "07"]),
        symbol=st.just("/KH-KTĐ6"),
        place=st.just("Lam Giang"),
        issued_on=st.sampled_from([PartialDate(), PartialDate(9, 3, 2026), PartialDate(None, 3, 2026)]),
    ),
    subject=st.just(("Hoạt động của Khối thi đua số 6 năm 2026",)),
    bases=st.lists(
        st.builds(
            Basis,
            key=_key,
            text=st.sampled_from(
                [
                    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
                    "Căn cứ Quyết định số 22/QĐ-UBND ngày 12 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Lam Giang",
                ]
            ),
        ),
        max_size=2,
    ).map(tuple),
    opening=st.just((Item(key=0, text="Khối thi đua số 6 xây dựng Kế hoạch hoạt động năm 2026 như sau:"),)),
    body=_body,
    closing=st.just((Item(key=0, text="Trên đây là Kế hoạch hoạt động năm 2026 của Khối thi đua số 6./."),)),
    recipients=st.integers(0, 18).map(
        lambda most: tuple(Recipient(key=0, text=f"Đơn vị thành viên thứ {number};") for number in range(most))
    ),
    signatures=_several(_signatures),
    annexes=st.just(())
    | st.builds(
        Annex,
        key=_key,
        label=st.sampled_from(["PHỤ LỤC", "Phụ lục I"]),
        title=st.just(("BẢNG PHÂN CÔNG NHIỆM VỤ",)),
        reference=st.just("(Kèm theo Kế hoạch số 07/KH-KTĐ6 ngày 09 tháng 3 năm 2026 của Khối thi đua số 6)"),
        blocks=_tables(7).map(lambda table: (table,)),
    ).map(lambda annex: (annex,)),
).map(lambda content: with_keys(content, count(1)))
