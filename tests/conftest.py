import os
import shutil
import sqlite3

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings

from blocs import audit_triggers
from blocs.models import User
from tests import world as cast
from thidua.demo import seeding

# Playwright keeps an event loop in the test's thread, where Django then refuses every query although nothing is amiss.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PASSWORD = "mot mat khau du dai"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_report_header():
    engine = f"SQLite {sqlite3.sqlite_version}" if connection.vendor == "sqlite" else connection.settings_dict["ENGINE"]
    return f"database: {engine}"


def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames):
            item.add_marker("database")
        if "live_server" in item.fixturenames:
            # What a browser shows is no question about the engine; and a thread that is still answering it when the
            # test ends would keep PostgreSQL from dropping the database.
            item.add_marker("any_engine")


@pytest.fixture(autouse=True)
def history_may_be_emptied(request):
    """A test with real transactions ends by emptying every table, which the history's triggers refuse.

    They come off first; `migrate` and the emptying itself put them back.
    """
    marker = request.node.get_closest_marker("django_db")
    in_earnest = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not (in_earnest or (marker and marker.kwargs.get("transaction"))):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    audit_triggers.remove(connection)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """What `manage.py seed_demo` makes, with the years around today; made once for all tests of a module, gone after.

    Its people are in `thidua.demo.people`: `client.force_login(User.objects.get(login_name="stc.chuyenvien"))`; their
    password is PASSWORD. Tests use it beside `db` (each is rolled back to the demo), not with real transactions or a
    live server. Making it takes seconds.
    """
    var = tmp_path_factory.mktemp("demo")
    storages = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": var / "files"}}
    }
    with override_settings(VAR_DIR=var, STORAGES=storages), django_db_blocker.unblock(), transaction.atomic():
        seeding.seed(PASSWORD)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium; as root it runs only without its sandbox."""
    chromium = shutil.which("chromium")
    assert chromium, "Chromium is not installed; run `make setup`"
    return {**browser_type_launch_args, "executable_path": chromium, "args": ["--no-sandbox"]}


@pytest.fixture
def user(db):
    """Somebody with an account and no particular right."""
    return User.objects.create_user("lan.anh", "Trần Thị Lan Anh", PASSWORD)


@pytest.fixture
def administrator(db):
    """The technical administrator."""
    return User.objects.create_superuser("quan.tri", "Lê Văn Quản", PASSWORD)


@pytest.fixture
def world(db):
    """The people, organisations and blocs that every test knows."""
    return cast.build()
