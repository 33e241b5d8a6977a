"""What every answer of the site tells the browser, and what it tells it in production."""

import json

import pytest
from django.urls import reverse

from tests.project.conftest import PRODUCTION

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}

ASK = """
import json, re, sys
import django
django.setup()
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin", "import_export", "*.rtl.*"])
client = Client(SERVER_NAME="thidua.example")
page = client.get("/dang-nhap/", secure=True)
call_command("migrate", verbosity=0)
get_user_model().objects.create_user("lan.anh", "Trần Thị Lan Anh", "mot mat khau du dai")
client.post("/dang-nhap/", {"username": "lan.anh", "password": "mot mat khau du dai"}, secure=True)
style = re.search(r'href="(/static/thidua[^"]*[.]css)"', page.content.decode())[1]
print(json.dumps({
    "headers": dict(page.headers),
    "cookies": {name: [bool(c["secure"]), bool(c["httponly"]), c["samesite"], c["path"], c["domain"]]
                for name, c in client.cookies.items()},
    "plain": [(answer := client.get("/dang-nhap/")).status_code, answer.headers.get("Location")],
    "other host": Client(SERVER_NAME="other.example").get("/dang-nhap/", secure=True).status_code,
    "style": [(answer := client.get(style, secure=True)).status_code, answer.headers["Cache-Control"]],
}))
"""


def policy(headers):
    rules = (rule.strip().partition(" ") for rule in headers["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in rules}


@pytest.fixture(scope="module")
def production(run):
    """What the sign-in page answers when the site runs as in production."""
    answer = run("-c", ASK, **PRODUCTION)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.mark.parametrize("path", ["/dang-nhap/", "/", "/khong-co/"])
def test_every_page_takes_scripts_and_styles_from_this_site_alone(client, path):
    assert policy(client.get(path).headers) == POLICY


def test_a_page_of_the_admin_does_so_too(client, administrator):
    client.force_login(administrator)
    assert policy(client.get(reverse("admin:blocs_user_add")).headers) == POLICY


def test_a_page_is_not_framed_guessed_at_or_told_of_elsewhere(client):
    headers = client.get("/dang-nhap/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_production_has_the_same_policy(production):
    assert policy(production["headers"]) == POLICY


def test_production_is_https_for_a_year_to_come(production):
    assert production["headers"]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert production["plain"] == [301, "https://thidua.example/dang-nhap/"]


def test_cookies_of_production_stay_with_this_host_and_out_of_scripts(production):
    kept_close = [True, True, "Lax", "/", ""]
    assert production["cookies"] == {"__Host-csrf": kept_close, "__Host-session": kept_close}


def test_production_answers_to_its_own_names_alone(production):
    assert production["other host"] == 400


def test_production_serves_styles_to_everybody_and_for_ever(production):
    assert production["style"] == [200, "max-age=315360000, public, immutable"]


def test_production_may_run_without_https_inside_a_closed_network(run):
    question = (
        "import django; django.setup(); from django.test import Client; "
        "print(Client(SERVER_NAME='thidua.example').get('/khong-co/').status_code)"
    )
    assert run("-c", question, THIDUA_HTTPS="false", **PRODUCTION).stdout == "404\n"
