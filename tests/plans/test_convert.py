"""`manage.py convert`, as a person runs it: another process, no database, no settings."""

import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from plans.importers.decoding import MAX_BYTES
from plans.importers.files import KINDS

ROOT = Path(__file__).parents[2]
PLAN = """Số: 05/KH-KTĐ4

Lam Giang, ngày 09 tháng 3 năm 2026

KẾ HOẠCH
Hoạt động của Khối thi đua số 4 năm 2026

I. NỘI DUNG
- Các đơn vị thành viên gửi đăng ký thi đua về Khối trưởng trước ngày 20/3/2026.

Nơi nhận:
- Lưu: VT.

TM. KHỐI THI ĐUA SỐ 4
KHỐI TRƯỞNG

Nguyễn Thị Lam Giang
"""


@pytest.fixture
def convert(tmp_path):
    def run(*arguments):
        nothing = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "HOME", "SYSTEMROOT")}
        nowhere = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"}
        command = [sys.executable, str(ROOT / "manage.py"), "convert", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, cwd=tmp_path, env=nothing | nowhere, check=False)

    return run


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_it_writes_the_official_paper(convert, plan):
    answer = convert(plan, "ra.pdf")
    assert (answer.returncode, answer.stderr) == (0, b"")
    pdf = plan.with_name("ra.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    printed = subprocess.run(["pdftotext", plan.with_name("ra.pdf"), "-"], capture_output=True, text=True, check=True)
    assert "Hoạt động của Khối thi đua số 4 năm 2026" in printed.stdout


def test_it_writes_the_paper_for_word(convert, plan):
    answer = convert(plan, "ra.docx")
    assert (answer.returncode, answer.stderr) == (0, b"")
    lines = [paragraph.text for paragraph in docx.Document(str(plan.with_name("ra.docx"))).paragraphs]
    assert lines[:2] == ["KẾ HOẠCH", "Hoạt động của Khối thi đua số 4 năm 2026"]


def test_it_writes_the_reading_report_to_standard_output(convert, plan):
    answer = convert(plan, "-", "--to", "json")
    assert answer.returncode == 0
    report = json.loads(answer.stdout)
    assert (report["number"], report["place"], report["date"]) == ("05/KH-KTĐ4", "Lam Giang", "2026-03-09")
    assert [(task["text"], task["responsible"], task["due_to"]) for task in report["tasks"]] == [
        ("Các đơn vị thành viên gửi đăng ký thi đua về Khối trưởng", "Các đơn vị thành viên", "2026-03-20")
    ]
    assert {"code", "message", "key"} == set(report["findings"][0])


def test_the_kind_of_file_follows_the_name_or_the_option(convert, plan):
    assert convert(plan, "a.json").returncode == 0
    assert convert(plan, "khong-duoi", "--to", "json").returncode == 0
    assert plan.with_name("a.json").read_bytes() == plan.with_name("khong-duoi").read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("trong.txt", b"  \n", "Tệp trống, không có chữ nào. Hãy chọn tệp khác hoặc dán nội dung kế hoạch."),
        (
            "nhi-phan.txt",
            "chữ\x00".encode(),
            "Tệp này là tệp nhị phân, không phải văn bản. Hãy chọn đúng tệp kế hoạch.",
        ),
        (
            "la.txt",
            b"%PDF-1.7",
            "Không mở được tệp PDF (hỏng hoặc có mật khẩu). Hãy dùng tệp Word (.docx) của kế hoạch.",
        ),
        (
            "to.txt",
            "Họp. ".encode() * (MAX_BYTES // 6),
            "Tệp lớn hơn 1 MB nên không giống một kế hoạch. Hãy tách riêng kế hoạch rồi nhập lại.",
        ),
        (
            "bang-tinh.xlsx",
            b"",
            f"Chưa đọc được tệp “.xlsx”. Hãy lưu kế hoạch thành tệp {KINDS} rồi thử lại.",
        ),
    ],
)
def test_a_file_it_cannot_read_is_an_error_that_says_what_to_do(convert, tmp_path, name, data, message):
    (tmp_path / name).write_bytes(data)
    answer = convert(name, "ra.pdf")
    assert (answer.returncode, answer.stdout, answer.stderr.decode().strip()) == (1, b"", f"Lỗi: {message}")
    assert not (tmp_path / "ra.pdf").exists()


def test_a_file_that_is_not_there_is_named(convert):
    answer = convert("khong-co.txt", "ra.pdf")
    expected = "Lỗi: Không mở được tệp “khong-co.txt”. Hãy kiểm tra tên tệp và quyền đọc."
    assert (answer.returncode, answer.stderr.decode().strip()) == (1, expected)


def test_a_target_it_cannot_write_is_named(convert, plan):
    answer = convert(plan, "khong/co/ra.json")
    expected = "Lỗi: Không ghi được tệp “khong/co/ra.json”. Hãy kiểm tra thư mục và quyền ghi."
    assert (answer.returncode, answer.stderr.decode().strip()) == (1, expected)


@pytest.mark.parametrize("arguments", [("ra.xyz",), ("-",), ("-", "--to", "pdf")])
def test_an_unknown_kind_of_target_says_which_there_are(convert, plan, arguments):
    answer = convert(plan, *arguments)
    expected = (
        "Lỗi: Chưa ghi được loại tệp này. Hãy đặt tên tệp ra có đuôi .pdf, .docx hoặc .json (đầu ra chuẩn: --to json)."
    )
    assert (answer.returncode, answer.stderr.decode().strip()) == (1, expected)
