# `make demo` and `make test` do all their own set-up; `make` alone lists the targets.
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint chaos requirements schemas

help:  ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

setup:  ## Make .venv with every extra and the copydesk command in it
	@tools/make-venv.sh

demo: setup  ## Run the whole pipeline on the seeds and show what came out
	@.venv/bin/copydesk demo

test: setup  ## Run the tests
	@.venv/bin/python -m pytest

lint: setup  ## Check style, types and import contracts
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy && .venv/bin/lint-imports

ARTICLES ?= 20000
MINUTES ?= 0
SEED ?= 1
SERVICES ?= practice
chaos: setup  ## Kill, stop, fill and poison everything: make chaos SERVICES=real ARTICLES=100000 MINUTES=60 SEED=7
	@PYTHONPATH=. .venv/bin/python tests/streams/chaos.py \
		--services $(SERVICES) --articles $(ARTICLES) --least-minutes $(MINUTES) --seed $(SEED)

requirements:  ## Pin the dependencies anew (needs uv; pass UPGRADE=--upgrade for newer ones)
	@tools/pin-requirements.sh $(UPGRADE)

schemas: setup  ## Export the messages' JSON Schemas and the AsyncAPI document anew
	@.venv/bin/copydesk schema export --to shared/schemas/json
