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

WITH_A_VALUE = VALUE_UPDATE_KEYS | {"/M"}
"""What of a field changes as it is filled in; /M says when, no viewer shows it."""


def _policy(*, ignore_orphaned_objects: bool) -> StandardDiffPolicy:
    proofs: list[WhitelistRule] = [
        DocInfoRule(), MetadataUpdateRule(), XrefStreamRule(), ObjectStreamRule(), DSSCompareRule()
    ]  # fmt: skip
    return StandardDiffPolicy(
        global_rules=[
            CatalogModificationRule(),
            *(rule.as_qualified(ModificationLevel.LTA_UPDATES) for rule in proofs),
        ],
        form_rule=FormUpdatingRule(
            field_rules=[
                SigFieldCreationRule(),
                SigFieldModificationRule(value_update_keys=WITH_A_VALUE),
                GenericFieldModificationRule(value_update_keys=WITH_A_VALUE),
            ]
        ),
        ignore_orphaned_objects=ignore_orphaned_objects,
    )


FILLING_IN = _policy(ignore_orphaned_objects=True)
"""Behind any signature: fields filled in, further signatures, answers about certificates, time stamps."""

NOTHING_LOOSE = _policy(ignore_orphaned_objects=False)
"""Behind the last signature: the same, and no object that nothing uses."""
