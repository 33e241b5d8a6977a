"""Which part of one list is which part of another, and which words of one text are in another."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from plans.content import Line, Part, Table
from plans.differences.words import shown_whole, signs

ALIKE = 0.5
"""Two parts with at least this share of common words are one part, rewritten."""
MOST_COMPARED = 250_000
"""Pairs of parts, or of words, that are compared: about two seconds. Longer lists of other words are another plan."""


def aligned(old: Sequence[Part], new: Sequence[Part]) -> Iterator[tuple[Part | None, Part | None]]:
    """The parts of two lists in order: those that are one and the same in pairs, the others alone."""
    matcher = SequenceMatcher(None, list(map(_sign, old)), list(map(_sign, new)), autojunk=False)
    for same, start, end, new_start, new_end in matcher.get_opcodes():
        if same == "equal":
            yield from zip(old[start:end], new[new_start:new_end], strict=True)
        elif (end - start) * (new_end - new_start) > MOST_COMPARED:
            yield from ((part, None) for part in old[start:end])
            yield from ((None, part) for part in new[new_start:new_end])
        else:
            yield from _rewritten(old[start:end], new[new_start:new_end])


def _sign(part: Part) -> tuple[Any, ...]:
    return (_family(part), *signs(part))


def _family(part: Part) -> str:
    """Parts of different families are never one: a table with another number of columns is another table."""
    if isinstance(part, Line):
        return "line"
    return f"table {len(part.columns)}" if isinstance(part, Table) else type(part).__name__


def _rewritten(old: Sequence[Part], new: Sequence[Part]) -> Iterator[tuple[Part | None, Part | None]]:
    """Pairs with the most words in common over both lists, in order (as the longest common subsequence is found)."""
    bags, new_bags = list(map(_bag, old)), list(map(_bag, new))
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            alike = _alike(old[i], new[j], bags[i], new_bags[j])
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike + best[i + 1][j + 1] if alike >= ALIKE else 0)
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and best[i][j] == best[i + 1][j]:
            yield old[i], None
            i += 1
        elif j < len(new) and best[i][j] == best[i][j + 1]:
            yield None, new[j]
            j += 1
        else:
            yield old[i], new[j]
            i, j = i + 1, j + 1


def _bag(part: Part) -> Counter[str]:
    return Counter(re.findall(r"\w+", shown_whole(part, {}).lower()))


def _alike(old: Part, new: Part, words: Counter[str], new_words: Counter[str]) -> float:
    """The share of words in common, 0 to 1."""
    if _family(old) != _family(new):
        return 0
    count = words.total() + new_words.total()
    return 2 * (words & new_words).total() / count if count else 1


def word_changes(before: str, after: str) -> tuple[tuple[str, str, str], ...]:
    """Two texts side by side: what both say, what only the first says, what only the second says, in turns."""
    old, new = (re.findall(r"\S+\s*|\s+", text) for text in (before, after))
    if len(old) * len(new) > MOST_COMPARED:
        return (("", before, after),)
    turns = []
    for same, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left, right = "".join(old[start:end]), "".join(new[new_start:new_end])
        turns.append((left, "", "") if same == "equal" else ("", left, right))
    return tuple(turns)
