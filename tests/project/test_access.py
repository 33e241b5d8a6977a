import pytest
from django.urls import URLResolver, get_resolver, reverse
from django.utils.regex_helper import normalize

PUBLIC = {"sign_in", "activate", "login", "check_paper", "check_code"}
"""The pages by which one comes in, the admin's, which only leads there, and the check of papers."""


def patterns(resolver=None, prefix=""):
    """Every URL pattern of the site with the regular expression of its whole path."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + pattern.pattern.regex.pattern.removeprefix("^").removesuffix(r"\Z")
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, path)
        else:
            yield pattern, path


def example(path):
    """A path that matches: every parameter is 1, but for the name of an app."""
    text, parameters = normalize(path)[0]
    return "/" + text % (dict.fromkeys(parameters, "1") | {"app_label": "blocs"})


ALL = list(patterns())


def test_patterns_are_found_in_the_site_and_in_the_admin():
    assert {"my_work", "sign_in", "sign_out", "index", "blocs_user_change"} <= {pattern.name for pattern, _ in ALL}


def test_only_the_pages_named_here_are_open_to_everybody():
    assert {pattern.name for pattern, _ in ALL if not getattr(pattern.callback, "login_required", True)} == PUBLIC


@pytest.mark.parametrize("path", [example(path) for pattern, path in ALL if pattern.name not in PUBLIC])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_asked_to_sign_in(client, path, method):
    response = getattr(client, method)(path, follow=True)
    assert response.redirect_chain[-1] == (f"{reverse('sign_in')}?next={path}", 302)


def test_the_admin_is_closed_to_those_who_do_not_administer(client, user):
    client.force_login(user)
    response = client.get(reverse("admin:index"), follow=True)
    assert response.status_code == 403
    assert "không có quyền" in response.content.decode()


def test_the_admin_is_open_to_those_who_do(client, administrator):
    client.force_login(administrator)
    assert client.get(reverse("admin:index")).status_code == 200
    assert client.get(reverse("admin:login")).headers["Location"] == reverse("admin:index")


def test_an_administrator_sees_the_accounts(client, administrator, user):
    client.force_login(administrator)
    assert "Trần Thị Lan Anh" in client.get(reverse("admin:blocs_user_changelist")).content.decode()
    assert client.get(reverse("admin:blocs_user_change", args=[user.pk])).status_code == 200


def test_a_page_that_does_not_exist_says_so_in_vietnamese(client):
    response = client.get("/khong-co/")
    assert response.status_code == 404
    assert "Không tìm thấy trang" in response.content.decode()
