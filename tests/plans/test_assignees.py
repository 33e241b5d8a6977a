"""Which member units a task's words mean."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.assignees import Assignees, Unit, assignees, likely_unit, name_key

TAI_CHINH, XAY_DUNG, NONG_NGHIEP, CONG_THUONG, THUE, HTX, KCN = range(1, 8)
KHOI = (
    Unit(id=TAI_CHINH, names=("Sở Tài chính", "Sở Kế hoạch và Đầu tư"), is_leader=True),
    Unit(id=XAY_DUNG, names=("Sở Xây dựng",), is_deputy=True),
    Unit(id=NONG_NGHIEP, names=("Sở Nông nghiệp và Môi trường", "Sở Nông nghiệp")),
    Unit(id=CONG_THUONG, names=("Sở Công Thương",)),
    Unit(id=THUE, names=("Thuế tỉnh", "Cục Thuế")),
    Unit(id=HTX, names=("Liên minh Hợp tác xã tỉnh",)),
    Unit(id=KCN, names=("Ban Quản lý các khu công nghiệp",)),
)
EVERYBODY = {unit.id for unit in KHOI}

BINH_LAM, NUI_VOI, DTNT, GDTX = range(11, 15)
CUM = (
    Unit(id=BINH_LAM, names=("Trường Trung học phổ thông Bình Lam",), is_leader=True),
    Unit(id=NUI_VOI, names=("THPT Núi Voi",), is_deputy=True),
    Unit(id=DTNT, names=("Trường PT DTNT tỉnh",)),
    Unit(id=GDTX, names=("Trung tâm GDTX tỉnh", "Trung tâm Giáo dục thường xuyên")),
)

VINH_LAM, HOA_LAM, HOA_LAM_2 = range(21, 24)
XA = (
    Unit(id=VINH_LAM, names=("Ủy ban nhân dân xã Vĩnh Lam",)),
    Unit(id=HOA_LAM, names=("UBND xã Hòa Lam",)),
    Unit(id=HOA_LAM_2, names=("UBND xã Hòa Lam 2",)),
)


@pytest.mark.parametrize("words", [None, "", "  ", "…", "-", "(nếu có)"])
def test_no_words_mean_nobody(words):
    assert assignees(words, KHOI) == Assignees()


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("Khối trưởng", {TAI_CHINH}),
        ("KHỐI TRƯỞNG", {TAI_CHINH}),
        ("Trưởng khối", {TAI_CHINH}),
        ("Đơn vị Khối trưởng", {TAI_CHINH}),
        ("Đ/c Trưởng Khối thi đua", {TAI_CHINH}),
        ("Cụm trưởng", {TAI_CHINH}),
        ("Cơ quan phát động", {TAI_CHINH}),
        ("Khối phó", {XAY_DUNG}),
        ("Khối phó đăng cai", {XAY_DUNG}),
        ("Khối trưởng, Khối phó", {TAI_CHINH, XAY_DUNG}),
        ("Khối trưởng và Khối phó.", {TAI_CHINH, XAY_DUNG}),
        ("Khối trưởng/Khối phó", {TAI_CHINH, XAY_DUNG}),
        ("- Khối trưởng\n- Khối phó", {TAI_CHINH, XAY_DUNG}),
        ("1. Khối trưởng\n2. Khối phó", {TAI_CHINH, XAY_DUNG}),
        ("Sở Tài chính - Khối trưởng", {TAI_CHINH}),
        ("Khối trưởng chủ trì, phối hợp với Khối phó", {TAI_CHINH, XAY_DUNG}),
    ],
)
def test_leader_and_deputy_go_by_many_names(words, units):
    assert assignees(words, KHOI) == Assignees(frozenset(units))


@pytest.mark.parametrize(
    "words",
    [
        "Các đơn vị thành viên",
        "các đơn vị thành viên trong Khối",
        "Đơn vị thành viên",
        "ĐV thành viên",
        "Các ĐV",
        "Cả khối",
        "Toàn Khối",
        "Thủ trưởng các đơn vị",
        "Thủ trưởng các cơ quan, đơn vị",
        "các cơ quan trong Khối thi đua số 4",
        "Các sở, ngành",
        "Các sở, ban, ngành",
        "Tất cả các thành viên Khối",
        "Khối trưởng, Khối phó và các đơn vị thành viên",
    ],
)
def test_everybody_goes_by_many_names(words):
    assert assignees(words, KHOI) == Assignees(frozenset(EVERYBODY), everybody=True)


def test_the_schools_of_a_bloc_of_schools_are_everybody():
    assert assignees("Các trường trong cụm", CUM).everybody
    assert assignees("Các trường", CUM).everybody
    assert assignees("Các trường, các xã", KHOI).unmatched == ("Các trường", "các xã")


@pytest.mark.parametrize(
    "words",
    [
        "Các đơn vị thành viên (trừ Khối trưởng)",
        "Các đơn vị thành viên trừ Khối trưởng",
        "Các đơn vị thành viên (ngoại trừ Sở Tài chính)",
    ],
)
def test_who_is_excepted_is_left_out(words):
    assert assignees(words, KHOI) == Assignees(frozenset(EVERYBODY - {TAI_CHINH}))


def test_an_exception_ends_with_its_bracket():
    words = "Các đơn vị thành viên (trừ Khối trưởng, Sở Xây dựng); Khối phó"
    assert assignees(words, KHOI).units == EVERYBODY - {TAI_CHINH, XAY_DUNG}
    words = "Sở Công Thương (trừ Khối trưởng), Thuế tỉnh"
    assert assignees(words, KHOI).units == {CONG_THUONG, THUE}


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("Sở Tài chính", {TAI_CHINH}),
        ("SỞ TÀI CHÍNH", {TAI_CHINH}),
        ("sở tài chính.", {TAI_CHINH}),
        ("Sở Tài chính -", {TAI_CHINH}),
        ("So Tai chinh", {TAI_CHINH}),
        ("Lãnh đạo Sở Tài chính", {TAI_CHINH}),
        ("Sở Tài chính tỉnh", {TAI_CHINH}),
        ("Sở Tài chính (Khối trưởng)", {TAI_CHINH}),
        ("Sở TC", {TAI_CHINH}),
        ("Sở KH&ĐT", {TAI_CHINH}),
        ("Sở Kế hoạch và Đầu tư", {TAI_CHINH}),
        ("Sở NN&MT", {NONG_NGHIEP}),
        ("Sở NNMT", {NONG_NGHIEP}),
        ("Sở Nông nghiệp & Môi trường", {NONG_NGHIEP}),
        ("Sở Nông nghiệp - Môi trường", set()),
        ("Sở Nông nghiệp và Môi trường và Sở Công Thương", {NONG_NGHIEP, CONG_THUONG}),
        ("Sở Nông nghiệp và Sở Công Thương", {NONG_NGHIEP, CONG_THUONG}),
        ("Liên minh HTX tỉnh", {HTX}),
        ("Ban QL các KCN; Thuế tỉnh", {KCN, THUE}),
    ],
)
def test_units_are_named_in_full_in_short_or_by_initials(words, units):
    assert assignees(words, KHOI).units == units


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("THPT Bình Lam", {BINH_LAM}),
        ("Trường THPT Bình Lam", {BINH_LAM}),
        ("Trường Trung học phổ thông Núi Voi, Cụm trưởng", {NUI_VOI, BINH_LAM}),
        ("Trường Phổ thông Dân tộc nội trú tỉnh", {DTNT}),
        ("TT GDTX tỉnh", {GDTX}),
    ],
)
def test_schools_are_named_with_and_without_their_kind(words, units):
    assert assignees(words, CUM) == Assignees(frozenset(units))


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("UBND xã Vĩnh Lam", {VINH_LAM}),
        ("Uỷ ban nhân dân xã Vĩnh Lam", {VINH_LAM}),
        ("Ủy ban nhân dân xã Hoà Lam", {HOA_LAM}),
        ("UBND xã Hòa Lam 2", {HOA_LAM_2}),
        ("UBND xã Hòa Lam, UBND xã Hòa Lam 2", {HOA_LAM, HOA_LAM_2}),
        ("Chủ tịch UBND xã Hòa Lam", {HOA_LAM}),
    ],
)
def test_where_a_tone_is_put_makes_no_other_unit(words, units):
    assert assignees(words, XA) == Assignees(frozenset(units))


@pytest.mark.parametrize(
    ("words", "units", "unmatched"),
    [
        ("Tổ thẩm định", set(), ("Tổ thẩm định",)),
        ("Sở Nội vụ, Khối trưởng", {TAI_CHINH}, ("Sở Nội vụ",)),
        ("Tổ thẩm định và Khối trưởng", {TAI_CHINH}, ("Tổ thẩm định",)),
        ("Khối trưởng và Tổ thẩm định.", {TAI_CHINH}, ("Tổ thẩm định",)),
        ("Sở Tài chính và Tổ thẩm định", {TAI_CHINH}, ("Tổ thẩm định",)),
        ("Thanh tra Sở Tài chính", set(), ("Thanh tra Sở Tài chính",)),
        ("Sở Tài chính Lam Hà", set(), ("Sở Tài chính Lam Hà",)),
        ("Sở Xây dựng và Kiến trúc", set(), ("Sở Xây dựng và Kiến trúc",)),
        ("Sở Văn hóa và Thể thao; Thuế tỉnh", {THUE}, ("Sở Văn hóa và Thể thao",)),
        ("Các cơ quan, đơn vị có liên quan", set(), ("Các cơ quan", "đơn vị có liên quan")),
        ("Sở", set(), ("Sở",)),
    ],
)
def test_what_is_no_unit_is_handed_back(words, units, unmatched):
    assert assignees(words, KHOI) == Assignees(frozenset(units), unmatched=unmatched)


def test_initials_of_two_units_mean_neither():
    units = (Unit(id=1, names=("Sở Tài chính",)), Unit(id=2, names=("Sở Thể chế",)))
    assert assignees("Sở TC", units) == Assignees(unmatched=("Sở TC",))


def test_a_full_name_comes_before_the_former_name_of_another():
    units = (Unit(id=1, names=("Sở Xây dựng",)), Unit(id=2, names=("Sở Quy hoạch", "Sở Xây dựng")))
    assert assignees("Sở Xây dựng", units).units == {1}


def test_a_bloc_without_a_leader_has_nobody_to_mean():
    assert assignees("Khối trưởng", XA) == Assignees(unmatched=("Khối trưởng",))


@pytest.mark.parametrize(
    ("words", "known", "meant"),
    [
        ("Tổ giúp việc, Thuế tỉnh", {"Tổ giúp việc": XAY_DUNG}, Assignees(frozenset({XAY_DUNG, THUE}))),
        ("TỔ GIÚP VIỆC.", {"Tổ giúp việc": XAY_DUNG}, Assignees(frozenset({XAY_DUNG}))),
        ("To giup viec", {"Tổ giúp việc": XAY_DUNG}, Assignees(frozenset({XAY_DUNG}))),
        ("Lãnh đạo Tổ giúp việc", {"Tổ giúp việc": XAY_DUNG}, Assignees(frozenset({XAY_DUNG}))),
        ("Tổ giúp việc và Thuế tỉnh", {"Tổ giúp việc": None}, Assignees(frozenset({THUE}))),
        ("Tổ giúp việc Khối", {"Tổ giúp việc": None}, Assignees(unmatched=("Tổ giúp việc Khối",))),
        ("Tổ giúp việc, Tổ thư ký", {"Tổ giúp việc": None}, Assignees(unmatched=("Tổ thư ký",))),
        ("Các đơn vị thành viên trừ Tổ giúp việc", {"Tổ giúp việc": THUE}, Assignees(frozenset(EVERYBODY - {THUE}))),
        ("Sở Xây dựng", {"Sở Xây dựng": None}, Assignees()),
        ("Sở XD", {"Sở XD": THUE}, Assignees(frozenset({THUE}))),
        ("Sở Xây dựng", {"Sở": THUE}, Assignees(frozenset({XAY_DUNG}))),
        ("Tổ giúp việc", {"Tổ giúp việc": 99}, Assignees(unmatched=("Tổ giúp việc",))),
    ],
)
def test_a_person_has_the_last_word_on_a_name(words, known, meant):
    assert assignees(words, KHOI, known) == meant


def test_names_given_to_two_units_mean_neither_without_diacritics():
    known = {"Tổ giúp việc": THUE, "Tố giúp việc": HTX}
    assert assignees("Tố giúp việc", KHOI, known).units == {HTX}
    assert assignees("To giup viec", KHOI, known) == Assignees(unmatched=("To giup viec",))


def test_who_leads_is_said_by_the_bloc_once_it_has_a_leader():
    known = {"Khối trưởng": HOA_LAM}
    assert assignees("Khối trưởng", XA, known).units == {HOA_LAM}
    assert assignees("Khối trưởng", KHOI, {"Khối trưởng": THUE}).units == {TAI_CHINH}


@pytest.mark.parametrize("same", ["Ủy ban – Hòa  Lam", "UỶ BAN HOÀ LAM", "ủy ban hòa lam."])
def test_one_name_has_one_key(same):
    assert name_key(same) == name_key("Ủy ban Hòa Lam")
    assert name_key(same) != name_key("Ủy ban Hóa Lam")


@pytest.mark.parametrize(
    ("words", "likely"),
    [
        ("Sở Tài chánh", TAI_CHINH),
        ("Thanh tra Sở Tài chính", TAI_CHINH),
        ("Sở Nông nghiệp - Môi trường", NONG_NGHIEP),
        ("Sở Nội vụ", None),
        ("Tổ thẩm định", None),
        ("Sở", None),
    ],
)
def test_the_unit_that_is_clearly_closest_is_likely(words, likely):
    found = likely_unit(words, KHOI)
    assert (found and found.id) == likely


def test_of_two_units_as_close_neither_is_likely():
    assert likely_unit("UBND xã Hòa Lam 3", (Unit(id=1, names=("UBND xã Hòa Lam 1",)), *XA)) is None
    assert likely_unit("UBND xã Hòa Lam 3", ()) is None


def test_a_long_list_is_read():
    assert assignees(" và ".join(["Sở Tài chính"] * 2000), KHOI).units == {TAI_CHINH}


_syllables = st.sampled_from(["Hòa", "Lam", "và", "-", ",", "nghiệp", "Môi", "trường", "Đầu", "tư"])
_names = st.builds(
    lambda kind, first, rest: " ".join((kind, first, *rest, first)),
    st.sampled_from(["Sở", "Ban", "Trường THPT", "UBND xã", "Công ty"]),
    st.sampled_from(["Bình", "Đồng", "Phước", "Ủy"]),
    st.lists(_syllables, max_size=4),
)


def _without_dashes(name):
    return name.replace("- ", "").lower()


@given(
    st.lists(_names, min_size=1, max_size=8, unique_by=_without_dashes), st.sampled_from(["NFC", "NFD"]), st.booleans()
)
def test_every_full_name_means_its_own_unit_alone(names, form, in_capitals):
    units = [Unit(id=i, names=(name,)) for i, name in enumerate(names)]
    for unit in units:
        words = unicodedata.normalize(form, unit.names[0].upper() if in_capitals else unit.names[0])
        assert assignees(words, units) == Assignees(frozenset({unit.id}), everybody=len(units) == 1)


_anything = st.text(max_size=40) | st.lists(
    st.sampled_from(["Sở", "TC", "GD&ĐT", "và", ",", "(", ")", "trừ", "Khối trưởng", "\u0301", "-", "\n", "các đơn vị"])
).map(" ".join)


@given(_anything)
def test_any_words_are_read(words):
    found = assignees(words, KHOI)
    assert found.units <= EVERYBODY
    assert found.everybody is (found.units == EVERYBODY)


@given(_anything)
def test_what_a_person_decided_is_unmatched_no_more(words):
    unmatched = assignees(words, KHOI).unmatched
    left = assignees(words, KHOI, dict.fromkeys(unmatched, THUE)).unmatched
    assert {*map(name_key, left)} & {*map(name_key, unmatched)} <= {""}
