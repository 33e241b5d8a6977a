"""Signs that Word keeps as letters of a font of signs, in Unicode."""

import re

SYMBOL_FONTS = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "zapfdingbats"})
_PRIVATE = range(0xF000, 0xF100)
_SIGNS = {
    "symbol": {
        0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
        0xBB: "≈", 0xC5: "⊕", 0xD7: "⋅", 0xDE: "⇒", 0x2D: "-",
    },
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x75: "◆", 0x76: "◆", 0x77: "◆", 0x9F: "•", 0xA7: "■", 0xA8: "☐",
        0xB2: "✧", 0xD8: "➢", 0xE0: "→", 0xE8: "→", 0xF0: "⇨", 0xFB: "☒", 0xFC: "✔", 0xFD: "☒", 0xFE: "☑",
    },
}  # fmt: skip
_OTHERWISE = "•"
_OWN_LETTERS = re.compile("[\ue000-\uf8ff]")


def symbol(char: str, font: str) -> str:
    """The sign that a character of a font of signs shows; a bullet for one that is not known."""
    code = ord(char)
    if code not in _PRIVATE and (code > 0xFF or font.casefold() not in SYMBOL_FONTS):
        return char
    low = code & 0xFF
    if low in (0x20, 0xA0) or char.isspace():
        return " "
    signs = _SIGNS.get(font.casefold(), {})
    if font.casefold() == "symbol" and low not in signs and chr(low).isascii() and not chr(low).isalpha():
        return chr(low)
    return signs.get(low, _OTHERWISE)


def without_private_letters(text: str) -> str:
    """Letters that no font but one knows, as the signs they mostly were."""
    return _OWN_LETTERS.sub(lambda match: symbol(match[0], "wingdings"), text)
