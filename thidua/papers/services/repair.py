"""What a crash may leave behind, and how it is cleared away.

Every act keeps its bytes first and names them in the database last, in one transaction; so a crash leaves bytes that
nothing names, or a signature begun with somebody's token and never finished, and never half an act.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.storage import Storage, default_storage
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from thidua.papers.enums import SignedWay
from thidua.papers.models import Paper, PendingSignature, SignedCopy, StoredFile
from thidua.papers.services import examination, files

UNNAMED_AFTER = timedelta(hours=1)
"""Younger bytes may belong to an act that is still under way."""
FORGOTTEN_AFTER = timedelta(days=1)
AT_ONCE = 500


@dataclass(frozen=True)
class Repaired:
    """How much was cleared away."""

    unnamed_files: int
    forgotten_signatures: int


def repair(*, unnamed_after: timedelta = UNNAMED_AFTER) -> Repaired:
    """Remove bytes that nothing names, and signatures that were begun and never finished."""
    forgotten, _ = PendingSignature.objects.filter(begun_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
    return Repaired(sum(map(_remove, _unnamed(unnamed_after))), forgotten)


def faults() -> Iterator[str]:
    """What no crash can leave, in Vietnamese: bytes that are gone or others, copies that do not follow one another."""
    for file in StoredFile.objects.order_by("pk").iterator(chunk_size=AT_ONCE):
        try:
            files.read(file)
        except (OSError, ValueError):
            yield f"Tệp {file.pk} ({file.name}): nội dung mất hoặc không còn như lúc lưu."
    newest = SignedCopy.objects.filter(paper=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    papers = Paper.objects.annotate(newest=Coalesce(Subquery(newest), 0), named=Coalesce("signed", 0))
    for paper in papers.exclude(newest=F("named")):
        yield f"Văn bản {paper.pk} ({paper}): bản điện tử đang dùng không phải bản mới nhất."
    for paper in papers.exclude(signed=None).select_related("rendering", "signed"):
        if not all(later.startswith(before) for before, later in _in_turn(paper)):
            yield f"Văn bản {paper.pk} ({paper}): có bản điện tử không nối tiếp bản trước."


def _in_turn(paper: Paper) -> Iterator[tuple[bytes, bytes]]:
    """Each copy with the one before it, but for files of the agency's own system."""
    copies = examination.copies_of(paper)
    ways = [SignedWay(copy.way) for copy in paper.copies.order_by("pk")]
    for way, before, later in zip(ways, copies[:-1], copies[1:], strict=True):
        if way is not SignedWay.OWN_SYSTEM:
            yield before, later


def _unnamed(unnamed_after: timedelta) -> Iterator[str]:
    newest = timezone.now() - unnamed_after
    storage: Storage = default_storage
    folders = storage.listdir("")[0] if storage.exists("") else []
    for folder in folders:
        keys = {f"{folder}/{name}" for name in storage.listdir(folder)[1]}
        named = set(StoredFile.objects.filter(key__startswith=f"{folder}/").values_list("key", flat=True))
        yield from sorted(key for key in keys - named if storage.get_modified_time(key) < newest)


def _remove(key: str) -> int:
    default_storage.delete(key)
    return 1
