"""The paper of a table of criteria, with the head of whoever issues it."""

from plans.services.drafting import blank_content
from scoring.guide import GuideWords, guide_document
from scoring.models import CriteriaTable
from thidua.papers.document import Letterhead, OfficialDocument
from thidua.papers.symbols import symbol


def guide_of(table: CriteriaTable) -> OfficialDocument:
    """Hướng dẫn chấm điểm: of the bloc for one year, or of the office for its blocs of a kind."""
    return guide_document(table.value, _words_of_term(table) if table.term else _words_of_office(table))


def _words_of_term(table: CriteriaTable) -> GuideWords:
    term = table.term
    assert term is not None
    bloc, head = term.bloc, blank_content(term).head
    return GuideWords(
        letterhead=Letterhead(
            superior=head.superior, issuer=head.issuer, symbol=symbol("HD", bloc.symbol), place=head.place
        ),
        issuer=bloc.name,
        period=term.label.lower(),
        scored=bloc.name,
        authority=(f"TM. {bloc.name.upper()}", bloc.leader_title.upper()),
        recipients=(f"{bloc.superior.name};", "Các đơn vị thành viên;", "Lưu: VT."),
    )


def _words_of_office(table: CriteriaTable) -> GuideWords:
    office = table.superior
    assert office is not None
    kind = table.get_bloc_kind_display().lower()
    return GuideWords(
        letterhead=Letterhead(issuer=(office.name.upper(),), symbol=symbol("HD", office.symbol), place=office.place),
        issuer=office.name,
        period="",
        scored=f"các {kind}",
        authority=("THỦ TRƯỞNG CƠ QUAN",),
        recipients=(f"Các {kind};", "Lưu: VT."),
    )
