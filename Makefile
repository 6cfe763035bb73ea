# What a developer or a reader runs. Each target sets up what it needs in .venv; none needs more than
# Python 3.11+, make and git, except test-all (scripts/with_postgres needs PostgreSQL, some tests Chromium).
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test check test-all bench docs fuzz mutation gold gold-raise lock audit clean

help:
	@echo "make demo        read examples/ into a ledger and print the dossier of Turkey and Egypt"
	@echo "make test        the tests that need no service"
	@echo "make check       ruff, mypy, import-linter"
	@echo "make test-all    check, all tests (PostgreSQL, Chromium), the gold gate, the docs"
	@echo "make bench       measure speed and quality, append to benchmarks/RESULTS.md"
	@echo "make gold        quality against the annotated articles, held to benchmarks/floors.json"
	@echo "make gold-raise  the same, and raise the floors to what was reached"
	@echo "make docs        build the documentation"
	@echo "make fuzz        try all parsers with made-up input for MINUTES=10 in all"
	@echo "make mutation    change rules of ROOM=merge a little, and say which changes no test notices"
	@echo "make lock        write requirements/lock.txt anew: every dependency with version and hashes"
	@echo "make audit       ask PyPI for known weaknesses of what is locked"
	@echo "make clean       remove what was built, the environment included"

# One environment, three depths: run < test < dev. A stamp is stale when pyproject.toml is newer.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "dragoman needs Python 3.11 or later; name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.stamp: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/test.stamp: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable ".[test]"
	@touch $@ .venv/run.stamp

.venv/dev.stamp: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $@ .venv/run.stamp .venv/test.stamp

.venv/fuzz.stamp: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable ".[dev,fuzz]"
	@touch $@ .venv/run.stamp .venv/test.stamp .venv/dev.stamp

.venv/mutation.stamp: .venv/test.stamp
	$(BIN)/python -m pip install --quiet "mutmut>=3.8,<4"
	@touch $@

.venv/lock.stamp: | $(BIN)/python
	$(BIN)/python -m pip install --quiet "pip-audit>=2.9,<3" "uv>=0.9,<1" "packaging>=24"
	@touch $@

demo: .venv/run.stamp
	@scripts/demo

test: .venv/test.stamp
	@scripts/test

check: .venv/dev.stamp
	@scripts/check

test-all: .venv/dev.stamp
	@scripts/check
	@scripts/with_postgres scripts/test --everything
	@scripts/gold
	@scripts/docs

bench: .venv/dev.stamp
	@$(BIN)/python benchmarks/bench.py

MINUTES ?= 10
fuzz: .venv/fuzz.stamp
	@$(BIN)/python -m fuzz --minutes $(MINUTES) $(TARGETS)

MOST ?= 30
mutation: .venv/mutation.stamp
	@$(BIN)/python scripts/mutation.py $(ROOM) --most $(MOST)

lock: .venv/lock.stamp
	@$(BIN)/python scripts/lock.py

audit: .venv/lock.stamp
	@$(BIN)/python scripts/lock.py --check
	@$(BIN)/python scripts/lock.py --audit || [ $$? -eq 3 ]

gold: .venv/run.stamp
	@scripts/gold

gold-raise: .venv/run.stamp
	@scripts/gold --raise

docs: .venv/dev.stamp
	@scripts/docs

clean:
	rm -rf .venv build dist docs/_build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .fuzz
