"""Không phát sinh nhiệm vụ: asked by the unit, accepted or refused by who leads, never behind the head's back."""

import pytest
from django.urls import reverse

from blocs.models import AuditEntry
from scoring.enums import Approval, SheetState
from scoring.figures import Figure
from scoring.models import Evidence
from scoring.services import handing_in, papers, sheets
from tests.scoring.conftest import ALL_FIGURES, IN_TIME, TASKS, UNITY
from tests.world import standing
from thidua.lib.verdict import RefusedError

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]


@pytest.fixture
def submitted(scoring):
    """I.2 has not come up in the health department."""
    scoring.enter(ALL_FIGURES | {TASKS: Figure(not_applicable=True)})
    Evidence.objects.create(sheet=scoring.sheet, key=UNITY, url="https://a.example/1", added_by=scoring.officer)
    handing_in.lay_before_head(scoring.sheet, by=standing(scoring.officer))
    sheet = scoring.sheet
    handing_in.approve(sheet, seen=sheet.digest, at=IN_TIME, by=standing(scoring.head))
    return scoring


def as_leader(client, scoring):
    client.force_login(scoring.world.leader)
    return client


def approval(scoring):
    return scoring.sheet.entries.get(key=TASKS).approval


def test_the_leader_accepts_on_the_sheet(client, submitted):
    client = as_leader(client, submitted)
    address = reverse("accept_aside", args=[submitted.sheet.pk, TASKS])
    assert f'formaction="{address}"' in client.get(reverse("sheet", args=[submitted.sheet.pk])).text
    year = reverse("scoring_round", args=[submitted.round.pk])
    assert "1 tiêu chí Không phát sinh chờ duyệt" in client.get(year).text
    client.post(address)
    assert "chờ duyệt" not in client.get(year).text
    assert approval(submitted) == Approval.GRANTED
    assert AuditEntry.objects.latest("pk").after == {"I.2": "Đồng ý"}
    assert f'formaction="{address}"' not in client.get(reverse("sheet", args=[submitted.sheet.pk])).text


def test_what_the_head_signed_stays_as_it_was(submitted):
    before, paper = submitted.sheet, papers.paper_of(submitted.sheet, IN_TIME.date())
    sheets.accept_not_applicable(submitted.sheet, TASKS, by=standing(submitted.world.leader))
    after = submitted.sheet
    assert (sheets.digest_of(after), after.total) == (before.digest, before.total)
    assert papers.paper_of(after, IN_TIME.date()) == paper


def test_to_refuse_it_is_to_return_the_sheet(client, submitted):
    client = as_leader(client, submitted)
    address = reverse("sheet_step", args=[submitted.sheet.pk, "tra-lai"])
    assert "I.2" in client.get(address).text
    response = client.post(address, {"reason": "Có nhiệm vụ giao tại Công văn số 12.", "refused": [TASKS]})
    assert response.url == reverse("scoring_round", args=[submitted.round.pk])
    assert (submitted.sheet.state, approval(submitted)) == (SheetState.FILLING, Approval.REFUSED)
    client.force_login(submitted.officer)
    assert "Có nhiệm vụ giao tại Công văn số 12." in client.get(reverse("my_work")).text
    assert sheets.lacking(submitted.sheet) == ("Chưa chấm: I.2 (nhập số liệu, không có thì nhập 0).",)
    assert AuditEntry.objects.latest("pk").after["không đồng ý Không phát sinh nhiệm vụ"] == ["I.2"]


def test_a_second_press_of_return_leads_where_the_first_did(client, submitted):
    client = as_leader(client, submitted)
    address = reverse("sheet_step", args=[submitted.sheet.pk, "tra-lai"])
    presses = [client.post(address, {"reason": "Thiếu minh chứng"}) for _ in range(2)]
    assert [press.url for press in presses] == [reverse("scoring_round", args=[submitted.round.pk])] * 2


def test_nobody_accepts_what_was_not_asked_for(submitted):
    leader = standing(submitted.world.leader)
    with pytest.raises(RefusedError, match="không chờ duyệt"):
        sheets.accept_not_applicable(submitted.sheet, UNITY, by=leader)
    with pytest.raises(RefusedError, match="không chờ duyệt"):
        handing_in.return_sheet(submitted.sheet, reason="Sai", refused=[UNITY], by=leader)
    assert submitted.sheet.is_handed_in


@pytest.mark.parametrize("person", ["member", "outsider", "auditor"])
def test_a_unit_does_not_accept_its_own(submitted, person):
    with pytest.raises(RefusedError):
        sheets.accept_not_applicable(submitted.sheet, TASKS, by=standing(getattr(submitted.world, person)))
