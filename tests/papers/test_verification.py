"""Kiểm tra văn bản: what anybody learns of a paper by its code or its file, and nothing more."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.papers.world import ISSUED, standing
from thidua.papers.codes import grouped, new_code
from thidua.papers.models import StoredFile
from thidua.papers.services import files, life, verification
from thidua.papers.services.verification import CheckedPaper, Signatory

pytestmark = pytest.mark.any_engine


@pytest.fixture(autouse=True)
def nobody_has_asked_yet():
    cache.clear()


def text_of(response):
    return " ".join(response.content.decode().split())


def of_code(client, code):
    return client.get(reverse("check_code", args=[code]))


def checked(paper):
    found = verification.of_code(paper.code)
    assert found is not None
    return found


def of_file(client, data, name="van-ban.pdf"):
    return client.post(reverse("check_paper"), {"file": SimpleUploadedFile(name, data)})


# By code -------------------------------------------------------------------------------------------------------------


def test_the_code_tells_what_the_paper_prints_its_state_and_its_file(world):
    issued = world.issued()
    assert verification.of_code(issued.code) == CheckedPaper(
        pk=issued.pk,
        is_issued=True,
        kind="Kế hoạch",
        number="01/KH-KTĐ6",
        issued_on=ISSUED,
        issuer="Khối thi đua số 6",
        subject="Hoạt động của Khối thi đua số 6 tỉnh Lam Giang năm 2026",
        signatories=(Signatory("TM. KHỐI THI ĐUA SỐ 6, KHỐI TRƯỞNG, GIÁM ĐỐC SỞ DU LỊCH", "Nguyễn Thị Sông Thương"),),
        way="Ký tay ngày 05/03/2024. Chưa có bản quét lại.",
        is_in_force=True,
        state="Còn hiệu lực",
        digest=issued.rendering.sha256,
    )


def test_the_digest_is_of_the_copy_that_is_handed_out(world):
    issued = world.issued()
    scan = files.store(b"%PDF-1.7 scan", "ban-ky.pdf", "application/pdf", by=standing(world.clerk))
    life.attach_scan(issued, scan)
    assert checked(issued).digest == sha256(b"%PDF-1.7 scan").hexdigest()


@pytest.mark.parametrize("made", ["frozen", "signed"])
def test_of_a_paper_that_is_not_issued_it_says_only_that(world, client, made):
    paper = getattr(world, made)()
    assert verification.of_code(paper.code) == CheckedPaper(pk=paper.pk)
    page = text_of(of_code(client, paper.code))
    assert "Văn bản này chưa ban hành nên chưa có giá trị." in page
    assert [word for word in (paper.subject, paper.issuer, "Nguyễn Thị Sông Thương", "KH-KTĐ6") if word in page] == []


def test_of_a_paper_that_was_given_back_it_says_that_and_when(world, client):
    voided = life.void(world.frozen(), reason="Sai thể thức", on=ISSUED)
    assert verification.of_code(voided.code) == CheckedPaper(pk=voided.pk, is_cancelled=True, ended_on=ISSUED)
    told = "Bản trình ký này đã bị hủy (trả lại ngày 09/03/2024), không có giá trị."
    assert told in text_of(of_code(client, voided.code))
    by_file = text_of(of_file(client, files.read(voided.rendering)))
    assert told in by_file
    assert "Đúng là bản trình ký của một văn bản trong hệ thống này, đã bị hủy." in by_file


def test_a_replaced_paper_names_what_replaced_it(world):
    old = world.issued()
    world.issued(replaces=old)
    assert (checked(old).is_in_force, checked(old).state) == (
        False,
        f"Hết hiệu lực từ ngày {ISSUED:%d/%m/%Y}: đã được thay thế bởi văn bản số 02/KH-KTĐ6",
    )


def test_a_withdrawn_paper_tells_the_day_and_not_the_reason(world, client):
    issued = life.withdraw(world.issued(), reason="Sai thẩm quyền", on=ISSUED + timedelta(days=1))
    assert (checked(issued).is_in_force, checked(issued).state) == (False, "Đã thu hồi ngày 10/03/2024")
    assert "Sai thẩm quyền" not in text_of(of_code(client, issued.code))


def test_the_page_is_open_to_everybody_and_shows_it(world, client):
    issued = world.issued()
    answer = of_code(client, issued.code)
    page = text_of(answer)
    assert answer.status_code == 200
    for told in ("01/KH-KTĐ6", "09/03/2024", issued.subject, "Nguyễn Thị Sông Thương", issued.rendering.sha256):
        assert told in page
    assert reverse("paper", args=[issued.pk]) not in page


def test_a_code_is_found_as_it_is_typed(world, client):
    issued = world.issued()
    answer = client.get(reverse("check_paper"), {"ma": f" {grouped(issued.code).lower()} "}, follow=True)
    assert answer.redirect_chain == [(reverse("check_code", args=[issued.code]), 302)]
    assert "01/KH-KTĐ6" in text_of(answer)


def test_what_can_be_no_code_is_refused_with_what_to_do_and_kept(client, db):
    page = text_of(client.get(reverse("check_paper"), {"ma": "7K3F-92"}))
    assert "Mã kiểm tra gồm 12 chữ và số" in page
    assert 'value="7K3F-92"' in page


def test_a_code_that_no_paper_has_is_not_found(world, client):
    code = new_code()
    answer = of_code(client, code)
    assert f"mang mã {grouped(code)} có thật" in text_of(answer)
    assert "Những điều hệ thống ghi" not in text_of(answer)
    assert answer.status_code == 404
    assert "Không có văn bản nào mang mã này" in text_of(answer)


@pytest.mark.parametrize(("who", "is_linked"), [("member", True), ("stranger", False)])
def test_who_has_signed_in_and_sees_the_paper_is_led_to_it(world, client, who, is_linked):
    issued = world.issued()
    client.force_login(getattr(world, who))
    assert (reverse("paper", args=[issued.pk]) in text_of(of_code(client, issued.code))) is is_linked


# By file -------------------------------------------------------------------------------------------------------------


def test_a_file_of_an_issued_paper_is_known_by_its_bytes(world, client):
    issued = world.issued()
    issued = life.attach_numbered(issued, files.store(b"%PDF-1.7 01", "so.pdf", "application/pdf", by=None))
    page = text_of(of_file(client, b"%PDF-1.7 01"))
    assert "Đúng là bản có số, ngày của văn bản số 01/KH-KTĐ6." in page
    assert "không phải tệp mới nhất" not in page


@pytest.mark.parametrize(
    ("attach", "told"),
    [
        (life.attach_numbered, "Đúng là bản có số, ngày của văn bản số 01/KH-KTĐ6. Bản này có đủ số, ngày nhưng không"),
        (life.attach_scan, "Đúng là bản ký tay quét lại của văn bản số 01/KH-KTĐ6. Bản này quét từ bản giấy đã ký tay"),
    ],
    ids=["numbered", "scan"],
)
def test_of_a_copy_without_digital_signatures_nothing_is_said_that_holds_of_others(world, client, attach, told):
    issued = world.issued()
    attach(issued, files.store(b"%PDF-1.7 kept", "ban.pdf", "application/pdf", by=standing(world.clerk)))
    page = text_of(of_file(client, b"%PDF-1.7 kept"))
    assert f'<p class="alert alert-success">{told}' in page
    assert [word for word in ("không phải PDF", "Tệp không phải văn bản", "Chưa đối chiếu") if word in page] == []


def test_an_older_file_of_it_is_known_as_such(world, client):
    issued = world.issued()
    life.attach_numbered(issued, files.store(b"%PDF-1.7 01", "so.pdf", "application/pdf", by=None))
    page = text_of(of_file(client, files.read(issued.rendering)))
    assert "Đúng là bản trình ký của văn bản số 01/KH-KTĐ6. Đây không phải tệp mới nhất" in page


def test_a_file_of_a_paper_that_is_not_issued_tells_nothing_else(world, client):
    frozen = world.frozen()
    page = text_of(of_file(client, files.read(frozen.rendering)))
    assert "Đúng là bản trình ký của một văn bản trong hệ thống này." in page
    assert [word for word in (frozen.subject, frozen.issuer) if word in page] == []


def test_a_file_with_one_byte_changed_is_none_of_ours(world, client):
    data = bytearray(files.read(world.issued().rendering))
    data[-1] ^= 1
    assert "Không phải tệp do hệ thống này phát hành" in text_of(of_file(client, bytes(data)))


def test_a_file_that_only_begins_as_one_of_ours_is_called_changed(world, client):
    page = text_of(of_file(client, files.read(world.issued().rendering) + b"% one line more\n"))
    assert "phần sau đã bị sửa hoặc nối thêm, không trùng bản nào đã lưu" in page
    assert "Đúng là" not in page
    assert ("alert-danger" in page, "alert-success" in page) == (True, False)
    assert "Văn bản số 01/KH-KTĐ6 theo sổ lưu: Còn hiệu lực." in page


def test_a_file_that_is_kept_for_something_else_is_none_either(world, client):
    files.store(b"%PDF-1.7 proof", "minh-chung.pdf", "application/pdf", by=standing(world.clerk))
    assert verification.of_upload(b"%PDF-1.7 proof").paper is None


def test_the_file_is_not_kept(world, client):
    count = StoredFile.objects.count()
    of_file(client, b"%PDF-1.7 foreign")
    assert StoredFile.objects.count() == count


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Tệp rỗng"),
        (b"PK\x03\x04", "Tệp này không phải PDF"),
        (b"%PDF-" + b"0" * 20 * 1024 * 1024, "Tệp lớn hơn 20 MB"),
    ],
)
def test_what_cannot_be_a_paper_of_ours_is_refused_with_the_reason(client, db, data, message):
    answer = of_file(client, data)
    assert answer.status_code == 422
    assert message in text_of(answer)


# How often -----------------------------------------------------------------------------------------------------------


def test_one_address_may_ask_so_often_a_minute_and_no_more(world, client, settings):
    settings.CHECKS_A_MINUTE = 3
    code = world.issued().code
    answers = [of_code(client, code).status_code for _ in range(3)] + [of_file(client, b"%PDF-1.7").status_code]
    assert answers == [200, 200, 200, 429]
    assert f'<a href="{reverse("check_paper")}">Về trang Kiểm tra văn bản</a>' in text_of(of_code(client, code))
    assert client.get(reverse("check_paper")).status_code == 200
    assert client.get(reverse("check_code", args=[code]), REMOTE_ADDR="192.0.2.7").status_code == 200


def test_the_page_asks_the_database_as_often_for_a_replaced_paper_as_for_any(world, client):
    old = world.issued()
    new = world.issued(replaces=old)

    def queries(paper):
        with CaptureQueriesContext(connection) as captured:
            of_code(client, paper.code)
        return len(captured)

    assert queries(old) - queries(new) == 1  # what replaced it has a number
