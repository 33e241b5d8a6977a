from unicodedata import normalize

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from blocs.models import User

TAKEN = "Đã có tài khoản dùng tên đăng nhập này. Hãy chọn tên khác."
SAME_NAMES = [("lan.anh", "Lan.Anh"), ("đức", "ĐỨC"), ("ửng", normalize("NFD", "ửng")), ("bình", " bình ")]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "again"), SAME_NAMES)
def test_the_database_holds_a_login_name_once_however_it_is_written(name, again):
    User.objects.create_user(name, "Trần Thị Lan Anh")
    with pytest.raises(IntegrityError):
        User.objects.create_user(again, "Trần Thị Lan Anh")


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "again"), SAME_NAMES)
def test_a_form_says_in_vietnamese_that_a_login_name_is_taken(name, again):
    User.objects.create_user(name, "Trần Thị Lan Anh")
    with pytest.raises(ValidationError) as refusal:
        User(login_name=again, full_name="Lê Anh", password="!").full_clean()
    assert refusal.value.messages == [TAKEN]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "again"), SAME_NAMES)
def test_an_account_is_found_however_its_login_name_is_written(name, again):
    user = User.objects.create_user(name, "Trần Thị Lan Anh")
    assert User.objects.get_by_natural_key(again) == user


@pytest.mark.django_db
def test_a_shared_mailbox_may_serve_several_accounts():
    for name in ("mot", "hai"):
        User.objects.create_user(name, "Trần Thị Lan Anh", email="vanthu@thidua.example")
    assert User.objects.filter(email="vanthu@thidua.example").count() == 2


@pytest.mark.django_db
def test_an_account_without_a_password_cannot_be_signed_in_with():
    assert not User.objects.create_user("lan.anh", "Trần Thị Lan Anh").has_usable_password()


@pytest.mark.django_db
def test_a_name_is_kept_in_composed_letters():
    User.objects.create_user("hoa", normalize("NFD", "Nguyễn Thị Hòa"))
    assert User.objects.get().full_name == normalize("NFC", "Nguyễn Thị Hòa")


@pytest.mark.parametrize("name", ["lan anh", "lan/anh", "lan\nanh", ""])
def test_a_login_name_is_one_word(name):
    with pytest.raises(ValidationError):
        User(login_name=name).clean_fields(exclude=["full_name", "password"])


def test_a_vietnamese_login_name_typed_in_parts_is_accepted():
    User(login_name=normalize("NFD", "đức.hòa")).clean_fields(exclude=["full_name", "password"])
