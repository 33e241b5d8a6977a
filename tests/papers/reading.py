"""What stands where in a PDF, in millimetres from the top left of the page and points of type."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pdfplumber

MM = 25.4 / 72
THICKEST_RULE_PT = 1.5


@dataclass(frozen=True)
class Run:
    """Words of one line and one font that stand together; `baseline` is what the letters stand on."""

    page: int
    text: str
    left: float
    right: float
    baseline: float
    size: float
    font: str

    @property
    def bold(self) -> bool:
        return "Bold" in self.font

    @property
    def italic(self) -> bool:
        return "Italic" in self.font

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class Rule:
    """A horizontal black line that is not part of a table."""

    page: int
    left: float
    right: float
    y: float

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class Paper:
    """Everything drawn on the pages of a PDF, in order."""

    sizes: tuple[tuple[float, float], ...]
    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]

    def run(self, text: str) -> Run:
        """The one run that begins with the text."""
        (found,) = (run for run in self.runs if run.text.startswith(text))
        return found

    def on(self, page: int) -> list[Run]:
        return [run for run in self.runs if run.page == page]

    def page_numbers(self) -> list[str]:
        """The text in the top margin of each page."""
        return [
            " ".join(run.text for run in self.on(page) if run.baseline < 20) for page in range(1, len(self.sizes) + 1)
        ]


@cache
def read(pdf: bytes) -> Paper:
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        return Paper(
            sizes=tuple((float(page.width) * MM, float(page.height) * MM) for page in file.pages),
            runs=tuple(run for page in file.pages for run in _runs(page)),
            rules=tuple(rule for page in file.pages for rule in _rules(page)),
        )


def _runs(page: pdfplumber.page.Page) -> Iterator[Run]:
    words = page.extract_words(
        keep_blank_chars=True,
        x_tolerance=5,
        y_tolerance=0.5,
        extra_attrs=["fontname", "size"],
        return_chars=True,
        use_text_flow=True,
    )
    for word in words:
        letters = [letter for letter in word["chars"] if letter["text"].strip()]
        if letters:
            yield Run(
                page=page.page_number,
                text=word["text"].strip(),
                left=letters[0]["x0"] * MM,
                right=letters[-1]["x1"] * MM,
                baseline=(float(page.height) - letters[0]["matrix"][5]) * MM,
                size=word["size"],
                font=word["fontname"].split("+")[1],
            )


def _rules(page: pdfplumber.page.Page) -> Iterator[Rule]:
    for box in page.rects:
        if box["height"] < THICKEST_RULE_PT < box["width"]:
            assert box["non_stroking_color"] == (0, 0, 0)
            yield Rule(page.page_number, box["x0"] * MM, box["x1"] * MM, box["top"] * MM)
