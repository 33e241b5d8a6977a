"""Who may see and do what with organisations, blocs and their years."""

from blocs.enums import Role
from blocs.models import Bloc, Organisation, Term, User
from blocs.standing import Holding, Standing
from thidua.lib.verdict import Verdict

NOT_THE_OFFICE = "Việc này do cơ quan thường trực Hội đồng của cơ quan quản lý khối làm."


def can_see_term(standing: Standing, term: Term) -> Verdict[Holding]:
    """The same years as `Term.objects.visible_to`."""
    path = term.bloc.superior.path
    above = (*standing.overseen_paths, *standing.council_paths)
    seen = (
        term.pk in standing.terms_in_view
        or term.bloc_id in standing.followed_blocs
        or any(path.startswith(place) for place in above)
        or (not term.is_open and any(path.startswith(place) for place in standing.audited_paths))
    )
    return Verdict.yes() if seen else Verdict.no("Tài khoản này không tham gia năm thi đua ấy.")


def can_see_bloc(standing: Standing, bloc: Bloc) -> Verdict[Holding]:
    """The same blocs as `Bloc.objects.visible_to`."""
    above = (*standing.overseen_paths, *standing.council_paths, *standing.audited_paths)
    seen = bloc.pk in standing.blocs_in_view or any(bloc.superior.path.startswith(place) for place in above)
    return Verdict.yes() if seen else Verdict.no("Tài khoản này không thuộc khối, cụm ấy.")


def can_set_up(standing: Standing, organisation: Organisation | None) -> Verdict[Holding]:
    """Create and change an organisation, its posts and its blocs; None stands for a new root of the tree."""
    if organisation is None:
        return Verdict.yes() if standing.is_administrator else Verdict.no("Cơ quan cao nhất do người quản trị lập.")
    if holding := standing.overseeing(organisation.path):
        return Verdict.yes(holding)
    if standing.is_administrator:
        return Verdict.yes()
    return Verdict.no("Cơ quan này không thuộc phạm vi quản lý của tài khoản.")


def can_manage_bloc(standing: Standing, bloc: Bloc) -> Verdict[Holding]:
    """Open and close its years, appoint its leader, change its members."""
    if holding := standing.overseeing(bloc.superior.path):
        return Verdict.yes(holding)
    own = standing.holding(Role.OFFICE_CHIEF, Role.OFFICER, organisation_id=bloc.superior_id)
    if bloc.is_movement and own:
        return Verdict.yes(own)
    return Verdict.no(NOT_THE_OFFICE)


def can_manage_account(standing: Standing, organisation: Organisation) -> Verdict[Holding]:
    """Create accounts for an organisation's people, print their activation codes, lock them."""
    return can_set_up(standing, organisation)


def can_find_account(standing: Standing, user: User) -> Verdict[Holding]:
    """Give an existing account a post: somebody's of the office's own scope, never the technical administrator's."""
    if standing.is_administrator:
        return Verdict.yes()
    overseen = [standing.overseeing(post.organisation.path) for post in user.posts.all()]
    if user.is_superuser or not any(overseen):
        return Verdict.no("Tài khoản này thuộc cơ quan ngoài phạm vi quản lý.")
    return Verdict.yes(next(filter(None, overseen)))


def can_change_account(standing: Standing, user: User) -> Verdict[Holding]:
    """Correct name and e-mail: only where all posts of the account lie in the office's scope."""
    verdict = can_find_account(standing, user)
    if verdict and not all(can_manage_account(standing, post.organisation) for post in user.posts.all()):
        return Verdict.no("Tài khoản này còn giữ vị trí ở cơ quan ngoài phạm vi quản lý.")
    return verdict


def can_use_setup(standing: Standing) -> Verdict[Holding]:
    """Set up organisations, blocs and accounts from a workbook."""
    if standing.is_administrator or standing.overseen_paths:
        return Verdict.yes()
    return Verdict.no("Việc thiết lập do cơ quan thường trực Hội đồng và người quản trị làm.")
