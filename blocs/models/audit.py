from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from blocs.models.organisation import Organisation
from blocs.models.term import Term


class AuditChain(models.Model):
    """The end of a chain of entries, locked while the next one is appended, so that no chain forks."""

    name = models.CharField(max_length=60, primary_key=True)
    """ "term/7" for the acts within a year of a bloc, else "site"."""
    length = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return self.name


class AuditEntry(models.Model):
    """Who did what, in which capacity, for whom, and what changed. Triggers refuse to change or delete an entry.

    Names are copied as texts, because an entry must still say what it said when the rows behind it have changed.
    """

    chain = models.ForeignKey(AuditChain, models.PROTECT, related_name="entries")
    seq = models.PositiveBigIntegerField("thứ tự")
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField("lúc")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    user_name = models.CharField("người làm", max_length=150)
    capacity = models.CharField("với tư cách", max_length=300, blank=True)
    on_behalf_of = models.CharField("nhập thay", max_length=250, blank=True)
    action = models.CharField("việc", max_length=60)
    term = models.ForeignKey(Term, models.PROTECT, related_name="audit_entries", null=True, verbose_name="năm thi đua")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", null=True, verbose_name="cơ quan")
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    object_text = models.CharField("đối tượng", max_length=400)
    before: Any = models.JSONField("trước", encoder=DjangoJSONEncoder, default=dict)
    after: Any = models.JSONField("sau", encoder=DjangoJSONEncoder, default=dict)
    reason = models.TextField("lý do", blank=True)
    request_id = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = "dòng lịch sử"
        verbose_name_plural = "lịch sử"
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="audit_entry_seq_unique")]
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_entry_object")]

    def __str__(self) -> str:
        return f"{self.action}: {self.object_text}"
