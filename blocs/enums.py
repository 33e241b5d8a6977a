"""Words of the field that are stored by code."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What a post makes of the person who holds it."""

    OFFICER = "officer", "Chuyên viên, đầu mối TĐKT"
    OFFICE_CHIEF = "office_chief", "Lãnh đạo phòng, Chánh văn phòng"
    HEAD = "head", "Thủ trưởng đơn vị"
    CLERK = "clerk", "Văn thư"
    ASSESSOR = "assessor", "Cơ quan chấm tiêu chí"
    FOLLOWER = "follower", "Chuyên viên theo dõi khối"
    STANDING_BODY = "standing_body", "Cơ quan thường trực Hội đồng"
    COUNCIL = "council", "Thành viên Hội đồng"
    AUDITOR = "auditor", "Kiểm tra (chỉ xem)"


class BlocKind(TextChoices):
    """What compares its results for a year."""

    KHOI = "khoi", "Khối thi đua"
    CUM = "cum", "Cụm thi đua"
    MOVEMENT = "movement", "Phong trào của một cơ quan"


class YearKind(TextChoices):
    """The year a bloc works by."""

    CALENDAR = "calendar", "Năm dương lịch"
    SCHOOL = "school", "Năm học"


class LeadershipRole(TextChoices):
    """What a member unit is for its bloc in one year."""

    LEADER = "leader", "Đơn vị đứng đầu"
    DEPUTY = "deputy", "Đơn vị phó"
    EXPECTED = "expected", "Đơn vị dự kiến đứng đầu"
