# Everything you do with Voorveld starts here; `make help` lists it.
# VOORVELD_* variables pass through: VOORVELD_PORT=9000 make run

SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test test-elections explore soak fuzz bench migration requirements clean

help: ## show what you can ask for
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

run: .venv/ready frontend/.built ## start everything; Ctrl-C stops everything
	@exec $(BIN)/voorveld run

test: .venv/ready-dev frontend/.built ## format, lint, types, import rules and all tests
	@PYTHONHASHSEED=0 $(BIN)/python -m voorveld.checks

test-elections: .venv/ready-dev ## count real elections (no licence seen, so not committed) and compare with what was official
	@$(BIN)/pytest tests/elections

explore: .venv/ready-dev frontend/.built ## all tests of rules with new examples each time, not those of CI
	@$(BIN)/pytest -q --hypothesis-profile=explore tests

soak: .venv/ready-dev frontend/.built ## storms and kill -9 on the ledger for VOORVELD_SOAK_MINUTES (default 10)
	@VOORVELD_SOAK_MINUTES=$${VOORVELD_SOAK_MINUTES:-10} $(BIN)/pytest -s -q tests/soak

fuzz: .venv/ready-dev frontend/.built ## try the writes of the example year in other ways and call all that the APIs describe, VOORVELD_FUZZ (default 40) times each, with another seed each time
	@VOORVELD_FUZZ=$${VOORVELD_FUZZ:-40} $(BIN)/pytest -q tests/journeys/test_contract_fuzz.py

bench: .venv/ready-dev ## a table of ratios, each against a reference of the same run
	@exec $(BIN)/python -m bench

migration: .venv/ready-dev ## make migration service=budget name="add reviewed at"
	@test -n "$(service)" -a -n "$(name)" || { echo 'make migration service=budget name="add reviewed at"'; exit 2; }
	@$(BIN)/voorveld migrate --draft $(service) "$(name)"
	@$(BIN)/ruff format --quiet migrations

requirements: ## pin requirements*.in again, with hashes
	$(PYTHON) -m venv build/pins && build/pins/bin/pip install --quiet uv==0.13.9
	for file in requirements requirements-dev; do build/pins/bin/uv pip compile --quiet --universal --upgrade \
	  --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url --no-header $$file.in -o $$file.txt; done

clean: ## remove what make built; your data in .voorveld stays
	rm -rf .venv build frontend/node_modules frontend/static/vendor frontend/.built *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

frontend/.built: .venv/ready frontend/build.py frontend/package-lock.json
	@echo "Building the front end (once)"
	@$(BIN)/python frontend/build.py

.venv/ready: requirements.txt pyproject.toml
	@echo "Installing Python packages (once)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	@echo "Installing what the tests need (once)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
