"""Whom a line makes responsible."""

import pytest

from plans.parties import leading_party, names_party, shares


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Sở Du lịch chuẩn bị hội nghị sơ kết.", "Sở Du lịch"),
        ("Các đơn vị thành viên gửi báo cáo trước ngày 15/11.", "Các đơn vị thành viên"),
        ("Văn phòng HĐND và UBND xã chủ trì, phối hợp với các thôn.", "Văn phòng HĐND và UBND xã"),
        ("Giao Phòng Văn hóa - Xã hội theo dõi, đôn đốc.", "Giao Phòng Văn hóa - Xã hội"),
        ("Đề nghị Ban Thường trực Ủy ban MTTQ xã phối hợp.", "Đề nghị Ban Thường trực Ủy ban MTTQ xã"),
        ("Thủ trưởng các cơ quan, đơn vị có trách nhiệm thực hiện.", "Thủ trưởng các cơ quan, đơn vị"),
        ("Khối trưởng: điều hành hoạt động của Khối.", "Khối trưởng"),
        ("Các tổ chức đoàn thể tuyên truyền sâu rộng.", "Các tổ chức đoàn thể"),
        ("Mỗi cá nhân đăng ký một việc làm theo.", "Mỗi cá nhân"),
        ("Hiệu trưởng các trường tạo điều kiện để đoàn kiểm tra làm việc.", "Hiệu trưởng các trường"),
        ("Các trường học tổng kết năm học, gửi danh sách về xã.", "Các trường học"),
        ("Các khu phố tuyên truyền, vận động nhân dân.", "Các khu phố"),
        ("Tổ dân phố, khóm, buôn, bản phối hợp vận động nhân dân.", "Tổ dân phố, khóm, buôn, bản"),
    ],
)
def test_a_party_ends_before_its_verb(text, party):
    span = leading_party(text)
    assert span is not None
    assert span.of(text) == party


@pytest.mark.parametrize(
    "text",
    [
        "Tổ chức hội nghị sơ kết.",
        "Phòng, chống thiên tai phải kịp thời.",
        "Hội nghị ký giao ước thi đua.",
        "Ban hành Quy chế hoạt động của Khối.",
        "Xã hội hóa công tác khen thưởng là cần thiết.",
        "Sở Du lịch",
        "Trước ngày 15/11, các đơn vị gửi báo cáo.",
        "",
    ],
)
def test_a_sentence_that_begins_otherwise_names_no_party(text):
    assert leading_party(text) is None


def test_a_party_is_looked_for_from_a_place_on():
    text = "Phân công: Sở Tư pháp chuẩn bị tài liệu."
    span = leading_party(text, len("Phân công: "))

    assert span is not None
    assert (span.start, span.of(text)) == (11, "Sở Tư pháp")


@pytest.mark.parametrize(
    "heading",
    ["Khối trưởng", "Các đơn vị thành viên:", "Sở Nội vụ (cơ quan thường trực)", "Đối với các thôn", "UBND xã Hòa Lam"],
)
def test_a_heading_may_be_the_name_of_a_party(heading):
    assert names_party(heading)


@pytest.mark.parametrize(
    "heading",
    ["Mục đích", "Tổ chức thực hiện", "Hội nghị sơ kết", "Quý I", "Sở Nội vụ chủ trì tổng hợp", "Phòng, chống dịch"],
)
def test_other_headings_name_no_party(heading):
    assert not names_party(heading)


@pytest.mark.parametrize(
    ("text", "lead", "support"),
    [
        ("Sở Y tế chủ trì, phối hợp với Sở Nội vụ, các xã.", "Sở Y tế", "Sở Nội vụ, các xã"),
        ("Sở Y tế phối hợp với Sở Nội vụ", "Sở Y tế", "Sở Nội vụ"),
        ("Sở Y tế chủ trì phối hợp chặt chẽ với Công an tỉnh.", "Sở Y tế", "Công an tỉnh"),
        ("Sở Y tế, phối hợp cùng các xã;", "Sở Y tế", "các xã"),
        ("Sở Y tế, Sở Nội vụ.", "Sở Y tế, Sở Nội vụ", None),
        ("Chủ trì, phối hợp với các xã.", "Chủ trì, phối hợp với các xã", None),
        ("Các đơn vị phối hợp.", "Các đơn vị phối hợp", None),
        ("", "", None),
    ],
)
def test_lead_and_support_share_a_list_of_bodies(text, lead, support):
    found = shares(text)

    assert found.lead.of(text) == lead
    assert (found.support.of(text) if found.support else None) == support


def test_shares_are_places_in_the_whole_text():
    text = "Cơ quan thực hiện: Sở Y tế chủ trì, phối hợp với các xã."
    found = shares(text, len("Cơ quan thực hiện: "))

    assert found.support is not None
    assert (found.lead.of(text), found.support.of(text)) == ("Sở Y tế", "các xã")


def test_the_body_that_leads_is_named_without_its_role():
    text = "Sở Y tế là cơ quan chủ trì, phối hợp chặt chẽ với Công an tỉnh."
    assert shares(text).lead.of(text) == "Sở Y tế"


def test_a_ward_quarter_is_a_party():
    assert names_party("Các khu phố")
