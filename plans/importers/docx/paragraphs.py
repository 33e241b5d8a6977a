"""One paragraph of Word → its lines, with what is drawn, noted or boxed in it.

Changes are read as accepted. A paragraph whose mark was deleted goes on in the next one.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from plans.importers.decoding import INVISIBLE
from plans.importers.docx.elements import Element, attribute, child, name
from plans.importers.docx.styles import Look, Styles, look_of
from plans.importers.docx.symbols import SYMBOL_FONTS, symbol, without_private_letters
from plans.importers.labels import begins_paragraph
from plans.importers.markup import BOLD, PLAIN, without_marks
from plans.importers.tcvn3 import TCVN3_CAPITALS_FONT, TCVN3_FONT, from_tcvn3, has_unicode_letters, is_tcvn3

DELETED = frozenset({"del", "moveFrom", "cellDel"})
KEPT = frozenset({"ins", "moveTo", "cellIns"})
_WHITE = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_OBJECTS = frozenset({"OLEObject", "control"})
_PICTURES = frozenset({"pic", "imagedata", "chart", "relIds"})
_VNI = re.compile(r"VNI[- ]", re.IGNORECASE)
_UNFINISHED = re.compile(r"[\w,“”\"'’]$")
_LONGEST_BROKEN = 40
"""A line of more characters is no title: broken by hand in mid-sentence, it goes on in small letters."""


@dataclass
class Finds:
    """What was met in a document and does not show in its lines; told to the user at the end."""

    pictures: int = 0
    objects: int = 0
    changes: int = 0
    comments: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    old_fonts: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Piece:
    text: str
    bold: bool
    font: str


@dataclass
class Paragraph:
    """Marked lines (see `plans.importers.markup`), the footnotes they refer to, and text boxes that hang on them."""

    lines: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Kind ("footnotes" or "endnotes") and number."""
    boxes: list[Element] = field(default_factory=list)


class ParagraphReader:
    """Reads the runs of paragraphs, one paragraph after the other."""

    def __init__(self, styles: Styles, finds: Finds, *, in_tcvn3: bool) -> None:
        self._styles = styles
        self._finds = finds
        self._in_tcvn3 = in_tcvn3
        self._carried: list[_Piece] = []
        self._pieces: list[_Piece] = []
        self._paragraph = Paragraph()

    def read(self, paragraph: Element, look: Look) -> Paragraph | None:
        """The lines of a paragraph in that look; None where its mark was deleted, and the next one takes its words."""
        self._pieces, self._carried = self._carried, []
        self._paragraph = Paragraph(notes=self._paragraph.notes if self._pieces else [])
        self._inline(paragraph, look)
        properties = child(child(paragraph, "pPr"), "rPr")
        if any(name(each) in DELETED for each in (() if properties is None else properties)):
            self._carried = self._pieces or [_Piece("", bold=False, font="")]
            return Paragraph(boxes=self._paragraph.boxes) if self._paragraph.boxes else None
        self._paragraph.lines = _lines(self._in_unicode())
        return self._paragraph

    # --- runs -------------------------------------------------------------------------------------------------------

    def _inline(self, parent: Element, look: Look) -> None:
        for element in parent:
            match name(element):
                case "r":
                    self._run(element, look)
                case "del" | "moveFrom":
                    self._finds.changes += 1
                case "sdt":
                    if not is_placeholder(element):
                        self._inline_all(child(element, "sdtContent"), look)
                case "ins" | "moveTo" as kind:
                    self._finds.changes += kind in KEPT
                    self._inline(element, look)
                case "hyperlink" | "smartTag" | "customXml" | "fldSimple" | "bdo" | "dir" | "sdtContent" | "rubyBase":
                    self._inline(element, look)
                case "oMath" | "oMathPara":
                    self._add("".join(text.text or "" for text in element.iter() if name(text) == "t"), look)
                case _:
                    pass

    def _inline_all(self, parent: Element | None, look: Look) -> None:
        if parent is not None:
            self._inline(parent, look)

    def _run(self, run: Element, around: Look) -> None:
        properties = child(run, "rPr")
        style = attribute(child(properties, "rStyle"))
        look = (around.toggled_by(self._styles.character(style)) if style else around).under(look_of(properties))
        for element in run:
            self._run_part(element, look)

    def _run_part(self, element: Element, look: Look) -> None:
        kind = name(element)
        if kind == "t":
            self._add(element.text or "", look)
        elif kind in _WHITE:
            self._add(_WHITE[kind], look)
        elif kind == "sym":
            self._add_symbol(element, look)
        elif kind in _NOTES:
            if not look.hidden:
                self._paragraph.notes.append((_NOTES[kind], attribute(element, "id")))
        elif kind == "commentReference":
            self._finds.comments.append(attribute(element, "id"))
        elif kind == "ruby":
            self._inline_all(child(element, "rubyBase"), look)
        elif kind == "AlternateContent":
            self._alternatives(element)
        elif kind in ("drawing", "pict", "object"):
            self._drawn(element)

    def _add(self, text: str, look: Look) -> None:
        if not text:
            return
        if look.hidden:
            if text.strip():
                self._finds.hidden.append(text.strip())
            return
        font = look.font or ""
        if font.casefold() in SYMBOL_FONTS:
            text = "".join(symbol(char, font) for char in text)
        elif _VNI.match(font) and text.strip():
            self._finds.old_fonts.add(font)
        if look.caps and not TCVN3_FONT.match(font):
            text = text.upper()
        elif look.caps:
            font = TCVN3_CAPITALS_FONT
        self._pieces.append(_Piece(without_private_letters(text), bold=bool(look.bold), font=font))

    def _add_symbol(self, element: Element, look: Look) -> None:
        code = attribute(element, "char")
        if not re.fullmatch(r"[0-9A-Fa-f]{1,4}", code):
            return
        font = attribute(element, "font")
        if TCVN3_FONT.match(font):
            self._add(chr(int(code, 16) & 0xFF), look.under(Look(font=font)))
        else:
            self._add(symbol(chr(int(code, 16)), font), look.under(Look(font="")))

    # --- drawings ---------------------------------------------------------------------------------------------------

    def _alternatives(self, element: Element) -> None:
        """A drawing written twice, for new and old versions of Word: the first that has words is read."""
        choices = [each for each in element if name(each) in ("Choice", "Fallback")]
        with_words = (each for each in choices if any(name(below) == "txbxContent" for below in each.iter()))
        chosen = next(with_words, choices[0] if choices else None)
        if chosen is not None:
            for each in chosen:
                self._run_part(each, Look())

    def _drawn(self, drawing: Element) -> None:
        """The text boxes of a drawing; its pictures and objects are only counted."""
        for element in drawing:
            match name(element):
                case "txbxContent":
                    self._paragraph.boxes.append(element)
                case "AlternateContent":
                    self._alternatives(element)
                case kind if kind in _OBJECTS:
                    self._finds.objects += 1
                case kind if kind in _PICTURES:
                    self._finds.pictures += 1
                case _:
                    self._drawn(element)

    # --- letters ----------------------------------------------------------------------------------------------------

    def _in_unicode(self) -> Iterator[tuple[str, bool]]:
        """The pieces in Unicode, those of one boldness joined: a letter and its mark may stand in two runs."""
        pieces = self._pieces
        words = "".join(piece.text for piece in pieces)
        old_letters = is_tcvn3(words)
        telling = old_letters or (self._in_tcvn3 and not has_unicode_letters(words))
        joined = ""
        bold = False
        for piece in pieces:
            text = piece.text
            if telling and (old_letters or TCVN3_FONT.match(piece.font)):
                text = from_tcvn3(text)
                text = text.upper() if piece.font.casefold().endswith("h") and TCVN3_FONT.match(piece.font) else text
            elif TCVN3_FONT.match(piece.font) and piece.font.casefold().endswith("h"):
                text = text.upper()
            if piece.bold != bold:
                yield joined, bold
                joined, bold = "", piece.bold
            joined += text
        yield joined, bold


def is_placeholder(control: Element) -> bool:
    """Whether a content control shows what to type there, and nothing was typed."""
    return child(child(control, "sdtPr"), "showingPlcHdr") is not None


def _lines(pieces: Iterator[tuple[str, bool]]) -> list[str]:
    """Marked lines, one for each break."""
    lines = [""]
    for text, bold in pieces:
        text = unicodedata.normalize("NFC", text.translate(INVISIBLE)).replace("\u00a0", " ").replace("\u2028", "\n")
        first, *others = text.split("\n")
        for position, part in enumerate((first, *others)):
            if position:
                lines.append("")
            lines[-1] += f"{BOLD}{part}{PLAIN}" if bold and part else part
    return _with_broken_sentences(lines)


def _with_broken_sentences(lines: list[str]) -> list[str]:
    """Breaks in the middle of a sentence, as text copied from a page has them, part no lines."""
    joined = lines[:1]
    for line in lines[1:]:
        above, here = without_marks(joined[-1]).strip(), without_marks(line).strip()
        goes_on = (
            len(above) > _LONGEST_BROKEN
            and here[:1].islower()
            and _UNFINISHED.search(above) is not None
            and not begins_paragraph(here)
        )
        if goes_on:
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined
