"""Which files people may leave on the site: every hostile one is refused in words, every honest one is taken.

`python -m tests.bench.uploads` asks about all of them and tells what it cost.
"""

import hashlib
import re
from collections import defaultdict

import pytest
from django.core.exceptions import ValidationError

from tests.papers import benign_uploads, hostile_uploads
from tests.papers.hostile_uploads import a_pdf, an_office_file, honest
from thidua.lib.inspection import MEMORY, TOO_MUCH, inspect, inspect_apart
from thidua.lib.office_files import UnsafeFileError
from thidua.papers.services import uploads
from thidua.papers.services.uploads import Upload

HOSTILE = [case for case in hostile_uploads.hostile_uploads() if not case.is_bomb]
BOMBS = [case for case in hostile_uploads.hostile_uploads() if case.is_bomb]
BENIGN = list(benign_uploads.benign_uploads())
SAYS_WHAT_TO_DO = re.compile(r".+\. Hãy .+\.", re.DOTALL)


def refusal(name, data, inspected=inspect):
    """The words in which a file is refused; nothing where it is taken."""
    try:
        uploads.checked(data, name, inspected=inspected)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def test_there_are_many_of_both():
    assert len(HOSTILE) + len(BOMBS) >= 300
    assert len(BENIGN) >= 100


@pytest.fixture(scope="module")
def refused():
    """What became of the hostile files, by their family; each is made once."""
    told = defaultdict(list)
    for case in HOSTILE:
        data = case.make()
        told[case.family].append((case, hashlib.sha256(data).hexdigest(), refusal(case.name, data)))
    return told


@pytest.mark.parametrize("family", sorted({case.family for case in HOSTILE}))
def test_hostile_files_are_refused_and_the_sender_is_told_what_to_do(refused, family):
    told = [f"{case}: {words}" for case, _, words in refused[family] if not SAYS_WHAT_TO_DO.fullmatch(words)]
    assert told == []


def test_no_two_hostile_files_are_the_same(refused):
    files = [(case.name, digest) for family in refused.values() for case, digest, _ in family]
    assert len(set(files)) == len(files) == len(HOSTILE)


def test_honest_files_are_taken():
    told = {str(case): refusal(case.name, case.make()) for case in BENIGN if not case.is_large}
    assert told == dict.fromkeys(told, "")


@pytest.mark.long
def test_honest_files_are_taken_by_the_process_of_its_own():
    told = {str(case): refusal(case.name, case.make(), inspect_apart) for case in BENIGN}
    assert told == dict.fromkeys(told, "")


@pytest.mark.long
@pytest.mark.parametrize("case", BOMBS, ids=str)
def test_files_that_swell_are_refused(case):
    assert SAYS_WHAT_TO_DO.fullmatch(refusal(case.name, case.make(), inspect_apart))


# What is known of a file that is taken -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ending", "content_type"),
    [
        (".pdf", "application/pdf"),
        (".jpg", "image/jpeg"),
        (".png", "image/png"),
        (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_file_is_what_its_bytes_are(ending, content_type):
    taken = uploads.checked(honest(ending), f"Báo cáo{ending.upper()}")
    assert taken == Upload(name=f"Báo cáo{ending.upper()}", content_type=content_type, has_attachments=False)


def test_a_name_is_kept_without_what_could_deceive():
    names = ["..\\..\\Báo cáo.pdf", "bản\u202eký.pdf", "a\r\nb.pdf", "n" * 300 + ".pdf"]
    kept = [uploads.checked(a_pdf(), name, inspected=inspect).name for name in names]
    assert kept == ["Báo cáo.pdf", "bảnký.pdf", "ab.pdf", "n" * 179 + "…" + "n" * 16 + ".pdf"]


def test_files_attached_to_a_pdf_are_told_of():
    attached = a_pdf(lambda pdf: pdf.attachments.__setitem__("plan.json", b"{}"))
    assert uploads.checked(attached, "a.pdf").has_attachments


def test_a_scan_is_no_office_file():
    with pytest.raises(ValidationError, match=r"Chỉ nhận tệp \.pdf, \.jpg, \.png\."):
        uploads.checked(an_office_file(".docx"), "a.docx", kinds=uploads.SCANS)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("IMG_1.HEIC", "Hãy đổi ảnh iPhone sang .jpg"),
        ("Báo cáo.doc", "Hãy mở bằng Word, lưu thành .docx"),
        ("hồ sơ.rar", "Hãy giải nén, tải từng tệp"),
        ("a.cdr", "Hãy xuất ra PDF"),
    ],
)
def test_other_kinds_are_refused_with_advice_of_their_own(name, advice):
    with pytest.raises(ValidationError, match=advice):
        uploads.checked(a_pdf(), name)


# In a process of its own ---------------------------------------------------------------------------------------------


def test_a_refusal_comes_out_of_the_other_process():
    with pytest.raises(UnsafeFileError, match="Tệp PDF có mã lệnh"):
        inspect_apart(next(case for case in HOSTILE if case.family == "PDF that acts").make(), ".pdf")


def test_a_process_that_needs_more_memory_than_it_may_have_is_a_refusal():
    with pytest.raises(UnsafeFileError, match=TOO_MUCH):
        inspect_apart(bytes(MEMORY), ".pdf")
