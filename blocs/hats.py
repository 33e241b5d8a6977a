"""What a person is in a bloc and in each of its years, in the bloc's own words."""

from blocs.enums import LeadershipRole
from blocs.models import Bloc, Term
from blocs.standing import Standing

LAUNCHER = "Cơ quan phát động"
"""What leads a movement is no Khối trưởng."""


def title_of(bloc: Bloc, role: str) -> str:
    """ "Khối trưởng", "Cụm phó", "Cụm trưởng dự kiến": the role in the words that the bloc's papers use."""
    if bloc.is_movement:
        return LAUNCHER
    match LeadershipRole(role):
        case LeadershipRole.DEPUTY:
            return bloc.deputy_title or LeadershipRole.DEPUTY.label
        case LeadershipRole.EXPECTED:
            return f"{bloc.leader_title} dự kiến"
        case LeadershipRole.LEADER:
            return bloc.leader_title


def hats_in_term(standing: Standing, term: Term) -> list[str]:
    """What the person's units are in a year; each with its name when the person acts for several."""
    leads = [lead for lead in standing.leads if lead.term_id == term.pk]
    hats = [(title_of(term.bloc, lead.role), lead.organisation_id) for lead in leads]
    leading = {lead.organisation_id for lead in leads}
    hats += [
        ("Thành viên", entry.organisation_id)
        for entry in standing.memberships
        if entry.term_id == term.pk and entry.organisation_id not in leading
    ]
    if len(standing.unit_ids) < 2:
        return [hat for hat, _ in hats]
    names = {holding.organisation_id: holding.organisation_name for holding in standing.holdings}
    return [f"{hat}: {names[organisation]}" for hat, organisation in hats]


def hats_above(standing: Standing, bloc: Bloc) -> list[str]:
    """By what a person sees a bloc from above: as the managing office, as its follower, for council or inspection."""
    path = bloc.superior.path
    return [
        hat
        for hat, is_worn in (
            ("Cơ quan quản lý", standing.overseeing(path)),
            ("Theo dõi", standing.following(bloc.pk)),
            ("Hội đồng", any(path.startswith(place) for place in standing.council_paths)),
            ("Kiểm tra (chỉ xem)", any(path.startswith(place) for place in standing.audited_paths)),
        )
        if is_worn
    ]
