# Everything that one does with Backwise. `make help` lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run telegram shell train test lint bench evaluate explain check-content pages gallery lock clean

export PORT ?= 5005
export RASA_TELEMETRY_ENABLED := false
export PYTHONWARNINGS := ignore

PYTHON := $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
UV := $(shell command -v uv || echo .tools/bin/uv)
SITE := .venv/lib/python3.11/site-packages

help:  ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 16

run: .venv/run.stamp  ## start the assistant; PORT=5005 and DATABASE_URL= can be chosen
	@$(BIN)/python deploy/serve.py run

telegram: .venv/run.stamp  ## start it on Telegram as well; TELEGRAM_TOKEN= from @BotFather
	@test -n "$$TELEGRAM_TOKEN" || { echo "Set TELEGRAM_TOKEN to the token that @BotFather gave you. docs/telegram.md tells how."; exit 1; }
	@$(BIN)/python deploy/serve.py run

shell: .venv/run.stamp  ## talk in the Rasa shell, with the action server beside it
	@$(BIN)/python deploy/serve.py shell

train: .venv/run.stamp  ## train a model
	@$(BIN)/python deploy/serve.py train

test: .venv/test.stamp  ## run all tests, quick ones first
	@$(BIN)/python deploy/check.py

lint: .venv/test.stamp  ## ruff and mypy
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

bench: .venv/test.stamp  ## speed and memory of the whole product
	@$(BIN)/python -m bench

evaluate: .venv/run.stamp | models/backwise.tar.gz  ## how well messages are understood; DATA=file.jsonl for others
	@$(BIN)/python -m bench.evaluate $(DATA)

explain: .venv/run.stamp | models/backwise.tar.gz  ## how the model reads a message, and why; TEXT="..."
	@$(BIN)/python -m bench.explain "$(TEXT)"

check-content: .venv/run.stamp  ## say everything that is wrong with the content files
	@$(BIN)/python -m backwise check

pages: .venv/run.stamp  ## write the pages of docs/ that are made from the data
	@$(BIN)/python -m backwise pages

gallery: .venv/run.stamp  ## a page with all exercises, their pictures and data
	@$(BIN)/python -m backwise gallery

lock:  ## resolve the packages anew
	$(UV) pip compile pyproject.toml --python 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -q -o requirements/run.txt
	$(UV) pip compile pyproject.toml --python 3.11 --extra test --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -q -o requirements/test.txt

clean:  ## remove what was installed, trained and stored
	rm -rf .venv .tools .run models/*.tar.gz models/.fingerprint models/en_backwise backwise.db*

models/backwise.tar.gz: | .venv/run.stamp
	@$(BIN)/python deploy/serve.py train

# ---- the environment ---------------------------------------------------------

.tools/bin/uv: requirements/uv.txt
	@echo "Fetching the installer uv ..."
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || { echo "pip is missing. Install it, on Debian with: apt-get install python3-pip"; exit 1; }
	@$(PYTHON) -m pip install -q --require-hashes --target .tools -r requirements/uv.txt
	@touch $@

# The .pth file puts the project on the path of this environment, and the
# stand-ins for packages that Rasa imports and Backwise does not have.
$(SITE)/backwise.pth: $(filter .tools/bin/uv,$(UV))
	@$(UV) venv -q --python $(PYTHON) --allow-existing .venv
	@printf '%s\n%s\nimport lean_environment\n' '$(CURDIR)' '$(CURDIR)/deploy' > $@

.venv/run.stamp: requirements/run.txt $(SITE)/backwise.pth
	@test -e .venv/test.stamp || { echo "Installing the packages (about a minute) ..."; \
	  $(UV) pip install --python $(BIN)/python --require-hashes --no-deps --compile-bytecode -q -r requirements/run.txt; }
	@touch $@

.venv/test.stamp: requirements/test.txt $(SITE)/backwise.pth
	@echo "Installing the packages (about a minute) ..."
	@$(UV) pip sync --python $(BIN)/python --require-hashes --compile-bytecode -q requirements/test.txt
	@touch $@ .venv/run.stamp
