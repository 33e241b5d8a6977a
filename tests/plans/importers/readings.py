"""The sample files and what was read from them, in a form short enough to write down."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from plans.content import Line, PlanContent, Section, Table, all_blocks, walk
from plans.importers.reader import Reading, read
from plans.importers.text import read_text
from plans.labels import numbered
from plans.tasks import Task, cycle_of, tasks
from thidua.lib.dates import PartialDate

SAMPLES = Path(__file__).parent / "samples"
SAMPLE_NAMES = sorted(path.name for path in SAMPLES.iterdir())


def read_sample(name: str) -> Reading:
    return read(read_text((SAMPLES / name).read_bytes()))


class TaskLine(NamedTuple):
    """A task with its bodies and the first and last day printed, as ISO dates; empty where the plan says nothing."""

    text: str
    responsible: str = ""
    coordinating: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What matters of a reading; what a sample lacks is left out."""

    superior: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    number: str | None = None
    symbol: str = ""
    place: str = ""
    issued_on: PartialDate = PartialDate()
    kind: str = "KẾ HOẠCH"
    subject: tuple[str, ...]
    decision: tuple[str, ...] = ()
    """Of the decision that issues the plan: subject, authority and the plan's reference to it."""
    articles: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    headings: tuple[str, ...]
    """Labels and titles, those of annexes too."""
    columns: tuple[str, ...] = ()
    """The roles of the tables' columns."""
    tasks: tuple[TaskLine, ...]
    closing: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    signer: str = ""
    annexes: tuple[tuple[str, ...], ...] = ()
    """Of each annex: label, lines of the title and reference."""
    doubts: tuple[str, ...] = ()


def summary_of(reading: Reading) -> Summary:
    content = reading.content
    head = content.head
    decision = content.decision
    [signature] = content.signatures or [None]
    return Summary(
        superior=head.superior,
        issuer=head.issuer,
        number=head.number,
        symbol=head.symbol,
        place=head.place,
        issued_on=head.issued_on,
        kind=content.kind,
        subject=content.subject,
        decision=(*decision.subject, decision.authority, decision.reference) if decision else (),
        articles=tuple(_labelled(decision.blocks)) if decision else (),
        bases=tuple(basis.text for basis in content.bases),
        opening=tuple(line.text for line in content.opening),
        headings=tuple(_headings(content)),
        columns=tuple(_columns(content)),
        tasks=tuple(_task_line(task, content) for task in tasks(content)),
        closing=tuple(line.text for line in content.closing),
        recipients=tuple(recipient.text for recipient in content.recipients),
        authority=signature.authority if signature else (),
        position=signature.position if signature else (),
        signer=signature.name if signature else "",
        annexes=tuple((annex.label, *annex.title, annex.reference) for annex in content.annexes),
        doubts=tuple(doubt.code for doubt in reading.doubts),
    )


def _headings(content: PlanContent):
    for blocks in (content.body, *(annex.blocks for annex in content.annexes)):
        labels = numbered(blocks)
        for block, _ in walk(blocks):
            if isinstance(block, Section):
                yield f"{labels[block.key]} {block.text}".strip()


def _labelled(blocks):
    labels = numbered(blocks)
    return (f"{labels[block.key]} {block.text}".strip() for block, _ in walk(blocks) if isinstance(block, Line))


def _columns(content: PlanContent):
    for block, _ in all_blocks(content):
        if isinstance(block, Table):
            yield " | ".join(column.role for column in block.columns)


def _task_line(task: Task, content: PlanContent) -> TaskLine:
    span = task.due.span(cycle_of(content)) if task.due else None
    return TaskLine(
        text=task.text,
        responsible=task.responsible or "",
        coordinating=task.coordinating or "",
        start=span.start.isoformat() if span and span.start else "",
        end=span.end.isoformat() if span and span.end else "",
    )
