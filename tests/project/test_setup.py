"""The scripts that make a machine ready."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.conftest import ROOT

PROGRAMS = [
    "fontconfig", "fonts-croscore", "poppler-utils", "qpdf", "chromium", "libreoffice-writer-nogui",
    "libreoffice-calc-nogui", "softhsm2", "libnss3-tools",
]  # fmt: skip
"""The packages of what is found by its place on PATH."""


def setup(*arguments, **environment):
    return subprocess.run(
        ["bash", ".ci/setup", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def bare_path(tmp_path):
    """A PATH with the programs every Debian has, as far as they are needed here, and no apt-get."""
    for tool in ("bash", "cat", "cmp", "dirname", "sort", "tail"):
        (tmp_path / tool).symlink_to(shutil.which(tool))
    return str(tmp_path)


def test_a_machine_that_runs_the_tests_misses_nothing():
    assert setup("--missing", **os.environ).stdout == ""


def test_programs_that_are_not_there_are_named_as_debian_packages(bare_path):
    assert setup("--missing", PATH=bare_path, PYTHON=sys.executable).stdout.split() == PROGRAMS


def test_where_nothing_can_be_installed_the_packages_are_named_in_both_languages(bare_path):
    answer = setup(PATH=bare_path, PYTHON=sys.executable)
    assert answer.returncode == 1
    english, vietnamese, packages = answer.stderr.splitlines()
    assert english.startswith("Please install these first")
    assert vietnamese.startswith("Hãy cài các gói sau")
    assert packages.split() == PROGRAMS


def test_the_lock_names_no_place_to_download_from():
    lock = (ROOT / "requirements.lock").read_text()
    assert [line for line in lock.splitlines() if "://" in line or "file:" in line] == []


@pytest.mark.parametrize("status", [0, 7])
def test_a_private_postgresql_sorts_as_vietnamese_does_and_is_gone_afterwards(status):
    query = (
        "import os, psycopg; "
        "connection = psycopg.connect(os.environ['DATABASE_URL']); "
        "words = ['đá', 'da', 'ân', 'ăn', 'an', 'e', 'dê']; "
        "query = 'SELECT w FROM unnest(%s::text[]) w ORDER BY w'; "
        "print(*[row[0] for row in connection.execute(query, [words])]); "
        "print(os.environ['DATABASE_URL'].partition('host=')[2]); "
        f"raise SystemExit({status})"
    )
    answer = subprocess.run(
        [".ci/with-postgres", sys.executable, "-c", query], cwd=ROOT, capture_output=True, text=True, check=False
    )
    words, place = answer.stdout.splitlines()
    assert words == "an ăn ân da dê đá e"
    assert not Path(place).exists()
    assert answer.returncode == status
