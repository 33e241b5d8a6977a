"""The Word file of a draft comes back corrected."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from blocs.models import AuditEntry
from plans.documents import official_document
from plans.services import correcting
from plans.tasks import tasks
from tests.plans.conftest import fresh
from tests.world import standing
from thidua.lib.verdict import RefusedError
from thidua.papers.docx import to_docx

pytestmark = pytest.mark.django_db


def corrected(plan, *replacements):
    """The Word file of a plan with words replaced, as Word would do it, run by run."""
    document = Document(BytesIO(to_docx(official_document(plan.value))))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    paragraphs = [*document.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]
    for old, new in replacements:
        [run, *_] = [run for paragraph in paragraphs for run in paragraph.runs if old in run.text]
        run.text = run.text.replace(old, new)
    data = BytesIO()
    document.save(data)
    return SimpleUploadedFile("ke-hoach-sua.docx", data.getvalue())


@pytest.fixture
def officer(client, office):
    client.force_login(office.officer)
    return client


@pytest.fixture
def address(draft):
    return reverse("corrected_file", args=[draft.pk])


def rows(page):
    return [(row["difference"].kind.value, row["difference"].after) for row in page.context["rows"]]


def test_a_file_that_nobody_changed_differs_nowhere(officer, address, draft):
    officer.post(address, {"file": corrected(draft)})
    page = officer.get(address)
    assert rows(page) == []
    assert "không còn chỗ nào khác nhau" in page.content.decode()


def test_what_was_corrected_is_shown_and_taken_or_left(officer, address, draft):
    sent = corrected(draft, ("Hội thao", "Hội thao toàn khối"), ("thực hiện đúng", "nghiêm túc thực hiện"))
    officer.post(address, {"file": sent})
    page = officer.get(address)
    assert rows(page) == [
        ("Sửa", "3 | Hội thao toàn khối | Sở Y tế | Tổ giúp việc | Quý III"),
        ("Sửa", "Các đơn vị thành viên nghiêm túc thực hiện Kế hoạch này./."),
    ]
    officer.post(address, {"take": "", "doi": ["1"], "version": draft.version})
    assert [task.text for task in tasks(fresh(draft).value)][2] == "Hội thao toàn khối"
    assert fresh(draft).tasks.get(number="3").text == "Hội thao toàn khối"
    assert len(rows(officer.get(address))) == 1


def test_the_file_is_kept_until_the_comparison_ends(officer, address, draft, office):
    officer.post(address, {"file": corrected(draft)})
    kept = fresh(draft).corrected
    assert kept is not None
    assert kept.name == "ke-hoach-sua.docx"
    officer.post(address, {"done": ""})
    assert fresh(draft).corrected is None
    actions = AuditEntry.objects.order_by("-pk").values_list("action", flat=True)[:2]
    assert list(actions) == ["Đối chiếu xong tệp Word đã sửa", "Nhận tệp Word đã sửa"]


def test_what_was_chosen_for_another_version_is_not_taken(officer, address, draft, office):
    officer.post(address, {"file": corrected(draft, ("Hội thao", "Hội thao toàn khối"))})
    page = officer.post(address, {"take": "", "doi": ["1"], "version": draft.version + 1})
    assert page.status_code == 409
    assert "vừa được sửa ở nơi khác" in page.content.decode()
    assert fresh(draft).tasks.get(number="3").text == "Hội thao"


def test_what_cannot_be_read_is_refused_and_not_kept(officer, address, draft):
    page = officer.post(address, {"file": SimpleUploadedFile("ke-hoach.docx", b"PK\x03\x04 broken")})
    assert page.status_code == 422
    assert fresh(draft).corrected is None


def test_once_laid_before_the_signer_nothing_is_compared(officer, submitted):
    page = officer.get(reverse("corrected_file", args=[submitted.pk]))
    assert page.status_code == 403


def test_the_service_asks_for_the_right_itself(draft, office):
    with pytest.raises(RefusedError):
        correcting.put_away(draft, by=standing(office.world.member))
