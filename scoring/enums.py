"""Words of scoring that are stored by code."""

from django.db.models import TextChoices


class TableState(TextChoices):
    """Where a criteria table stands."""

    DRAFT = "draft", "Dự thảo"
    PUBLISHED = "published", "Đã công bố"
    REPLACED = "replaced", "Đã được thay thế"


class SheetState(TextChoices):
    """Where a unit's sheet stands, in the words of those who fill it in."""

    FILLING = "filling", "Đang tự chấm"
    AWAITING_HEAD = "awaiting_head", "Chờ thủ trưởng ký"
    SUBMITTED = "submitted", "Đã nộp"


class LatenessCounted(TextChoices):
    """Which day of a sheet is held against the deadline."""

    BY_ARRIVAL = "arrival", "Ngày nộp trên hệ thống"
    BY_LETTER = "letter", "Ngày ký trên bản giấy"


class Approval(TextChoices):
    """What the leader said of a criterion for which a unit has no task."""

    ASKED = "asked", "Chờ duyệt"
    GRANTED = "granted", "Đồng ý"
    REFUSED = "refused", "Không đồng ý"


class RegistrationState(TextChoices):
    """Where a unit's registration stands."""

    DRAFTING = "drafting", "Đang lập"
    RETURNED = "returned", "Trả lại"
    SENT = "sent", "Đã gửi"


class PledgeState(TextChoices):
    """Where a bloc's pledge stands."""

    DRAFTING = "drafting", "Đang soạn"
    SIGNING = "signing", "Đang ký"
    SIGNED = "signed", "Đã ký đủ"


class SigningWay(TextChoices):
    """How a unit signed the pledge."""

    AT_MEETING = "meeting", "Ký tại hội nghị"
    IN_WRITING = "writing", "Thông qua văn bản"
    IN_SITE = "site", "Thủ trưởng ký trên trang này"


class Purpose(TextChoices):
    """What a paper of a year is for."""

    REGISTRATIONS = "registrations", "Báo cáo tổng hợp đăng ký thi đua"
