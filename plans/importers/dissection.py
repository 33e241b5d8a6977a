"""A paper taken apart: paragraphs and grids → frame and body."""

from collections.abc import Sequence
from dataclasses import replace

from plans.importers.blocks import RawBlock, RawLine, RawTable
from plans.importers.frame import Frame, is_capitals
from plans.importers.head import (
    HEADING_STYLES,
    ISSUED_KIND,
    MOTTO,
    NATION,
    PARTY_HEAD,
    end_of_head,
    find_title,
    read_bases,
    read_head,
    read_title,
    split_closing,
)
from plans.importers.labels import read_label
from plans.importers.pipe_cells import is_ordinal
from plans.importers.tables import with_continued_tables
from plans.importers.tail import RECIPIENTS, annex_label, find_tail, read_tail, signs, split_annexes


def take_apart(blocks: Sequence[RawBlock]) -> Frame:
    """The frame around the body."""
    stream, notes = _without_notes_of_head(with_continued_tables(without_frame_tables(blocks)))
    title = find_title(stream, _after_national_head(stream))
    frame = Frame()
    head_end = end_of_head(stream) if title is None else title
    read_head([line for block in stream[:head_end] for line in _lines_within(block)], frame)
    rest = stream[head_end:]
    if title is not None:
        rest = read_title(rest, frame)
    tail = find_tail(rest)
    body = rest[:tail]
    after = read_tail(rest[tail:], frame)
    issued = find_title(after, 0, ISSUED_KIND) if frame.kind == "QUYẾT ĐỊNH" else None
    if issued is not None:
        frame.unplaced += [line for block in after[:issued] for line in _lines_within(block)]
        frame.unplaced += notes
        return _issued_by_decision(frame, body, after[issued:])
    if frame.authority:
        frame.subject.append(frame.authority)
    read_bases(body, frame)
    frame.opening += notes
    split_closing(frame)
    frame.annexes = split_annexes(after)
    return frame


def _without_notes_of_head(stream: Sequence[RawBlock]) -> tuple[list[RawBlock], list[RawLine]]:
    """The stream without the footnotes of title and bases, which they would part, and those footnotes."""
    heading = next((i for i, block in enumerate(stream) if _is_numbered(block)), 0)
    notes = [block for block in stream[:heading] if isinstance(block, RawLine) and block.note]
    return [block for block in stream if block not in notes], notes


def _is_numbered(block: RawBlock) -> bool:
    label = read_label(block.text) if isinstance(block, RawLine) else None
    return label is not None and label.style in HEADING_STYLES


def _after_national_head(stream: Sequence[RawBlock]) -> int:
    """Where to look for the title: a web page may name the plan above its head too."""
    lines = enumerate(stream[:40])
    return next((i for i, block in lines if isinstance(block, RawLine) and NATION.search(block.text)), 0)


def _lines_within(block: RawBlock) -> tuple[RawLine, ...]:
    return (block,) if isinstance(block, RawLine) else block.lines


def _issued_by_decision(decision: Frame, body: list[RawBlock], plan_blocks: list[RawBlock]) -> Frame:
    """The plan that a decision issues: the decision's head, recipients and signature are those of the paper."""
    read_bases(body, decision)
    plan = Frame(
        superior=decision.superior, issuer=decision.issuer, number=decision.number, symbol=decision.symbol,
        place=decision.place, issued_on=decision.issued_on, decision=decision, unplaced=decision.unplaced,
        recipients_heading=decision.recipients_heading, recipients=decision.recipients, signatures=decision.signatures,
    )  # fmt: skip
    rest = read_title(plan_blocks, plan)
    annex = next((i for i, block in enumerate(rest) if annex_label(block)), len(rest))
    read_bases(rest[:annex], plan)
    if (
        plan.body
        and isinstance(last := plan.body[-1], RawLine)
        and is_capitals(last.text)
        and not read_label(last.text)
    ):
        plan.closing = [last]
        plan.body = plan.body[:-1]
    else:
        split_closing(plan)
    plan.annexes = split_annexes(rest[annex:])
    return plan


# --- tables that only lay out head and signature --------------------------------------------------------------------


def without_frame_tables(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The same blocks with the two columns of head and signature as lines one below the other."""
    stream: list[RawBlock] = []
    for block in blocks:
        if not isinstance(block, RawTable):
            stream.append(block)
        elif _lays_out_head(block):
            stream.extend(block.lines)
        elif _lays_out_signature(block):
            stream.extend(_by_columns(block))
        else:
            stream.append(block)
    return stream


def _words(table: RawTable) -> list[str]:
    return [line.text for line in table.lines]


def _lays_out_head(table: RawTable) -> bool:
    return max(map(len, table.rows)) <= 6 and any(
        NATION.search(text) or MOTTO.search(text) or PARTY_HEAD.match(text) for text in _words(table)
    )


def _lays_out_signature(table: RawTable) -> bool:
    words = _words(table)
    narrow = max(map(len, table.rows)) <= 3 and not any(row and row[0] and is_ordinal(row[0]) for row in table.rows)
    return narrow and any(RECIPIENTS.match(text) or signs(RawLine(text=text)) for text in words)


def _by_columns(table: RawTable) -> list[RawLine]:
    lines: list[RawLine] = []
    for column in range(max(map(len, table.rows))):
        gap = True
        for row in table.rows:
            cell = (row[column] if column < len(row) else ()) or ()
            for line in cell:
                lines.append(replace(line, gap_before=(line.gap_before and len(cell) > 1) or gap))
                gap = False
            gap = gap or not cell
    return lines
