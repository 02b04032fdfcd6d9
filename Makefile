# Everything runs in .venv, which is made here: `make demo` and `make test` need only Python 3.11+ and make.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3.14 python3 python; do \
  "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
# One process more than there are cores: some tests wait for a server, or for time to pass.
WORKERS = $(shell $(BIN)/python -c 'import os; have = getattr(os, "sched_getaffinity", None); \
  print(min(len(have(0)) if have else os.cpu_count() or 1, 4) + 1)')

.PHONY: demo test lint types check live clean help

help:
	@echo 'make demo    crawl the sample blogs and write a report'
	@echo 'make test    run the tests'
	@echo 'make check   what a change must pass: lint, types, tests (also one by one)'
	@echo 'make live    tests against real WordPress blogs and PostgreSQL (root and Debian packages needed)'
	@echo 'make clean   remove .venv and what was built'

demo: $(VENV)/.user
	@$(BIN)/trackgraph demo

# Many tests start processes, each of which would compile it anew where the environment stores no bytecode; each
# worker would compile all tests, too. Plugins that are found by themselves are loaded slowly, so two are named.
test: $(VENV)/.dev
	@$(BIN)/python -m compileall -q crawler analysis reports trackgraph.py
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --disable-plugin-autoload -p xdist.plugin -p pytest_timeout \
	  -n $(WORKERS) -q

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

check: lint types test

live: $(VENV)/.dev
	$(BIN)/python -m pytest -m live -q tests/live

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis trackgraph-demo

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo 'trackgraph needs Python 3.11 or newer; none was found. Install it from your system or python.org, or name one: make PYTHON=/path/to/python3' >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo '$(PYTHON) does not run, or is older than Python 3.11' >&2; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo 'This Python has no venv module. On Debian and Ubuntu: sudo apt install python3-venv' >&2; exit 2; }
	@echo 'Setting up .venv (once; takes a minute or two) ...'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.user: $(VENV)/bin/python pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.user
