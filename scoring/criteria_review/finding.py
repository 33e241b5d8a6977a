"""A finding, and the words that findings share."""

from dataclasses import dataclass

from plans.review.finding import quoted
from scoring.criteria import Criterion, Group


@dataclass(frozen=True)
class Finding:
    """Something wrong with a table: what it is and what to do. `key` is the part, None for the whole table."""

    code: str
    message: str
    key: int | None = None
    blocking: bool = True


def called(part: Group | Criterion) -> str:
    """The part as people would point at it: "Tiêu chí I.2 “Giải quyết hồ sơ”"."""
    kind = "Nhóm" if isinstance(part, Group) else "Tiêu chí"
    return " ".join(words for words in (kind, part.code, quoted(part.text) if part.text.strip() else "") if words)
