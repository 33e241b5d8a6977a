"""A sheet of 157 criteria in a real browser: by keyboard, by paste, while the net is away, through Excel."""

from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from blocs.models import User
from scoring.criteria import Criteria, Criterion, Group, leaves
from scoring.kinds import Checklist, Direct, Level, Levels, PassFail, Ratio
from scoring.models import ScoreSheet
from scoring.services import rounds, tables
from scoring.services.rounds import Due
from tests import world as cast
from tests.conftest import PASSWORD
from tests.scoring.conftest import DUE_ON
from tests.scoring.large import CRITERIA, large_table
from tests.world import standing
from thidua.lib.points import number_text

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def opened(live_server, page, criteria):
    """The sheet of the health department by a table, open in the browser of its officer."""
    world = cast.build()
    world.member.set_password(PASSWORD)
    world.member.save()
    leader = standing(world.leader)
    tables.publish(tables.draft_of_term(world.term, criteria, by=leader), by=leader)
    rounds.open_round(world.term, Due(due_on=DUE_ON), by=leader)
    found = ScoreSheet.objects.get(unit__organisation=world.health)
    client = Client()
    client.force_login(world.member)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page.goto(live_server.url + reverse("sheet", args=[found.pk]))
    return found


@pytest.fixture
def sheet(live_server, page):
    """157 criteria."""
    return opened(live_server, page, large_table())


@pytest.fixture
def short(live_server, page):
    """A criterion of each way to answer."""
    return opened(live_server, page, SHORT)


THU, HOAT_DONG, PHAN_VIEC, XEP_LOAI, DIEM = 2, 3, 5, 6, 7
OTHERS = (9, 10, 11)
SHORT = Criteria(
    last_key=11,
    scale=Decimal(80),
    step=Decimal("0.5"),
    title="Bảng ngắn",
    nodes=(
        Group(
            key=1,
            code="I",
            text="Nhiệm vụ chuyên môn",
            nodes=(
                Criterion(key=THU, code="1", text="Thu ngân sách", max=Decimal(10), rule=Ratio(unit="%")),
                Criterion(key=HOAT_DONG, code="2", text="Hoạt động", max=Decimal(10), rule=Direct()),
            ),
        ),
        Group(
            key=4,
            code="II",
            text="Xây dựng nội bộ",
            nodes=(
                Criterion(
                    key=PHAN_VIEC, code="1", text="Phần việc", max=Decimal(10),
                    rule=Checklist(parts=("Kế hoạch", "Tổng kết")),
                ),
                Criterion(
                    key=XEP_LOAI, code="2", text="Xếp loại", max=Decimal(10),
                    rule=Levels(levels=(Level(name="Tốt", points=Decimal(10)), Level(name="Khá", points=Decimal(5)))),
                ),
                Criterion(key=DIEM, code="3", text="Điểm khác", max=Decimal(10), rule=Direct()),
            ),
        ),
        Group(
            key=8,
            code="III",
            text="Phong trào",
            nodes=tuple(
                Criterion(key=key, code=str(key - 8), text="Phong trào", max=Decimal(10), rule=Direct())
                for key in OTHERS
            ),
        ),
    ),
)  # fmt: skip


def cells(page):
    return page.locator('[data-cell="amount"]')


def saved(page):
    page.get_by_text("Đã lưu lúc").wait_for()


def entries(sheet):
    return {entry.key: entry for entry in sheet.entries.all()}


@pytest.mark.long
def test_the_whole_sheet_is_filled_in_by_keyboard(page, sheet):
    table = sheet.round.table.value
    assert cells(page).count() == CRITERIA
    cells(page).first.focus()
    for criterion, _ in leaves(table):
        match criterion.rule:
            case Direct():
                page.keyboard.type("4,5")
                page.keyboard.press("Enter")
            case PassFail():
                page.keyboard.press("End")
                page.keyboard.press("Enter")
            case Ratio():
                page.keyboard.type("9")
                page.keyboard.press("Tab")
                page.keyboard.type("10")
                page.keyboard.press("Shift+Tab")
                page.keyboard.press("Enter")
    saved(page)
    page.locator("[data-missing]", has_text="0").wait_for()
    filled = entries(sheet)
    assert len(filled) == CRITERIA
    assert {entry.points for entry in filled.values()} == {Decimal("4.5"), Decimal(5)}
    sheet.refresh_from_db()
    assert page.locator('dd[data-sum="Tổng điểm tự chấm"]').inner_text() == f"{sheet.total:f}".replace(
        ".", ","
    ).removesuffix(",00").removesuffix("0")


def paste(cell, text, html=""):
    cell.focus()
    cell.evaluate(
        """(cell, [text, html]) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            if (html) data.setData("text/html", html);
            cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        [text, html],
    )


def cell(page, key, kind="amount"):
    return page.locator(f'[data-row="{key}"] [data-cell="{kind}"]')


def fault(page, key):
    return page.locator(f"#loi-{key}").inner_text()


def said(page):
    """What stands in the cells of the short sheet."""
    ticked = page.locator(f'[data-row="{PHAN_VIEC}"] [name^="chosen"]:checked')
    return [
        *(cell(page, key).input_value() for key in (THU, HOAT_DONG)),
        [box.get_attribute("value") for box in ticked.all()],
        *(cell(page, key).input_value() for key in (XEP_LOAI, DIEM)),
    ]


PASTED = {
    "9\n8\n\nKhá\n7\n": ["9", "8", [], "1", "7"],
    "9\n8\n\n\nKhá\n7\n": ["9", "8", [], "1", "7"],
    "9\n8\n\n\n\n\nKhá\n7\n": ["9", "8", [], "1", "7"],
    "\n\n\n\nCó\nKhông\nkha\n\n": ["", "", ["0"], "1", ""],
    "\n\n\n\nKhông\nKhông\n\n\n": ["", "", ["none"], "", ""],
    "9\n8,5\n7\n\nKhá\n7\n": ["9", "8,5", [], "1", "7"],
    '"9\n %"\n"8\n điểm"\n': ["9 %", "8 điểm", [], "", ""],
}
"""Columns, and what they fill in: criteria alone; headings, too; parts, too, as in our workbook; its column of words,
twice; the sum of what follows over a group; line breaks in cells."""


def test_a_column_is_pasted_with_or_without_its_headings(page, short):
    for column, expected in PASTED.items():
        paste(cell(page, THU), column)
        assert said(page) == expected
        assert "bỏ qua 0." in page.locator("[data-pasted]").inner_text()
        page.get_by_role("button", name="Hoàn tác").click()
        assert said(page) == ["", "", [], "", ""]


def test_where_every_value_would_fit_gaps_tell_the_headings(page, short):
    paste(cell(page, DIEM), "7\n\n6\n5\n")
    assert [cell(page, key).input_value() for key in (DIEM, *OTHERS)] == ["7", "6", "5", ""]


def test_what_is_pasted_and_not_understood_is_told_and_can_be_undone(page, short):
    cell(page, THU).fill("5")
    cell(page, XEP_LOAI).select_option(label="Tốt")
    saved(page)
    paste(cell(page, THU), "6\nmười\n3\nTột bực\n8\n")
    page.get_by_text("Còn 3 ô chưa lưu được, xem chỗ báo đỏ.").wait_for()
    assert page.locator("[data-pasted]").inner_text() == "Đã dán 2 ô, bỏ qua 3."
    assert said(page) == ["6", "", [], "0", "8"]
    assert fault(page, HOAT_DONG).startswith("Không dán được “mười”: không phải số")
    assert fault(page, PHAN_VIEC).startswith("Không dán được “3”: dòng này không nhận.")
    assert fault(page, XEP_LOAI).startswith("Không dán được “Tột bực”: không có trong danh sách")
    page.get_by_role("button", name="Hoàn tác").click()
    saved(page)
    assert said(page) == ["5", "", [], "0", ""]
    assert [fault(page, key) for key in (HOAT_DONG, PHAN_VIEC, XEP_LOAI)] == ["", "", ""]
    assert (entries(short)[THU].amount, entries(short)[DIEM].amount) == (Decimal(5), None)


def test_explanations_are_pasted_as_a_column_and_paragraphs_into_one_box(page, short):
    paste(cell(page, THU, "note"), 'Một\n"Hai\ndòng"\n', "<table></table>")
    paste(cell(page, DIEM, "note"), "đ" * 2001)
    page.get_by_text("Giải trình dài 2.001 ký tự, nhiều nhất được 2.000.").wait_for()
    assert {key: entry.note for key, entry in entries(short).items()} == {THU: "Một", HOAT_DONG: "Hai\ndòng"}
    paste(cell(page, XEP_LOAI, "note"), "Đoạn một\nĐoạn hai", "<p>Đoạn một</p><p>Đoạn hai</p>")
    assert cell(page, DIEM, "note").input_value() == "đ" * 2001
    assert page.locator("[data-pasted]").inner_text() == "Đã dán 2 ô, bỏ qua 0."


def test_a_column_is_pasted_from_a_spreadsheet(page, sheet):
    table = sheet.round.table.value
    typed = []
    for criterion, _ in leaves(table):
        typed.append(
            "Đạt" if isinstance(criterion.rule, PassFail) else "8\t10" if isinstance(criterion.rule, Ratio) else "3,5"
        )
    paste(cells(page).first, "\r\n".join(typed) + "\r\n")
    saved(page)
    filled = entries(sheet)
    assert len(filled) == CRITERIA
    assert {entry.points for entry in filled.values()} == {Decimal("3.5"), Decimal(4), Decimal(5)}


def filled_in_excel(path):
    """Fills in the workbook as a person would: every open cell of the visible columns below the headings, and no other;
    which those are its protection says."""
    book = load_workbook(path)
    page = book.active
    assert page.protection.sheet
    heading = next(row for row in page.iter_rows() if row[0].value == "TT")
    places = {cell.value: cell.column for cell in heading}
    filled = 0
    for row in page.iter_rows(min_row=heading[0].row + 1):
        amount, target, choice = (row[places[name] - 1] for name in ("Kết quả", "Chỉ tiêu/Tổng số", "Chọn"))
        if not choice.protection.locked:
            choice.value = "Đạt"
        elif not target.protection.locked:
            amount.value, target.value = 8, 10
        elif not amount.protection.locked:
            amount.value = 4.5
        else:
            continue
        filled += 1
    book.save(path)
    return filled


def test_the_whole_sheet_is_filled_in_with_excel(page, sheet, tmp_path):
    path = tmp_path / "bang-tu-cham.xlsx"
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải Excel").click()
    download.value.save_as(path)
    assert filled_in_excel(path) == CRITERIA
    page.get_by_role("link", name="Nhập từ Excel").click()
    page.get_by_label("Tệp Excel").set_input_files(path)
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("heading", name=f"{CRITERIA} dòng thay đổi").wait_for()
    assert "Tiêu chí thứ 1\t(trống) → 4,5 điểm\t– → 4,5" in page.locator("tbody tr").first.inner_text()
    assert entries(sheet) == {}
    page.get_by_role("button", name="Xác nhận và ghi").click()
    page.get_by_role("heading", name="Bảng tự chấm điểm").wait_for()
    filled = entries(sheet)
    assert len(filled) == CRITERIA
    assert {entry.points for entry in filled.values()} == {Decimal("4.5"), Decimal(4), Decimal(5)}
    assert cells(page).first.input_value() == "4,5"
    sheet.refresh_from_db()
    assert page.locator('dd[data-sum="Tổng điểm tự chấm"]').inner_text() == number_text(sheet.total)


def test_what_is_typed_while_the_net_is_away_is_sent_when_it_is_back(page, sheet):
    page.context.set_offline(True)
    cells(page).first.fill("2,5")
    page.get_by_text("Chưa lưu được vì mất kết nối").wait_for()
    page.context.set_offline(False)
    saved(page)
    assert [entry.amount for entry in entries(sheet).values()] == [Decimal("2.5")]


def test_a_wrong_number_is_told_beside_its_cell(page, sheet):
    cells(page).first.fill("7")
    page.get_by_text("Hãy nhập điểm từ 0 đến 5, bước 0,5.").wait_for()
    assert cells(page).first.get_attribute("aria-invalid") == "true"
    assert page.locator("[data-saved].text-danger").inner_text() == "Còn 1 ô chưa lưu được, xem chỗ báo đỏ."
    cells(page).nth(1).fill("3")
    page.locator('[data-points="2"]', has_text="3").wait_for()
    assert page.locator("[data-saved]").inner_text() == "Còn 1 ô chưa lưu được, xem chỗ báo đỏ."
    cells(page).first.click()
    with page.expect_event("dialog") as asked:
        page.evaluate("setTimeout(() => { location.href = '/' })")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    cells(page).first.fill("4")
    saved(page)
    assert not page.get_by_text("Hãy nhập điểm từ 0 đến 5").is_visible()


def sign_in(page):
    page.get_by_label("Tên đăng nhập").fill(User.objects.get(full_name="Lê Văn Minh").login_name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def test_a_sheet_goes_on_saving_once_its_person_has_signed_in_again_in_another_tab(page, short):
    Session.objects.all().delete()
    cell(page, HOAT_DONG).fill("8")
    page.get_by_text("Hãy đăng nhập lại ở một thẻ khác, trang này sẽ tự lưu tiếp.").wait_for()
    other = page.context.new_page()
    other.goto(page.url)
    sign_in(other)
    other.get_by_role("heading", name="Bảng tự chấm điểm").wait_for()
    saved(page)
    assert entries(short)[HOAT_DONG].amount == Decimal(8)


def test_what_is_given_back_after_signing_in_again_is_saved(page, short):
    Session.objects.all().delete()
    cell(page, HOAT_DONG).fill("8")
    page.get_by_role("button", name="Lưu nháp").click()
    sign_in(page)
    page.get_by_text("Những gì bạn nhập đã được giữ lại").wait_for()
    saved(page)
    assert entries(short)[HOAT_DONG].amount == Decimal(8)


def test_the_page_stays_true_while_it_is_filled_in_and_when_it_is_come_back_to(page, short):
    carried = page.locator('dd[data-sum="Quy đổi theo thang 80 điểm"]')
    assert not carried.is_visible()
    cell(page, THU).fill("98.765")
    cell(page, HOAT_DONG).fill("8")
    page.locator(f"[name=aside-{DIEM}]").check()
    saved(page)
    assert carried.is_visible()
    assert carried.inner_text() == "9,14"
    assert "đọc là 98.765, không phải 98,765" in page.locator(f'[data-row="{THU}"] [data-remark]').inner_text()
    page.get_by_role("link", name="Minh chứng của Hoạt động").click()
    page.go_back()
    page.get_by_role("heading", name="Bảng tự chấm điểm").wait_for()
    assert (cell(page, HOAT_DONG).input_value(), carried.inner_text()) == ("8", "9,14")
    cell(page, HOAT_DONG).fill("9")
    saved(page)
    assert entries(short)[HOAT_DONG].amount == Decimal(9)


@pytest.mark.long
@pytest.mark.parametrize("width", [360, 1440])
def test_everybody_can_use_the_sheet(page, sheet, width):
    page.set_viewport_size({"width": width, "height": 900})
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
