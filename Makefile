# Every target works by itself on a fresh clone; it needs Python 3.11 or newer and make, nothing else.
# `make run PYTHON=python3.12` takes another Python.

PYTHON ?= python3
PY := .venv/bin/python
PO := $(wildcard coop_tui/locale/*/LC_MESSAGES/*.po)
MO := $(PO:.po=.mo)
PIP := $(PY) -m pip --quiet --disable-pip-version-check --no-input
SOURCES := coop_tui tests benchmarks tools setup.py
RESOLVE := $(PY) -m uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
  --generate-hashes --custom-compile-command 'make lock'

.PHONY: run test check bench torture catalogues docs lock clean

run: .venv/run.stamp $(MO) .run/config.yaml
	@$(PY) -m coop_tui --config .run/config.yaml

# Python keeps what it compiled, or every worker and every program that it starts would compile it anew.
test: export PYTHONDONTWRITEBYTECODE =
test: .venv/dev.stamp $(MO)
	$(PY) -m pytest -q -n 4 --dist worksteal

check: .venv/dev.stamp $(MO)
	$(PY) -m ruff check --quiet $(SOURCES)
	$(PY) -m ruff format --quiet --check $(SOURCES)
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo
	$(PY) tools/catalogues.py check
	$(PY) tools/reference.py check
	$(PY) tools/pictures.py check

bench: .venv/dev.stamp $(MO)
	$(PY) benchmarks/run.py

torture: .venv/dev.stamp $(MO)
	$(PY) -m pytest -q -m torture

# The texts of the code into both catalogues; then fill what `tools/catalogues.py missing` prints.
catalogues: .venv/dev.stamp
	$(PY) tools/catalogues.py update
	$(PY) tools/catalogues.py compile

# The reference page and the pictures, from the code; `make check` says when they are stale.
docs: .venv/dev.stamp $(MO)
	$(PY) tools/reference.py
	$(PY) tools/pictures.py

# The newest versions that pyproject.toml allows, for every system, with the hashes of their files.
lock: .venv/bin/python
	$(PIP) install 'uv>=0.13,<0.14'
	$(RESOLVE) --output-file requirements.lock
	$(RESOLVE) --group dev --constraints requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf .venv .run build coop_tui.egg-info $(MO)

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'coop-tui needs Python 3.11 or newer. Name one: make PYTHON=python3.11'; exit 1; }
	$(PYTHON) -m venv .venv

# The locked dependencies first, each checked against its hash; then the project itself, which has none.
.venv/run.stamp: pyproject.toml setup.py requirements.lock | .venv/bin/python
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --editable .
	$(PY) -m compileall -q coop_tui
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/run.stamp
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

%.mo: %.po | .venv/run.stamp
	@$(PY) tools/catalogues.py compile

# A copy of the sample to try things out on; git ignores it.
.run/config.yaml:
	@mkdir -p .run/data
	cp data/coop.json .run/data/coop.json
	cp config.yaml .run/config.yaml
