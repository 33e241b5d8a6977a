"""The measures of a layout profile, and the style sheet filled in with them."""

import re
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from string import Template

from thidua.papers.document import Profile
from thidua.papers.fonts import Face, font_file
from thidua.papers.lines import Room

POINTS_PER_MM = 72 / 25.4
A4_WIDTH_MM, A4_HEIGHT_MM = 210, 297

NATION_MM_PER_PT = 89 / 12
"""Room for the national name, which never breaks: 88.3 mm in bold at 12 pt, in proportion at 13."""

HEAD_GUTTER_MM = 2
CELL_PADDING_MM = 1.4

LETTER_SUBJECT_PT = 12
RECIPIENT_PT = 11


@dataclass(frozen=True)
class Frame:
    """The column of text on a page: its width in millimetres, and the room that texts have in it."""

    profile: Profile
    width_mm: float

    @classmethod
    def portrait(cls, profile: Profile) -> "Frame":
        return cls(profile, A4_WIDTH_MM - profile.left_mm - profile.right_mm)

    @classmethod
    def landscape(cls, profile: Profile) -> "Frame":
        return cls(profile, A4_HEIGHT_MM - profile.left_mm - profile.right_mm)

    def line(self, face: Face) -> Room:
        """A whole line of the text."""
        return self._room(self.width_mm, face, self.profile.body_pt)

    def letterhead(self, face: Face, size: float) -> Room:
        """A line on the issuer's side of the letterhead."""
        return self._room(self.width_mm - nation_mm(self.profile) - HEAD_GUTTER_MM, face, size)

    def nation(self, face: Face, size: float) -> Room:
        """A line on the nation's side of the letterhead."""
        return self._room(nation_mm(self.profile), face, size)

    def half(self, face: Face, size: float) -> Room:
        """A line beside the middle of the page, where recipients and signatures stand."""
        return self._room(self.width_mm / 2, face, size)

    def cell(self, share: float) -> Room:
        """A line in a cell that takes this share of a table's width, at its widest, in bold."""
        return self._room(share * self.width_mm - 2 * CELL_PADDING_MM, Face.BOLD, self.profile.table_pt)

    def _room(self, width_mm: float, face: Face, size: float) -> Room:
        return Room(width_mm * POINTS_PER_MM, font_file(self.profile.font_family, face), size)


def nation_mm(profile: Profile) -> float:
    """Width of the nation's side of the letterhead."""
    return profile.national_name_pt * NATION_MM_PER_PT


@cache
def stylesheet(profile: Profile) -> str:
    """The CSS of a paper in this layout."""
    template = Template(files(__package__).joinpath("paper.css").read_text(encoding="utf-8"))
    return template.substitute(
        asdict(profile),
        fonts=f'{css_string(profile.font_family)}, "Liberation Serif", "Times New Roman", serif',
        width_mm=Frame.portrait(profile).width_mm,
        motto_pt=profile.national_name_pt + 1,
        nation_mm=nation_mm(profile),
        head_gutter_mm=HEAD_GUTTER_MM,
        cell_padding_mm=CELL_PADDING_MM,
        letter_subject_pt=LETTER_SUBJECT_PT,
        recipient_pt=RECIPIENT_PT,
    )


def css_string(text: str) -> str:
    """The text as a CSS string that cannot end early."""
    return '"' + re.sub(r"[^\w -]", lambda letter: f"\\{ord(letter[0]):x} ", text) + '"'
