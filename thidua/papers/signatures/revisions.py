"""The revisions of a file, each knowing which numbers of objects were still free in it.

pyHanko takes every number below the highest for used, and no other. Tools leave numbers out, others after them use
those, as poppler does; but a number that something already led to was not free: whoever leads to it must not choose
later what it means.
"""

from functools import cached_property

from pyhanko.pdf_utils.generic import Reference
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader


class Revision(HistoricalResolver):
    """The file as it was after one revision."""

    def is_ref_unassignable(self, ref: Reference) -> bool:
        """Whether no object had this number, and none could be meant by it."""
        if ref.idnum in self.once_listed:
            return False
        return super().is_ref_unassignable(ref) or ref.idnum not in self._led_to

    @cached_property
    def once_listed(self) -> set[int]:
        """Numbers in a table of references, used or freed, up to this revision."""
        tables = self.reader.xrefs
        so_far = range(self.revision + 1)
        used = {ref.idnum for number in so_far for ref in tables.explicit_refs_in_revision(number)}
        return used | {ref.idnum for number in so_far for ref in tables.refs_freed_in_revision(number)}

    @cached_property
    def _led_to(self) -> set[int]:
        return {ref.idnum for ref in self.collect_dependencies(self.trailer_view)}


class RevisedPdf(PdfFileReader):
    """A file whose earlier revisions are `Revision`s."""

    def get_historical_resolver(self, revision: int) -> Revision:
        """The file as it was after the revision with this number, from 0."""
        known = self._revisions
        if revision not in known:
            known[revision] = Revision(self, revision)
        return known[revision]

    @cached_property
    def _revisions(self) -> dict[int, Revision]:
        return {}
