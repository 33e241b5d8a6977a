"""What a run or a paragraph looks like, its styles and their ancestors taken into account."""

from dataclasses import dataclass, fields, replace

from plans.importers.docx.elements import Element, attribute, child, children, flag, number

_HIGHEST_OUTLINE = 8
"""Levels 0 to 8 are those of headings; 9 is body text."""


@dataclass(frozen=True)
class Look:
    """Properties of a run; None where they are not given."""

    bold: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    font: str | None = None

    def under(self, direct: "Look") -> "Look":
        """This look with what `direct` says instead."""
        said = {each.name: getattr(direct, each.name) for each in fields(direct)}
        return replace(self, **{each: value for each, value in said.items() if value is not None})

    def toggled_by(self, style: "Look") -> "Look":
        """This look with a character style on it: bold in a bold paragraph is upright (ECMA-376, 17.7.3)."""
        toggled = {
            each: getattr(self, each) is not True if getattr(style, each) else getattr(self, each)
            for each in ("bold", "caps", "hidden")
        }
        return replace(self, **toggled, font=style.font or self.font)


@dataclass(frozen=True)
class ParagraphStyle:
    """What a paragraph takes from its style; `numbered_by` is the style that gives it its list."""

    look: Look = Look()
    name: str = ""
    centred: bool = False
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    numbered_by: str = ""


class Styles:
    """The styles of a document by their ids. A style that inherits from itself inherits nothing."""

    def __init__(self, part: Element | None) -> None:
        self._styles = {attribute(style, "styleId"): style for style in children(part, "style")}
        self._default = next(
            (
                attribute(style, "styleId")
                for style in children(part, "style")
                if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on")
            ),
            "",
        )
        defaults = child(child(child(part, "docDefaults"), "rPrDefault"), "rPr")
        self._base = ParagraphStyle(look=look_of(defaults))
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._characters: dict[str, Look] = {}

    def paragraph(self, style_id: str) -> ParagraphStyle:
        """What a paragraph style gives, or the default one where there is no such style."""
        known = style_id if style_id in self._styles else self._default
        if known not in self._paragraphs:
            resolved = self._base
            for each in self._ancestry(known):
                resolved = _with_paragraph_style(resolved, each, self._styles[each])
            self._paragraphs[known] = resolved
        return self._paragraphs[known]

    def character(self, style_id: str) -> Look:
        """What a character style gives."""
        if style_id not in self._characters:
            look = Look()
            for each in self._ancestry(style_id):
                look = look.under(look_of(child(self._styles[each], "rPr")))
            self._characters[style_id] = look
        return self._characters[style_id]

    def list_of(self, style_id: str) -> str | None:
        """The list that a style of lists names."""
        return attribute(child(child(child(self._styles.get(style_id), "pPr"), "numPr"), "numId")) or None

    def _ancestry(self, style_id: str) -> list[str]:
        """A style and those it is based on, the oldest first."""
        line: list[str] = []
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            line.append(style_id)
            style_id = attribute(child(self._styles[style_id], "basedOn"))
        return line[::-1]


def _with_paragraph_style(above: ParagraphStyle, style_id: str, style: Element) -> ParagraphStyle:
    properties = child(style, "pPr")
    numbering = child(properties, "numPr")
    outline = number(child(properties, "outlineLvl"))
    list_id = attribute(child(numbering, "numId")) or None
    alignment = attribute(child(properties, "jc"))
    return ParagraphStyle(
        look=above.look.under(look_of(child(style, "rPr"))),
        name=attribute(child(style, "name")).casefold(),
        centred=alignment == "center" if alignment else above.centred,
        outline=above.outline if outline is None else outline,
        list_id=list_id or above.list_id,
        list_level=level if (level := number(child(numbering, "ilvl"))) is not None else above.list_level,
        numbered_by=style_id if list_id or numbering is not None else above.numbered_by,
    )


def look_of(properties: Element | None) -> Look:
    """What `<w:rPr>` itself says."""
    if properties is None:
        return Look()
    fonts = child(properties, "rFonts")
    return Look(
        bold=flag(properties, "b"),
        caps=flag(properties, "caps"),
        hidden=flag(properties, "vanish"),
        font=attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or None,
    )


def heading_level(outline: int | None) -> int:
    """The level of a heading as `RawLine.level` counts it, from 1; 0 for body text."""
    return outline + 1 if outline is not None and 0 <= outline <= _HIGHEST_OUTLINE else 0
