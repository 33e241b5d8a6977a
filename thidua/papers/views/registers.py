"""The registers of numbers: their list, one of them, and the acts of those who keep it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from blocs.models.derived import DerivedQuerySet
from blocs.requests import Request
from blocs.standing import Standing
from thidua.lib.sheets import XLSX, workbook
from thidua.lib.verdict import RefusedError
from thidua.papers import forms
from thidua.papers.models import Paper, Register, RegisterEntry
from thidua.papers.rules import can_give_number, can_keep_register
from thidua.papers.services import files, numbers
from thidua.papers.shown import EXCEL_HEADINGS, RELATED, ranges, register_rows
from thidua.papers.views.incoming import receiving

ROWS = 50


@dataclass(frozen=True)
class Act:
    """A form of the register's page, or the reason why it is refused."""

    form: forms.RegisterForm
    refusal: str


@require_safe
def register_list(request: Request) -> HttpResponse:
    """Văn bản: the registers a person may see, by owner and year."""
    words = request.GET.get("tim", "")
    registers = Register.objects.visible_to(request.standing).found_by(words).by_owner().with_newest()
    page: Page[Any] = Paginator(registers, ROWS).get_page(request.GET.get("trang"))
    entries = RegisterEntry.objects.select_related("paper").defer("paper__content", "paper__boxes")
    newest = entries.in_bulk([register.newest_id for register in page])
    rows = register_rows(newest.values())
    by_register = {row.entry.register_id: row for row in rows}
    lines = [{"register": register, "newest": by_register.get(register.pk)} for register in page]
    context = {"page": page, "lines": lines, "words": words, "incoming": receiving(request.standing)}
    return render(request, "papers/registers.html", context)


@require_safe
def register(request: Request, pk: int) -> HttpResponse:
    """One register: its numbers, newest first, and what may be done with it."""
    return _page(request, _visible(request, pk))


@require_safe
def register_excel(request: Request, pk: int) -> HttpResponse:
    """The whole register in Excel, in the order of its numbers."""
    register = _visible(request, pk)
    rows = register_rows(_entries(register).order_by("number", "suffix"))
    data = workbook(f"Sổ năm {register.year}", EXCEL_HEADINGS, (row.cells for row in rows))
    return files.answer(data, f"{register}.xlsx".replace("/", "-"), XLSX)


@require_POST
def reserve_number(request: Request, pk: int) -> HttpResponse:
    def act(register: Register, sent: dict[str, Any]) -> str:
        entry = numbers.reserve(register, **sent, by=request.standing)
        return f"Đã giữ số {entry.text}."

    return _act(request, pk, forms.ReserveForm, act)


@require_POST
def insert_number(request: Request, pk: int) -> HttpResponse:
    def act(register: Register, sent: dict[str, Any]) -> str:
        entry = numbers.insert_after(register, **sent, by=request.standing)
        return f"Đã chèn số {entry.text}; số này được giữ đến khi có văn bản dùng."

    return _act(request, pk, forms.InsertForm, act)


@require_POST
def void_number(request: Request, pk: int) -> HttpResponse:
    def act(_: Register, sent: dict[str, Any]) -> str:
        entry = numbers.void(**sent, by=request.standing)
        return f"Đã bỏ số {entry.text}."

    return _act(request, pk, forms.VoidForm, act)


@require_POST
def set_up_register(request: Request, pk: int) -> HttpResponse:
    def act(register: Register, sent: dict[str, Any]) -> str:
        numbers.set_up(register, **sent, by=request.standing)
        return "Đã đặt sổ."

    return _act(request, pk, forms.SetUpForm, act)


def _act(
    request: Request,
    pk: int,
    form_class: type[forms.RegisterForm],
    act: Callable[[Register, dict[str, Any]], str],
) -> HttpResponse:
    """Do what the form asks and show the register; when refused, with the form as it was sent and the reason."""
    register = _visible(request, pk)
    form = form_class(register, request.POST, today=request.standing.today)
    if _refusal(request.standing, register, form_class):
        return _page(request, register, sent=form, status=403)
    if form.is_valid():
        try:
            done = act(register, form.cleaned_data)
        except RefusedError as refusal:
            messages.error(request, str(refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, done)
            return redirect("register", register.pk)
    return _page(request, register, sent=form)


def _page(
    request: Request, register: Register, sent: forms.RegisterForm | None = None, status: int = 200
) -> HttpResponse:
    words = request.GET.get("tim", "")
    page = Paginator(_entries(register).found_by(words), ROWS).get_page(request.GET.get("trang"))
    context = {
        "register": register,
        "page": page,
        "rows": register_rows(page),
        "words": words,
        "gaps": ranges(numbers.gaps(register)),
        "skipped": ranges(numbers.skipped(register)),
        "acts": _acts(request, register, sent),
        "refusal": can_keep_register(request.standing, register).reason,
    }
    return render(request, "papers/register.html", context, status=status)


def _acts(request: Request, register: Register, sent: forms.RegisterForm | None) -> list[Act]:
    standing = request.standing
    return [
        Act(
            form=sent if isinstance(sent, form_class) else form_class(register, today=standing.today),
            refusal=_refusal(standing, register, form_class),
        )
        for form_class in forms.REGISTER_FORMS
    ]


def _refusal(standing: Standing, register: Register, form_class: type[forms.RegisterForm]) -> str:
    """Why the person may not send this form; "" who may."""
    gives = form_class in (forms.ReserveForm, forms.InsertForm)
    return (can_give_number if gives else can_keep_register)(standing, register).reason


def _visible(request: Request, pk: int) -> Register:
    registers = Register.objects.visible_to(request.standing).select_related("organisation", "bloc__superior")
    found: Register = get_object_or_404(registers, pk=pk)
    return found


def _entries(register: Register) -> DerivedQuerySet[RegisterEntry]:
    entries: DerivedQuerySet[RegisterEntry] = RegisterEntry.objects.filter(register=register)
    later = Prefetch("paper__replaced_by", Paper.objects.select_related("entry").defer("content", "boxes"))
    without_texts = [f"{paper}__{name}" for paper in ("paper", "paper__replaces") for name in ("content", "boxes")]
    return entries.select_related(*RELATED).defer(*without_texts).prefetch_related(later)
