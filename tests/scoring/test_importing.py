"""Tables of criteria read from text, pastes and Word files."""

import io
import json
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from plans.importers.blocks import UnreadableFileError
from scoring.criteria import Counts, Evidence, Group, counts_below, leaves, walk
from scoring.criteria_review import review
from scoring.importers.reader import read_bytes
from scoring.kinds import Attendance, Band, Bands, Direct, Level, Levels, PassFail, PerTime, Ratio
from scoring.sums import maxima
from tests.scoring.given_tables import HEADER, outline, paste, rules, word_file

SAMPLES = Path(__file__).parent / "samples"
SHARED = Path(__file__).parents[3] / "shared" / "corpus" / "score_tables"
REAL = sorted(SHARED.glob("*.txt"))


@pytest.fixture(scope="module")
def sample():
    return read_bytes((SAMPLES / "cham_diem_khoi.txt").read_bytes())


def test_the_tree_follows_the_labels(sample):
    assert outline(sample.criteria) == [
        (0, "I", "THỰC HIỆN NHIỆM VỤ CHÍNH TRỊ", 60),
        (1, "1", "Chỉ tiêu kinh tế - xã hội", 40),
        (2, "1.1", "Thu ngân sách trên địa bàn", 25),
        (2, "1.2", "Hồ sơ giải quyết đúng hạn", 15),
        (1, "2", "Chuyển đổi số", 20),
        (2, "a)", "Có kế hoạch", Decimal("7.5")),
        (2, "b)", "Tham gia họp khối", Decimal("12.5")),
        (0, "II", "XÂY DỰNG NỘI BỘ", 40),
        (1, "1", "Nội bộ đoàn kết", 40),
        (0, "III", "ĐIỂM THƯỞNG", 10),
        (1, "1", "Mô hình mới, mỗi mô hình cộng 05 điểm", 10),
        (0, "IV", "ĐIỂM TRỪ", None),
        (1, "1", "Mỗi lần nộp báo cáo chậm trừ 2 điểm", None),
    ]


def test_scale_step_and_title_are_those_of_the_paper(sample):
    criteria = sample.criteria
    assert (criteria.title, criteria.scale, criteria.step) == (
        "BẢNG TIÊU CHÍ CHẤM ĐIỂM THI ĐUA CỦA KHỐI THI ĐUA SỐ 7", 100, Decimal("0.5"),
    )  # fmt: skip


def test_bonuses_and_deductions_are_known_by_their_headings(sample):
    counts = {criterion.text[:7]: counts_below(above) for criterion, above in leaves(sample.criteria)}
    assert (counts["Mô hình"], counts["Mỗi lần"], counts["Nội bộ "]) == (Counts.BONUS, Counts.DEDUCTION, Counts.SCORE)


def test_kinds_are_guessed_from_the_words_and_each_guess_is_told(sample):
    assert list(rules(sample.criteria).values()) == [
        Ratio(cap_pct=Decimal(100)),
        Bands(bands=(Band(least=Decimal(0), points=Decimal(0)), Band(least=Decimal(95), points=Decimal(10)),
                     Band(least=Decimal(98), points=Decimal(15))), unit="%"),
        PassFail(),
        Attendance(minus=Decimal("2.5")),
        Direct(),
        PerTime(points=Decimal(5), unit="mô hình"),
        PerTime(points=Decimal(2)),
    ]  # fmt: skip
    guessed = {c.key for c, _ in leaves(sample.criteria) if not isinstance(c.rule, Direct)}
    assert {doubt.key for doubt in sample.doubts if doubt.code == "KIND"} == guessed


def test_a_column_of_proofs_makes_proof_required(sample):
    taxes = next(criterion for criterion, _ in leaves(sample.criteria))
    assert taxes.evidence is Evidence.REQUIRED
    assert taxes.guide == "Điểm = tỷ lệ x điểm chuẩn\nMinh chứng: Báo cáo của Chi cục Thuế"


def test_a_row_without_number_and_points_belongs_to_the_guide_of_the_row_above(sample):
    unity = next(criterion for criterion, _ in leaves(sample.criteria) if criterion.text == "Nội bộ đoàn kết")
    assert unity.guide == "Không có đơn thư vượt cấp"


def test_nothing_stops_the_publication_of_a_clean_table(sample):
    assert [finding for finding in review(sample.criteria) if finding.blocking] == []


def test_a_word_table_with_merged_headings_reads_like_its_text():
    rows = (("I", "Chuyên môn", "60", ""), ("1", "Nhiệm vụ", "60", ""), ("ĐIỂM THƯỞNG",), ("1", "Sáng kiến", "5", ""))
    reading = read_bytes(word_file(*rows))
    assert outline(reading.criteria) == [
        (0, "I", "Chuyên môn", 60), (1, "1", "Nhiệm vụ", 60), (0, "", "ĐIỂM THƯỞNG", None), (1, "1", "Sáng kiến", 5),
    ]  # fmt: skip
    assert reading.criteria.title == "BẢNG TIÊU CHÍ THI ĐUA CỤM SỐ 5"
    assert maxima(reading.criteria).total.bonus == 5


@pytest.mark.long
def test_five_levels_and_many_rows():
    rows = []
    for part in ("I", "II"):
        rows.append((part, f"Phần {part}", "500", ""))
        for one in range(1, 6):
            rows.append((f"{one}", f"Mục {one}", "100", ""))
            for two in range(1, 3):
                rows.append((f"{one}.{two}", f"Mục {one}.{two}", "50", ""))
                for letter in "ab":
                    rows.append((f"{letter})", f"Ý {letter}", "25", ""))
                    rows += [("-", "Việc thứ nhất", "12,5", ""), ("-", "Việc thứ hai", "12,5", "")]
    criteria = read_bytes(word_file(*rows)).criteria
    assert len(list(walk(criteria))) == len(rows) == 152
    assert max(len(above) for _, above in walk(criteria)) == 4
    assert [finding.code for finding in review(criteria) if finding.blocking] == []
    assert criteria.scale == 1000


def test_rows_without_labels_are_below_the_row_whose_maximum_they_make_up():
    criteria = read_bytes(paste(("1", "Họp", "10", ""), ("", "Dự họp", "4", ""), ("", "Phát biểu", "6", ""))).criteria
    assert outline(criteria) == [(0, "1", "Họp", 10), (1, "", "Dự họp", 4), (1, "", "Phát biểu", 6)]


def test_rows_without_labels_that_make_up_nothing_stand_beside():
    criteria = read_bytes(paste(("1", "Họp", "10", ""), ("", "Báo cáo", "4", ""))).criteria
    assert [level for level, *_ in outline(criteria)] == [0, 0]


def test_lines_with_points_of_their_own_in_one_cell_are_criteria():
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, HEADER[:3], strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ("1", "Tuyên truyền\n- Có bài viết\n- Có video", "6\n4"), strict=True):
        cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    criteria = read_bytes(stream.getvalue()).criteria
    assert outline(criteria) == [(0, "1", "Tuyên truyền", None), (1, "", "Có bài viết", 6), (1, "", "Có video", 4)]


def test_lower_rows_without_points_explain_a_criterion_that_has_them():
    criteria = read_bytes(paste(("1", "Họp", "10", ""), ("a)", "Dự đủ", "", ""), ("b)", "Đúng giờ", "", ""))).criteria
    assert outline(criteria) == [(0, "1", "Họp", 10)]
    assert next(leaves(criteria))[0].guide == "a) Dự đủ\nb) Đúng giờ"


def test_named_results_with_points_are_levels():
    rows = (("1", "Xếp loại", "10", ""), ("", "Xuất sắc: 10", "", ""), ("", "Tốt: 7,5 điểm", "", ""))
    [rule] = rules(read_bytes(paste(*rows)).criteria).values()
    assert rule == Levels(levels=(Level(name="Xuất sắc", points=Decimal(10)), Level(name="Tốt", points=Decimal("7.5"))))


def test_a_bonus_that_is_a_single_row_becomes_a_group_of_one():
    criteria = read_bytes(paste(("I", "Chuyên môn", "100", ""), ("II", "Điểm thưởng", "10", "Cờ thi đua"))).criteria
    group = criteria.nodes[1]
    assert isinstance(group, Group)
    assert (group.code, group.counts, [node.max for node in group.nodes]) == (
        "II", Counts.BONUS, [Decimal(10)],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "points"),
    [("05 điểm", 5), ("1,25", Decimal("1.25")), ("2.5", Decimal("2.5")), ("tối đa 10", 10), ("0 - 5", 5), ("10đ", 10)],
)
def test_points_as_people_write_them(written, points):
    criteria = read_bytes(paste(("1", "Họp", written, ""), ("2", "Báo cáo", "1", ""))).criteria
    assert next(leaves(criteria))[0].max == points


def test_points_that_cannot_be_read_are_a_doubt_at_their_criterion():
    reading = read_bytes(paste(("1", "Họp", "năm", ""), ("2", "Báo cáo", "5", "")))
    [doubt] = (doubt for doubt in reading.doubts if doubt.code == "MAX")
    assert "“năm”" in doubt.message
    assert doubt.key == 1


def test_a_total_that_the_rows_do_not_make_up_is_a_doubt():
    reading = read_bytes(paste(("1", "Họp", "5", ""), ("", "Tổng cộng", "100", "")))
    assert "TOTAL" in {doubt.code for doubt in reading.doubts}
    assert reading.criteria.scale == 100


def test_a_section_without_points_is_left_out_and_told():
    reading = read_bytes(
        paste(("I", "Chuyên môn", "10", ""), ("II", "Xếp hạng", "", ""), ("1", "Từ cao đến thấp", "", ""))
    )
    assert [code for _, code, *_ in outline(reading.criteria)] == ["I"]
    [doubt] = (doubt for doubt in reading.doubts if doubt.code == "LEFT_OUT")
    assert "II Xếp hạng / 1 Từ cao đến thấp" in doubt.message


@pytest.mark.parametrize("data", [b"Xin chao", paste(("1", "Họp"), header=("TT", "Nội dung"))])
def test_a_file_without_such_a_table_is_refused(data):
    with pytest.raises(UnreadableFileError, match="cột điểm chuẩn"):
        read_bytes(data)


@pytest.mark.skipif(not REAL, reason="the real tables are not beside the project")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem[:9])
def test_real_tables_read_as_people_read_them(path):
    truth = json.loads(path.with_name(f"{path.stem}.truth.json").read_text())
    criteria = read_bytes(path.read_bytes()).criteria
    rows = [
        (node["level"], node["code"], node["max"], node["kind"])
        for section in truth["sections"]
        for node in ({"level": 0, "kind": "score", **section}, *section["criteria"])
        if section["max"] is not None
    ]
    read = [
        (len(above), node.code, None if node.max is None else float(node.max), _kind(node, above))
        for node, above in walk(criteria)
    ]
    assert read == rows
    most = maxima(criteria).total
    assert criteria.scale == 100
    assert most.score + most.bonus == truth["total"]
    assert [" ".join(node.text.split()) for node, _ in walk(criteria)] == [
        text
        for section in truth["sections"]
        if section["max"] is not None
        for text in (section["title"], *(node["text"] for node in section["criteria"]))
    ]


def _kind(node, above):
    return str(counts_below((*above, node) if isinstance(node, Group) else above))


def test_every_row_becomes_a_part_of_its_own(sample):
    keys = [node.key for node, _ in walk(sample.criteria)]
    assert len(set(keys)) == len(keys)
    assert sample.criteria.last_key == max(keys)
