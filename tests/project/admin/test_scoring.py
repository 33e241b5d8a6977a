"""What the office reads of score sheets in the admin: the day they are due, who is overdue, the way to their pages."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from scoring.deadline import SheetDeadline
from scoring.enums import RegistrationState, SheetState
from scoring.models import Extension, ScoreSheet, ScoringRound
from tests.project.admin.pages import act_on, cells, list_of, page_of, text
from tests.world import TODAY

pytestmark = pytest.mark.any_engine


@pytest.fixture
def office(north, signed_in):
    return signed_in(north.officer)


def unsubmitted(sheet):
    sheet.state, sheet.submitted_at, sheet.days_late = SheetState.FILLING, None, None
    sheet.save()


def shown(page):
    """What stands in the fields of a page, by label."""
    fields = [field for fieldset in page.context["adminform"] for line in fieldset for field in line]
    return {str(field.field["label"]).lower(): field.contents() for field in fields}


def test_points_are_told_once_they_are_handed_in_with_a_comma(office, north):
    ScoreSheet.objects.filter(pk=north.sheet.pk).update(total=Decimal("94.5"))
    assert shown(office.get(page_of(north.sheet)))["tổng điểm"] == "94,5"
    unsubmitted(north.sheet)
    page = office.get(page_of(north.sheet))
    assert shown(page)["tổng điểm"] == "–"
    assert "None" not in text(page)


def test_who_opened_a_round_is_told_under_a_vietnamese_name(office, north):
    told = shown(office.get(page_of(north.scoring_round)))
    assert told["người mở"] == str(north.scoring_round.opened_by)


def test_the_day_and_the_extension_are_told_in_the_list_and_on_the_page(office, north):
    year = north.term.year
    ScoringRound.objects.update(is_before=True)
    heads, row = cells(office.get(reverse("admin:scoring_scoresheet_export")))
    told = dict(zip(heads, row, strict=True))
    assert (told["Nộp đến hết ngày"].date(), told["Gia hạn đến"]) == (date(year, 11, 4), None)
    Extension.objects.create(
        round=north.scoring_round, unit=north.unit, until=date(year, 11, 20), reason="Bão", given_by=north.officer
    )
    told = shown(office.get(page_of(north.sheet)))
    assert (told["nộp đến hết ngày"], told["gia hạn đến"]) == (f"20/11/{year}", f"20/11/{year}")
    assert text(office.get(list_of(ScoreSheet))).count(f"20/11/{year}") == 2


@pytest.mark.parametrize("is_before", [False, True])
@pytest.mark.parametrize("days", [-1, 0, 1])
def test_overdue_in_sql_is_overdue_by_the_deadline(north, is_before, days):
    due_on = TODAY + timedelta(days=days)
    ScoringRound.objects.filter(pk=north.scoring_round.pk).update(due_on=due_on, is_before=is_before)
    decided = SheetDeadline(due_on=due_on, is_before=is_before).last_day < TODAY
    assert ScoringRound.objects.past_due(TODAY).filter(pk=north.scoring_round.pk).exists() == decided


def test_the_list_is_filtered_by_who_is_overdue(office, north):
    unsubmitted(north.sheet)

    def found():
        return list(office.get(list_of(ScoreSheet), {"cham": "chua"}).context["cl"].queryset)

    ScoringRound.objects.update(due_on=date(2020, 1, 1))
    assert found() == [north.sheet]
    ScoringRound.objects.update(due_on=date(2999, 1, 1))
    assert found() == []


def test_objects_lead_to_their_pages_where_the_person_reads_them(office, north):
    links = {
        north.plan: reverse("plan", args=[north.plan.pk]),
        north.table: reverse("criteria_table", args=[north.table.pk]),
        north.scoring_round: reverse("scoring_round", args=[north.scoring_round.pk]),
        north.sheet: reverse("sheet", args=[north.sheet.pk]),
        north.registration: reverse("registration", args=[north.unit.pk]),
    }
    for sample, link in links.items():
        assert office.get(page_of(sample)).context["on_site"] == link
        assert office.get(link).status_code == 200
    unsubmitted(north.sheet)
    north.registration.state = RegistrationState.DRAFTING
    north.registration.save()
    for sample in (north.sheet, north.registration):
        page = office.get(page_of(sample))
        assert links[sample] not in text(page)


def test_the_office_reminds_from_the_list_of_years(office, north):
    unsubmitted(north.sheet)
    page = office.post(act_on(north.scoring_round, "don-doc"), follow=True)
    assert page.redirect_chain == [(reverse("remind", args=[north.scoring_round.pk]), 302)]
    assert str(north.unit.organisation.called) in page.context["text"]
