"""The pages of criteria tables."""

import io
from dataclasses import replace
from decimal import Decimal

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from blocs.models import AuditEntry
from scoring import edits
from scoring.criteria import Criterion, Group, LateMinus, NotApplicable, walk
from scoring.criteria_json import to_data
from scoring.enums import TableState
from scoring.kinds import Band, Bands, Direct, Level, Levels
from scoring.models import CriteriaTable
from scoring.services import handing_in, tables
from scoring.services.tables import change_table
from scoring.workbooks.table_out import table_workbook
from tests.scoring.conftest import ALL_FIGURES, RESULT, SHORT_TABLE, TASKS
from tests.scoring.everything import EVERYTHING
from tests.world import standing
from thidua.papers.models import StoredFile

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]


@pytest.fixture
def signed_in(client, world):
    def as_(user=None):
        client.force_login(user or world.leader)
        return client

    return as_


@pytest.fixture
def draft(world):
    return tables.draft_of_term(world.term, SHORT_TABLE, by=standing(world.leader))


def text(response):
    return " ".join(response.content.decode().split())


def at(name, table, *more):
    return reverse(name, args=[table.pk, *more])


def now(table):
    return CriteriaTable.objects.get(pk=table.pk).value


def node(table, key):
    return edits.find(now(table), key).node


def criterion_fields(**changes):
    """What the form of the second criterion sends when nothing is changed."""
    return {
        "seen": "1", "code": "2", "text": "Nhiệm vụ đột xuất", "max": "20", "inside": "1", "kind": "direct",
        "guide": "", "evidence": "optional", "assessor": "", "floor": "",
    } | changes  # fmt: skip


# --- the list and the table -------------------------------------------------------------------------------------------


def test_a_member_sees_a_table_once_it_is_published(signed_in, world, draft):
    address = at("criteria_table", draft)
    assert signed_in(world.member).get(address).status_code == 404
    tables.publish(draft, by=standing(world.leader))
    page = text(signed_in(world.member).get(address))
    assert "Nội bộ đoàn kết" in page
    assert "Sửa<span" not in page
    assert address in text(signed_in(world.member).get(reverse("criteria_tables")))


def test_the_list_offers_a_new_table_to_those_who_may_make_one(signed_in, world):
    offered = reverse("new_table", args=[world.term.pk])
    shared = reverse("new_office_table", args=[world.province.pk, "khoi"])
    page = reverse("criteria_tables")
    assert offered in text(signed_in(world.leader).get(page))
    assert offered not in text(signed_in(world.member).get(page))
    assert shared in text(signed_in(world.chief).get(page))
    assert shared not in text(signed_in(world.leader).get(page))


def test_what_stops_the_publication_stands_before_the_button(signed_in, draft):
    address = at("criteria_table", draft)
    assert at("publish_table", draft) in text(signed_in().get(address))
    signed_in().post(at("edit_table_part", draft, TASKS), criterion_fields(max="15"))
    page = text(signed_in().get(address))
    assert "điểm chuẩn ghi 60, các tiêu chí cộng lại được 55" in page
    assert at("publish_table", draft) not in page
    refused = signed_in().post(at("publish_table", draft), {"version": "2"})
    assert (refused.status_code, CriteriaTable.objects.get().state) == (403, TableState.DRAFT)


def test_publishing_a_table_that_somebody_just_changed_asks_to_look_again(signed_in, world, draft):
    change_table(draft, lambda criteria: replace(criteria, title="Khác"), by=standing(world.leader), what="Tên")
    signed_in().post(at("publish_table", draft), {"version": "1"})
    assert CriteriaTable.objects.get().state == TableState.DRAFT
    signed_in().post(at("publish_table", draft), {"version": "2"})
    assert CriteriaTable.objects.get().state == TableState.PUBLISHED


def test_a_published_table_is_replaced_by_a_new_version_of_it(signed_in, world, draft):
    tables.publish(draft, by=standing(world.leader))
    signed_in().post(at("replace_table", draft))
    new = CriteriaTable.objects.get(state=TableState.DRAFT)
    assert (new.number, new.made_from, new.value) == (2, draft, SHORT_TABLE)
    signed_in().post(at("publish_table", new), {"version": "1"})
    assert CriteriaTable.objects.get(pk=draft.pk).state == TableState.REPLACED


def test_a_draft_is_thrown_away(signed_in, draft):
    signed_in().post(at("discard_table", draft))
    assert not CriteriaTable.objects.exists()


@pytest.mark.parametrize(("name", "beginning"), [("table_xlsx", b"PK"), ("table_pdf", b"%PDF"), ("table_docx", b"PK")])
def test_the_table_as_a_file(signed_in, draft, name, beginning):
    response = signed_in().get(at(name, draft))
    assert b"".join(response).startswith(beginning)


def test_a_page_takes_as_many_queries_for_many_criteria_as_for_few(
    signed_in, world, draft, django_assert_max_num_queries
):
    large = tables.draft_of_term(world.term, EVERYTHING, by=standing(world.leader))
    client = signed_in()
    for table in (draft, large):
        with django_assert_max_num_queries(16):
            client.get(at("criteria_table", table))


def test_a_maximum_below_0_is_not_taken(signed_in, draft):
    answer = signed_in().post(at("edit_table_part", draft, TASKS), criterion_fields(max="-1"))
    assert answer.status_code == 422
    assert answer.context["form"].errors["max"] == ["Hãy nhập số từ 0 trở lên."]


# --- new tables -------------------------------------------------------------------------------------------------------

PASTE = "TT\tNội dung\tĐiểm chuẩn\tHướng dẫn\n1\tHọp khối\t40\tĐạt/không đạt\n2\tBáo cáo\t60\t\n"


def new(signed_in, world, data, user=None):
    return signed_in(user).post(reverse("new_table", args=[world.term.pk]), data)


def test_a_pasted_table_becomes_a_draft(signed_in, world):
    read = new(signed_in, world, {"cach": "tep", "text": PASTE})
    table = CriteriaTable.objects.get()
    assert read.url == at("criteria_table", table)
    assert [each.text for each, _ in walk(table.value)] == ["Họp khối", "Báo cáo"]


def test_a_word_file_is_read(signed_in, world):
    document = docx.Document()
    table = document.add_table(rows=0, cols=3)
    for row in (("TT", "Tiêu chí", "Điểm tối đa"), ("1", "Họp khối", "100")):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    stream = io.BytesIO()
    document.save(stream)
    new(signed_in, world, {"cach": "tep", "file": SimpleUploadedFile("bang.docx", stream.getvalue())})
    assert [each.text for each, _ in walk(CriteriaTable.objects.get().value)] == ["Họp khối"]


def test_our_own_workbook_is_the_same_table(signed_in, world):
    file = SimpleUploadedFile("bang.xlsx", table_workbook(EVERYTHING))
    new(signed_in, world, {"cach": "tep", "file": file})
    assert CriteriaTable.objects.get().value == EVERYTHING


def test_a_file_without_a_table_is_refused_with_what_to_do(signed_in, world):
    answer = new(signed_in, world, {"cach": "tep", "text": "Kính gửi các đồng chí"})
    assert answer.status_code == 422
    assert "Không thấy bảng tiêu chí" in text(answer)
    assert "Kính gửi các đồng chí" in text(answer)


def test_a_file_that_could_do_harm_is_refused_and_not_kept(signed_in, world):
    file = SimpleUploadedFile("bang.pdf", b"%PDF-1.7\nkhong phai PDF")
    assert new(signed_in, world, {"cach": "tep", "file": file}).status_code == 422
    assert (CriteriaTable.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_table_is_taken_over_from_the_year_before(signed_in, world):
    last = CriteriaTable.objects.create(
        term=world.last_term, content=to_data(replace(SHORT_TABLE, title="Bảng năm 2025")),
        title="Bảng năm 2025", state=TableState.PUBLISHED, published_at="2025-01-01T00:00:00Z", created_by=world.leader,
    )  # fmt: skip
    assert "Bảng năm 2025" in text(signed_in().get(reverse("new_table", args=[world.term.pk])))
    new(signed_in, world, {"cach": "chep", "tu": str(last.pk)})
    made = CriteriaTable.objects.get(term=world.term)
    assert (made.title, made.made_from, made.value.nodes) == ("Bảng năm 2026", last, SHORT_TABLE.nodes)


def test_a_blank_table_and_one_for_all_blocs_of_an_office(signed_in, world):
    new(signed_in, world, {"cach": "trang"})
    assert CriteriaTable.objects.get().title == "Bảng tiêu chí chấm điểm thi đua năm 2026 của Khối thi đua số 1"
    address = reverse("new_office_table", args=[world.province.pk, "khoi"])
    assert signed_in(world.leader).get(address).status_code == 403
    signed_in(world.chief).post(address, {"cach": "trang"})
    table = CriteriaTable.objects.get(superior=world.province)
    assert (table.bloc_kind, table.state) == ("khoi", TableState.DRAFT)


# --- what the reader of a file was not sure of ------------------------------------------------------------------------


@pytest.fixture
def read_table(signed_in, world):
    """A draft of a pasted table."""
    new(signed_in, world, {"cach": "tep", "text": PASTE})
    return CriteriaTable.objects.get()


def test_doubts_stand_beside_their_criterion_until_somebody_has_looked(signed_in, read_table):
    [guess] = (doubt for doubt in read_table.doubts if doubt["key"] == 1)
    page = signed_in().get(at("criteria_table", read_table))
    [row] = (line for line in page.context["lines"] if line.node.key == 1)
    assert row.doubts == (guess["message"],)
    assert "Đoán cách chấm “Đạt hoặc không đạt”" in text(page)
    before = len(read_table.doubts)
    signed_in().post(at("settle_table_doubt", read_table, guess["number"]))
    after = CriteriaTable.objects.get().doubts
    assert (guess in after, len(after)) == (False, before - 1)
    settled = AuditEntry.objects.get(action="Đã xem chỗ chưa chắc")
    assert settled.after == {"chỗ": guess["message"]}


def test_looking_twice_is_noted_once(signed_in, read_table):
    address = at("settle_table_doubt", read_table, read_table.doubts[0]["number"])
    assert [signed_in().post(address).status_code for _ in range(2)] == [302, 302]
    assert AuditEntry.objects.filter(action="Đã xem chỗ chưa chắc").count() == 1


def test_who_publishes_a_table_leaves_no_doubt(world, draft):
    CriteriaTable.objects.update(doubts=[{"number": 1, "code": "X", "message": "Chưa rõ", "key": None}])
    assert tables.publish(draft, by=standing(world.leader)).doubts == []


def test_a_doubt_about_a_criterion_that_is_gone_leads_nowhere(signed_in, draft):
    CriteriaTable.objects.update(doubts=[{"number": 1, "code": "X", "message": "Chưa rõ", "key": 99}])
    page = text(signed_in().get(at("criteria_table", draft)))
    assert "Chưa rõ" in page
    assert "#dong-99" not in page


def test_the_file_is_fetched_as_it_was_brought_by_who_may_draft(signed_in, world, read_table):
    address = at("table_source", read_table)
    assert b"".join(signed_in().get(address)).decode() == PASTE
    CriteriaTable.objects.update(state=TableState.PUBLISHED, published_at=timezone.now())
    assert signed_in().get(address).status_code == 200
    assert signed_in(world.member).get(address).status_code == 403
    assert "bang-dan-vao.txt" not in text(signed_in(world.member).get(at("criteria_table", read_table)))


def test_a_table_made_on_the_site_has_no_file(signed_in, draft):
    assert signed_in().get(at("table_source", draft)).status_code == 404


# --- editing ----------------------------------------------------------------------------------------------------------


def test_a_criterion_is_edited(signed_in, draft):
    answer = signed_in().post(
        at("edit_table_part", draft, TASKS), criterion_fields(text="Nhiệm vụ giao thêm", guide="Theo văn bản giao")
    )
    assert answer.url == at("criteria_table", draft) + f"#dong-{TASKS}"
    after = node(draft, TASKS)
    assert (after.text, after.guide, after.rule, after.version) == (
        "Nhiệm vụ giao thêm", "Theo văn bản giao", Direct(), 2,
    )  # fmt: skip


def test_the_form_of_a_kind_asks_for_its_own_settings(signed_in, draft):
    asked = text(signed_in().post(at("edit_table_part", draft, TASKS), criterion_fields(kind="bands", doi="")))
    assert "Các khung" in asked
    assert node(draft, TASKS).version == 1
    signed_in().post(
        at("edit_table_part", draft, TASKS),
        criterion_fields(kind="bands", bands="từ 98%: 20 điểm\n90: 12,5", unit="%", quantity="Tỷ lệ đúng hạn"),
    )
    assert node(draft, TASKS).rule == Bands(
        bands=(Band(least=Decimal(98), points=Decimal(20)), Band(least=Decimal(90), points=Decimal("12.5"))),
        quantity="Tỷ lệ đúng hạn", unit="%",
    )  # fmt: skip


def test_levels_are_typed_a_line_each(signed_in, draft):
    signed_in().post(at("edit_table_part", draft, TASKS), criterion_fields(kind="levels", levels="Tốt: 20\nKhá: 15"))
    assert node(draft, TASKS).rule == Levels(
        levels=(Level(name="Tốt", points=Decimal(20)), Level(name="Khá", points=Decimal(15)))
    )


@pytest.mark.parametrize("key", [each.key for each, _ in walk(EVERYTHING)])
def test_every_form_sent_back_as_it_is_changes_nothing(signed_in, world, key):
    table = tables.draft_of_term(world.term, EVERYTHING, by=standing(world.leader))
    form = signed_in().get(at("edit_table_part", table, key)).context["form"]
    sent = {bound.name: shown for bound in form if (shown := bound.value()) not in (None, False)}
    answer = signed_in().post(at("edit_table_part", table, key), sent | {"seen": form.seen})
    assert answer.status_code == 302, answer.context["form"].errors
    assert now(table) == EVERYTHING


@pytest.mark.parametrize("frame", ["quy-dinh-chung", "xep-loai", "chua-xet-khong-xet"])
def test_every_frame_sent_back_as_it_is_changes_nothing(signed_in, world, frame):
    table = tables.draft_of_term(world.term, EVERYTHING, by=standing(world.leader))
    form = signed_in().get(at("edit_table_frame", table, frame)).context["form"]
    sent = {bound.name: shown for bound in form if (shown := bound.value()) not in (None, False)}
    answer = signed_in().post(at("edit_table_frame", table, frame), sent | {"seen": form.seen})
    assert answer.status_code == 302, answer.context["form"].errors
    assert now(table) == EVERYTHING


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"max": "hai mươi"}, "max", "không phải là số"),
        ({"text": " "}, "text", "không được để trống|bắt buộc|Trường này"),
        ({"kind": "levels", "levels": "Tốt 20"}, "levels", "chưa có dấu hai chấm"),
        ({"kind": "per_time"}, "points", "bắt buộc|không được"),
    ],
)
def test_what_cannot_be_saved_comes_back_as_it_was_typed(signed_in, draft, changes, field, words):
    answer = signed_in().post(at("edit_table_part", draft, TASKS), criterion_fields(guide="Giữ lại", **changes))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Giữ lại" in text(answer)
    assert node(draft, TASKS).version == 1


def test_a_stale_edit_shows_both_and_is_saved_only_knowingly(signed_in, draft):
    client, address = signed_in(), at("edit_table_part", draft, TASKS)
    client.post(address, criterion_fields(text="Của người khác"))
    answer = client.post(address, criterion_fields(text="Của tôi"))
    assert answer.status_code == 409
    assert "Của người khác" in text(answer)
    assert "Của tôi" in text(answer)
    assert node(draft, TASKS).text == "Của người khác"
    client.post(address, criterion_fields(text="Của tôi", seen=answer.context["seen"]))
    assert node(draft, TASKS).text == "Của tôi"


def test_what_was_typed_for_a_part_that_is_gone_is_given_back(signed_in, draft):
    client = signed_in()
    seen = edits.versions_of(node(draft, TASKS))
    client.post(at("delete_table_part", draft, TASKS), {"seen": seen})
    answer = client.post(at("edit_table_part", draft, TASKS), criterion_fields(text="Của tôi"))
    assert answer.status_code == 409
    assert "Của tôi" in text(answer)


def test_what_was_typed_for_a_table_that_was_published_meanwhile_is_given_back(signed_in, world, draft):
    tables.publish(draft, by=standing(world.leader))
    answer = signed_in().post(at("edit_table_part", draft, TASKS), criterion_fields(text="Của tôi"))
    assert answer.status_code == 403
    assert "Của tôi" in text(answer)


def test_parts_are_added_moved_put_elsewhere_and_deleted(signed_in, draft):
    client = signed_in()
    client.post(at("add_table_part", draft, "nhom", 0), {"text": "Điểm thưởng khác", "inside": "0", "counts": "bonus"})
    group = now(draft).last_key
    client.post(
        at("add_table_part", draft, "tieu-chi", group),
        criterion_fields(seen="", text="Được khen", inside=str(group), max="5"),
    )
    added = node(draft, group)
    assert isinstance(added, Group)
    assert [(each.text, each.max) for each in added.nodes] == [("Được khen", Decimal(5))]
    client.post(at("move_table_part", draft, group), {"way": "len"})
    assert [each.key for each in now(draft).nodes][-2:] == [group, 8]
    client.post(at("edit_table_part", draft, TASKS), criterion_fields(inside=str(group)))
    moved = node(draft, group)
    assert isinstance(moved, Group)
    assert moved.nodes[-1].key == TASKS
    client.post(at("delete_table_part", draft, group), {"seen": edits.versions_of(moved)})
    assert {group, TASKS}.isdisjoint(each.key for each, _ in walk(now(draft)))


def test_settings_classes_and_conditions(signed_in, draft):
    client = signed_in()

    def send(frame, **fields):
        seen = client.get(at("edit_table_frame", draft, frame)).context["form"].seen
        return client.post(at("edit_table_frame", draft, frame), fields | {"seen": seen})

    send(
        "quy-dinh-chung", name="Bảng mới", scale="1.000", step="0,5", decimals="1", late="minus", per_day="0,5",
        max_pct="10", allowed="on",
    )  # fmt: skip
    send("xep-loai", classes="Xuất sắc: 90; 85%\nTốt: từ 80 điểm")
    send("chua-xet-khong-xet", pending="- Đang bị thanh tra", excluded="")
    after = now(draft)
    assert (after.title, after.scale, after.decimals) == ("Bảng mới", 1000, 1)
    assert after.late == LateMinus(per_day=Decimal("0.5"))
    assert after.not_applicable == NotApplicable(allowed=True, normalise=False, max_pct=Decimal(10))
    assert [(each.code, each.name, each.min, each.floor_pct) for each in after.classes] == [
        ("xuat_sac", "Xuất sắc", 90, 85), ("tot", "Tốt", 80, None),
    ]  # fmt: skip
    assert [each.text for each in after.pending] == ["Đang bị thanh tra"]


def test_a_member_edits_nothing(signed_in, world, draft):
    tables.publish(draft, by=standing(world.leader))
    client = signed_in(world.member)
    for name, *more in (("edit_table_part", RESULT), ("edit_table_frame", "xep-loai"), ("try_table",)):
        assert client.get(at(name, draft, *more)).status_code == 403


# --- the trial run ----------------------------------------------------------------------------------------------------


def test_a_draft_is_tried_on_the_sheets_that_were_handed_in(signed_in, scoring):
    scoring.enter(ALL_FIGURES)
    sheet = scoring.sheet
    sheet.evidence.create(key=5, url="https://lamgiang.example/15-qd", added_by=scoring.officer)
    handing_in.lay_before_head(sheet, by=standing(scoring.officer))
    handing_in.approve(scoring.sheet, seen=scoring.sheet.digest, at=scoring.round.opened_at, by=standing(scoring.head))
    heavier = edits.changed(SHORT_TABLE, TASKS, 1, rule=Direct(), max=Decimal("18.5"))
    leader = standing(scoring.world.leader)
    draft = tables.draft_of_term(scoring.world.term, heavier, by=leader)
    page = signed_in().get(at("try_table", draft))
    [line] = page.context["run"].lines
    assert (line.before.total, line.tally.total) == (Decimal("99.5"), Decimal("99.5"))
    assert isinstance(node(draft, TASKS), Criterion)


def test_without_sheets_the_trial_says_so(signed_in, draft):
    assert "chưa chấm thử được" in text(signed_in().get(at("try_table", draft)))
