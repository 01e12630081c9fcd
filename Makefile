# exportdb: `make` lists what there is. Nothing needs to be done before any of it.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DB     ?= exportdb.db
STAMP  := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help demo test install lint format types imports tests pyz wheel bench clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(STAMP) ## From nothing to a filled database and a built site
	@$(BIN)/exportdb results import --db $(DB)
	@$(BIN)/exportdb run --tier quick --within 180s --db $(DB) || test $$? -eq 1
	@$(BIN)/exportdb site build --db $(DB)
	@echo
	@echo "  the database   $(DB)                try: $(BIN)/exportdb query 'strict:fail nonstrict:pass' --db $(DB)"
	@echo "  drawn shapes   $(BIN)/exportdb run --db $(DB)   (10 minutes on two cores; with --tier full other specs too)"
	@echo "  the site       build/site/index.html   try: $(BIN)/exportdb site serve --db $(DB)"

test: $(STAMP) lint types imports tests ## All that CI checks: style, types, import rules, cases, tests

install: $(STAMP) ## Make .venv with everything in it

$(STAMP): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV) (torch is large: this can take a few minutes)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(STAMP)

lint: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/exportdb lint

format: $(STAMP) ## Put the code into shape
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(STAMP)
	@$(BIN)/mypy

imports: $(STAMP)
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

tests: $(STAMP)
	@$(BIN)/pytest -n 2 -rs
	@$(BIN)/pytest --exportdb cases

pyz: $(STAMP) ## Pack the engine as one file, exportdb_engine.pyz
	@$(BIN)/python -m exportdb_engine pack exportdb_engine.pyz

wheel: $(STAMP) ## Build the wheel into dist/
	@$(BIN)/python -m build --wheel

bench: $(STAMP) ## Measure the budgets as ratios (minutes)
	@$(BIN)/python benchmarks/ratios.py

clean: ## Remove what was built, not the database
	@rm -rf build dist *.pyz .pytest_cache .ruff_cache .mypy_cache
