"""A judgement on a file as plain data: for pages, for `manage.py verify_pdf`, from one process to another."""

from typing import Any

from thidua.papers.signatures.judging import Signature, TimeStamp
from thidua.papers.signatures.verifying import Verification


def report(found: Verification) -> dict[str, Any]:
    """What was found, with moments in ISO 8601 and words for people in Vietnamese."""
    return {
        "verdict": found.verdict.value,
        "findings": [{"code": finding.code, "message": finding.message} for finding in found.findings],
        "prepared": found.prepared,
        "signatures": [_signature(signature) for signature in found.signatures],
        "time_stamps": [_time_stamp(stamp) for stamp in found.time_stamps],
        "filled": dict(found.filled),
        "missing": list(found.empty),
        "after_last_signature": found.after.value,
        "copy": found.copy.value,
        "carries_content": found.content is not None,
    }


def _signature(signature: Signature) -> dict[str, Any]:
    return {
        "field": signature.field,
        "name": signature.holder.name,
        "organisation": signature.holder.organisation,
        "issuer": signature.holder.issuer,
        "serial": signature.holder.serial,
        "claimed_at": signature.claimed_at.isoformat() if signature.claimed_at else None,
        "stamped_at": signature.stamped_at.isoformat() if signature.stamped_at else None,
        "intact": signature.intact and signature.allowed,
        "trusted": signature.trusted,
        "why_not": signature.why_not,
        "covers_file": signature.covers_file,
        "later": signature.later.value,
    }


def _time_stamp(stamp: TimeStamp) -> dict[str, Any]:
    return {
        "name": stamp.authority.name,
        "at": stamp.at.isoformat(),
        "intact": stamp.intact,
        "trusted": stamp.trusted,
        "later": stamp.later.value,
    }
