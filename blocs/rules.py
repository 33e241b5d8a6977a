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


def can_see_history(standing: Standing, term: Term) -> Verdict[Holding]:
    """Read who did what in a year: the units that lead or led it, the office above, the auditor once it is closed."""
    path = term.bloc.superior.path
    audits = not term.is_open and any(path.startswith(place) for place in standing.audited_paths)
    if term.pk in standing.led_terms or standing.following(term.bloc_id) or standing.overseeing(path) or audits:
        return Verdict.yes()
    return Verdict.no("Lịch sử của năm do đơn vị đứng đầu, cơ quan quản lý và người kiểm tra xem.")


def can_change_term(standing: Standing, term: Term) -> Verdict[Holding]:
    """Change a year's members and leaders, and close it."""
    verdict = can_manage_bloc(standing, term.bloc)
    if verdict and not term.is_open:
        return Verdict.no(f"{term.label} đã khép, không sửa được nữa.")
    return verdict


def can_create_account(standing: Standing) -> Verdict[Holding]:
    """Create an account, which may do nothing until it is given a post."""
    if holding := standing.holding(Role.STANDING_BODY):
        return Verdict.yes(holding)
    if standing.is_administrator:
        return Verdict.yes()
    return Verdict.no("Tài khoản do cơ quan thường trực hoặc người quản trị lập.")


def can_give_post(standing: Standing, organisation: Organisation) -> Verdict[Holding]:
    """Let a person hold a role in an organisation, and end it."""
    return can_set_up(standing, organisation)


def can_manage_account(standing: Standing, user: User) -> Verdict[Holding]:
    """Issue its activation code, lock it: who manages all the posts it holds, for a code is the key to each of them."""
    if standing.is_administrator:
        return Verdict.yes()
    if user.is_superuser:
        return Verdict.no("Tài khoản quản trị chỉ do người quản trị khác quản lý.")
    posts = user.posts.exclude(to_on__lt=standing.today).select_related("organisation")
    verdicts = [can_give_post(standing, post.organisation) for post in posts]
    if not verdicts:
        return Verdict.no("Tài khoản này không giữ vị trí nào. Hãy giao vị trí công tác trước.")
    return next((verdict for verdict in verdicts if not verdict), verdicts[0])


def can_find_account(standing: Standing, user: User) -> Verdict[Holding]:
    """Give an existing account a post: somebody's of the office's own scope, never the technical administrator's."""
    if standing.is_administrator:
        return Verdict.yes()
    overseen = [standing.overseeing(post.organisation.path) for post in user.posts.all()]
    if user.is_superuser or not any(overseen):
        return Verdict.no("Tài khoản này thuộc cơ quan ngoài phạm vi quản lý.")
    return Verdict.yes(next(filter(None, overseen)))


def can_use_setup(standing: Standing) -> Verdict[Holding]:
    """Set up organisations, blocs and accounts from a workbook."""
    if standing.is_administrator or standing.overseen_paths:
        return Verdict.yes()
    return Verdict.no("Việc thiết lập do cơ quan thường trực Hội đồng và người quản trị làm.")


def can_lock_account(standing: Standing, user: User) -> Verdict[Holding]:
    """Lock and unlock an account: who may change it, but nobody their own."""
    verdict = can_manage_account(standing, user)
    if verdict and user.pk == standing.user_id:
        return Verdict.no("Không tự khóa tài khoản của mình được. Hãy nhờ người quản trị khác.")
    return verdict


def can_appoint_administrator(standing: Standing, user: User) -> Verdict[Holding]:
    """Make another account the technical administrator's, or take that away: administrators alone."""
    if not standing.is_administrator:
        return Verdict.no("Quyền quản trị do người quản trị giao.")
    if user.pk == standing.user_id:
        return Verdict.no("Không tự bỏ quyền quản trị của mình được. Hãy nhờ người quản trị khác.")
    return Verdict.yes()
