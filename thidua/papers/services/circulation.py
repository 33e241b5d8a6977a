"""What all papers of a year do alike, plans and others: whose seal and whose series, laid before the signer, numbered.

Who may do it, and what the history says, is for the maker's services. Rendering is slow, and a lock makes others wait
(on SQLite everybody), so the maker has a paper rendered before the lock, and it is found at hand under it.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from blocs.models import Bloc, Organisation, Term
from blocs.standing import Holding, Standing
from thidua.lib.dates import PartialDate
from thidua.lib.verdict import RefusedError
from thidua.papers.document import OfficialDocument
from thidua.papers.models import Paper, Register, StoredFile
from thidua.papers.services import files, life, numbers
from thidua.papers.services.rendering import rendered


@dataclass(frozen=True, kw_only=True)
class Signing:
    """What is told of a signature made by hand, perhaps with its scan."""

    signer: str
    signed_on: date
    scan: StoredFile | None = None


@dataclass(frozen=True, kw_only=True)
class Numbering:
    """What the clerk gave. `given` None takes the next number of our own register."""

    issued_on: date
    given: life.GivenNumber | None = None


def sealing_unit(term: Term, day: date) -> Organisation:
    """Whose seal papers carry on a day: the leader's, as a bloc has none; a movement's organisation its own."""
    return term.leader_on(day) or term.bloc.superior


def register_owner(term: Term) -> Organisation | Bloc:
    """Whose series numbers a year's papers: the bloc's own, or that of a movement's organisation."""
    return term.bloc.superior if term.bloc.is_movement else term.bloc


def register_in_view(term: Term, year: int) -> Register:
    """The register to look at before numbering; not saved while there is none yet."""
    return numbers.find_register(register_owner(term), year)


def on_behalf(term: Term, holding: Holding | None, today: date) -> Organisation | None:
    """The leader, when somebody of the superior office acts in its stead (Nhập thay)."""
    leaders = {leadership.organisation_id for leadership in term.leaderships.all()}
    return sealing_unit(term, today) if holding and holding.organisation_id not in leaders else None


def render_blank(document: OfficialDocument, term: Term, code: str, today: date) -> None:
    """Have at hand what `lay_before_signer` will keep."""
    prints_code = sealing_unit(term, today).prints_code
    life.rendered_blank(life.with_code(document, code) if prints_code else document)


def lay_before_signer(
    document: OfficialDocument, content: dict[str, Any], *, term: Term, code: str, by: Standing
) -> Paper:
    """Freeze a paper of the year, with number and date blank.

    The register that will number it is opened now, so that its keeper may still say where its numbers begin.
    """
    bloc = term.bloc
    paper = life.freeze(
        document,
        content,
        organisation=sealing_unit(term, by.today),
        bloc=None if bloc.is_movement else bloc,
        term=term,
        by=by,
        code=code,
    )
    numbers.register_of(register_owner(term), by.today.year)
    return paper


def give_number(paper: Paper, numbering: Numbering, *, replaces: Paper | None = None) -> Paper:
    """Number and date from the year's register; the paper that it replaces ends.

    Raises RefusedError where the clerk has to name the number and did not, and as `life.issue` does.
    """
    register = numbers.register_of(register_owner(paper.term), numbering.issued_on.year)
    if numbering.given is None and not register.numbers_here:
        raise RefusedError("Sổ văn bản này không cấp số tại đây. Hãy nhập số văn thư đã cấp.")
    return life.issue(paper, register, issued_on=numbering.issued_on, given=numbering.given, replaces=replaces)


def with_number(document: OfficialDocument, number: str, issued_on: date) -> OfficialDocument:
    """The paper with number and date written in."""
    head = replace(document.letterhead, number=number, issued_on=PartialDate.of(issued_on))
    return replace(document, letterhead=head)


def numbered_document(document: OfficialDocument, paper: Paper, number: str, issued_on: date) -> OfficialDocument:
    """The paper with number and date written in, as it is handed out: with its code, where that is printed."""
    document = with_number(document, number, issued_on)
    return life.with_code(document, paper.code) if paper.has_code_printed else document


def render_numbered(document: OfficialDocument, paper: Paper, numbering: Numbering) -> None:
    """Have at hand the copy with the number named, or the one that is next if nobody else takes it first."""
    given = numbering.given or life.GivenNumber(
        number=numbers.next_free(register_in_view(paper.term, numbering.issued_on.year))
    )
    rendered(numbered_document(document, paper, given.text, numbering.issued_on))


def attach_numbered_copy(paper: Paper, document: OfficialDocument, *, by: Standing) -> Paper:
    """The frozen words with number and date written in, to be handed out where no scan is at hand."""
    assert paper.entry is not None
    assert paper.issued_on is not None
    number = paper.entry.text
    pdf = rendered(numbered_document(document, paper, number, paper.issued_on)).pdf
    file = files.store(pdf, f"{number}-{paper.symbol}.pdf", "application/pdf", by=by)
    return life.attach_numbered(paper, file)
