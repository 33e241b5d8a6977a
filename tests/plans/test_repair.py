"""What a crash leaves of a paper is cleared away; what no crash leaves is told."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from plans.services import digital
from tests.plans.conftest import paper_of
from tests.world import standing
from thidua.papers.models import Paper, PendingSignature
from thidua.papers.services import files, repair

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """A store that no other test writes to."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "store"},
        }
    }


def test_bytes_that_nothing_names_are_removed_and_others_kept(submitted):
    default_storage.save("ab/left-behind", ContentFile(b"half"))
    assert repair.repair(unnamed_after=timedelta()) == repair.Repaired(unnamed_files=1, forgotten_signatures=0)
    assert not default_storage.exists("ab/left-behind")
    assert list(repair.faults()) == []


def test_bytes_of_an_act_that_may_be_under_way_are_left_alone():
    default_storage.save("ab/just-now", ContentFile(b"half"))
    assert repair.repair().unnamed_files == 0
    assert default_storage.exists("ab/just-now")


def test_a_signature_that_was_begun_long_ago_is_forgotten(submitted, office):
    paper = paper_of(submitted)
    begun = timezone.now() - timedelta(days=2)
    PendingSignature.objects.create(paper=paper, prepared="{}", begun_by=office.head, begun_at=begun)
    assert repair.repair().forgotten_signatures == 1


def test_bytes_that_are_gone_or_others_are_told(submitted):
    file = paper_of(submitted).rendering
    default_storage.delete(file.key)
    assert list(repair.faults()) == [f"Tệp {file.pk} ({file.name}): nội dung mất hoặc không còn như lúc lưu."]


def test_a_paper_whose_newest_copy_is_not_the_one_it_names_is_told(submitted, office, keys):
    paper = paper_of(digital.sign_here(submitted, 0, by=standing(office.head)))
    Paper.objects.filter(pk=paper.pk).update(signed=None)
    (fault,) = repair.faults()
    assert "không phải bản mới nhất" in fault


def test_a_copy_that_does_not_begin_with_the_one_before_it_is_told(submitted, office, keys):
    paper = paper_of(digital.sign_here(submitted, 0, by=standing(office.head)))
    assert paper.signed is not None
    paper.signed.file = files.store(b"%PDF other", "other.pdf", "application/pdf", by=standing(office.head))
    paper.signed.save()
    (fault,) = repair.faults()
    assert "không nối tiếp bản trước" in fault


def test_the_command_ends_with_1_where_something_is_wrong(submitted, capsys):
    call_command("repair_papers")
    default_storage.delete(paper_of(submitted).rendering.key)
    with pytest.raises(SystemExit) as ended:
        call_command("repair_papers")
    assert ended.value.code == 1
