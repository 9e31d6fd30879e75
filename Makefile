# Two commands do everything on a fresh Debian machine: make run, make test.
# SKIP_SYSTEM=1 leaves system libraries alone.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The tests start the program many times: it is compiled once.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run desktop desktop-undo test lint types format bench shots words schemas lock clean

help: ## what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.run ## open the program; with no screen, play the main job and leave PDF and screenshots
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		$(BIN)/python -m tools.play; \
	else \
		$(BIN)/icbl-desktop; \
	fi

desktop: $(VENV)/.run ## on Linux: the program in your menu, plan files open in it by double-click
	@packaging/linux/desktop-entry add $(BIN)/icbl-desktop

desktop-undo: ## take that back
	@packaging/linux/desktop-entry remove

test: $(VENV)/.dev ## run all tests
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: $(VENV)/.dev ## check style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev ## check types, strictly
	$(BIN)/mypy

format: $(VENV)/.dev ## put the style right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev ## measure against the bare limits
	$(BIN)/python -m bench

shots: $(VENV)/.run ## play the main job and leave screenshots of every page in build/play
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tools.play build/play

words: $(VENV)/.run ## bring the catalogues of the reports' words up to date with the code
	$(BIN)/python -m tools.report_words

schemas: $(VENV)/.run ## make the published JSON Schemas anew from the code
	$(BIN)/python -m tools.schemas

lock: $(VENV)/.dev ## pin the versions anew from pyproject.toml
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --no-emit-index-url --upgrade -o requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --no-emit-index-url --upgrade -o requirements/dev.txt

clean: ## remove what was built
	rm -rf $(VENV) build dist

$(VENV)/.run: requirements/run.txt pyproject.toml packaging/system-packages
	@packaging/system-packages run
	@packaging/virtual-environment $(PYTHON) $(VENV) requirements/run.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml packaging/system-packages
	@packaging/system-packages run test
	@packaging/virtual-environment $(PYTHON) $(VENV) requirements/dev.txt
	@touch $@ $(VENV)/.run
