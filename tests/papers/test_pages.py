"""The pages of registers and papers: who sees them, what they say, what one may do there."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.papers.world import ISSUED, YEAR, standing
from thidua.papers.codes import new_code
from thidua.papers.enums import EntryState
from thidua.papers.models import Paper, Register, RegisterEntry
from thidua.papers.services import files, life, numbers

pytestmark = pytest.mark.any_engine

DAY = f"{ISSUED:%d/%m/%Y}"


@pytest.fixture
def as_user(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def clerk(world, as_user):
    """The browser of the leading unit's clerk."""
    return as_user(world.clerk)


def text_of(response):
    """The words of a page, without its tags."""
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def page_of(client, world, **query):
    return text_of(client.get(reverse("register", args=[world.register.pk]), query))


def sent(client, world, name, **fields):
    """The answer to a form of the register's page."""
    data = {f"{name}-{field}": value for field, value in fields.items()}
    return client.post(reverse(name, args=[world.register.pk]), data, follow=True)


def queries_of(client, url):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def many_papers(world, count):
    """Numbers 1 to `count` with a paper each; half of them replaced by the next."""
    first = world.issued()
    entries = RegisterEntry.objects.bulk_create(
        RegisterEntry(register=world.register, number=number, symbol="KH-KTĐ6", given_on=ISSUED)
        for number in range(2, count + 1)
    )
    before = first
    for entry in entries:
        paper = Paper.objects.get(pk=first.pk)
        paper.pk, paper.code = None, new_code()
        paper.entry, paper.replaces = entry, before if entry.number % 2 else None
        paper.save()
        before = paper


# Who sees them -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("clerk", 200),
        ("head", 200),
        ("follower", 200),
        ("office", 200),
        ("member", 404),
        ("council", 404),
        ("auditor", 404),
        ("stranger", 404),
        ("administrator", 404),
    ],
)
def test_a_register_is_there_for_those_who_may_see_it(world, as_user, who, status):
    client = as_user(getattr(world, who))
    urls = [reverse(name, args=[world.register.pk]) for name in ("register", "register_excel")]
    assert [client.get(url).status_code for url in urls] == [status, status]


@pytest.mark.parametrize("name", ["reserve_number", "insert_number", "void_number", "set_up_register"])
def test_an_act_on_a_register_nobody_showed_is_not_found(world, as_user, name):
    assert as_user(world.member).post(reverse(name, args=[world.register.pk])).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("clerk", 200), ("member", 200), ("council", 200), ("stranger", 404)])
def test_an_issued_paper_is_there_for_all_who_take_part(world, as_user, who, status):
    paper, client = world.issued(), as_user(getattr(world, who))
    urls = [reverse("paper", args=[paper.pk]), reverse("paper_file", args=[paper.pk, "rendering"])]
    assert [client.get(url).status_code for url in urls] == [status, status]


def test_a_paper_before_its_issue_is_not_there_for_members(world, as_user):
    paper, client = world.signed(), as_user(world.member)
    urls = [reverse("paper", args=[paper.pk]), reverse("paper_file", args=[paper.pk, "rendering"])]
    assert [client.get(url).status_code for url in urls] == [404, 404]


# The list ------------------------------------------------------------------------------------------------------------


def test_the_list_shows_each_register_with_its_newest_number(world, clerk):
    world.take()
    world.issued()
    page = text_of(clerk.get(reverse("registers")))
    assert '<h2 class="mt-4">Khối thi đua số 6</h2>' in page
    assert "09/03/2024: <a" in page
    assert ">02/KH-KTĐ6</a>, Kế hoạch Hoạt động của Khối thi đua số 6" in page


@pytest.mark.parametrize(("words", "found"), [("khoi 6", True), ("KHỐI", True), ("khoi 7", False)])
def test_a_register_is_found_by_its_owner_without_diacritics(world, clerk, words, found):
    page = text_of(clerk.get(reverse("registers"), {"tim": words}))
    assert (f"Năm {YEAR}" in page, "Không có sổ nào" in page) == (found, not found)


def test_a_person_without_registers_is_told_so(world, as_user):
    assert "Chưa có sổ nào" in text_of(as_user(world.council).get(reverse("registers")))


def test_the_list_asks_the_database_as_often_for_many_registers_as_for_one(world, clerk):
    world.issued()
    one = queries_of(clerk, reverse("registers"))
    for year in range(1990, 2020):
        register = Register.objects.create(bloc=world.bloc, year=year, numbers_here=True)
        numbers.take(register, on=ISSUED.replace(year=year))
    assert queries_of(clerk, reverse("registers")) == one


# One register --------------------------------------------------------------------------------------------------------


def test_a_row_says_what_became_of_a_number(world, clerk):
    old = world.issued()
    world.issued(replaces=old)
    life.withdraw(world.issued(), reason="Trái thẩm quyền", on=ISSUED)
    numbers.void(world.reserve(), reason="Không ban hành", by=standing(world.clerk))
    page = page_of(clerk, world)
    for words in (
        "<td>Đã được thay thế</td>",
        "Được thay thế bởi <a",
        "Thay thế <a",
        "<td>Đã thu hồi</td>",
        "Lý do: Trái thẩm quyền",
        "<td>Bỏ số</td>",
        "Lý do: Không ban hành",
        "<td>Nguyễn Thị Sông Thương</td>",
        ">Bản trình ký</a>",
    ):
        assert words in page


def test_gaps_are_named_where_numbers_are_given_here(world, clerk):
    world.take()
    numbers.set_up(world.register, numbers_here=True, next_number=5, by=standing(world.clerk))
    world.take()
    assert "Số chưa rõ dùng cho văn bản nào: 02 đến 04." in page_of(clerk, world)
    Register.objects.update(numbers_here=False)
    assert "Số chưa rõ" not in page_of(clerk, world)


@pytest.mark.parametrize(
    ("words", "found"), [("song thuong", []), ("hoi nghi", ["02"]), ("01/kh-ktd6", ["01"]), ("Hội nghị", ["02"])]
)
def test_numbers_are_found_without_diacritics(world, clerk, words, found):
    world.take("Hoạt động năm 2024")
    world.take("Tổ chức hội nghị tổng kết")
    page = page_of(clerk, world, tim=words)
    assert [text for text in ("01", "02") if f">{text}/KH-KTĐ6<" in page] == found


def test_a_long_year_is_paged(world, clerk):
    for _ in range(51):
        world.take()
    first, second = page_of(clerk, world), page_of(clerk, world, trang=2)
    assert ("Trang 1 / 2" in first, ">51/KH-KTĐ6<" in first, ">01/KH-KTĐ6<" in first) == (True, True, False)
    assert (">51/KH-KTĐ6<" in second, ">01/KH-KTĐ6<" in second) == (False, True)


def test_the_page_asks_the_database_as_often_for_200_papers_as_for_one(world, clerk):
    urls = [reverse(name, args=[world.register.pk]) for name in ("register", "register_excel")]
    many_papers(world, 3)
    few = [queries_of(clerk, url) for url in urls]
    RegisterEntry.objects.filter(paper=None).delete()
    Paper.objects.update(replaces=None)
    Paper.objects.all().delete()
    RegisterEntry.objects.all().delete()
    Register.objects.update(next_number=1)
    many_papers(world, 200)
    assert [queries_of(clerk, url) for url in urls] == few


# What one may do there -----------------------------------------------------------------------------------------------


def test_a_number_is_reserved(world, clerk):
    page = text_of(sent(clerk, world, "reserve_number", on=DAY, subject="Kế hoạch quý II"))
    assert ("Đã giữ số 01." in page, world.texts(EntryState.RESERVED)) == (True, ["01"])


def test_a_number_is_inserted(world, clerk):
    world.take()
    page = text_of(sent(clerk, world, "insert_number", number=1, on=DAY, subject="Kế hoạch quý II"))
    assert ("Đã chèn số 01a" in page, world.texts()) == (True, ["01", "01a"])


def test_a_number_is_voided(world, clerk):
    page = text_of(sent(clerk, world, "void_number", entry=world.reserve().pk, reason="Không ban hành"))
    assert ("Đã bỏ số 01." in page, world.texts(EntryState.VOIDED)) == (True, ["01"])


def test_a_register_is_set_up(world, clerk):
    page = text_of(sent(clerk, world, "set_up_register", next_number=48))
    register = Register.objects.get()
    assert ("Đã đặt sổ." in page, register.numbers_here, register.next_number) == (True, False, 48)


def test_a_refused_act_says_why_and_loses_nothing_that_was_typed(world, clerk):
    page = text_of(sent(clerk, world, "insert_number", number=7, on=DAY, subject="Kế hoạch quý II"))
    assert "Sổ chưa có số 07. Chỉ chèn được sau một số đã cấp." in page
    assert ('value="7"' in page, 'value="Kế hoạch quý II"' in page, f'value="{DAY}"' in page) == (True, True, True)


def test_a_form_that_lacks_something_says_what(world, clerk):
    assert "Trường này là bắt buộc." in text_of(sent(clerk, world, "reserve_number", on=DAY))
    assert world.texts() == []


def test_a_number_of_another_register_is_not_voided_here(world, clerk):
    other = Register.objects.create(bloc=world.bloc, year=YEAR + 1, numbers_here=True)
    entry = numbers.reserve(other, on=ISSUED.replace(year=YEAR + 1), subject="", by=standing(world.clerk))
    sent(clerk, world, "void_number", entry=entry.pk, reason="Không ban hành")
    assert RegisterEntry.objects.get().state == EntryState.RESERVED


def test_who_only_reads_sees_the_buttons_disabled_with_the_reason(world, as_user):
    page = page_of(as_user(world.head), world)
    assert "Sổ này do văn thư hoặc chuyên viên của đơn vị đang đứng đầu khối, cụm giữ." in page
    assert (page.count("disabled"), page.count('method="post" action="/van-ban')) == (4, 0)


def test_who_only_reads_is_refused_by_the_act_too(world, as_user):
    response = sent(as_user(world.head), world, "reserve_number", on=DAY, subject="Kế hoạch quý II")
    assert (response.status_code, "Sổ này do văn thư" in response.content.decode(), world.texts()) == (403, True, [])


def test_where_numbers_come_from_elsewhere_only_these_two_acts_are_refused(world, clerk):
    Register.objects.update(numbers_here=False)
    page = page_of(clerk, world)
    assert (page.count("Sổ này chỉ ghi lại số cấp ở nơi khác."), page.count("disabled")) == (2, 2)


# A paper -------------------------------------------------------------------------------------------------------------


def test_a_paper_tells_its_life(world, clerk):
    old = world.issued()
    new = world.issued(replaces=old)
    page = text_of(clerk.get(reverse("paper", args=[old.pk])))
    for words in (
        '<h1 class="h3">Kế hoạch 01/KH-KTĐ6</h1>',
        '<td>05/03/2024</td><th scope="row">Đã ký</th><td>Người ký: Nguyễn Thị Sông Thương</td>',
        '<td>09/03/2024</td><th scope="row">Cấp số, ban hành</th><td>Số, ký hiệu: 01/KH-KTĐ6</td>',
        '<td>09/03/2024</td><th scope="row">Được thay thế</th><td>Kế hoạch 02/KH-KTĐ6</td>',
        f'<a href="/van-ban/{new.pk}/">Kế hoạch 02/KH-KTĐ6</a>',
    ):
        assert words in page


def test_a_returned_paper_tells_why(world, clerk):
    paper = life.void(world.frozen(), reason="Sai thể thức", on=ISSUED)
    assert "Lý do: Sai thể thức" in text_of(clerk.get(reverse("paper", args=[paper.pk])))


def test_the_frozen_rendering_is_served_as_it_was_stored(world, clerk):
    paper = world.issued()
    response = clerk.get(reverse("paper_file", args=[paper.pk, "rendering"]))
    assert response.content == files.read(paper.rendering)
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch%2001-KH")
    assert (response["Content-Security-Policy"], response["X-Content-Type-Options"]) == (
        "default-src 'none'",
        "nosniff",
    )


def test_a_scan_is_an_attachment_that_can_do_nothing(world, clerk):
    scan = files.store(b"%PDF-1.4", "a.pdf", "application/pdf", by=standing(world.clerk))
    paper = life.attach_scan(world.issued(), scan)
    response = clerk.get(reverse("paper_file", args=[paper.pk, "scan"]))
    assert (response.content, response["Content-Disposition"][:10]) == (b"%PDF-1.4", "attachment")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("which", ["scan", "numbered", "content"])
def test_a_file_that_is_not_there_is_not_found(world, clerk, which):
    assert clerk.get(reverse("paper_file", args=[world.issued().pk, which])).status_code == 404


# Excel ---------------------------------------------------------------------------------------------------------------


def test_the_whole_register_comes_as_excel_in_the_order_of_its_numbers(world, clerk):
    old = world.issued()
    world.issued(replaces=old)
    numbers.insert_after(world.register, 1, on=ISSUED, subject="Kế hoạch quý II", by=standing(world.clerk))
    response = clerk.get(reverse("register_excel", args=[world.register.pk]))
    sheet = load_workbook(BytesIO(response.content)).active
    columns, *rows = sheet.iter_rows(values_only=True)
    assert (sheet.title, columns[0], len(rows)) == ("Sổ năm 2024", "Số, ký hiệu văn bản", 3)
    assert [(row[0], row[1].date(), row[3], row[4], row[5]) for row in rows] == [
        ("01/KH-KTĐ6", ISSUED, "Nguyễn Thị Sông Thương", "Đã được thay thế", "Được thay thế bởi 02/KH-KTĐ6"),
        ("01a", ISSUED, None, "Giữ trước", None),
        ("02/KH-KTĐ6", ISSUED, "Nguyễn Thị Sông Thương", "Đã ban hành", "Thay thế 01/KH-KTĐ6"),
    ]


@pytest.mark.parametrize("typed", ['=HYPERLINK("http://x")', "+1+1", "-2", "@SUM(1)", "a\x0bb"])
def test_what_was_typed_never_becomes_a_formula(world, clerk, typed):
    world.take(typed)
    response = clerk.get(reverse("register_excel", args=[world.register.pk]))
    cell = load_workbook(BytesIO(response.content)).active["C2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (typed.replace("\x0b", ""), "s", True)
