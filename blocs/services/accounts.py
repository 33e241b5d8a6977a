"""Accounts and posts: creating them, activation by a printed one-time code, locking."""

import hashlib
import secrets
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from blocs.enums import Role
from blocs.models import ActivationCode, Bloc, Organisation, Post, User
from blocs.rules import (
    can_appoint_administrator,
    can_create_account,
    can_find_account,
    can_give_post,
    can_lock_account,
    can_manage_account,
)
from blocs.services.audit import record, values_of
from blocs.standing import Standing
from thidua.lib.dates import short_date
from thidua.lib.verdict import RefusedError

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""No 0, O, 1, I, L: a code is read from paper."""
CODE_LENGTH = 12
"""12 of 31 letters: 59 bits, out of reach for guessing even without the throttle."""
CODE_DAYS = 60


@transaction.atomic
def create_account(
    login_name: str, full_name: str, *, by: Standing, email: str = "", organisation: Organisation | None = None
) -> User:
    """An account with which nobody can sign in until it is activated; `organisation` is where its person will work.

    Raises RefusedError or ValidationError.
    """
    verdict = (can_give_post(by, organisation) if organisation else can_create_account(by)).required()
    user = User(login_name=login_name, full_name=full_name, email=email)
    user.set_unusable_password()
    user.full_clean()
    user.save()
    record(
        "Lập tài khoản", user, by=by, capacity=verdict.capacity, organisation=organisation,
        after={"tên đăng nhập": user.login_name, "họ và tên": user.full_name},
    )  # fmt: skip
    return user


@transaction.atomic
def change_account(user: User, *, by: Standing, full_name: str, email: str) -> User:
    """Correct name and e-mail. Raises RefusedError or ValidationError."""
    user = User.objects.select_for_update().get(pk=user.pk)
    verdict = can_manage_account(by, user).required()
    before = values_of(user, "full_name", "email")
    user.full_name, user.email = full_name, email
    user.full_clean()
    user.save(update_fields=["full_name", "email"])
    record(
        "Sửa tài khoản", user, by=by, capacity=verdict.capacity,
        before=before, after=values_of(user, "full_name", "email"),
    )  # fmt: skip
    return user


@transaction.atomic
def give_post(
    user: User,
    organisation: Organisation,
    role: Role,
    *,
    by: Standing,
    from_on: date,
    to_on: date | None = None,
    title: str = "",
    followed_blocs: list[Bloc] | None = None,
) -> Post:
    """Let a person hold a role in an organisation. Raises RefusedError or ValidationError."""
    verdict = can_give_post(by, organisation).required()
    if user.is_superuser or user.posts.exists():
        can_find_account(by, user).required()
    for bloc in followed_blocs or []:
        can_give_post(by, bloc.superior).required()
    post = Post(user=user, organisation=organisation, role=role, title=title, from_on=from_on, to_on=to_on)
    post.full_clean()
    post.save()
    post.followed_blocs.set(followed_blocs or [])
    record(
        "Giao vị trí", post, by=by, capacity=verdict.capacity, organisation=organisation,
        after={"vai trò": role.label, "từ ngày": short_date(from_on), "khối theo dõi": [
            bloc.name for bloc in followed_blocs or []
        ]},
    )  # fmt: skip
    return post


@transaction.atomic
def change_post(post: Post, *, by: Standing, title: str, to_on: date | None, followed_blocs: list[Bloc]) -> Post:
    """Correct a post's title, its last day and the blocs followed; who, where, as what and since when stay."""
    post = Post.objects.select_for_update(of=("self",)).select_related("organisation", "user").get(pk=post.pk)
    verdict = can_give_post(by, post.organisation).required()
    followed = list(post.followed_blocs.all())
    for bloc in {*followed} ^ {*followed_blocs}:
        can_give_post(by, bloc.superior).required()
    before = values_of(post, "title", "to_on") | {"khối theo dõi": [bloc.name for bloc in followed]}
    post.title, post.to_on = title, to_on
    post.full_clean()
    post.save(update_fields=["title", "to_on"])
    post.followed_blocs.set(followed_blocs)
    record(
        "Sửa vị trí", post, by=by, capacity=verdict.capacity, organisation=post.organisation, before=before,
        after=values_of(post, "title", "to_on") | {"khối theo dõi": [bloc.name for bloc in followed_blocs]},
    )  # fmt: skip
    return post


@transaction.atomic
def end_post(post: Post, *, last_day: date, by: Standing) -> Post:
    """The person holds the post until the end of a day."""
    verdict = can_give_post(by, post.organisation).required()
    before = {"đến hết ngày": post.to_on}
    post.to_on = last_day
    post.full_clean()
    post.save(update_fields=["to_on"])
    record(
        "Thôi vị trí", post, by=by, capacity=verdict.capacity, organisation=post.organisation,
        before=before, after={"đến hết ngày": last_day},
    )  # fmt: skip
    return post


@transaction.atomic
def issue_code(user: User, *, by: Standing) -> str:
    """A new activation code, to be printed and handed over; an earlier one stops working. May raise RefusedError."""
    verdict = can_manage_account(by, user).required()
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    ActivationCode.objects.update_or_create(
        user=user, defaults={"digest": _digest(code), "expires_at": timezone.now() + timedelta(days=CODE_DAYS)}
    )
    record("Cấp mã kích hoạt", user, by=by, capacity=verdict.capacity)
    return "-".join(code[i : i + 4] for i in range(0, CODE_LENGTH, 4))


def user_of_code(login_name: str, code: str) -> User | None:
    """The account that may be activated with this code, however it was typed; None when it is wrong or too old."""
    user = User.objects.filter(login_name=login_name, is_active=True).select_related("activation_code").first()
    known = getattr(user, "activation_code", None)
    right = constant_time_compare(_digest(code), known.digest if known else _digest(""))
    return user if user and known and right and known.expires_at > timezone.now() else None


@transaction.atomic
def activate(user: User, password: str) -> None:
    """Set the password the person has chosen; the code is used up."""
    deleted, _ = ActivationCode.objects.filter(user=user).delete()
    if not deleted:
        raise RefusedError("Mã kích hoạt đã dùng rồi. Hãy xin mã mới.")
    user.set_password(password)
    user.save(update_fields=["password"])
    record("Kích hoạt tài khoản", user, by=None)


@transaction.atomic
def change_password(user: User, password: str) -> None:
    """Set another password that the person has chosen; where else the account is signed in, that ends."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record("Đổi mật khẩu", user, by=None)


@transaction.atomic
def lock_account(user: User, *, by: Standing) -> None:
    """Nobody signs in with it any more, and who is signed in is out at the next click. May raise RefusedError."""
    verdict = can_lock_account(by, user).required()
    user.is_active = False
    user.save(update_fields=["is_active"])
    record("Khóa tài khoản", user, by=by, capacity=verdict.capacity)


@transaction.atomic
def unlock_account(user: User, *, by: Standing) -> None:
    """Let the person sign in again. May raise RefusedError."""
    verdict = can_lock_account(by, user).required()
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("Mở khóa tài khoản", user, by=by, capacity=verdict.capacity)


@transaction.atomic
def appoint_administrator(user: User, *, is_administrator: bool, by: Standing) -> None:
    """Make an account the technical administrator's, or an ordinary one again. May raise RefusedError."""
    can_appoint_administrator(by, user).required()
    before = values_of(user, "is_superuser")
    user.is_superuser = is_administrator
    user.save(update_fields=["is_superuser"])
    action = "Giao quyền quản trị" if is_administrator else "Thôi quyền quản trị"
    record(action, user, by=by, before=before, after=values_of(user, "is_superuser"))


def _digest(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter in CODE_LETTERS)
    return hashlib.sha256(plain.encode()).hexdigest()
