from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class BlocsConfig(AppConfig):
    name = "blocs"
    verbose_name = "Khối, cụm thi đua"

    def ready(self) -> None:
        post_migrate.connect(protect_history, sender=self)


def protect_history(using: str, **_: Any) -> None:
    """After every migration the history is append-only again."""
    from blocs import audit_triggers

    connection = connections[using]
    if audit_triggers.TABLE in connection.introspection.table_names():
        audit_triggers.install(connection)
