"""All of a Word file but its text: styles, lists, settings, properties, and the packing of it."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.xmlchemy import BaseOxmlElement

from thidua.papers.document import OfficialDocument, Profile
from thidua.papers.docx.elements import element, mm, twips
from thidua.papers.docx.series import Level
from thidua.papers.docx.styles import Look, Style, looks
from thidua.papers.wording import printable

LANGUAGE = "vi-VN"
SINGLE = 240
"""Single spacing, in the units of lines."""

NEEDED = {
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.NUMBERING,
}
"""What is kept of python-docx's own template: no theme with other fonts, no thumbnail, no name of a program."""


def blank(document: OfficialDocument, font_family: str) -> Document:
    """An empty file with our styles, settings and properties."""
    file = docx.Document()
    for relations in (file.part.package.rels, file.part.rels):
        for name in [name for name, relation in relations.items() if relation.reltype not in NEEDED]:
            del relations[name]
    refill(file.styles.element, _styles(document.profile, font_family))
    refill(file.settings.element, _settings())
    properties = file.core_properties
    refill(properties._element, ())
    properties.title = printable(document.title)[:255]
    properties.author = printable(document.author)[:255]
    properties.language = LANGUAGE
    return file


def write_lists(file: Document, lists: Iterable[Iterable[Level]], profile: Profile) -> None:
    """Put the lists into the file, each as a definition and the one number that uses it."""
    definitions = [
        element(
            "abstractNum",
            element("multiLevelType", val="multilevel"),
            *(_level(place, level, profile) for place, level in enumerate(levels)),
            abstractNumId=number,
        )
        for number, levels in enumerate(lists)
    ]
    uses = [
        element("num", element("abstractNumId", val=number), numId=number + 1) for number, _ in enumerate(definitions)
    ]
    refill(file.part.numbering_part.element, [*definitions, *uses])


def packed(file: Document) -> bytes:
    """The file's bytes; the same file gives the same, for no entry of the archive tells a time."""
    written, repacked = BytesIO(), BytesIO()
    file.save(written)
    with ZipFile(written) as source, ZipFile(repacked, "w") as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
    return repacked.getvalue()


def refill(root: BaseOxmlElement, children: Iterable[BaseOxmlElement]) -> None:
    """Put these children in the place of all there are."""
    for child in list(root):
        root.remove(child)
    root.extend(children)


def _styles(profile: Profile, font_family: str) -> list[BaseOxmlElement]:
    fonts = element("rFonts", ascii=font_family, hAnsi=font_family, eastAsia=font_family, cs=font_family)
    size = twips(profile.body_pt) // 10
    defaults = element(
        "docDefaults",
        element(
            "rPrDefault",
            element(
                "rPr",
                fonts,
                element("sz", val=size),
                element("szCs", val=size),
                element("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"),
            ),
        ),
        element("pPrDefault", element("pPr", element("widowControl"))),
    )
    no_padding = element("tblCellMar", *(element(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")))
    return [
        defaults,
        _built_in("paragraph", "Normal", "Normal"),
        _built_in("character", "DefaultParagraphFont", "Default Paragraph Font", element("semiHidden")),
        _built_in("table", "TableNormal", "Normal Table", element("semiHidden"), element("tblPr", no_padding)),
        _built_in("numbering", "NoList", "No List", element("semiHidden")),
        *(_style(style, look) for style, look in looks(profile).items()),
    ]


def _built_in(kind: str, identifier: str, name: str, *more: BaseOxmlElement) -> BaseOxmlElement:
    """One of the styles that Word expects, by its English name."""
    return element("style", element("name", val=name), *more, type=kind, default=1, styleId=identifier)


def _style(style: Style, look: Look) -> BaseOxmlElement:
    size = twips(look.size) // 10
    line, rule = (twips(look.line), "exact") if look.line else (SINGLE, "auto")
    indent = {"left": twips(look.hanging), "hanging": twips(look.hanging)}
    if not look.hanging:
        indent = {"left": 0, "firstLine": mm(look.first_line_mm)}
    return element(
        "style",
        element("name", val=style),
        element("basedOn", val="Normal"),
        element("next", val=look.next.identifier) if look.next else None,
        element("qFormat"),
        element(
            "pPr",
            element("keepNext") if look.keep_next else None,
            element("pBdr", element("bottom", val="single", sz=6, space=0, color="000000")) if look.ruled else None,
            element("spacing", before=twips(look.before), after=twips(look.after), line=line, lineRule=rule),
            element("ind", **indent),
            element("jc", val=look.align),
            element("outlineLvl", val=look.outline) if look.outline is not None else None,
        ),
        element(
            "rPr",
            element("b") if look.bold else None,
            element("i") if look.italic else None,
            element("sz", val=size),
            element("szCs", val=size),
        ),
        type="paragraph",
        customStyle=1,
        styleId=style.identifier,
    )


def _settings() -> list[BaseOxmlElement]:
    """Word 2013 and later, whose layout we count on; an older mode would be named in Word's title bar."""
    mode = element("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return [
        element("zoom", percent=100),
        element("defaultTabStop", val=mm(12.7)),
        element("characterSpacingControl", val="doNotCompress"),
        element("compat", mode),
        element("themeFontLang", val=LANGUAGE),
        element("decimalSymbol", val=","),
        element("listSeparator", val=";"),
    ]


def _level(place: int, level: Level, profile: Profile) -> BaseOxmlElement:
    """A level whose label is followed by a space, like the labels on paper."""
    return element(
        "lvl",
        element("start", val=level.start),
        element("numFmt", val=level.format),
        element("suff", val="space"),
        element("lvlText", val=level.text),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=0, firstLine=mm(profile.first_line_indent_mm))),
        element("rPr", element("b")) if level.bold else None,
        ilvl=place,
    )
