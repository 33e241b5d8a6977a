"""Text fitted into the width it has: centred texts broken as a clerk breaks them, symbols kept whole."""

from dataclasses import dataclass

from thidua.papers.fonts import FontFile

SAFE_SHARE = 0.99
"""Share of a width that is filled, for the rounding of letters to the grid they are set on."""

PRECISION = 1
"""How closely the narrowest lines are sought, in points."""


@dataclass(frozen=True)
class Room:
    """The width a text has, in points, and the font and size it is set in."""

    width: float
    font: FontFile
    size: float

    def holds(self, text: str) -> bool:
        """Whether the text fits on one line."""
        return self.font.width(text, self.size) <= self.width * SAFE_SHARE

    def balanced(self, text: str) -> list[str]:
        """The text in as few lines as possible, none of them much shorter than the others.

        A word wider than the room stands alone on its line.
        """
        words = _words(text)
        widths = [self.font.width(word, self.size) for word in words]
        space = self.font.width(" ", self.size)

        def lines_within(width: float) -> list[str]:
            lines: list[list[str]] = []
            used = width
            for word, word_width in zip(words, widths, strict=True):
                used += space + word_width
                if used > width:
                    lines.append([])
                    used = word_width
                lines[-1].append(word)
            return [" ".join(line) for line in lines]

        enough, too_narrow = self.width * SAFE_SHARE, 0.0
        fewest = len(lines_within(enough))
        while enough - too_narrow > PRECISION:
            middle = (enough + too_narrow) / 2
            if len(lines_within(middle)) == fewest:
                enough = middle
            else:
                too_narrow = middle
        return lines_within(enough)


def _words(text: str) -> list[str]:
    """The words of a text; a hyphen between two phrases stays with the first ("Thi đua - Khen thưởng")."""
    words: list[str] = []
    for word in text.split():
        if word == "-" and words:
            words[-1] += " -"
        else:
            words.append(word)
    return words
