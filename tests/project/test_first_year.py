"""From an empty site to a plan in force and read: the first year of an office, through the pages alone.

Run with -s to read how many clicks and fields each part takes.
"""

import re
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from tests.blocs.setup.conftest import saved
from tests.conftest import PASSWORD
from tests.plans.shared import SHARED, needs_shared
from tests.project.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

YEAR = timezone.localdate().year
FIRST_DAY = f"01/01/{YEAR}"
UNITS = ("Sở Du lịch", "Sở Xây dựng", "Sở Tài chính", "Sở Công Thương", "Sở Tư pháp", "Sở Nội vụ", "Thanh tra tỉnh",
         "Thuế tỉnh", "Liên minh Hợp tác xã tỉnh")  # fmt: skip
OWN_PLAN = ROOT / "tests" / "plans" / "importers" / "samples" / "khoi_tab_table.txt"
REAL_PLAN = SHARED / "corpus" / "plans" / "seed_001.txt"


class Hand:
    """Somebody at the site, whose clicks and filled fields are counted."""

    def __init__(self, browser, address, who):
        self.page = browser.new_context(locale="vi-VN", accept_downloads=True).new_page()
        self.page.set_default_timeout(15_000)
        self.who, self.clicks, self.fields = who, 0, 0
        self.page.goto(address)

    def click(self, name, role="button", **where):
        self.clicks += 1
        with self.page.expect_event("load"):
            self.page.get_by_role(role, name=name, **where).first.click()

    def follow(self, name, **where):
        self.click(name, "link", **where)

    def field(self, label):
        """The field of this name; the admin puts a colon after it, forms a mark where it is required."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}[\s:*]*$")).first

    def fill(self, label, text):
        self.fields += 1
        self.field(label).fill(text)

    def choose(self, label, option):
        self.fields += 1
        self.field(label).select_option(label=option)

    def look_up(self, label, words):
        """A field of the admin that offers what is found by words."""
        self.fields += 1
        self.clicks += 2
        self.page.get_by_role("combobox", name=label).click()
        self.page.locator(".select2-dropdown .select2-search__field").fill(words)
        self.page.locator(".select2-results__option--highlighted").filter(has_text=words).click()
        self.page.wait_for_load_state("networkidle")  # tests' SQLite in memory bears no two requests at once

    def upload(self, label, name, data, kind):
        self.fields += 1
        self.field(label).set_input_files({"name": name, "mimeType": kind, "buffer": data})

    def download(self, name):
        self.clicks += 1
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=name).first.click()
        return waiting.value.path().read_bytes()

    def sees(self, text):
        self.page.get_by_text(text).first.wait_for()

    def activate(self, login_name, code):
        self.follow("Kích hoạt tài khoản")
        self.fill("Tên đăng nhập", login_name)
        self.fill("Mã kích hoạt", code)
        self.fill("Mật khẩu mới", PASSWORD)
        self.fill("Gõ lại mật khẩu mới", PASSWORD)
        self.click("Kích hoạt")
        self.sees("Tài khoản đã kích hoạt")

    def done(self):
        print(f"\n{self.who}: {self.clicks} lần bấm, {self.fields} ô điền")  # noqa: T201
        self.page.context.close()


def filled(template):
    """The office's workbook: nine units in a khối, led by the first of them; forty accounts."""
    codes = {f"DV{number}": name for number, name in enumerate(UNITS, start=1)}
    key = {"Ký hiệu khối": "KTĐ6", "Mã cơ quan quản lý": "UBNDT", "Năm": YEAR}
    rows: dict[str, list[dict[str, object]]] = {
        "Cơ quan": [
            {"Mã": code, "Tên": name, "Mã cơ quan cấp trên": "UBNDT", "Ký hiệu văn bản": code}
            for code, name in codes.items()
            if name != "Sở Nội vụ"
        ],
        "Khối, cụm": [
            {"Ký hiệu": "KTĐ6", "Mã cơ quan quản lý": "UBNDT", "Loại": "Khối thi đua", "Tên": "Khối thi đua số 6"}
        ],
        "Năm thi đua": [key],
        "Thành viên": [key | {"Mã đơn vị": _code(code, name)} for code, name in codes.items()],
        "Đứng đầu": [key | {"Mã đơn vị": "DV1", "Vai trò": "Đơn vị đứng đầu", "Từ ngày": FIRST_DAY}],
        "Tài khoản": [
            {
                "Tên đăng nhập": f"can.bo.{number}", "Họ và tên": f"Cán bộ số {number}", "Từ ngày": FIRST_DAY,
                "Mã cơ quan": _code(f"DV{number % 9 + 1}", UNITS[number % 9]), "Vai trò": "Chuyên viên, đầu mối TĐKT",
            }
            for number in range(40)
        ],
    }  # fmt: skip
    book = load_workbook(BytesIO(template))
    for sheet, lines in rows.items():
        headings = [cell.value.removesuffix(" *") for cell in book[sheet][1]]
        for line in lines:
            assert line.keys() <= set(headings)
            book[sheet].append([line.get(heading) for heading in headings])
    return saved(book)


def _code(code, name):
    return "SNV" if name == "Sở Nội vụ" else code


LEADER, MEMBER = "can.bo.0", "can.bo.1"
"""Officers of the first unit, which leads, and of the second."""


def set_up_by_administrator(hand):
    """The root organisation, the office that works for it, and that office's first account; gives its code."""
    hand.fill("Tên đăng nhập", "quan.tri")
    hand.fill("Mật khẩu", PASSWORD)
    hand.click("Đăng nhập")
    hand.follow("Quản trị", exact=True)
    add_organisation(hand, "UBNDT", "Ủy ban nhân dân tỉnh Lam Giang")
    hand.follow("Quản trị", exact=True)
    add_organisation(hand, "SNV", "Sở Nội vụ", above="Ủy ban nhân dân tỉnh Lam Giang")
    hand.follow("Ủy ban nhân dân tỉnh Lam Giang")
    hand.look_up("Cơ quan thường trực Hội đồng", "Sở Nội vụ")
    hand.click("Lưu lại", exact=True)
    hand.follow("Quản trị", exact=True)
    hand.follow("Thêm vào Tài khoản")
    hand.fill("Tên đăng nhập", "chi.mai")
    hand.fill("Họ và tên", "Phạm Thị Mai")
    hand.look_up("Cơ quan", "Sở Nội vụ")
    hand.choose("Vai trò", "Cơ quan thường trực Hội đồng")
    hand.fill("Từ ngày", FIRST_DAY)
    hand.click("Lưu lại", exact=True)
    hand.follow("Phạm Thị Mai")
    hand.follow("In mã kích hoạt")
    hand.click("In mã kích hoạt")
    return hand.page.locator(".code").inner_text()


def add_organisation(hand, code, name, above=""):
    hand.follow("Thêm vào Cơ quan")
    hand.fill("Mã", code)
    hand.fill("Tên", name)
    if above:
        hand.look_up("Cơ quan cấp trên", above)
    hand.click("Lưu lại", exact=True)


def set_up_by_office(hand, code):
    """The whole khối from one workbook; gives the codes of its people."""
    hand.activate("chi.mai", code)
    hand.follow("Thiết lập", exact=True)
    template = hand.download("Tải tệp mẫu")
    hand.upload(
        "Tệp Excel đã điền", "thiet-lap.xlsx", filled(template),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )  # fmt: skip
    hand.click("Tải lên")
    hand.sees("40 dòng mới")
    hand.click("Xác nhận và ghi")
    hand.click("In mã kích hoạt")
    slips = hand.page.locator(".slip").all()
    assert len(slips) == 40
    return dict(slip.locator(".code").all_inner_texts() for slip in slips)


def issue_plan(hand, code, text):
    """The leading unit's officer brings a plan in, mends it, has it signed on paper, files the scan."""
    hand.activate(LEADER, code)
    hand.follow("Nhập")
    hand.fill("Hoặc dán toàn văn kế hoạch", text)
    hand.click("Đọc kế hoạch")
    if hand.page.get_by_role("link", name="Đổi năm, ngày sang").count():
        hand.follow("Đổi năm, ngày sang")
        hand.click("Đổi các chỗ đã chọn")
    correct(hand)
    while hand.page.get_by_role("button", name="Đã xem").count():
        hand.click("Đã xem")
    hand.follow("Trình ký", exact=True)
    hand.click("Trình ký")
    hand.sees("Trình ký: xong.")
    paper = hand.download("Tải PDF")
    assert paper.startswith(b"%PDF")
    today = f"{timezone.localdate():%d/%m/%Y}"
    hand.follow("Tải lên bản đã ký")
    hand.fill("Ngày ký", today)
    hand.upload("Bản ký tay quét lại", "ban-ky.pdf", paper, "application/pdf")
    hand.fill("Số", "07")
    hand.fill("Ngày ban hành", today)
    hand.click("Tải lên bản đã ký")
    hand.sees("Đã ban hành")
    return paper


def correct(hand):
    """The head of the paper, and the words of the first task."""
    hand.follow("Sửa từng phần")
    hand.follow(re.compile("^Sửa đầu văn bản"))
    hand.fill("Cơ quan chủ quản", "ỦY BAN NHÂN DÂN TỈNH LAM GIANG")
    hand.fill("Cơ quan ban hành", "KHỐI THI ĐUA SỐ 6")
    hand.fill("Ký hiệu", "/KH-KTĐ6")
    hand.fill("Địa danh", "Lam Giang")
    hand.click("Lưu")
    hand.sees("Đã lưu: đầu văn bản.")
    hand.follow(re.compile("^Sửa nhiệm vụ"))
    words = hand.page.locator("main form textarea").first
    hand.fields += 1
    words.fill(f"{words.input_value()} (đã xem lại)")
    hand.click("Lưu")
    hand.sees("Đã lưu: nhiệm vụ")
    hand.follow("Xong, xem văn bản")


def read_plan(hand, code):
    """A member unit finds what it has to do, reads the plan and takes the paper away, which is given back."""
    hand.activate(MEMBER, code)
    folded = hand.page.locator("details:not([open]) > summary")
    while folded.count():
        hand.clicks += 1
        folded.first.click()
    assert hand.page.locator(".tasks > li").count()
    hand.follow(f"Khối thi đua số 6, năm {YEAR}", exact=True)
    hand.sees("Đã ban hành")
    hand.page.get_by_role("region", name="Văn bản").get_by_text("(đã xem lại)").wait_for()
    return hand.download("Tải PDF")


@pytest.mark.parametrize(
    "source", [OWN_PLAN, pytest.param(REAL_PLAN, marks=[needs_shared, pytest.mark.long])], ids=lambda path: path.stem
)
def test_an_office_sets_itself_up_and_its_first_plan_comes_into_force(browser, live_server, administrator, source):
    hand = Hand(browser, live_server.url, "Người quản trị")
    code = set_up_by_administrator(hand)
    hand.done()

    hand = Hand(browser, live_server.url, "Cơ quan thường trực")
    codes = set_up_by_office(hand, code)
    hand.done()

    hand = Hand(browser, live_server.url, "Đơn vị đứng đầu")
    scan = issue_plan(hand, codes[LEADER], source.read_text().replace("2026", str(YEAR)))
    hand.done()

    hand = Hand(browser, live_server.url, "Đơn vị thành viên")
    assert read_plan(hand, codes[MEMBER]) == scan
    hand.done()
