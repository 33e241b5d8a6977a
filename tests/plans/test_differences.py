"""What was changed in the Word file of a draft, part by part."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings

from plans.canonical import with_keys
from plans.content import Line, Section, TaskItem
from plans.differences import DifferenceKind, differences, with_differences, word_changes
from plans.differences.alignment import MOST_COMPARED, aligned
from plans.edits import LineKind, TurnLine, apply, find_part
from plans.importers.reader import read
from plans.importers.text import read_text
from plans.tasks import tasks
from tests.plans.conftest import SHORT_PLAN
from tests.plans.shapes import plans
from tests.plans.strategies import plan_texts


def content_of(text):
    return read(read_text(text.encode())).content


DRAFT = content_of(SHORT_PLAN)


def found(*replacements):
    """What differs when words of the plan are replaced."""
    text = SHORT_PLAN
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return differences(DRAFT, content_of(text))


def told(difference):
    return difference.kind, difference.place, difference.before, difference.after


def test_nothing_differs_from_itself():
    assert differences(DRAFT, DRAFT) == ()


def test_number_and_date_are_no_difference():
    assert found(("Số: 03/KH-KTĐ1", "Số:     /KH-KTĐ1"), ("ngày 09 tháng 3", "ngày    tháng   ")) == ()


def test_a_paragraph_rewritten():
    [only] = found(("thực hiện đúng Kế hoạch này", "nghiêm túc thực hiện Kế hoạch này"))
    assert told(only) == (
        DifferenceKind.CHANGED,
        "II",
        "Các đơn vị thành viên thực hiện đúng Kế hoạch này./.",
        "Các đơn vị thành viên nghiêm túc thực hiện Kế hoạch này./.",
    )


def test_a_cell_rewritten_changes_no_other_cell():
    [only] = found(("Hội thao", "Hội thao toàn khối"))
    taken = with_differences(DRAFT, [only])
    assert [task.text for task in tasks(taken)][-1] == "Hội thao toàn khối"
    assert differences(DRAFT, taken) == (only,)


def test_a_row_added_between_two_others():
    [only] = found(
        ("3\tHội thao", "3\tVề nguồn\tSở Tài chính\t\tTháng 7\n4\tHội thao"),
    )[:1]
    assert (only.kind, only.after) == (DifferenceKind.ADDED, "3 | Về nguồn | Sở Tài chính | Tháng 7")


def test_a_row_removed():
    [only] = found(
        ("2\tBáo cáo 6 tháng\tCác đơn vị thành viên\t\tTrước 20/6/2026\n", ""), ("3\tHội thao", "3\tHội thao")
    )
    assert (only.kind, only.before) == (
        DifferenceKind.REMOVED,
        "2 | Báo cáo 6 tháng | Các đơn vị thành viên | Trước 20/6/2026",
    )


def test_head_subject_bases_recipients_and_signature():
    changes = found(
        ("UBND TỈNH AN HẢI", "HỘI ĐỒNG THI ĐUA TỈNH AN HẢI"),
        ("Hoạt động của Khối", "Hoạt động thi đua của Khối"),
        ("ngày 15 tháng 6 năm 2022;", "ngày 15 tháng 6 năm 2022 (sửa đổi năm 2025);"),
        ("- Lưu: VT, KTĐ1.", "- Sở Nội vụ;\n- Lưu: VT, KTĐ1."),
        ("Nguyễn Thị Sông Thương", "Trần Văn Bình"),
    )
    assert [difference.place for difference in changes] == [
        "Đầu văn bản",
        "Tên loại, trích yếu",
        "Căn cứ",
        "Nơi nhận",
        "Chữ ký",
    ]
    assert {difference.kind for difference in changes} == {DifferenceKind.CHANGED}


def test_what_is_not_taken_stays():
    first, second = found(("Hội thao", "Hội thao toàn khối"), ("Nguyễn Thị Sông Thương", "Trần Văn Bình"))
    taken = with_differences(DRAFT, [second])
    assert differences(DRAFT, taken) == (replace(second, number=1),)
    assert differences(taken, with_differences(DRAFT, [first, second])) != ()


def test_what_a_person_decided_of_a_line_stays_when_its_words_change():
    """The kind of a line is the draft's: a file knows words alone."""
    last = DRAFT.body[-1]
    line = last.blocks[-1] if isinstance(last, Section) else last
    decided = apply(DRAFT, TurnLine(key=line.key, version=line.version, kind=LineKind.TASK))
    words = SHORT_PLAN.replace("thực hiện đúng", "thực hiện tốt")
    [only] = differences(decided, content_of(words))
    taken = find_part(with_differences(decided, [only]), line.key).part
    assert isinstance(taken, TaskItem)
    assert taken.text == "Các đơn vị thành viên thực hiện tốt Kế hoạch này./."


edited_plans = plans.map(lambda content: replace(with_keys(content, count(1)), last_key=9999))


def without_decision(content):
    return replace(content, decision=None)


@given(plan_texts(), plan_texts())
@settings(max_examples=60, deadline=None)
def test_all_differences_taken_give_the_words_of_the_other(one, other):
    draft, corrected = without_decision(content_of(one)), without_decision(content_of(other))
    taken = with_differences(draft, differences(draft, corrected))
    assert differences(taken, corrected) == ()


@given(edited_plans, edited_plans)
@settings(max_examples=60, deadline=None)
def test_plans_made_in_the_editor_too(one, other):
    draft, corrected = without_decision(one), without_decision(other)
    taken = with_differences(draft, differences(draft, corrected))
    assert differences(taken, corrected) == ()


def lines(texts):
    return [Line(key=key, text=text) for key, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(("old", "new", "pairs"), [("abc", "abc", 3), ("abc", "ac", 2), ("", "a", 0), ("a", "b", 0)])
def test_lists_are_laid_side_by_side(old, new, pairs):
    assert sum(bool(one and other) for one, other in aligned(lines(old), lines(new))) == pairs


def test_a_long_list_of_other_words_is_not_searched_for_likenesses():
    """What is compared stays within what a request may take, whatever file was brought."""
    old, new = lines(f"Việc số {n}" for n in range(1000)), lines(f"Việc thứ {n}" for n in range(1000))
    assert len(old) * len(new) > MOST_COMPARED
    assert list(aligned(old, new)) == [*((line, None) for line in old), *((None, line) for line in new)]


def test_words_that_changed_are_told_from_those_that_stayed():
    assert word_changes("Hội thao toàn khối", "Hội thao của khối") == (
        ("Hội thao ", "", ""),
        ("", "toàn ", "của "),
        ("khối", "", ""),
    )


def test_long_texts_are_shown_whole():
    before, after = "từ " * 600, "chữ " * 600
    assert word_changes(before, after) == (("", before, after),)
