"""Numbers, symbols and labels as Nghị định 30/2020/NĐ-CP writes them."""

POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The Vietnamese alphabet of points (điểm): no f, j, w, z and no letter with a mark but đ (Phụ lục I, II.6)."""

ROMAN_STEPS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


KIND_ABBREVIATIONS = {
    "NGHỊ QUYẾT": "NQ", "QUYẾT ĐỊNH": "QĐ", "CHỈ THỊ": "CT", "QUY CHẾ": "QC", "QUY ĐỊNH": "QyĐ", "THÔNG CÁO": "TC",
    "THÔNG BÁO": "TB", "HƯỚNG DẪN": "HD", "CHƯƠNG TRÌNH": "CTr", "KẾ HOẠCH": "KH", "PHƯƠNG ÁN": "PA", "ĐỀ ÁN": "ĐA",
    "DỰ ÁN": "DA", "BÁO CÁO": "BC", "BIÊN BẢN": "BB", "TỜ TRÌNH": "TTr", "GIẤY MỜI": "GM",
}  # fmt: skip
"""Abbreviations of the kinds of papers (Phụ lục III)."""


def sequence_text(sequence: int) -> str:
    """The number of a paper in its series, with a leading 0 below 10 (Phụ lục I, II.3.a).

    Raises ValueError below 1: a series starts at 01.
    """
    if sequence < 1:
        raise ValueError(f"a series of papers starts at 1, not {sequence}")
    return f"{sequence:02d}"


def symbol(kind: str, *issuer: str) -> str:
    """ "KH-KTĐ": the kind's abbreviation and the issuer's, and its unit's if any, with bare hyphens (II.3.b).

    A công văn has no abbreviation of its kind: leave it empty.
    """
    return "-".join(part for part in (kind, *issuer) if part)


def number_and_symbol(sequence: int | None, kind: str, *issuer: str) -> str:
    """ "07/KH-KTĐ"; without a number, which is given only on issue, "/KH-KTĐ"."""
    number = "" if sequence is None else sequence_text(sequence)
    return f"{number}/{symbol(kind, *issuer)}"


def point_letter(position: int) -> str:
    """The letter of the point (điểm) at `position`, counted from 1.

    Raises ValueError outside 1 to 23, where the alphabet ends.
    """
    if not 1 <= position <= len(POINT_LETTERS):
        raise ValueError(f"points are lettered from 1 to {len(POINT_LETTERS)}, not {position}")
    return POINT_LETTERS[position - 1]


def roman(number: int) -> str:
    """ "IV" for 4: the numeral of a section, a part or an appendix.

    Raises ValueError outside 1 to 3999, which Roman numerals cannot write.
    """
    if not 1 <= number <= 3999:
        raise ValueError(f"Roman numerals run from 1 to 3999, not {number}")
    numeral = ""
    for value, letters in ROMAN_STEPS:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral
