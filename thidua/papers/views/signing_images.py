"""Chữ ký, con dấu: the pictures that an organisation sets on papers signed here, for those who keep them."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from blocs.models import Organisation, User
from blocs.requests import Request
from thidua.papers.enums import ImageKind
from thidua.papers.forms import SealForm, SigningImageForm
from thidua.papers.models import SigningImage
from thidua.papers.rules import can_keep_image, can_keep_images, can_keep_seal, can_keep_signature
from thidua.papers.services import files
from thidua.papers.services import signing_images as services


@require_safe
def signing_images(request: Request, pk: int) -> HttpResponse:
    """The signatures that the person keeps there, and the seal."""
    return _page(request, _organisation(request, pk))


@require_POST
def put_signature(request: Request, pk: int, person_id: int) -> HttpResponse:
    """Tải lên, thay ảnh chữ ký."""
    organisation = _organisation(request, pk)
    person = get_object_or_404(User.objects.filter(posts__organisation=organisation).distinct(), pk=person_id)
    can_keep_signature(request.standing, organisation, person).required()
    form = _signature_form(person, request)
    if form.is_valid():
        try:
            services.put_signature(organisation, person, *form.cleaned_data["image"], by=request.standing)
        except ValidationError as error:
            form.add_error("image", error)
        else:
            messages.success(request, f"Đã lưu ảnh chữ ký của {person.full_name}.")
            return redirect("signing_images", organisation.pk)
    return _page(request, organisation, sent=form, status=422)


@require_POST
def put_seal(request: Request, pk: int) -> HttpResponse:
    """Tải lên, thay ảnh con dấu."""
    organisation = _organisation(request, pk)
    can_keep_seal(request.standing, organisation).required()
    form = SealForm(request.POST, request.FILES, prefix="dau")
    if form.is_valid():
        data, name = form.cleaned_data["image"]
        try:
            services.put_seal(organisation, data, name, width_mm=form.cleaned_data["width_mm"], by=request.standing)
        except ValidationError as error:
            form.add_error("image", error)
        else:
            messages.success(request, "Đã lưu ảnh con dấu.")
            return redirect("signing_images", organisation.pk)
    return _page(request, organisation, sent=form, status=422)


@require_POST
def take_away_image(request: Request, pk: int) -> HttpResponse:
    """Gỡ ảnh."""
    image = _visible(request, pk)
    services.take_away(image, by=request.standing)
    messages.success(request, f"Đã gỡ ảnh {ImageKind(image.kind).label.lower()}.")
    return redirect("signing_images", image.organisation_id)


@require_safe
def signing_image(request: Request, pk: int) -> HttpResponse:
    """The picture itself."""
    image = _visible(request, pk)
    return files.download(image.file, image.file.name, inline=True)


def _organisation(request: Request, pk: int) -> Organisation:
    organisation = get_object_or_404(Organisation.objects.visible_to(request.standing), pk=pk)
    can_keep_images(request.standing, organisation).required()
    return organisation


def _visible(request: Request, pk: int) -> SigningImage:
    """Who may not keep a picture is not told that there is one."""
    image = get_object_or_404(SigningImage.objects.select_related("organisation", "person", "file"), pk=pk)
    if not can_keep_image(request.standing, image):
        raise Http404
    return image


def _signature_form(person: User, request: Request | None = None) -> SigningImageForm:
    prefix = f"ky-{person.pk}"
    return SigningImageForm(request.POST, request.FILES, prefix=prefix) if request else SigningImageForm(prefix=prefix)


def _page(
    request: Request, organisation: Organisation, sent: SigningImageForm | None = None, status: int = 200
) -> HttpResponse:
    standing = request.standing

    def forms() -> Iterator[tuple[services.SignatureOf, SigningImageForm]]:
        for row in services.signatures_kept(standing, organisation):
            form = _signature_form(row.person)
            yield row, sent if sent and sent.prefix == form.prefix else form

    context = {
        "organisation": organisation,
        "signatures": list(forms()),
        "seal": organisation.signing_images.filter(kind=ImageKind.SEAL).first(),
        "seal_form": sent if isinstance(sent, SealForm) else SealForm(prefix="dau"),
        "may_seal": can_keep_seal(standing, organisation),
    }
    return render(request, "papers/signing_images.html", context, status=status)
