"""Every built-in format reads an export with its real headers and invented rows."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from ingestion import formats
from warehouse.entities import ENTITIES

EXPORTS = Path(__file__).parent / "exports"
FORMS = {form.name: form for form in formats.built_in()}
NAMES = list(FORMS)


def load(salon, name):
    """Load an export, after the one that it takes values from."""
    if FORMS[name].joins:
        salon.load_export(f"{FORMS[name].joins.format}.csv")
    return salon.load_export(f"{name}.csv")


@pytest.mark.parametrize("name", NAMES)
def test_every_format_has_an_export_that_it_alone_recognises_and_lands_typed(salon, name):
    report = load(salon, name)
    assert (report.outcome, report.format, report.rows_rejected) == ("landed", name, 0)
    assert salon.rows(report.entity).schema == pl.Schema(ENTITIES[report.entity].schema)


@pytest.mark.parametrize("name", NAMES)
def test_an_export_saved_again_by_another_program_changes_nothing(salon, name):
    load(salon, name)
    text = (EXPORTS / f"{name}.csv").read_text().replace("\n", "\r\n")
    again = salon.load_text("\ufeff" + text)
    assert (again.outcome, again.rows_landed) == ("landed", 0)


def test_google_forms(salon):
    report = salon.load_export("google_forms/survey.csv")
    answers = salon.rows("survey_responses")
    assert answers.select(
        "submitted_at", "outcome", "recommend_score", "wallet_share", "own_rank", "age"
    ).rows() == [
        (datetime(2026, 9, 8, 14, 28, 27), "answered", 9, Decimal("0.8"), 1, 35),
        (datetime(2026, 9, 18, 9, 5), "partial", None, None, None, None),
        (datetime(2026, 9, 19, 10), "refused", None, None, None, None),
        (datetime(2026, 9, 20, 10), "no_contact", None, None, None, None),
    ]
    assert answers.select("branch", "service", "service_category", "reason").row(0) == (
        "Old Town", "Cut", "Hair", "Always on time, always kind."
    )  # fmt: skip
    assert answers["response_ref"].to_list() == answers["row_key"].to_list()
    ratings = salon.rows("survey_ratings").join(answers, on="response_ref", suffix="_answer")
    assert sorted(ratings.select("factor", "rating", "importance", "submitted_at").rows()) == [
        ("Price", 3, 5, datetime(2026, 9, 8, 14, 28, 27)),
        ("Result of the service", 4, None, datetime(2026, 9, 18, 9, 5)),
        ("Result of the service", 5, 4, datetime(2026, 9, 8, 14, 28, 27)),
    ]
    assert report.columns_ignored == []


def test_meta_ads(salon):
    report = salon.load_export("meta_ads/campaigns.csv")
    assert salon.rows("marketing_spend").select("period_start", "period_end", "spend_amount").rows(
    ) == [
        (date(2026, 7, 1), date(2026, 7, 1), Decimal("1200.50")),
        (date(2026, 7, 2), date(2026, 7, 2), 50),
    ]  # fmt: skip
    assert report.rows_title_total == 2


def test_google_ads(salon):
    report = salon.load_export("google_ads/campaigns.csv")
    assert salon.rows("marketing_spend").select(
        "period_start", "spend_amount", "clicks"
    ).rows() == [
        (date(2026, 7, 1), Decimal("10.20"), 12),
        (date(2026, 7, 2), 0, None),
    ]
    assert (report.rows_read, report.rows_title_total) == (7, 5)


def test_our_template_with_decimal_commas(salon):
    salon.load_export("plain/booking_lines.csv")
    assert salon.rows("booking_lines").select("status", "net_amount", "discount_amount").rows() == [
        ("completed", Decimal("1234.50"), 10),
        ("no_show", 12, None),
    ]


def test_two_people_may_press_the_same_smiley_in_one_second(salon):
    salon.load_export("plain/impulse_ratings.csv")
    assert salon.rows("impulse_ratings")["rating"].to_list() == [5, 5, 1]


def test_every_landed_row_says_where_it_came_from(salon):
    report = salon.load_export("plain/services.csv")
    assert salon.rows("services").select("source", "system", "file_name", "row_number", "load_id")[
        1
    ].row(0) == ("plain/services", "plain", "services.csv", 3, report.load_id)
