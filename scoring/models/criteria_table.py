"""Tables of criteria, drafts and published."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from blocs.enums import BlocKind
from blocs.fields import NFCCharField, SearchTextField
from blocs.models import Organisation, Term
from blocs.models.derived import DerivedModel, DerivedQuerySet, search_text
from blocs.standing import Standing
from scoring.criteria import Criteria
from scoring.criteria_json import from_data
from scoring.enums import TableState
from thidua.papers.models import StoredFile


class CriteriaTableQuerySet(DerivedQuerySet["CriteriaTable"]):
    def visible_to(self, standing: Standing) -> "CriteriaTableQuerySet":
        """In every state for those who lead, follow or oversee; once published for the year's members and the council;
        an office's own tables for all who belong to a bloc below it."""
        seen = Q(term__in=standing.led_terms) | Q(term__bloc__in=standing.followed_blocs)
        for path in standing.overseen_paths:
            seen |= Q(term__bloc__superior__path__startswith=path) | Q(superior__path__startswith=path)
        published = Q(term__in=standing.terms_in_view) | Q(superior__blocs__in=standing.blocs_in_view)
        for path in standing.council_paths:
            published |= Q(term__bloc__superior__path__startswith=path)
        seen |= published & ~Q(state=TableState.DRAFT)
        for path in standing.audited_paths:
            seen |= Q(term__bloc__superior__path__startswith=path, term__closed_at__isnull=False)
        return self.filter(pk__in=self.model.objects.filter(seen).values("pk"))


class CriteriaTable(DerivedModel):
    """A table of criteria: of one year of a bloc, or of an office for all its blocs of a kind.

    Published it never changes; what has to change is a new version, which replaces it.
    """

    term = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="criteria_tables", verbose_name="năm thi đua"
    )
    superior = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="criteria_tables", verbose_name="cơ quan"
    )
    bloc_kind = models.CharField("dùng cho", max_length=10, choices=BlocKind, blank=True)
    number = models.PositiveIntegerField("lần", default=1)
    state = models.CharField("tình trạng", max_length=10, choices=TableState, default=TableState.DRAFT)
    content: Any = models.JSONField("nội dung")
    """`scoring.criteria_json.to_data`."""
    version = models.PositiveIntegerField(default=1)
    """Counts every change of the content."""
    title = NFCCharField("tên bảng", max_length=600, blank=True)
    """A copy of the content's title, for lists."""
    doubts: Any = models.JSONField(default=list, blank=True)
    """What the reader of the file was not sure of and nobody has looked at yet: number, code, message, key."""
    source = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tệp đã nhập"
    )
    made_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="copies", verbose_name="lập từ"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)
    published_at = models.DateTimeField("công bố lúc", null=True, blank=True)
    search_text = SearchTextField("title", function=search_text, default="")

    objects: ClassVar[Any] = CriteriaTableQuerySet.as_manager()

    class Meta:
        verbose_name = "bảng tiêu chí"
        verbose_name_plural = "bảng tiêu chí"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(term__isnull=False, superior=None, bloc_kind="")
                | Q(term=None, superior__isnull=False, bloc_kind__in=BlocKind.values),
                name="criteria_table_has_one_owner",
                violation_error_message="Bảng tiêu chí thuộc một năm của khối, hoặc một cơ quan và một loại khối, cụm.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=TableState.values),
                name="criteria_table_state_known",
                violation_error_message="Tình trạng của bảng tiêu chí không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(state=TableState.DRAFT) | Q(published_at__isnull=False),
                name="criteria_table_published_has_time",
                violation_error_message="Bảng đã công bố phải có ngày công bố.",
            ),
            models.UniqueConstraint(
                fields=["term"],
                condition=Q(state=TableState.PUBLISHED),
                name="criteria_table_one_published_of_term",
                violation_error_message="Năm này đã có bảng tiêu chí công bố. Hãy lập bản thay thế.",
            ),
            models.UniqueConstraint(
                fields=["superior", "bloc_kind"],
                condition=Q(state=TableState.PUBLISHED),
                name="criteria_table_one_published_of_kind",
                violation_error_message="Cơ quan đã công bố bảng tiêu chí cho loại khối, cụm này.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or "Bảng tiêu chí chưa có tên"

    @property
    def value(self) -> Criteria:
        """The content as a value."""
        return from_data(self.content)

    @property
    def owner(self) -> str:
        """Whose it is, in words."""
        return str(self.term or f"{self.superior}: {self.get_bloc_kind_display().lower()}")
