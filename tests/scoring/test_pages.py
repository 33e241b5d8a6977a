"""The pages of a year's scoring and of a sheet."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertInHTML

from scoring.enums import SheetState
from scoring.figures import Figure
from scoring.models import ScoreSheet, ScoringRound
from scoring.services import handing_in, rounds
from scoring.services.rounds import deadline_of
from tests import world as cast
from tests.scoring.conftest import ALL_FIGURES, IN_TIME, MODELS, RESULT, TASKS, UNITY
from tests.world import standing

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]


@pytest.fixture
def signed_in(client, scoring):
    def as_(user):
        client.force_login(user)
        return client

    return as_


def save(client, sheet, fields, **options):
    return client.post(reverse("save_sheet", args=[sheet.pk]), fields, **options)


def text(response):
    return response.content.decode()


def test_a_member_finds_its_sheet_and_the_deadline(signed_in, scoring):
    page = text(signed_in(scoring.officer).get(reverse("scoring")))
    assert reverse("sheet", args=[scoring.sheet.pk]) in page
    assert "05/11/2026" in page


def test_a_year_that_is_scored_is_not_offered_again(signed_in, scoring):
    page = text(signed_in(scoring.world.leader).get(reverse("scoring")))
    assert reverse("open_round", args=[scoring.world.term.pk]) not in page


def test_the_leader_opens_a_year_that_has_a_table(signed_in, scoring):
    scoring.round.sheets.all().delete()
    scoring.round.delete()
    client = signed_in(scoring.world.leader)
    address = reverse("open_round", args=[scoring.world.term.pk])
    assert address in text(client.get(reverse("scoring")))
    client.post(address, {"due_on": "05/11/2026", "reach": "truoc", "counted": "arrival"})
    opened = ScoringRound.objects.get(term=scoring.world.term)
    assert (opened.due_on, opened.is_before, opened.sheets.count()) == (date(2026, 11, 5), True, 2)


def test_a_unit_is_given_more_time_for_a_reason(signed_in, scoring):
    client = signed_in(scoring.world.follower)
    address = reverse("extend_deadline", args=[scoring.round.pk, scoring.sheet.unit_id])
    client.post(address, {"until": "10/11/2026", "reason": "Sáp nhập đơn vị"})
    assert "hết 10/11/2026 (gia hạn)" in " ".join(
        text(client.get(reverse("scoring_round", args=[scoring.round.pk]))).split()
    )


def test_nothing_is_opened_on_behalf_before_its_meaning_is_confirmed(signed_in, scoring):
    client = signed_in(scoring.world.leader)
    address = reverse("begin_on_behalf", args=[scoring.sheet.pk])
    assert address in text(client.get(reverse("scoring_round", args=[scoring.round.pk])))
    for asked in (client.get(address), client.post(address)):
        assert "không rút lại được" in text(asked)
        assert not scoring.sheet.on_behalf
    assert client.post(address, {"confirmed": ""}).url == reverse("sheet", args=[scoring.sheet.pk])
    assert scoring.sheet.on_behalf


def test_a_reminder_names_who_is_missing(signed_in, scoring):
    page = text(signed_in(scoring.world.leader).get(reverse("remind", args=[scoring.round.pk])))
    assert "Còn 2 đơn vị chưa nộp:" in page


def test_rows_are_saved_as_they_are_typed(signed_in, scoring):
    fields = {f"seen-{TASKS}": "0", f"amount-{TASKS}": "18,5", f"note-{TASKS}": "Quyết định số 15"}
    answer = save(signed_in(scoring.officer), scoring.sheet, fields, headers={"accept": "application/json"})
    told = answer.json()
    assert told["points"][str(TASKS)] == "18,5"
    assert told["sums"]["Tổng điểm tự chấm"] == "18,5"
    assert (told["versions"], told["faults"], told["missing"]) == ({str(TASKS): 1}, {}, 2)
    entry = scoring.sheet.entries.get()
    assert (entry.amount, entry.note) == (Decimal("18.5"), "Quyết định số 15")


def test_a_wrong_number_is_told_and_the_rest_saved(signed_in, scoring):
    fields = {f"seen-{TASKS}": "0", f"amount-{TASKS}": "mười", f"seen-{MODELS}": "0", f"amount-{MODELS}": "2"}
    told = save(signed_in(scoring.officer), scoring.sheet, fields, headers={"accept": "application/json"}).json()
    assert list(told["faults"]) == [str(TASKS)]
    assert "“mười” không phải là số" in told["faults"][str(TASKS)]
    assert scoring.sheet.entries.get().key == MODELS


def told(client, sheet, fields):
    return save(client, sheet, fields, headers={"accept": "application/json"}).json()


def test_a_number_that_could_mean_two_is_told_as_it_was_read(signed_in, scoring):
    fields = {f"seen-{RESULT}": "0", f"amount-{RESULT}": "98.765", f"target-{RESULT}": "98765,0"}
    assert told(signed_in(scoring.officer), scoring.sheet, fields)["remarks"] == {
        str(RESULT): "“98.765” đọc là 98.765, không phải 98,765. “98765,0” đọc là 98.765."
    }


def test_a_figure_far_from_its_target_is_saved_and_remarked_upon(signed_in, scoring):
    fields = {f"seen-{RESULT}": "0", f"amount-{RESULT}": "300", f"target-{RESULT}": "100"}
    client = signed_in(scoring.officer)
    assert told(client, scoring.sheet, fields)["remarks"][str(RESULT)].startswith("Kết quả bằng 300 % chỉ tiêu.")
    assert "Kết quả bằng 300 % chỉ tiêu." in text(client.get(reverse("sheet", args=[scoring.sheet.pk])))


def test_a_note_that_is_too_long_is_told_and_not_cut(signed_in, scoring):
    fields = {f"seen-{TASKS}": "0", f"amount-{TASKS}": "10", f"note-{TASKS}": "đ" * 2001}
    client = signed_in(scoring.officer)
    assert "Giải trình dài 2.001 ký tự" in told(client, scoring.sheet, fields)["faults"][str(TASKS)]
    assert "đ" * 2001 in text(save(client, scoring.sheet, fields))
    assert not scoring.sheet.entries.exists()


def test_who_meets_what_he_saved_himself_is_not_told_of_somebody_else(signed_in, scoring):
    scoring.enter({TASKS: Figure(amount=Decimal(10))})
    fields = {f"seen-{TASKS}": "0", f"amount-{TASKS}": "12"}
    faults = told(signed_in(scoring.officer), scoring.sheet, fields)["faults"]
    assert faults == {
        str(TASKS): "Bạn đã lưu dòng này ở một trang mở sau trang này. Đang lưu: 10 điểm; trên trang này: 12 điểm. "
        "Hãy nhập lại điều muốn giữ."
    }


def test_what_a_colleague_saved_meanwhile_is_told_as_his(signed_in, scoring):
    scoring.enter({TASKS: Figure(amount=Decimal(10))}, by=scoring.head)
    fields = {f"seen-{TASKS}": "0", f"amount-{TASKS}": "10", f"note-{TASKS}": "Đã xong"}
    assert told(signed_in(scoring.officer), scoring.sheet, fields)["faults"][str(TASKS)] == (
        "Người khác vừa sửa dòng này. Đang lưu: 10 điểm “”; trên trang này: 10 điểm “Đã xong”. "
        "Hãy nhập lại điều muốn giữ."
    )


def test_the_page_is_never_an_old_copy(signed_in, scoring):
    page = signed_in(scoring.officer).get(reverse("sheet", args=[scoring.sheet.pk]))
    assert "no-store" in page["Cache-Control"]


def test_the_line_of_the_carried_over_score_comes_and_goes(signed_in, scoring):
    client, title = signed_in(scoring.officer), "Quy đổi theo thang 100 điểm"
    hidden = f'<div hidden><dt>{title}</dt><dd data-sum="{title}"></dd></div>'
    page = client.get(reverse("sheet", args=[scoring.sheet.pk]))
    assertInHTML(hidden, text(page))
    fields = {f"seen-{TASKS}": "0", f"amount-{TASKS}": "10", f"seen-{UNITY}": "0", f"aside-{UNITY}": "on"}
    assert told(client, scoring.sheet, fields)["sums"][title] == "16,67"


def test_without_scripts_the_whole_sheet_is_sent_and_what_is_wrong_stands_there_again(signed_in, scoring):
    fields = {f"seen-{key}": "0" for key in (RESULT, TASKS, UNITY, MODELS)}
    fields |= {f"amount-{RESULT}": "90", f"target-{RESULT}": "100", f"amount-{TASKS}": "21", f"chosen-{UNITY}": "1"}
    answer = save(signed_in(scoring.officer), scoring.sheet, fields)
    assert answer.status_code == 422
    assert "Hãy nhập điểm từ 0 đến 20, bước 0,5." in text(answer)
    assert 'value="21"' in text(answer)
    assert scoring.sheet.score == Decimal(76)


def test_what_is_refused_is_told(signed_in, scoring):
    ScoreSheet.objects.filter(pk=scoring.sheet.pk).update(state=SheetState.AWAITING_HEAD, digest="0" * 64)
    fields = {f"seen-{TASKS}": "0", f"amount-{TASKS}": "1"}
    answer = save(signed_in(scoring.officer), scoring.sheet, fields, headers={"accept": "application/json"})
    assert answer.status_code == 409
    assert "Chờ thủ trưởng ký" in answer.json()["refused"]


def test_another_unit_does_not_know_the_sheet(signed_in, scoring):
    client = signed_in(scoring.world.leader)
    assert client.get(reverse("sheet", args=[scoring.sheet.pk])).status_code == 404
    assert save(client, scoring.sheet, {}).status_code == 404


def test_the_round_tells_each_unit_state_and_no_points_before_they_are_handed_in(signed_in, scoring):
    scoring.enter(ALL_FIGURES)
    page = text(signed_in(scoring.world.leader).get(reverse("scoring_round", args=[scoring.round.pk])))
    assert "Đang tự chấm" in page
    assert "99,5" not in page


@pytest.mark.parametrize("url", ["sheet", "scoring_round", "scoring"])
def test_a_page_costs_as_many_queries_for_one_entry_as_for_many(
    signed_in, scoring, url, django_assert_max_num_queries, django_assert_num_queries
):
    client = signed_in(scoring.officer)
    address = reverse(url, args={"sheet": [scoring.sheet.pk], "scoring_round": [scoring.round.pk]}.get(url, []))
    with django_assert_max_num_queries(40) as counted:
        client.get(address)
    scoring.enter(ALL_FIGURES)
    with django_assert_num_queries(len(counted)):
        client.get(address)


def test_a_sheet_goes_from_the_officer_to_the_head_to_the_bloc(signed_in, scoring):
    scoring.enter({key: figure for key, figure in ALL_FIGURES.items() if key != UNITY})
    scoring.enter({UNITY: Figure(chosen=(0,))})
    client = signed_in(scoring.officer)
    client.post(reverse("sheet_step", args=[scoring.sheet.pk, "trinh-thu-truong"]))
    assert scoring.sheet.state == SheetState.AWAITING_HEAD
    client = signed_in(scoring.head)
    step = reverse("sheet_step", args=[scoring.sheet.pk, "duyet-nop"])
    assert scoring.sheet.digest in text(client.get(step))
    client.post(step, {"seen": scoring.sheet.digest})
    assert scoring.sheet.is_handed_in
    twice = client.post(step, {"seen": scoring.sheet.digest})
    assert twice.url == reverse("sheet", args=[scoring.sheet.pk])
    receipt = client.get(reverse("sheet_receipt", args=[scoring.sheet.pk]))
    assert receipt.headers["Content-Type"] == "application/pdf"


def test_who_returns_a_sheet_after_the_deadline_is_warned_and_can_give_a_new_day(signed_in, scoring):
    scoring.enter(ALL_FIGURES | {UNITY: Figure(chosen=(0,))})
    handing_in.lay_before_head(scoring.sheet, by=standing(scoring.officer))
    handing_in.approve(scoring.sheet, seen=scoring.sheet.digest, at=IN_TIME, by=standing(scoring.head))
    ScoringRound.objects.update(due_on=date(2020, 11, 5))
    client = signed_in(scoring.world.leader)
    step = reverse("sheet_step", args=[scoring.sheet.pk, "tra-lai"])
    assert "Hạn nộp của đơn vị (hết ngày 05/11/2020) đã qua: bản nộp lại sẽ bị tính là nộp chậm" in text(
        client.get(step)
    )
    client.post(step, {"reason": "Thiếu số liệu", "until": "31/12/2026"})
    assert deadline_of(scoring.round, scoring.sheet.unit).last_day == date(2026, 12, 31)


def waiting(client):
    return [
        (each.sheet.unit.organisation.called, each.words) for each in client.get(reverse("my_work")).context["sheets"]
    ]


def test_a_sheet_waits_for_those_who_can_take_it_on(signed_in, scoring):
    assert [words for _, words in waiting(signed_in(scoring.officer))] == ["Tự chấm, rồi trình thủ trưởng ký"]
    assert waiting(signed_in(scoring.clerk)) == []
    scoring.enter(ALL_FIGURES | {UNITY: Figure(chosen=(0,))})
    handing_in.lay_before_head(scoring.sheet, by=standing(scoring.officer))
    asked = ["Chờ thủ trưởng duyệt, hoặc tải lên bản giấy đã ký"]
    assert [words for _, words in waiting(signed_in(scoring.head))] == asked
    assert [words for _, words in waiting(signed_in(scoring.clerk))] == asked


@pytest.mark.parametrize("person", ["leader", "follower"])
def test_who_chases_the_sheets_is_told_which_are_missing(signed_in, scoring, person):
    ScoringRound.objects.update(due_on=date(2020, 11, 5))
    scoring.enter(ALL_FIGURES | {UNITY: Figure(chosen=(0,))})
    handing_in.lay_before_head(scoring.sheet, by=standing(scoring.officer))
    handing_in.approve(scoring.sheet, seen=scoring.sheet.digest, at=IN_TIME, by=standing(scoring.head))
    page = text(signed_in(getattr(scoring.world, person)).get(reverse("my_work")))
    missing = scoring.world.finance.called
    assert f"Đã nộp 1/2 đơn vị. Hạn nộp: hết ngày 05/11/2020 (đã quá hạn). Chưa nộp: {missing}." in page
    ScoreSheet.objects.update(state=SheetState.SUBMITTED, submitted_at=IN_TIME, days_late=0, digest="0" * 64)
    page = text(signed_in(getattr(scoring.world, person)).get(reverse("my_work")))
    assert reverse("scoring_round", args=[scoring.round.pk]) not in page


def test_many_years_to_chase_cost_no_more_queries_than_one(signed_in, scoring, django_assert_num_queries):
    client = signed_in(scoring.world.leader)
    address = reverse("my_work")
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(3):
        units = [scoring.world.finance, scoring.world.health]
        made = cast.term(cast.bloc(scoring.world.province, f"Khối {number}"), members=units, leader=units[0])
        opened = ScoringRound(term=made, table=scoring.table, due_on=date(2026, 11, 5), opened_by=scoring.world.leader)
        opened.save()
        rounds.give_sheets(made)
    with django_assert_num_queries(len(few)):
        assert len(client.get(address).context["rounds"]) == 4


def test_a_unit_that_does_not_lead_chases_nobody(signed_in, scoring):
    assert signed_in(scoring.officer).get(reverse("my_work")).context["rounds"] == []


def test_the_page_of_the_year_leads_to_its_scoring(signed_in, scoring):
    page = text(signed_in(scoring.officer).get(reverse("term", args=[scoring.world.term.pk])))
    assert reverse("scoring_round", args=[scoring.round.pk]) in page
