"""Whatever is uploaded is read or refused with a reason, and what is read can be pointed at."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.content import Line, Part, PlanContent, Span
from plans.content_json import dumps, loads
from plans.importers.blocks import UnreadableFileError
from plans.importers.decoding import decode
from plans.importers.reader import read
from plans.importers.text import read_text
from plans.tasks import tasks
from tests.plans.importers.readings import SAMPLE_NAMES, SAMPLES, read_sample
from tests.plans.strategies import plan_texts
from tests.plans.traversal import values_of

TOKENS = (
    "|", "\t", "   ", "-", "*", "**", "\\*", "<br>", "#", "---", "=====", "[x](y)", "1", "2", "I.", "A.", "a)", "(1)",
    "1.1.", "Phần I", "Điều 1.", "TT", "Nội dung", "Thời gian:", "Phân công:", "Địa điểm:", "Đơn vị chủ trì",
    "KẾ HOẠCH", "QUYẾT ĐỊNH", "QUYẾT ĐỊNH:", "Căn cứ Luật", "Số: 1/KH", "ngày 1 tháng 2 năm 2026", "Nơi nhận:",
    "TM. KHỐI", "CHỦ TỊCH", "(Đã ký)", "Nguyễn Văn An", "PHỤ LỤC", "(Kèm theo Quyết định số 1)", "Quý I",
    "trước ngày 31/02", "như sau:", "./.",
)  # fmt: skip
"""What the reader looks for, here in places where it does not expect it."""

SAMPLE_LINES = tuple(decode((SAMPLES / name).read_bytes()).splitlines() for name in SAMPLE_NAMES)
odd_lines = st.lists(st.sampled_from(TOKENS), max_size=4).map(" ".join)


@st.composite
def damaged_samples(draw):
    """A sample with lines taken out, doubled, moved, cut short or replaced."""
    lines = list(draw(st.sampled_from(SAMPLE_LINES)))
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(("drop", "double", "move", "cut", "replace", "insert"))):
            case "drop" if len(lines) > 1:
                del lines[at : at + draw(st.integers(1, 10))]
                lines = lines or [""]
            case "double":
                lines.insert(at, lines[at])
            case "move":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "cut":
                lines[at] = lines[at][: draw(st.integers(0, 40))]
            case "replace":
                lines[at] = draw(odd_lines)
            case _:
                lines.insert(at, draw(odd_lines))
    return "\n".join(lines)


any_text = st.one_of(
    st.text(), st.lists(odd_lines, max_size=15).map("\n".join), st.lists(odd_lines, max_size=15).map("\n\n".join)
)


def contents_of(data: bytes) -> list[PlanContent]:
    """The content read from a file, none if the file is refused."""
    try:
        return [read(read_text(data)).content]
    except UnreadableFileError:
        return []


def assert_can_be_pointed_at(content: PlanContent):
    parts = [value for value in values_of(content) if isinstance(value, Part)]
    keys = [part.key for part in parts]
    assert len(set(keys)) == len(keys)
    assert {task.key for task in tasks(content)} <= set(keys)
    assert max(keys, default=0) <= content.last_key
    lines = [part for part in parts if isinstance(part, Line)]
    spans = [(line, span) for line in lines for span in vars(line).values() if isinstance(span, Span)]
    assert [(line.text, span) for line, span in spans if not 0 <= span.start <= span.end <= len(line.text)] == []


@given(st.binary(max_size=300) | any_text.map(str.encode))
@settings(max_examples=200, deadline=None)
def test_any_file_is_read_or_refused(data):
    for content in contents_of(data):
        assert loads(dumps(content)) == content


@given(damaged_samples())
@settings(max_examples=100, deadline=None)
def test_a_damaged_plan_is_still_read(text):
    for content in contents_of(text.encode()):
        assert_can_be_pointed_at(content)


@given(plan_texts())
@settings(max_examples=30, deadline=None)
def test_parts_of_a_typed_plan_can_be_pointed_at(text):
    for content in contents_of(text.encode()):
        assert_can_be_pointed_at(content)


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_parts_of_a_sample_can_be_pointed_at(name):
    assert_can_be_pointed_at(read_sample(name).content)
