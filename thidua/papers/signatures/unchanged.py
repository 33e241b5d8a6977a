"""Whether every revision leaves our paper as it was, but for what signers and the clerk fill in.

pyHanko's rules approve numbers of objects one by one. Here every object of the prepared paper must stay the same, and
so must what later revisions make it lead to. Free are the prepared fields, each until it is signed and all until the
seal; what says nothing on a page: proofs, metadata; and the fields of time stamps, which nobody sees.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NumberObject,
    PdfObject,
    Reference,
    StreamObject,
    TextStringObject,
)

from thidua.papers.signatures.fields import SEAL_FIELD, TEXT_FIELDS
from thidua.papers.signatures.metadata import says_the_same
from thidua.papers.signatures.revisions import RevisedPdf, Revision

SAYS_NOTHING = {"/DSS", "/Extensions", "/Metadata", "/Version"}
"""Of the catalog: proofs, versions, what `metadata` looks at."""
OF_FILLED = {"/V", "/AP", "/M"}
OF_SIGNED = {"/V", "/AP", "/AS", "/M", "/F", "/DA", "/Q", "/Ff", "/MK", "/DR", "/Lock", "/Type"}
OF_FORM = {"/DA", "/SigFlags", "/NeedAppearances"}
"""What tools set when they fill in or sign."""
OF_TIME_STAMP = {
    "/AP", "/DA", "/F", "/FT", "/Ff", "/MK", "/P", "/Rect", "/StructParent", "/Subtype", "/T", "/TU", "/Type", "/V",
}  # fmt: skip


def is_unchanged(reader: RevisedPdf) -> bool:
    """Whether no revision changes more of a prepared paper than it may."""
    paper = _Paper(reader.get_historical_resolver(0))
    return all(paper.lasts(reader.get_historical_resolver(number)) for number in range(1, reader.total_revisions))


class _Paper:
    """The paper as it was after one revision, and the numbers of all that it leads to."""

    def __init__(self, first: Revision) -> None:
        self.now = first
        self.fields = _numbers_of_fields(first)
        self.pages = list(_pages(first))
        apart = [_raw(first.root, key) for key in SAYS_NOTHING]
        apart.append(first.trailer_view.get_value_as_reference("/Info", optional=True))
        self.led_to = first.once_listed - {
            place.idnum for place in apart if isinstance(place, IndirectObject | Reference)
        }

    def lasts(self, new: Revision) -> bool:
        """Whether it is the same paper after the next revision, which it then goes on from."""
        old = self.now
        by_part = {*self._parts()}
        written: set[Reference] = new.explicit_refs_in_revision()  # type: ignore[no-untyped-call]
        freed: set[Reference] = new.refs_freed_in_revision()  # type: ignore[no-untyped-call]
        same = (
            "/Encrypt" not in new.trailer_view
            and _is_same(old.trailer_view.raw_get("/Root"), new.trailer_view.raw_get("/Root"))
            and not any(ref.idnum in self.led_to for ref in freed)
            and all(_is_same(old(ref), new(ref)) for ref in written if ref.idnum in self.led_to - by_part)
            and self._catalog_lasts(new)
            and self._form_lasts(new)
            and all(self._field_lasts(name, number, new) for name, number in self.fields.items())
            and all(self._page_lasts(page, new) for page in self.pages)
            and says_the_same(old, new)
        )
        self.now = new
        self._follow(new.root.raw_get(key) for key in new.root.keys() - SAYS_NOTHING)
        for number in (by_part | {*self._parts()}) - {new.root_ref.idnum}:
            self._follow(_values(new(Reference(number, 0, new.reader))))
        return same

    def _parts(self) -> Iterator[int]:
        """The numbers of what is compared part by part."""
        yield self.now.root_ref.idnum
        yield from self.fields.values()
        yield from self.pages
        form = self.now.root["/AcroForm"]
        lists = [(self.now.root, "/AcroForm"), (form, "/Fields"), (form, "/DR")]
        if "/DR" in form:
            lists.append((form["/DR"], "/Font"))
        lists += [(self.now(Reference(page, 0, self.now.reader)), "/Annots") for page in self.pages]
        for holder, key in lists:
            if isinstance(raw := _raw(holder, key), IndirectObject):
                yield raw.idnum

    def _catalog_lasts(self, new: Revision) -> bool:
        old = self.now.root
        free = SAYS_NOTHING | ({"/AcroForm"} if isinstance(_raw(old, "/AcroForm"), DictionaryObject) else set())
        if "/Perms" in new.root and not any(map(self._is_signed, self.fields)):
            free |= {"/Perms"}
            if new.root["/Perms"].keys() != {"/DocMDP"}:
                return False
        return _is_same_but(free, old, new.root)

    def _form_lasts(self, new: Revision) -> bool:
        before, after = self.now.root["/AcroForm"], new.root["/AcroForm"]
        free = {"/Fields"}
        if not self._is_signed(SEAL_FIELD):
            free |= OF_FORM | {"/DR"}
            if _value(after, "/NeedAppearances", False) or not _has_more(before, after, "/DR", {"/Font"}):
                return False
        return _is_same_but(free, before, after) and _has_more_stamps(before, after, "/Fields")

    def _field_lasts(self, name: str, number: int, new: Revision) -> bool:
        place = Reference(number, 0, new.reader)
        before, after = self.now(place), new(place)
        if self._is_signed(SEAL_FIELD) or self._is_signed(name):
            return _is_same(before, after)
        if name in TEXT_FIELDS.values():
            return _is_same_but(OF_FILLED, before, after)
        if "/V" not in after:
            return _is_same(before, after)
        value = after.raw_get("/V")
        is_new = isinstance(value, IndirectObject) and self.now.is_ref_unassignable(value.reference)
        return is_new and _is_same_but(OF_SIGNED, before, after)

    def _page_lasts(self, number: int, new: Revision) -> bool:
        place = Reference(number, 0, new.reader)
        before, after = self.now(place), new(place)
        return _is_same_but({"/Annots"}, before, after) and _has_more_stamps(before, after, "/Annots")

    def _is_signed(self, name: str) -> bool:
        return "/V" in self.now(Reference(self.fields[name], 0, self.now.reader)) and name not in TEXT_FIELDS.values()

    def _follow(self, objects: Iterable[PdfObject]) -> None:
        """Note what these lead to."""
        waiting = list(objects)
        while waiting:
            met = waiting.pop()
            if isinstance(met, IndirectObject):
                if met.idnum not in self.led_to:
                    self.led_to.add(met.idnum)
                    waiting.append(self.now(met.reference))
            else:
                waiting += _values(met)


def _numbers_of_fields(revision: Revision) -> dict[str, int]:
    listed = _raw_items(revision.root["/AcroForm"]["/Fields"])
    return {str(revision(place.reference)["/T"]): place.idnum for place in listed}


def _pages(revision: Revision) -> Iterator[int]:
    waiting, met = [revision.root.raw_get("/Pages")], set()
    while waiting:
        place = waiting.pop()
        if place.idnum not in met:
            met.add(place.idnum)
            node = revision(place.reference)
            yield place.idnum
            waiting += list(_raw_items(node["/Kids"])) if "/Kids" in node else []


def _values(met: PdfObject) -> list[PdfObject]:
    """The parts of an object, references as such."""
    if isinstance(met, DictionaryObject):
        return [met.raw_get(key) for key in met]
    return list(_raw_items(met)) if isinstance(met, ArrayObject) else []


def _raw_items(array: ArrayObject) -> Iterator[Any]:
    return (array.raw_get(place) for place in range(len(array)))


def _raw(holder: DictionaryObject, key: str) -> Any:
    return holder.raw_get(key) if key in holder else None


def _value(holder: DictionaryObject, key: str, default: Any) -> Any:
    return holder[key] if key in holder else default  # noqa: SIM401 - get() would give the reference


def _is_same(old: PdfObject, new: PdfObject) -> bool:
    """Whether two objects say the same; references, where they lead to the same number."""
    if type(old) is not type(new):
        return False
    if isinstance(old, IndirectObject) and isinstance(new, IndirectObject):
        return (old.idnum, old.generation) == (new.idnum, new.generation)
    if isinstance(old, StreamObject) and isinstance(new, StreamObject) and old.encoded_data != new.encoded_data:
        return False
    if isinstance(old, DictionaryObject) and isinstance(new, DictionaryObject):
        return _is_same_but(set(), old, new)
    if isinstance(old, ArrayObject) and isinstance(new, ArrayObject):
        return len(old) == len(new) and all(map(_is_same, _raw_items(old), _raw_items(new)))
    if isinstance(old, TextStringObject | ByteStringObject) and isinstance(new, TextStringObject | ByteStringObject):
        return bool(old.original_bytes == new.original_bytes)
    return bool(old == new)


def _is_same_but(free: set[str], old: DictionaryObject, new: DictionaryObject) -> bool:
    """Whether two dictionaries say the same, whatever stands under the keys that are free."""
    kept = old.keys() - free
    return kept == new.keys() - free and all(_is_same(old.raw_get(key), new.raw_get(key)) for key in kept)


def _is_in_place(old: DictionaryObject, new: DictionaryObject, key: str) -> bool:
    """Whether what stands under the key is found in the same place, if it was there."""
    before, after = _raw(old, key), _raw(new, key)
    refers = isinstance(before, IndirectObject), isinstance(after, IndirectObject)
    return before is None or (all(refers) and _is_same(before, after)) or not any(refers)


def _has_more(old: DictionaryObject, new: DictionaryObject, key: str, deeper: set[str]) -> bool:
    """Whether all that stood in the dictionary under the key stands there, in those of `deeper` as well."""
    before, after = _value(old, key, {}), _value(new, key, {})
    return (
        _is_in_place(old, new, key)
        and before.keys() <= after.keys()
        and all(
            _has_more(before, after, name, set())
            if name in deeper
            else _is_same(before.raw_get(name), after.raw_get(name))
            for name in before
        )
    )


def _has_more_stamps(old: DictionaryObject, new: DictionaryObject, key: str) -> bool:
    """Whether the list under the key is the same, with nothing behind it but the fields of time stamps."""
    before, after = (list(_raw_items(_value(holder, key, ArrayObject()))) for holder in (old, new))
    return (
        _is_in_place(old, new, key)
        and all(map(_is_same, before, after[: len(before)]))
        and len(before) <= len(after)
        and all(_is_time_stamp(added.get_object()) for added in after[len(before) :])
    )


def _is_time_stamp(field: DictionaryObject) -> bool:
    """Whether the field is that of a time stamp and takes no room on the page."""
    rectangle = _raw(field, "/Rect")
    return (
        {"/FT", "/V", "/Rect"} <= field.keys() <= OF_TIME_STAMP
        and field["/FT"] == "/Sig"
        and _value(field["/V"], "/Type", None) == "/DocTimeStamp"
        and isinstance(rectangle, ArrayObject)
        and [type(side) in (NumberObject, FloatObject) for side in _raw_items(rectangle)] == [True] * 4
        and (rectangle[0], rectangle[1]) == (rectangle[2], rectangle[3])
    )
