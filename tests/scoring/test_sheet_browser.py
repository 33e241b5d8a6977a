"""A sheet of 157 criteria in a real browser: by keyboard, by paste, while the net is away, through Excel."""

from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from scoring.criteria import leaves
from scoring.kinds import Direct, PassFail, Ratio
from scoring.models import ScoreSheet
from scoring.services import rounds, tables
from scoring.services.rounds import Due
from tests import world as cast
from tests.scoring.conftest import DUE_ON
from tests.scoring.large import CRITERIA, large_table
from tests.world import standing
from thidua.lib.points import number_text

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sheet(live_server, page):
    """The sheet of the health department, open in the browser of its officer."""
    world = cast.build()
    leader = standing(world.leader)
    tables.publish(tables.draft_of_term(world.term, large_table(), by=leader), by=leader)
    rounds.open_round(world.term, Due(due_on=DUE_ON), by=leader)
    found = ScoreSheet.objects.get(unit__organisation=world.health)
    client = Client()
    client.force_login(world.member)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page.goto(live_server.url + reverse("sheet", args=[found.pk]))
    return found


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


def test_a_column_is_pasted_from_a_spreadsheet(page, sheet):
    table = sheet.round.table.value
    typed = []
    for criterion, _ in leaves(table):
        typed.append(
            "Đạt" if isinstance(criterion.rule, PassFail) else "8\t10" if isinstance(criterion.rule, Ratio) else "3,5"
        )
    page.evaluate(
        """text => {
            const cell = document.querySelector('[data-cell="amount"]');
            const data = new DataTransfer();
            data.setData("text/plain", text);
            cell.focus();
            cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        "\r\n".join(typed) + "\r\n",
    )
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
    cells(page).first.fill("4")
    saved(page)
    assert not page.get_by_text("Hãy nhập điểm từ 0 đến 5").is_visible()


@pytest.mark.parametrize("width", [360, 1440])
def test_everybody_can_use_the_sheet(page, sheet, width):
    page.set_viewport_size({"width": width, "height": 900})
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
