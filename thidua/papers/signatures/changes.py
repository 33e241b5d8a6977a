"""What may change behind a signature: between two of them, and behind the last.

pyHanko's rules, and two habits of poppler: to say when it filled a field in, and to leave an object that it no longer
needs under a number that nobody had used.
"""

from collections.abc import Iterable

from pyhanko.pdf_utils.generic import Reference
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    GenericFieldModificationRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    ReferenceUpdate,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    WhitelistRule,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.constants import VALUE_UPDATE_KEYS
from pyhanko.sign.diff_analysis.rules_api import QualifiedWhitelistRule

from thidua.papers.signatures.metadata import SameInfo, SameMetadata

WITH_A_VALUE = VALUE_UPDATE_KEYS | {"/M"}
"""What of a field changes as it is filled in; /M says when, no viewer shows it."""


class LooseInGapRule(WhitelistRule):
    """New objects that nothing leads to, under numbers left out before; pyHanko passes those with higher numbers."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        written = new.explicit_refs_in_revision()
        in_gaps = {place for place in written if not old.is_ref_unassignable(place) and not _stood(place, old)}
        if in_gaps:
            yield from map(ReferenceUpdate, in_gaps - new.collect_dependencies(new.trailer_view))


def _stood(place: Reference, old: HistoricalResolver) -> bool:
    return old.reader.xrefs.get_historical_ref(place, old.revision) is not None


def _proofs(*rules: WhitelistRule) -> list[QualifiedWhitelistRule]:
    """These, and what comes with answers about certificates and time stamps."""
    return [
        rule.as_qualified(ModificationLevel.LTA_UPDATES)
        for rule in (*rules, XrefStreamRule(), ObjectStreamRule(), DSSCompareRule())
    ]


def _form(*, looks_in_place: bool) -> FormUpdatingRule:
    habits = (looks_in_place, None, WITH_A_VALUE)
    return FormUpdatingRule(
        field_rules=[
            SigFieldCreationRule(),
            SigFieldModificationRule(*habits),
            GenericFieldModificationRule(*habits),
        ]
    )


FILLING_IN = StandardDiffPolicy(
    global_rules=[CatalogModificationRule(), *_proofs(DocInfoRule(), MetadataUpdateRule(), LooseInGapRule())],
    form_rule=_form(looks_in_place=True),
)
"""Behind any signature: fields filled in, further signatures, answers about certificates, time stamps."""

NOTHING_SAID = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule({"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Version"}),
        *_proofs(SameInfo(), SameMetadata()),
    ],
    form_rule=_form(looks_in_place=False),
    ignore_orphaned_objects=False,
    ignore_identical_objects=False,
)
"""Behind the last signature: the same, with nothing else said of the paper and no loose objects."""
