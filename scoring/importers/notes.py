"""What stands around the tables and speaks of points, classes or conditions: it is no row, and is not to be lost."""

import re
from collections.abc import Collection, Iterator, Sequence

from plans.importers.blocks import Doubt, RawBlock, RawLine
from scoring.importers.codes import split_code
from scoring.importers.columns import words
from scoring.importers.headings import conditions_of, counts_of
from scoring.importers.points import split_points

_RULE = re.compile(
    r"\d\s*(?:điểm|đ)\b|(?:không|chưa)\s+(?:được\s+)?(?:xét|bình xét|xếp loại|xếp hạng|tính điểm|chấm điểm)"
    r"|không có điểm|xếp (?:loại|hạng).{0,200}?\d",
    re.IGNORECASE,
)
_OF_CLASSES = re.compile(r"xếp (?:loại|hạng)|mức điểm|tổng (?:số )?điểm|khung điểm", re.IGNORECASE)
_LONGEST = 200
_MOST = 12


def doubt_of_notes(beside: Sequence[RawBlock], taken: Collection[str]) -> Doubt | None:
    """One doubt that quotes them all; `taken` are the words of the rows, among which are the headings of tables."""
    notes = [text for block in beside for text in _rules(block) if _heading(text) not in taken]
    if not notes:
        return None
    quoted = "; ".join(f"“{text[:_LONGEST]}{'…' * (len(text) > _LONGEST)}”" for text in notes[:_MOST])
    more = f" và {len(notes) - _MOST} dòng nữa" if len(notes) > _MOST else ""
    return Doubt(
        "NOTES",
        f"Ngoài bảng còn có lời về điểm, xếp loại hoặc điều kiện xét, chưa đưa vào bảng: {quoted}{more}. Nếu cần, hãy "
        "thêm vào tiêu chí, nhóm điểm thưởng, điểm trừ, điều kiện hoặc mức xếp loại.",
    )


def _rules(block: RawBlock) -> Iterator[str]:
    if isinstance(block, RawLine):
        if _speaks(block.text):
            yield block.text.strip()
        return
    rows = [" ".join(" | ".join(filter(None, map(words, row))).split()) for row in block.rows]
    of_classes = bool(rows) and _OF_CLASSES.search(rows[0]) is not None and any(map(str.isdigit, "".join(rows[1:])))
    yield from (row for row in rows if row and (of_classes or _speaks(row)))


def _speaks(text: str) -> bool:
    heading = _heading(text)
    return bool(_RULE.search(text) or counts_of(heading) or conditions_of(heading))


def _heading(text: str) -> str:
    """The words as a row would have them: without label and points."""
    spoken = split_code(text.strip())[1]
    return (split_points(spoken) or (spoken, None))[0]
