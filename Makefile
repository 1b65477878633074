# `make demo` and `make test`; `make soak` and `make bench` measure. What they build is in .bench/ and `make clean` removes it.
PYTHON ?= $(firstword $(shell command -v python3.11 2>/dev/null) python3)

.PHONY: demo test check surfaces soak bench lint stop clean

demo: ## a site with demo data, the main job in the terminal, then the Desk (SERVE=0: no Desk)
	@$(PYTHON) -m dev demo

test: ## lint and all tests; BENCH=/path SITE=name for an existing bench; ARGS="tests/unit -k x"; SHUFFLE=1: in any order
	@$(PYTHON) -m dev test $(ARGS)

check: ## lint, unit and static tests, and the tests on a site that are near to a change; SINCE=<commit>
	@$(PYTHON) -m dev check

surfaces: ## roles × surfaces × levels as a table, exit code 1 when a cell leaks; BENCH, SITE as for test
	@$(PYTHON) -m dev surfaces

soak: ## thank-yous while dispatchers are killed and servers restart, ten minutes at most; BENCH, SITE as for test
	@$(PYTHON) -m dev soak

bench: ## dispatch beside the host's own ways, a manager's numbers beside plain SQL; ARGS="thank_yous …", "partnership_figures …" or "contact_import …"; BENCH, SITE as for test
	@$(PYTHON) -m dev compare $(ARGS)

lint: ## the checks alone
	@$(PYTHON) -m dev lint

stop: ## end what `make demo` and `make test` started, and only that
	@$(PYTHON) -m dev stop

clean: stop ## remove the throw-away bench
	rm -rf .bench .bench-tools dev/lint/node_modules
