"""The papers of this project."""

from thidua.papers.document import OfficialDocument
from thidua.papers.pdf import render as render_paper

SUFFIX = ".pdf"


def render(document: OfficialDocument) -> bytes:
    return render_paper(document).pdf
