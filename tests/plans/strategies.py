"""Hypothesis strategies: the content of a plan, and the text of a plan as somebody might have typed it."""

import textwrap
from dataclasses import fields, replace
from itertools import count

from hypothesis import strategies as st

from plans.content import (
    Annex,
    Basis,
    Column,
    ColumnRole,
    Decision,
    Duty,
    Field,
    FieldRole,
    GroupRow,
    Head,
    Item,
    LabelStyle,
    Part,
    PlanContent,
    Recipient,
    Row,
    Section,
    Signature,
    Span,
    Table,
    TaskItem,
)
from thidua.lib.dates import PartialDate

# --- content --------------------------------------------------------------------------------------------------------

_keys = st.integers(1, 10**9)
_texts = st.text(max_size=20)
_lines = st.lists(_texts, max_size=3).map(tuple)
_spans = st.builds(Span, st.integers(0, 99), st.integers(0, 99))
_perhaps_span = st.none() | _spans
_part = {"key": _keys, "version": st.integers(1, 99)}
_leaf = {**_part, "style": st.sampled_from(LabelStyle), "label": st.none() | _texts, "text": _texts}


@st.composite
def _tables(draw):
    columns = draw(
        st.lists(st.builds(Column, **_part, title=_texts, role=st.sampled_from(ColumnRole)), min_size=1, max_size=4)
    )
    cells = st.lists(st.none() | _texts, min_size=len(columns), max_size=len(columns)).map(tuple)
    rows = st.builds(Row, **_part, cells=cells) | st.builds(GroupRow, **_part, text=_texts, number=_texts)
    return Table(
        **draw(st.fixed_dictionaries(_part)), columns=tuple(columns), rows=tuple(draw(st.lists(rows, max_size=3)))
    )


def _around(blocks):
    line = {**_leaf, "blocks": st.lists(blocks, max_size=3).map(tuple)}
    marks = dict.fromkeys(("action", "due", "responsible", "coordinating"), _perhaps_span)
    return st.one_of(
        st.builds(Section, **line, aside=_texts, is_task=st.booleans()),
        st.builds(Item, **line),
        st.builds(TaskItem, **line, **marks),
        st.builds(Duty, **line, party=_perhaps_span),
        st.builds(Field, **line, role=st.sampled_from(FieldRole), value=_spans),
    )


_blocks = st.lists(st.recursive(st.builds(Item, **_leaf) | _tables(), _around, max_leaves=5), max_size=3).map(tuple)
_paragraphs = st.lists(st.builds(Item, **_leaf), max_size=2).map(tuple)
_numbers = st.none() | st.integers(1, 9999)


def _some(part, **fields):
    return st.lists(st.builds(part, **_part, **fields), max_size=2).map(tuple)


plan_contents = st.builds(
    PlanContent,
    last_key=_keys,
    head=st.builds(
        Head,
        superior=_lines,
        issuer=_lines,
        number=st.none() | _texts,
        symbol=_texts,
        place=_texts,
        issued_on=st.builds(PartialDate, _numbers, _numbers, _numbers),
    ),
    kind=_texts,
    subject=_lines,
    bases=_some(Basis, text=_texts),
    decision=st.none()
    | st.builds(Decision, **_part, subject=_lines, blocks=_blocks, authority=_texts, reference=_texts),
    opening=_paragraphs,
    body=_blocks,
    closing=_paragraphs,
    recipients_heading=_texts,
    recipients=_some(Recipient, text=_texts, caption=st.booleans()),
    signatures=_some(Signature, authority=_lines, position=_lines, name=_texts, note=_texts),
    annexes=_some(Annex, label=_texts, title=_lines, reference=_texts, blocks=_blocks),
)
"""Any content, whether or not it makes sense."""


def _sound(content):
    new_key = count(1)

    def inside(value, text):
        if isinstance(value, tuple):
            return tuple(inside(each, text) for each in value)
        if isinstance(value, Span):
            return Span(*sorted(min(place, len(text)) for place in (value.start, value.end)))
        if isinstance(value, Part | PlanContent):
            text = getattr(value, "text", "")
            value = replace(value, **{field.name: inside(getattr(value, field.name), text) for field in fields(value)})
        return replace(value, key=next(new_key)) if isinstance(value, Part) else value

    return replace(inside(content, ""), last_key=next(new_key) + 5)


sound_contents = plan_contents.map(_sound)
"""Content as it must be: keys are unique, and marks lie within their texts."""

# --- text -----------------------------------------------------------------------------------------------------------

_WORDS = (
    "thi đua, khen thưởng", "phong trào", "Khối", "Cụm", "các đơn vị thành viên", "Sở Nội vụ", "xã Hòa Lam",
    "trường học", "Ủy ban", "tổ chức", "thực hiện", "báo cáo", "gửi", "họp", "phối hợp", "chủ trì", "với", "và",
    "trước", "ngày", "15/3/2026", "20/11", "tháng", "5", "quý III", "năm", "2026", "đợt", "1", "02", "100%",
    "hằng quý;", "2026 - 2030,", "“Lam Giang xanh”", "(nếu có)", "kinh tế - xã", "hội:", "căn cứ", "như sau",
)  # fmt: skip
_TITLES = ("TT", "Nội dung công việc", "Thời gian", "Đơn vị chủ trì", "Đơn vị phối hợp", "Ghi chú", "Lam Giang")
_HEAD = (
    "UBND TỈNH LAM GIANG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKHỐI THI ĐUA SỐ 6\tĐộc lập - Tự do - Hạnh phúc\n\n"
    "Số: 07/KH-KTĐ6\tLam Giang, ngày 09 tháng 3 năm 2026\n\n"
)
_TITLE = "KẾ HOẠCH\nHoạt động của Khối thi đua số 6 năm 2026\n\n"
_TAIL = (
    "\nNơi nhận:\n- Sở Nội vụ (để báo cáo);\n- Các đơn vị thành viên;\n- Lưu: VT.\n\n"
    "TM. KHỐI THI ĐUA SỐ 6\nKHỐI TRƯỞNG\n\nGIÁM ĐỐC SỞ DU LỊCH\nNguyễn Thị Sông Thương\n"
)
_ANNEX = "\nPHỤ LỤC\nBẢNG PHÂN CÔNG NHIỆM VỤ\n(Kèm theo Kế hoạch số 07/KH-KTĐ6 ngày 09 tháng 3 năm 2026)\n\n"

_sentences = st.builds(
    lambda words, end: " ".join(["Các", *words]) + end,
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=25),
    st.sampled_from([".", ";", ":", "", "./."]),
)
_labels = st.sampled_from(["", "- ", "+ ", "* ", "a) ", "b) ", "đ) ", "1. ", "2. ", "1.1. ", "2.3. ", "(1) ", "01. "])
_headings = st.sampled_from(
    ["I. MỤC ĐÍCH, YÊU CẦU", "II. NỘI DUNG", "III. TỔ CHỨC THỰC HIỆN", "IV. KINH PHÍ", "1. Quý I", "* Tháng 9/2026:"]
)


@st.composite
def _typed_tables(draw):
    columns = draw(st.integers(3, 5))
    cells = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6).map(" ".join)
    body = draw(st.lists(st.lists(cells, min_size=columns - 1, max_size=columns - 1), min_size=1, max_size=4))
    rows = [list(_TITLES[:columns]), *([str(number), *row] for number, row in enumerate(body, 1))]
    if draw(st.booleans()):
        return "\n".join("\t".join(row) for row in rows)
    ruled = [rows[0], ["---"] * columns, *rows[1:]]
    return "\n".join("| " + " | ".join(row) + " |" for row in ruled)


def _begins_table(block):
    return "\t" in block or "|" in block


def _titles(block):
    return block.split("\n")[0].replace("|", " ").split()


@st.composite
def plan_texts(draw):
    """A plan as a text file: head, title, tail and annex may be missing, the body is any mixture, perhaps wrapped."""
    line = st.builds(str.__add__, _labels, _sentences) | _headings
    wrapped = draw(st.sampled_from([None, 70]))
    body: list[str] = []
    for block in draw(st.lists(line | _typed_tables(), min_size=1, max_size=12)):
        if _begins_table(block) and _titles(block) in map(_titles, body):
            continue  # that would be one table, whose titles are repeated on the next page
        if wrapped and not _begins_table(block):
            block = textwrap.fill(block, wrapped, initial_indent=" " * 7, break_on_hyphens=False)
        body.append(block)
    text = draw(st.sampled_from(["\n", "\n\n"])).join(body) + "\n"
    has_tail = draw(st.booleans())
    return "".join(
        [
            _HEAD if draw(st.booleans()) else "",
            _TITLE,
            text,
            _TAIL if has_tail else "",
            _ANNEX + draw(_typed_tables()) + "\n" if has_tail and draw(st.booleans()) else "",
        ]
    )
