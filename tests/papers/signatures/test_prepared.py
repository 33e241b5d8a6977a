"""The paper laid before its signer: fields where the blanks are, and not to be told from the rendering."""

import io

import pikepdf
import pytest
from PIL import Image, ImageChops

from tests.papers.signatures.papers import ACCESS, ARCHIVE, CONTENT, blank_document, failures, picture, prepared_paper
from thidua.papers.document import Letterhead
from thidua.papers.pdf import Place, render
from thidua.papers.signatures.prepared import prepare
from thidua.papers.style import POINTS_PER_MM


def fields(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {
            str(field.T): (str(field.FT), [float(side) for side in field.Rect], "/V" in field)
            for field in opened.Root.AcroForm.Fields
        }


def test_every_blank_is_an_empty_field(blank):
    assert {name: (kind, has_value) for name, (kind, _, has_value) in fields(blank).items()} == {
        "so": ("/Tx", False),
        "ngay": ("/Tx", False),
        "thang": ("/Tx", False),
        "nam": ("/Tx", False),
        "ky-0": ("/Sig", False),
        "dau": ("/Sig", False),
    }


def test_field_stands_where_the_blank_is(blank):
    (box,) = (box for box in render(blank_document()).boxes if box.name is Place.NUMBER)
    _, rectangle, _ = fields(blank)["so"]
    assert rectangle == pytest.approx([box.x, box.y, box.x + box.width, box.y + box.height], abs=0.01)


def test_field_of_the_seal_covers_the_left_third_of_the_signature_and_holds_the_largest_seal(blank):
    (_, signature, _), (_, seal, _) = fields(blank)["ky-0"], fields(blank)["dau"]
    middle = (seal[0] + seal[2]) / 2
    usual_right = middle + 18 * POINTS_PER_MM
    assert usual_right - signature[0] == pytest.approx((signature[2] - signature[0]) / 3, abs=0.1)
    assert seal[2] - seal[0] == pytest.approx(42 * POINTS_PER_MM, abs=0.1)


def test_prepared_paper_looks_like_the_rendering(blank, tmp_path):
    rendered = Image.open(picture(render(blank_document()).pdf, 1, tmp_path)).convert("RGB").copy()
    prepared = Image.open(picture(blank, 1, tmp_path)).convert("RGB")
    assert ImageChops.difference(rendered, prepared).getbbox() is None


def test_paper_carries_its_content_as_its_source(blank):
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        (file,) = pdf.Root.AF
        assert (str(file.UF), str(file.AFRelationship)) == ("noi-dung.json", "/Source")
        assert file.EF.F.read_bytes() == CONTENT


@pytest.mark.parametrize("signers", [1, 6])
def test_prepared_paper_is_pdf_a_3a_and_pdf_ua_1(signers):
    pdf = prepared_paper(signers)
    assert failures(pdf, ARCHIVE) == set()
    assert failures(pdf, ACCESS) == set()


def test_every_field_is_tagged_and_spoken(blank):
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        tags = dict(zip(numbers[::2], numbers[1::2], strict=True))
        for field in pdf.Root.AcroForm.Fields:
            assert (str(tags[field.StructParent].S), bool(str(field.TU))) == ("/Form", True)
            assert tags[field.StructParent].K.Obj.objgen == field.objgen


def test_same_paper_gives_the_same_bytes(blank):
    assert prepared_paper() == blank


def test_paper_without_a_number_has_no_field_for_it():
    unnumbered = render(blank_document(letterhead=Letterhead(place="Lam Giang")))
    pdf = prepare(unnumbered, content=b"{}", blocks=1)
    assert sorted(fields(pdf)) == ["dau", "ky-0", "nam", "ngay", "thang"]


def test_wrong_count_of_signature_blocks_is_an_error():
    with pytest.raises(ValueError, match="signature blocks"):
        prepare(render(blank_document()), content=b"{}", blocks=2)
