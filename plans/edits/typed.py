"""Words as a person typed them into a form."""

import re
from collections.abc import Iterable

from thidua.lib.text import nfc


def one_line(text: str) -> str:
    """The words on one line, in the form in which they are stored."""
    return re.sub(r"\s*[\r\n]+\s*", " ", nfc(text).strip())


def lines(texts: Iterable[str]) -> tuple[str, ...]:
    """The lines that are not blank."""
    return tuple(filter(None, map(one_line, texts)))
