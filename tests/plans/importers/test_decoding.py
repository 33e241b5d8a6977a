"""From the bytes of a file to its text, or to a reason why there is none."""

import unicodedata

import pytest

from plans.importers.blocks import UnreadableFileError
from plans.importers.decoding import MAX_BYTES, decode
from plans.importers.text import MAX_LINES, read_text
from tests.plans.importers.readings import SAMPLES

SENTENCE = "Các đơn vị ký giao ước thi đua, gửi về Sở Nội vụ trước ngày 20/3/2026 ở mỗi xã, phường."
TCVN3_LETTERS = {
    "aàảãáạ": b"a\xb5\xb6\xb7\xb8\xb9",
    "ăằẳẵắặ": b"\xa8\xbb\xbc\xbd\xbe\xc6",
    "âầẩẫấậ": b"\xa9\xc7\xc8\xc9\xca\xcb",
    "eèẻẽéẹ": b"e\xcc\xce\xcf\xd0\xd1",
    "êềểễếệ": b"\xaa\xd2\xd3\xd4\xd5\xd6",
    "iìỉĩíị": b"i\xd7\xd8\xdc\xdd\xde",
    "oòỏõóọ": b"o\xdf\xe1\xe2\xe3\xe4",
    "ôồổỗốộ": b"\xab\xe5\xe6\xe7\xe8\xe9",
    "ơờởỡớợ": b"\xac\xea\xeb\xec\xed\xee",
    "uùủũúụ": b"u\xef\xf1\xf2\xf3\xf4",
    "ưừửữứự": b"\xad\xf5\xf6\xf7\xf8\xf9",
    "yỳỷỹýỵ": b"y\xfa\xfb\xfc\xfd\xfe",
    "đĐĂÂÊÔƠƯ": b"\xae\xa7\xa1\xa2\xa3\xa4\xa5\xa6",
}
"""Letters in the order of tones (none, huyền, hỏi, ngã, sắc, nặng) and their codes by TCVN 5712:1993, VN3."""


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8-sig", b""), ("utf-16", b""), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")],
)
def test_unicode_is_read_in_each_of_its_forms(encoding, mark):
    assert decode(mark + SENTENCE.encode(encoding)) == SENTENCE


def test_decomposed_letters_are_composed():
    assert decode(unicodedata.normalize("NFD", SENTENCE).encode()) == SENTENCE


def test_invisible_characters_vanish_and_hard_spaces_become_spaces():
    assert decode("\ufeffthi\u200b đua\u00a0khen\u00ad thưởng\u2028xã".encode()) == "thi đua khen thưởng\nxã"


def test_windows_1258_is_recognised():
    assert decode((SAMPLES / "flat_head_cp1258.txt").read_bytes()).splitlines()[4] == (
        "Căn cứ Kế hoạch số 31/KH-UBND ngày 15 tháng 01 năm 2026 của Ủy ban nhân dân xã Hòa Lam về tổ chức phong trào "
        "thi đua yêu nước năm 2026;"
    )


def test_tcvn3_is_recognised():
    assert decode((SAMPLES / "tcvn3.txt").read_bytes()).splitlines()[6] == (
        "Căn cứ Luật Thi đua, Khen thưởng năm 2003 và Luật sửa đổi, bổ sung một số điều của Luật Thi đua, Khen thưởng "
        "năm 2005;"
    )


def test_tcvn3_is_recognised_after_it_was_saved_as_unicode():
    data = (SAMPLES / "tcvn3.txt").read_bytes()

    assert decode(data.decode("latin-1").encode()) == decode(data)


@pytest.mark.parametrize("letters", TCVN3_LETTERS)
def test_every_letter_of_tcvn3_is_known(letters):
    sentence = b" thi \xaeua, khen th\xad\xebng"

    assert decode(TCVN3_LETTERS[letters] + sentence) == f"{letters} thi đua, khen thưởng"


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"1. 2. 3. ---"])
def test_a_file_without_letters_is_refused(data):
    assert refusal(data) == "Tệp trống, không có chữ nào. Hãy chọn tệp khác hoặc dán nội dung kế hoạch."


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n1 0 obj",
        b"PK\x03\x04\x14\x00word/document.xml",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        rb"{\rtf1\ansi K\u7871? ho\u7841?ch}",
    ],
    ids=["PDF", "docx", "doc", "RTF"],
)
def test_a_file_of_another_program_is_refused(data):
    assert refusal(data) == "Tệp này không phải văn bản thuần. Hãy mở bằng Word, lưu thành .txt (Unicode) rồi nhập lại."


def test_a_binary_file_is_refused():
    assert refusal(b"GIF89a\x01\x00\x01\x00abc") == (
        "Tệp này là tệp nhị phân, không phải văn bản. Hãy chọn đúng tệp kế hoạch."
    )


def test_an_unknown_encoding_is_refused():
    vni = "Keá hoaïch hoaït ñoäng cuûa Khoái thi ñua soá 6 naêm 2026".encode("latin-1")

    assert refusal(vni) == ("Không nhận ra bảng mã của tệp. Hãy mở bằng Word và lưu lại với bảng mã Unicode (UTF-8).")


def test_a_file_too_large_for_a_plan_is_refused():
    assert decode(b"a" * MAX_BYTES) == "a" * MAX_BYTES
    assert refusal(b"a" * (MAX_BYTES + 1)) == (
        "Tệp lớn hơn 1 MB nên không giống một kế hoạch. Hãy tách riêng kế hoạch rồi nhập lại."
    )


def test_a_file_with_too_many_lines_for_a_plan_is_refused():
    assert refusal(b"a" + b"\n" * (MAX_LINES + 1)) == (
        "Tệp có hơn 10.000 dòng nên không giống một kế hoạch. Hãy kiểm tra lại tệp."
    )


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read_text(data)
    return str(refused.value)
