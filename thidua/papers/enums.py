"""Words of the life of papers and of their registers that are stored by code."""

from django.db.models import TextChoices


class PaperState(TextChoices):
    """Where a paper stands between the freezing of its text and its end."""

    AWAITING_SIGNATURE = "awaiting_signature", "Trình ký"
    AWAITING_NUMBER = "awaiting_number", "Đã ký, chờ cấp số"
    ISSUED = "issued", "Đã ban hành"
    ADJUSTED = "adjusted", "Đã điều chỉnh"
    REPLACED = "replaced", "Đã được thay thế"
    WITHDRAWN = "withdrawn", "Đã thu hồi"
    VOIDED = "voided", "Bản trình ký đã hủy"


NUMBERED = frozenset({PaperState.ISSUED, PaperState.ADJUSTED, PaperState.REPLACED, PaperState.WITHDRAWN})
"""The states of a paper that has number and date, for good."""


PENDING = frozenset({PaperState.AWAITING_SIGNATURE, PaperState.AWAITING_NUMBER})
"""The states of a frozen paper that has no number yet."""


IN_FORCE = frozenset({PaperState.ISSUED, PaperState.ADJUSTED})


class SignedWay(TextChoices):
    """How a digital copy of a paper came to be."""

    ELSEWHERE = "elsewhere", "Ký số bằng phần mềm khác"
    OWN_SYSTEM = "own_system", "Ban hành ở hệ thống của cơ quan"
    HERE = "here", "Ký số tại đây"


class PaperFile(TextChoices):
    """The files that one paper may have."""

    SIGNED = "signed", "Bản điện tử"
    SCAN = "scan", "Bản ký tay quét lại"
    NUMBERED = "numbered", "Bản có số, ngày"
    RENDERING = "rendering", "Bản trình ký"


class ImageKind(TextChoices):
    """What a picture to be set on papers is of (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7 and II.8)."""

    SIGNATURE = "signature", "Chữ ký"
    SEAL = "seal", "Con dấu"


class EntryState(TextChoices):
    """What a number of a register is used for."""

    USED = "used", "Đã cấp"
    RESERVED = "reserved", "Giữ trước"
    VOIDED = "voided", "Bỏ số"


class EntrySource(TextChoices):
    """How a number came into a register."""

    NEXT = "next", "Số tiếp theo"
    INSERTED = "inserted", "Số chèn"
    ELSEWHERE = "elsewhere", "Cấp ở sổ khác"
