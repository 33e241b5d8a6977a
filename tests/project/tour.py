"""A tour of the whole site: every page by the name of its URL, who looks at it, and the states it can be in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.contrib import admin
from django.urls import URLResolver, get_resolver, reverse
from openpyxl import load_workbook

from blocs.admin.base import ScopedAdmin
from scoring.admin.exchange import ExchangedAdmin
from scoring.forms.tables.frames import FRAME_FORMS
from scoring.views.editing_tables import NEW_PARTS
from thidua.lib.sheets import XLSX

CHIEF, FOLLOWER, LEADER, EXPECTED, MEMBER, CLERK = (
    "snv.thuongtruc", "snv.theodoi", "stc.chuyenvien", "sxd.chuyenvien", "sct.chuyenvien", "stc.vanthu",
)  # fmt: skip
DEPUTY, AUDITOR, STRANGER, ADMINISTRATOR, NOBODY = "sxd.chuyenvien", "kiemtra", "tinhkhac", "quantri", ""
COMMUNE, SCHOOL, HEAD = "vinhlam.chuyenvien", "binhlam.giaovien", "stc.giamdoc"

State = Callable[[Any], None]
"""Brings the page that is open into a state: sends a form with faults, for instance."""


@dataclass(frozen=True)
class Stop:
    """One look at one page. Words among `arguments` are keys of `demo_site`; a part's kind stands for plan and part."""

    url_name: str
    by: str
    arguments: tuple[Any, ...] = ()
    query: str = ""
    status: int = 200
    """Of the answer, after `then` if there is one."""
    then: State | None = None
    path: str = ""
    """Where the page is no URL of the site."""

    def __str__(self) -> str:
        state = self.then.__name__ if self.then else ""
        arguments = "-".join(map(str, self.arguments))
        return " ".join(filter(None, (self.url_name, arguments, self.query, state, f"by {self.by}" if self.by else "")))

    def address(self, told: dict[str, Any]) -> str:
        """The path, by the keys that `demo_site` told."""
        arguments: list[Any] = []
        for argument in self.arguments:
            if argument in told["parts"]:
                arguments += told["parts"][argument]
            else:
                arguments.append(told["keys"].get(argument, argument))
        return (self.path or reverse(self.url_name, args=arguments)) + self.query


# --- states ---------------------------------------------------------------------------------------------------------


def sends(page: Any, script: str, *arguments: Any) -> None:
    """Runs a script that sends a form, past the browser's own checks, and waits for the answer."""
    with page.expect_navigation():
        page.evaluate(script, *arguments)


def sent_empty(page: Any) -> None:
    """The form is sent with nothing in it."""
    sends(
        page,
        """() => {
            const form = document.querySelector('main form[method=post], #content-main form[method=post]');
            for (const field of form.elements)
                if (!['hidden', 'submit', 'checkbox', 'select-one'].includes(field.type)) field.value = '';
            form.submit();
        }""",
    )


def sent_stale(page: Any) -> None:
    """Somebody else saved the part while the form was open."""
    sends(
        page,
        """() => {
            const seen = document.querySelector('[name=seen]');
            seen.value = '9999';
            const words = document.querySelector('main form textarea, main form input[type=text]');
            if (words) words.value += ' nữa';
            seen.form.submit();
        }""",
    )


def act_of(url_name: str) -> State:
    """A form of the register's page is sent empty."""

    def sent(page: Any) -> None:
        sends(
            page,
            """(prefix) => {
                const form = document.querySelector(`form [name^="${prefix}-"]`).form;
                for (const field of form.elements) if (field.type !== 'hidden') field.value = '';
                form.submit();
            }""",
            url_name,
        )

    sent.__name__ = f"{url_name}_sent_empty"
    return sent


def wrong(page: Any, login_name: str = "ai.khac") -> None:
    """One wrong password."""
    page.get_by_label("Tên đăng nhập").fill(login_name)
    page.get_by_label("Mật khẩu").fill("không phải mật khẩu này")
    with page.expect_navigation():
        page.get_by_role("button", name="Đăng nhập").click()


def guessed(page: Any) -> None:
    """Too many wrong passwords."""
    while page.get_by_label("Mật khẩu").count():
        wrong(page, "ai.do")


def all_opened(page: Any) -> None:
    """Whatever folds is unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


def codes_printed(page: Any) -> None:
    """The slips with activation codes."""
    with page.expect_navigation():
        page.get_by_role("button", name="In mã kích hoạt").click()


def without_cookies(page: Any) -> None:
    """The form is sent from a browser that keeps no cookies."""
    page.context.clear_cookies(name="csrftoken")
    sends(page, "() => document.querySelector('main form[method=post]').submit()")


# --- the pages of the site ------------------------------------------------------------------------------------------


def each(url_name: str, people: Iterable[str], *arguments: Any, **state: Any) -> list[Stop]:
    """The same page as several people see it."""
    return [Stop(url_name, by, arguments, **state) for by in people]


COMING_IN = [
    Stop("sign_in", NOBODY),
    Stop("sign_in", NOBODY, then=wrong),
    Stop("sign_in", NOBODY, then=sent_empty),
    Stop("sign_in", NOBODY, then=guessed, status=429),
    Stop("sign_in", NOBODY, then=without_cookies, status=403),
    Stop("activate", NOBODY),
    Stop("activate", NOBODY, then=sent_empty),
    Stop("check_paper", NOBODY),
    Stop("check_paper", NOBODY, query="?ma=7K3F"),
    Stop("check_paper", NOBODY, then=sent_empty, status=422),
    *each("check_code", (NOBODY, MEMBER), "issued_code"),
    *(Stop("check_code", NOBODY, (code,)) for code in ("replaced_code", "signing_code")),
    Stop("check_code", NOBODY, ("7K3F-92QD-M4XA",), status=404),
    Stop("change_password", MEMBER),
    Stop("change_password", MEMBER, then=sent_empty),
]
WORK = [
    *each("my_work", (CHIEF, FOLLOWER, LEADER, EXPECTED, MEMBER, CLERK, AUDITOR, STRANGER, ADMINISTRATOR)),
    Stop("my_work", CHIEF, then=all_opened),
    *each("my_work", (MEMBER, LEADER, DEPUTY, SCHOOL, COMMUNE, HEAD), then=all_opened),
]
BLOCS = [
    *each("blocs", (CHIEF, MEMBER, AUDITOR, STRANGER, ADMINISTRATOR)),
    Stop("blocs", CHIEF, query="?tim=khong+co+khoi+nay"),
    *each("bloc", (CHIEF, MEMBER), "bloc"),
    Stop("bloc", CHIEF, ("new_bloc",)),
    Stop("open_year", CHIEF, ("new_bloc",)),
    Stop("open_year", CHIEF, ("new_bloc",), then=sent_empty),
    Stop("open_year", CHIEF, ("bloc",)),
    Stop("open_year", MEMBER, ("bloc",), status=403),
    *each("term", (CHIEF, LEADER, MEMBER), "term"),
    *each("term", (CHIEF, EXPECTED), "next_term"),
    Stop("term", AUDITOR, ("closed_term",)),
    *(Stop(name, CHIEF, (key,)) for name in ("close_term", "open_next_term") for key in ("term", "next_term")),
    Stop("appoint", CHIEF, ("term",)),
    Stop("appoint", CHIEF, ("term",), then=sent_empty),
    Stop("correct_leadership", CHIEF, ("leader",)),
    Stop("correct_leadership", CHIEF, ("leader",), then=sent_empty),
    Stop("end_leadership", CHIEF, ("deputy",)),
    Stop("end_leadership", CHIEF, ("deputy",), then=sent_empty),
    Stop("member_units", CHIEF, ("term",)),
    Stop("member_units", CHIEF, ("term",), query="?tim=so"),
    Stop("member_units", CHIEF, ("term",), query="?tim=khongco"),
    Stop("member_units", CHIEF, ("term",), then=sent_empty),
    Stop("member_units", CHIEF, ("closed_term",)),
    Stop("remove_member_unit", CHIEF, ("member",)),
    Stop("remove_member_unit", CHIEF, ("member",), then=sent_empty),
    Stop("term_history", CHIEF, ("term",)),
    Stop("term_history", AUDITOR, ("closed_term",)),
    *each("organisation", (CHIEF, MEMBER), "province"),
    Stop("organisation", CHIEF, ("merged_organisation",)),
]
PLANS = [
    *each("plans", (CHIEF, LEADER, MEMBER, STRANGER)),
    Stop("plans", CHIEF, query="?tim=khong+co+ke+hoach+nay"),
    Stop("import_plan", LEADER),
    Stop("import_plan", LEADER, then=sent_empty, status=422),
    Stop("import_plan", MEMBER),
    Stop("copy_plan", EXPECTED, ("next_term",)),
    Stop("shift_plan", LEADER, ("decided",)),
    Stop("corrected_file", LEADER, ("decided",)),
    *each("plan", (CHIEF, LEADER, MEMBER, DEPUTY), "issued"),
    *each("plan", (CHIEF, EXPECTED), "draft"),
    *(Stop("plan", LEADER, (name,)) for name in ("annexed", "decided", "doubted", "replaced")),
    Stop("plan", CHIEF, ("withdrawn",)),
    Stop("plan", CHIEF, ("signing",)),
    *each("plan_tasks", (LEADER, MEMBER), "issued"),
    Stop("plan_tasks", MEMBER, ("issued",), query="?cua-toi"),
    *each("plan_tasks", (LEADER, MEMBER, CHIEF), "issued", then=all_opened),
    Stop("plan_tasks", LEADER, ("annexed",)),
    Stop("task_mark", MEMBER, ("part_to_do",)),
    Stop("task_mark", MEMBER, ("part_to_do",), then=sent_empty, status=422),
    Stop("task_mark", LEADER, ("part_done",), query="?tu=viec-cua-toi"),
    Stop("task_mark", DEPUTY, ("part_done",)),
    Stop("task_mark", AUDITOR, ("part_done",), status=404),
    Stop("move_task", LEADER, ("task_to_move",)),
    Stop("move_task", LEADER, ("task_to_move",), then=sent_empty, status=422),
    Stop("move_task", LEADER, ("task_moved",)),
    Stop("move_task", MEMBER, ("task_moved",), status=403),
    Stop("plan_parties", LEADER, ("annexed",)),
    Stop("plan_parties", CHIEF, ("issued",)),
    Stop("plan_parties", MEMBER, ("issued",), status=403),
    Stop("plan_history", LEADER, ("issued",)),
    Stop("digital_signing", CHIEF, ("signing",)),
    Stop("digital_signing", CHIEF, ("signing",), then=sent_empty, status=422),
    Stop("issued_elsewhere", CHIEF, ("signing",)),
    Stop("issued_elsewhere", CHIEF, ("signing",), then=sent_empty, status=422),
    Stop("attach_scan", LEADER, ("issued",)),
    Stop("attach_scan", LEADER, ("issued",), then=sent_empty, status=422),
    Stop("plan_step", LEADER, ("annexed", "chuyen-kiem-tra")),
    Stop("plan_step", LEADER, ("annexed", "trinh-ky")),
    Stop("plan_step", LEADER, ("doubted", "trinh-ky")),
    Stop("plan_step", EXPECTED, ("draft", "trinh-ky")),
    Stop("plan_step", CHIEF, ("signing", "tai-len-ban-da-ky")),
    Stop("plan_step", CHIEF, ("signing", "tai-len-ban-da-ky"), then=sent_empty, status=422),
    Stop("plan_step", CHIEF, ("signing", "tra-lai")),
    Stop("plan_step", CHIEF, ("signing", "tra-lai"), then=sent_empty, status=422),
    Stop("plan_step", CHIEF, ("signing", "nhap-so-ngay")),
    Stop("plan_step", LEADER, ("issued", "thu-hoi")),
]
PARTS = ("Annex", "Basis", "Column", "Decision", "Duty", "GroupRow", "Item", "Recipient", "Row", "Section", "Signature",
         "Table", "TaskItem")  # fmt: skip
EDITING = [
    *(Stop("edit_plan", LEADER, (name,)) for name in ("annexed", "decided", "doubted")),
    Stop("edit_plan", EXPECTED, ("draft",), then=all_opened),
    Stop("edit_plan", MEMBER, ("issued",), status=403),
    *(Stop("edit_part", LEADER, (kind,)) for kind in PARTS),
    Stop("edit_part", LEADER, ("TaskItem",), then=sent_empty, status=422),
    Stop("edit_part", LEADER, ("TaskItem",), then=sent_stale, status=409),
    Stop("edit_part", LEADER, ("Row",), then=sent_stale, status=409),
    *(Stop("edit_frame", LEADER, ("annexed", name)) for name in ("dau-van-ban", "trich-yeu", "can-cu", "noi-nhan")),
    Stop("edit_frame", LEADER, ("annexed", "dau-van-ban"), then=sent_empty, status=422),
    Stop("edit_frame", LEADER, ("annexed", "can-cu"), then=sent_stale, status=409),
    *(Stop("insert_first", LEADER, ("annexed", name)) for name in ("mo-dau", "noi-dung", "ket")),
    *(Stop("insert_after", LEADER, (kind,)) for kind in ("Section", "Row", "TaskItem")),
    Stop("insert_after", LEADER, ("Section",), then=sent_empty, status=422),
    Stop("insert_after", LEADER, ("Row",), query="?nhom"),
    *(Stop("insert_inside", LEADER, (kind,)) for kind in ("Section", "Table")),
    *(Stop("turn_part", LEADER, (kind,)) for kind in ("Item", "TaskItem", "Row", "GroupRow")),
    *(Stop("delete_part", LEADER, (kind,)) for kind in ("Section", "Item", "Table")),
    Stop("delete_part", LEADER, ("Item",), then=sent_stale, status=409),
    Stop("add_signature", LEADER, ("annexed",)),
    Stop("add_signature", LEADER, ("annexed",), then=sent_empty, status=422),
]
PAPERS = [
    *each("registers", (CHIEF, CLERK, MEMBER, STRANGER)),
    Stop("registers", CHIEF, query="?tim=khongcosonay"),
    Stop("register", CLERK, ("numbering_register",), then=all_opened),
    *(
        Stop("register", CLERK, ("numbering_register",), then=act_of(name))
        for name in ("reserve_number", "insert_number", "void_number", "set_up_register")
    ),
    *each("register", (CHIEF, CLERK), "recording_register"),
    *each("paper", (CHIEF, MEMBER), "issued_paper"),
    Stop("paper", CHIEF, ("replaced_paper",)),
    *each("signing_images", (LEADER, CLERK), "leading_unit"),
    Stop("signing_images", MEMBER, ("member_unit",)),
    Stop("signing_images", MEMBER, ("leading_unit",), status=403),
    *each("organisation", (CLERK,), "leading_unit"),
    Stop("incoming_papers", MEMBER, ("member_unit",)),
    Stop("incoming_papers", MEMBER, ("member_unit",), query="?tim=khongcovanbannay"),
    Stop("incoming_papers", CHIEF, ("province",)),
    Stop("incoming_papers", LEADER, ("member_unit",), status=403),
]
SCORING = [
    *each("scoring", (CHIEF, LEADER, MEMBER, STRANGER)),
    *each("scoring_round", (FOLLOWER, LEADER, MEMBER), "round"),
    Stop("open_round", CHIEF, ("next_term",)),
    Stop("open_round", EXPECTED, ("next_term",), status=403),
    Stop("open_round", MEMBER, ("term",), status=403),
    Stop("change_deadline", LEADER, ("round",)),
    Stop("change_deadline", LEADER, ("round",), then=sent_empty, status=422),
    Stop("extend_deadline", FOLLOWER, ("round", "late_unit")),
    Stop("extend_deadline", FOLLOWER, ("round", "late_unit"), then=sent_empty, status=422),
    Stop("remind", LEADER, ("round",)),
    Stop("begin_on_behalf", FOLLOWER, ("sheet_untouched",)),
    Stop("begin_on_behalf", MEMBER, ("sheet_untouched",), status=403),
    *each("sheet", (LEADER, FOLLOWER), "sheet_in", then=all_opened),
    Stop("sheet", DEPUTY, ("sheet_filling",), then=all_opened),
    Stop("sheet", MEMBER, ("sheet_awaiting",)),
    Stop("sheet", FOLLOWER, ("sheet_behalf",)),
    Stop("sheet", FOLLOWER, ("sheet_empty",)),
    *each("sheet", (SCHOOL,), "sheet_late", then=all_opened),
    Stop("sheet", SCHOOL, ("sheet_returned",)),
    Stop("sheet_arrivals", SCHOOL, ("sheet_returned",)),
    Stop("scoring_round", SCHOOL, ("school_round",)),
    Stop("remind", SCHOOL, ("school_round",)),
    Stop("summary", SCHOOL, ("school_round",)),
    *each("sheet_evidence", (DEPUTY,), "sheet_filling", 1),
    Stop("sheet_evidence", DEPUTY, ("sheet_filling", 2), then=sent_empty, status=422),
    Stop("sheet_evidence", LEADER, ("sheet_in", 1)),
    Stop("sheet_step", DEPUTY, ("sheet_filling", "trinh-thu-truong")),
    Stop("sheet_step", MEMBER, ("sheet_awaiting", "lay-lai")),
    Stop("sheet_step", MEMBER, ("sheet_awaiting", "nop-ban-ky")),
    Stop("sheet_step", MEMBER, ("sheet_awaiting", "nop-ban-ky"), then=sent_empty, status=422),
    *each("sheet_step", (LEADER, FOLLOWER), "sheet_in", "tra-lai"),
    Stop("sheet_step", FOLLOWER, ("sheet_in", "tra-lai"), then=sent_empty, status=422),
    Stop("import_sheet", DEPUTY, ("sheet_filling",)),
    Stop("import_sheet", DEPUTY, ("sheet_filling",), then=sent_empty, status=422),
    *each("summary", (LEADER, FOLLOWER), "round"),
    Stop("summary", MEMBER, ("round",), status=403),
    Stop("sheet", STRANGER, ("sheet_in",), status=404),
    *each("criteria_tables", (CHIEF, LEADER, MEMBER, STRANGER)),
    *each("criteria_table", (CHIEF, MEMBER), "published_table", then=all_opened),
    Stop("criteria_table", EXPECTED, ("draft_table",), then=all_opened),
    Stop("new_table", EXPECTED, ("next_term",)),
    Stop("new_table", EXPECTED, ("next_term",), then=sent_empty, status=422),
    Stop("new_office_table", CHIEF, ("province", "khoi")),
    Stop("try_table", EXPECTED, ("draft_table",)),
    *(Stop("edit_table_part", EXPECTED, ("draft_table", key)) for key in (1, 2, 3, 4, 6, 8, 9, 12, 13, 14)),
    Stop("edit_table_part", EXPECTED, ("draft_table", 1), then=sent_empty, status=422),
    Stop("delete_table_part", EXPECTED, ("draft_table", 1)),
    *(Stop("add_table_part", EXPECTED, ("draft_table", which, 0)) for which in NEW_PARTS),
    *(Stop("edit_table_frame", EXPECTED, ("draft_table", frame)) for frame in FRAME_FORMS),
    Stop("edit_table_part", MEMBER, ("published_table", 1), status=403),
]
REGISTERING = [
    *each("registrations", (CHIEF, LEADER, MEMBER, STRANGER)),
    *each("registrations_of_year", (FOLLOWER, LEADER, MEMBER), "term"),
    *each("registration", (LEADER, MEMBER), "member_of_khoi"),
    Stop("registration_step", LEADER, ("member_of_khoi", "tra-lai")),
    *each("registration_summary", (LEADER, FOLLOWER), "term"),
    Stop("registration_summary", CHIEF, ("reported_term",)),
    Stop("report_registrations", LEADER, ("term",)),
    Stop("report_registrations", COMMUNE, ("movement_term",)),
    Stop("report_registrations", COMMUNE, ("movement_term",), then=sent_empty, status=422),
    Stop("year_paper_step", CLERK, ("waiting_report", "tai-len-ban-da-ky")),
    Stop("year_paper_step", CLERK, ("waiting_report", "tai-len-ban-da-ky"), then=sent_empty, status=422),
    Stop("year_paper_step", LEADER, ("waiting_report", "tra-lai"), then=sent_empty, status=422),
    Stop("year_paper_step", SCHOOL, ("signed_report", "nhap-so-ngay")),
    Stop("year_paper_step", SCHOOL, ("signed_report", "nhap-so-ngay"), then=sent_empty, status=422),
    Stop("year_paper_step", CHIEF, ("issued_report", "thu-hoi")),
    Stop("year_paper_step", MEMBER, ("waiting_report", "tra-lai"), status=404),
    Stop("year_paper_scan", SCHOOL, ("signed_report",)),
    Stop("year_paper_scan", SCHOOL, ("signed_report",), then=sent_empty, status=422),
    Stop("paper", MEMBER, ("issued_report",)),
    Stop("register_for_all", COMMUNE, ("movement_term",)),
    Stop("registrations_of_year", SCHOOL, ("school_term",)),
    Stop("registrations_of_year", EXPECTED, ("next_term",)),
    Stop("registrations", SCHOOL),
    Stop("registration", DEPUTY, ("deputy_of_khoi",)),
    Stop("registration", DEPUTY, ("deputy_of_khoi",), then=all_opened),
    Stop("registration", DEPUTY, ("deputy_of_khoi",), then=sent_stale, status=409),
    Stop("registration", SCHOOL, ("school_unit",), then=all_opened),
    Stop("registration", EXPECTED, ("coming_unit",)),
    Stop("register_on_behalf", CHIEF, ("coming_unit",)),
    Stop("registration_step", DEPUTY, ("deputy_of_khoi", "ban-giay")),
    Stop("registration_step", DEPUTY, ("deputy_of_khoi", "ban-giay"), then=sent_empty, status=422),
    Stop("registration_step", DEPUTY, ("deputy_of_khoi", "gui")),
    Stop("registration_step", SCHOOL, ("school_unit", "ban-giay")),
    Stop("registration_step", HEAD, ("leader_of_khoi", "gui")),
    Stop("registration_step", LEADER, ("member_of_khoi", "tra-lai"), then=sent_empty, status=422),
    Stop("registration_summary", SCHOOL, ("school_term",)),
    *each("pledge", (LEADER, MEMBER, DEPUTY, HEAD, FOLLOWER), "term"),
    Stop("pledge", SCHOOL, ("school_term",)),
    Stop("pledge", EXPECTED, ("next_term",)),
    Stop("pledge", EXPECTED, ("next_term",), then=sent_empty, status=422),
    Stop("pledge", EXPECTED, ("next_term",), then=sent_stale, status=409),
    Stop("pledge", MEMBER, ("next_term",)),
    Stop("pledge", COMMUNE, ("movement_term",)),
    Stop("sign_pledge", HEAD, ("term", "leader_of_khoi")),
    Stop("record_signed", DEPUTY, ("term",)),
    Stop("record_signed", LEADER, ("term",), then=sent_empty, status=422),
    Stop("reopen_pledge", LEADER, ("term",)),
    Stop("record_signed", LEADER, ("term",)),
    Stop("sign_pledge", LEADER, ("term", "member_of_khoi"), status=403),
    Stop("strike_out_signature", LEADER, ("term", "member_of_khoi")),
    Stop("strike_out_signature", LEADER, ("term", "member_of_khoi"), then=sent_empty, status=422),
]
SETTING_UP = [
    Stop("setup", CHIEF),
    Stop("setup", CHIEF, then=sent_empty),
    Stop("setup", MEMBER, status=403),
    Stop("setup_preview", CHIEF, ("faulty_setup",)),
    Stop("setup_preview", CHIEF, ("waiting_setup",)),
    Stop("setup_created", CHIEF, ("written_setup",)),
    Stop("setup_created", CHIEF, ("written_setup",), then=codes_printed),
]
LOST = [
    Stop("404", MEMBER, path="/khong-co/", status=404),
    Stop("404", NOBODY, path="/khong-co/", status=404),
    Stop("plan", STRANGER, ("issued",), status=404),
]


# --- the pages of the admin -----------------------------------------------------------------------------------------


def brought_back(query: str) -> Callable[[Any], None]:
    """The workbook of the criteria tables is fetched, each is given another title, and it is sent back."""

    def then(page: Any) -> None:
        book = load_workbook(BytesIO(page.request.get(page.url.replace("nhap-excel/", f"tai-noi-dung/{query}")).body()))
        titles = book["Bảng"]
        [column] = [cell.column for cell in titles[1] if cell.value == "Tên bảng"]
        for row in range(2, titles.max_row + 1):
            titles.cell(row, column).value = "Tên khác"
        stream = BytesIO()
        book.save(stream)
        file = {"name": "tep.xlsx", "mimeType": XLSX, "buffer": stream.getvalue()}
        page.get_by_label("Tệp Excel").set_input_files(file)
        with page.expect_navigation():
            page.get_by_role("button", name="Tải lên và xem trước").click()

    then.__name__ = f"brought_back{query}"
    return then


def admin_pages(by: str) -> Iterable[Stop]:
    """Each list, its empty form and one row of it: as it stands, its past, its acts, what deleting it would say."""
    yield Stop("admin:index", by)
    yield Stop("admin:blocs_user_changelist", by, query="?q=khongcogi")
    yield Stop("admin:scoring_criteriatable_import", by, then=brought_back(""))
    yield Stop("admin:scoring_criteriatable_import", by, then=brought_back("?state__exact=draft"))
    registered: Mapping[Any, Any] = admin.site._registry
    for model, pages in registered.items():
        name, key = f"admin:{model._meta.app_label}_{model._meta.model_name}", model._meta.label_lower
        yield Stop(f"{name}_changelist", by)
        yield Stop(f"{name}_add", by)
        if type(pages).may_add is not ScopedAdmin.may_add:
            yield Stop(f"{name}_add", by, then=sent_empty)
        yield Stop(f"{name}_change", by, (key,))
        yield Stop(f"{name}_history", by, (key,))
        yield Stop(f"{name}_delete", by, (key,))
        if isinstance(pages, ExchangedAdmin):
            yield Stop(f"{name}_import", by)
            yield Stop(f"{name}_import", by, then=sent_empty)
        for act in pages.acts:
            who = ADMINISTRATOR if act.slug == "quan-tri" else by
            yield Stop(f"{name}_act", who, (key, act.slug))
            if getattr(act.form, "base_fields", None):
                yield Stop(f"{name}_act", who, (key, act.slug), then=sent_empty)


SITE = [*COMING_IN, *WORK, *BLOCS, *PLANS, *EDITING, *PAPERS, *SCORING, *REGISTERING, *SETTING_UP, *LOST]
ADMIN = list(admin_pages(CHIEF))

NO_PAGES = {
    "sign_out": "leads to sign_in",
    "blank_plan": "leads to plan",
    "settle_doubt": "leads to plan",
    "begin_task": "shows task_mark",
    "finish_task": "shows task_mark",
    "drop_task": "shows task_mark",
    "reopen_task": "leads to plan_tasks",
    "put_task_back": "leads to plan_tasks",
    "move_part": "leads to edit_plan",
    "discard_plan": "leads to plans",
    "add_member_unit": "leads to member_units",
    "set_up_register": "shows register",
    "reserve_number": "shows register",
    "insert_number": "shows register",
    "void_number": "shows register",
    "setup_codes": "reached from setup_created",
    "setup_template": "a workbook",
    "setup_existing": "a workbook",
    "register_excel": "a workbook",
    "sign": "shows digital_signing",
    "signing_content": "a file to be signed",
    "plan_pdf": "a PDF",
    "plan_docx": "a Word file",
    "paper_file": "a file",
    "put_signature": "shows signing_images",
    "put_seal": "shows signing_images",
    "take_away_image": "leads to signing_images",
    "signing_image": "a picture",
    "save_sheet": "leads to sheet",
    "add_evidence_link": "shows sheet_evidence",
    "add_evidence_task": "shows sheet_evidence",
    "remove_evidence": "leads to sheet_evidence",
    "evidence_file": "a file",
    "accept_aside": "leads to sheet",
    "sheet_pdf": "a PDF",
    "sheet_docx": "a Word file",
    "sheet_excel": "a workbook",
    "summary_excel": "a workbook",
    "summary_pdf": "a PDF",
    "summary_docx": "a Word file",
    "sheet_receipt": "a PDF",
    "arrival_receipt": "a PDF",
    "arrival_scan": "a file",
    "sheet_scan": "a file",
    "print_pledge": "leads to pledge",
    "registration_file": "a file",
    "registration_summary_file": "a file",
    "pledge_file": "a PDF",
    "pledge_scan": "a file",
    "table_xlsx": "a workbook",
    "table_source": "a file",
    "settle_table_doubt": "leads to criteria_table",
    "table_pdf": "a PDF",
    "table_docx": "a Word file",
    "publish_table": "leads to criteria_table",
    "discard_table": "leads to criteria_tables",
    "replace_table": "leads to criteria_table",
    "move_table_part": "leads to criteria_table",
    "paper_style": "a style",
    "admin:login": "leads to sign_in",
    "admin:logout": "leads to sign_in",
    "admin:app_list": "leads to admin:index",
    "admin:autocomplete": "data for a field",
    "admin:jsi18n": "a script",
}
"""Names of URLs that show no page of their own, and what they are."""


def url_names(resolver: Any = None, namespace: str = "") -> Iterable[str]:
    """Every name in the site map; exports of the admin are workbooks, like the others."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from url_names(pattern, namespace + (f"{pattern.namespace}:" if pattern.namespace else ""))
        elif pattern.name and not pattern.name.endswith(("_export", "_write")):
            yield namespace + pattern.name
