"""Whether somebody may do something, and why not."""

from dataclasses import dataclass
from typing import Generic, Self, TypeVar

Capacity = TypeVar("Capacity")


class RefusedError(Exception):
    """Somebody tried what they may not do; the message says why, and is meant for them. `args` are its reasons."""

    def __str__(self) -> str:
        return " ".join(self.args)


@dataclass(frozen=True)
class Verdict(Generic[Capacity]):
    """True or false with its reason. `capacity` is that in which the person acts, for the history."""

    allowed: bool
    reason: str = ""
    capacity: Capacity | None = None

    @classmethod
    def yes(cls, capacity: Capacity | None = None) -> Self:
        return cls(allowed=True, capacity=capacity)

    @classmethod
    def no(cls, reason: str) -> Self:
        return cls(allowed=False, reason=reason)

    def __bool__(self) -> bool:
        return self.allowed

    def required(self) -> Self:
        """The verdict itself when it allows; raises RefusedError with the reason otherwise."""
        if not self.allowed:
            raise RefusedError(self.reason)
        return self
