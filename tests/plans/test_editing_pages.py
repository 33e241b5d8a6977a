"""Sửa từng phần: every kind of part of a plan edited in the site, and nothing typed is ever lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.content import (
    Annex,
    Basis,
    Column,
    ColumnRole,
    Decision,
    Duty,
    Field,
    GroupRow,
    Item,
    LabelStyle,
    Row,
    Section,
    Signature,
    Table,
    TaskItem,
)
from plans.content_json import to_data
from plans.edits import (
    AddSignature,
    After,
    ChangeAnnex,
    ChangeBases,
    ChangeColumn,
    ChangeDecision,
    ChangeGroupRow,
    ChangeHead,
    ChangeHeading,
    ChangeLine,
    ChangeRecipients,
    ChangeRow,
    ChangeSignature,
    ChangeTask,
    ChangeTitle,
    Delete,
    First,
    Indent,
    InsertGroupRow,
    InsertLine,
    InsertRow,
    InsertTaskTable,
    LineKind,
    MoveDown,
    MoveUp,
    Outdent,
    RecipientList,
    Title,
    TurnIntoGroupRow,
    TurnLine,
    apply,
    versions_of,
)
from plans.edits.tree import places, with_part
from plans.importers.reader import read
from plans.importers.text import read_text
from plans.models import Plan
from plans.services.drafting import change_content, draft_from_reading
from plans.services.steps import submit_for_signature
from tests import world as cast
from thidua.lib.dates import PartialDate

SAMPLES = Path(__file__).parent / "importers" / "samples"

pytestmark = pytest.mark.django_db


def drafted(world, sample):
    """A draft read from a file."""
    reading = read(read_text((SAMPLES / sample).read_bytes()))
    return draft_from_reading(world.term, reading, source=None, by=cast.standing(world.leader))


@pytest.fixture
def plan(world):
    """Headings, paragraphs, fields, tasks and duties."""
    return drafted(world, "events.txt")


@pytest.fixture
def table_plan(world):
    """The same in a table."""
    return drafted(world, "khoi_tab_table.txt")


@pytest.fixture
def client(client, world):
    client.force_login(world.leader)
    return client


def first(plan, kind):
    """The first part of a kind."""
    return next(found.part for found in places(plan.value) if type(found.part) is kind)


def address(name, plan, *where):
    return reverse(name, args=[plan.pk, *where])


def filled(client, url):
    """What the form of a page would send as it is."""
    context = client.get(url).context
    form = context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not False} | {"seen": context["seen"]}


def send(client, url, **typed):
    """Open a form, type, save; a field typed as None is left out, as an unticked box is."""
    data = filled(client, url) | typed
    return client.post(url, {name: value for name, value in data.items() if value is not None})


def words_on(page):
    return " ".join(page.content.decode().split())


def check_edited(client, plan, url, edit, **typed):
    """Typing this is making this edit, and leads back to the list."""
    before = plan.value
    answer = send(client, url, **typed)
    assert (answer.status_code, answer.url.split("#")[0]) == (302, address("edit_plan", plan))
    plan.refresh_from_db()
    assert plan.value == apply(before, edit)


# --- every kind of part -----------------------------------------------------------------------------------------------


def test_the_head(client, plan):
    head = plan.value.head
    after = type(head)(
        superior=("ỦY BAN NHÂN DÂN", "TỈNH LAM GIANG"), issuer=head.issuer, number=None, symbol="/KH-CTĐ9",
        place="Lam Sơn", issued_on=PartialDate(None, 2, 2026),
    )  # fmt: skip
    check_edited(
        client, plan, address("edit_frame", plan, "dau-van-ban"), ChangeHead(before=head, after=after),
        superior=" ỦY BAN NHÂN DÂN\r\n\r\nTỈNH LAM GIANG", symbol="/KH-CTĐ9", place="Lam Sơn", issued_on="…/02/2026",
    )  # fmt: skip


def test_the_title(client, plan):
    before = Title.of(plan.value)
    check_edited(
        client, plan, address("edit_frame", plan, "trich-yeu"),
        ChangeTitle(before=before, after=Title("CHƯƠNG TRÌNH", ("Thi đua", "năm 2026"))),
        kind="CHƯƠNG TRÌNH", subject="Thi đua\r\nnăm 2026",
    )  # fmt: skip


def test_bases_pasted_from_word(client, table_plan):
    before = tuple(basis.text for basis in table_plan.value.bases)
    check_edited(
        client, table_plan, address("edit_frame", table_plan, "can-cu"),
        ChangeBases(before=before, after=(before[1], "Căn cứ Nghị định số 98/2023/NĐ-CP;")),
        bases=f"\uf0b7 {before[1]}\v\r\n- Căn cứ\u00a0Nghị định số 98/2023/NĐ-CP;\u200b\r\n",
    )  # fmt: skip


def test_recipients(client, plan):
    before = RecipientList.of(plan.value)
    check_edited(
        client, plan, address("edit_frame", plan, "noi-nhan"),
        ChangeRecipients(before=before, after=RecipientList("Nơi nhận:", (*before.lines, "Lãnh đạo Sở."))),
        recipients="\n".join(before.lines) + "\n- Lãnh đạo Sở.",
    )  # fmt: skip


def test_a_signature(client, plan):
    part = first(plan, Signature)
    check_edited(
        client, plan, address("edit_part", plan, part.key),
        ChangeSignature(
            key=part.key, version=1, authority=("KT. CỤM TRƯỞNG", "CỤM PHÓ"), position=part.position, name="Lê Lan",
            note="",
        ),
        authority="KT. CỤM TRƯỞNG\nCỤM PHÓ", name="Lê Lan",
    )  # fmt: skip


def test_another_signature(client, plan):
    check_edited(client, plan, address("add_signature", plan), AddSignature(name="Lê Lan"), name="Lê Lan")


def test_a_decision(client, world):
    plan = drafted(world, "decision.txt")
    part = first(plan, Decision)
    check_edited(
        client, plan, address("edit_part", plan, part.key),
        ChangeDecision(
            key=part.key, version=1, subject=("Ban hành Kế hoạch",), authority=part.authority, reference="(Kèm theo)"
        ),
        subject="Ban hành Kế hoạch", reference="(Kèm theo)",
    )  # fmt: skip


def test_an_annex(client, world):
    plan = drafted(world, "portal_cell_lines.txt")
    part = first(plan, Annex)
    check_edited(
        client, plan, address("edit_part", plan, part.key),
        ChangeAnnex(key=part.key, version=1, label="Phụ lục II", title=("BIỂU", "NHIỆM VỤ"), reference=part.reference),
        label="Phụ lục II", subject="BIỂU\nNHIỆM VỤ",
    )  # fmt: skip


def test_a_heading(client, plan):
    part = first(plan, Section)
    check_edited(
        client, plan, address("edit_part", plan, part.key),
        ChangeHeading(
            key=part.key, version=1, text="MỤC TIÊU", style=LabelStyle.UPPER, label="B", aside="(chung)", is_task=True
        ),
        text="MỤC TIÊU", style="upper", label="B", aside="(chung)", is_task="on",
    )  # fmt: skip


@pytest.mark.parametrize("kind", [Item, Duty, Field])
def test_a_plain_line(client, plan, kind):
    part = first(plan, kind)
    check_edited(
        client, plan, address("edit_part", plan, part.key),
        ChangeLine(key=part.key, version=1, text="Thời gian: tháng 8/2026.", style=part.style, label=part.label),
        text="Thời gian: tháng 8/2026.",
    )  # fmt: skip


def test_the_time_of_a_task_rewrites_only_its_words_and_is_explained(client, plan):
    task = first(plan, TaskItem)
    check_edited(
        client, plan, address("edit_part", plan, task.key),
        ChangeTask(
            key=task.key, version=1, text=task.text, style=task.style, label=None, due="trước ngày 10/01/2026",
            responsible="Sở Y tế", coordinating="",
        ),
        due="trước ngày 10/01/2026",
    )  # fmt: skip
    assert first(plan, TaskItem).text == "Sở Y tế chuẩn bị hội trường, tài liệu, giấy mời trước ngày 10/01/2026."
    page = client.get(address("edit_plan", plan))
    assert [str(message) for message in page.context["messages"]] == [
        "Đã lưu: nhiệm vụ. Thời gian: Chậm nhất 09/01/2026 (“trước ngày 10/01/2026”). Trách nhiệm: Sở Y tế."
    ]


def test_a_row_has_a_field_for_every_column(client, table_plan):
    row = first(table_plan, Row)
    url = address("edit_part", table_plan, row.key)
    assert [field.label for field in client.get(url).context["form"]] == [
        "TT", "Nội dung công việc", "Thời gian thực hiện", "Đơn vị chủ trì", "Đơn vị phối hợp",
    ]  # fmt: skip
    check_edited(
        client, table_plan, url, ChangeRow(key=row.key, version=1, cells=(*row.cells[:3], "Sở Y tế", "")),
        cell_3="Sở Y tế", cell_4="",
    )  # fmt: skip


def test_a_merged_cell_stays_merged_until_something_is_typed(client, table_plan):
    row = [found.part for found in places(table_plan.value) if isinstance(found.part, Row)][1]
    merged = replace(row, cells=(*row.cells[:3], None, None))
    table_plan.content = to_data(with_part(table_plan.value, merged))
    table_plan.save()
    check_edited(
        client, table_plan, address("edit_part", table_plan, row.key),
        ChangeRow(key=row.key, version=1, cells=(*row.cells[:2], "Tháng 4", None, "Sở Y tế")),
        cell_2="Tháng 4", cell_4="Sở Y tế",
    )  # fmt: skip


def test_a_group_row(client, table_plan):
    row = first(table_plan, GroupRow)
    check_edited(
        client, table_plan, address("edit_part", table_plan, row.key),
        ChangeGroupRow(key=row.key, version=1, text="QUÝ I/2026", number="I"), text="QUÝ I/2026",
    )  # fmt: skip


def test_the_columns_of_a_table(client, table_plan):
    table, column = first(table_plan, Table), first(table_plan, Column)
    check_edited(
        client, table_plan, address("edit_part", table_plan, table.key),
        ChangeColumn(key=column.key, version=1, title="Số", role=ColumnRole.OTHER),
        **{f"title_{column.key}": "Số", f"role_{column.key}": "other"},
    )  # fmt: skip


# --- putting in, moving, turning, taking out --------------------------------------------------------------------------


def test_a_new_task_after_another(client, plan):
    task, text = first(plan, TaskItem), "Sở Tư pháp gửi báo cáo trước ngày 10/01/2026."
    check_edited(
        client, plan, address("insert_after", plan, task.key),
        InsertLine(place=After(task.key), kind=LineKind.TASK, text=text), kind="task_item", text=text,
    )  # fmt: skip
    shown = client.get(address("edit_plan", plan)).context["messages"]
    assert [str(message) for message in shown] == [
        "Đã lưu: thêm phần. Thời gian: Chậm nhất 09/01/2026 (“trước ngày 10/01/2026”). Trách nhiệm: Sở Tư pháp."
    ]


def test_a_new_paragraph_at_the_beginning(client, plan):
    check_edited(
        client, plan, address("insert_first", plan, "mo-dau"),
        InsertLine(place=First("opening"), kind=LineKind.PARAGRAPH, text="Thực hiện Nghị quyết."),
        text="Thực hiện Nghị quyết.",
    )  # fmt: skip


def test_a_new_heading_below_another(client, plan):
    heading = first(plan, Section)
    check_edited(
        client, plan, address("insert_inside", plan, heading.key),
        InsertLine(place=First(heading.key), kind=LineKind.HEADING, text="Chung", style=LabelStyle.ARABIC),
        kind="section", text="Chung", style="arabic",
    )  # fmt: skip


def test_a_new_table(client, plan):
    heading = first(plan, Section)
    check_edited(
        client, plan, address("insert_after", plan, heading.key), InsertTaskTable(place=After(heading.key)),
        kind="table",
    )  # fmt: skip


def test_a_new_row_and_a_new_group_row(client, table_plan):
    row, table = first(table_plan, Row), first(table_plan, Table)
    check_edited(
        client, table_plan, address("insert_after", table_plan, row.key),
        InsertRow(place=After(row.key), cells=("", "Họp", "Tháng 3", "", "")), cell_1="Họp", cell_2="Tháng 3",
    )  # fmt: skip
    check_edited(
        client, table_plan, address("insert_inside", table_plan, table.key) + "?nhom",
        InsertGroupRow(place=First(table.key), text="CẢ NĂM"), text="CẢ NĂM",
    )  # fmt: skip


@pytest.mark.parametrize(("way", "edit"), [("xuong", MoveDown), ("len", MoveUp), ("vao", Indent), ("ra", Outdent)])
def test_moving(client, plan, way, edit):
    part = [found.part for found in places(plan.value) if isinstance(found.part, Field)][1]
    before = plan.value
    answer = client.post(address("move_part", plan, part.key), {"way": way})
    plan.refresh_from_db()
    assert (plan.value, answer.url) == (
        apply(before, edit(key=part.key)),
        address("edit_plan", plan) + f"#phan-{part.key}",
    )


def test_turning_a_paragraph_into_a_task(client, plan):
    part = first(plan, Duty)
    check_edited(
        client, plan, address("turn_part", plan, part.key),
        TurnLine(key=part.key, version=1, kind=LineKind.TASK), kind="task_item",
    )  # fmt: skip


def test_turning_a_row_into_a_group_row(client, table_plan):
    row = first(table_plan, Row)
    check_edited(
        client, table_plan, address("turn_part", table_plan, row.key),
        TurnIntoGroupRow(key=row.key, version=1), kind="group_row",
    )  # fmt: skip


def test_deleting_after_a_look(client, plan):
    part = first(plan, Section)
    url = address("delete_part", plan, part.key)
    assert client.get(url).context["form"].about == "MỤC ĐÍCH"
    check_edited(client, plan, url, Delete(key=part.key, versions=versions_of(part)))


# --- nothing typed is lost --------------------------------------------------------------------------------------------


def changed_meanwhile(plan, world, edit):
    change_content(plan, lambda content: apply(content, edit), by=cast.standing(world.leader), what="thử")


@pytest.fixture
def late(client, plan, world):
    """A task that somebody changes after its form was opened; `late(text=…)` sends what the form was opened with."""
    task = first(plan, TaskItem)
    url = address("edit_part", plan, task.key)
    opened = filled(client, url)
    changed_meanwhile(
        plan, world,
        ChangeLine(key=task.key, version=1, text="Sở Y tế in tài liệu trước ngày 12/01/2026.", style=task.style),
    )  # fmt: skip
    return lambda **typed: client.post(url, opened | typed)


def test_a_late_form_shows_both_texts_and_saves_neither(late, plan):
    before = Plan.objects.get().value
    page = late(text="Sở Y tế chuẩn bị chỗ ngồi.", due="", responsible="")
    form = page.context["form"]
    assert page.status_code == 409
    assert form["text"].value() == "Sở Y tế chuẩn bị chỗ ngồi."
    assert form.as_it_stands()[0].words == "Sở Y tế in tài liệu trước ngày 12/01/2026."
    assert "Bản của bạn" in words_on(page)
    assert "Bản hiện nay" in words_on(page)
    assert Plan.objects.get().value == before


def test_a_late_form_can_be_saved_knowingly(late, client, plan):
    page = late(text="Sở Y tế chuẩn bị chỗ ngồi.", due="", responsible="Sở Y tế")
    form = page.context["form"]
    again = {name: form[name].value() for name in form.fields} | {"seen": page.context["seen"]}
    assert client.post(page.wsgi_request.path, again).status_code == 302
    assert first(Plan.objects.get(), TaskItem).text == "Sở Y tế chuẩn bị chỗ ngồi."


def test_late_bases_show_both_lists(client, plan, world):
    url = address("edit_frame", plan, "can-cu")
    opened = filled(client, url)
    before = tuple(basis.text for basis in plan.value.bases)
    changed_meanwhile(plan, world, ChangeBases(before=before, after=("Căn cứ một;",)))
    page = client.post(url, opened | {"bases": "Căn cứ hai;"})
    assert (page.status_code, page.context["form"]["bases"].value()) == (409, "Căn cứ hai;")
    assert page.context["form"].as_it_stands()[0].words == "Căn cứ một;"
    assert client.post(url, {"bases": "Căn cứ hai;", "seen": page.context["seen"]}).status_code == 302
    assert first(Plan.objects.get(), Basis).text == "Căn cứ hai;"


def test_what_was_typed_for_a_task_is_kept_when_it_has_become_a_paragraph(client, plan, world):
    task = first(plan, TaskItem)
    url = address("edit_part", plan, task.key)
    opened = filled(client, url)
    changed_meanwhile(plan, world, TurnLine(key=task.key, version=1, kind=LineKind.PARAGRAPH))
    page = client.post(url, opened | {"due": "quý II/2026"})
    assert page.status_code == 409
    assert ("Thời gian", "quý II/2026") in page.context["left_over"]


def test_a_fresh_edit_inside_is_not_deleted_unseen(client, plan, world):
    heading, paragraph = first(plan, Section), first(plan, Section).blocks[0]
    url = address("delete_part", plan, heading.key)
    opened = filled(client, url)
    changed_meanwhile(plan, world, ChangeLine(key=paragraph.key, version=1, text="Mới viết.", style=paragraph.style))
    assert client.post(url, opened).status_code == 409
    assert first(Plan.objects.get(), Section).key == heading.key


def test_what_was_typed_for_a_deleted_part_is_given_back(client, plan, world):
    task = first(plan, TaskItem)
    url = address("edit_part", plan, task.key)
    opened = filled(client, url)
    changed_meanwhile(plan, world, Delete(key=task.key, versions=versions_of(task)))
    page = client.post(url, opened | {"text": "Một câu dài vừa viết."})
    assert page.status_code == 409
    assert page.context["typed"][0] == ("Nội dung", "Một câu dài vừa viết.")


def test_what_was_typed_is_given_back_once_the_text_is_frozen(client, plan, world):
    url = address("edit_frame", plan, "trich-yeu")
    opened = filled(client, url)
    submit_for_signature(plan, by=cast.standing(world.leader))
    page = client.post(url, opened | {"subject": "Trích yếu mới"})
    assert (page.status_code, page.context["reason"][:22]) == (403, "Nội dung đã chốt từ kh")
    assert ("Trích yếu", "Trích yếu mới") in page.context["typed"]
    assert client.get(url).status_code == 403
    assert client.get(address("edit_plan", plan)).status_code == 403


def test_wrong_input_keeps_everything(client, plan):
    page = send(client, address("edit_frame", plan, "dau-van-ban"), issued_on="31/02/2026", place="Lam Sơn")
    form = page.context["form"]
    assert page.status_code == 422
    assert form.errors == {"issued_on": ["Không có ngày 31/02/2026. Hãy kiểm tra lại ngày, tháng, năm."]}
    assert form["place"].value() == "Lam Sơn"


def test_an_edit_that_makes_no_sense_keeps_everything(client, plan):
    decision = address("insert_inside", plan, plan.value.opening[0].key)
    page = send(client, decision, kind="item", text="Chỗ này không nhận được.")
    assert page.status_code == 422
    assert page.context["form"]["text"].value() == "Chỗ này không nhận được."


def test_a_word_without_end_is_refused(client, plan):
    task = first(plan, TaskItem)
    page = send(client, address("edit_part", plan, task.key), text="a" * 1001)
    assert page.context["form"].errors == {
        "text": ["Có một chuỗi 1001 ký tự liền nhau, không phải chữ. Hãy xóa chuỗi ấy."]
    }


def test_saving_without_a_change_changes_nothing(client, plan):
    task = first(plan, TaskItem)
    send(client, address("edit_part", plan, task.key))
    assert Plan.objects.get().version == 1


# --- who, doubts, cost ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["member", "outsider"])
def test_who_does_not_see_the_plan_finds_nothing(client, plan, world, name):
    client.force_login(getattr(world, name))
    task = first(plan, TaskItem)
    for url in (
        address("edit_plan", plan),
        address("edit_part", plan, task.key),
        address("edit_frame", plan, "can-cu"),
    ):
        assert client.get(url).status_code == 404
        assert client.post(url, {}).status_code in (404, 405)
    assert client.post(address("move_part", plan, task.key), {"way": "len"}).status_code == 404


def test_who_only_sees_the_plan_is_told_why_not(client, plan, world):
    client.force_login(world.follower)
    task = first(plan, TaskItem)
    assert client.get(address("edit_plan", plan)).status_code == 403
    assert client.get(address("edit_part", plan, task.key)).status_code == 403
    assert client.post(address("edit_part", plan, task.key), {"text": "Thử"}).status_code == 403
    assert client.post(address("move_part", plan, task.key), {"way": "xuong"}).status_code == 403
    assert Plan.objects.get().version == 1


def test_a_doubt_stands_above_the_form_of_its_part(client, world):
    plan = drafted(world, "headless_table_utf16.txt")
    page = client.get(address("edit_part", plan, plan.doubts[0]["key"]))
    assert page.context["doubts"] == [(1, plan.doubts[0]["message"])]
    assert f'action="{address("settle_doubt", plan, 1)}"' in words_on(page)


def test_every_part_is_on_the_page_of_all_parts(client, world):
    for sample in sorted(SAMPLES.iterdir()):
        plan = drafted(world, sample.name)
        page = words_on(client.get(address("edit_plan", plan)))
        assert [found.part.key for found in places(plan.value) if f'id="phan-{found.part.key}"' not in page] == []


def test_every_kind_of_part_has_its_form(client, world):
    for sample in ("events.txt", "khoi_tab_table.txt", "decision.txt", "portal_cell_lines.txt"):
        plan = drafted(world, sample)
        for part in {type(found.part): found.part for found in places(plan.value)}.values():
            assert client.get(address("edit_part", plan, part.key)).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_plan(client, table_plan, world):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(address("edit_plan", table_plan)).status_code == 200
        return len(caught)

    few, row = queries(), first(table_plan, Row)
    content = table_plan.value
    for number in range(300):
        content = apply(content, InsertRow(place=After(row.key), cells=(str(number), "Họp Khối", "Tháng 3", "Sở", "")))
    change_content(table_plan, lambda _: content, by=cast.standing(world.leader), what="thử")
    assert queries() == few


def test_a_form_does_not_grow_with_the_plan(client, table_plan):
    """Django refuses more than 1,000 fields."""
    page = client.get(address("edit_part", table_plan, first(table_plan, Table).key))
    assert len(page.context["form"].fields) == 2 * 5


# --- in a browser -----------------------------------------------------------------------------------------------------


@pytest.fixture
def phone(page, live_server, client):
    """A signed-in leader's phone, with what its browser complains of."""
    page.set_viewport_size({"width": 360, "height": 740})
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    return page


def barriers(page):
    return [(violation["id"], violation["nodes"][0]["html"]) for violation in Axe().run(page).response["violations"]]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_pages_have_no_barrier_and_fit_a_phone(phone, live_server, plan):
    phone.goto(live_server.url + address("edit_plan", plan))
    phone.locator("summary").first.click()
    assert barriers(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.goto(live_server.url + address("edit_frame", plan, "dau-van-ban"))
    phone.get_by_label("Ngày").fill("31/02/2026")
    phone.get_by_role("button", name="Lưu").click()
    phone.get_by_text("Không có ngày 31/02/2026").wait_for()
    assert barriers(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_part_is_moved_and_edited_by_keyboard(phone, live_server, plan):
    field = [found.part for found in places(plan.value) if isinstance(found.part, Field)][1]
    phone.goto(live_server.url + address("edit_plan", plan))
    row = phone.locator(f"#phan-{field.key}")
    row.locator("summary").press("Enter")
    row.get_by_role("button", name="Lên").press("Enter")
    phone.get_by_text("Chuyển lên: xong.").wait_for()
    phone.locator(f"#phan-{field.key}").get_by_role("link", name="Sửa").press("Enter")
    phone.get_by_label("Nội dung").fill("Địa điểm: Hội trường tỉnh.")
    phone.get_by_role("button", name="Lưu").press("Enter")
    phone.get_by_text("Đã lưu: dòng thông tin.").wait_for()
    assert first(Plan.objects.get(), Field).text == "Địa điểm: Hội trường tỉnh."
