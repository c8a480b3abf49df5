"""Every built-in format reads an export with its real headers and invented rows."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from ingestion import formats
from warehouse.entities import ENTITIES

EXPORTS = Path(__file__).parent / "exports"
NAMES = [form.name for form in formats.built_in()]


@pytest.mark.parametrize("name", NAMES)
def test_every_format_has_an_export_that_it_alone_recognises_and_lands_typed(salon, name):
    report = salon.load_export(f"{name}.csv")
    assert (report.outcome, report.format, report.rows_rejected) == ("landed", name, 0)
    assert salon.rows(report.entity).schema == pl.Schema(ENTITIES[report.entity].schema)


@pytest.mark.parametrize("name", NAMES)
def test_an_export_saved_again_by_another_program_changes_nothing(salon, name):
    salon.load_export(f"{name}.csv")
    text = (EXPORTS / f"{name}.csv").read_text().replace("\n", "\r\n")
    again = salon.load_text("\ufeff" + text)
    assert (again.outcome, again.rows_landed) == ("landed", 0)


def test_fresha_appointments(salon):
    salon.load_export("fresha/appointments.csv")
    lines = salon.rows("booking_lines")
    assert lines.select(
        "booking_ref", "client_name", "service", "staff", "status", "starts_at", "net_amount"
    ).rows() == [
        ("APT-1", "Anna Alma", "Cut", "Zita", "completed", datetime(2026, 2, 2, 13, 46), 40),
        ("APT-1", "Anna Alma", "Cut", "Zita", "completed", datetime(2026, 2, 2, 13, 46), 40),
        ("APT-1", "Anna Alma", "Manicure", "Berta", "completed", datetime(2026, 2, 2, 14, 56),
         Decimal("25.50")),
        ("APT-2", None, "Colour", "Zita", "no_show", datetime(2026, 2, 3, 12, 0), 90),
        ("APT-3", "Cecil Cser", "Cut", "Zita", "cancelled", datetime(2026, 2, 4, 0, 30), 40),
        ("APT-4", "Cecil Cser", "Cut", "Zita", "unknown", datetime(2026, 2, 5, 10, 0), 40),
    ]  # fmt: skip
    assert lines["line_key"].n_unique() == 6
    assert lines["duration_minutes"].to_list() == [70, 70, 45, 120, 45, 45]
    assert lines["status_raw"].to_list()[-1] == "Rescheduled twice"
    assert lines["created_at"].to_list()[3] == datetime(2026, 2, 2)
    assert lines["cancelled_at"].to_list()[4] == datetime(2026, 2, 3, 19, 15)
    assert set(lines["record_kind"]) == {"bookings"}
    assert set(lines["currency"]) == {"EUR"}


def test_fresha_sales_log(salon):
    salon.load_export("fresha/sales_log_detail.csv")
    assert salon.rows("booking_lines").select(
        "service", "item_type", "list_amount", "discount_amount", "net_amount", "is_refund"
    ).rows() == [
        ("Cut", "service", 50, 10, 40, False),
        ("Shampoo", "product", 12, 0, 12, False),
        ("Tip", "tip", 5, 0, 5, False),
        ("Shampoo", "product", 0, 0, -12, True),
    ]


def test_fresha_clients(salon):
    report = salon.load_export("fresha/clients_export.csv")
    assert salon.rows("clients").select(
        "client_ref", "client_name", "phone", "email", "birth_date", "registered_on"
    ).rows() == [
        ("9001", "Anna Alma", "+3612345678", "anna@example.com", date(1990, 5, 6),
         date(2025, 12, 1)),
        ("9002", "Cecil", "+3619998888", None, None, date(2026, 1, 8)),
        ("9003", "Dora Dél", None, None, None, date(2026, 1, 15)),
    ]  # fmt: skip
    assert salon.rows("clients")["marketing_consent"].to_list() == [True, False, None]
    assert "1 values of “Date of Birth” could not be read" in report.message


def test_square_items(salon):
    salon.load_export("square/items.csv")
    lines = salon.rows("booking_lines")
    assert lines.select("service", "service_category", "item_type", "net_amount", "is_refund").rows(
    ) == [
        ("Gel set", "Nails", "service", 1140, False),
        ("Hand cream", None, "product", 8, False),
        ("Hand cream", None, "product", 8, False),
        ("Gel set", "Nails", "service", -1140, True),
    ]  # fmt: skip
    assert lines["line_key"].n_unique() == 4
    assert lines["discount_amount"].to_list() == [9, 0, 0, 9]
    assert lines["starts_at"].to_list()[0] == datetime(2026, 7, 18, 12, 59, 30)


def test_square_customers(salon):
    salon.load_export("square/customers.csv")
    assert salon.rows("clients").select("client_name", "phone", "marketing_consent").rows() == [
        ("Anna Alma", "+3612345678", True),
        ("Cecil Cser", "+3619998888", False),
    ]


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
