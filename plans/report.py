"""The reading report: one flat JSON object that says what was read, for people and for measuring.

Not the stored form of a plan (that is `plans.content_json`). `due_from` and `due_to` are the dates as printed: "Trước
10/01" gives 10/01, though the last valid day is the 9th.
"""

import re
from collections.abc import Sequence
from typing import Any

from plans.content import PlanContent, Section, Signature, walk
from plans.importers.blocks import Doubt
from plans.labels import numbered
from plans.review import Finding
from plans.tasks import Task, cycle_of, tasks


def reading_report(content: PlanContent, doubts: Sequence[Doubt], findings: Sequence[Finding]) -> dict[str, Any]:
    """The report of one plan."""
    head = content.head
    cycle = cycle_of(content)
    decision = content.decision
    signature = _signer(content)
    return {
        "title": content.title,
        "kind": f"Quyết định ban hành {content.kind.capitalize()}" if decision else content.kind,
        "number": f"{head.number}{head.symbol}" if head.number else None,
        "symbol": head.symbol.lstrip("/-") or None,
        "place": head.place or None,
        "date": complete.isoformat() if (complete := head.issued_on.complete) else None,
        "issuer": " ".join(head.issuer) or None,
        "parent_issuer": " ".join(head.superior) or None,
        "legal_bases": [basis.text for basis in content.bases] or _merged_bases(content),
        "sections": list(_sections(content)),
        "tasks": [_task(task, cycle) for task in tasks(content)],
        "recipients": [_without_end_mark(line.text) for line in content.recipients if not line.caption],
        "signature": {
            "authority_lines": list(signature.authority),
            "position": " ".join(signature.position)
            or (signature.authority[-1] if len(signature.authority) > 1 else None),
            "name": signature.name or None,
        }
        if signature
        else None,
        "doubts": [{"code": doubt.code, "message": doubt.message, "key": doubt.key} for doubt in doubts],
        "findings": [{"code": finding.code, "message": finding.message, "key": finding.key} for finding in findings],
    }


def _signer(content: PlanContent) -> Signature | None:
    """Who signs: before one who only approves ("DUYỆT CỦA …") or only drew the plan up ("NGƯỜI LẬP …")."""

    def stands_back(signature: Signature) -> int:
        first_line = " ".join(signature.authority[:1])
        return 2 if first_line.startswith("NGƯỜI LẬP") else int("DUYỆT" in first_line)

    return min(content.signatures, key=stands_back, default=None)


def _merged_bases(content: PlanContent) -> list[str]:
    """A basis that runs into the opening sentence."""
    return [item.text for item in content.opening if re.match(r"(?:Căn cứ|Thực hiện)\s", item.text)]


def _without_end_mark(text: str) -> str:
    return text.rstrip(" .;,")


def _sections(content: PlanContent) -> list[dict[str, Any]]:
    labels = numbered(content.body)
    listed = []
    for block, above in walk(content.body):
        if isinstance(block, Section):
            level = 1 + sum(isinstance(line, Section) for line in above)
            listed.append({"label": labels[block.key].rstrip(".)") or None, "heading": block.text, "level": level})
    return listed


def _task(task: Task, cycle: Any) -> dict[str, Any]:
    span = task.due.span(cycle) if task.due else None
    return {
        "key": task.key,
        "no": task.number or None,
        "text": task.text,
        "responsible": task.responsible,
        "coordinating": task.coordinating,
        "due_text": str(task.due) if task.due else None,
        "due_from": span.start.isoformat() if span and span.start else None,
        "due_to": span.end.isoformat() if span and span.end else None,
        "result": task.product,
        "group": " > ".join(task.group) or None,
    }
