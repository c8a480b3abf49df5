"""Help texts are the descriptions that the build carries."""

import pytest

from dashboard import data, definitions
from dashboard.month.figures import FIGURES


@pytest.fixture
def build(demo_workspace, monkeypatch):
    monkeypatch.setenv("REGULARS_WORKSPACE", str(demo_workspace))
    return data.current()


@pytest.mark.parametrize("column", FIGURES)
def test_every_figure_has_a_definition(build, column):
    assert len(definitions.of(build, "monthly_kpis", column)) > 10


def test_a_definition_is_read_from_the_build(build, warehouse):
    said = warehouse.ask(
        "select comment from duckdb_columns() where schema_name = 'marts' "
        "and table_name = 'client_quarters' and column_name = 'is_regular'"
    )
    assert definitions.of(build, "client_quarters", "is_regular") == said.item().strip()


def test_what_nobody_described_has_no_definition(build):
    assert definitions.of(build, "client_quarters", "no_such_column") is None
