"""Vietnamese text: one Unicode form, folding for search, order for lists."""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]")
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ORDER = {letter: position for position, letter in enumerate(_LETTERS, start=1)}
_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Grave, hook, tilde, acute, dot: the order of Vietnamese dictionaries."""
_FIRST_DIGIT, _FIRST_LETTER = 0x20, 0x40
_LONGEST_NUMBER = 9
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`")
_SIGNS_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
_TOKENS = re.compile(r"\d+|[^\W\d_]|[\W_]+")
LONGEST_SEARCH = 200
"""In letters."""


def nfc(text: str) -> str:
    """The text in the one form in which it is stored and compared."""
    return unicodedata.normalize("NFC", text)


def plain_lines(text: str) -> str:
    """The text in NFC, its lines ended as the database keeps them: browsers send CR LF, cells of Excel hold LF."""
    return nfc(text).replace("\r\n", "\n").replace("\r", "\n")


def fold(text: str) -> str:
    """The text for finding: small letters without diacritics, đ as d ("Đắk Lắk" → "dak lak")."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text)).replace("đ", "d").replace("Đ", "d").lower()


def searched(typed: str) -> str:
    """What somebody typed into a search, as databases can look for it: PostgreSQL takes no NUL, SQLite no long text."""
    return typed.replace("\0", " ")[:LONGEST_SEARCH]


def search_words(typed: str) -> list[str]:
    """The words to look for in what somebody typed."""
    return fold(searched(typed)).split()


def sort_key(text: str) -> bytes:
    """Bytes that sort as Vietnamese dictionaries do, on every database: a ă â b … d đ, then tones, then capitals.

    Signs separate words and count for nothing else, apostrophes (Cư M'gar) for nothing at all; a letter with a foreign
    mark stands with its own (Č with C); numbers sort by their value, so that "Khối 2" precedes "Khối 10".
    """
    text = _MARKS.sub("", nfc(text)).translate(_APOSTROPHES)
    letters, tones, capitals = bytearray(), bytearray(), bytearray()
    for token in _TOKENS.findall(_SIGNS_AROUND.sub("", text)):
        if token.isdigit():
            figures = token.lstrip("0")[:_LONGEST_NUMBER]
            letters += bytes([_FIRST_DIGIT + len(figures)]) + figures.encode()
        elif token.isalpha():
            place, tone = _place_and_tone(token)
            letters.append(_FIRST_LETTER + place)
            tones.append(tone)
            capitals.append(1 if token.islower() else 2)
        else:
            letters.append(1)
    return bytes(letters) + b"\0" + bytes(tones) + b"\0" + bytes(capitals)


def person_sort_key(full_name: str) -> bytes:
    """The order of persons: by given name, which is the last word ("Trần Thị An" before "Lê Bình")."""
    *before, given = full_name.split() or [""]
    return sort_key(given) + b"\0" + sort_key(" ".join(before))


def _place_and_tone(character: str) -> tuple[int, int]:
    """ "ế" → (10, 5): the place of the letter ê in the alphabet, and the rank of its tone, which is 1 without any."""
    parts = unicodedata.normalize("NFD", character.lower())
    tone = next((mark for mark in parts if mark in _TONES), "")
    letter = unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts)
    place = _ORDER.get(letter) or _ORDER.get(parts[0]) or len(_LETTERS) + 1
    return place, _TONES.index(tone) + 2 if tone else 1
