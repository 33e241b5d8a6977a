"""Tasks of a year's plan, as criteria of the kind Deadline are linked to them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PlanTask:
    """A task, named by the key of its part in the plan."""

    key: int
    number: str
    """As printed; "" where it has none."""
    text: str
    due: str
    """As printed."""

    def __str__(self) -> str:
        words = f"{self.number}. {self.text}" if self.number else self.text
        return f"{words} ({self.due})" if self.due else words
