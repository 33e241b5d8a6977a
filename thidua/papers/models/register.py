from typing import Any, ClassVar

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from blocs.fields import NFCCharField, NFCTextField, SearchTextField
from blocs.models import Bloc, Organisation
from blocs.models.derived import DerivedModel, DerivedQuerySet, search_text
from blocs.standing import Standing
from thidua.lib.text import search_words
from thidua.papers.enums import EntrySource, EntryState


class RegisterQuerySet(models.QuerySet["Register"]):
    def visible_to(self, standing: Standing) -> "RegisterQuerySet":
        """The registers of the person's units, of the blocs they lead or led, and of those overseen or followed."""
        led_blocs = {lead.bloc_id for lead in standing.leads}
        seen = Q(organisation__in=standing.unit_ids) | Q(bloc__in=led_blocs | standing.followed_blocs)
        for path in standing.overseen_paths:
            seen |= Q(organisation__path__startswith=path) | Q(bloc__superior__path__startswith=path)
        return self.filter(seen)

    def found_by(self, words: str) -> "RegisterQuerySet":
        """The registers in whose owner's name every word occurs, with or without diacritics."""
        found = self
        for word in search_words(words):
            found = found.filter(Q(bloc__search_text__contains=word) | Q(organisation__search_text__contains=word))
        return found

    def by_owner(self) -> "RegisterQuerySet":
        """In the order of their owners' names, the newest year first."""
        name = Coalesce("bloc__sort_key", "organisation__sort_key")
        return self.select_related("bloc__superior", "organisation").order_by(name, "bloc", "organisation", "-year")

    def with_newest(self) -> "RegisterQuerySet":
        """Each with the key of the number given last, `newest_id`, and how many it holds, `entry_count`."""
        newest = RegisterEntry.objects.filter(register=OuterRef("pk")).order_by("-given_on", "-number", "-suffix")
        return self.annotate(newest_id=Subquery(newest.values("pk")[:1]), entry_count=Count("entries"))


class Register(models.Model):
    """The numbers of an organisation's or bloc's papers in one year (sổ đăng ký văn bản đi), of all kinds together.

    A council, board or bloc that uses its host's seal has a series of its own (Nghị định 30/2020/NĐ-CP, Phụ lục I,
    II.3.a). Most organisations number in another system: then `numbers_here` is off and given numbers are recorded.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="registers", verbose_name="cơ quan"
    )
    bloc = models.ForeignKey(
        Bloc, models.PROTECT, null=True, blank=True, related_name="registers", verbose_name="khối, cụm"
    )
    year = models.PositiveSmallIntegerField("năm")
    numbers_here = models.BooleanField(
        "cấp số tại đây", default=False, help_text="Bỏ chọn khi văn thư cấp số ở phần mềm hoặc sổ khác."
    )
    next_number = models.PositiveIntegerField("số tiếp theo", default=1, validators=[MinValueValidator(1)])

    objects: ClassVar[Any] = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = "sổ văn bản"
        verbose_name_plural = "sổ văn bản"
        ordering = ["-year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, bloc=None) | Q(organisation=None, bloc__isnull=False),
                name="register_has_one_owner",
                violation_error_message="Sổ văn bản thuộc về một cơ quan hoặc một khối, cụm.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "year"],
                name="register_organisation_year_unique",
                violation_error_message="Cơ quan này đã có sổ của năm ấy.",
            ),
            models.UniqueConstraint(
                fields=["bloc", "year"],
                name="register_bloc_year_unique",
                violation_error_message="Khối, cụm này đã có sổ của năm ấy.",
            ),
        ]

    def __str__(self) -> str:
        return f"Sổ văn bản năm {self.year}, {self.owner}"

    @property
    def owner(self) -> Organisation | Bloc:
        owner = self.bloc or self.organisation
        assert owner is not None
        return owner

    @property
    def seat(self) -> Organisation:
        """Where it lies in the tree: at the organisation itself, or at that which a bloc stands under."""
        return self.owner.superior if isinstance(self.owner, Bloc) else self.owner


def entry_search_text(number: int, suffix: str, symbol: str, subject: str) -> str:
    """What an entry is found by: "23a/KH-KTĐ6" as well as the words of its subject."""
    return search_text(f"{number:02d}{suffix}/{symbol}", subject)


class RegisterEntry(DerivedModel):
    """One number of a register: 23, or 23a when it was inserted after 23."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="entries", verbose_name="sổ")
    number = models.PositiveIntegerField("số", validators=[MinValueValidator(1)])
    suffix = models.CharField(
        "chữ chèn", max_length=2, blank=True, validators=[RegexValidator(r"^[a-zđ]{0,2}\Z", "Chỉ ghi chữ thường.")]
    )
    state = models.CharField("tình trạng", max_length=10, choices=EntryState, default=EntryState.USED)
    source = models.CharField("cách cấp", max_length=10, choices=EntrySource, default=EntrySource.NEXT)
    subject = NFCCharField("trích yếu, mục đích", max_length=400, blank=True)
    symbol = NFCCharField("ký hiệu", max_length=60, blank=True)
    given_on = models.DateField("ngày")
    reason = NFCTextField("lý do bỏ số", blank=True)
    search_text = SearchTextField("number", "suffix", "symbol", "subject", function=entry_search_text, default="")

    objects: ClassVar[Any] = DerivedQuerySet.as_manager()

    class Meta:
        verbose_name = "số văn bản"
        verbose_name_plural = "số văn bản"
        ordering = ["-number", "-suffix"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "number", "suffix"],
                name="register_entry_number_unique",
                violation_error_message="Số này đã có trong sổ.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="register_entry_number_from_1",
                violation_error_message="Số văn bản bắt đầu từ 01.",
            ),
            models.CheckConstraint(
                condition=~Q(state=EntryState.VOIDED) | ~Q(reason=""),
                name="register_entry_voided_has_reason",
                violation_error_message="Hãy ghi lý do bỏ số.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """As printed: "05", "23a"."""
        return f"{self.number:02d}{self.suffix}"

    @property
    def number_and_symbol(self) -> str:
        """ "05/KH-KTĐ4", or the number alone while it is kept for a paper to come."""
        return f"{self.text}/{self.symbol}" if self.symbol else self.text
