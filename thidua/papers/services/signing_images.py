"""The pictures set on papers signed here: handwritten signatures and seals, put, replaced and taken away.

What is replaced or taken away is gone for good, but for what it was set on: nobody needs an old signature again.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from blocs.enums import Role
from blocs.models import Organisation, Post, User
from blocs.services.audit import record
from blocs.standing import Holding, Standing
from thidua.lib.file_names import ending_of
from thidua.lib.office_files import UnsafeFileError
from thidua.lib.overlays import MOST_BYTES, TOO_LARGE, Ink, overlay
from thidua.lib.verdict import RefusedError
from thidua.papers.enums import ImageKind
from thidua.papers.models import SigningImage
from thidua.papers.rules import KEEPERS, SIGNERS, can_keep_image, can_keep_seal, can_keep_signature
from thidua.papers.services import files, uploads

ONLY_PNG = "Chỉ nhận ảnh .png nền trong suốt. Hãy lưu ảnh thành .png rồi tải lại."


@dataclass(frozen=True)
class SignatureOf:
    """A person whose signature somebody may put or take away; `signs` while he holds the post."""

    person: User
    image: SigningImage | None
    signs: bool


def signatures_kept(standing: Standing, organisation: Organisation) -> list[SignatureOf]:
    """Of whom a person keeps the signature there: his own, and as clerk or officer those of the heads."""
    posts = Post.objects.filter(organisation=organisation, role__in=SIGNERS)
    mine = Q(user=standing.user_id)
    if standing.holding(*KEEPERS, organisation_id=organisation.pk):
        mine |= Q(role=Role.HEAD)
    signing = set(posts.held_on(standing.today).values_list("user", flat=True))
    images = organisation.signing_images.filter(kind=ImageKind.SIGNATURE).select_related("person")
    by_person = {image.person_id: image for image in images}
    people = User.objects.filter(pk__in=posts.filter(mine).values("user")).order_by("sort_key", "pk")
    rows = (SignatureOf(person, by_person.get(person.pk), person.pk in signing) for person in people)
    return [row for row in rows if row.signs or row.image]


def put_signature(organisation: Organisation, person: User, data: bytes, name: str, *, by: Standing) -> SigningImage:
    """A signature, in place of the one there is. Raises RefusedError, or ValidationError for another picture."""
    verdict = can_keep_signature(by, organisation, person).required()
    posts = person.posts.filter(organisation=organisation, role__in=SIGNERS)
    if not posts.held_on(by.today).exists():
        raise RefusedError(f"{person.full_name} không còn ký văn bản ở {organisation.name}. Hãy gỡ ảnh chữ ký cũ.")
    image = SigningImage(kind=ImageKind.SIGNATURE, organisation=organisation, person=person)
    return _put(image, _drawn(data, name, Ink.BLUE), by, verdict.capacity)


def put_seal(organisation: Organisation, data: bytes, name: str, *, width_mm: int, by: Standing) -> SigningImage:
    """The seal in its real size, in place of the one there is. Raises as `put_signature` does."""
    verdict = can_keep_seal(by, organisation).required()
    image = SigningImage(kind=ImageKind.SEAL, organisation=organisation, width_mm=width_mm)
    return _put(image, _drawn(data, name, Ink.RED, width_mm), by, verdict.capacity)


@transaction.atomic
def take_away(image: SigningImage, *, by: Standing) -> None:
    """Raises RefusedError without the right."""
    image = SigningImage.objects.select_for_update().get(pk=image.pk)
    verdict = can_keep_image(by, image).required()
    _record("Gỡ ảnh", image, by, verdict.capacity)
    image.delete()
    files.forget(image.file)


def _drawn(data: bytes, name: str, ink: Ink, width_mm: int | None = None) -> bytes:
    if len(data) > MOST_BYTES:
        raise ValidationError(TOO_LARGE)
    if ending_of(name) != ".png":
        raise ValidationError(ONLY_PNG)
    uploads.checked(data, name, kinds=uploads.SCANS)
    try:
        return overlay(data, ink, width_mm=width_mm)
    except UnsafeFileError as error:
        raise ValidationError(str(error)) from error


@transaction.atomic
def _put(image: SigningImage, drawn: bytes, by: Standing, capacity: Holding | None) -> SigningImage:
    """Two at once leave one picture: whoever comes second replaces the first."""
    Organisation.objects.select_for_update().get(pk=image.organisation_id)
    same: Iterable[SigningImage] = SigningImage.objects.filter(
        kind=image.kind, organisation=image.organisation, person=image.person
    )
    old = next(iter(same), None)
    if old:
        image.pk, image._state.adding = old.pk, False
    image.file = files.store(drawn, f"{ImageKind(image.kind).label}.png", "image/png", by=by)
    image.changed_at = timezone.now()
    image.full_clean()
    image.save()
    if old:
        files.forget(old.file)
    _record("Thay ảnh" if old else "Tải lên ảnh", image, by, capacity)
    return image


def _record(action: str, image: SigningImage, by: Standing, capacity: Holding | None) -> None:
    facts = {"ảnh": str(image), "mã băm": image.file.sha256, "đường kính (mm)": image.width_mm}
    record(
        f"{action} {ImageKind(image.kind).label.lower()}", image, by=by, capacity=capacity,
        organisation=image.organisation, after={name: fact for name, fact in facts.items() if fact},
    )  # fmt: skip
