"""What is in a Word file, read from its XML alone: lines with the labels Word would compute, and the schema's order."""

import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO

from lxml import etree

from thidua.papers.symbols import roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(data, name):
    """The root element of a part of the file."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        return etree.fromstring(file.read(name))


def val(element, path):
    """The value of the first element at this path, or None."""
    found = element.find("/".join(W + tag for tag in path.split("/")))
    return None if found is None else found.get(f"{W}val")


def words_in(element):
    """The text of an element; a break counts as a space."""
    return "".join(inner.text or "" if inner.tag == f"{W}t" else " " for inner in element.iter(f"{W}t", f"{W}br"))


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "upperRoman": roman,
    "upperLetter": lambda number: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number - 1],
    "lowerLetter": lambda number: "abcdefghijklmnopqrstuvwxyz"[number - 1],
}


def lines(data):
    """Every paragraph's label and text: levels count up, and begin anew below a level that has moved on."""
    numbering = part(data, "word/numbering.xml")
    lists = {one.get(f"{W}abstractNumId"): one for one in numbering.iter(f"{W}abstractNum")}
    uses = {one.get(f"{W}numId"): val(one, "abstractNumId") for one in numbering.iter(f"{W}num")}
    counters: dict[str, dict[int, int]] = {}
    for paragraph in part(data, "word/document.xml").iter(f"{W}p"):
        place = paragraph.find(f"{W}pPr/{W}numPr")
        label = ""
        if place is not None:
            identifier, level = uses[val(place, "numId")], int(val(place, "ilvl"))
            levels = {int(one.get(f"{W}ilvl")): one for one in lists[identifier].iter(f"{W}lvl")}
            counter = counters.setdefault(identifier, {})
            counter[level] = counter.get(level, int(val(levels[level], "start")) - 1) + 1
            for deeper in [other for other in counter if other > level]:
                del counter[deeper]
            label = val(levels[level], "lvlText")
            for upper, number in counter.items():
                if (kind := val(levels[upper], "numFmt")) != "bullet":
                    label = label.replace(f"%{upper + 1}", FORMATS[kind](number))
        yield label, words_in(paragraph)


def printed_lines(data):
    """Every paragraph as it is printed."""
    return [f"{label} {text.strip()}".strip() if label else text.strip() for label, text in lines(data)]


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tbl": "tblPr tblGrid tr",
    "trPr": "cantSplit tblHeader",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols "
    "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "numbering": "abstractNum num",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal rsid pPr rPr tblPr trPr tcPr",
    "styles": "docDefaults latentStyles style",
    "settings": "writeProtection view zoom defaultTabStop characterSpacingControl compat rsids themeFontLang "
    "clrSchemeMapping decimalSymbol listSeparator",
    "body": "p tbl sectPr",
}
"""The children that ISO/IEC 29500-1 lets these elements have, in the order in which they must stand."""

ANY_ORDER = {"body"}


def misplaced(root):
    """Elements whose children are not the schema's, or not in its order."""
    for parent in root.iter():
        name = etree.QName(parent).localname
        if name in ORDER:
            allowed = ORDER[name].split()
            children = [etree.QName(child).localname for child in parent]
            unknown = [child for child in children if child not in allowed]
            places = [allowed.index(child) for child in children if child in allowed]
            if unknown or (places != sorted(places) and name not in ANY_ORDER):
                yield name, children


def through_office(sources, kind, folder):
    """The files as LibreOffice writes them anew, by the names of the sources: one call for all, it takes seconds."""
    profile = (folder / "profile").as_uri()
    target = folder / kind
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            target,
            *sources,
        ],
        check=True,
        capture_output=True,
    )
    return {source: target / f"{source.stem}.{kind}" for source in sources}
