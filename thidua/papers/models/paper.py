from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from blocs.fields import NFCCharField, NFCTextField
from blocs.models import Bloc, Organisation, Term
from blocs.standing import Standing
from thidua.papers.codes import grouped, new_code
from thidua.papers.enums import IN_FORCE, NUMBERED, PaperFile, PaperState, SignedWay
from thidua.papers.models.delivery import Delivery
from thidua.papers.models.register import Register, RegisterEntry
from thidua.papers.models.signed_copy import SignedCopy
from thidua.papers.models.stored_file import StoredFile


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, standing: Standing) -> "PaperQuerySet":
        """In every state for who makes or oversees it; once issued for who sees its year or the register it is in, and
        for whom it was sent to."""
        maker = (
            Q(organisation__in=standing.unit_ids)
            | Q(term__in=standing.led_terms)
            | Q(term__bloc__in=standing.followed_blocs)
        )
        for path in standing.overseen_paths:
            maker |= Q(organisation__path__startswith=path) | Q(term__bloc__superior__path__startswith=path)
        reader = Q(state__in=sorted(NUMBERED), term__in=Term.objects.visible_to(standing))
        reader |= Q(pk__in=Delivery.objects.received_by(standing).values("paper"))
        return self.filter(maker | reader | Q(entry__register__in=Register.objects.visible_to(standing)))


class Paper(models.Model):
    """An official paper from the day its text was frozen: what was laid before the signer, and what became of it.

    The text and its rendering never change. A correction is another paper, linked to this one.
    """

    kind = NFCCharField("tên loại", max_length=60)
    subject = NFCCharField("trích yếu", max_length=600)
    symbol = NFCCharField("ký hiệu", max_length=60, blank=True)
    issuer = NFCCharField("cơ quan ban hành", max_length=250)
    """As printed: the name that was valid when it was frozen."""
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="papers", verbose_name="cơ quan đóng dấu"
    )
    bloc = models.ForeignKey(
        Bloc, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name="khối, cụm"
    )
    term = models.ForeignKey(Term, models.PROTECT, related_name="papers", verbose_name="năm thi đua")
    state = models.CharField("tình trạng", max_length=20, choices=PaperState, default=PaperState.AWAITING_SIGNATURE)
    content: Any = models.JSONField()
    """The maker's own content (a plan's), frozen, number and date blank."""
    rendering = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="bản trình ký")
    boxes: Any = models.JSONField(default=list)
    """Where number, date, signature and seal go on the rendering: `thidua.papers.pdf.Box` as data."""
    signatories: Any = models.JSONField(default=list)
    """Who is to sign, as printed: of each signature block "authority" and "position" (lists of lines) and "name"."""
    code = models.CharField("mã kiểm tra", max_length=12, default=new_code)
    has_code_printed = models.BooleanField("in mã kiểm tra", default=False)
    frozen_at = models.DateTimeField("chốt nội dung lúc")
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signer = NFCCharField("người ký", max_length=150, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    scan = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản ký tay quét lại"
    )
    signed = models.OneToOneField(
        SignedCopy, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản điện tử"
    )
    """The newest of `copies`."""
    entry = models.OneToOneField(
        RegisterEntry, models.PROTECT, null=True, blank=True, related_name="paper", verbose_name="số"
    )
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    numbered = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản có số, ngày"
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="thay thế"
    )
    ended_on = models.DateField("hết hiệu lực ngày", null=True, blank=True)
    reason = NFCTextField("lý do hủy, thu hồi", blank=True)

    objects: ClassVar[Any] = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering = ["-frozen_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=sorted(NUMBERED)) | Q(entry__isnull=False, issued_on__isnull=False),
                name="paper_issued_has_number_and_date",
                violation_error_message="Văn bản đã ban hành phải có số và ngày.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[PaperState.AWAITING_SIGNATURE, PaperState.VOIDED]) | Q(signed_on__isnull=False),
                name="paper_signed_has_day",
                violation_error_message="Văn bản đã ký phải có ngày ký.",
            ),
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(signed_on=None) | Q(issued_on__gte=models.F("signed_on")),
                name="paper_issued_after_signing",
                violation_error_message="Ngày ban hành không thể trước ngày ký.",
            ),
            models.UniqueConstraint(
                fields=["code"],
                name="paper_code_unique",
                violation_error_message="Mã kiểm tra này đã dùng cho văn bản khác. Hãy làm lại.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind.capitalize()} {self.number_and_symbol}".strip()

    @property
    def number_and_symbol(self) -> str:
        """ "05/KH-KTĐ4", or the symbol alone while there is no number."""
        return f"{self.entry.text}/{self.symbol}" if self.entry else self.symbol

    @property
    def printed_code(self) -> str:
        """ "7K3F-92QD-M4XA": the check code as printed."""
        return grouped(self.code)

    @property
    def prints_code(self) -> bool:
        """Whether who holds the paper finds its code there: an agency's own file is made of our Word file without."""
        return self.has_code_printed and not (self.signed and self.signed.way == SignedWay.OWN_SYSTEM)

    @property
    def is_issued(self) -> bool:
        """Whether it has number and date, in force or not."""
        return self.state in NUMBERED

    @property
    def is_in_force(self) -> bool:
        return self.state in IN_FORCE

    @property
    def force(self) -> str:
        """In words, whether an issued paper is in force, since when not, and what took its place."""
        day = f"{self.ended_on:%d/%m/%Y}" if self.ended_on else ""
        match self.state:
            case PaperState.REPLACED:
                later = ", ".join(each.number_and_symbol for each in self.replaced_by.all())
                return f"Hết hiệu lực từ ngày {day}: đã được thay thế bởi văn bản số {later}"
            case PaperState.WITHDRAWN:
                return f"Đã thu hồi ngày {day}"
            case PaperState.ADJUSTED:
                return "Còn hiệu lực, đã được điều chỉnh"
            case _:
                return "Còn hiệu lực"

    @property
    def files(self) -> dict[str, StoredFile]:
        """The files there are by the names of `PaperFile`, first the one to give to who asks for the paper."""
        files = {
            PaperFile.SIGNED: self.signed and self.signed.file,
            PaperFile.SCAN: self.scan,
            PaperFile.NUMBERED: self.numbered,
            PaperFile.RENDERING: self.rendering,
        }
        return {which: file for which, file in files.items() if file}

    @property
    def handed_out(self) -> StoredFile:
        """The file to give to who asks for the paper: the signed copy, else the one with number and date."""
        return next(iter(self.files.values()))
