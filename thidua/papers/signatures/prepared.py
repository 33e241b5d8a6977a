"""What is laid before the signer: the rendering with its places made ready as fields, the file's first revision.

A field that is added after a certification breaks it, so all of them are there from the beginning: empty, looking as
the blank paper does, and tagged, so that the file stays PDF/A-3a and PDF/UA-1. Whatever comes later is appended.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from thidua.papers.pdf import Box, Place, Rendering
from thidua.papers.signatures.fields import CONTENT_FILE, SEAL_FIELD, TEXT_FIELDS, signature_field
from thidua.papers.style import POINTS_PER_MM

SEAL_ROOM_MM = 42
"""The largest seal there is; every other stands in the middle of this square in its real size."""

LETTERHEAD_LINE = 1.15
"""Distance of two lines of the letterhead, in sizes of the font: what a box there is high (paper.css)."""

TEXT_NAMES = {
    Place.NUMBER: "Số của văn bản",
    Place.DAY: "Ngày ban hành",
    Place.MONTH: "Tháng ban hành",
    Place.YEAR: "Năm ban hành",
}

PRINTED = 4
RIGHT, CENTRE = 2, 1
SIGNED_AND_APPENDED_ONLY = 3
NO_CHANGES = 1
"""What the seal allows behind it: proofs of its certificate and time stamps, as ISO 32000-2, 12.8.2.2 says."""

NOTHING = b" "


@dataclass(frozen=True)
class _Field:
    """A field to make: its name, what it is called for those who do not see it, its place."""

    name: str
    spoken: str
    place: Place
    page: int
    rectangle: tuple[float, float, float, float]

    @property
    def size(self) -> tuple[float, float]:
        left, bottom, right, top = self.rectangle
        return right - left, top - bottom


def prepare(rendering: Rendering, *, content: bytes, blocks: int) -> bytes:
    """The prepared PDF of a paper rendered with number and date blank; the same bytes for the same paper.

    `content` is the JSON the paper was made of, `blocks` the number of its signature blocks. The seal goes over the
    last signature, which is the leader's where there are several. Raises ValueError for a rendering with other blocks.
    """
    signatures = sorted(box.index for box in rendering.boxes if box.name is Place.SIGNATURE)
    if signatures != list(range(blocks)) or not blocks:
        raise ValueError(f"a rendering with signature blocks {signatures}, not {blocks} of them")
    with pikepdf.open(io.BytesIO(rendering.pdf)) as pdf:
        _make_form(pdf)
        blank = _blank(pdf)
        for field in _fields(rendering.boxes, blocks):
            _add(pdf, field, blank)
        _embed(pdf, content)
        file = io.BytesIO()
        pdf.save(
            file,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return file.getvalue()


def _fields(boxes: tuple[Box, ...], blocks: int) -> Iterator[_Field]:
    for box in boxes:
        if box.name in TEXT_FIELDS:
            yield _Field(TEXT_FIELDS[box.name], TEXT_NAMES[box.name], box.name, box.page, _rectangle(box))
        elif box.name is Place.SIGNATURE:
            spoken = f"Chữ ký thứ {box.index + 1}" if blocks > 1 else "Chữ ký của người có thẩm quyền"
            yield _Field(signature_field(box.index), spoken, box.name, box.page, _rectangle(box))
    seal = next(box for box in boxes if box.name is Place.SEAL and box.index == blocks - 1)
    more = (SEAL_ROOM_MM * POINTS_PER_MM - seal.width) / 2
    yield _Field(SEAL_FIELD, "Chữ ký số của cơ quan (dấu)", seal.name, seal.page, _rectangle(seal, more))


def _rectangle(box: Box, more: float = 0) -> tuple[float, float, float, float]:
    return box.x - more, box.y - more, box.x + box.width + more, box.y + box.height + more


def _make_form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = pdf.make_indirect(
        Dictionary(Fields=Array(), SigFlags=SIGNED_AND_APPENDED_ONLY, DR=Dictionary(Font=Dictionary()))
    )


def _blank(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    """The look of every empty field. One for all: poppler, when it signs a field whose look no other field has, gives
    the number of that object to another, and pyHanko then takes the file for tampered with."""
    return pdf.make_stream(NOTHING, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1], Resources={})


def _add(pdf: pikepdf.Pdf, field: _Field, blank: pikepdf.Stream) -> None:
    """The field, its widget on the page, and its place among the tags."""
    page = pdf.pages[field.page - 1]
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            T=String(field.name),
            TU=String(field.spoken),
            Rect=Array(field.rectangle),
            P=page.obj,
            F=PRINTED,
            AP=Dictionary(N=blank),
        )
    )
    if field.place in TEXT_FIELDS:
        widget.FT = Name.Tx
        widget.Q = RIGHT if field.place is Place.NUMBER else CENTRE
        widget.DA = String(_line_font(pdf, page, field))
    else:
        widget.FT = Name.Sig
        if field.name == SEAL_FIELD:
            widget.Lock = pdf.make_indirect(
                Dictionary(Type=Name.SigFieldLock, Action=Name.Include, Fields=Array(), P=NO_CHANGES)
            )
    pdf.Root.AcroForm.Fields.append(widget)
    if Name.Annots not in page:
        page.Annots = Array()
    page.Annots.append(widget)
    _tag(pdf, page, widget, at_the_top=field.place in TEXT_FIELDS)


def _line_font(pdf: pikepdf.Pdf, page: pikepdf.Page, field: _Field) -> str:
    """The font and size of the line that is filled in: the number upright, the date italic."""
    ending = "" if field.place is Place.NUMBER else "-Italic"
    for name, font in page.resources.Font.items():
        family = font.DescendantFonts[0].FontDescriptor.FontFamily
        if str(font.BaseFont).partition("+")[2] == str(family).replace(" ", "-") + ending:
            pdf.Root.AcroForm.DR.Font[name] = font
            return f"{name} {field.size[1] / LETTERHEAD_LINE:g} Tf 0 g"
    raise ValueError(f"no font for the line of {field.name}")


def _tag(pdf: pikepdf.Pdf, page: pikepdf.Page, widget: pikepdf.Object, *, at_the_top: bool) -> None:
    """A Form element where the widget is read: after the letterhead, or as the last thing of its page."""
    root = pdf.Root.StructTreeRoot
    document = root.K[0] if isinstance(root.K, Array) else root.K
    sheet = next(part for part in reversed(list(_children(document))) if _stands_on(part, page))
    form = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem, S=Name.Form, P=sheet, Pg=page.obj,
            K=Dictionary(Type=Name.OBJR, Obj=widget, Pg=page.obj),
        )
    )  # fmt: skip
    children = list(_children(sheet))
    forms = sum(child.get(Name.S) == Name.Form for child in children if isinstance(child, Dictionary))
    children.insert(1 + forms if at_the_top else len(children), form)
    sheet.K = Array(children)
    numbers = root.ParentTree.Nums
    key = max(int(number) for number in list(numbers)[::2]) + 1
    numbers.append(key)
    numbers.append(form)
    widget.StructParent = key


def _children(element: pikepdf.Object) -> list[pikepdf.Object]:
    inside = element.get(Name.K, Array())
    return list(inside) if isinstance(inside, Array) else [inside]


def _stands_on(element: pikepdf.Object, page: pikepdf.Page) -> bool:
    """Whether anything of the element, the first that says where it is, stands on the page."""
    waiting = [element]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Dictionary):
            if Name.Pg in part:
                return bool(part.Pg.objgen == page.obj.objgen)
            waiting.extend(reversed(_children(part)))
    return False


def _embed(pdf: pikepdf.Pdf, content: bytes) -> None:
    """The content as an associated file, which PDF/A-3 allows of any kind (ISO 19005-3, 6.8)."""
    stream = pdf.make_stream(
        content, Type=Name.EmbeddedFile, Subtype=Name("/application/json"), Params=Dictionary(Size=len(content))
    )
    name = String(CONTENT_FILE)
    file = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec, F=name, UF=name, Desc=String("Nội dung có cấu trúc của văn bản"),
            AFRelationship=Name.Source, EF=Dictionary(F=stream, UF=stream),
        )
    )  # fmt: skip
    pdf.Root.AF = Array([file])
    if Name.Names not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = Dictionary(Names=Array([name, file]))
