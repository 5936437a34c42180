.DEFAULT_GOAL := help
.PHONY: help setup reproduce test check clean

help: ## show the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

setup: ## make the project ready (called by the targets below)
	@bash scripts/setup.sh

reproduce: setup ## train every method on the synthetic twin and write results/report/
	@node bin/rlel.cjs reproduce

test: setup ## run all tests
	@node node_modules/vitest/vitest.mjs run

check: setup ## types, lint, import directions
	@node node_modules/typescript/bin/tsc --noEmit -p tsconfig.json
	@npm run --silent lint

clean: ## remove what set-up and runs have made (results/reference stays)
	rm -rf node_modules dist .venv .setup data/twins data/cache results/runs results/report
