"""Vietnamese text: one Unicode form, folding for search, order for lists."""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]")


def nfc(text: str) -> str:
    """The text in the one form in which it is stored and compared."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text for finding: small letters without diacritics, đ as d ("Đắk Lắk" → "dak lak")."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text)).replace("đ", "d").replace("Đ", "d").lower()
