# make run, make test: each sets up what it needs, says what it does, and is quick the second time.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
STAMP := .venv/.ready
# What only the long measurements need, locked apart so that setting up stays quick.
# The last atheris with a build for Python 3.11.
LONG := atheris==3.0.0 gguf pypdf scikit-build-core
SECONDS := 600
LONG_STAMP := .venv/.ready-long
# What verification is measured beside wants other versions than ours, so it has an environment of its own.
LANGEXTRACT := .venv/langextract
LANGEXTRACT_STAMP := $(LANGEXTRACT)/.ready
# So has the framework that the gold reviews also run under, which brings sixty packages more.
INSPECT := .venv/inspect
INSPECT_STAMP := $(INSPECT)/.ready
# llama.cpp's server has no package of its own; its source is in that of llama-cpp-python, which pip can take
# with scikit-build-core alone.
LLAMA := .venv/llama
LLAMA_SERVER := $(LLAMA)/llama-server
# One file; and neither its build nor it itself fetches anything.
LLAMA_FLAGS := -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF -DGGML_NATIVE=OFF -DLLAMA_OPENSSL=OFF \
	-DLLAMA_USE_PREBUILT_UI=OFF
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: help setup run test test-long test-llama test-inspect fuzz lint bench pictures lock clean

help: ## Show these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup: $(STAMP) ## Make the virtual environment with the locked dependencies

$(STAMP): requirements.lock pyproject.toml
	@echo "Making the virtual environment in .venv (a minute or two, once)..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=..."; exit 1; }
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q assistant evals
	@touch $(STAMP)

$(LONG_STAMP): $(STAMP) requirements-long.lock
	@echo "Adding what the long measurements need..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-long.lock
	@touch $(LONG_STAMP)

$(LANGEXTRACT_STAMP): requirements-langextract.lock | $(STAMP)
	@echo "Making an environment for langextract in $(LANGEXTRACT) (a minute, once)..."
	@$(BIN)/python -m venv $(LANGEXTRACT)
	@$(LANGEXTRACT)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-langextract.lock
	@touch $(LANGEXTRACT_STAMP)

$(INSPECT_STAMP): requirements-inspect.lock pyproject.toml | $(STAMP)
	@echo "Making an environment for Inspect in $(INSPECT) (a few minutes, once)..."
	@$(BIN)/python -m venv $(INSPECT)
	@$(INSPECT)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-inspect.lock
	@$(INSPECT)/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(INSPECT_STAMP)

run: $(STAMP) ## Open the assistant in the browser, on this computer only
	@$(BIN)/assistant serve

test: $(STAMP) lint ## Check style, types and imports, then run the tests
	@echo "Running the tests (browser and PostgreSQL ones are left out by name where those are missing)..."
	@$(BIN)/python -m pytest -rs -n 4 --dist loadfile

test-long: $(STAMP) ## The full counts of the long suites
	@$(BIN)/python -m pytest -m long --timeout 3600 -n 2 --dist load

test-llama: $(LLAMA_SERVER) ## Draft against llama.cpp's own server, built once (not in test, test-long or .ci/run)
	@$(BIN)/python -m pytest -m llama -rP --timeout 3600 tests/pipeline/test_llama.py

test-inspect: $(INSPECT_STAMP) ## Run the gold reviews under Inspect, installed once (not in test, test-long or .ci/run)
	@$(INSPECT)/bin/python -m pytest -m inspect --timeout 600 tests/evals/test_inspect_gold.py

$(LLAMA_SERVER): requirements-llama.lock | $(LONG_STAMP)
	@command -v cmake > /dev/null && command -v c++ > /dev/null || { echo "cmake and a C++ compiler are needed."; exit 1; }
	@echo "Building llama.cpp's server (10 minutes on two cores, once)..."
	@rm -rf $(LLAMA) && mkdir -p $(LLAMA)/source
	@$(BIN)/pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: --no-build-isolation \
		--require-hashes --dest $(LLAMA) -r requirements-llama.lock
	@tar -xzf $(LLAMA)/llama_cpp_python-*.tar.gz -C $(LLAMA)/source --strip-components 1
	@{ cmake -S $(LLAMA)/source/vendor/llama.cpp -B $(LLAMA)/build $(LLAMA_FLAGS) \
		&& nice -n 15 cmake --build $(LLAMA)/build --parallel 2 --target llama-server; } > $(LLAMA)/build.log 2>&1 \
		|| { tail -n 20 $(LLAMA)/build.log; exit 1; }
	@mv $(LLAMA)/build/bin/llama-server $@
	@rm -rf $(LLAMA)/source $(LLAMA)/build $(LLAMA)/*.tar.gz

fuzz: $(LONG_STAMP) ## Fuzz the readers, SECONDS for each format (Linux)
	@PYTHONPATH=tests $(BIN)/python -m hostile.fuzz $(SECONDS)

lint: $(STAMP) ## Style, strict types and the import contract
	@echo "Checking style, types and the import contract..."
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo > .venv/imports.txt || { cat .venv/imports.txt; exit 1; }

bench: $(LONG_STAMP) $(LANGEXTRACT_STAMP) ## Measure, as ratios within one run
	@$(BIN)/python -m evals bench

pictures: $(STAMP) ## Make the pictures of docs/guide.md anew (needs chromium and fonts-liberation)
	@$(BIN)/python -m evals pictures

lock: $(STAMP) ## Resolve the dependencies anew (needs uv)
	$(COMPILE) --extra dev pyproject.toml -o requirements.lock
	@# It keeps the versions of ours where it can.
	cp requirements.lock requirements-inspect.lock
	$(COMPILE) --extra dev --extra inspect pyproject.toml -o requirements-inspect.lock
	printf '%s\n' $(LONG) | $(COMPILE) --no-deps - -o requirements-long.lock
	echo langextract | $(COMPILE) - -o requirements-langextract.lock
	echo llama-cpp-python | $(COMPILE) --no-deps - -o requirements-llama.lock

clean: ## Remove the virtual environment and caches
	rm -rf .venv .fuzz .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
