"""Help texts are the descriptions that the build carries."""

import pytest

from dashboard import cards, data, definitions

CARDS = [card for section in cards.SECTIONS.values() for card in section]


@pytest.fixture
def build(demo_workspace, monkeypatch):
    monkeypatch.setenv("REGULARS_WORKSPACE", str(demo_workspace))
    return data.current()


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.label)
def test_every_card_has_a_definition(build, card):
    assert len(definitions.of(build, "monthly_kpis", card.column)) > 10


def test_a_definition_is_read_from_the_build(build, warehouse):
    said = warehouse.ask(
        "select comment from duckdb_columns() where schema_name = 'marts' "
        "and table_name = 'client_quarters' and column_name = 'is_regular'"
    )
    assert definitions.of(build, "client_quarters", "is_regular") == said.item().strip()


def test_what_nobody_described_has_no_definition(build):
    assert definitions.of(build, "client_quarters", "no_such_column") is None
