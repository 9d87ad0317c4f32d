# Leaflet. `make help` says what this can do. For GNU make 3.81 (macOS) and newer.
# Only relative paths stand here: make cannot read a path with spaces.

SHELL := /bin/sh
PYTHON ?= python3

# What the command line selects; lists are separated by commas or spaces. Only the
# command line: the environment has a LANG too, its locale, and that selects nothing.
comma := ,
given = $(if $(filter command,$(origin $(1))),$(subst $(comma), ,$($(1))))
options = $(foreach value,$(call given,$(1)),--$(2) $(value))
leaflets := $(strip $(call options,LEAFLET,leaflet))
languages := $(strip $(call given,LANG))
content := $(strip $(leaflets) $(call options,LANG,lang))
sheets := $(strip $(call options,FORMAT,format) $(call options,PAPER,paper))

drafts := $(if $(call given,DRAFT),--draft)

# No program started here sees that LANG: all get the same locale, able of UTF-8.
MAKEOVERRIDES :=
unexport LEAFLET FORMAT PAPER DRAFT
override LANG := C.UTF-8
override LC_ALL := C.UTF-8
export LANG LC_ALL
export PYTHONUTF8 := 1

# macOS looks into Homebrew's folder only when told, and forgets it in every shell.
ifneq ($(wildcard /System/Library/CoreServices),)
homebrew := DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib:/usr/lib
endif
python := $(strip $(homebrew) .venv/bin/python)

.PHONY: pdf test check bench messages language migrate status help clean
.PHONY: machine-for-pdf machine-for-test packages packages-for-test
.NOTPARALLEL:

## make pdf        builds the sheets into build/; `make` alone does the same
pdf: machine-for-pdf packages
	@$(python) -m leaflet build $(content) $(sheets) $(drafts)

## make test       checks the code, then runs all tests
test: machine-for-test check
	@$(call tool,-m pytest)

## make check      checks the code without running it: ruff, mypy, import-linter
check: machine-for-pdf packages-for-test
	@$(call tool,-m ruff check)
	@$(call tool,-m ruff format --check)
	@$(call tool,-m mypy)
	@$(call tool,.venv/bin/lint-imports)

## make bench      measures Leaflet against its peers
bench: machine-for-test packages-for-test
	@$(python) -m bench
	@$(python) -m bench.building

## make messages   brings the translators' catalogs up to date with the texts
messages: machine-for-pdf packages
	@$(python) -m leaflet messages update $(content)

## make language   begins a translation: make language LANG=de
language: machine-for-pdf packages
	@$(python) -m leaflet messages add $(languages) $(leaflets)

## make migrate    carries the catalogs over to new rules of extraction
migrate: machine-for-pdf packages
	@$(python) -m leaflet messages migrate

## make status     tells how far each translation is
status: machine-for-pdf packages
	@$(python) -m leaflet messages status $(content)

## make clean      removes what was built
clean:
	@rm -rf build .coverage .hypothesis .import_linter_cache \
	  .mypy_cache .pytest_cache .ruff_cache

## make help       says this
##
## Not finished:    make pdf DRAFT=1
## For reviewers:   make pdf LANG=fr FORMAT=proof
## Two in one file: make pdf LANG=en+fr
## Narrow it down:  make pdf LANG=fr,en LEAFLET=infusion-day FORMAT=trifold PAPER=a4
## Other Python:    make pdf PYTHON=python3.12
help:
	@sed -n 's/^## \{0,1\}//p' Makefile

name = $(filter-out -m,$(notdir $(1)))
tool = echo '-- $(name)' >&2; $(python) $(1) || \
  { echo 'error[check-failed]: $(name) found something, see above' >&2; exit 1; }

machine-for-pdf machine-for-test:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "error[setup-missing]: no $(PYTHON) here" >&2; \
	  echo "  hint: install Python 3.11 or newer, then run make again" >&2; exit 3; }
	@$(PYTHON) setup/system.py $(@:machine-for-%=%)

packages:
	@$(call install,requirements)

packages-for-test:
	@$(call install,requirements requirements-test)

# Installs the last of the lists in $(1), which holds the others. A copy of a list in
# .venv says that it is installed there; without any, an interrupted run left .venv
# half made. The import proves that .venv outlived updates of the system's Python.
current = cmp -s setup/$(list).txt .venv/$(list).txt &&
install = alive() { .venv/bin/python -c 'import markupsafe' 2>/dev/null; }; \
  $(foreach list,$(1),$(current)) alive && exit 0; \
  echo 'setup: installing Python packages into .venv (a minute or so)' >&2; \
  { test -f .venv/requirements.txt && alive || $(PYTHON) -m venv --clear .venv; } && \
  rm -f .venv/requirements*.txt && \
  .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
    --require-hashes --no-deps -r setup/$(lastword $(1)).txt && \
  cp $(1:%=setup/%.txt) .venv/ || { \
  echo 'error[setup-install]: the Python packages could not be installed' >&2; \
  echo '  hint: see above; is there a network? then run make again' >&2; exit 3; }
