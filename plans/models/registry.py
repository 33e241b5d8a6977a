"""What the offices know of laws and bodies beyond the packaged registry, whose entries theirs replace."""

import re
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from blocs.fields import ComparedTextField, NFCCharField, NFCTextField, SearchTextField
from blocs.models.derived import DerivedModel, DerivedQuerySet, search_text
from plans.registry import Body, LegalDocument, plain_name, plain_number

IN_USE = "Bỏ dấu thì phần mềm không dùng mục này nữa; mục có sẵn mà nó thay, nếu có, được dùng lại."
TO_VERIFY = "Lời nhắc trong kế hoạch khi ấy ghi rõ là cần kiểm tra lại."

HAS_LETTERS = RegexValidator(r"\w", "Hãy ghi bằng chữ.")


class KnownDocument(DerivedModel):
    """A law, decree, circular … and the days on which it is in force: a `LegalDocument` of the site's registry."""

    number = NFCCharField(
        "số, ký hiệu", max_length=60, validators=[HAS_LETTERS],
        help_text="Ví dụ: 152/2025/NĐ-CP. Trùng số, ký hiệu với văn bản có sẵn trong phần mềm thì thay văn bản ấy.",
    )  # fmt: skip
    kind = NFCCharField("loại văn bản", max_length=60, help_text="Ví dụ: Luật, Nghị định, Quyết định.")
    subject = NFCCharField("trích yếu", max_length=600)
    name = NFCCharField(
        "tên luật", max_length=200, blank=True, validators=[HAS_LETTERS],
        help_text="Chỉ ghi khi văn bản được dẫn bằng tên và ngày, không có số: Luật Thi đua, khen thưởng.",
    )  # fmt: skip
    issued_on = models.DateField("ngày ban hành")
    first_day = models.DateField("có hiệu lực từ ngày")
    last_day = models.DateField("có hiệu lực đến hết ngày", null=True, blank=True)
    replaced_by = NFCCharField(
        "được thay bằng", max_length=60, blank=True,
        help_text="Số, ký hiệu của văn bản thay thế. Văn bản ấy phải có sẵn hoặc được thêm vào đây trước.",
    )  # fmt: skip
    matter = NFCCharField(
        "chữ phải có", max_length=100, blank=True,
        help_text="Kế hoạch dẫn văn bản này mà không có chữ ấy thì được nhắc là dẫn nhầm, ví dụ: lương cơ sở.",
    )  # fmt: skip
    verify = models.BooleanField("chưa đối chiếu với bản gốc", default=False, help_text=TO_VERIFY)
    in_use = models.BooleanField("đang dùng", default=True, help_text=IN_USE)
    plain_number = ComparedTextField("number", function=plain_number, default="")
    search_text = SearchTextField("number", "kind", "subject", "name", function=search_text, default="")

    objects: ClassVar[Any] = DerivedQuerySet["KnownDocument"].as_manager()

    class Meta:
        verbose_name = "văn bản làm căn cứ"
        verbose_name_plural = "văn bản làm căn cứ"
        ordering = ["-issued_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plain_number"],
                name="known_document_number_unique",
                violation_error_message="Danh mục đã có văn bản số, ký hiệu này. Hãy mở văn bản ấy để sửa.",
            ),
            models.CheckConstraint(
                condition=Q(first_day__gte=F("issued_on")),
                name="known_document_issued_before_in_force",
                violation_error_message="Ngày có hiệu lực phải từ ngày ban hành trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="known_document_days_in_order",
                violation_error_message="Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by="") | Q(last_day__isnull=False),
                name="known_document_replaced_has_last_day",
                violation_error_message="Văn bản đã được thay phải có ngày cuối còn hiệu lực.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def entry(self) -> LegalDocument:
        """The row as the registry holds it."""
        return LegalDocument(
            number=self.number,
            kind=self.kind,
            subject=self.subject,
            issued_on=self.issued_on,
            first_day=self.first_day,
            last_day=self.last_day,
            replaced_by=self.replaced_by or None,
            name=self.name or None,
            matter=self.matter or None,
            verify=self.verify,
        )


class KnownBody(DerivedModel):
    """A body, or a kind of place, that has ended: a `Body` of the site's registry."""

    name = NFCCharField(
        "tên", max_length=200, validators=[HAS_LETTERS],
        help_text="Ví dụ: Ban Dân tộc. Trùng tên với mục có sẵn trong phần mềm thì thay mục ấy.",
    )  # fmt: skip
    other_names = NFCTextField("cách viết khác", blank=True, help_text="Mỗi dòng một cách viết.")
    last_day = models.DateField("hoạt động đến hết ngày")
    successor = NFCCharField(
        "nay là", max_length=250,
        help_text="Tên một cơ quan thì phần mềm đề xuất thay được; việc chia cho nhiều nơi thì ghi các nơi ấy.",
    )  # fmt: skip
    verify = models.BooleanField("chưa chắc, tùy địa phương", default=False, help_text=TO_VERIFY)
    in_use = models.BooleanField("đang dùng", default=True, help_text=IN_USE)
    plain_name = ComparedTextField("name", function=plain_name, default="")
    search_text = SearchTextField("name", "other_names", "successor", function=search_text, default="")

    objects: ClassVar[Any] = DerivedQuerySet["KnownBody"].as_manager()

    class Meta:
        verbose_name = "cơ quan, địa danh đã kết thúc"
        verbose_name_plural = "cơ quan, địa danh đã kết thúc"
        ordering = ["-last_day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plain_name"],
                name="known_body_name_unique",
                violation_error_message="Danh mục đã có cơ quan, địa danh tên này. Hãy mở mục ấy để sửa.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def entry(self) -> Body:
        """The row as the registry holds it."""
        others = (line.strip() for line in self.other_names.splitlines() if re.search(HAS_LETTERS.regex, line))
        return Body(
            names=(self.name, *others),
            last_day=self.last_day,
            successor=self.successor,
            verify=self.verify,
        )
