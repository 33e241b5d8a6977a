"""What may change behind a signature: between two of them, and behind the last.

pyHanko's rules, but that a tool may also say when it touched the field that it fills in, as poppler does.
"""

from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    GenericFieldModificationRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
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
    global_rules=[CatalogModificationRule(), *_proofs(DocInfoRule(), MetadataUpdateRule())],
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
