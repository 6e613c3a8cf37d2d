# Each target sets up what it needs first; when all is there already, that takes no time.
PYTHON ?= python3
BIN := .venv/bin
# One more than processors: a test that drives a browser mostly waits.
WORKERS ?= $(shell expr $$(nproc) + 1)
# Without its bytecode a program is compiled at every start, and the tests start many.
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE

help:  ## list what can be done (this list)
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/  make \1\t\2/p' Makefile

demo: run  ## audit the example and write its report to build/coastal_supply/
	@$(BIN)/phase2 demo --output build/coastal_supply

app: run  ## open the web application, on this machine only
	@$(BIN)/phase2 app

audit: run  ## inspect a repository of yours: make audit REPO=path
	$(if $(REPO),,$(error Say which repository: make audit REPO=path))
	@$(BIN)/phase2 inspect "$(REPO)"

test: dev  ## run the whole test suite
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(PYTEST_OPTIONS)

check: dev  ## format, lint, types, layers
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

fix: dev  ## format and mend what can be mended by itself
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

handbook: dev  ## write docs/checks.md anew from the checks and the measured accuracy
	@$(BIN)/phase2 checks --format markdown --accuracy benchmarks/results/accuracy.json > docs/checks.md

messages: dev  ## bring the message catalogues up to date with the messages that the code marks
	@$(BIN)/python tools/messages.py

lock:  ## renew uv.lock and the lists that pip installs from (needs uv)
	uv lock
	uv export --quiet --no-annotate --no-emit-project --no-dev --group build -o tools/requirements.txt
	uv export --quiet --no-annotate --no-emit-project -o tools/requirements-dev.txt

clean:  ## remove everything that these commands made
	rm -rf build dist .venv .*_cache .hypothesis

run:
	@$(PYTHON) tools/bootstrap.py

dev:
	@$(PYTHON) tools/bootstrap.py --dev

.PHONY: help demo app audit test check fix handbook messages lock clean run dev
