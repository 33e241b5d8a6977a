"""Evidence of a criterion: what is taken, how much, who reads it, where else the same file serves."""

import hashlib
import re
from functools import cache

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blocs.models import AuditEntry
from plans.services import drafting, steps, task_marks
from plans.services.steps import Numbering, Signing
from scoring.enums import SheetState
from scoring.models import Evidence, ScoreSheet
from scoring.rules import can_begin_on_behalf
from scoring.services import evidence, handing_in, sheets
from tests.papers.hostile_uploads import a_pdf, a_picture
from tests.plans.conftest import short_reading
from tests.scoring.conftest import ALL_FIGURES, RESULT, TASKS, UNITY
from tests.world import TODAY, standing
from thidua.lib.verdict import RefusedError
from thidua.papers.models import StoredFile
from thidua.papers.services import files
from thidua.papers.services.life import GivenNumber

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]

LINK = "https://soyte.example/tin/15"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    storage = settings.STORAGES["default"]
    options = storage["OPTIONS"] | {"location": tmp_path / "files"}
    settings.STORAGES = settings.STORAGES | {"default": storage | {"OPTIONS": options}}


@pytest.fixture
def pdf():
    """A harmless PDF, another for each word."""
    return cache(lambda word="": a_pdf(lambda made: made.docinfo.__setitem__("/Title", word)))


def add_file(scoring, key, data, name="Quyết định.pdf", caption="", by=None):
    return evidence.add_file(scoring.sheet, key, data, name, caption, by=standing(by or scoring.officer)).evidence


def add_link(scoring, key, url=LINK, by=None):
    return evidence.add_link(scoring.sheet, key, url, by=standing(by or scoring.officer))


def others_sheet(scoring):
    """The sheet of the finance department, which leads the bloc."""
    return ScoreSheet.objects.get(round=scoring.round, unit__organisation=scoring.world.finance)


def hand_in_everything():
    """Every sheet as if it had been handed in."""
    ScoreSheet.objects.update(
        state=SheetState.SUBMITTED, digest="0" * 64, submitted_at="2026-11-01T00:00Z", days_late=0
    )


# Files ---------------------------------------------------------------------------------------------------------------


def test_a_file_is_kept_with_its_hash(scoring, pdf):
    added = add_file(scoring, UNITY, pdf(), "..\\Quyết định.pdf", "Quyết định số 15")
    assert (added.key, str(added), added.file.name) == (UNITY, "Quyết định số 15", "Quyết định.pdf")
    assert files.read(added.file) == pdf()
    assert added.file.sha256 == hashlib.sha256(pdf()).hexdigest()


def test_a_file_that_could_do_harm_is_not_kept(scoring):
    with pytest.raises(ValidationError, match="Chỉ nhận tệp"):
        add_file(scoring, UNITY, b"MZ", "a.exe")
    assert (Evidence.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_the_same_file_twice_on_one_criterion_is_refused(scoring, pdf):
    add_file(scoring, UNITY, pdf())
    with pytest.raises(RefusedError, match="đã có đúng tệp ấy"):
        add_file(scoring, UNITY, pdf(), "tên khác.pdf")


def test_a_criterion_takes_twenty_proofs(scoring, pdf):
    for number in range(evidence.MOST_OF_CRITERION):
        add_link(scoring, UNITY, f"{LINK}?trang={number}")
    with pytest.raises(RefusedError, match="đã có 20 minh chứng"):
        add_file(scoring, UNITY, pdf())
    add_file(scoring, RESULT, pdf())


def test_a_sheet_takes_200_mb(scoring, pdf):
    first = add_file(scoring, UNITY, pdf("một"))
    StoredFile.objects.filter(pk=first.file.pk).update(size=evidence.MOST_BYTES_OF_SHEET - 100)
    with pytest.raises(RefusedError, match="gần 200 MB"):
        add_file(scoring, RESULT, pdf("hai"))


def test_a_criterion_that_the_table_does_not_have_is_refused(scoring):
    with pytest.raises(RefusedError, match="không có trong bảng"):
        add_link(scoring, 1)


def test_files_inside_a_pdf_are_told_of(scoring):
    attached = a_pdf(lambda made: made.attachments.__setitem__("plan.json", b"{}"))
    assert evidence.add_file(scoring.sheet, UNITY, attached, "a.pdf", by=standing(scoring.officer)).has_attachments


# Addresses and tasks -------------------------------------------------------------------------------------------------


def test_an_address_of_the_web_is_a_proof(scoring):
    assert add_link(scoring, UNITY, f" {LINK} ").url == LINK


@pytest.mark.parametrize(
    "url",
    [
        "", "javascript:alert(1)", "data:text/html,a", "file:///etc/passwd", "ftp://a.example", "//a.example",
        "https://", "https:///a", "http://[", "https://lan:matkhau@a.example/", "https://a.example/a b",
        "JAVASCRIPT://a.example/%0aalert(1)", "https://a.example/\u202egnp.exe", "/nam/1/", "soyte.example",
    ],
)  # fmt: skip
def test_other_addresses_are_refused(scoring, url):
    with pytest.raises(ValidationError):
        add_link(scoring, UNITY, url)


def test_an_address_twice_on_one_criterion_is_refused(scoring):
    add_link(scoring, UNITY)
    with pytest.raises(RefusedError, match="đã có đường dẫn ấy"):
        add_link(scoring, UNITY)


@pytest.fixture
def submitted(scoring):
    """The bloc's plan, which gives the health department two tasks; before the head of the leading unit."""
    leader = standing(scoring.world.leader)
    plan = drafting.draft_from_reading(scoring.world.term, short_reading(), source=None, by=leader)
    while plan.doubts:
        plan = drafting.settle_doubt(plan, plan.doubts[0]["number"], by=leader)
    return steps.submit_for_signature(plan, by=leader)


@pytest.fixture
def issued(submitted, scoring):
    leader = standing(scoring.world.leader)
    signed = steps.record_signature(submitted, Signing(signer="Nguyễn Thị Sông Thương", signed_on=TODAY), by=leader)
    return steps.issue(signed, Numbering(issued_on=TODAY, given=GivenNumber(number=7)), by=leader)


def given_to(plan, unit):
    """The task that names the unit alone."""
    return plan.tasks.filter(assignments__organisation=unit).latest("position")


def add_task(scoring, task):
    return evidence.add_task(scoring.sheet, UNITY, task, by=standing(scoring.officer))


@pytest.fixture
def done(issued, scoring):
    """The task that names the unit alone, as done by it."""
    task = given_to(issued, scoring.world.health)
    task_marks.finish(task.assignments.get(), done_on=TODAY, by=standing(scoring.officer))
    return task


def test_a_task_that_the_unit_has_done_is_a_proof(scoring, done):
    assert (done.text, str(add_task(scoring, done))) == ("Hội thao", "Hội thao")


def test_a_task_that_is_not_done_is_none(scoring, issued):
    with pytest.raises(RefusedError, match="chưa ghi Hoàn thành"):
        add_task(scoring, given_to(issued, scoring.world.health))


def test_a_task_that_only_others_have_done_is_none(scoring, issued):
    shared = issued.tasks.get(number="2")
    leaders = shared.assignments.get(organisation=scoring.world.finance)
    task_marks.finish(leaders, done_on=TODAY, by=standing(scoring.world.leader))
    with pytest.raises(RefusedError, match="chưa ghi Hoàn thành"):
        add_task(scoring, shared)


def test_a_task_of_others_is_none(scoring, done):
    done.assignments.update(organisation=scoring.world.schools)
    with pytest.raises(RefusedError, match="không giao cho đơn vị"):
        add_task(scoring, done)


def test_a_task_of_a_plan_that_is_not_issued_is_none(scoring, submitted):
    with pytest.raises(RefusedError, match="không giao cho đơn vị"):
        add_task(scoring, given_to(submitted, scoring.world.health))


def test_a_task_twice_on_one_criterion_is_refused(scoring, done):
    add_task(scoring, done)
    with pytest.raises(RefusedError, match="đã có nhiệm vụ ấy"):
        add_task(scoring, done)


def test_a_sheet_whose_proof_is_done_no_more_does_not_go_to_the_head(scoring, done):
    scoring.enter(ALL_FIGURES)
    add_task(scoring, done)
    task_marks.take_back(done.assignments.get(), by=standing(scoring.officer))
    with pytest.raises(RefusedError, match=r"minh chứng chưa ghi Hoàn thành: II\.1 \(ghi ngày hoàn thành"):
        handing_in.lay_before_head(scoring.sheet, by=standing(scoring.officer))
    task_marks.finish(done.assignments.get(), done_on=TODAY, by=standing(scoring.officer))
    handing_in.lay_before_head(scoring.sheet, by=standing(scoring.officer))


# Taken off -----------------------------------------------------------------------------------------------------------


def test_what_is_taken_off_leaves_its_file(scoring, pdf):
    added = add_file(scoring, UNITY, pdf())
    evidence.remove(added, by=standing(scoring.officer))
    assert list(scoring.sheet.evidence.all()) == []
    assert files.read(StoredFile.objects.get(pk=added.file.pk)) == pdf()


def test_what_is_taken_off_already_is_told(scoring):
    added = add_link(scoring, UNITY)
    evidence.remove(added, by=standing(scoring.officer))
    with pytest.raises(RefusedError, match="đã được bỏ"):
        evidence.remove(added, by=standing(scoring.officer))


def test_the_history_tells_what_came_and_went_by_its_hash_alone(scoring, pdf):
    """The leader reads the history, but not yet the sheet."""
    added = add_file(scoring, UNITY, pdf())
    evidence.remove(added, by=standing(scoring.officer))
    told = {"tiêu chí": "II.1", "mã băm": added.file.sha256}
    entries = AuditEntry.objects.order_by("-pk")[:2]
    assert [(entry.action, entry.before, entry.after) for entry in entries] == [
        ("Bỏ minh chứng", told, {}),
        ("Thêm minh chứng", {}, told),
    ]


# Who may -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["leader", "chief", "follower", "outsider", "auditor", "administrator"])
def test_nobody_else_adds_or_takes_off(scoring, pdf, who):
    other, kept = getattr(scoring.world, who), add_link(scoring, UNITY)
    for attempt in (
        lambda: add_file(scoring, UNITY, pdf(), by=other),
        lambda: add_link(scoring, UNITY, LINK + "?a", by=other),
        lambda: evidence.remove(kept, by=standing(other)),
    ):
        with pytest.raises(RefusedError):
            attempt()
    assert list(scoring.sheet.evidence.all()) == [kept]


def test_nothing_is_added_once_the_sheet_lies_before_the_head(scoring, pdf):
    scoring.enter(ALL_FIGURES)
    kept = add_link(scoring, UNITY)
    handing_in.lay_before_head(scoring.sheet, by=standing(scoring.officer))
    for attempt in (
        lambda: add_file(scoring, UNITY, pdf()),
        lambda: evidence.remove(kept, by=standing(scoring.officer)),
    ):
        with pytest.raises(RefusedError, match="không sửa số liệu được"):
            attempt()


def test_a_sheet_with_a_proof_is_begun(scoring):
    leader = standing(scoring.world.leader)
    assert can_begin_on_behalf(leader, scoring.sheet)
    add_link(scoring, UNITY)
    assert not can_begin_on_behalf(leader, scoring.sheet)


def test_what_is_filled_in_on_behalf_is_told_as_such(scoring):
    sheets.begin_on_behalf(scoring.sheet, by=standing(scoring.world.leader))
    add_link(scoring, UNITY, by=scoring.world.leader)
    assert AuditEntry.objects.latest("pk").on_behalf_of == "Sở Y tế"


# The same file elsewhere ---------------------------------------------------------------------------------------------


def elsewhere(scoring, added, who):
    return {key: [other.pk for other in found] for key, found in evidence.same_file([added], standing(who)).items()}


def test_the_same_file_on_another_criterion_is_shown(scoring, pdf):
    first, second = (add_file(scoring, key, pdf()) for key in (UNITY, RESULT))
    add_file(scoring, TASKS, pdf("khác"))
    assert elsewhere(scoring, first, scoring.officer) == {first.pk: [second.pk]}


def test_the_same_file_in_another_unit_is_shown_to_who_reads_both(scoring, pdf):
    ours = add_file(scoring, UNITY, pdf())
    theirs = evidence.add_file(
        others_sheet(scoring), RESULT, pdf(), "a.pdf", by=standing(scoring.world.leader)
    ).evidence
    hand_in_everything()
    assert elsewhere(scoring, ours, scoring.officer) == {}
    assert elsewhere(scoring, ours, scoring.world.follower) == {ours.pk: [theirs.pk]}


def test_looking_for_the_same_files_takes_one_query_however_many(scoring, pdf, django_assert_num_queries):
    few = [add_file(scoring, UNITY, pdf()), add_file(scoring, RESULT, pdf())]
    many = few + [add_file(scoring, key, pdf(word)) for word in "abc" for key in (UNITY, RESULT, TASKS)]
    by = standing(scoring.officer)
    for asked in (few, many):
        with django_assert_num_queries(1):
            evidence.same_file(asked, by)


# Pages ---------------------------------------------------------------------------------------------------------------


def page(scoring, key=UNITY):
    return reverse("sheet_evidence", args=[scoring.sheet.pk, key])


@pytest.fixture
def signed_in(client, scoring):
    client.force_login(scoring.officer)
    return client


def upload(data, name):
    return SimpleUploadedFile(name, data)


def test_files_are_judged_one_by_one(signed_in, scoring, pdf):
    sent = [upload(pdf(), "một.pdf"), upload(b"MZ", "hai.exe"), upload(a_picture("JPEG"), "ba.jpg")]
    response = signed_in.post(page(scoring), {"uploads": sent, "caption": "Biên bản"})
    assert (response.status_code, [each.file.name for each in scoring.sheet.evidence.all()]) == (
        422,
        ["một.pdf", "ba.jpg"],
    )
    assert "hai.exe: Chỉ nhận tệp .pdf" in response.text
    assert "Đã thêm 2 tệp." in response.text
    assert 'value="Biên bản"' in response.text


def test_when_every_file_is_taken_the_page_is_shown_anew(signed_in, scoring, pdf):
    response = signed_in.post(page(scoring), {"uploads": upload(pdf(), "Quyết định.pdf"), "caption": ""}, follow=True)
    assert response.redirect_chain == [(page(scoring), 302)]
    assert "Quyết định.pdf" in response.text


def test_no_file_at_all_is_told(signed_in, scoring):
    response = signed_in.post(page(scoring), {})
    assert (response.status_code, "Hãy chọn ít nhất một tệp." in response.text) == (422, True)


def test_a_wrong_address_comes_back_as_it_was_typed(signed_in, scoring):
    address = reverse("add_evidence_link", args=[scoring.sheet.pk, UNITY])
    response = signed_in.post(address, {"url": "javascript:alert(1)", "caption": "Tin bài"})
    assert (response.status_code, scoring.sheet.evidence.count()) == (422, 0)
    assert 'value="javascript:alert(1)"' in response.text
    assert 'value="Tin bài"' in response.text
    assert "Hãy chép cả dòng địa chỉ" in response.text


def test_a_task_is_chosen_from_those_the_unit_has_done(signed_in, scoring, done):
    option = f'<option value="{done.pk}">Hội thao (hoàn thành 15/06/2026)</option>'
    assert option in signed_in.get(page(scoring)).text
    signed_in.post(reverse("add_evidence_task", args=[scoring.sheet.pk, UNITY]), {"task": done.pk})
    assert [each.task for each in scoring.sheet.evidence.all()] == [done]
    assert "hoàn thành 15/06/2026; thêm" in signed_in.get(page(scoring)).text


def test_a_task_that_is_not_done_is_not_offered_and_the_page_says_what_to_do(signed_in, scoring, issued):
    task = given_to(issued, scoring.world.health)
    shown = signed_in.get(page(scoring)).text
    assert f'<option value="{task.pk}">' not in shown
    assert f'ghi kết quả ở <a href="{reverse("plan_tasks", args=[issued.pk])}?cua-toi">' in shown
    sent = signed_in.post(reverse("add_evidence_task", args=[scoring.sheet.pk, UNITY]), {"task": task.pk})
    assert (sent.status_code, "Nhiệm vụ này chưa ghi Hoàn thành." in sent.text) == (422, True)


def test_a_proof_whose_task_is_done_no_more_says_so(signed_in, scoring, done):
    add_task(scoring, done)
    task_marks.take_back(done.assignments.get(), by=standing(scoring.officer))
    assert "chưa ghi Hoàn thành</strong>" in signed_in.get(page(scoring)).text


def test_a_proof_is_taken_off_by_its_button(signed_in, scoring):
    added = add_link(scoring, UNITY)
    response = signed_in.post(reverse("remove_evidence", args=[added.pk]))
    assert (response.url, scoring.sheet.evidence.count()) == (page(scoring), 0)


def test_the_page_says_where_else_a_file_is(signed_in, scoring, pdf):
    add_file(scoring, UNITY, pdf())
    add_file(scoring, RESULT, pdf())
    assert "<strong>Cùng một tệp:</strong> tiêu chí I.1." in signed_in.get(page(scoring)).text


def test_the_leader_is_shown_that_two_units_proved_with_the_same_file(client, scoring, pdf):
    add_file(scoring, UNITY, pdf())
    evidence.add_file(others_sheet(scoring), RESULT, pdf(), "a.pdf", by=standing(scoring.world.leader))
    hand_in_everything()
    client.force_login(scoring.world.leader)
    assert re.search(r"<strong>Cùng một tệp:</strong> [^<]*Sở Tài chính", client.get(page(scoring)).text)


def test_a_criterion_that_is_none_has_no_page(signed_in, scoring):
    assert signed_in.get(page(scoring, 1)).status_code == 404


def test_who_does_not_fill_in_the_sheet_finds_no_forms(client, scoring):
    client.force_login(scoring.world.follower)
    hand_in_everything()
    response = client.get(page(scoring))
    assert (response.status_code, '<form method="post" enctype' in response.text) == (200, False)
    assert client.post(page(scoring), {}).status_code == 403


def test_the_page_costs_the_same_for_one_proof_and_for_many(signed_in, scoring, pdf):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            signed_in.get(page(scoring))
        return len(asked)

    add_file(scoring, UNITY, pdf())
    add_file(scoring, RESULT, pdf())
    queries()
    one = queries()
    for word in "abcde":
        add_file(scoring, UNITY, pdf(word))
        add_file(scoring, TASKS, pdf(word))
        add_link(scoring, UNITY, f"{LINK}?{word}")
    assert queries() == one


# Handed out ----------------------------------------------------------------------------------------------------------


def test_a_file_is_an_attachment_that_can_do_nothing(signed_in, scoring, pdf):
    added = add_file(scoring, UNITY, pdf(), "Quyết định.pdf")
    response = signed_in.get(reverse("evidence_file", args=[added.pk]))
    assert response.content == pdf()
    assert {name: response[name] for name in ("Content-Type", "X-Content-Type-Options", "Cache-Control")} == {
        "Content-Type": "application/pdf",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''Quy%E1%BA%BFt")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_proof_without_a_file_has_none_to_hand_out(signed_in, scoring):
    assert signed_in.get(reverse("evidence_file", args=[add_link(scoring, UNITY).pk])).status_code == 404


@pytest.mark.parametrize(
    ("who", "before", "after"),
    [
        ("member", 200, 200),
        ("leader", 404, 200),
        ("follower", 404, 200),
        ("chief", 404, 200),
        ("outsider", 404, 404),
        ("auditor", 404, 404),
        ("administrator", 404, 404),
    ],
)
def test_who_reads_the_sheet_reads_its_proofs(client, scoring, pdf, who, before, after):
    added = add_file(scoring, UNITY, pdf())
    addresses = [page(scoring), reverse("evidence_file", args=[added.pk])]
    client.force_login(getattr(scoring.world, who))
    assert [client.get(address).status_code for address in addresses] == [before, before]
    hand_in_everything()
    assert [client.get(address).status_code for address in addresses] == [after, after]
    expected = {200: 403, 404: 404}[after]
    posts = [reverse(name, args=[scoring.sheet.pk, UNITY]) for name in ("add_evidence_link", "add_evidence_task")]
    posts.append(reverse("remove_evidence", args=[added.pk]))
    assert {client.post(address).status_code for address in posts} == {expected}
