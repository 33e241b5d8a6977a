"""What a Word file can carry of a plan: the measure by which a plan that was written to one and read again is equal."""

from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import count
from typing import Any

from plans.content import (
    Annex,
    Block,
    Column,
    ColumnRole,
    Head,
    Item,
    Part,
    PlanContent,
    Section,
    Signature,
    Table,
)
from plans.documents import (
    bases,
    letterhead,
    look_of,
    needs_landscape,
    recipients,
    signature_block,
    width_of_text,
    with_high_runs_apart,
)
from thidua.papers.document import HeadingLook
from thidua.papers.wording import after_number, capitals


def canonical(content: PlanContent) -> PlanContent:
    """The plan without what is not on its paper, and with the letters and marks that stand there.

    - Keys are counted in reading order, versions are 1.
    - Lines other than headings are `Item`s: what tasks, duties and fields mean, their marks, `is_task` and the roles of
      columns are no words.
    - What is printed in capitals is in capitals: kind, superior, issuer, titles of parts and sections, of annexes,
      authority and position of signers.
    - Symbol, bases, recipients and authorities have the spaces and closing marks of the form; without recipients their
      heading is the usual one.
    - Cells joined in runs of rows too high for a page are apart.
    """
    decision = content.decision
    landscape = decision is not None and needs_landscape(content.body)
    plain = replace(
        content,
        last_key=0,
        head=_head(content),
        kind=content.kind.upper(),
        bases=tuple(
            replace(basis, text=printed.text) for basis, printed in zip(content.bases, bases(content), strict=True)
        ),
        decision=decision and replace(decision, blocks=_blocks(decision.blocks)),
        body=_blocks(content.body, landscape=landscape),
        recipients_heading=content.recipients_heading if content.recipients else PlanContent.recipients_heading,
        recipients=tuple(
            replace(recipient, text=printed.text)
            for recipient, printed in zip(content.recipients, recipients(content).lines, strict=True)
        ),
        signatures=tuple(map(_signature, content.signatures)),
        annexes=tuple(map(_annex, content.annexes)),
    )
    keys = count(1)
    counted: PlanContent = with_keys(plain, keys)
    return replace(counted, last_key=next(keys) - 1)


def _head(content: PlanContent) -> Head:
    symbol = letterhead(content).symbol
    head = content.head
    return replace(
        head,
        superior=tuple(capitals(head.superior)),
        issuer=tuple(capitals(head.issuer)),
        symbol=after_number(symbol) if symbol else "",
    )


def _signature(signature: Signature) -> Signature:
    printed = signature_block(signature)
    return replace(signature, authority=tuple(capitals(printed.authority)), position=tuple(capitals(printed.position)))


def _annex(annex: Annex) -> Annex:
    blocks = _blocks(annex.blocks, landscape=needs_landscape(annex.blocks))
    return replace(annex, title=tuple(capitals(annex.title)), blocks=blocks)


def _blocks(blocks: tuple[Block, ...], *, landscape: bool = False) -> tuple[Block, ...]:
    return tuple(_block(block, landscape=landscape) for block in blocks)


def _block(block: Block, *, landscape: bool) -> Block:
    if isinstance(block, Table):
        apart = with_high_runs_apart(block, width_of_text(landscape=landscape))
        return replace(apart, columns=tuple(map(_column, block.columns)))
    below = _blocks(block.blocks, landscape=landscape)
    if isinstance(block, Section):
        in_capitals = look_of(block.style) is not HeadingLook.CLAUSE
        return replace(block, text=block.text.upper() if in_capitals else block.text, is_task=False, blocks=below)
    return Item(key=block.key, style=block.style, label=block.label, text=block.text, blocks=below)


def _column(column: Column) -> Column:
    return replace(column, role=ColumnRole.OTHER)


def with_keys(value: Any, keys: Iterator[int]) -> Any:
    """The value with keys in the order of its parts, each before those inside it."""
    if isinstance(value, tuple):
        return tuple(with_keys(each, keys) for each in value)
    if isinstance(value, Part):
        value = replace(value, key=next(keys), version=1)
    if isinstance(value, Part | PlanContent):
        inside = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **{name: with_keys(each, keys) for name, each in inside.items()})
    return value
