"""The pages of plans, as the cast sees them."""

from io import BytesIO
from urllib.parse import unquote

import docx
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from blocs.enums import Role
from plans.documents import official_document
from plans.enums import PlanState
from plans.models import Plan, Revision, Task
from plans.services import drafting, steps
from plans.workflow import Action
from tests import world as cast
from tests.plans.conftest import SHORT_PLAN, fresh, paper_of, short_reading
from tests.plans.importers.docx.samples import TABLES
from tests.world import TODAY, YEAR, standing
from thidua.papers.docx import DOCX, to_docx
from thidua.papers.models import Register, StoredFile
from thidua.papers.services import files, numbers, uploads

pytestmark = pytest.mark.any_engine


@pytest.fixture
def signed_in(client):
    """The test client in somebody's hands."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def text(response):
    return response.content.decode()


def a_scan():
    pdf = pikepdf.new()
    pdf.add_blank_page()
    data = BytesIO()
    pdf.save(data)
    return SimpleUploadedFile("ban-ky.pdf", data.getvalue(), "application/pdf")


def test_a_file_becomes_a_draft_with_its_bytes_kept(signed_in, world):
    client = signed_in(world.leader)
    upload = SimpleUploadedFile("ke-hoach.txt", SHORT_PLAN.encode())
    response = client.post(reverse("import_plan"), {"term": world.term.pk, "file": upload})
    plan = Plan.objects.get()
    assert response.headers["Location"] == reverse("plan", args=[plan.pk])
    assert (plan.state, plan.title) == (PlanState.DRAFT, "Hoạt động của Khối thi đua số 1 năm 2026")
    assert plan.source is not None
    assert files.read(plan.source) == SHORT_PLAN.encode()


def test_a_word_file_becomes_a_draft_and_is_kept_as_what_it_is(signed_in, world):
    upload = SimpleUploadedFile("ke-hoach.docx", TABLES)
    signed_in(world.leader).post(reverse("import_plan"), {"term": world.term.pk, "file": upload})
    plan = Plan.objects.get()
    assert plan.title == "Hoạt động của Khối thi đua số 4 năm 2026"
    assert plan.source is not None
    assert (files.read(plan.source), plan.source.content_type) == (TABLES, uploads.DOCUMENTS[".docx"].content_type)


def test_pasted_text_is_read_like_a_file(signed_in, world):
    signed_in(world.leader).post(reverse("import_plan"), {"term": world.term.pk, "text": SHORT_PLAN})
    assert Plan.objects.get().value == drafting.without_number(short_reading().content)


def test_number_and_date_of_the_file_are_left_out(signed_in, world):
    signed_in(world.leader).post(reverse("import_plan"), {"term": world.term.pk, "text": SHORT_PLAN})
    assert Plan.objects.get().value.head.number is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Hãy chọn tệp hoặc dán văn bản."),
        ({"text": "x", "file": SimpleUploadedFile("a.txt", b"y")}, "Chỉ chọn một: tệp hoặc văn bản dán vào."),
        (
            {"file": SimpleUploadedFile("a.exe", b"MZ")},
            "Chỉ nhận tệp .docx, .pdf, .doc, .odt, .rtf, .txt, .md.",
        ),
        (
            {"file": SimpleUploadedFile("a.doc", uploads.DOCUMENTS[".doc"].start + "_VBA_PROJECT".encode("utf-16-le"))},
            "macro",
        ),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_saved(signed_in, world, data, message):
    response = signed_in(world.leader).post(reverse("import_plan"), {"term": world.term.pk} | data)
    assert response.status_code == 422
    assert message in text(response)
    assert not Plan.objects.exists()


def test_what_was_pasted_is_not_lost_when_a_year_is_missing(signed_in, world):
    response = signed_in(world.leader).post(reverse("import_plan"), {"text": "Kế hoạch & việc"})
    assert "Kế hoạch &amp; việc" in text(response)


@pytest.mark.parametrize("who", ["member", "chief", "outsider"])
def test_who_does_not_lead_the_year_brings_nothing_in(signed_in, world, who):
    client = signed_in(getattr(world, who))
    response = client.post(reverse("import_plan"), {"term": world.term.pk, "text": SHORT_PLAN})
    assert response.status_code == 422
    assert not Plan.objects.exists()


def test_a_draft_is_seen_by_the_leader_the_follower_and_the_standing_body_alone(signed_in, draft, world):
    seen = {
        name: signed_in(user).get(reverse("plan", args=[draft.pk])).status_code for name, user in world.people.items()
    }
    assert {name for name, status in seen.items() if status == 200} == {"leader", "follower", "chief"}
    assert set(seen.values()) == {200, 404}


def test_an_issued_plan_is_read_by_the_members_too(signed_in, issued, world):
    seen = {
        name: signed_in(user).get(reverse("plan", args=[issued.pk])).status_code for name, user in world.people.items()
    }
    assert {name for name, status in seen.items() if status == 200} == {"leader", "follower", "chief", "member"}


def test_the_page_shows_the_paper_and_what_is_missing_before_a_step(signed_in, world):
    plan = drafting.draft_from_nothing(world.term, by=standing(world.leader))
    page = text(signed_in(world.leader).get(reverse("plan", args=[plan.pk])))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page
    assert "Chưa có nơi nhận: nhập ít nhất một dòng." in page


def test_a_step_is_taken_on_its_page(signed_in, draft, world):
    response = signed_in(world.leader).post(reverse("plan_step", args=[draft.pk, "trinh-ky"]))
    assert response.headers["Location"] == reverse("plan", args=[draft.pk])
    assert fresh(draft).state == PlanState.SIGNING


def test_a_refused_step_says_why(signed_in, submitted, office):
    response = signed_in(office.chief).post(
        reverse("plan_step", args=[submitted.pk, "tai-len-ban-da-ky"]), {"signer": "A", "signed_on": "15/06/2026"}
    )
    assert response.status_code == 409
    assert "Việc này do đơn vị đứng đầu làm" in text(response)


def test_an_unknown_step_is_no_page(signed_in, draft, world):
    assert signed_in(world.leader).get(reverse("plan_step", args=[draft.pk, "bay-len"])).status_code == 404


def test_signature_scan_number_and_date_in_one_form(signed_in, submitted, office):
    client = signed_in(office.clerk)
    form = {"signer": "Nguyễn Thị Sông Thương", "signed_on": "14/06/2026", "number": "5", "issued_on": "15/06/2026"}
    client.post(reverse("plan_step", args=[submitted.pk, "tai-len-ban-da-ky"]), form | {"scan": a_scan()})
    plan, paper = fresh(submitted), paper_of(submitted)
    assert (plan.state, paper.number_and_symbol) == (PlanState.ISSUED, "05/KH-KTĐ1")
    assert paper.scan is not None
    assert paper.handed_out == paper.scan


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"signed_on": "31/02/2026"}, "signed_on", "Hãy nhập ngày theo dạng dd/mm/yyyy"),
        ({"signed_on": "01/01/2100"}, "signed_on", "Ngày này còn ở phía trước."),
        ({"number": "5x5"}, "number", "Số gồm chữ số, có thể thêm chữ chèn: 05 hoặc 23a."),
        ({"number": "0"}, "number", "Số gồm chữ số, có thể thêm chữ chèn: 05 hoặc 23a."),
        ({"number": ""}, "number", "Hãy nhập số văn thư đã cấp."),
        ({"issued_on": ""}, "issued_on", "Đã có số thì nhập cả ngày ban hành."),
        ({"issued_on": "13/06/2026"}, "issued_on", "Ngày ban hành không thể trước ngày ký."),
        ({"signer": ""}, "signer", "Trường này là bắt buộc."),
    ],
)
def test_a_slip_in_the_form_is_told_at_its_field_and_changes_nothing(
    signed_in, submitted, office, change, field, message
):
    form = {"signer": "Nguyễn Thị Sông Thương", "signed_on": "14/06/2026", "number": "5", "issued_on": "15/06/2026"}
    response = signed_in(office.clerk).post(
        reverse("plan_step", args=[submitted.pk, "tai-len-ban-da-ky"]), form | change
    )
    assert response.status_code == 422
    assert [error[: len(message)] for error in response.context["form"].errors[field]] == [message]
    assert fresh(submitted).state == PlanState.SIGNING


def test_the_scan_may_come_later(signed_in, issued, office):
    client = signed_in(office.officer)
    client.post(reverse("attach_scan", args=[issued.pk]), {"scan": a_scan()})
    assert paper_of(issued).scan is not None
    assert client.get(reverse("attach_scan", args=[issued.pk])).status_code == 403


def test_the_pdf_of_a_draft_is_made_as_it_stands(signed_in, draft, world):
    response = signed_in(world.leader).get(reverse("plan_pdf", args=[draft.pk]))
    assert response.content.startswith(b"%PDF-")
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_the_pdf_of_an_issued_plan_is_the_kept_one(signed_in, issued, world):
    response = signed_in(world.member).get(reverse("plan_pdf", args=[issued.pk]))
    assert response.content == files.read(paper_of(issued).handed_out)


def test_the_word_file_of_a_draft_is_made_as_it_stands(signed_in, draft, world):
    response = signed_in(world.leader).get(reverse("plan_docx", args=[draft.pk]))
    assert (response.headers["Content-Type"], response.headers["X-Content-Type-Options"]) == (DOCX, "nosniff")
    assert response.content == to_docx(official_document(draft.value))
    assert unquote(response.headers["Content-Disposition"]).endswith(f"Dự thảo {draft.title[:80]}.docx")


def test_the_word_file_of_an_issued_plan_has_its_number_and_the_name_of_its_pdf(signed_in, issued, world):
    response = signed_in(world.member).get(reverse("plan_docx", args=[issued.pk]))
    words = "\n".join(cell.text for cell in docx.Document(BytesIO(response.content)).tables[0]._cells)
    assert f"Số: {paper_of(issued).number_and_symbol}" in words
    name = "Kế hoạch 07-KH-KTĐ1, năm 2026, Đã ban hành"
    assert unquote(response.headers["Content-Disposition"]).endswith(f"{name}.docx")


def test_tasks_stand_in_the_order_of_their_days(signed_in, issued, world):
    page = signed_in(world.member).get(reverse("plan_tasks", args=[issued.pk]))
    assert [line.task.text for line in page.context["lines"]] == ["Ký giao ước thi đua", "Báo cáo 6 tháng", "Hội thao"]


def test_a_unit_sees_its_own_tasks_alone_when_it_asks(signed_in, issued, world):
    page = signed_in(world.member).get(reverse("plan_tasks", args=[issued.pk]), {"cua-toi": ""})
    assert [line.task.text for line in page.context["lines"]] == ["Ký giao ước thi đua", "Báo cáo 6 tháng", "Hội thao"]
    page = signed_in(world.leader).get(reverse("plan_tasks", args=[issued.pk]), {"cua-toi": ""})
    assert [line.task.text for line in page.context["lines"]] == ["Ký giao ước thi đua", "Báo cáo 6 tháng"]


def test_tasks_keep_their_rows_when_the_words_change(draft, world):
    before = {task.key: task.pk for task in Task.objects.all()}
    drafting.change_content(
        draft, lambda content: drafting.without_number(content).__class__(**vars(content) | {"subject": ("Khác",)}),
        by=standing(world.leader), what="Trích yếu",
    )  # fmt: skip
    assert {task.key: task.pk for task in Task.objects.all()} == before


def test_last_years_plan_becomes_a_draft_with_the_changes_that_were_left_ticked(signed_in, issued, world):
    coming = cast.term(world.bloc, YEAR + 1, members=[world.finance, world.health], leader=world.finance)
    client = signed_in(world.leader)
    page = client.get(reverse("copy_plan", args=[coming.pk]))
    title = next(change for change in page.context["changes"] if change.place == "Trích yếu")
    client.post(reverse("copy_plan", args=[coming.pk]) + f"?tu={issued.pk}", {"doi": [title.number]})
    plan = Plan.objects.get(term=coming)
    assert plan.made_from == issued
    assert plan.title == "Hoạt động của Khối thi đua số 1 năm 2027"
    assert [task.due for task in plan.tasks.all()] == ["Trước ngày 20/3/2026", "Trước 20/6/2026", "Quý III"]


def test_a_file_of_another_year_is_moved_to_this_one(signed_in, world):
    coming = cast.term(world.bloc, YEAR + 1, members=[world.finance, world.health], leader=world.finance)
    plan = drafting.draft_from_reading(coming, short_reading(), source=None, by=standing(world.leader))
    client = signed_in(world.leader)
    page = client.get(reverse("shift_plan", args=[plan.pk]))
    numbers = [change.number for change in page.context["changes"]]
    client.post(reverse("shift_plan", args=[plan.pk]), {"doi": numbers, "version": plan.version})
    assert [task.due for task in plan.tasks.all()] == ["Trước ngày 20/3/2027", "Trước 20/6/2027", "Quý III"]


def test_changes_proposed_for_older_words_are_shown_again(signed_in, world):
    coming = cast.term(world.bloc, YEAR + 1, members=[world.finance], leader=world.finance)
    plan = drafting.draft_from_reading(coming, short_reading(), source=None, by=standing(world.leader))
    response = signed_in(world.leader).post(reverse("shift_plan", args=[plan.pk]), {"doi": ["1"], "version": "99"})
    assert response.status_code == 200
    assert "vừa được sửa ở nơi khác" in text(response)
    assert fresh(plan).content == plan.content


def test_a_draft_is_thrown_away_but_stays_in_the_history(signed_in, draft, world):
    signed_in(world.leader).post(reverse("discard_plan", args=[draft.pk]))
    assert (Plan.objects.count(), Revision.objects.count()) == (0, 0)


def test_what_has_been_sent_on_is_not_thrown_away(signed_in, draft, world):
    steps.send_to_check(draft, by=standing(world.leader))
    response = signed_in(world.leader).post(reverse("discard_plan", args=[draft.pk]))
    assert response.status_code == 403
    assert "Chỉ bỏ được dự thảo" in text(response)


def test_the_history_names_who_did_what(signed_in, issued, world):
    page = text(signed_in(world.leader).get(reverse("plan_history", args=[issued.pk])))
    assert "Nhập số, ngày ban hành" in page
    assert "Ngô Văn Thư" in page
    assert "Ngày ký: 15/06/2026" in page
    assert "Bản quét: không" in page


def test_the_reason_of_a_return_stands_on_the_page(signed_in, submitted, office):
    steps.return_plan(submitted, reason="Sai nơi nhận", by=standing(office.head))
    assert "Lý do: Sai nơi nhận" in text(signed_in(office.officer).get(reverse("plan", args=[submitted.pk])))


@pytest.mark.parametrize("name", ["plans", "plan", "plan_tasks", "plan_history"])
def test_a_page_costs_the_same_with_many_plans_tasks_and_entries(
    signed_in, issued, world, name, django_assert_max_num_queries
):
    address = reverse(name) if name == "plans" else reverse(name, args=[issued.pk])
    client = signed_in(world.leader)

    def queries():
        with django_assert_max_num_queries(100) as counted:
            client.get(address)
        return len(counted)

    few = queries()
    Plan.objects.bulk_create(
        Plan(term=world.term, content=issued.content, title=f"Kế hoạch {i}", created_by=world.leader)
        for i in range(200)
    )
    Task.objects.bulk_create(Task(plan=issued, key=1000 + i, position=i, text="Việc") for i in range(200))
    for i in range(30):
        drafting.keep_revision(issued, str(i), by=standing(world.leader))
    assert queries() == few


def test_a_plan_is_found_without_diacritics(signed_in, draft, world):
    client = signed_in(world.leader)
    assert [plan.pk for plan in client.get(reverse("plans"), {"tim": "hoat dong khoi"}).context["page"]] == [draft.pk]
    assert not client.get(reverse("plans"), {"tim": "nông thôn"}).context["page"].object_list


def test_a_step_that_is_refused_keeps_no_file(signed_in, submitted, world):
    """The number was given to another paper already."""
    numbers.take_given(Register.objects.get(), 7, on=TODAY)
    known = set(StoredFile.objects.all())
    day = f"{TODAY:%d/%m/%Y}"
    typed = {"signer": "Bùi Thị Trưởng", "signed_on": day, "number": "7", "issued_on": day, "scan": a_scan()}
    address = reverse("plan_step", args=[submitted.pk, Action.RECORD_SIGNATURE])
    response = signed_in(world.leader).post(address, typed)
    assert "đã dùng. Hãy kiểm tra lại số" in text(response)
    assert (set(StoredFile.objects.all()), fresh(submitted).state) == (known, PlanState.SIGNING)


@pytest.mark.parametrize("chosen", ["abc", "9" * 5000, "٣", ""])
def test_a_plan_to_copy_that_is_none_gives_the_newest(signed_in, issued, world, chosen):
    coming = cast.term(world.bloc, YEAR + 1, members=[world.finance], leader=world.finance)
    page = signed_in(world.leader).get(reverse("copy_plan", args=[coming.pk]), {"tu": chosen})
    assert page.context["last"] == issued


def test_a_reason_that_came_too_late_is_given_back(signed_in, issued, world):
    address = reverse("plan_step", args=[issued.pk, Action.RETURN])
    response = signed_in(world.leader).post(address, {"reason": "Sai nơi nhận ở dòng 3"})
    assert response.status_code == 409
    assert "Sai nơi nhận ở dòng 3" in text(response)


def test_who_follows_another_bloc_reads_this_ones_plan_like_any_member(signed_in, issued, world):
    cast.post(world.member, world.office, Role.FOLLOWER, follows=[world.other_bloc])
    page = signed_in(world.member).get(reverse("plan", args=[issued.pk]))
    assert (page.context["works_on_it"], page.context["offers"]) == (False, [])
    assert signed_in(world.follower).get(reverse("plan", args=[issued.pk])).context["works_on_it"]


def test_a_number_ahead_of_the_series_is_asked_for_twice(signed_in, signed, office):
    Register.objects.update(numbers_here=True, next_number=5)
    address = reverse("plan_step", args=[signed.pk, Action.ISSUE])
    typed = {"number": "7", "issued_on": f"{TODAY:%d/%m/%Y}"}
    warned = signed_in(office.clerk).post(address, typed)
    assert "Số 07 bỏ qua số 05 đến 06 mà sổ chưa cấp" in text(warned)
    assert fresh(signed).state == PlanState.SIGNED
    assert 'type="checkbox" name="ahead"' in text(warned)
    signed_in(office.clerk).post(address, typed | {"ahead": "on"})
    assert fresh(signed).state == PlanState.ISSUED
    assert "Số bị bỏ qua vì đã cấp số lớn hơn trước: 05 đến 06" in text(
        signed_in(office.clerk).get(reverse("register", args=[Register.objects.get().pk]))
    )


def test_a_plan_to_replace_asks_for_the_day_of_issue(signed_in, issued, world):
    plan = drafting.draft_from_reading(world.term, short_reading(), source=None, by=standing(world.leader))
    plan.doubts = []
    plan.save()
    plan = steps.submit_for_signature(plan, by=standing(world.leader))
    typed = {"signer": "Bùi Thị Trưởng", "signed_on": f"{TODAY:%d/%m/%Y}", "replaces": issued.pk}
    response = signed_in(world.leader).post(reverse("plan_step", args=[plan.pk, Action.RECORD_SIGNATURE]), typed)
    assert "nhập cả ngày ban hành" in text(response)
    assert fresh(plan).state == PlanState.SIGNING
