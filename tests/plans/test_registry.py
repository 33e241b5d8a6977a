"""The registry of laws and bodies: what it finds, and that the packaged one hangs together."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from plans.registry import LegalDocument, Registry, packaged


def decree(number, first_day, last_day=None, replaced_by=None, **fields) -> LegalDocument:
    return LegalDocument(
        number=number,
        kind="Nghị định",
        subject="một việc",
        issued_on=first_day,
        first_day=first_day,
        last_day=last_day,
        replaced_by=replaced_by,
        **fields,
    )


FIRST = decree("5/2001/NĐ-CP", date(2001, 1, 1), date(2009, 12, 31), "06/2010/NĐ-CP")
SECOND = decree("06/2010/NĐ-CP", date(2010, 1, 1), date(2019, 12, 31), "07/2020/NĐ-CP")
THIRD = decree("07/2020/NĐ-CP", date(2020, 1, 1))
DECREES = Registry(documents=(FIRST, SECOND, THIRD))


@pytest.mark.parametrize("written", ["06/2010/NĐ-CP", "6/2010/NĐ-CP", "06/2010/NĐ - CP", "06/2010/nđ–cp"])
def test_a_document_is_found_however_its_number_is_spaced(written):
    assert DECREES.document(written) is SECOND


def test_an_unknown_document_is_not_guessed():
    assert DECREES.document("60/2010/NĐ-CP") is None


def test_the_successor_is_the_one_that_stands_on_the_day():
    assert DECREES.successor(FIRST, date(2015, 6, 1)) is SECOND
    assert DECREES.successor(FIRST, date(2025, 6, 1)) is THIRD
    assert DECREES.successor(THIRD, date(2025, 6, 1)) is None


def test_laws_are_found_by_name_with_their_amendments():
    law = decree("1/QH1", date(2001, 1, 1), name="Luật Cây xanh")
    amendment = decree("2/QH2", date(2005, 1, 1), name="Luật Cây xanh")
    registry = Registry(documents=(law, THIRD, amendment))
    assert registry.names == ("Luật Cây xanh",)
    assert list(registry.named("Luật Cây xanh")) == [law, amendment]


def test_an_unknown_key_in_the_data_is_refused():
    body = {"names": ["Phòng Cây xanh"], "last_day": date(2020, 1, 1), "successor": "Sở Cây xanh", "until": 2020}
    with pytest.raises(ValidationError, match="until"):
        TypeAdapter(Registry).validate_python({"bodies": [body]})


# --- the packaged registry ------------------------------------------------------------------------------------------


def test_packaged_documents_each_stand_once():
    numbers = [document.number for document in packaged().documents]
    assert sorted(numbers) == sorted(set(numbers))


def test_packaged_documents_end_when_they_are_replaced_and_lead_to_one_that_stands():
    odd = [
        document.number
        for document in packaged().documents
        if (document.replaced_by is None) is not (document.last_day is None)
        or (document.replaced_by and packaged().document(document.replaced_by) is None)
    ]
    assert odd == []


def test_packaged_days_follow_one_another():
    odd = [
        document.number
        for document in packaged().documents
        if not document.issued_on <= document.first_day <= (document.last_day or date.max)
    ]
    assert odd == []


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2016, 1, 1), "42/2010/NĐ-CP"),
        (date(2022, 3, 1), "91/2017/NĐ-CP"),
        (date(2024, 6, 1), "98/2023/NĐ-CP"),
        (date(2026, 1, 1), "152/2025/NĐ-CP"),
    ],
)
def test_one_detailing_decree_of_the_emulation_law_stands_on_each_day(day, number):
    chain = ("42/2010/NĐ-CP", "91/2017/NĐ-CP", "98/2023/NĐ-CP", "152/2025/NĐ-CP")
    documents = [document for wanted in chain if (document := packaged().document(wanted))]
    in_force = [item.number for item in documents if item.first_day <= day <= (item.last_day or date.max)]
    assert in_force == [number]


def test_the_packaged_registry_knows_29_provinces_that_were_merged():
    names = [name for body in packaged().bodies for name in body.names if name.startswith("tỉnh ")]
    assert len(set(names)) == 29
