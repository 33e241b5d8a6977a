"""Doubts and findings: numbered beside the paper and marked on it, each leading to the other and to the form."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blocs.models import Term
from plans.content import Column, Decision, PlanContent
from plans.documents import official_document
from plans.edits.tree import places
from plans.importers.reader import read
from plans.importers.text import read_text
from plans.models import Plan
from plans.registry import packaged
from plans.review import review
from plans.services import drafting, registry
from plans.views.notes import marks_of, notes_on
from tests.plans.conftest import SHORT_PLAN
from tests.world import TODAY, standing
from thidua.papers.html import screen_sheet, to_html

SAMPLES = sorted((Path(__file__).parent / "importers" / "samples").glob("*.txt"))
WRITTEN_MARK = re.compile(r'<a class="note-mark [^"]*d-print-none" href="([^"]*)"[^>]*>.*?</span>(\d+)</a>')


@pytest.fixture
def doubted(office):
    """A plan one line of which the reader was not sure of, and whose form has to be looked at."""
    words = SHORT_PLAN.replace("TT\tNội dung công việc\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian\n", "")
    reading = read(read_text(words.encode()))
    return drafting.draft_from_reading(office.world.term, reading, source=None, by=standing(office.officer))


def page(client, person, plan):
    client.force_login(person)
    return client.get(reverse("plan", args=[plan.pk]))


def paper(response):
    return str(response.context["paper"])


def ids(text):
    return set(re.findall(r' id="([^"]*)"', text))


def unsaved(content: PlanContent, doubts=()) -> Plan:
    named = [{"number": number, "key": doubt.key, "message": doubt.message} for number, doubt in enumerate(doubts, 1)]
    return Plan(pk=1, term=Term(year=TODAY.year, year_kind="calendar"), doubts=named)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_every_note_on_a_sample_has_its_place_and_its_mark(sample):
    reading = read(read_text(sample.read_bytes()))
    plan = unsaved(reading.content, reading.doubts)
    notes = notes_on(plan, reading.content, review(reading.content), packaged(), may_edit=True)
    sheet = screen_sheet(official_document(reading.content), marks_of(notes))
    assert {note.place_id for note in notes} <= ids(sheet)
    assert sorted(int(number) for _, number in WRITTEN_MARK.findall(sheet)) == [note.number for note in notes]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_every_part_of_a_plan_is_a_place_of_its_paper_once(sample):
    content = read(read_text(sample.read_bytes())).content
    named = re.findall(r' id="p-([^"]*)"', screen_sheet(official_document(content)))
    parts = [str(found.part.key) for found in places(content) if not isinstance(found.part, Column | Decision)]
    assert sorted(named) == sorted(["head", "title", *parts])


def test_the_files_know_nothing_of_it():
    document = official_document(read(read_text(SHORT_PLAN.encode())).content)
    assert not re.search(r'"p-|data-place|data-marked|class="note-mark', to_html(document))


def test_a_mark_leads_to_the_form_and_the_line_beside_to_the_place(client, doubted, office):
    response = page(client, office.officer, doubted)
    doubt = doubted.doubts[0]
    note = response.context["doubts"][0]
    marks = {number: url for url, number in WRITTEN_MARK.findall(paper(response))}
    assert note.message == doubt["message"]
    assert marks[str(note.number)] == reverse("edit_part", args=[doubted.pk, doubt["key"]])
    assert f'href="#{note.place_id}"' in response.content.decode()
    assert client.get(marks["1"]).status_code == 200


def test_a_settled_doubt_has_no_mark(client, doubted, office):
    before = len(WRITTEN_MARK.findall(paper(page(client, office.officer, doubted))))
    drafting.settle_doubt(doubted, doubted.doubts[0]["number"], by=standing(office.officer))
    assert len(WRITTEN_MARK.findall(paper(page(client, office.officer, doubted)))) == before - 1


def test_who_may_not_edit_is_led_to_the_line_beside(client, doubted, office):
    response = page(client, office.world.follower, doubted)
    assert [url for url, _ in WRITTEN_MARK.findall(paper(response))] == [
        f"#{note.anchor}" for note in response.context["doubts"]
    ]
    assert response.context["findings"] == []


def test_who_only_reads_sees_the_bare_paper(client, issued, office):
    assert WRITTEN_MARK.findall(paper(page(client, office.world.member, issued))) == []


def test_words_of_a_plan_are_no_marks(client, office):
    words = SHORT_PLAN.replace("Ký giao ước", '<p data-place="head"> data-place="1"> Ký giao ước')
    content = read(read_text(words.encode())).content
    document = official_document(content)
    assert "data-place=&#34;1&#34;" in screen_sheet(document)
    assert "data-place=&#34;1&#34;" in to_html(document)


def test_what_has_ended_leads_to_its_successor_where_one_is_proposed(client, draft, office):
    chief = standing(office.world.chief)
    link = reverse("shift_plan", args=[draft.pk])
    assert link not in page(client, office.officer, draft).content.decode()
    registry.add_body(by=chief, name="Sở Y tế", last_day=TODAY.replace(year=2025), successor="Sở Sức khỏe")
    response = page(client, office.officer, draft)
    assert [note.has_successor for note in response.context["findings"] if "Sở Sức khỏe" in note.message] == [True]
    assert link in response.content.decode()


def test_the_page_costs_as_many_queries_with_many_notes_as_with_none(client, doubted, draft, office):
    page(client, office.officer, draft)
    costs = []
    for plan in (draft, doubted):
        with CaptureQueriesContext(connection) as queries:
            page(client, office.officer, plan)
        costs.append(len(queries))
    assert costs[0] == costs[1]
