from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from blocs.enums import LeadershipRole, YearKind
from blocs.fields import NFCCharField
from blocs.models.bloc import Bloc
from blocs.models.organisation import Organisation
from blocs.standing import Standing


class TermQuerySet(models.QuerySet["Term"]):
    def visible_to(self, standing: Standing) -> "TermQuerySet":
        """The years a person took part in, leads, oversees, or audits once they are closed."""
        seen = Q(pk__in=standing.terms_in_view) | Q(bloc__in=standing.followed_blocs)
        for path in (*standing.overseen_paths, *standing.council_paths):
            seen |= Q(bloc__superior__path__startswith=path)
        for path in standing.audited_paths:
            seen |= Q(bloc__superior__path__startswith=path, closed_at__isnull=False)
        return self.filter(seen)

    def open(self) -> "TermQuerySet":
        return self.filter(closed_at=None)


class Term(models.Model):
    """One year of a bloc (năm thi đua, năm học), open until it is closed (Khép năm).

    Two are open at once while the old leader finishes the dossiers and the new one drafts.
    """

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="terms", verbose_name="khối, cụm")
    year = models.PositiveSmallIntegerField("năm", help_text="Năm học: ghi năm đầu.")
    year_kind = models.CharField("năm theo", max_length=10, choices=YearKind)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày")
    closed_at = models.DateTimeField("khép năm lúc", null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    members = models.ManyToManyField(
        Organisation, through="MemberUnit", related_name="terms", verbose_name="đơn vị thành viên"
    )

    objects: ClassVar[Any] = TermQuerySet.as_manager()

    class Meta:
        verbose_name = "năm thi đua"
        verbose_name_plural = "năm thi đua"
        ordering = ["-year", "bloc__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bloc", "year"],
                name="term_year_unique",
                violation_error_message="Khối, cụm này đã có năm ấy.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="term_days_in_order",
                violation_error_message="Ngày cuối năm phải sau ngày đầu năm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bloc.name}, {self.label.lower()}"

    @property
    def label(self) -> str:
        """ "Năm 2026" or "Năm học 2026 - 2027"."""
        if self.year_kind == YearKind.SCHOOL:
            return f"Năm học {self.year} - {self.year + 1}"
        return f"Năm {self.year}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def leader_on(self, day: date) -> Organisation | None:
        """The unit that leads the bloc on a day of this year."""
        return next((unit.organisation for unit in self.leaders_on(day, LeadershipRole.LEADER)), None)

    def leaders_on(self, day: date, role: LeadershipRole) -> list["Leadership"]:
        """Those who hold a role on a day, in the order in which they were appointed."""
        return [unit for unit in self.leaderships.all() if unit.role == role and unit.holds_on(day)]


class MemberUnit(models.Model):
    """A unit of a bloc in one year (đơn vị thành viên)."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="member_units", verbose_name="năm thi đua")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name="đơn vị thành viên"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    left_on = models.DateField("thôi là thành viên từ ngày", null=True, blank=True)
    note = NFCCharField("ghi chú", max_length=250, blank=True)

    class Meta:
        verbose_name = "đơn vị thành viên"
        verbose_name_plural = "đơn vị thành viên"
        ordering = ["position", "organisation__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "organisation"],
                name="member_unit_unique",
                violation_error_message="Đơn vị này đã có trong danh sách thành viên của năm.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.term}"


class Leadership(models.Model):
    """A unit that leads a bloc, is its deputy, or is expected to lead it, from a day to a day of one year.

    Exactly one unit leads on each date; `blocs.services.leadership` sees to it under the year's lock.
    """

    term = models.ForeignKey(Term, models.CASCADE, related_name="leaderships", verbose_name="năm thi đua")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="leaderships", verbose_name="đơn vị")
    role = models.CharField("vai trò", max_length=10, choices=LeadershipRole)
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "đơn vị đứng đầu, đơn vị phó"
        verbose_name_plural = "đơn vị đứng đầu, đơn vị phó"
        ordering = ["from_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["term"],
                condition=Q(role=LeadershipRole.LEADER, to_on=None),
                name="leadership_one_leader_at_a_time",
                violation_error_message="Năm này đã có đơn vị đứng đầu. Hãy dùng “Thay đơn vị đứng đầu”.",
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
                name="leadership_days_in_order",
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"

    def holds_on(self, day: date) -> bool:
        """Whether the role is held on that day."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)
