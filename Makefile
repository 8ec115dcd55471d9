# Everything runs from .venv, which `make setup` fills with exactly what requirements.lock names.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ARGS ?=
JOBS ?= 2
DEMO_DIR := .demo

.PHONY: help setup demo demo-reset test coverage check format bench lock clean

help: ## Says what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

setup: $(READY) ## Installs the program, with all it needs, into .venv

demo: $(READY) ## Starts the demo and prints its address; Ctrl-C stops it
	@MOTCUA_DATA_DIR="$(DEMO_DIR)" MOTCUA_DATABASE_URL= MOTCUA_TELEGRAM_TOKEN= $(BIN)/motcua demo

demo-reset: ## Forgets everything said in the demo
	rm -rf $(DEMO_DIR)

test: $(READY) ## Runs the tests; ARGS="-k name" picks some, JOBS how many at once
	$(BIN)/pytest -n $(JOBS) --dist loadfile $(ARGS)

coverage: $(READY) ## Runs the tests and asks for 90 % of everything and every branch of the core
	$(BIN)/pytest --cov --cov-report= $(ARGS)
	$(BIN)/coverage report --include='flows/*' --skip-covered --show-missing --fail-under=100
	$(BIN)/coverage report --skip-covered --fail-under=90

check: $(READY) ## Format, lint, types, content and architecture
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/motcua content check
	$(BIN)/pytest tests/test_architecture.py

format: $(READY) ## Formats the code and mends what lint can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY) ## Measures turns, pushes and memory beside other bots on this machine
	$(BIN)/python -m tests.bench $(ARGS)

lock: $(READY) ## Writes requirements.lock anew from pyproject.toml, with hashes and without index addresses
	$(BIN)/pip install --quiet uv
	echo 'setuptools>=77' | $(BIN)/uv pip compile pyproject.toml - --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-strip-extras --no-emit-index-url --no-annotate --no-header --quiet -o requirements.lock

clean: ## Removes what was built, but no data
	rm -rf $(VENV) build *.egg-info .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis

# setuptools stands in the lock too, so that the program itself is built with what is already installed.
$(READY): requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed, here is $$($(PYTHON) -V); try make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || $(MAKE) --no-print-directory python3-venv
	$(PYTHON) -m venv $(VENV)

.PHONY: python3-venv
python3-venv:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv > /dev/null; \
	else \
		echo "The venv module is missing. On Debian: sudo apt-get install python3-venv" >&2; exit 1; \
	fi
