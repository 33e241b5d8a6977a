"""Every word of a plan, for tests that nothing is lost on the way in or out."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from plans.content import Annex, Block, Decision, GroupRow, Head, PlanContent, Section, Table
from plans.labels import numbered


def words(*texts: str) -> Counter[str]:
    """How often each word stands in the texts: letters and digits, in NFC, capitals as small letters."""
    return Counter(word for text in texts for word in re.findall(r"\w+", unicodedata.normalize("NFC", text).lower()))


def content_texts(content: PlanContent) -> Iterator[str]:
    """Every text that a plan's paper shows, in its order, without Quốc hiệu and Tiêu ngữ."""
    yield from _head(content.head)
    if content.decision:
        yield "QUYẾT ĐỊNH"
        yield from content.decision.subject
        yield content.decision.authority
    else:
        yield from (content.kind, *content.subject)
    yield from (basis.text for basis in content.bases)
    if content.decision:
        yield from _decision(content.decision)
        yield from (content.kind, *content.subject, content.decision.reference)
    for blocks in (content.opening, content.body, content.closing):
        yield from _blocks(blocks)
    if content.recipients:
        yield content.recipients_heading
    yield from (recipient.text for recipient in content.recipients)
    for signature in content.signatures:
        yield from (*signature.authority, *signature.position, signature.note, signature.name)
    for annex in content.annexes:
        yield from _annex(annex)


def _head(head: Head) -> Iterator[str]:
    yield from (*head.superior, *head.issuer)
    if head.number or head.symbol:
        yield f"Số: {head.number or ''}{head.symbol}"
    date = head.issued_on
    if head.place or date.day or date.month or date.year:
        yield f"{head.place}, ngày {_two_digits(date.day, 9)} tháng {_two_digits(date.month, 2)} năm {date.year or ''}"


def _two_digits(number: int | None, last: int) -> str:
    if number is None:
        return ""
    return f"{number:02d}" if number <= last else str(number)


def _decision(decision: Decision) -> Iterator[str]:
    yield from _blocks(decision.blocks)


def _annex(annex: Annex) -> Iterator[str]:
    yield from (annex.label, *annex.title, annex.reference)
    yield from _blocks(annex.blocks)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    yield from _labelled(blocks, numbered(blocks))


def _labelled(blocks: tuple[Block, ...], labels: dict[int, str]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from _cells(block)
        else:
            yield f"{labels[block.key]} {block.text}"
            if isinstance(block, Section):
                yield block.aside
            yield from _labelled(block.blocks, labels)


def _cells(table: Table) -> Iterator[str]:
    yield from (column.title for column in table.columns)
    for row in table.rows:
        if isinstance(row, GroupRow):
            yield from (row.number, row.text)
        else:
            yield from (cell for cell in row.cells if cell)
