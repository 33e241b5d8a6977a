"""Ảnh chữ ký, con dấu: what is taken, who keeps it, and that nobody else sees it."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from blocs.enums import Role
from blocs.models import AuditEntry, Post
from tests.papers.world import person, standing
from thidua.demo import images
from thidua.lib import overlays
from thidua.lib.verdict import RefusedError
from thidua.papers.models import SigningImage, StoredFile
from thidua.papers.services import files, signing_images

pytestmark = pytest.mark.any_engine

COLUMN = r"signingimage\.organisation_id"
"""What SQLite names in place of a constraint on columns."""
BLUE, RED, BLACK = (20, 40, 160, 255), (200, 20, 30, 255), (0, 0, 0, 255)


def png(ink=BLUE, *, size=(60, 40), ground=(0, 0, 0, 0), **options):
    """A stroke on a ground that is transparent unless a test says otherwise."""
    image = Image.new("RGBA", size, ground)
    image.paste(ink, (10, 10, 50, 30))
    file = io.BytesIO()
    image.save(file, "PNG", **options)
    return file.getvalue()


def jpeg():
    file = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def cast(world):
    """The clerk and head of the leading unit, and its officer and the chief of its office."""
    world.officer = person("chuyen.vien", Role.OFFICER, world.tourism)
    world.chief = person("chanh.vp", Role.OFFICE_CHIEF, world.tourism)
    return world


def put_signature(cast, by=None, data=None, name="chu-ky.png"):
    by = standing(by or cast.head)
    return signing_images.put_signature(cast.tourism, cast.head, data or png(), name, by=by)


def put_seal(cast, by=None, data=None, width_mm=36):
    by = standing(by or cast.clerk)
    return signing_images.put_seal(cast.tourism, data or png(RED), "dau.png", width_mm=width_mm, by=by)


# What is taken -------------------------------------------------------------------------------------------------------


def test_a_picture_is_cut_to_what_is_drawn_and_written_anew(cast):
    told = PngInfo()
    told.add_text("Author", "somebody")
    kept = files.read(put_signature(cast, data=png(pnginfo=told)).file)
    with Image.open(io.BytesIO(kept)) as image:
        assert (image.format, image.mode, image.size, image.info) == ("PNG", "RGBA", (40, 20), {})
        assert image.getcolors() == [(800, BLUE)]
    assert b"somebody" not in kept


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (png(ground=(255, 255, 255, 255)), "a.png", overlays.OPAQUE),
        (png((0, 0, 0, 0)), "a.png", overlays.OPAQUE),
        (png(BLACK), "a.png", overlays.WRONG_INK[overlays.Ink.BLUE]),
        (png(RED), "a.png", overlays.WRONG_INK[overlays.Ink.BLUE]),
        (png(size=(3001, 40)), "a.png", overlays.TOO_MANY),
        (png() + b"0" * overlays.MOST_BYTES, "a.png", overlays.TOO_LARGE),
        (jpeg(), "a.jpg", signing_images.ONLY_PNG),
        (jpeg(), "a.png", "Tên tệp có đuôi .png nhưng nội dung không phải loại ấy"),
        (png() + b"PK\x05\x06\0\0\0\0", "a.png", "Ảnh có phần lạ"),
    ],
    ids=["opaque", "empty", "black", "red", "wide", "heavy", "a photograph", "a photograph as PNG", "more than that"],
)
def test_what_could_not_stand_on_a_paper_is_refused_with_what_to_do(cast, data, name, message):
    with pytest.raises(ValidationError, match=message.replace("(", r"\(").replace(")", r"\)")):
        put_signature(cast, data=data, name=name)
    assert SigningImage.objects.count() == 0


def test_a_seal_is_red(cast):
    with pytest.raises(ValidationError, match="Ảnh con dấu phải màu đỏ"):
        put_seal(cast, data=png(BLUE))


@pytest.mark.parametrize("width_mm", [14, 61])
def test_a_seal_has_the_size_that_seals_have(cast, width_mm):
    with pytest.raises(ValidationError):
        put_seal(cast, width_mm=width_mm)


def test_what_the_demo_draws_is_taken(cast):
    assert put_signature(cast, data=images.signature(1)).width_mm is None
    assert put_seal(cast, data=images.seal()).width_mm == 36


# Replaced and taken away ---------------------------------------------------------------------------------------------


def test_a_new_picture_takes_the_place_of_the_old_which_is_gone(cast, django_capture_on_commit_callbacks):
    old = put_signature(cast).file
    with django_capture_on_commit_callbacks(execute=True):
        new = put_signature(cast, data=png((10, 10, 200, 255))).file
    assert list(SigningImage.objects.values_list("file", flat=True)) == [new.pk]
    assert StoredFile.objects.filter(pk=old.pk).exists() is False
    assert [default_storage.exists(file.key) for file in (old, new)] == [False, True]


def test_a_picture_that_is_taken_away_is_gone_with_its_bytes(cast, django_capture_on_commit_callbacks):
    image = put_seal(cast)
    with django_capture_on_commit_callbacks(execute=True):
        signing_images.take_away(image, by=standing(cast.clerk))
    assert SigningImage.objects.count() == 0
    assert default_storage.exists(image.file.key) is False


def test_each_act_stands_in_the_history(cast):
    image = put_signature(cast, by=cast.clerk)
    put_signature(cast)
    signing_images.take_away(SigningImage.objects.get(pk=image.pk), by=standing(cast.head))
    entries = AuditEntry.objects.filter(object_type="papers.SigningImage").order_by("pk")
    assert [(entry.action, entry.user_name, entry.capacity, entry.organisation) for entry in entries] == [
        ("Tải lên ảnh chữ ký", "Van.Thu", "Văn thư, Sở Du lịch", cast.tourism),
        ("Thay ảnh chữ ký", "Giam.Doc", "Thủ trưởng đơn vị, Sở Du lịch", cast.tourism),
        ("Gỡ ảnh chữ ký", "Giam.Doc", "Thủ trưởng đơn vị, Sở Du lịch", cast.tourism),
    ]
    assert [entry.after["ảnh"] for entry in entries] == ["Chữ ký Giam.Doc"] * 3


def test_the_database_holds_by_named_constraints_what_a_picture_is(cast):
    seal = put_seal(cast)
    with pytest.raises(IntegrityError, match="signing_image_is_one_kind"), transaction.atomic():
        SigningImage.objects.filter(pk=seal.pk).update(width_mm=None)


def test_the_database_keeps_one_seal_of_an_organisation_and_one_signature_of_a_person_there(cast):
    seal, signature = put_seal(cast), put_signature(cast)
    seal.pk = signature.pk = None
    with pytest.raises(IntegrityError, match=rf"signing_image_seal_once|{COLUMN}"), transaction.atomic():
        seal.save()
    with pytest.raises(IntegrityError, match=rf"signing_image_signature_once|{COLUMN}"), transaction.atomic():
        signature.save()


# Who keeps them ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["head", "clerk", "officer"])
def test_a_heads_signature_is_kept_by_the_head_the_clerk_and_the_officer(cast, who):
    assert put_signature(cast, by=getattr(cast, who)).person == cast.head


@pytest.mark.parametrize("who", ["chief", "member", "office", "follower", "stranger", "administrator"])
def test_and_by_nobody_else(cast, who):
    with pytest.raises(RefusedError, match="do chính người ký giữ"):
        put_signature(cast, by=getattr(cast, who))


@pytest.mark.parametrize(("who", "may"), [("chief", True), ("clerk", False), ("head", False)])
def test_who_only_initials_keeps_his_signature_alone(cast, who, may):
    by = standing(getattr(cast, who))
    if may:
        assert signing_images.put_signature(cast.tourism, cast.chief, png(), "a.png", by=by).person == cast.chief
    else:
        with pytest.raises(RefusedError):
            signing_images.put_signature(cast.tourism, cast.chief, png(), "a.png", by=by)


@pytest.mark.parametrize("who", ["head", "officer", "chief", "member", "office", "administrator"])
def test_the_seal_is_the_clerks_alone(cast, who):
    with pytest.raises(RefusedError, match="do văn thư của cơ quan giữ"):
        put_seal(cast, by=getattr(cast, who))


def test_the_signature_of_who_is_head_no_more_can_only_be_taken_away(cast):
    image = put_signature(cast)
    Post.objects.filter(user=cast.head).update(to_on="2024-12-31")
    with pytest.raises(RefusedError, match="không còn ký văn bản"):
        put_signature(cast, by=cast.clerk)
    signing_images.take_away(image, by=standing(cast.clerk))
    assert SigningImage.objects.count() == 0


# The pages -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def as_user(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def page_of(client, cast):
    response = client.get(reverse("signing_images", args=[cast.tourism.pk]))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("who", "signature", "seal"),
    [("head", 200, 404), ("clerk", 200, 200), ("officer", 200, 404), ("chief", 404, 404), ("member", 404, 404),
     ("office", 404, 404), ("administrator", 404, 404)],
)  # fmt: skip
def test_a_picture_is_there_for_who_keeps_it(cast, as_user, who, signature, seal):
    kept = [put_signature(cast), put_seal(cast)]
    client = as_user(getattr(cast, who))
    got = [client.get(reverse("signing_image", args=[image.pk])) for image in kept]
    assert [answer.status_code for answer in got] == [signature, seal]
    assert [client.post(reverse("take_away_image", args=[image.pk])).status_code for image in kept] == [
        302 if status == 200 else 404 for status in (signature, seal)
    ]


def test_the_page_shows_everybody_what_they_keep(cast, as_user):
    put_signature(cast)
    seen = {}
    for who in ("head", "clerk", "officer", "chief"):
        page = page_of(as_user(getattr(cast, who)), cast)
        seen[who] = ("Chữ ký của Giam.Doc" in page, "Chữ ký của Chanh.Vp" in page, "Con dấu của Sở Du lịch" in page)
    assert seen == {
        "head": (True, False, False),
        "clerk": (True, False, True),
        "officer": (True, False, False),
        "chief": (False, True, False),
    }


@pytest.mark.parametrize(("who", "status"), [("follower", 403), ("office", 403), ("member", 403), ("stranger", 404)])
def test_it_is_closed_to_others(cast, as_user, who, status):
    assert as_user(getattr(cast, who)).get(reverse("signing_images", args=[cast.tourism.pk])).status_code == status


def test_a_signature_and_a_seal_are_brought_by_the_page(cast, as_user):
    client = as_user(cast.clerk)
    signature = {f"ky-{cast.head.pk}-image": SimpleUploadedFile("k.png", png())}
    client.post(reverse("put_signature", args=[cast.tourism.pk, cast.head.pk]), signature)
    seal = {"dau-image": SimpleUploadedFile("d.png", png(RED)), "dau-width_mm": "38"}
    client.post(reverse("put_seal", args=[cast.tourism.pk]), seal)
    assert list(SigningImage.objects.values_list("kind", "width_mm")) == [("seal", 38), ("signature", None)]
    assert page_of(client, cast).count('class="signing-image"') == 2


def test_a_refused_picture_is_told_beside_its_field(cast, as_user):
    answer = as_user(cast.clerk).post(
        reverse("put_seal", args=[cast.tourism.pk]),
        {"dau-image": SimpleUploadedFile("d.png", png()), "dau-width_mm": "38"},
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert ("Ảnh con dấu phải màu đỏ" in page, 'value="38"' in page) == (True, True)


def test_the_page_asks_the_database_as_often_for_many_heads_as_for_one(cast, as_user):
    client = as_user(cast.clerk)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            page_of(client, cast)
        return len(captured)

    put_signature(cast)
    queries()
    for_one = queries()
    for number in range(5):
        other = person(f"pho.{number}", Role.HEAD, cast.tourism)
        signing_images.put_signature(cast.tourism, other, png(), "a.png", by=standing(cast.clerk))
    assert queries() == for_one
