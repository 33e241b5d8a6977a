"""PlanContent → OfficialDocument: what the plan's paper looks like.

Words are printed as they are. What belongs to the form and not to the wording is computed: labels, spaces around
symbols and authorities, and the marks that close the items of the two lists of the frame, bases and recipients.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from plans.content import (
    Block,
    ColumnRole,
    Decision,
    GroupRow,
    Item,
    LabelStyle,
    Line,
    PlanContent,
    Row,
    Section,
    Signature,
    Table,
)
from plans.labels import numbered
from thidua.papers import document as paper
from thidua.papers.symbols import KIND_ABBREVIATIONS

_CENTRED = {ColumnRole.NUMBER, ColumnRole.TIME}
_WIDEST_PORTRAIT_COLUMNS = 6
_UPRIGHT_MM, _LANDSCAPE_MM = 165, 252
"""Widths of the text on an A4 page."""
_CELL_PADDING_MM = 4
_LETTER_MM = 2.4
"""A letter of the table's size, on the average."""
_MOST_LINES_TOGETHER = 20
"""Rows joined by a merged cell are kept on one page; more lines than this may not fit on one."""
_WIDEST_WORD_MM = 40
"""A longer word, such as an address of the web, may be broken."""


def official_document(content: PlanContent, profile: paper.Profile | None = None) -> paper.OfficialDocument:
    """The paper of a plan; a plan that a decision issues is the decision's first annex."""
    decision = content.decision
    landscape = decision is not None and needs_landscape(content.body)
    plan_blocks = (
        *(_paragraphs_of(content.opening)),
        *_blocks(content.body, landscape=landscape),
        *(_paragraphs_of(content.closing)),
    )
    annexes = tuple(
        paper.Annex(
            part=annex.key,
            label=annex.label,
            title=annex.title,
            reference=annex.reference,
            blocks=tuple(_blocks(annex.blocks, landscape=needs_landscape(annex.blocks))),
            landscape=needs_landscape(annex.blocks),
        )
        for annex in content.annexes
    )
    if decision is not None:
        issued = paper.Annex(
            type_name=content.kind,
            title=content.subject,
            reference=decision.reference,
            blocks=plan_blocks,
            landscape=landscape,
        )
        annexes = (issued, *annexes)
    return paper.OfficialDocument(
        title=f"{content.kind} {content.title}".strip(),
        author=" ".join(content.head.issuer),
        letterhead=letterhead(content),
        type_name="QUYẾT ĐỊNH" if decision else content.kind,
        subject=decision.subject if decision else content.subject,
        blocks=(
            *([paper.Formula(text=decision.authority)] if decision and decision.authority else ()),
            *bases(content),
            *(_articles(decision) if decision else plan_blocks),
        ),
        recipients=recipients(content),
        signatures=tuple(map(signature_block, content.signatures)),
        annexes=annexes,
        profile=profile or paper.Profile(),
    )


# --- frame ----------------------------------------------------------------------------------------------------------


def letterhead(content: PlanContent) -> paper.Letterhead:
    """Ô 1 to 4, the symbol without its stroke."""
    head = content.head
    return paper.Letterhead(
        superior=head.superior,
        issuer=head.issuer,
        number=head.number,
        symbol=_symbol(content),
        place=head.place,
        issued_on=head.issued_on,
    )


def _symbol(content: PlanContent) -> str:
    """The symbol without the spaces that slipped into it; while there is none, that of the kind of paper."""
    if not content.head.symbol:
        kind = "QUYẾT ĐỊNH" if content.decision else content.kind
        return KIND_ABBREVIATIONS.get(kind, "")
    return content.head.symbol.replace(" ", "").replace("–", "-").removeprefix("/")


def _closed(text: str, mark: str) -> str:
    """An item of a list with the mark that the form wants after it."""
    return text.rstrip(" .;,") + mark


def bases(content: PlanContent) -> Iterator[paper.Basis]:
    """The legal bases with the marks that close them."""
    for position, basis in enumerate(content.bases, 1):
        yield paper.Basis(part=basis.key, text=_closed(basis.text, "." if position == len(content.bases) else ";"))


def recipients(content: PlanContent) -> paper.Recipients:
    """The recipients with the marks that close them."""
    lines = []
    for position, recipient in enumerate(content.recipients, 1):
        mark = "." if position == len(content.recipients) else ";"
        text = recipient.text if recipient.caption else _closed(recipient.text, mark)
        lines.append(paper.Recipients.Line(part=recipient.key, text=text, caption=recipient.caption))
    return paper.Recipients(lines=tuple(lines), heading=content.recipients_heading)


def signature_block(signature: Signature) -> paper.SignatureBlock:
    """A signature, with a space after "TM." and its like."""
    return paper.SignatureBlock(
        part=signature.key,
        authority=tuple(re.sub(r"^(TM|KT|TL|TUQ|Q)\s*\.\s*", r"\1. ", line) for line in signature.authority),
        position=signature.position,
        name=signature.name,
        note=signature.note,
    )


def _articles(decision: Decision) -> Iterator[paper.Block]:
    labels = numbered(decision.blocks)
    for block in decision.blocks:
        if isinstance(block, Line) and block.style is LabelStyle.ARTICLE:
            yield paper.Article(part=block.key, label=labels[block.key], text=block.text)
            yield from _blocks(block.blocks)
        elif isinstance(block, Line) and block.style is LabelStyle.NONE and block.text.isupper():
            yield paper.Formula(part=block.key, text=block.text)
            yield from _blocks(block.blocks)
        else:
            yield from _blocks((block,))


# --- body -----------------------------------------------------------------------------------------------------------


def _paragraphs_of(lines: tuple[Item, ...]) -> Iterator[paper.Block]:
    for line in lines:
        if line.text.isupper():
            yield paper.Formula(part=line.key, text=line.text)
        else:
            yield from _blocks((line,))


def _blocks(blocks: tuple[Block, ...], *, landscape: bool = False) -> Iterator[paper.Block]:
    yield from _laid_out(blocks, numbered(blocks), 1, width_of_text(landscape=landscape))


def _laid_out(blocks: tuple[Block, ...], labels: dict[int, str], depth: int, text_mm: float) -> Iterator[paper.Block]:
    for block in blocks:
        if isinstance(block, Table):
            yield _table(block, text_mm)
        elif isinstance(block, Section):
            yield paper.Heading(
                part=block.key,
                look=look_of(block.style),
                label=labels[block.key],
                text=block.text,
                aside=block.aside,
                depth=depth,
            )
            yield from _laid_out(block.blocks, labels, depth + 1, text_mm)
        else:
            yield paper.Paragraph(part=block.key, label=labels[block.key], text=block.text)
            yield from _laid_out(block.blocks, labels, depth, text_mm)


def look_of(style: LabelStyle) -> paper.HeadingLook:
    """How headings with such labels stand on the paper."""
    match style:
        case LabelStyle.PART:
            return paper.HeadingLook.PART
        case LabelStyle.ROMAN | LabelStyle.UPPER:
            return paper.HeadingLook.SECTION
        case _:
            return paper.HeadingLook.CLAUSE


def needs_landscape(blocks: tuple[Block, ...]) -> bool:
    """Whether a table below has more columns than fit across an upright page."""
    return any(
        len(block.columns) > _WIDEST_PORTRAIT_COLUMNS if isinstance(block, Table) else needs_landscape(block.blocks)
        for block in blocks
    )


# --- tables ---------------------------------------------------------------------------------------------------------


def width_of_text(*, landscape: bool) -> float:
    """Width of the text on the page, in millimetres."""
    return _LANDSCAPE_MM if landscape else _UPRIGHT_MM


def with_high_runs_apart(table: Table, text_mm: float) -> Table:
    """The table as it can be printed: runs of rows too high for a page have empty cells in place of joined ones."""
    widths, rows = _widths(table, text_mm), []
    for run in _joined(table.rows):
        together = sum(_lines_of(row, widths, text_mm) for row in run if isinstance(row, Row)) <= _MOST_LINES_TOGETHER
        rows += run if together else [_apart(row) for row in run]
    return replace(table, rows=tuple(rows))


def _apart(row: Row | GroupRow) -> Row | GroupRow:
    return replace(row, cells=tuple(words or "" for words in row.cells)) if isinstance(row, Row) else row


def _table(table: Table, text_mm: float) -> paper.Table:
    table = with_high_runs_apart(table, text_mm)
    columns = tuple(
        paper.Column(
            title=column.title, width=width, align=paper.Align.CENTRE if column.role in _CENTRED else paper.Align.LEFT
        )
        for column, width in zip(table.columns, _widths(table, text_mm), strict=True)
    )
    return paper.Table(part=table.key, columns=columns, rows=tuple(_rows(table)))


def _widths(table: Table, text_mm: float) -> list[float]:
    """Shares of the width: no narrower than the longest word, the rest by how much stands in a column."""
    least, weights = [], []
    for position, column in enumerate(table.columns):
        texts = [row.cells[position] or "" for row in table.rows if not isinstance(row, GroupRow)]
        lengths = sorted(map(len, texts))
        typical = max(lengths[len(lengths) * 3 // 4], lengths[-1] // 3) if lengths else 0
        least.append(_longest_word_mm(column.title, texts) / text_mm)
        weights.append(0 if column.role is ColumnRole.NUMBER else max(typical, len(column.title) // 2, 4) ** 0.75)
    spare = max(1 - sum(least), 0)
    total = sum(weights) or 1
    shares = [narrowest + spare * weight / total for narrowest, weight in zip(least, weights, strict=True)]
    return [share / sum(shares) for share in shares]


def _longest_word_mm(title: str, texts: list[str]) -> float:
    """About how wide a column must be for its longest word; the title is bold."""
    words = [(word, 1.1) for word in title.split()] + [(word, 1.0) for text in texts for word in text.split()]
    widest = max((sum(map(_letter_mm, word)) * weight for word, weight in words), default=0.0)
    return min(widest, _WIDEST_WORD_MM) + _CELL_PADDING_MM


def _letter_mm(letter: str) -> float:
    """About how wide a letter of the table's size is."""
    return 3.2 if letter.isupper() or letter in "mw%@&" else 2.2


def _rows(table: Table) -> Iterator[paper.Row]:
    numbered_first = table.columns[0].role is ColumnRole.NUMBER
    for joined in _joined(table.rows):
        if isinstance(group := joined[0], GroupRow):
            yield _group_row(group, len(table.columns), numbered_first=numbered_first)
        else:
            rows = [row for row in joined if isinstance(row, Row)]
            yield from (_row(rows, position) for position in range(len(rows)))


def _joined(rows: tuple[Row | GroupRow, ...]) -> Iterator[list[Row | GroupRow]]:
    """Rows in runs: a row that goes on with a cell of the row above belongs to its run."""
    run: list[Row | GroupRow] = []
    for row in rows:
        if run and not (isinstance(row, Row) and isinstance(run[-1], Row) and None in row.cells):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _group_row(group: GroupRow, width: int, *, numbered_first: bool) -> paper.Row:
    if numbered_first and group.number and width > 1:
        cells: tuple[paper.Cell, ...] = (paper.Cell(text=group.number), paper.Cell(text=group.text, columns=width - 1))
    else:
        cells = (paper.Cell(text=f"{group.number} {group.text}".strip(), columns=width),)
    return paper.Row(part=group.key, cells=cells, group=True)


def _row(run: list[Row], position: int) -> paper.Row:
    cells = []
    for column, words in enumerate(run[position].cells):
        if words is not None or not position:
            rows = 1
            while position + rows < len(run) and run[position + rows].cells[column] is None:
                rows += 1
            cells.append(paper.Cell(text=words or "", rows=rows))
    return paper.Row(part=run[position].key, cells=tuple(cells))


def _lines_of(row: Row, widths: list[float], text_mm: float) -> int:
    """About how many lines a row takes."""
    rooms = (max(int((width * text_mm - _CELL_PADDING_MM) / _LETTER_MM), 1) for width in widths)
    return max(len(words or "") // room + 1 for words, room in zip(row.cells, rooms, strict=True))
