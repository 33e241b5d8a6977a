"""The faces that papers are set in: whether they can write Vietnamese, and how wide a line comes out.

Two packages call themselves "Liberation Serif" and the older lacks 92 Vietnamese letters, so a family's name
proves nothing: fontconfig is asked for the file, and the file for its letters.
"""

import subprocess
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import product
from unicodedata import normalize

from fontTools.ttLib import TTFont

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\N{COMBINING GRAVE ACCENT}", "\N{COMBINING HOOK ABOVE}", "\N{COMBINING TILDE}",
         "\N{COMBINING ACUTE ACCENT}", "\N{COMBINING DOT BELOW}")  # fmt: skip
SMALL_LETTERS = "".join(normalize("NFC", vowel + tone) for vowel, tone in product(VOWELS, TONES)) + "đ"
VIETNAMESE_LETTERS = SMALL_LETTERS + SMALL_LETTERS.upper()
"""The 146 letters that Vietnamese needs: 12 vowels in 6 tones and đ, small and capital."""


class Face(Enum):
    """The four faces of a family, with fontconfig's weight and the slant of the upright or the italic."""

    REGULAR = (80, 0)
    BOLD = (200, 0)
    ITALIC = (80, 100)
    BOLD_ITALIC = (200, 100)


@dataclass(frozen=True)
class FontFile:
    """A face as it lies on the disk: the family and face it really holds, and the width of its letters."""

    family: str
    weight: int
    slant: int
    units_per_em: int
    advances: dict[str, int]
    """Width by letter; "" is the sign for a letter that is missing."""

    def is_face(self, family: str, face: Face) -> bool:
        """Whether this is what was asked of fontconfig, rather than the nearest substitute."""
        weight, slant = face.value
        names = [name.casefold() for name in self.family.split(",")]
        return family.casefold() in names and self.weight == weight and (self.slant > 0) == (slant > 0)

    def width(self, text: str, size: float) -> float:
        """Width of a line of text in points at the given size, without kerning."""
        missing = self.advances[""]
        return sum(self.advances.get(letter, missing) for letter in text) * size / self.units_per_em


@cache
def font_file(family: str, face: Face) -> FontFile:
    """The file fontconfig would use for this face of the family; a substitute where there is none.

    Raises FileNotFoundError when fontconfig itself is not installed.
    """
    weight, slant = face.value
    escaped = "".join(f"\\{letter}" if letter in "\\-:," else letter for letter in family)
    answer = subprocess.run(
        [
            "fc-match",
            "--format=%{family}\t%{weight}\t%{slant}\t%{file}\t%{index}",
            f"{escaped}:weight={weight}:slant={slant}",
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    found, found_weight, found_slant, path, index = answer.stdout.split("\t")
    with TTFont(path, fontNumber=int(index), lazy=True) as font:
        widths = font["hmtx"]
        advances = {chr(code): widths[glyph][0] for code, glyph in font.getBestCmap().items()}
        advances[""] = widths[".notdef"][0]
        units_per_em = font["head"].unitsPerEm
    return FontFile(found, int(found_weight), int(found_slant), units_per_em, advances)


def missing_letters(family: str) -> dict[Face, str]:
    """The Vietnamese letters that each face of the family lacks; empty when papers can be set in it.

    A face that is not installed lacks all of them, although fontconfig would offer another in its place.
    """
    missing: dict[Face, str] = {}
    for face in Face:
        file = font_file(family, face)
        known = file.advances if file.is_face(family, face) else {}
        if lacking := "".join(letter for letter in VIETNAMESE_LETTERS if letter not in known):
            missing[face] = lacking
    return missing
