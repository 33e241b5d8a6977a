from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from blocs.enums import BlocKind, YearKind
from blocs.fields import NFCCharField, SearchTextField, SortKeyField
from blocs.models.derived import DerivedModel, DerivedQuerySet, search_text
from blocs.models.organisation import Organisation
from blocs.standing import Standing
from thidua.lib.text import sort_key


class BlocQuerySet(DerivedQuerySet["Bloc"]):
    def visible_to(self, standing: Standing) -> "BlocQuerySet":
        """The blocs a person has to do with: as member or leader in some year, or from above."""
        seen = Q(pk__in=standing.blocs_in_view)
        for path in (*standing.overseen_paths, *standing.council_paths, *standing.audited_paths):
            seen |= Q(superior__path__startswith=path)
        return self.filter(seen)


class Bloc(DerivedModel):
    """Units of one kind that compare results for a year, or an organisation's own movement.

    It is no legal person: its papers carry the seal of the unit that leads it that year, and numbers of its own series.
    """

    kind = models.CharField("loại", max_length=10, choices=BlocKind)
    name = NFCCharField("tên", max_length=200, help_text="Như trên văn bản: Khối thi đua số 4.")
    field = NFCCharField("lĩnh vực", max_length=150, blank=True)
    number = models.PositiveSmallIntegerField("số thứ tự", null=True, blank=True)
    symbol = NFCCharField("ký hiệu", max_length=40, help_text="Sau tên loại trong số, ký hiệu: KTĐ4 cho …/KH-KTĐ4.")
    superior = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="blocs",
        verbose_name="cơ quan quản lý",
        help_text="Cơ quan lập ra khối, cụm; với phong trào: chính cơ quan phát động.",
    )
    head_line = NFCCharField(
        "dòng trên tên khối",
        max_length=200,
        blank=True,
        help_text="In phía trên tên khối ở đầu văn bản: HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG TỈNH; để trống nếu không in.",
    )
    leader_title = NFCCharField("chức danh đơn vị đứng đầu", max_length=40, default="Khối trưởng")
    deputy_title = NFCCharField("chức danh đơn vị phó", max_length=40, default="Khối phó", blank=True)
    year_kind = models.CharField("năm thi đua theo", max_length=10, choices=YearKind, default=YearKind.CALENDAR)
    last_day = models.DateField("hoạt động đến hết ngày", null=True, blank=True)
    sort_key = SortKeyField("name", function=sort_key, default=b"")
    search_text = SearchTextField("name", "field", "symbol", function=search_text, default="")

    objects: ClassVar[Any] = BlocQuerySet.as_manager()

    class Meta:
        verbose_name = "khối, cụm thi đua"
        verbose_name_plural = "khối, cụm thi đua"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["superior", "symbol"],
                name="bloc_symbol_unique",
                violation_error_message="Cơ quan quản lý này đã có khối, cụm dùng ký hiệu ấy. Hãy chọn ký hiệu khác.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=BlocKind.values), name="bloc_kind_known", violation_error_message="Chọn loại."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.field})" if self.field else self.name

    @property
    def is_movement(self) -> bool:
        """Whether it is an organisation's own movement, which that organisation always leads."""
        return self.kind == BlocKind.MOVEMENT
