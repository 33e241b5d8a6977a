"""Text typed with the TCVN3 (ABC) fonts of the years before Unicode, such as .VnTime, in the letters of Unicode."""

import re

_CODES = (
    "\u00b5\u00b8\u00b6\u00b7\u00b9"  # à á ả ã ạ
    "\u00a8\u00bb\u00be\u00bc\u00bd\u00c6"  # ă ằ ắ ẳ ẵ ặ
    "\u00a9\u00c7\u00ca\u00c8\u00c9\u00cb"  # â ầ ấ ẩ ẫ ậ
    "\u00ae"  # đ
    "\u00cc\u00d0\u00ce\u00cf\u00d1"  # è é ẻ ẽ ẹ
    "\u00aa\u00d2\u00d5\u00d3\u00d4\u00d6"  # ê ề ế ể ễ ệ
    "\u00d7\u00dd\u00d8\u00dc\u00de"  # ì í ỉ ĩ ị
    "\u00df\u00e3\u00e1\u00e2\u00e4"  # ò ó ỏ õ ọ
    "\u00ab\u00e5\u00e8\u00e6\u00e7\u00e9"  # ô ồ ố ổ ỗ ộ
    "\u00ac\u00ea\u00ed\u00eb\u00ec\u00ee"  # ơ ờ ớ ở ỡ ợ
    "\u00ef\u00f3\u00f1\u00f2\u00f4"  # ù ú ủ ũ ụ
    "\u00ad\u00f5\u00f8\u00f6\u00f7\u00f9"  # ư ừ ứ ử ữ ự
    "\u00fa\u00fd\u00fb\u00fc\u00fe"  # ỳ ý ỷ ỹ ỵ
    "\u00a1\u00a2\u00a7\u00a3\u00a4\u00a5\u00a6"  # Ă Â Đ Ê Ô Ơ Ư
)
_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_TABLE = str.maketrans(_CODES, _LETTERS)

_TELLING = re.compile("[\u00b5\u00b8\u00b6\u00b7\u00b9\u00ae\u00a9\u00ac\u00ad\u00ab\u00a8\u00aa\u00d6\u00d5\u00cb]")
_UNICODE_ONLY = re.compile("[\u0103\u0111\u01a1\u01b0\u1ea0-\u1ef9]")


TCVN3_FONT = re.compile(r"\.Vn", re.IGNORECASE)
"""Names of the fonts that show these codes as Vietnamese letters: .VnTime, .VnArial, …"""
TCVN3_CAPITALS_FONT = ".VnTimeH"
"""The fonts whose names end in H show small letters as capitals."""


def has_unicode_letters(text: str) -> bool:
    """Whether a letter stands in the text that only Unicode has: it is no TCVN3, whatever its font."""
    return _UNICODE_ONLY.search(text) is not None


def is_tcvn3(text: str) -> bool:
    """Whether letters of TCVN3 stand where Vietnamese letters should: many of them, and hardly one of Unicode's."""
    words = max(len(text.split()), 1)
    telling = len(_TELLING.findall(text))
    return telling > words / 5 and len(_UNICODE_ONLY.findall(text)) < telling / 20


def from_tcvn3(text: str) -> str:
    """The same text in Unicode.

    Capitals typed with the .VnTimeH fonts were stored as small letters; they become capitals again in a line whose
    plain letters are all capitals.
    """
    return "\n".join(_converted(line) for line in text.split("\n"))


def _converted(line: str) -> str:
    plain = [char for char in line if char.isascii() and char.isalpha()]
    converted = line.translate(_TABLE)
    return converted.upper() if len(plain) > 2 and all(map(str.isupper, plain)) else converted


def with_tcvn3_lines_converted(text: str) -> str:
    """A text typed in both: its TCVN3 lines in Unicode. A line without telling letters goes with those around it."""
    lines = text.split("\n")
    telling = [position for position, line in enumerate(lines) if is_tcvn3(line)]
    if len(telling) < 3:
        return text
    for position in range(telling[0], telling[-1] + 1):
        if not _UNICODE_ONLY.search(lines[position]):
            lines[position] = from_tcvn3(lines[position])
    return "\n".join(lines)
