# Välityö. `make run` and `make test` are all you need; `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
STAMPS := var/stamps
SOURCES := $(shell find platform/ui platform/config/locale -type f \( -name '*.css' -o -name '*.js' -o -name '*.svg' -o -name '*.txt' -o -name '*.po' \) 2>/dev/null)
MIGRATIONS := $(shell find cms programmes reports platform -path '*/migrations/0*.py' 2>/dev/null)
STATIC := $(shell find cms programmes reports platform -path '*/static/*' -type f 2>/dev/null)
export PORT
# What is imported is compiled once and kept: quicker than compiling every package, most of which never run.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run setup test test-quick test-long test-clocks lint bench messages lock

help: ## what there is to make
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

run: ## prepare everything and serve on http://127.0.0.1:8000 (PORT=)
	@$(MAKE) --no-print-directory -j2 setup $(STAMPS)/tables
	@$(PY) manage.py serve

setup: $(STAMPS)/static ## packages, fonts, words and static files; no database

test: setup $(STAMPS)/dev ## the whole suite, with browser and PostgreSQL where they are found
	@VALITYO_PYTHON=$(PY) tests/run.sh

test-quick: setup $(STAMPS)/dev ## one case of each test, on SQLite, without the public site and the browser
	@$(PY) -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder -m "not e2e" --one-of-each

test-long: setup $(STAMPS)/dev ## the exhaustive parts too, and the suite as if it were other days
	@VALITYO_PYTHON=$(PY) tests/run.sh --long

test-clocks: setup $(STAMPS)/dev ## the suite as if it were other days
	@VALITYO_PYTHON=$(PY) tests/clocks.sh

lint: setup $(STAMPS)/dev ## style, types, import order, templates, migrations, words, deployment
	@echo "Style";        $(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check .
	@echo "Types";        $(VENV)/bin/mypy
	@echo "Import order"; PYTHONPATH=.:platform DJANGO_SETTINGS_MODULE=config.settings.dev $(VENV)/bin/lint-imports --no-cache
	@echo "Templates";    $(VENV)/bin/djlint --lint --quiet cms programmes reports platform
	@echo "Migrations";   $(PY) manage.py makemigrations --check --dry-run
	@echo "Words";        $(PY) manage.py check_messages
	@echo "Deployment";   tests/check_deploy.sh $(PY)

bench: setup $(STAMPS)/dev ## measured times as ratios (needs the demo data of `make run`); SIZE=M or L: growth
ifdef SIZE
	@$(PY) -m tests.bench_growth $(SIZE)
else
	@$(PY) -m tests.bench
	@$(PY) -m tests.bench_writers
	@$(PY) -m tests.bench_waits
	@$(PY) -m tests.bench_people
endif

messages: setup $(STAMPS)/dev ## collect the texts of code and templates into the catalogues (needs gettext)
	@$(PY) manage.py collect_messages

lock: $(STAMPS)/base ## resolve requirements/*.in into locked files
	$(VENV)/bin/uv pip compile -q --upgrade --generate-hashes --no-header --no-annotate --python-version 3.11 requirements/base.in -o requirements/base.txt
	$(VENV)/bin/uv pip compile -q --upgrade --generate-hashes --no-header --no-annotate --python-version 3.11 -c requirements/base.txt requirements/dev.in -o requirements/dev.txt

$(STAMPS):
	@mkdir -p $@

$(STAMPS)/venv: | $(STAMPS)
	@echo "1/4 Python environment"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Välityö needs Python 3.11 or newer (PYTHON=...)."; exit 2; }
	@$(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check uv 2>/dev/null || echo "    uv is not to be had: plain pip is used"
	@touch $@

$(STAMPS)/base: requirements/base.txt $(STAMPS)/venv
	@echo "2/4 Packages (locked)"
	@if [ -x $(VENV)/bin/uv ]; then VIRTUAL_ENV=$(VENV) $(VENV)/bin/uv pip install --quiet --require-hashes -r $<; \
	  else $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<; fi
	@touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/base
	@echo "    Packages for tests and checks"
	@if [ -x $(VENV)/bin/uv ]; then VIRTUAL_ENV=$(VENV) $(VENV)/bin/uv pip install --quiet --require-hashes -r $<; \
	  else $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<; fi
	@touch $@

$(STAMPS)/assets: $(STAMPS)/base $(SOURCES)
	@echo "3/4 Fonts, styles, words"
	@mkdir -p var/assets
	@$(PY) manage.py build_assets --verbosity 0 >/dev/null & assets=$$!; \
	  $(PY) manage.py build_messages 2>/dev/null && $(PY) manage.py build_words >/dev/null && wait $$assets
	@touch $@

$(STAMPS)/static: $(STAMPS)/assets $(STATIC)
	@echo "4/4 Static files"
	@$(PY) manage.py collectstatic --noinput --verbosity 0
	@touch $@

# At the side, while the files are made. `serve` makes the tables itself where this could not, and says why.
$(STAMPS)/tables: $(STAMPS)/base $(MIGRATIONS)
	@$(PY) manage.py migrate --verbosity 0 >/dev/null 2>&1 && touch $@ || true
