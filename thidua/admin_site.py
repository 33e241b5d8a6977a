"""Django's admin as this site shows it: the place where a superior office works, arranged by that work."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator


@dataclass(frozen=True)
class Section:
    """Lists that belong to one part of the office's work."""

    slug: str
    name: str
    help: str
    models: tuple[str, ...]
    """Labels, because the apps stand above this module."""


SECTIONS = (
    Section(
        "nam-thi-dua",
        "Năm thi đua",
        "Lập khối, cụm; mở năm, cử đơn vị đứng đầu, xếp đơn vị thành viên; khép năm.",
        ("blocs.Term", "blocs.Bloc"),
    ),
    Section(
        "ke-hoach-van-ban",
        "Kế hoạch, văn bản",
        "Xem kế hoạch của các khối, cụm được giao, kể cả dự thảo; trả lại kế hoạch chưa đạt, có lý do.",
        ("plans.Plan", "papers.Paper", "papers.Register"),
    ),
    Section(
        "dang-ky",
        "Đăng ký, giao ước",
        "Theo dõi đơn vị nào đã đăng ký, khối, cụm nào đã ký giao ước; trả lại đăng ký chưa đạt, có lý do.",
        ("scoring.Registration", "scoring.Pledge"),
    ),
    Section(
        "cham-diem",
        "Chấm điểm",
        "Theo dõi bảng tự chấm của các đơn vị: trả lại, gia hạn, đôn đốc; xem bảng tiêu chí.",
        ("scoring.ScoringRound", "scoring.ScoreSheet", "scoring.CriteriaTable"),
    ),
    Section(
        "co-quan-tai-khoan",
        "Cơ quan, tài khoản",
        "Lập cơ quan, tài khoản; giao vị trí công tác; in phiếu mã kích hoạt.",
        ("blocs.Organisation", "blocs.User", "blocs.Post"),
    ),
    Section(
        "danh-muc",
        "Danh mục",
        "Văn bản làm căn cứ, cơ quan đã kết thúc và nơi thay thế: kế hoạch nào còn ghi tên cũ thì được nhắc.",
        ("plans.KnownDocument", "plans.KnownBody"),
    ),
    Section("lich-su", "Lịch sử", "Ai đã làm gì, khi nào, với tư cách nào. Chỉ xem.", ("blocs.AuditEntry",)),
)


class AdminSite(admin.AdminSite):
    site_header = "Quản trị thi đua"
    site_title = "Quản trị thi đua"
    index_title = "Việc của cơ quan quản lý"
    empty_value_display = "–"
    final_catch_all_view = False

    def has_permission(self, request: HttpRequest) -> bool:
        """The admin is where a superior office works, and where the administrator keeps the accounts."""
        if not (request.user.is_authenticated and request.user.is_active):
            return False
        standing: Any = request.standing  # type: ignore[attr-defined]  # set by blocs, which stands above this module
        return bool(standing.is_office or standing.is_administrator)

    def get_urls(self) -> list[Any]:
        """Without Django's pages for changing one's password, which the history would not know of, and for going to
        any object of the database by its key, which asks nobody whether the person may see it.
        """
        unwanted = {"password_change", "password_change_done", "view_on_site"}
        return [url for url in super().get_urls() if getattr(url, "name", None) not in unwanted]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The lists that the person may open, in the order of the work; what is in no section is reached from there."""
        apps = self._build_app_dict(request)
        known = {f"{label}.{model['object_name']}": model for label, app in apps.items() for model in app["models"]}
        sections = [(section, [known[name] for name in section.models if name in known]) for section in SECTIONS]
        return [
            {
                "name": section.name,
                "help": section.help,
                "app_label": section.slug,
                "app_url": f"{reverse('admin:index')}#{section.slug}",
                "has_module_perms": True,
                "models": models,
            }
            for section, models in sections
            if models
        ]

    def app_index(self, request: HttpRequest, app_label: str, extra_context: Any = None) -> Any:
        """Apps are how the code is arranged, not the work."""
        return redirect("admin:index")

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """Sends a stranger to the sign-in page of the site, which has no second one."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))
