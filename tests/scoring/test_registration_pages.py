"""The pages of registering for a year."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pdfplumber
import pytest
from django.urls import reverse
from django.utils import timezone

from blocs.enums import Role
from plans.enums import PlanState
from plans.models import Plan, Task
from scoring.forms.registrations import PastedLines, TitleForm
from scoring.honours import Commendation, Nominee, Title
from scoring.services import registrations
from scoring.services.registrations import (
    HonourLine,
    SignedRegistration,
    TargetLine,
    due_task,
    lines_of,
    registration_of,
    registrations_of,
)
from tests import world as cast
from tests.project.rights.realm import a_scan
from tests.scoring.registering import LINES, movement, unit_of
from tests.world import standing
from thidua.papers.models import Paper
from thidua.papers.services import files

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.any_engine,
]

SIGNED = SignedRegistration(signer="Bùi Thị Trưởng", signed_on=date(2026, 3, 18))


@pytest.fixture
def unit(world):
    return unit_of(world.term, world.health)


@pytest.fixture
def sent(world, unit):
    registrations.save(unit, LINES, seen=0, by=standing(world.member))
    return registrations.record_paper(unit, SIGNED, by=standing(world.member))


@pytest.fixture
def signed_in(client):
    def as_(user):
        client.force_login(user)
        return client

    return as_


def text(response):
    return response.content.decode()


def rows(**fields):
    """What a browser sends of the page of a unit."""
    return {
        f"{prefix}-{name}": value
        for prefix in ("chi-tieu", "danh-hieu", "hinh-thuc")
        for name, value in {"TOTAL_FORMS": "3", "INITIAL_FORMS": "0"}.items()
    } | {"seen": "0"} | fields  # fmt: skip


def test_lines_are_typed_and_pasted_without_scripts(signed_in, world, unit):
    client = signed_in(world.member)
    client.post(
        reverse("registration", args=[unit.pk]),
        rows(
            **{
                "chi-tieu-0-text": "Giải quyết hồ sơ đúng hạn", "chi-tieu-0-figure": "98,5", "chi-tieu-0-measure": "%",
                "danh-hieu-1-kind": "advanced_worker", "danh-hieu-1-count": "42",
                "dan-targets": "Không có đơn thư vượt cấp",
                "dan-titles": "Tập thể lao động xuất sắc\tVăn phòng Sở",
                "dan-commendations": "Giấy khen của Hội Chữ thập đỏ\ttập thể\t2",
            }
        ),
    )  # fmt: skip
    assert lines_of(registration_of(unit)) == LINES


def test_what_is_wrong_is_told_and_nothing_typed_is_lost(signed_in, world, unit):
    typed = {
        "chi-tieu-0-text": "Thu quỹ", "chi-tieu-0-figure": "mười",
        "danh-hieu-0-kind": "advanced_worker", "danh-hieu-0-nominee": "collective",
    }  # fmt: skip
    answer = signed_in(world.member).post(reverse("registration", args=[unit.pk]), rows(**typed))
    assert answer.status_code == 422
    assert "“mười” không phải là số" in text(answer)
    assert "“Lao động tiên tiến” là danh hiệu của cá nhân." in text(answer)
    assert 'value="mười"' in text(answer)


def test_who_saved_meanwhile_is_shown_beside_what_was_typed(signed_in, world, unit):
    registrations.save(unit, LINES, seen=0, by=standing(world.member))
    client = signed_in(world.member)
    address = reverse("registration", args=[unit.pk])
    answer = client.post(address, rows(**{"chi-tieu-0-text": "Bản của tôi"}))
    assert answer.status_code == 409
    assert 'value="Bản của tôi"' in text(answer)
    assert "Văn phòng Sở" in text(answer)
    client.post(address, rows(**{"chi-tieu-0-text": "Bản của tôi", "seen": "1"}))
    assert lines_of(registration_of(unit)).targets == (TargetLine(text="Bản của tôi"),)


def test_other_units_do_not_know_the_page_and_see_the_state_alone(signed_in, world, unit):
    registrations.save(unit, LINES, seen=0, by=standing(world.member))
    client = signed_in(world.leader)
    assert client.get(reverse("registration", args=[unit.pk])).status_code == 404
    page = text(client.get(reverse("registrations_of_year", args=[world.term.pk])))
    assert "Đang lập" in page
    assert "Văn phòng Sở" not in page


def test_no_registration_is_opened_on_behalf_before_its_meaning_is_confirmed(signed_in, world, unit):
    client = signed_in(world.leader)
    address = reverse("register_on_behalf", args=[unit.pk])
    for asked in (client.get(address), client.post(address)):
        assert "không rút lại được" in text(asked)
        assert not registration_of(unit).on_behalf
    assert client.post(address, {"confirmed": ""}).url == reverse("registration", args=[unit.pk])
    assert registration_of(unit).on_behalf


def test_the_signed_paper_is_recorded_and_then_read_above(signed_in, world, unit):
    registrations.save(unit, LINES, seen=0, by=standing(world.member))
    scan = BytesIO(a_scan())
    scan.name = "dang-ky.pdf"
    fields = {"number": "12/ĐK-SYT", "signed_on": "18/03/2026", "signer": "Bùi Thị Trưởng", "scan": scan}
    signed_in(world.member).post(reverse("registration_step", args=[unit.pk, "ban-giay"]), fields)
    assert registration_of(unit).number == "12/ĐK-SYT"
    client = signed_in(world.follower)
    assert "Văn phòng Sở" in text(client.get(reverse("registration", args=[unit.pk])))
    assert client.get(reverse("registration_file", args=[unit.pk, "ban-ky"])).status_code == 200


def test_the_head_sends_it_from_the_site(signed_in, world, unit):
    registrations.save(unit, LINES, seen=0, by=standing(world.member))
    client = signed_in(cast.holder("Bùi Thị Trưởng", world.health, Role.HEAD))
    client.post(reverse("registration_step", args=[unit.pk, "gui"]), {"seen": "1"})
    assert registration_of(unit).is_sent


def test_the_unit_prints_its_paper(signed_in, world, unit):
    registrations.save(unit, LINES, seen=0, by=standing(world.member))
    answer = signed_in(world.member).get(reverse("registration_file", args=[unit.pk, "pdf"]))
    with pdfplumber.open(BytesIO(answer.content)) as pdf:
        words = "\n".join(page.extract_text() for page in pdf.pages)
    for told in ("BẢN ĐĂNG KÝ", "Lao động tiên tiến", "98,5 %", "Giấy khen của Hội Chữ thập đỏ"):
        assert told in words


def test_one_officer_enters_for_all_units_and_records_one_paper(signed_in, world):
    term = movement(world)
    first, second = (each.unit for each in registrations_of(term))
    address = reverse("register_for_all", args=[term.pk])
    client = signed_in(world.member)
    fields = {
        f"seen-{first.pk}": "0", f"dv-{first.pk}-titles": "Gia đình văn hóa | 45",
        f"seen-{second.pk}": "0", f"dv-{second.pk}-targets": "Thu quỹ | 12,5 | triệu đồng",
    }  # fmt: skip
    client.post(address, fields)
    page = text(client.get(address))
    assert "Gia đình văn hóa | Hộ gia đình | 45" in page
    assert "Thu quỹ | 12,5 | triệu đồng" in page
    client.post(address, {"record": "", "signed_on": "18/03/2026", "signer": "Lê Văn Minh"})
    assert all(each.is_sent and each.on_behalf for each in registrations_of(term))


def test_a_wrong_row_of_the_page_for_all_is_told_where_it_stands(signed_in, world):
    term = movement(world)
    first, second = (each.unit for each in registrations_of(term))
    fields = {f"dv-{first.pk}-commendations": "Giấy khen", f"dv-{second.pk}-targets": "Thu quỹ"}
    answer = signed_in(world.member).post(reverse("register_for_all", args=[term.pk]), fields)
    assert answer.status_code == 422
    assert "Dòng “Giấy khen” thiếu đối tượng" in text(answer)
    assert [each.version for each in registrations_of(term)] == [0, 1]


def test_a_commendation_among_the_titles_is_told_where_it_was_typed_or_pasted(signed_in, world, unit):
    typed = {"danh-hieu-0-kind": "other", "danh-hieu-0-own_words": "Giấy khen", "danh-hieu-0-nominee": "collective",
             "dan-titles": "Huân chương Lao động | Tập thể"}  # fmt: skip
    answer = signed_in(world.member).post(reverse("registration", args=[unit.pk]), rows(**typed))
    form = answer.context["form"]
    assert form.titles[0].errors == {
        "own_words": ["“Giấy khen” là hình thức khen thưởng, hãy ghi sang phần Hình thức khen thưởng."]
    }
    assert form.pasted.errors == {
        "titles": ["“Huân chương Lao động” là hình thức khen thưởng, hãy ghi sang phần Hình thức khen thưởng."]
    }


def test_the_page_for_all_leads_from_its_head_to_every_unit_with_a_fault(signed_in, world):
    term = movement(world, villages=3)
    first, _, third = (each.unit for each in registrations_of(term))
    fields = {f"dv-{first.pk}-titles": "Giấy khen | Tập thể | 2", f"dv-{third.pk}-targets": "a | b | c | d"}
    page = text(signed_in(world.member).post(reverse("register_for_all", args=[term.pk]), fields))
    [summary] = re.findall(r'<div class="alert alert-danger".*?</div>', page, re.DOTALL)
    assert re.findall(r'<a [^>]*href="#dv-(\d+)">([^<]*)</a>', summary) == [
        (str(first.pk), "Trạm Y tế 1"), (str(third.pk), "Trạm Y tế 3"),
    ]  # fmt: skip
    assert "“Giấy khen” là hình thức khen thưởng" in summary


def test_every_wrong_line_of_a_box_is_told_a_cell_too_many_among_them():
    form = PastedLines({"targets": "Thu | 3 | triệu | đồng\n| 5\nTỷ lệ | 95 | % | "})
    too_many = (
        "Dòng “Thu | 3 | triệu | đồng” có 4 ô. Một chỉ tiêu có ba ô: nội dung, con số, đơn vị tính; "
        "hãy gộp hoặc bỏ ô thừa."
    )
    assert form.errors == {"targets": [too_many, "Dòng “ | 5” thiếu nội dung chỉ tiêu ở ô đầu."]}


def test_a_figure_in_words_is_no_measure():
    form = PastedLines({"targets": "Giải quyết hồ sơ | mười hai | %\nGiữ vững | đạt chuẩn\nThu |  | tỷ đồng"})
    (told,) = form.errors["targets"]
    assert str(told).startswith(
        "Dòng “Giải quyết hồ sơ | mười hai | %”: “mười hai” không phải là số. Hãy ghi bằng chữ số"
    )


def test_a_commendation_among_the_titles_is_told_before_its_nominee_is_asked_for():
    told = "“Giấy khen” là hình thức khen thưởng, hãy ghi sang phần Hình thức khen thưởng."
    assert PastedLines({"titles": "Giấy khen | 3"}).errors == {"titles": [told]}
    assert TitleForm({"kind": "other", "own_words": "Giấy khen", "count": "3"}).errors == {"own_words": [told]}


def test_pasted_rows_read_in_any_order():
    form = PastedLines(
        {
            "targets": "Tỷ lệ hài lòng\t95 %\nThu\t1.234,5\ttỷ đồng\nHồ sơ\ttrên 90 %",
            "titles": "chiến sĩ thi đua cơ sở\t3\tÔng A; bà B",
            "commendations": "Giấy khen\t5\tcá nhân",
        }
    )
    assert form.is_valid(), form.errors
    assert form.lines.targets == (
        TargetLine(text="Tỷ lệ hài lòng", figure=Decimal(95), measure="%"),
        TargetLine(text="Thu", figure=Decimal("1234.5"), measure="tỷ đồng"),
        TargetLine(text="Hồ sơ", measure="trên 90 %"),
    )
    assert form.lines.titles == (
        HonourLine(kind=Title.GRASSROOTS_FIGHTER, nominee=Nominee.INDIVIDUAL, count=3, names="Ông A; bà B"),
    )
    assert form.lines.commendations == (HonourLine(kind=Commendation.GIAY_KHEN, nominee=Nominee.INDIVIDUAL, count=5),)


def test_the_list_counts_titles_and_commendations_apart_and_names_who_is_missing(signed_in, world, sent):
    page = text(signed_in(world.leader).get(reverse("registration_summary", args=[world.term.pk])))
    assert "Chưa gửi: Sở Tài chính." in page
    titles, commendations = page.split("Cộng hình thức khen thưởng")
    assert "Lao động tiên tiến" in titles
    assert "Giấy khen của Hội Chữ thập đỏ" in commendations


def test_the_list_goes_up_as_a_paper_of_the_bloc(signed_in, world, sent):
    head = cast.holder("Đỗ Văn Thủ", world.finance, Role.HEAD)
    head.posts.update(title="Giám đốc")
    answer = signed_in(world.leader).get(reverse("registration_summary_file", args=[world.term.pk, "pdf"]))
    with pdfplumber.open(BytesIO(answer.content)) as pdf:
        words = "\n".join(page.extract_text() for page in pdf.pages)
    for told in (
        f"/BC-{world.bloc.symbol}",
        "TM. KHỐI THI ĐUA SỐ 1",
        "GIÁM ĐỐC SỞ TÀI CHÍNH",
        "Đỗ Văn Thủ",
        "1/2 đơn vị",
    ):
        assert told in words
    word = signed_in(world.leader).get(reverse("registration_summary_file", args=[world.term.pk, "word"]))
    assert word.content.startswith(b"PK")


def test_the_list_in_excel(signed_in, world, sent):
    answer = signed_in(world.leader).get(reverse("registration_summary_file", args=[world.term.pk, "excel"]))
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=4, max_row=4)] == [
        ("Sở Y tế", "Danh hiệu thi đua", "Lao động tiên tiến", None, "Cá nhân", 42, None)
    ]


def test_members_do_not_read_the_list(signed_in, world, sent):
    client = signed_in(world.member)
    assert client.get(reverse("registration_summary", args=[world.term.pk])).status_code == 403


def test_the_deadline_is_the_task_of_the_plan_that_says_so(world):
    pdf = files.store(b"%PDF-1.7", "ke-hoach.pdf", "application/pdf", by=None)
    paper = Paper.objects.create(
        kind="KẾ HOẠCH", subject="Hoạt động", issuer="Khối thi đua số 1", organisation=world.finance, term=world.term,
        content={}, rendering=pdf, frozen_at=timezone.now(), frozen_by=world.leader,
    )  # fmt: skip
    plan = Plan.objects.create(
        term=world.term, state=PlanState.ISSUED, content={}, created_by=world.leader, paper=paper
    )
    assert due_task(world.term) is None
    for key, (words, day) in enumerate(
        [("Ký giao ước", date(2026, 3, 1)), ("Tổng hợp ĐĂNG KÝ", date(2026, 3, 30)), ("Gửi Đăng ký", date(2026, 3, 19))]
    ):
        Task.objects.create(plan=plan, key=key, position=key, text=words, last_day=day)
    found = due_task(world.term)
    assert found is not None
    assert found.last_day == date(2026, 3, 19)


@pytest.mark.parametrize("url", ["registrations", "registrations_of_year", "registration_summary"])
def test_a_page_costs_as_many_queries_for_many_units_as_for_one(
    signed_in, world, unit, sent, url, django_assert_max_num_queries, django_assert_num_queries
):
    client = signed_in(world.follower)
    address = reverse(url, args=[] if url == "registrations" else [world.term.pk])
    with django_assert_max_num_queries(40) as counted:
        client.get(address)
    for number in range(5):
        organisation = cast.organisation(f"Sở thứ {number}", world.province)
        world.term.member_units.create(organisation=organisation, position=number + 3)
        officer = standing(cast.holder("Người Nhập", organisation))
        another = unit_of(world.term, organisation)
        registrations.save(another, LINES, seen=0, by=officer)
        registrations.record_paper(another, SIGNED, by=officer)
    with django_assert_num_queries(len(counted)):
        client.get(address)


def test_the_page_for_all_costs_as_many_queries_for_many_units(
    signed_in, world, django_assert_max_num_queries, django_assert_num_queries
):
    few, many = movement(world), movement(world, villages=7)
    client = signed_in(world.member)
    for term in (few, many):
        lines = {each.unit.pk: LINES for each in registrations_of(term)}
        registrations.save_for_all(term, lines, seen={}, by=standing(world.member))
    with django_assert_max_num_queries(40) as counted:
        client.get(reverse("register_for_all", args=[few.pk]))
    with django_assert_num_queries(len(counted)):
        client.get(reverse("register_for_all", args=[many.pk]))
