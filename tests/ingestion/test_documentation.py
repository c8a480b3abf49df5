"""The document on formats: its example works, its tables name every key."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from ingestion.formats import Format
from ingestion.row_rules import JoinRule, SpreadRule
from ingestion.rules import (
    CaseRule,
    ColumnRule,
    RatingsRule,
    RefundRule,
    SecondHeader,
    SkipRule,
)

RULES = [
    Format, ColumnRule, CaseRule, SkipRule, RefundRule, RatingsRule, SpreadRule, JoinRule,
    SecondHeader,
]  # fmt: skip
DOCUMENT = Path(__file__).parents[2] / "docs" / "adding-a-format.md"


@pytest.fixture(scope="module")
def text():
    return DOCUMENT.read_text(encoding="utf-8")


def blocks(text, language):
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def test_the_example_loads_its_export(salon, text):
    report = salon.load_text(blocks(text, "csv")[0], "visits.csv", blocks(text, "toml")[0])
    assert (report.outcome, report.rows_landed, report.rows_title_total) == ("landed", 2, 2)
    assert report.columns_ignored == []
    assert salon.rows("booking_lines").select(
        "booking_ref", "starts_at", "client_name", "phone", "status", "net_amount"
    ).rows() == [
        ("1001", datetime(2026, 3, 31, 14, 30), "Anna Alma", "+3612345678", "completed", 40),
        ("1002", datetime(2026, 4, 1, 9, 0), "Cecil Cser", None, "no_show", 90),
    ]


def test_a_saved_mapping_is_recognised_by_itself(salon, text):
    (salon.workspace.mappings / "visits.toml").write_text(blocks(text, "toml")[0])
    assert salon.load_text(blocks(text, "csv")[0]).format == "visits"


def test_the_example_of_a_change_answers_the_question_of_the_dates(salon, text):
    survey = (
        '"Timestamp","Would you recommend us (0-10)?"\n"03/04/2026 10:00:00","9"\n'
        '"05/06/2026 10:00:00","10"\n'
    )
    asked = salon.load_text(survey)
    assert asked.outcome == "refused"
    assert "Is the day or the month first in “Timestamp”?" in asked.message
    assert salon.load_text(survey, mapping=blocks(text, "toml")[1]).outcome == "landed"
    assert salon.rows("survey_responses")["submitted_at"][0] == datetime(2026, 4, 3, 10)


@pytest.mark.parametrize("rule", RULES)
def test_every_key_is_explained(text, rule):
    told_by_its_place = {"name"}
    assert {key for key in rule.model_fields if f"`{key}" not in text} <= told_by_its_place
