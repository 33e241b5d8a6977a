"""Accounts and posts: creating them, activation by a printed one-time code, locking."""

import hashlib
import secrets
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from blocs.enums import Role
from blocs.models import ActivationCode, Bloc, Organisation, Post, User
from blocs.rules import can_create_account, can_give_post, can_manage_account
from blocs.services.audit import record
from blocs.standing import Standing
from thidua.lib.dates import short_date
from thidua.lib.verdict import RefusedError

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""No 0, O, 1, I, L: a code is read from paper."""
CODE_LENGTH = 12
"""12 of 31 letters: 59 bits, out of reach for guessing even without the throttle."""
CODE_DAYS = 60


@transaction.atomic
def create_account(login_name: str, full_name: str, *, by: Standing, email: str = "") -> User:
    """An account with which nobody can sign in until it is activated. Raises RefusedError or ValidationError."""
    verdict = can_create_account(by).required()
    user = User(login_name=login_name, full_name=full_name, email=email)
    user.set_unusable_password()
    user.full_clean()
    user.save()
    record(
        "Lập tài khoản", user, by=by, capacity=verdict.capacity,
        after={"tên đăng nhập": user.login_name, "họ và tên": user.full_name},
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
    verdict = can_manage_account(by, user).required()
    user.is_active = False
    user.save(update_fields=["is_active"])
    record("Khóa tài khoản", user, by=by, capacity=verdict.capacity)


def _digest(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter in CODE_LETTERS)
    return hashlib.sha256(plain.encode()).hexdigest()
