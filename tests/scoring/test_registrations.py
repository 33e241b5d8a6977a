"""What a unit registers for a year, who reads it when, and how it reaches the bloc."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from blocs.enums import Role
from blocs.models import AuditEntry
from scoring.enums import RegistrationState
from scoring.honours import Nominee, Title
from scoring.models import Registration
from scoring.registration_rules import can_see_registration
from scoring.services import registrations
from scoring.services.registrations import (
    HonourLine,
    Lines,
    SignedRegistration,
    StaleRegistrationError,
    TargetLine,
    lines_of,
    registration_of,
    registrations_of,
)
from tests import world as cast
from tests.scoring.registering import LINES, movement, unit_of
from tests.world import standing
from thidua.lib.verdict import RefusedError
from thidua.papers.services import files

pytestmark = pytest.mark.django_db

SIGNED = SignedRegistration(signer="Bùi Thị Trưởng", signed_on=date(2026, 3, 18), number="12/ĐK-SYT")


@pytest.fixture
def unit(world):
    return unit_of(world.term, world.health)


@pytest.fixture
def saved(world, unit):
    return registrations.save(unit, LINES, seen=0, by=standing(world.member))


@pytest.fixture
def sent(world, unit, saved):
    return registrations.record_paper(unit, SIGNED, by=standing(world.member))


def test_titles_commendations_and_targets_are_kept_apart(unit, saved):
    registration = registration_of(unit)
    assert lines_of(registration) == LINES
    assert [str(row) for row in registration.titles.all()] == ["Lao động tiên tiến", "Tập thể lao động xuất sắc"]
    assert [str(row) for row in registration.commendations.all()] == ["Giấy khen của Hội Chữ thập đỏ"]
    assert [row.amount for row in registration.targets.all()] == ["98,5 %", ""]


def test_a_title_is_for_those_whom_the_law_names(world, unit):
    wrong = Lines(titles=(HonourLine(kind=Title.ADVANCED_WORKER, nominee=Nominee.COLLECTIVE),))
    with pytest.raises(ValidationError, match="“Lao động tiên tiến” là danh hiệu của cá nhân"):
        registrations.save(unit, wrong, seen=0, by=standing(world.member))


def test_another_title_is_named_in_own_words(world, unit):
    nameless = Lines(titles=(HonourLine(kind=Title.OTHER),))
    with pytest.raises(ValidationError, match="Chọn “Khác” thì ghi tên"):
        registrations.save(unit, nameless, seen=0, by=standing(world.member))


@pytest.mark.parametrize(
    ("part", "words", "refusal"),
    [
        ("titles", "giấy khen", "“giấy khen” là hình thức khen thưởng, hãy ghi sang phần Hình thức khen thưởng."),
        ("titles", "Bằng khen của UBND tỉnh", "“Bằng khen của UBND tỉnh” là hình thức khen thưởng"),
        ("commendations", "Lao động tiên tiến", "là danh hiệu thi đua, hãy ghi sang phần Danh hiệu thi đua."),
        ("commendations", "Cờ thi đua của Sở", "“Cờ thi đua của Sở” là danh hiệu thi đua"),
    ],
)  # fmt: skip
def test_own_words_are_no_way_around_the_two_lists(world, unit, part, words, refusal):
    line = HonourLine(kind="other", own_words=words)
    mixed_up = Lines(titles=(line,)) if part == "titles" else Lines(commendations=(line,))
    with pytest.raises(ValidationError, match=refusal):
        registrations.save(unit, mixed_up, seen=0, by=standing(world.member))


@pytest.mark.parametrize("words", ["Giấy khenh", "Danh hiệu Giấy vụn", "Tập thể có Bằng khen"])
def test_own_words_that_only_look_alike_are_taken(world, unit, words):
    own = Lines(titles=(HonourLine(kind="other", own_words=words),))
    assert lines_of(registrations.save(unit, own, seen=0, by=standing(world.member))) == own


def test_a_figure_is_not_endless(world, unit):
    endless = Lines(targets=(TargetLine(text="Thu ngân sách (đồng)", figure=Decimal(10**18)),))
    with pytest.raises(ValidationError, match="Số quá lớn"):
        registrations.save(unit, endless, seen=0, by=standing(world.member))


def test_what_somebody_else_saved_meanwhile_is_not_lost(world, unit, saved):
    mine = Lines(targets=(TargetLine(text="Bản của tôi"),))
    with pytest.raises(StaleRegistrationError):
        registrations.save(unit, mine, seen=0, by=standing(world.member))
    registrations.save(unit, mine, seen=1, by=standing(world.member))
    assert lines_of(registration_of(unit)) == mine


def test_saving_the_same_again_changes_nothing(world, unit, saved):
    acts = AuditEntry.objects.count()
    registrations.save(unit, LINES, seen=0, by=standing(world.member))
    assert AuditEntry.objects.count() == acts


def test_the_history_tells_the_lines_once_they_are_sent(world, unit, saved):
    entered = AuditEntry.objects.latest("pk")
    assert entered.after == {"số dòng": {"chỉ tiêu": 2, "danh hiệu": 2, "hình thức khen thưởng": 1}}
    registrations.record_paper(unit, SIGNED, by=standing(world.member))
    told = AuditEntry.objects.latest("pk").after
    assert {name: told[name] for name in ("chỉ tiêu", "danh hiệu", "hình thức khen thưởng")} == {
        "chỉ tiêu": ["Giải quyết hồ sơ đúng hạn: 98,5 %", "Không có đơn thư vượt cấp"],
        "danh hiệu": ["Lao động tiên tiến: 42 cá nhân", "Tập thể lao động xuất sắc: 1 tập thể Văn phòng Sở"],
        "hình thức khen thưởng": ["Giấy khen của Hội Chữ thập đỏ: 2 tập thể"],
    }


def test_the_head_sends_what_he_looked_at(world, unit, saved):
    head = cast.holder("Bùi Thị Trưởng", world.health, Role.HEAD)
    with pytest.raises(RefusedError, match="khác bản vừa xem"):
        registrations.send(unit, seen=7, by=standing(head))
    registrations.send(unit, seen=1, by=standing(head))
    found = registration_of(unit)
    assert (found.state, found.signer, found.signed_on) == (RegistrationState.SENT, head.full_name, cast.TODAY)


def test_an_officer_records_the_paper_but_does_not_send(world, unit, saved):
    officer = standing(world.member)
    with pytest.raises(RefusedError, match="Ghi nhận bản giấy"):
        registrations.send(unit, seen=1, by=officer)
    scan = files.store(b"%PDF-1.7 scan", "dang-ky.pdf", "application/pdf", by=officer)
    registrations.record_paper(unit, replace(SIGNED, scan=scan), by=officer)
    found = registration_of(unit)
    assert (found.state, found.number, found.scan) == (RegistrationState.SENT, "12/ĐK-SYT", scan)


def test_nothing_is_sent_empty(world, unit):
    with pytest.raises(RefusedError, match="Hãy nhập ít nhất một dòng"):
        registrations.record_paper(unit, SIGNED, by=standing(world.member))


def test_a_paper_is_not_signed_tomorrow(world, unit, saved):
    tomorrow = replace(SIGNED, signed_on=date(2026, 6, 16))
    with pytest.raises(RefusedError, match="Ngày ký không thể sau hôm nay"):
        registrations.record_paper(unit, tomorrow, by=standing(world.member))


def test_what_is_sent_stands_until_it_is_returned_for_a_reason(world, unit, sent):
    with pytest.raises(RefusedError, match="Đăng ký đã gửi"):
        registrations.save(unit, Lines(), seen=1, by=standing(world.member))
    with pytest.raises(RefusedError, match="Hãy ghi lý do"):
        registrations.return_registration(unit, reason=" ", by=standing(world.leader))
    returned = registrations.return_registration(unit, reason="Thiếu chỉ tiêu thu", by=standing(world.leader))
    assert (returned.state, returned.reason, returned.signer) == (RegistrationState.RETURNED, "Thiếu chỉ tiêu thu", "")
    registrations.save(unit, Lines(), seen=1, by=standing(world.member))


def test_a_unit_does_not_return_what_it_sent(world, unit, sent):
    with pytest.raises(RefusedError, match="Khối trưởng"):
        registrations.return_registration(unit, reason="Sửa", by=standing(world.member))


def test_on_behalf_only_for_who_has_entered_nothing_and_kept_apart_in_the_history(world, unit):
    follower = standing(world.follower)
    with pytest.raises(RefusedError, match="đơn vị tự làm"):
        registrations.save(unit, LINES, seen=0, by=follower)
    registrations.register_on_behalf(unit, by=follower)
    registrations.save(unit, LINES, seen=0, by=follower)
    registrations.record_paper(unit, SIGNED, by=follower)
    told = AuditEntry.objects.filter(object_type=Registration._meta.label).values_list("on_behalf_of", flat=True)
    assert set(told) == {world.health.name}


def test_nobody_enters_for_a_unit_that_entered_itself(world, unit, saved):
    with pytest.raises(RefusedError, match="tự nhập"):
        registrations.register_on_behalf(unit, by=standing(world.leader))


@pytest.mark.parametrize("state", ["saved", "on behalf", "sent", "returned", "closed"])
def test_lists_and_single_rights_agree_about_who_reads(world, unit, saved, state):
    if state == "on behalf":
        Registration.objects.update(on_behalf=True)
    if state in ("sent", "returned", "closed"):
        registrations.record_paper(unit, SIGNED, by=standing(world.member))
    if state == "returned":
        registrations.return_registration(unit, reason="Sửa", by=standing(world.leader))
    if state == "closed":
        type(world.term).objects.filter(pk=world.term.pk).update(closed_at="2027-01-05T00:00Z")
    found = registration_of(unit_of(world.term, world.health))
    cast.post(world.outsider, cast.organisation("Sở Tư pháp", world.province))
    people = {name: standing(user) for name, user in world.people.items()}
    by_rule = {name for name, by in people.items() if can_see_registration(by, found)}
    by_list = {name for name, by in people.items() if Registration.objects.visible_to(by).exists()}
    assert by_rule == by_list
    above = {"leader", "chief", "follower"} if state in ("on behalf", "sent", "closed") else set()
    assert by_rule == {"member"} | above | ({"auditor"} if state == "closed" else set())


def test_one_officer_enters_for_all_units_of_a_movement(world):
    term = movement(world)
    officer = standing(world.member)
    first, second = (registration.unit for registration in registrations_of(term))
    faults = registrations.save_for_all(term, {first.pk: LINES, second.pk: Lines()}, seen={}, by=officer)
    assert faults == {}
    registrations.record_paper_for_all(term, replace(SIGNED, number=""), by=officer)
    states = [(registration.is_sent, registration.on_behalf) for registration in registrations_of(term)]
    assert states == [(True, True), (False, False)]


def test_a_bloc_has_no_page_for_all(world):
    with pytest.raises(RefusedError, match="phong trào của một cơ quan"):
        registrations.save_for_all(world.term, {}, seen={}, by=standing(world.leader))


def test_a_wrong_line_of_one_unit_keeps_no_other_from_being_saved(world):
    term = movement(world)
    first, second = (registration.unit for registration in registrations_of(term))
    wrong = Lines(titles=(HonourLine(kind=Title.CULTURAL_FAMILY, nominee=Nominee.COLLECTIVE),))
    faults = registrations.save_for_all(term, {first.pk: wrong, second.pk: LINES}, seen={}, by=standing(world.member))
    assert list(faults) == [first.pk]
    assert [registration.version for registration in registrations_of(term)] == [0, 1]


def test_a_closed_year_is_only_read(world):
    closed = unit_of(world.last_term, world.health)
    with pytest.raises(RefusedError, match="đã khép"):
        registrations.save(closed, LINES, seen=0, by=standing(world.member))
