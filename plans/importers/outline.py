"""The tree of a body: which line stands under which, and which lines are headings.

Labels nest by their styles; a line without a label belongs to the heading above it, or to the point that announces it
with a colon. Whether "1. …" is a heading or a numbered paragraph is decided for the whole list: by bold type where the
file has it, else by length and by what stands below.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plans.content import LabelStyle
from plans.importers.blocks import RawBlock, RawLine, RawTable
from plans.importers.frame import is_capitals
from plans.importers.labels import WrittenLabel, read_label
from plans.parties import names_party

_RANK = {
    LabelStyle.PART: 0,
    LabelStyle.ARTICLE: 0,
    LabelStyle.UPPER: 1,
    LabelStyle.ROMAN: 2,
    LabelStyle.ARABIC: 3,
    LabelStyle.DECIMAL: 4,
    LabelStyle.LETTER: 6,
    LabelStyle.BRACKET: 7,
    LabelStyle.STAR: 8,
    LabelStyle.DASH: 9,
    LabelStyle.PLUS: 10,
}
_ALWAYS_HEADINGS = (LabelStyle.PART, LabelStyle.UPPER, LabelStyle.ROMAN)
_LISTS = (LabelStyle.ARABIC, LabelStyle.DECIMAL)
_LONGEST_HEADING = 420
_SHORT = 165
_LONGEST_CAPITALS = 120
_DECIDES = re.compile(r"QUYẾT ĐỊNH\s*:")
"""The formula above the articles of a decision: in bold capitals, but it covers nothing."""
_RUN_IN = re.compile(r"([^:.;,]{3,60}):\s+(?=\S)")


@dataclass
class Node:
    """A line of the body with what stands below it. `aside` is upright text on a bold heading's line."""

    line: RawLine
    label: WrittenLabel | None
    text: str
    heading: bool = False
    aside: str = ""
    children: "list[Node | RawTable]" = field(default_factory=list)

    @property
    def style(self) -> LabelStyle:
        """The style of its label."""
        return self.label.style if self.label else LabelStyle.NONE

    @property
    def rank(self) -> int:
        """How deep its label nests: a decimal label by its parts."""
        assert self.label is not None
        return _RANK[self.label.style] + (self.label.core.count(".") - 1 if self.style is LabelStyle.DECIMAL else 0)

    @property
    def bold_words(self) -> bool:
        """Whether at least the first words after the label are bold."""
        return self.line.level > 0 or self.line.bold > (self.label.end if self.label else 0) + 2

    def lines(self) -> "Iterator[Node]":
        """Itself and every line below it."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.lines()


def build(blocks: Sequence[RawBlock]) -> list[Node | RawTable]:
    """The trees of the outermost lines and tables, in reading order."""
    items = [_node(block) if isinstance(block, RawLine) else block for block in blocks]
    items = _with_titles_of_parts(items)
    items = _with_broken_headings(items)
    _mark_headings(items)
    return _nested(items)


def _node(line: RawLine) -> Node:
    label = read_label(line.text)
    return Node(line, label, line.text[label.end :] if label else line.text)


def _with_titles_of_parts(items: list[Node | RawTable]) -> list[Node | RawTable]:
    """ "Phần I" takes its title from the line below."""
    merged: list[Node | RawTable] = []
    for item in items:
        before = merged[-1] if merged else None
        if (
            isinstance(item, Node)
            and isinstance(before, Node)
            and before.style is LabelStyle.PART
            and not before.text
            and item.label is None
        ):
            before.text = item.text
        else:
            merged.append(item)
    return merged


def _with_broken_headings(items: list[Node | RawTable]) -> list[Node | RawTable]:
    """A bold heading that goes on in a bold line without label is one heading."""
    merged: list[Node | RawTable] = []
    for item in items:
        before = merged[-1] if merged else None
        if (
            isinstance(item, Node)
            and isinstance(before, Node)
            and before.label is not None
            and before.style in (*_ALWAYS_HEADINGS, *_LISTS)
            and before.line.all_bold
            and not before.line.level
            and item.label is None
            and item.line.all_bold
            and is_capitals(item.text) == is_capitals(before.text)
            and before.text[-1:] not in ".:;"
        ):
            before.text = f"{before.text} {item.text}"
        else:
            merged.append(item)
    return merged


# --- headings -------------------------------------------------------------------------------------------------------


def _mark_headings(items: list[Node | RawTable]) -> None:
    nodes = [item for item in items if isinstance(item, Node)]
    for node in nodes:
        if node.label is None:
            node.heading = not _DECIDES.fullmatch(node.text.strip()) and (
                node.line.level > 0
                or (
                    is_capitals(node.text)
                    and len(node.text.split()) > 1
                    and node.line.bold > 0
                    and len(node.text) < _LONGEST_CAPITALS
                )
            )
        elif node.style in _ALWAYS_HEADINGS:
            node.heading = len(node.text) < _LONGEST_HEADING
    has_upper_headings = any(node.style in _ALWAYS_HEADINGS for node in nodes)
    bold_styles = {node.style for node in nodes if node.label and node.line.all_bold}
    for siblings in _lists(items, _LISTS if has_upper_headings else (*_LISTS, LabelStyle.LETTER)):
        _vote(items, siblings, bold_style=bold_styles)
    if not any(node.heading for node in nodes):
        for node in nodes:
            node.heading = (
                node.label is None
                and node.bold_words
                and len(node.text) < _SHORT
                and not _is_sentence(node.text)
                and not _DECIDES.fullmatch(node.text.strip())
            )
    for node in nodes:
        if node.heading and 0 < (bold := node.line.bold) < len(node.line.text.rstrip(" .:;")) and node.bold_words:
            start = len(node.line.text) - len(node.text) if node.label else 0
            node.text, node.aside = node.line.text[start:bold].strip(), node.line.text[bold:].strip()


def _lists(items: list[Node | RawTable], styles: tuple[LabelStyle, ...]) -> Iterator[list[int]]:
    """Positions of the lines of each numbered list."""
    open_lists: list[tuple[int, list[int]]] = []
    for position, item in enumerate(items):
        if not isinstance(item, Node) or item.label is None:
            continue
        while open_lists and open_lists[-1][0] > item.rank:
            yield open_lists.pop()[1]
        if item.style not in styles:
            if item.style in _ALWAYS_HEADINGS:
                while open_lists:
                    yield open_lists.pop()[1]
            continue
        if open_lists and open_lists[-1][0] == item.rank:
            open_lists[-1][1].append(position)
        else:
            open_lists.append((item.rank, [position]))
    while open_lists:
        yield open_lists.pop()[1]


def _vote(items: list[Node | RawTable], siblings: list[int], *, bold_style: set[LabelStyle]) -> None:
    """Decide for one list which of its lines are headings."""
    nodes = [item for position in siblings if isinstance(item := items[position], Node)]
    if any(node.bold_words for node in nodes):
        for node in nodes:
            node.heading = node.bold_words and len(node.text) < _LONGEST_HEADING
        return
    covers = [_covers_something(items, position) for position in siblings]
    short = [
        len(node.text) <= _SHORT
        and not _is_sentence(node.text)
        and not (bold_style and node.text.endswith("."))  # where headings are bold, this is a sentence
        for node in nodes
    ]
    limit = 90 if nodes[0].style in bold_style else _SHORT
    titles = sum(
        covering and is_short and len(node.text) <= limit
        for covering, is_short, node in zip(covers, short, nodes, strict=True)
    )
    allots = _stands_under_allotting(items, siblings[0])
    run_in = [
        _run_in(node) if not covering and not allots else None for node, covering in zip(nodes, covers, strict=True)
    ]
    if titles + sum(map(bool, run_in)) >= len(nodes) * 0.75:
        titles = len(nodes)
    only_last_covers = len(nodes) > 1 and covers[-1] and not any(covers[:-1]) and not any(run_in)
    if titles * 2 < len(nodes) or not titles or only_last_covers:  # what follows a list belongs to no item of it
        return
    for node, is_short, match in zip(nodes, short, run_in, strict=True):
        if match:
            node.heading = True
            node.text, node.aside = node.text[: match.end(1) + 1], node.text[match.end() :]
        else:
            node.heading = is_short and len(node.text) <= limit


def _stands_under_allotting(items: list[Node | RawTable], position: int) -> bool:
    """Whether the heading above says who does what: "1. Sở Y tế: chuẩn bị …" is then a task, no heading."""
    above = (item for item in reversed(items[:position]) if isinstance(item, Node) and item.heading)
    heading = next(above, None)
    return heading is not None and heading.text.casefold().startswith("phân công")


def _is_sentence(text: str) -> bool:
    """Whether a line states something to be done rather than names it."""
    return text.rstrip().endswith((";", "./.")) or re.search(r"\s(?:sẽ|phải|cần)\s", text) is not None


def _run_in(node: Node) -> re.Match[str] | None:
    return _RUN_IN.match(node.text)


def _covers_something(items: list[Node | RawTable], position: int) -> bool:
    """Whether a paragraph, a deeper point or a table stands below before the next line of the same list."""
    node = items[position]
    if position + 1 >= len(items) or not isinstance(node, Node):
        return False
    following = next((item for item in items[position + 1 :] if not (isinstance(item, Node) and item.line.note)), None)
    if following is None:
        return False
    if isinstance(following, RawTable) or following.label is None:
        return True
    return following.rank > node.rank


# --- nesting --------------------------------------------------------------------------------------------------------


def _nested(items: list[Node | RawTable]) -> list[Node | RawTable]:
    roots: list[Node | RawTable] = []
    path: list[Node] = []

    def place(item: Node | RawTable) -> None:
        (path[-1].children if path else roots).append(item)

    for item in items:
        if isinstance(item, RawTable):
            while path and not path[-1].heading:
                path.pop()
            place(item)
            continue
        if item.label is None:
            while path and not _takes(path[-1], item):
                path.pop()
            place(item)
            if item.heading:
                path.append(item)
            continue
        while path and _ends(path[-1], item):
            path.pop()
        place(item)
        path.append(item)
    return roots


def _takes(above: Node, paragraph: Node) -> bool:
    """Whether a line without label belongs below `above`."""
    if paragraph.heading:
        deeper = paragraph.line.level > above.line.level > 0
        is_party_of = above.label is None and names_party(paragraph.text) and not names_party(above.text)
        return above.heading and (above.style is LabelStyle.PART or deeper or is_party_of)
    if above.heading:
        return True
    announces = above.text.rstrip().endswith(":") and above.style is not LabelStyle.NONE
    is_title = above.style is LabelStyle.LETTER and len(above.text) < 80 and above.text.rstrip()[-1:] not in ".;,"
    return announces or is_title


def _ends(above: Node, item: Node) -> bool:
    """Whether the point `above` is over when the labelled line `item` begins."""
    if above.label is None:
        return (item.style in (*_ALWAYS_HEADINGS, LabelStyle.ARTICLE) and not above.line.level > 0) or (
            above.line.level > 0 and item.style is LabelStyle.PART
        )
    return above.rank >= item.rank
