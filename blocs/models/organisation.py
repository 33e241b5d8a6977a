from datetime import date
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from blocs.fields import NFCCharField, SearchTextField, SortKeyField
from blocs.models.derived import DerivedModel, DerivedQuerySet, search_text
from blocs.standing import Standing
from thidua.lib.text import sort_key


class OrganisationQuerySet(DerivedQuerySet["Organisation"]):
    def below(self, *paths: str) -> "OrganisationQuerySet":
        """The organisations at these places of the tree and all below them."""
        places = Q(pk__in=[])
        for path in paths:
            places |= Q(path__startswith=path)
        return self.filter(places)

    def visible_to(self, standing: Standing) -> "OrganisationQuerySet":
        """A person's own organisations, those met in a year or a bloc in view, those of the scope seen from above."""
        met = (
            Q(memberships__term__in=standing.terms_in_view)
            | Q(leaderships__term__in=standing.terms_in_view)
            | Q(memberships__term__bloc__in=standing.followed_blocs)
            | Q(blocs__in=standing.blocs_in_view)
        )
        above = (*standing.overseen_paths, *standing.council_paths, *standing.audited_paths)
        seen = Q(pk__in=standing.unit_ids) | Q(pk__in=Organisation.objects.filter(met).values("pk"))
        for path in above:
            seen |= Q(path__startswith=path)
        return self.filter(seen)


class Organisation(DerivedModel):
    """A body that issues papers, is a member of blocs, or is above others; often all three.

    The row holds what is true today; what it was called and whom it stood under before is in `FormerIdentity`.
    Levels (province, commune) are no part of the model: they are abolished and invented by law.
    """

    code = models.CharField(
        "mã",
        max_length=50,
        validators=[RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9._-]*\Z", "Mã chỉ gồm chữ không dấu, số và các dấu . _ -")],
        help_text="Chữ không dấu, số và các dấu . _ - ; dùng để nhận ra cơ quan trong tệp Excel.",
    )
    name = NFCCharField("tên", max_length=250)
    short_name = NFCCharField("tên gọi tắt", max_length=100, blank=True, help_text="Như trong bảng phân công.")
    level_name = NFCCharField("cấp", max_length=60, blank=True, help_text="Ghi tự do: tỉnh, xã, trường…")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="cơ quan cấp trên"
    )
    standing_body = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stands_for",
        verbose_name="cơ quan thường trực Hội đồng TĐKT",
        help_text="Cơ quan giúp việc thi đua, khen thưởng cho cơ quan này; để trống nếu tự làm.",
    )
    symbol = NFCCharField("ký hiệu", max_length=40, blank=True, help_text="Chữ viết tắt trong số, ký hiệu văn bản.")
    place = NFCCharField("địa danh", max_length=100, blank=True, help_text="Ghi trước ngày tháng trên văn bản.")
    prints_code = models.BooleanField(
        "in mã QR kiểm tra trên văn bản",
        default=False,
        help_text="Dưới Nơi nhận của văn bản trình ký từ nay; ai cầm văn bản cũng tra được số, ngày, hiệu lực.",
    )
    first_day = models.DateField("thành lập ngày", null=True, blank=True)
    last_day = models.DateField("hoạt động đến hết ngày", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="sáp nhập vào"
    )
    path = models.CharField(max_length=250, editable=False, default="", db_index=True)
    """The keys from the root down to this organisation: "/1/14/92/"."""
    sort_key = SortKeyField("name", function=sort_key, default=b"")
    search_text = SearchTextField("name", "short_name", "code", function=search_text, default="")

    objects: ClassVar[Any] = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan, đơn vị"
        verbose_name_plural = "cơ quan, đơn vị"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="organisation_code_unique",
                violation_error_message="Đã có cơ quan dùng mã này. Hãy chọn mã khác.",
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(first_day=None) | Q(last_day__gte=F("first_day")),
                name="organisation_days_in_order",
                violation_error_message="Ngày kết thúc phải sau ngày thành lập.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(last_day__isnull=False),
                name="organisation_merged_has_last_day",
                violation_error_message="Đơn vị đã sáp nhập phải có ngày kết thúc hoạt động.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """The name by which people call it in tables and lists."""
        return self.short_name or self.name

    def save(self, *args: Any, **options: Any) -> None:
        is_new = self.pk is None
        super().save(*args, **options)
        if is_new:
            self.place_below_parent()

    def place_below_parent(self) -> None:
        """Bring the path, and those of all below, up to the parent."""
        path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        if path == self.path:
            return
        moved = Organisation.objects.below(self.path) if self.path else Organisation.objects.none()
        length = len(self.path)
        for organisation in moved.exclude(pk=self.pk).only("path"):
            Organisation.objects.filter(pk=organisation.pk).update(path=path + organisation.path[length:])
        self.path = path
        Organisation.objects.filter(pk=self.pk).update(path=path)

    def name_on(self, day: date) -> str:
        """What it was called on a day."""
        former = self._identity_on(day)
        return former.name if former else self.name

    def parent_on(self, day: date) -> "Organisation | None":
        """Whom it stood under on a day."""
        former = self._identity_on(day)
        return former.parent if former else self.parent

    def _identity_on(self, day: date) -> "FormerIdentity | None":
        identities = sorted(self.former_identities.all(), key=lambda former: former.last_day)
        return next((former for former in identities if former.last_day >= day), None)


class FormerIdentity(models.Model):
    """Name and superior that an organisation had until the end of a day; the next row, or today's, follows at once."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="former_identities")
    last_day = models.DateField("đến hết ngày")
    name = NFCCharField("tên", max_length=250)
    parent = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cơ quan cấp trên"
    )

    class Meta:
        verbose_name = "tên và cấp trên trước đây"
        verbose_name_plural = "tên và cấp trên trước đây"
        ordering = ["-last_day"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "last_day"],
                name="former_identity_day_unique",
                violation_error_message="Đã có tên cũ kết thúc đúng ngày này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} (đến {self.last_day:%d/%m/%Y})"
