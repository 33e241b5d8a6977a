"""What proves the figures of a sheet: files, addresses, tasks of the bloc's plan."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery, Sum

from blocs.services.audit import record
from blocs.standing import Standing
from plans.enums import IN_FORCE
from plans.models import Assignment, Plan, Task
from scoring.criteria import leaves, place
from scoring.models import Evidence, ScoreSheet
from scoring.rules import can_fill_in
from scoring.services.sheets import locked, on_behalf
from thidua.lib.verdict import RefusedError
from thidua.papers.services import files, uploads

MOST_OF_CRITERION = 20
"""Nobody who checks a criterion reads more; who has more joins them into one PDF."""
MOST_BYTES_OF_SHEET = 200 * 1024 * 1024
"""Thirty criteria with a few scans of 2 MB each come to half of it; a province's sheets of a year stay below 1 TB."""

NOT_GIVEN = "Nhiệm vụ này không giao cho đơn vị. Hãy chọn nhiệm vụ khác trong kế hoạch của khối, cụm."
NOT_DONE = "Nhiệm vụ này chưa ghi Hoàn thành. Hãy ghi ngày hoàn thành ở danh sách nhiệm vụ của kế hoạch rồi chọn lại."


@dataclass(frozen=True, kw_only=True)
class AddedFile:
    """A proof, and whether its file carries others inside that nobody has looked at."""

    evidence: Evidence
    has_attachments: bool


def add_file(sheet: ScoreSheet, key: int, data: bytes, name: str, caption: str = "", *, by: Standing) -> AddedFile:
    """Raises RefusedError without the right or when there is too much already, ValidationError for a file that is not
    taken (`papers.services.uploads`)."""
    can_fill_in(by, sheet).required()
    upload = uploads.checked(data, name)  # takes time, so before the sheet is locked
    return AddedFile(evidence=_add_file(sheet, key, data, upload, caption, by), has_attachments=upload.has_attachments)


@transaction.atomic
def _add_file(sheet: ScoreSheet, key: int, data: bytes, upload: uploads.Upload, caption: str, by: Standing) -> Evidence:
    sheet = _room_for_one_more(sheet, key, by)
    held = sheet.evidence.aggregate(size=Sum("file__size"))["size"] or 0
    if held + len(data) > MOST_BYTES_OF_SHEET:
        raise RefusedError("Minh chứng của cả bảng đã gần 200 MB. Hãy quét ở độ phân giải thấp hơn hoặc bỏ bớt tệp.")
    digest = files.digest_of(data)
    if same := sheet.evidence.filter(key=key, file__sha256=digest).first():
        raise RefusedError(f"Tiêu chí này đã có đúng tệp ấy ({same}). Hãy chọn tệp khác.")
    file = files.store(data, upload.name, upload.content_type, by=by)
    return _added(Evidence(sheet=sheet, key=key, file=file, caption=caption), by)


@transaction.atomic
def add_link(sheet: ScoreSheet, key: int, url: str, caption: str = "", *, by: Standing) -> Evidence:
    """Raises RefusedError; ValidationError for what is no address of the web."""
    sheet = _room_for_one_more(sheet, key, by)
    url = url.strip()
    if not _is_web(url):
        raise ValidationError("Đường dẫn phải bắt đầu bằng http:// hoặc https://. Hãy chép cả dòng địa chỉ của trang.")
    if sheet.evidence.filter(key=key, url=url).exists():
        raise RefusedError("Tiêu chí này đã có đường dẫn ấy. Hãy nhập đường dẫn khác.")
    return _added(Evidence(sheet=sheet, key=key, url=url, caption=caption), by)


@transaction.atomic
def add_task(sheet: ScoreSheet, key: int, task: Task, caption: str = "", *, by: Standing) -> Evidence:
    """Raises RefusedError, also for a task that is none of `tasks_of`."""
    sheet = _room_for_one_more(sheet, key, by)
    if not tasks_of(sheet).filter(pk=task.pk).exists():
        is_given = task.assignments.filter(organisation=sheet.unit.organisation_id, task__plan__in=plans_of(sheet))
        raise RefusedError(NOT_DONE if is_given.exists() else NOT_GIVEN)
    if sheet.evidence.filter(key=key, task=task).exists():
        raise RefusedError("Tiêu chí này đã có nhiệm vụ ấy. Hãy chọn nhiệm vụ khác.")
    return _added(Evidence(sheet=sheet, key=key, task=task, caption=caption), by)


@transaction.atomic
def remove(evidence: Evidence, *, by: Standing) -> None:
    """Take a proof off the sheet; the bytes of its file are kept, as the history names them."""
    sheet = locked(evidence.sheet)
    can_fill_in(by, sheet).required()
    found = sheet.evidence.select_related("file", "task").filter(pk=evidence.pk).first()
    if found is None:
        raise RefusedError("Minh chứng này đã được bỏ. Hãy mở lại trang.")
    facts = _facts(found)
    found.delete()
    _tell("Bỏ minh chứng", sheet, by, before=facts)


def evidence_of(sheet: ScoreSheet, key: int) -> list[Evidence]:
    """The proofs of one criterion, oldest first; a task with the day on which its unit had done it as `done_on`."""
    unit = Assignment.objects.filter(task=OuterRef("task"), organisation=sheet.unit.organisation_id)
    rows = sheet.evidence.filter(key=key).annotate(done_on=Subquery(unit.values("done_on")))
    return list(rows.select_related("file", "task", "added_by").order_by("pk"))


def in_words(sheet: ScoreSheet) -> dict[str, list[str]]:
    """All proofs of a sheet by the place of their criterion, for the history."""
    proofs: dict[str, list[str]] = defaultdict(list)
    for each in sheet.evidence.select_related("file", "task", "sheet__round__table").order_by("pk"):
        told = each.file.sha256 if each.file else each.url or str(each.task)
        proofs[place_of(each)].append(told if told == str(each) else f"{each} ({told})")
    return proofs


def tasks_of(sheet: ScoreSheet) -> QuerySet[Task]:
    """The tasks that the plans in force of the sheet's year give to its unit, and that it has done: `done_on`."""
    done: QuerySet[Task] = Task.objects.done_by(sheet.unit.organisation_id).filter(plan__in=plans_of(sheet))
    return done


def plans_of(sheet: ScoreSheet) -> QuerySet[Plan]:
    """The plans in force of the sheet's year."""
    plans: QuerySet[Plan] = Plan.objects.filter(term=sheet.round.term_id, state__in=sorted(IN_FORCE))
    return plans


def same_file(evidence: Sequence[Evidence], standing: Standing) -> dict[int, list[Evidence]]:
    """Where else the very same bytes serve as proof: another criterion, another year, another unit; among the sheets
    that the person reads. By key of the proof, those without another are left out. One query."""
    digests = {each.pk: each.file.sha256 for each in evidence if each.file}
    elsewhere: dict[str, list[Evidence]] = defaultdict(list)
    if digests:
        found = Evidence.objects.filter(file__sha256__in=set(digests.values()))
        found = found.filter(sheet__in=ScoreSheet.objects.visible_to(standing))
        related = ("file", "sheet__unit__organisation", "sheet__round__term__bloc", "sheet__round__table")
        for each in found.select_related(*related).order_by("pk"):
            assert each.file is not None
            elsewhere[each.file.sha256].append(each)
    others = {
        each.pk: [other for other in elsewhere[digests[each.pk]] if other.pk != each.pk]
        for each in evidence
        if each.pk in digests
    }
    return {key: found for key, found in others.items() if found}


def place_of(evidence: Evidence) -> str:
    """The criterion that is proved, for people: "I.1.a"."""
    criteria = evidence.sheet.round.table.value
    return next((place(criterion, above) for criterion, above in leaves(criteria) if criterion.key == evidence.key), "")


def _room_for_one_more(sheet: ScoreSheet, key: int, by: Standing) -> ScoreSheet:
    """The sheet under its lock, where a proof may be added."""
    sheet = locked(sheet)
    can_fill_in(by, sheet).required()
    if all(criterion.key != key for criterion, _ in leaves(sheet.round.table.value)):
        raise RefusedError("Tiêu chí này không có trong bảng. Hãy mở lại bảng tự chấm.")
    if sheet.evidence.filter(key=key).count() >= MOST_OF_CRITERION:
        raise RefusedError(f"Tiêu chí này đã có {MOST_OF_CRITERION} minh chứng. Hãy gộp các tệp thành một PDF.")
    return sheet


def _added(evidence: Evidence, by: Standing) -> Evidence:
    evidence.caption, evidence.added_by_id = evidence.caption.strip(), by.user_id
    evidence.full_clean(exclude=["sheet", "added_by"])
    evidence.save()
    _tell("Thêm minh chứng", evidence.sheet, by, after=_facts(evidence))
    return evidence


def _tell(
    what: str, sheet: ScoreSheet, by: Standing, *, before: dict[str, str] | None = None,
    after: dict[str, str] | None = None,
) -> None:  # fmt: skip
    """Count the change, so that nobody takes the sheet for one that is not begun, and write the history."""
    sheet.version += 1
    sheet.save(update_fields=["version", "updated_at"])
    capacity = can_fill_in(by, sheet).capacity
    record(
        what, sheet, by=by, capacity=capacity, on_behalf_of=on_behalf(sheet, capacity), term=sheet.round.term,
        organisation=sheet.unit.organisation, before=before, after=after,
    )  # fmt: skip


def _facts(evidence: Evidence) -> dict[str, str]:
    """What the history tells at once: its readers do not all read a sheet that is not handed in, so no names."""
    facts = {"tiêu chí": place_of(evidence)}
    return facts | {"mã băm": evidence.file.sha256} if evidence.file else facts


def _is_web(url: str) -> bool:
    """Whether it is an address of a page, and gives no password away."""
    try:
        parts = urlsplit(url)
        has_login = parts.username is not None
    except ValueError:
        return False
    is_one_word = not any(letter.isspace() or not letter.isprintable() for letter in url)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and is_one_word and not has_login
