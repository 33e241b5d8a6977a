"""Lists stay fast however long they grow, and go into a workbook as they are."""

from io import BytesIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from blocs.admin.base import admin_of
from blocs.models import Organisation, Term, User
from tests.project.admin.conftest import office
from tests.project.admin.pages import LISTS, address, cells, list_of, page_of

MANY = 12


class Overseer:
    """Somebody who oversees every office there is."""

    def __init__(self, client, root):
        self.client, self.root = client, root

    def take_over(self, office):
        office.organisation.parent = self.root
        office.organisation.save()
        office.organisation.place_below_parent()

    def more_offices(self):
        for number in range(MANY):
            self.take_over(office(f"BẮC{number}", 2027))

    def queries(self, url, parameters=None):
        """The number of queries that a page takes."""
        with CaptureQueriesContext(connection) as queries:
            self.client.get(url, parameters)
        return len(queries)


@pytest.fixture
def overseer(north, signed_in):
    root = Organisation.objects.create(code="GOC", name="Gốc")
    north.officer.posts.update(organisation=root)
    ContentType.objects.get_for_models(*LISTS)  # Django keeps them, once asked for
    overseer = Overseer(signed_in(north.officer), root)
    overseer.take_over(north)
    return overseer


def pages_of(model, sample):
    yield list_of(model), {}
    yield list_of(model), {"q": "bac"}
    yield address(model, "export"), {}
    yield page_of(sample), {}
    yield address(sample, "history", sample.pk), {}
    for act in admin_of(model).acts:
        yield address(sample, "act", sample.pk, act.slug), {}


def test_pages_cost_as_many_queries_for_one_row_as_for_many(north, overseer):
    def costs():
        samples = {type(sample): sample for sample in north.samples}
        asked = [(url, parameters) for model in LISTS for url, parameters in pages_of(model, samples[model])]
        asked += [(reverse("admin:index"), {})]
        asked += [(address(model, "add"), {}) for model in LISTS if model in (Organisation, User, Term)]
        return {(url, str(parameters)): overseer.queries(url, parameters) for url, parameters in asked}

    before = costs()
    overseer.more_offices()
    assert costs() == before


def test_autocomplete_costs_as_many_queries_for_one_row_as_for_many(overseer):
    def costs():
        fields = [("blocs", "post", name) for name in ("user", "organisation", "followed_blocs")]
        fields += [("blocs", "memberunit", "term"), ("plans", "task", "plan"), ("papers", "registerentry", "register")]
        url, names = reverse("admin:autocomplete"), ("app_label", "model_name", "field_name")
        return [overseer.queries(url, dict(zip(names, field, strict=True))) for field in fields]

    before = costs()
    overseer.more_offices()
    assert costs() == before


def test_a_workbook_holds_what_the_list_shows_with_its_filters(north, signed_in):
    client = signed_in(north.officer)
    response = client.get(address(Term, "export"), {"year": 2026})
    assert cells(response)[0] == ["Khối, cụm", "Năm", "Từ ngày", "Đến ngày", "Khép năm lúc"]
    assert [row[:2] for row in cells(response)[1:]] == [["Khối thi đua BẮC", "Năm 2026"]]
    assert cells(client.get(address(Term, "export"), {"year": 2027}))[1:] == []
    assert response.headers["Content-Disposition"] == 'attachment; filename="nam-thi-dua.xlsx"'


@pytest.mark.parametrize("name", ["=1+1", '=HYPERLINK("http://x")', "+84", "-1", "@a", "=\x0b1"])
def test_text_in_a_workbook_is_text_and_no_formula(north, signed_in, name):
    unit = north.unit.organisation
    unit.name = name
    unit.save()
    book = load_workbook(BytesIO(signed_in(north.officer).get(address(Organisation, "export")).content))
    found = [cell for row in book.active.rows for cell in row if cell.value == name.replace("\x0b", "")]
    assert [cell.data_type for cell in found] == ["s"]


def test_lists_sort_as_vietnamese_does(north, signed_in):
    for number, name in enumerate(["Đà", "Ân", "An", "Ăn", "Dạ"]):
        Organisation.objects.create(code=f"S{number}", name=name, parent=north.organisation)
    page = signed_in(north.officer).get(list_of(Organisation))
    names = [row.name for row in page.context["cl"].result_list if len(row.name) == 2]
    assert names == ["An", "Ăn", "Ân", "Dạ", "Đà"]
