PYTHON ?= python3
BIN := .venv/bin
SQL := dbt_project/models dbt_project/tests

.PHONY: demo test check format texts bench clean

# Make the demo salon, load it, build it, open the dashboard (ARGS=--no-dashboard stops before).
demo: .venv/installed
	$(BIN)/regulars demo $(ARGS)

# Run all tests (ARGS="-k loading" runs some).
test: .venv/installed-dev
	$(BIN)/pytest -n auto $(ARGS)

# Read the code without running it: ruff, mypy, sqlfluff.
check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --disable-progress-bar $(SQL)
	$(BIN)/sqlfluff lint --disable-progress-bar --templater placeholder --config dashboard/queries/.sqlfluff dashboard/queries

format: .venv/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Gather the texts of the pages for the translators (see dashboard/locale/README.md).
texts: .venv/installed-dev
	$(BIN)/pybabel -q extract --mapping babel.cfg --sort-output --add-location file --output .venv/texts.pot .
	for language in ru hu fil; do \
		$(BIN)/pybabel -q update --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date --locale $$language --input-file .venv/texts.pot --output-file dashboard/locale/$$language.po || exit 1; \
	done

# Measure; prints ratios (see bench/README.md).
bench: .venv/installed-dev
	$(BIN)/python -m bench $(ARGS)

clean:
	rm -rf .venv demo-salon

# The locks name everything there is to install, so nothing is resolved.
.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps -e .
	touch $@

.venv/installed-dev: .venv/installed requirements-dev.lock
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements-dev.lock
	touch $@
