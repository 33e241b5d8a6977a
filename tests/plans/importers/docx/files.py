"""Small Word files, written part by part."""

import io
import zipfile

from plans.importers.blocks import RawLine, RawTable
from plans.importers.docx.reader import read_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_WORD}.numbering+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(**targets):
    listed = "".join(
        f'<Relationship Id="{kind}" Type="{_KIND}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'


def part(root, inside):
    return f"<w:{root} {NAMESPACES}>{inside}</w:{root}>"


def zipped(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def parts_of(body, **others):
    """The parts of a file with this body; `styles`, `numbering`, `footnotes`, … are the insides of those parts."""
    roots = {"header": "hdr"}
    written = {f"word/{kind}.xml": part(roots.get(kind, kind), inside) for kind, inside in others.items()}
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": relations(**{kind: f"{kind}.xml" for kind in others}),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
    } | written


def word_file(body, **others):
    return zipped(parts_of(body, **others))


# --- pieces of a body -----------------------------------------------------------------------------------------------


def r(text, properties=""):
    """A run; "|" is a tab, "¶" a line break."""
    inside = text.replace("¶", "</w:t><w:br/><w:t>").replace("|", "</w:t><w:tab/><w:t>")
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{inside}</w:t></w:r>'


def p(inside="", properties=""):
    """A paragraph of runs, or of words."""
    runs = inside if inside.startswith("<") else r(inside) if inside else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def numbered(text, list_id, level=0):
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def tc(inside="", span=1, merge=""):
    """A cell; `merge` is "restart" where it begins to go down, "continue" where it goes on."""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    content = inside if inside.startswith("<") else p(inside)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{down}</w:tcPr>{content}</w:tc>'


def tr(*cells):
    return f"<w:tr>{''.join(cell if cell.startswith('<w:tc') else tc(cell) for cell in cells)}</w:tr>"


def tbl(*rows, widths=()):
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def level(position, form, text, extra=""):
    return (
        f'<w:lvl w:ilvl="{position}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels, overrides=""):
    """One abstract list and two lists that share it, the second with overrides."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{overrides}</w:num>'
    )


# --- what is read ---------------------------------------------------------------------------------------------------


def blocks_of(body, **others):
    return read_docx(word_file(body, **others))[0]


def texts_of(body, **others):
    """Lines as their words, tables as lists of rows of cells."""
    return [written(block) for block in blocks_of(body, **others)]


def written(block):
    if isinstance(block, RawLine):
        return block.text
    assert isinstance(block, RawTable)
    return [[None if cell is None else "\n".join(line.text for line in cell) for cell in row] for row in block.rows]


def doubts_of(body, **others):
    return {doubt.code: doubt.message for doubt in read_docx(word_file(body, **others))[1]}
