"""What a unit registers for a year: its targets, and, apart from one another, titles and commendations."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from blocs.fields import NFCCharField, NFCTextField
from blocs.models import MemberUnit, Term
from blocs.standing import Standing
from scoring.enums import RegistrationState
from scoring.fields import FigureField
from scoring.figures import BELOW
from scoring.honours import Commendation, Nominee, Title, misplaced, nominee_of
from thidua.lib.points import number_text
from thidua.papers.models import StoredFile


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, standing: Standing) -> "RegistrationQuerySet":
        """The registrations whose lines a person reads: of the own units always; of the years led, followed or overseen
        once they are sent, or are entered on the unit's behalf; in closed years for the auditor."""
        reader = Q(unit__term__in=standing.led_terms) | Q(unit__term__bloc__in=standing.followed_blocs)
        for path in standing.overseen_paths:
            reader |= Q(unit__term__bloc__superior__path__startswith=path)
        sent = Q(state=RegistrationState.SENT)
        seen = Q(unit__organisation__in=standing.unit_ids) | (reader & (sent | Q(on_behalf=True)))
        for path in standing.audited_paths:
            seen |= sent & Q(unit__term__bloc__superior__path__startswith=path, unit__term__closed_at__isnull=False)
        return self.filter(seen)


class Registration(models.Model):
    """Đăng ký thi đua of one unit in one year. There is a row from the first line that is saved."""

    unit = models.OneToOneField(MemberUnit, models.PROTECT, related_name="registration", verbose_name="đơn vị")
    state = models.CharField("tình trạng", max_length=10, choices=RegistrationState, default=RegistrationState.DRAFTING)
    on_behalf = models.BooleanField("nhập thay", default=False)
    """Whether the leader or the office enters it for the unit, and so reads it before it is sent."""
    version = models.PositiveIntegerField(default=0)
    """Counts every change of its lines; 0 while nothing is entered."""
    number = NFCCharField("số, ký hiệu", max_length=60, blank=True)
    """Of the paper, where it came on paper."""
    signer = NFCCharField("người ký", max_length=150, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    scan = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản ký quét lại"
    )
    submitted_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    reason = NFCTextField("lý do trả lại", blank=True)
    """While it is returned."""
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)

    objects: ClassVar[Any] = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "đăng ký thi đua"
        verbose_name_plural = "đăng ký thi đua"
        ordering = ["-unit__term__year", "unit__term__bloc__sort_key", "unit__position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RegistrationState.values),
                name="registration_state_known",
                violation_error_message="Tình trạng của đăng ký không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.SENT)
                | (Q(submitted_at__isnull=False, signed_on__isnull=False) & ~Q(signer="")),
                name="registration_sent_is_signed",
                violation_error_message="Đăng ký đã gửi phải có người ký, ngày ký.",
            ),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.RETURNED) | ~Q(reason=""),
                name="registration_returned_has_reason",
                violation_error_message="Hãy ghi lý do trả lại.",
            ),
        ]

    def __str__(self) -> str:
        return f"Đăng ký thi đua của {self.unit.organisation}, {self.term}"

    @property
    def term(self) -> Term:
        return self.unit.term

    @property
    def is_sent(self) -> bool:
        return self.state == RegistrationState.SENT


class RegisteredTarget(models.Model):
    """Chỉ tiêu: "Thu ngân sách trên địa bàn", 12.500, "tỷ đồng"."""

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="targets", verbose_name="đăng ký thi đua"
    )
    position = models.PositiveSmallIntegerField()
    text = NFCCharField("nội dung", max_length=600)
    figure = FigureField("chỉ tiêu", null=True, blank=True)
    """None where the words say it all: "Không có đơn thư vượt cấp"."""
    measure = NFCCharField("đơn vị tính", max_length=60, blank=True)

    class Meta:
        verbose_name = "chỉ tiêu đăng ký"
        verbose_name_plural = "chỉ tiêu đăng ký"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["registration", "position"], name="target_position_unique")]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """A figure as large as the scoring takes it."""
        if self.figure is not None and abs(self.figure) >= BELOW:
            raise ValidationError({"figure": "Số quá lớn. Hãy dùng đơn vị tính lớn hơn, như triệu đồng, tỷ đồng."})

    @property
    def amount(self) -> str:
        """ "12.500 tỷ đồng"."""
        return f"{'' if self.figure is None else number_text(self.figure)} {self.measure}".strip()


class RegisteredHonour(models.Model):
    """A line of titles or of commendations: what, for whom, how many, who."""

    position = models.PositiveSmallIntegerField()
    own_words = NFCCharField("tên khác", max_length=200, blank=True)
    """What it is called, where it is none of the list."""
    nominee = models.CharField("đối tượng", max_length=10, choices=Nominee)
    count = models.PositiveIntegerField("số lượng", default=1)
    names = NFCCharField("tên tập thể, cá nhân", max_length=600, blank=True)

    kind: Any
    kinds: ClassVar[type[Title] | type[Commendation]]

    class Meta:
        abstract = True
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "position"], name="%(class)s_position_unique"),
            models.CheckConstraint(
                condition=Q(nominee__in=Nominee.values),
                name="%(class)s_nominee_known",
                violation_error_message="Chọn đối tượng: tập thể, cá nhân hay hộ gia đình.",
            ),
            models.CheckConstraint(
                condition=Q(count__gte=1),
                name="%(class)s_counts_something",
                violation_error_message="Số lượng ít nhất là 1.",
            ),
            models.CheckConstraint(
                condition=(Q(kind="other") & ~Q(own_words="")) | (~Q(kind="other") & Q(own_words="")),
                name="%(class)s_own_words_only_for_others",
                violation_error_message="Chọn “Khác” thì ghi tên; đã chọn trong danh sách thì để trống ô tên khác.",
            ),
        ]

    def __str__(self) -> str:
        return self.called

    def clean(self) -> None:
        """Own words do not name what the law has in the other list."""
        if fault := misplaced(self.own_words, self.kinds):
            raise ValidationError({"own_words": fault})

    @property
    def called(self) -> str:
        """Its name, out of the list or in own words."""
        return self.own_words or str(self.kinds(self.kind).label)


class RegisteredTitle(RegisteredHonour):
    """A danh hiệu thi đua that the unit sets out for."""

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="titles", verbose_name="đăng ký thi đua"
    )
    kind = models.CharField("danh hiệu", max_length=20, choices=Title)
    kinds = Title

    class Meta(RegisteredHonour.Meta):
        verbose_name = "danh hiệu đăng ký"
        verbose_name_plural = "danh hiệu đăng ký"
        constraints = [
            *RegisteredHonour.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=Title.values),
                name="registeredtitle_kind_known",
                violation_error_message="Chọn danh hiệu thi đua trong danh sách.",
            ),
        ]

    def clean(self) -> None:
        """A title of the law is for those whom the law names."""
        super().clean()
        lawful = nominee_of(self.kind)
        if lawful and self.nominee != lawful:
            raise ValidationError({"nominee": f"“{self.called}” là danh hiệu của {lawful.label.lower()}."})


class RegisteredCommendation(RegisteredHonour):
    """A hình thức khen thưởng that the unit means to propose."""

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="commendations", verbose_name="đăng ký thi đua"
    )
    kind = models.CharField("hình thức khen thưởng", max_length=20, choices=Commendation)
    kinds = Commendation

    class Meta(RegisteredHonour.Meta):
        verbose_name = "hình thức khen thưởng đăng ký"
        verbose_name_plural = "hình thức khen thưởng đăng ký"
        constraints = [
            *RegisteredHonour.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=Commendation.values),
                name="registeredcommendation_kind_known",
                violation_error_message="Chọn hình thức khen thưởng trong danh sách.",
            ),
        ]
