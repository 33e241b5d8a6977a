"""Every page of the site in a real browser, on a telephone and on a wide screen, in its states of error too.

The site runs as in production, in a process and on a database of its own, filled with the demo once for all of this.
"""

import json
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.project.conftest import PRODUCTION, ROOT
from tests.project.tour import ADMIN, CHIEF, CLERK, LEADER, MEMBER, NO_PAGES, SITE, Stop, codes_printed, url_names

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_engine,
    pytest.mark.long,
    pytest.mark.slow,
]

WIDTHS, HEIGHT = (360, 1440), 900


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of the running site, and what `demo_site` told."""
    var = tmp_path_factory.mktemp("site")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = PRODUCTION | {
        "DATABASE_URL": f"sqlite:///{var}/site.sqlite3",
        "DJANGO_SETTINGS_MODULE": "thidua.settings",
        "PATH": "/usr/bin:/bin",
        "THIDUA_ADDRESS": "https://thidua.example",
        "THIDUA_ALLOWED_HOSTS": "127.0.0.1",
        "THIDUA_HTTPS": "false",
        "THIDUA_VAR": str(var),
    }
    seeding = "import django; django.setup(); from tests.project.demo_site import main; main()"
    done = subprocess.run([sys.executable, "-c", seeding], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    command = [sys.executable, "-m", "gunicorn", "thidua.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        yield address, told
        server.terminate()


def _wait_for(address):
    for _ in range(600):
        try:
            urllib.request.urlopen(address + "/dang-nhap/")  # noqa: S310
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("The site does not answer.")


@pytest.fixture
def look_at(browser, site):
    """Opens a stop of the tour on a telephone; gives its page, its status and what the browser complained of."""
    address, told = site
    context = browser.new_context(viewport={"width": WIDTHS[0], "height": HEIGHT}, locale="vi-VN")

    def look_at(stop):
        if stop.by:
            context.add_cookies([{"name": "sessionid", "value": told["sessions"][stop.by], "url": address}])
        page = context.new_page()
        complaints, statuses = [], []
        page.on("console", lambda message: complaints.append(message.text) if _is_amiss(message, page) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("response", lambda answer: statuses.append(answer.status) if _is_page(answer) else None)
        page.goto(address + stop.address(told))
        if stop.then:
            stop.then(page)
        return page, statuses[-1], complaints

    yield look_at
    context.close()


def _is_page(answer):
    return answer.request.is_navigation_request()


def _is_amiss(message, page):
    """An error in the console, but for the one that only repeats the status of the page itself."""
    repeats_status = message.text.startswith("Failed to load resource") and message.location.get("url") == page.url
    return message.type == "error" and not repeats_status


def barriers(page):
    """What keeps somebody from using the page, by width: rules of axe with the place, and what is too wide."""
    found = set()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            found.add((width, f"{wide} px wide", ""))
        for violation in Axe().run(page).response["violations"]:
            found |= {(width, violation["id"], str(node["target"])) for node in violation["nodes"]}
    return found


def test_the_tour_misses_no_page():
    shown = {stop.url_name for stop in (*SITE, *ADMIN)}
    assert set(url_names()) - shown == NO_PAGES.keys()


@pytest.mark.parametrize("stop", SITE, ids=str)
def test_everybody_can_use_every_page(look_at, stop):
    page, status, complaints = look_at(stop)
    assert (status, complaints) == (stop.status, [])
    assert barriers(page) == set()


@pytest.mark.parametrize("stop", ADMIN, ids=str)
def test_everybody_can_use_the_admin(look_at, stop):
    page, status, complaints = look_at(stop)
    assert (status in (stop.status, 403), complaints) == (True, [])
    assert barriers(page) == set()


# --- on paper -------------------------------------------------------------------------------------------------------


@pytest.fixture
def printed(look_at):
    """A stop as a printer would get it."""

    def printed(stop):
        page, *_ = look_at(stop)
        page.emulate_media(media="print")
        return page

    return printed


@pytest.mark.parametrize(
    "stop",
    [
        Stop("plan", MEMBER, ("issued",)),
        Stop("term", CHIEF, ("term",)),
        Stop("register", CLERK, ("numbering_register",)),
        Stop("setup_created", CHIEF, ("written_setup",), then=codes_printed),
    ],
    ids=str,
)
def test_menus_and_buttons_stay_off_the_paper(printed, stop):
    page = printed(stop)
    assert (
        page.locator(".site-head:visible, nav:visible, main button:visible, main .btn:visible").all_inner_texts() == []
    )


def test_of_a_plan_the_paper_alone_is_printed(printed):
    page = printed(Stop("plan", LEADER, ("doubted",)))
    assert page.inner_text("body").strip() == page.inner_text(".paper").strip()


def test_a_slip_with_a_code_is_printed_whole(printed):
    page = printed(Stop("setup_created", CHIEF, ("written_setup",), then=codes_printed))
    assert page.inner_text("body").startswith("Nguyễn Thị Mới")
