"""A plan signed and issued digitally in a real browser: here, by another tool, and checked by anybody."""

import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as site
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner

from plans.enums import PlanState
from plans.services import digital, steps
from plans.services.steps import Numbering
from tests.plans.conftest import SIGNER, fresh, paper_of
from tests.world import TODAY, standing
from thidua.papers.enums import SignedWay
from thidua.papers.services import signing
from thidua.papers.services.life import GivenNumber
from thidua.papers.signatures.appending import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

WIDTHS = (360, 1440)


@pytest.fixture
def visit(page, live_server, submitted, keys):
    """Opens a page as somebody, or as anybody."""

    def visit(name, *arguments, user=None):
        page.context.clear_cookies()
        if user:
            client = Client()
            client.force_login(user)
            session = client.cookies[site.SESSION_COOKIE_NAME].value
            page.context.add_cookies([{"name": site.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page.goto(live_server.url + reverse(name, args=arguments))
        return page

    return visit


@pytest.fixture
def issued(submitted, office, keys):
    """Signed and sealed here."""
    plan = digital.sign_here(submitted, 0, by=standing(office.head))
    return steps.issue(plan, Numbering(issued_on=TODAY, given=GivenNumber(number=7)), by=standing(office.clerk))


def barriers(page):
    """What axe finds, and whether the page is wider than a telephone's or an office's screen."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [violation["id"] for violation in Axe().run(page).response["violations"]]
        found += ["too wide"] * page.evaluate(f"document.documentElement.scrollWidth > {width}")
    return found


def signed_by_another_program(pdf, keys, login):
    """As pyHanko by itself signs an existing field, knowing nothing of us."""
    secret = (keys / f"person-{login}.secret").read_bytes()
    signer = SimpleSigner.load_pkcs12(str(keys / f"person-{login}.p12"), passphrase=secret)
    tool = PdfSigner(PdfSignatureMetadata(field_name="ky-0"), signer)
    return wait_for(tool.async_sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)))).getvalue()


def test_the_head_signs_here(visit, submitted, office):
    page = visit("plan", submitted.pk, user=office.head)
    page.get_by_role("link", name="Ký số").click()
    page.get_by_role("button", name="Ký bằng khóa của tôi").click()
    page.get_by_text("Kế hoạch đang ở bước Đã ký, chờ cấp số.").wait_for()
    page.get_by_text(f"{SIGNER}: đã ký số").wait_for()
    assert fresh(submitted).state == PlanState.SIGNED


def test_the_clerk_numbers_and_seals(visit, submitted, office):
    digital.sign_here(submitted, 0, by=standing(office.head))
    page = visit("plan", submitted.pk, user=office.clerk)
    page.get_by_role("link", name="Ký số").click()
    page.get_by_role("link", name="Cấp số và đóng dấu số").click()
    page.get_by_label("Số", exact=True).fill("07")
    page.get_by_label("Ngày ban hành").fill(f"{timezone.localdate():%d/%m/%Y}")
    page.get_by_role("button", name="Cấp số và đóng dấu số").click()
    page.get_by_text("Kế hoạch đang ở bước Đã ban hành.").wait_for()
    assert (paper_of(submitted).number_and_symbol, paper_of(submitted).copies.count()) == ("07/KH-KTĐ1", 2)


def test_what_another_program_signed_is_brought(visit, submitted, office, keys, tmp_path):
    page = visit("digital_signing", submitted.pk, user=office.officer)
    with page.expect_download() as download:
        page.get_by_role("link", name="bản trình ký", exact=True).click()
    brought = tmp_path / "da-ky.pdf"
    prepared = download.value.path().read_bytes()
    brought.write_bytes(signed_by_another_program(prepared, keys, office.head.login_name))
    page.get_by_label("Tệp PDF đã ký số").set_input_files(brought)
    page.get_by_role("button", name="Tải lên tệp đã ký số").click()
    page.get_by_text(f"{SIGNER}: đã ký số").wait_for()
    copy = paper_of(submitted).copies.get()
    assert (copy.way, fresh(submitted).state) == (SignedWay.ELSEWHERE, PlanState.SIGNED)


def test_anybody_drops_the_issued_file_and_reads_that_it_is_good(visit, issued, tmp_path):
    file = tmp_path / "ke-hoach.pdf"
    file.write_bytes(signing.newest(paper_of(issued)))
    page = visit("check_paper")
    page.get_by_label("Tệp PDF").set_input_files(file)
    page.get_by_role("button", name="Kiểm tra tệp").click()
    page.get_by_text(
        "Đúng là văn bản số 07/KH-KTĐ1: đủ chữ ký, con dấu, số, ngày; không bị sửa; còn hiệu lực."
    ).wait_for()
    assert page.get_by_text("nguyên vẹn, tin cậy").count() == 2
    assert barriers(page) == []


def test_a_file_with_one_byte_changed_is_called_changed(visit, issued, tmp_path):
    file = tmp_path / "ke-hoach.pdf"
    data = bytearray(signing.newest(paper_of(issued)))
    data[data.rindex(b"/ByteRange") - 200] ^= 1
    file.write_bytes(data)
    page = visit("check_paper")
    page.get_by_label("Tệp PDF").set_input_files(file)
    page.get_by_role("button", name="Kiểm tra tệp").click()
    page.get_by_text("phần sau đã bị sửa hoặc nối thêm, không trùng bản nào đã lưu.").wait_for()
    assert barriers(page) == []


@pytest.mark.parametrize("who", ["head", "officer", "clerk"])
def test_everybody_can_use_the_page_of_signing(visit, submitted, office, who):
    assert barriers(visit("digital_signing", submitted.pk, user=getattr(office, who))) == []


def test_everybody_can_use_the_page_of_sealing(visit, submitted, office):
    digital.sign_here(submitted, 0, by=standing(office.head))
    assert barriers(visit("plan_step", submitted.pk, "nhap-so-ngay", user=office.clerk)) == []
    assert barriers(visit("digital_signing", submitted.pk, user=office.clerk)) == []
