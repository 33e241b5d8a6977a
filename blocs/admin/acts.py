"""Acts on one object beyond the change of its fields: a button on its page, a form of their own, a service behind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from blocs.admin.forms import ActForm
from blocs.standing import Holding, Standing
from thidua.lib.verdict import Verdict


@dataclass(frozen=True)
class Act:
    """What somebody may do with an object, as its page offers it."""

    slug: str
    label: str
    form: type[ActForm]
    rule: Callable[[Standing, Any], Verdict[Holding]]
    help: str
    """What it does and what to do, below the heading of its page."""
