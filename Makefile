# Set-up happens by itself: every target that needs it makes .venv, installs truat, and finds or installs a Chromium and Thai fonts.
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
URL ?=
ARGS ?=

.PHONY: setup audit demo test lint mutate bench clean

$(READY): pyproject.toml deploy/setup.sh
	@sh deploy/setup.sh $(VENV)
	@touch $(READY)

setup: $(READY)

audit: $(READY)
	@test -n "$(URL)" || { echo "say which site: make audit URL=https://www.example.go.th" >&2; exit 2; }
	@$(BIN)/truat audit "$(URL)" $(ARGS) || { code=$$?; [ $$code -eq 1 ] || exit $$code; }

demo: $(READY)
	@$(BIN)/python -m tests.demo $(ARGS)

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

test: $(READY)
	$(BIN)/python -m pytest $(ARGS)

mutate: $(READY)
	$(BIN)/python -m tests.mutation $(ARGS)

bench: $(READY)
	$(BIN)/python -m bench.audit $(ARGS)

clean:
	rm -rf $(VENV) build dist *.egg-info truat-out
