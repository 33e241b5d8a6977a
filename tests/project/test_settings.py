import stat
from pathlib import Path

import pytest

from tests.project.conftest import PRODUCTION

READ = "import django; django.setup(); from django.conf import settings as s; print({})"


def without(name):
    return {key: value for key, value in PRODUCTION.items() if key != name}


@pytest.mark.parametrize("name", ["THIDUA_SECRET_KEY", "THIDUA_ALLOWED_HOSTS", "THIDUA_ADDRESS"])
def test_in_production_a_missing_setting_stops_the_site_and_is_named(run, name):
    answer = run("manage.py", "check", **without(name))
    assert answer.returncode == 1
    assert f"(thidua.E002) Cần đặt biến môi trường {name}" in answer.stderr


@pytest.mark.long
@pytest.mark.parametrize("name", ["THIDUA_SECRET_KEY", "THIDUA_ALLOWED_HOSTS", "THIDUA_ADDRESS"])
def test_no_server_starts_without_it(run, name):
    answer = run("-c", "import thidua.wsgi", **without(name))
    assert answer.returncode == 1
    assert f"(thidua.E002) Cần đặt biến môi trường {name}" in answer.stderr


def test_a_switch_that_is_neither_true_nor_false_stops_the_site(run):
    answer = run("manage.py", "check", THIDUA_DEBUG="ture")
    assert answer.returncode == 1
    assert "THIDUA_DEBUG phải là true hoặc false, không phải là “ture”." in answer.stderr


@pytest.mark.parametrize("number", ["one", "-1", "1.5", ""])
def test_a_number_of_proxies_that_is_none_stops_the_site(run, number):
    answer = run("manage.py", "check", THIDUA_DEBUG="true", THIDUA_PROXIES=number)
    assert answer.returncode == 1
    assert f"THIDUA_PROXIES phải là số nguyên từ 0 trở lên, không phải là “{number}”." in answer.stderr


def test_a_level_of_signatures_that_needs_time_stamps_stops_the_site_without_them(run):
    answer = run("manage.py", "check", THIDUA_DEBUG="true", THIDUA_SIGNATURE_LEVEL="B-LT")
    assert answer.returncode == 1
    assert "THIDUA_SIGNATURE_LEVEL phải là một trong B-B, không phải là “B-LT”." in answer.stderr


def test_an_address_that_no_qr_code_could_lead_to_stops_the_site(run):
    answer = run("manage.py", "check", THIDUA_DEBUG="true", THIDUA_ADDRESS="thidua.example")
    assert answer.returncode == 1
    assert "THIDUA_ADDRESS phải có dạng https://tên-miền, không phải là “thidua.example”." in answer.stderr


@pytest.mark.parametrize("url", ["nonsense", "mysql://u:p@host/db", "postgres//host/db"])
def test_a_database_of_an_unknown_kind_stops_the_site(run, url):
    answer = run("manage.py", "check", **PRODUCTION | {"DATABASE_URL": url})
    assert answer.returncode == 1
    assert "DATABASE_URL phải có dạng postgresql://" in answer.stderr


def test_without_a_word_about_it_debug_is_off(run):
    assert run("-c", READ.format("s.DEBUG"), **PRODUCTION).stdout == "False\n"


def test_a_trial_keeps_its_secret_key_between_starts(run, tmp_path):
    first, second = (
        run("-c", READ.format("s.SECRET_KEY"), THIDUA_DEBUG="true", THIDUA_VAR=str(tmp_path)).stdout for _ in range(2)
    )
    assert len(first.strip()) >= 50
    assert first == second
    assert stat.S_IMODE(Path(tmp_path / "secret_key").stat().st_mode) == 0o600


def test_the_database_is_a_file_of_the_trial_unless_another_is_named(run, tmp_path):
    var = tmp_path / "not" / "there" / "yet"
    settings = {"THIDUA_DEBUG": "true", "THIDUA_SECRET_KEY": "known", "THIDUA_VAR": str(var)}
    assert run("manage.py", "migrate", "--skip-checks", **settings).returncode == 0
    assert (var / "thidua.sqlite3").stat().st_size > 0


def test_a_connection_to_postgresql_is_tried_before_it_is_used_again(run):
    url = "postgresql://thidua:p%40ss@db.example:5433/thidua?sslmode=require"
    wanted = "[s.DATABASES['default'][k] for k in ('HOST', 'PASSWORD', 'CONN_HEALTH_CHECKS', 'ATOMIC_REQUESTS')]"
    answer = run("-c", READ.format(wanted), **PRODUCTION | {"DATABASE_URL": url})
    assert answer.stdout == "['db.example', 'p@ss', True, False]\n"
