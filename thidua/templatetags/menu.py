"""The main menu: its entries, and which of them the present page belongs to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse

from blocs.rules import can_use_setup
from blocs.standing import Standing

register = template.Library()


@dataclass(frozen=True)
class Entry:
    """A part of the site: its name, the page it begins with, the beginnings of the addresses that belong to it."""

    label: str
    url_name: str
    paths: tuple[str, ...]
    is_for: Callable[[Standing], bool] = lambda _: True


ENTRIES = (
    Entry("Việc của tôi", "my_work", ()),
    Entry(
        "Khối, cụm thi đua",
        "blocs",
        ("/khoi-cum/", "/nam/", "/cu-don-vi/", "/thanh-vien/", "/co-quan/", "/lich-su/"),
    ),
    Entry("Kế hoạch", "plans", ("/ke-hoach/",)),
    Entry("Văn bản", "registers", ("/van-ban/",)),
    Entry("Đăng ký, giao ước", "registrations", ("/dang-ky/",)),
    Entry("Chấm điểm", "scoring", ("/cham-diem/",)),
    Entry("Thiết lập", "setup", ("/thiet-lap/",), lambda person: bool(can_use_setup(person))),
    Entry("Quản trị", "admin:index", ("/quan-tri/",), lambda person: person.is_office or person.is_administrator),
)


@register.simple_tag(takes_context=True)
def menu_entries(context: template.Context) -> list[dict[str, Any]]:
    """The entries for this person, each with its address and whether the present page is in it."""
    request = context["request"]
    entries = []
    for entry in ENTRIES:
        if not entry.is_for(request.standing):
            continue
        address = reverse(entry.url_name)
        is_current = request.path == address or request.path.startswith(entry.paths)
        entries.append({"label": entry.label, "address": address, "is_current": is_current})
    return entries
