.DEFAULT_GOAL := help
.PHONY: help setup test check lint reproduce lab notebooks fuzz bench clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

setup: ## install everything (a second call does nothing)
	@scripts/setup.sh

test: setup ## run the tests, the last line counts them; FAST=1: without the slow ones (browser, cluster, training, real data)
	@FAST=$(FAST) scripts/use.sh node_modules/.bin/vitest run

check: setup lint ## lint, module layers and types
	@npm run --silent typecheck

lint: setup ## style and module layers
	@npm run --silent lint

reproduce: setup ## run the quick study; write tables, figures, claims and run notebooks to results/
	@node bin/rlel.cjs reproduce
	@RLEL_PROFILE=quick scripts/use.sh .venv/bin/python scripts/run-notebooks.py --to results/notebooks --changed

lab: setup ## open the notebooks in JupyterLab, here only; PORT=8888 for a port of one's own
	@scripts/lab.sh

notebooks: setup ## compile the notebooks' cells, run them, check what they show; NOTEBOOKS="00-start-here" for less
	@scripts/use.sh node_modules/.bin/jiti scripts/check-notebooks.ts $(NOTEBOOKS)
	@scripts/use.sh .venv/bin/python scripts/run-notebooks.py $(NOTEBOOKS)

fuzz: setup ## give every parser of data files 100,000 inputs of each kind; FUZZ="1000 .pts" for less
	@scripts/use.sh node_modules/.bin/jiti scripts/fuzz.ts $(FUZZ)

bench: setup ## time this kit against PyTorch, write docs/performance.*; BENCH="--cases pilotnet" for less
	@scripts/bench.sh $(BENCH)

clean: ## remove everything that setup and the build made (data/ and results/ stay)
	@scripts/clean.sh
