# Every command of the project. Each makes the clone ready first, so none needs another before it.

PORT ?= 8000
PYTHON_IN_VENV := .venv/bin/python
LOCK_GROUPS := test check bench lock

.PHONY: help setup run test test-long check bench lock
.DEFAULT_GOAL := help

help: ## names the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' Makefile

setup: ## installs what is missing: system packages (through apt) and .venv, as requirements.lock says
	@.ci/setup

run: export THIDUA_DEBUG = true
run: export DJANGO_RUNSERVER_HIDE_WARNING = true
run: setup ## serves the site at http://127.0.0.1:8000 (PORT=8123 for another port)
	@$(PYTHON_IN_VENV) manage.py migrate --verbosity 0 --skip-checks
	@$(PYTHON_IN_VENV) manage.py seed_demo
	@echo "Mở trang: http://127.0.0.1:$(PORT)"
	@$(PYTHON_IN_VENV) manage.py runserver $(PORT)

test: setup ## the whole suite on SQLite, then all that touches a database again on PostgreSQL
	@.ci/test

test-long: setup ## every page and form about everybody (rights, foreign words, barriers), files through LibreOffice; many minutes
	@.venv/bin/python -m pytest --numprocesses auto --dist loadfile -m long

# The site is judged as it would run in production; the key lives for this one command.
check: export THIDUA_DEBUG = false
check: export THIDUA_SECRET_KEY = $(shell head -c 48 /dev/urandom | base64 -w 0)
check: export THIDUA_ALLOWED_HOSTS = thidua.example
check: export THIDUA_ADDRESS = https://thidua.example
check: export DATABASE_URL = sqlite://:memory:
check: setup ## style, types, import order, migrations, deployment settings
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PYTHON_IN_VENV) manage.py makemigrations --check --dry-run
	$(PYTHON_IN_VENV) manage.py check --deploy --fail-level WARNING

bench: setup ## times the papers against other engines; a rush for numbers, and for the last day of a year
	@$(PYTHON_IN_VENV) -m tests.bench
	@env --unset DATABASE_URL $(PYTHON_IN_VENV) -m tests.bench.numbers 64 200
	@.ci/with-postgres $(PYTHON_IN_VENV) -m tests.bench.numbers 64 200
	@.ci/with-postgres $(PYTHON_IN_VENV) -m tests.bench.deadline 1000

lock: setup ## writes requirements.lock anew from pyproject.toml, at the newest versions it allows
	.venv/bin/uv pip compile pyproject.toml $(addprefix --group ,$(LOCK_GROUPS)) --upgrade \
		--universal --python-version 3.11 --generate-hashes --no-header --quiet --output-file requirements.lock
