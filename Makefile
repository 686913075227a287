# Recipes of the project. A bare `make` lists them. Needs only make, Python 3.11 or newer and a package index.

PYTHON ?= python3
PROCESOS ?= 2

VENV := .venv
PY := $(VENV)/bin/python
UV := $(PY) -m uv
EN_VENV := $(PY) -m pip install --quiet --disable-pip-version-check
FIJAR := $(UV) pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11

.DEFAULT_GOAL := ayuda
.DELETE_ON_ERROR:
.PHONY: ayuda demo test revisar bench azar alterar e2e mineria fmt pins

ayuda:
	@echo "Recipes (make RECIPE):"
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "PYTHON=python3.12 chooses the interpreter; PROCESOS=4 the number of test processes."

demo: $(VENV)/.base ## Build a realistic instance, print its users and serve it
	$(VENV)/bin/mediacion demo $(ARGS)

test: revisar ## Everything: style, types, layers and all tests (a real PostgreSQL included)
	$(PY) -m pytest -n $(PROCESOS) $(ARGS)

revisar: $(VENV)/.dev ## Style, types and layers only
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-logo

bench: $(VENV)/.dev ## Measure speed, as ratios within one run
	$(PY) -m tests.rendimiento $(ARGS)

azar: $(VENV)/.dev ## 100,000 random plans and payment histories against a second arithmetic
	$(PY) -m tests.casos.dinero.azar $(ARGS)

alterar: $(VENV)/.dev ## 1,000 random alterations of a sealed office and of bundles on each engine: all named
	$(PY) -m tests.web.evidencia.azar $(ARGS)

e2e: $(VENV)/.dev ## Only the tests that open the pages in Chromium; fails where there is none
	MEDIACION_EXIGE_TODO=1 $(PY) -m pytest -m navegador $(ARGS)

MINERIA := $(VENV)/mineria

mineria: $(VENV)/.base ## Let pm4py read the exports of a demo and replay them on the declared flow
	@test -x $(MINERIA)/venv/bin/python || { $(PYTHON) -m venv $(MINERIA)/venv \
	    && $(MINERIA)/venv/bin/python -m pip install --quiet --disable-pip-version-check pm4py; }
	$(VENV)/bin/mediacion demo --sin-servir --casos 60 --instancia $(MINERIA)/instancia
	for archivo in casos.xes casos.json casos.xml casos.sqlite flujo.pnml; do \
	    case $$archivo in *.xes) formato=xes ;; *.pnml) formato=pnml ;; *) formato=ocel ;; esac; \
	    MEDIACION_INSTANCIA=$(MINERIA)/instancia $(VENV)/bin/mediacion exportar $$formato -o $(MINERIA)/$$archivo || exit; \
	done
	$(MINERIA)/venv/bin/python tests/mineria/comprobar.py $(MINERIA)

fmt: $(VENV)/.dev ## Format the code and mend what the linter can mend by itself
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

pins: $(VENV)/.base ## Choose the newest allowed versions again and write their hashes
	echo uv | $(FIJAR) --upgrade - -o requirements-uv.txt
	$(FIJAR) --upgrade pyproject.toml --extra postgres --group instalar -o requirements.txt
	$(FIJAR) --upgrade pyproject.toml --all-extras --group instalar --group dev --group navegador \
	    -c requirements.txt -o requirements-dev.txt

# One stamp per step, so that the second time is quick. pip is tried when uv cannot reach an index:
# only pip knows the house's own mirror where there is one.

$(VENV)/.uv: requirements-uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not one. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; \
	    exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(EN_VENV) --require-hashes -r requirements-uv.txt
	@touch $@

$(VENV)/.base: $(VENV)/.uv requirements.txt pyproject.toml
	$(UV) pip install --quiet --python $(PY) --require-hashes -r requirements.txt \
	    || $(EN_VENV) --require-hashes -r requirements.txt
	$(EN_VENV) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements-dev.txt
	$(UV) pip install --quiet --python $(PY) --require-hashes -r requirements-dev.txt \
	    || $(EN_VENV) --require-hashes -r requirements-dev.txt
	@touch $@
