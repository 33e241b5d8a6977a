"""What was received of a sheet stays to be had after it was returned."""

from datetime import date, datetime
from io import BytesIO

import pdfplumber
import pytest
from django.urls import reverse

from scoring.deadline import VIETNAM
from scoring.documents import check_code
from scoring.models import Evidence, ScoreSheet
from scoring.rules import can_see_arrivals
from scoring.services import handing_in, rounds
from scoring.services.arrivals import arrivals_of
from scoring.services.handing_in import SignedPaper
from tests.scoring.conftest import ALL_FIGURES, IN_TIME, UNITY
from tests.world import standing
from thidua.papers.services import files

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]

LATE = datetime(2026, 11, 7, 8, tzinfo=VIETNAM)
SCAN = b"%PDF-1.7 scan"


def hand_in(scoring, at):
    by = standing(scoring.officer)
    handing_in.lay_before_head(scoring.sheet, by=by)
    scan = files.store(SCAN, "ban-ky.pdf", "application/pdf", by=by)
    code = check_code(scoring.sheet.digest)
    paper = SignedPaper(signer="Bùi Thị Trưởng", signed_on=date(2026, 11, 4), code=code, scan=scan)
    handing_in.hand_in_signed(scoring.sheet, paper, at=at, by=by)


@pytest.fixture
def returned(scoring):
    """Handed in in time, and given back."""
    scoring.enter(ALL_FIGURES)
    url = "https://lamgiang.example/15-qd"
    Evidence.objects.create(sheet=scoring.sheet, key=UNITY, url=url, added_by=scoring.officer)
    hand_in(scoring, IN_TIME)
    handing_in.return_sheet(scoring.sheet, reason="Thiếu minh chứng", by=standing(scoring.world.leader))
    return scoring


@pytest.fixture
def get(client, returned):
    """A page about the sheet, as somebody gets it."""

    def get(person, name, *more):
        client.force_login(person)
        return client.get(reverse(name, args=[returned.sheet.pk, *more]))

    return get


def test_each_time_is_told_with_why_it_was_given_back(returned):
    hand_in(returned, LATE)
    first, second = arrivals_of(returned.sheet)
    assert (first.number, first.at, first.days_late, first.total) == (1, IN_TIME, 0, returned.sheet.total)
    assert (second.number, second.at, second.days_late) == (2, LATE, 2)
    assert [each.returned.reason if each.returned else None for each in (first, second)] == ["Thiếu minh chứng", None]


def test_a_receipt_keeps_the_deadline_by_which_it_was_given(returned):
    rounds.extend(
        returned.round, returned.sheet.unit, until=LATE.date(), reason="Sửa", by=standing(returned.world.leader)
    )
    (arrival,) = arrivals_of(returned.sheet)
    assert arrival.last_day == date(2026, 11, 5)


@pytest.mark.parametrize("person", ["officer", "leader", "follower"])
def test_the_first_receipt_and_scan_can_still_be_had(returned, get, person):
    reader = returned.officer if person == "officer" else getattr(returned.world, person)
    assert reverse("arrival_receipt", args=[returned.sheet.pk, 1]) in get(reader, "sheet_arrivals").content.decode()
    with pdfplumber.open(BytesIO(get(reader, "arrival_receipt", 1).content)) as pdf:
        assert "23:59:59, 05/11/2026" in pdf.pages[0].extract_text()
    assert get(reader, "arrival_scan", 1).content == SCAN


def test_the_sheet_and_its_year_lead_there(returned, get, client):
    address = reverse("sheet_arrivals", args=[returned.sheet.pk])
    assert address in get(returned.officer, "sheet").content.decode()
    client.force_login(returned.world.leader)
    assert address in client.get(reverse("scoring_round", args=[returned.round.pk])).content.decode()


def test_nobody_else_gets_it_and_there_is_no_second(returned, get):
    for name, *more in (("sheet_arrivals",), ("arrival_receipt", 1), ("arrival_scan", 1)):
        assert get(returned.world.outsider, name, *more).status_code == 404
    assert get(returned.officer, "arrival_receipt", 2).status_code == 404


def test_rule_and_list_agree(returned):
    for name in ("leader", "member", "follower", "chief", "auditor", "outsider", "administrator"):
        by = standing(getattr(returned.world, name))
        listed = ScoreSheet.objects.received_by(by).filter(pk=returned.sheet.pk).exists()
        assert listed is bool(can_see_arrivals(by, returned.sheet)), name
