"""Papers as PDF for the site."""

from functools import lru_cache

from thidua.papers.document import OfficialDocument
from thidua.papers.pdf import Rendering, render

KEPT = 32
"""About 3 MB a process."""


@lru_cache(maxsize=KEPT)
def rendered(document: OfficialDocument) -> Rendering:
    """The paper as a PDF; what was rendered lately is at hand, for the same paper always gives the same bytes."""
    return render(document)
