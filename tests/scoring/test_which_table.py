"""By which table a year is scored, and what its pages say of that."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from scoring.criteria import LateMinus, LateRecorded, LateRefused
from scoring.services import rounds, tables
from scoring.services.rounds import Due
from tests.scoring.conftest import DUE_ON, SHORT_TABLE
from tests.world import standing

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]


def text(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("late", "told"),
    [
        (LateRecorded(), "Nộp chậm: chỉ ghi nhận nộp chậm."),
        (LateMinus(per_day=Decimal(2)), "Nộp chậm: mỗi ngày trừ 2 điểm."),
        (LateRefused(), "Nộp chậm: không nhận bảng nộp chậm."),
    ],
)
def test_who_opens_a_year_is_told_what_its_table_says_of_late_sheets(client, world, late, told):
    leader = standing(world.leader)
    table = tables.draft_of_term(world.term, replace(SHORT_TABLE, late=late), by=leader)
    tables.publish(table, by=leader)
    client.force_login(world.leader)
    page = text(client.get(reverse("open_round", args=[world.term.pk])))
    assert told in page
    assert "vẫn nhận" not in page


def test_a_running_year_keeps_its_table_and_says_so_where_another_is_published(client, scoring):
    leader = standing(scoring.world.leader)
    second = tables.new_version(scoring.table, by=leader)
    client.force_login(scoring.world.leader)
    told = r"Đợt chấm điểm đang mở vẫn theo <a [^>]*>lần 1</a>"
    for publish in (lambda: None, lambda: tables.publish(second, by=leader)):
        publish()
        assert re.search(told, text(client.get(reverse("criteria_table", args=[second.pk]))))
    assert not re.search(told, text(client.get(reverse("criteria_table", args=[scoring.table.pk]))))
    assert "lần 1 (đã có bản thay thế" in text(client.get(reverse("scoring_round", args=[scoring.round.pk])))


def test_a_table_for_a_kind_of_bloc_tells_by_which_one_its_years_go_on(client, world):
    chief = standing(world.chief)
    first = tables.publish(tables.draft_of_kind(world.province, world.bloc.kind, SHORT_TABLE, by=chief), by=chief)
    opened = rounds.open_round(world.term, Due(due_on=DUE_ON), by=standing(world.leader))
    assert opened.table == first
    assert tables.still_followed(tables.new_version(first, by=chief)) == [first]
    own = tables.draft_of_term(world.term, SHORT_TABLE, by=standing(world.leader))
    client.force_login(world.leader)
    page = text(client.get(reverse("criteria_table", args=[own.pk])))
    assert re.search(r"vẫn theo <a [^>]*>bảng dùng chung lần 1</a>", page)
