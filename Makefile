# Everything runs from a virtual environment in .venv, made on first use with any Python from 3.11 to 3.14.
#   make PYTHON=/path/to/python site     uses that one
#   make test ARGS="tests/record -k via" hands options to pytest (make site: to onrecord build)

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site test check docs words pictures fix dev browser rsync programs lock wheel clean FORCE

PYTHON ?=
ARGS ?=

# Bytecode is kept, whatever the environment says: the tests start the command hundreds of times.
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME PIP_TARGET PIP_PREFIX PIP_REQUIRE_HASHES
export PIP_USER = 0
export PIP_NO_INPUT = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_ROOT_USER_ACTION = ignore

INSTALL := .venv/bin/python -m pip install -qq --no-warn-script-location --no-deps
LOCKED := $(INSTALL) --require-hashes --only-binary :all:

AS_ROOT := if ! command -v apt-get >/dev/null 2>&1; then as=none; \
	elif [ "$$(id -u)" = 0 ]; then as=; \
	elif sudo -n true 2>/dev/null; then as='sudo -n'; \
	else as=none; fi; \
	apt() { $$as env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$$@" </dev/null >/dev/null; }

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1 /p' Makefile | while read -r name text; do printf '  make %-9s %s\n' "$$name" "$$text"; done

site: .venv/site ## build this repository's site into output/
	.venv/bin/onrecord build $(ARGS)

test: .venv/dev programs ## run the whole test suite
	.venv/bin/python -m pytest -n auto --dist worksteal $(ARGS)

check: .venv/dev ## lint, format, types, and the lock files; all of them, even if one fails
	@status=0; run() { echo "python $$*"; .venv/bin/python "$$@" || status=1; }; \
	run -m ruff check .; \
	run -m ruff format --check .; \
	run -m mypy; \
	run requirements/lock.py --check; \
	exit $$status

docs: .venv/dev ## make anew what the pages of docs/ take from the code
	.venv/bin/python -m docs.generate

words: .venv/dev ## bring the catalogues of the theme to the messages that it has
	.venv/bin/python -m docs.making.words

pictures: .venv/dev browser ## take the pictures of docs/ anew
	.venv/bin/python -m docs.pictures

fix: .venv/dev ## apply what lint and format can mend by themselves
	.venv/bin/python -m ruff check --fix .
	.venv/bin/python -m ruff format .

dev: .venv/dev ## set up everything for development, run nothing

browser: WANTED := chromium
browser: ## install Debian's Chromium when no browser is found
rsync: WANTED := rsync
rsync: ## install Debian's rsync when none is found
programs: WANTED := chromium rsync
programs: ## both, with one look at what Debian has

browser rsync programs: .venv/place
	@browser() { .venv/bin/python tests/chromium.py >/dev/null; }; \
	missing=; \
	for program in $(WANTED); do \
	  if [ "$$program" = chromium ]; then browser; else command -v "$$program" >/dev/null 2>&1; fi \
	    || missing="$$missing $$program"; \
	done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	$(AS_ROOT); if [ "$$as" = none ]; then \
	  echo "make: the tests need$$missing: install it; of browsers, Chrome will do, or CHROMIUM set to the path" >&2; exit 1; \
	fi; \
	echo "make: installing$$missing" >&2; \
	apt update; apt install --no-install-recommends -y $$missing || exit 1; \
	case "$$missing" in *chromium*) browser || { \
	  echo 'make: apt brought no browser that starts: install Chrome, or set CHROMIUM to its path' >&2; exit 1; \
	};; esac

lock: .venv/lock ## write requirements/*.txt anew (ARGS=--upgrade takes newer releases)
	.venv/bin/python requirements/lock.py $(ARGS)

wheel: .venv/site ## build the wheel and the source archive into dist/
	.venv/bin/python -m hatchling build

clean: ## remove the virtual environment, caches, and everything that was built
	rm -rf .venv .onrecord dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find output -mindepth 1 ! -name .gitkeep -exec rm -rf {} +
	find generator tests requirements -type d -name __pycache__ -exec rm -rf {} +

.venv/site: .venv/place requirements/site.txt pyproject.toml generator/onrecord/__init__.py
	$(LOCKED) -r requirements/site.txt
	$(INSTALL) --no-build-isolation --no-index -e .
	@.venv/bin/python -m pip check >.venv/pip-check || \
	  { cat .venv/pip-check; echo 'make: the lock does not fit pyproject.toml: run make lock' >&2; exit 1; }
	@touch $@

.venv/dev: .venv/site requirements/dev.txt
	$(LOCKED) -r requirements/dev.txt
	@touch $@

.venv/lock: .venv/place requirements/lock.txt
	$(LOCKED) -r requirements/lock.txt
	@touch $@

# The virtual environment is made anew when it is missing, was moved with its folder, lost its Python, or another
# PYTHON is asked for; otherwise the file keeps its time, and nothing that depends on it runs.
.venv/place: FORCE
	@if [ -f $@ ] && .venv/bin/python -c '' 2>/dev/null; then \
	  { IFS= read -r place; IFS= read -r python; } <$@; \
	  if [ "$$place" = "$$(pwd -P)" ] && { [ -z "$(PYTHON)" ] || [ "$$python" = "$(PYTHON)" ]; }; then exit 0; fi; \
	fi; \
	supported() { "$$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1; }; \
	found=; \
	if [ -n "$(PYTHON)" ]; then supported "$(PYTHON)" && found="$(PYTHON)"; \
	else \
	  for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	    if supported "$$name"; then found="$$name"; break; fi; \
	  done; \
	fi; \
	if [ -z "$$found" ]; then \
	  echo 'make: needs Python 3.11 to 3.14: none was found; install one, or run make PYTHON=/path/to/python' >&2; exit 1; \
	fi; \
	rm -rf .venv; \
	if ! "$$found" -m venv .venv; then \
	  rm -rf .venv; \
	  echo "make: $$found cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; \
	fi; \
	printf '%s\n' "$$(pwd -P)" "$$found" >$@

FORCE:
