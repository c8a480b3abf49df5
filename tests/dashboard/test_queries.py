"""Every question has its file, its words, and reads nothing but marts and metrics."""

import re
from datetime import date

import pytest

from tests.dashboard.conftest import DASHBOARD

QUERIES = sorted((DASHBOARD / "queries").glob("*.sql"))
EVERYTHING = {
    "quarters": [date(2026, 7, 1), date(2026, 10, 1)],
    "quarter": date(2026, 10, 1),
    "month": date(2026, 10, 1),
    "scale": "0-10",
    "cell": "R3F3M3",
    "words": "example",
    "period": "quarter",
    "dimension": "acquisition_channel",
    "level": "segment",
    "target_ratio": 3.0,
    "target_month": 12,
    "channel": "Meta Ads",
    "slice_name": "Meta Ads",
    "allowable_cac": 40.0,
    "is_money": True,
    "amount": 1000.0,
    "cac": 50.0,
    "loyalty_types": ["unknown", "true"],
    "value_thirds": ["high", "middle"],
    "holdout_share": 0.1,
    "since": date(2026, 7, 1),
    "grouping": "branch",
    "first": "Riverside",
    "second": "Station",
    "called_back": [],
}
each_query = pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def arms(ask):
    """The arms of a campaign, by the keys of their clients."""
    keys = ask("campaign_keys", **EVERYTHING)
    return {
        "treated": keys.filter(~keys["is_held_out"])["client_key"].to_list(),
        "held_out": keys.filter(keys["is_held_out"])["client_key"].to_list(),
    }


@each_query
def test_a_query_answers(query, ask, arms):
    assert not ask(query.stem, **EVERYTHING, **arms).is_empty()


@each_query
def test_a_query_answers_a_narrow_slice(query, ask, arms):
    narrow = {
        "branches": ["Riverside"],
        "client_types": ["regular"],
        "categories": ["hair"],
        "services": ["no such service"],
    }
    ask(query.stem, **EVERYTHING, **arms, **narrow)


@each_query
def test_a_query_begins_with_its_question_and_grain(query):
    first = query.read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(r"-- [A-Z].*\? One row.*\.", first)


@each_query
def test_a_query_is_one_statement_without_an_end_mark(query):
    assert ";" not in query.read_text(encoding="utf-8")


@each_query
def test_a_query_reads_marts_alone(query):
    text = query.read_text(encoding="utf-8")
    own = set(re.findall(r"^(\w+) as \($", text, re.MULTILINE))
    read = set(re.findall(r"(?:from|join)\s+([\w.]+)(?=\s|\()", re.sub(r"--.*", "", text)))
    catalogue = {"duckdb_tables", "duckdb_columns"}
    ours = ("marts.", "metrics.")
    assert {name for name in read - own if not name.startswith(ours)} <= catalogue


def test_no_page_and_no_module_holds_a_query():
    for module in DASHBOARD.rglob("*.py"):
        assert not re.search(r"\bfrom marts\.|\bselect .* from\b", module.read_text("utf-8"))


def test_pages_are_scripts_that_fit_on_a_screen():
    for page in (DASHBOARD / "views").glob("*.py"):
        lines = page.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 70, page.name
        assert not any(line.startswith("def ") for line in lines), page.name
