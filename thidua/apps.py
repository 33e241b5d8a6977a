from django.apps import AppConfig
from django.contrib.admin import apps as admin


class ThiduaConfig(AppConfig):
    name = "thidua"
    verbose_name = "Thi đua"

    def ready(self) -> None:
        from thidua import checks  # noqa: F401 - registers the checks


class AdminConfig(admin.AdminConfig):
    """Django's admin, with this project's site."""

    default_site = "thidua.admin_site.AdminSite"
