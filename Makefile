# selon: `make demo` to see it, `make test` to check it, `make setup` for a working .venv/bin/selon
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
t ?=

.PHONY: setup demo test check fix eval bench system

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@echo "building the gazetteer (once, about half a minute)"
	$(BIN)/python -c "from selon.gazetteer.build import ensure_base; ensure_base()"
	touch $@

demo: setup
	@mkdir -p build
	$(BIN)/selon read examples --ledger build/demo.sqlite
	$(BIN)/selon crosscheck build/demo.sqlite
	$(BIN)/selon serve build/demo.sqlite

system:
	tools/system-packages

check: setup
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet --no-cache .
	$(BIN)/mypy --no-incremental --cache-dir=/dev/null
	$(BIN)/lint-imports --no-cache
	$(BIN)/python tools/house.py
	$(BIN)/pytest -q -n 2 $(if $(t),tests/$(t),)

test: system check

fix: setup
	$(BIN)/ruff format --quiet .
	$(BIN)/ruff check --quiet --fix .
	$(BIN)/python tools/write_docs.py

eval: setup
	$(BIN)/python eval/run.py $(if $(update),--update,)
	$(BIN)/python eval/relations.py
	$(BIN)/python eval/undated.py
	$(BIN)/python eval/reliability.py
	$(BIN)/python eval/marked.py

bench: setup
	$(BIN)/python bench/run.py
