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
    "days": 90,
    "rebooking": "any_future",
    "months": [date(2026, 3, 1), date(2026, 4, 1)],
    "months_before": [date(2025, 3, 1), date(2025, 4, 1)],
    "cohorts": [date(2026, 1, 1)],
    "states": ["due", "soft_overdue", "overdue", "lapsed"],
    "against": "previous_year",
    "component": "lost",
    "who": "came",
    "status": "cancelled",
    "most": 500,
    "grid": "groups",
    "stood_at": "Champions",
    "stands_at": "Champions",
    "kind": "unknown",
    "split": "client_type",
}
# Nothing was revised in the demo, and no month needs to have a booking that was lost for good.
MAY_BE_EMPTY = {"month_revisions", "behind_cancelled"}
each_query = pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def arms(ask):
    """The arms of a campaign, by the keys of their clients."""
    keys = ask("campaign_keys", **EVERYTHING)
    return {
        "treated": keys.filter(~keys["is_held_out"])["client_key"].to_list(),
        "held_out": keys.filter(keys["is_held_out"])["client_key"].to_list(),
    }


@pytest.fixture(scope="module")
def person(warehouse):
    """A client of whom everything is known, and whose calls were ticked."""
    found = warehouse.ask(
        """
        select client_key
        from marts.fct_complaints
        semi join marts.fct_survey_responses using (client_key)
        semi join marts.fct_visits using (client_key)
        where client_key in (
            select client_key from marts.fct_booking_lines where status = 'cancelled'
        )
        order by client_key limit 1
        """
    ).item()
    return {"client": found, "keys": [found], "ticked": [found]}


@each_query
def test_a_query_answers(query, ask, arms, person):
    answer = ask(query.stem, **EVERYTHING, **arms, **person)
    assert query.stem in MAY_BE_EMPTY or not answer.is_empty()


@each_query
def test_a_query_answers_a_narrow_slice(query, ask, arms, person):
    narrow = {
        "branches": ["Riverside"],
        "client_types": ["regular"],
        "categories": ["hair"],
        "services": ["no such service"],
    }
    ask(query.stem, **EVERYTHING, **arms, **person, **narrow)


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
    own = set(re.findall(r"^(\w+) as (?:materialized )?\($", text, re.MULTILINE))
    read = set(re.findall(r"(?:from|join)\s+([\w.]+)(?=\s|\()", re.sub(r"--.*", "", text)))
    catalogue = {"duckdb_tables", "duckdb_columns", "duckdb_functions"}
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
