"""To whom an issued plan is delivered."""

from dataclasses import replace

import pytest

from plans.content import Recipient
from plans.content_json import to_data
from plans.models import Plan
from plans.services.recipients import recipients_of
from tests.plans.conftest import paper_of

pytestmark = pytest.mark.any_engine


def with_recipients(plan, *texts):
    lines = tuple(Recipient(key=900 + place, text=text) for place, text in enumerate(texts))
    plan.content = to_data(replace(plan.value, recipients=lines))
    return plan


@pytest.fixture
def always(office):
    """Who gets every plan of the bloc: its units and the province above it."""
    return {office.world.finance.pk, office.world.health.pk, office.world.province.pk}


def test_units_of_the_year_and_the_organisation_above_get_every_plan(draft, always):
    assert recipients_of(with_recipients(draft)) == always


@pytest.mark.parametrize(
    "text",
    ["Sở Nội vụ (để báo cáo);", "Ban Thi đua - Khen thưởng, Sở Nội vụ;", "Các đơn vị thành viên, Sở Nội vụ;", "SNV;"],
)
def test_an_office_that_is_named_gets_it_too(draft, office, always, text):
    assert recipients_of(with_recipients(draft, text)) == always | {office.world.office.pk}


@pytest.mark.parametrize(
    "text",
    [
        "Các đơn vị thành viên;",
        "Các sở, ban, ngành;",
        "Như trên;",
        "Lưu: VT, SNV.",
        "Hội đồng Thi đua - Khen thưởng tỉnh;",
        "Ủy ban nhân dân tỉnh Bình Sơn;",
    ],
)
def test_what_names_no_organisation_around_clearly_delivers_to_nobody_else(draft, always, text):
    assert recipients_of(with_recipients(draft, text)) == always


def test_issuing_a_plan_delivers_its_paper_to_all_but_who_sealed_it(issued, office):
    paper = paper_of(Plan.objects.get(pk=issued.pk))
    assert set(paper.deliveries.values_list("organisation", flat=True)) == {
        office.world.health.pk,
        office.world.province.pk,
    }


def test_opening_the_plans_page_is_opening_its_paper(issued, office, client):
    client.force_login(office.world.member)
    assert client.get(f"/ke-hoach/{issued.pk}/").status_code == 200
    row = paper_of(issued).deliveries.get(organisation=office.world.health)
    assert row.opened_by == office.world.member
