# Two commands do everything: `make report` (the main job on examples/) and `make test`.
# Asked for beforehand: python3-venv, make and git.

PYTHON ?= python3
VENV    = .venv
BIN     = $(VENV)/bin
SPRING  = --arrived 2026-02-19 --extracted 2026-02-16
BEFORE  = --arrived 2025-02-20 --extracted 2025-02-17

# What a browser needs, fetched when the package is built: `make report` does without.
LOOK    = src/grundlag/web/static/vendor/css/dkfds.min.css

# What was compiled is kept, also where the surroundings say not to: pytest rewrites every assertion in
# every process that finds none, half a minute a worker.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: report web test check slow tools lock bench bench-quick bench-big clean

report: $(VENV)/.ready
	@$(BIN)/python -m grundlag.twin examples/partnerskaber/data
	@cd examples/partnerskaber && ../../$(BIN)/grundlag take $(BEFORE) \
	    data/anmeldelser-2025.csv data/befolkning-2025.csv
	@cd examples/partnerskaber && ../../$(BIN)/grundlag take $(SPRING) \
	    data/anmeldelser-2026.csv data/befolkning-2026.csv data/tryghed-*.csv \
	    data/aktiviteter-*
	@cd examples/partnerskaber && ../../$(BIN)/grundlag report 2026 --all --as-of 2026-06-01
	@cd examples/bydele && ../../$(BIN)/grundlag take --arrived 2026-06-15 --extracted 2026-06-15 data/*.csv
	@cd examples/bydele && ../../$(BIN)/grundlag report 2026 --as-of 2026-06-30
	@echo
	@echo "The papers are in examples/partnerskaber/out and examples/bydele/out (.docx, .pdf, .xlsx and .html)."

# The pages in a browser: their extra, and their look from npm. Then: .venv/bin/grundlag serve -C FOLDER
web: $(VENV)/.ready $(LOOK)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/web.lock

$(LOOK): web/package-lock.json web/vendor.py
	@command -v npm >/dev/null || { echo "npm is missing: apt install npm"; exit 1; }
	@cd web && npm ci --silent && $(CURDIR)/$(BIN)/python vendor.py

test: tools check slow

# The quick part: nothing but the lock, under two minutes. Tests are compiled, the first time, beside
# the types: either takes one processor.
check: $(VENV)/.ready-dev
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	@[ -d tests/__pycache__ ] || $(BIN)/pytest --collect-only -qq >/dev/null 2>&1 & \
	$(BIN)/mypy && $(BIN)/lint-imports; told=$$?; wait; exit $$told
	$(BIN)/pytest -m "not slow" -n 2 --dist worksteal --durations=10

# What needs a browser, an office, Spark or seconds; a file's tests stay together, for they share a city.
slow: $(VENV)/.ready-spark $(LOOK)
	$(BIN)/pytest -m slow -n 2 --dist loadfile --no-loadscope-reorder --durations=10

# Debian's own packages, where we may install them; else the tests that need them say so.
tools:
	@for tool in soffice:libreoffice-writer-nogui chromium:chromium pdftoppm:poppler-utils npm:npm \
	    javac:default-jdk-headless /usr/share/java/jaxb-runtime.jar:libjaxb-java; do \
	  command -v $${tool%%:*} >/dev/null 2>&1 || [ -e $${tool%%:*} ] || missing="$$missing $${tool##*:}"; \
	done; \
	if [ -n "$$missing" ] && [ "$$(id -u)" = 0 ]; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	elif [ -n "$$missing" ]; then \
	  echo "Some tests will be skipped: apt install$$missing"; \
	fi

# A stamp written last: a set-up that failed half way is begun again from nothing.
$(VENV)/.ready: requirements/core.lock pyproject.toml
	@rm -f $@
	@test -x $(BIN)/pip || { rm -rf $(VENV); $(PYTHON) -m venv $(VENV); } || { \
	  rm -rf $(VENV); \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null \
	    && $(PYTHON) -m venv $(VENV); \
	  else echo "python3-venv is missing: apt install python3-venv"; exit 1; fi; }
	@echo "Setting up in $(VENV) (about a minute, once)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/core.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements/dev.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

# PySpark is 350 MB of source, packed: only the tests that need it wait for it.
$(VENV)/.ready-spark: $(VENV)/.ready-dev requirements/spark.lock
	@echo "Setting up Spark in $(VENV) (about a minute, once)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-build-isolation -r requirements/spark.lock
	@touch $@

# New versions, by hand and then tested: universal locks for Python 3.11 to 3.14, without addresses.
UV = $(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --no-annotate --upgrade -q
lock: $(VENV)/.ready-dev
	$(UV) pyproject.toml requirements/build.in -o requirements/core.lock
	$(UV) pyproject.toml --extra web requirements/build.in -c requirements/core.lock -o requirements/web.lock
	$(UV) pyproject.toml --extra web requirements/build.in requirements/dev.in -c requirements/web.lock -o requirements/dev.lock
	$(UV) requirements/spark.in -c requirements/core.lock -o requirements/spark.lock
	$(UV) requirements/bench.in -c requirements/core.lock -o requirements/bench.lock

# What a benchmark compares with stands beside: nothing of it is in the product, or in its tests.
$(VENV)-bench/.ready: requirements/bench.lock $(VENV)/.ready
	@rm -rf $(VENV)-bench && $(PYTHON) -m venv $(VENV)-bench
	@$(VENV)-bench/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/bench.lock
	@touch $@

# Minutes: the timing of a report and of ten million rows, and the tables of docs/methods/operating-characteristics.md.
bench: $(VENV)/.ready-dev $(VENV)-bench/.ready
	$(BIN)/python benchmarks/suite.py --peers $(CURDIR)/$(VENV)-bench/bin/python
	$(BIN)/python benchmarks/page.py
	$(BIN)/python benchmarks/questions.py
	$(BIN)/python benchmarks/report.py
	$(BIN)/python benchmarks/intake.py --polars $(VENV)-bench/bin/python
	$(BIN)/python benchmarks/characteristics.py
	$(BIN)/python benchmarks/border.py
	$(BIN)/python benchmarks/spread.py
	$(BIN)/python benchmarks/kills.py
	$(BIN)/python benchmarks/kills_web.py
	$(BIN)/python benchmarks/load.py
	$(BIN)/python benchmarks/mangled_files.py

# Half a minute: the one ratio that the tests compare with docs/benchmarks/results.json.
bench-quick: $(VENV)/.ready-dev
	$(BIN)/pytest -m slow -q tests/bench

# A hundred million reports, and a thousand million month by month: 2 GB on the disk, half an hour.
bench-big: $(VENV)/.ready-dev $(VENV)-bench/.ready
	$(BIN)/python benchmarks/suite.py --only police places --rows 100000000 --answers 1000 --times 1 \
	    --peers $(CURDIR)/$(VENV)-bench/bin/python
	$(BIN)/python benchmarks/page.py
	$(BIN)/python benchmarks/billion.py
	$(BIN)/python benchmarks/lying.py
	$(BIN)/python benchmarks/cost.py

clean:
	rm -rf $(VENV) $(VENV)-bench build dist web/node_modules src/grundlag/web/static/vendor examples/*/store examples/*/out examples/partnerskaber/data
