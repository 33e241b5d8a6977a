import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.rights.realm import standing_realm

ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "DATABASE_URL": "sqlite://:memory:",
    "THIDUA_ADDRESS": "https://thidua.example",
    "THIDUA_ALLOWED_HOSTS": "thidua.example",
    "THIDUA_SECRET_KEY": "a key for tests alone, as long as a true one must be: 0123456789",
}


@pytest.fixture(scope="session")
def run(tmp_path_factory):
    """Runs Python on the site in a process of its own, with no setting in the environment but those given."""
    var = tmp_path_factory.mktemp("var")

    def run(*arguments, **settings):
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}
        environment = {"DJANGO_SETTINGS_MODULE": "thidua.settings", "THIDUA_VAR": str(var)}
        return subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=kept | environment | settings, capture_output=True, text=True
        )

    return run


@pytest.fixture(scope="module")
def realm(django_db_setup, django_db_blocker):
    """The marked blocs of the tests of rights, made once: each request of theirs is taken back."""
    with django_db_blocker.unblock(), standing_realm() as made:
        yield made
