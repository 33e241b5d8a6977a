"""What a unit may register for under Luật Thi đua, khen thưởng 2022 (06/2022/QH15), in two lists.

A title (danh hiệu thi đua, chương II) is registered at the year's start and judged at its end; a commendation (hình
thức khen thưởng, chương III) is proposed for what was achieved. People mix the two up, so they never share a list.
"""

from django.db.models import TextChoices

from thidua.lib.text import fold, search_words


class Nominee(TextChoices):
    """For whom."""

    COLLECTIVE = "collective", "Tập thể"
    INDIVIDUAL = "individual", "Cá nhân"
    HOUSEHOLD = "household", "Hộ gia đình"


class Title(TextChoices):
    """Danh hiệu thi đua, first those of persons, then of collectives and households."""

    ADVANCED_WORKER = "advanced_worker", "Lao động tiên tiến"
    ADVANCED_SOLDIER = "advanced_soldier", "Chiến sĩ tiên tiến"
    GRASSROOTS_FIGHTER = "grassroots_fighter", "Chiến sĩ thi đua cơ sở"
    PROVINCE_FIGHTER = "province_fighter", "Chiến sĩ thi đua bộ, ban, ngành, tỉnh"
    NATIONAL_FIGHTER = "national_fighter", "Chiến sĩ thi đua toàn quốc"
    ADVANCED_COLLECTIVE = "advanced_collective", "Tập thể lao động tiên tiến"
    EXCELLENT_COLLECTIVE = "excellent_collective", "Tập thể lao động xuất sắc"
    ADVANCED_UNIT = "advanced_unit", "Đơn vị tiên tiến"
    VICTORIOUS_UNIT = "victorious_unit", "Đơn vị quyết thắng"
    PROVINCE_FLAG = "province_flag", "Cờ thi đua của bộ, ban, ngành, tỉnh"
    GOVERNMENT_FLAG = "government_flag", "Cờ thi đua của Chính phủ"
    CULTURAL_VILLAGE = "cultural_village", "Thôn, tổ dân phố văn hóa"
    EXEMPLARY_COMMUNE = "exemplary_commune", "Xã, phường tiêu biểu"
    CULTURAL_FAMILY = "cultural_family", "Gia đình văn hóa"
    OTHER = "other", "Khác"


class Commendation(TextChoices):
    """Hình thức khen thưởng, from the unit's own to the State's."""

    GIAY_KHEN = "giay_khen", "Giấy khen"
    BANG_KHEN_PROVINCE = "bang_khen_province", "Bằng khen của bộ, ban, ngành, tỉnh"
    BANG_KHEN_PRIME_MINISTER = "bang_khen_pm", "Bằng khen của Thủ tướng Chính phủ"
    KY_NIEM_CHUONG = "ky_niem_chuong", "Kỷ niệm chương"
    LABOUR_ORDER_3 = "labour_order_3", "Huân chương Lao động hạng Ba"
    LABOUR_ORDER_2 = "labour_order_2", "Huân chương Lao động hạng Nhì"
    LABOUR_ORDER_1 = "labour_order_1", "Huân chương Lao động hạng Nhất"
    INDEPENDENCE_ORDER = "independence_order", "Huân chương Độc lập"
    MEDAL = "medal", "Huy chương"
    STATE_HONOUR = "state_honour", "Danh hiệu vinh dự nhà nước"
    OTHER = "other", "Khác"


FIRST_WORDS: dict[type[Title] | type[Commendation], tuple[str, ...]] = {
    Title: (
        "Lao động tiên tiến", "Chiến sĩ tiên tiến", "Chiến sĩ thi đua", "Tập thể lao động tiên tiến",
        "Tập thể lao động xuất sắc", "Đơn vị tiên tiến", "Đơn vị quyết thắng", "Cờ thi đua", "Thôn văn hóa",
        "Tổ dân phố văn hóa", "Thôn, tổ dân phố văn hóa", "Xã tiêu biểu", "Phường tiêu biểu", "Xã, phường tiêu biểu",
        "Gia đình văn hóa",
    ),
    Commendation: (
        "Giấy khen", "Bằng khen", "Kỷ niệm chương", "Huân chương", "Huy chương", "Danh hiệu vinh dự nhà nước",
        "Giải thưởng Hồ Chí Minh", "Giải thưởng Nhà nước",
    ),
}  # fmt: skip
"""How the law's own titles (điều 19) and commendations (điều 9) begin, whoever awards them."""
NAMES: dict[type[Title] | type[Commendation], str] = {Title: "danh hiệu thi đua", Commendation: "hình thức khen thưởng"}


TITLES_OF: dict[Nominee, frozenset[Title]] = {
    Nominee.INDIVIDUAL: frozenset(
        {
            Title.ADVANCED_WORKER,
            Title.ADVANCED_SOLDIER,
            Title.GRASSROOTS_FIGHTER,
            Title.PROVINCE_FIGHTER,
            Title.NATIONAL_FIGHTER,
        }
    ),
    Nominee.COLLECTIVE: frozenset(
        {
            Title.ADVANCED_COLLECTIVE,
            Title.EXCELLENT_COLLECTIVE,
            Title.ADVANCED_UNIT,
            Title.VICTORIOUS_UNIT,
            Title.PROVINCE_FLAG,
            Title.GOVERNMENT_FLAG,
            Title.CULTURAL_VILLAGE,
            Title.EXEMPLARY_COMMUNE,
        }
    ),
    Nominee.HOUSEHOLD: frozenset({Title.CULTURAL_FAMILY}),
}


def nominee_of(title: str) -> Nominee | None:
    """For whom a title of the law is; None for a title in the office's own words.

    >>> nominee_of(Title.CULTURAL_FAMILY).label
    'Hộ gia đình'
    """
    return next((nominee for nominee, titles in TITLES_OF.items() if title in titles), None)


def misplaced(words: str, kinds: type[Title] | type[Commendation]) -> str:
    """Why own words do not belong into a list, since the law has them in the other one; "" where they do.

    >>> misplaced("Giấy khen của xã", Title)
    '“Giấy khen của xã” là hình thức khen thưởng, hãy ghi sang phần Hình thức khen thưởng.'
    >>> misplaced("Giấy khen của xã", Commendation)
    ''
    """
    other = Commendation if kinds is Title else Title
    told = " ".join(search_words(words))
    if not any(f"{told} ".startswith(f"{fold(first)} ") for first in FIRST_WORDS[other]):
        return ""
    return f"“{words}” là {NAMES[other]}, hãy ghi sang phần {NAMES[other].capitalize()}."
