"""Fresha: appointments, sales, payments, totals of days, clients."""

from datetime import date, datetime
from decimal import Decimal

import polars as pl

from tests.ingestion.formats.variants import EXPORTS


def test_appointments(salon):
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


def test_the_time_of_an_appointment_may_stand_in_its_slot_alone(salon):
    text = (EXPORTS / "fresha/appointments.csv").read_text()
    salon.load_text(text.replace('"02 Feb 2026, 1:46pm"', '"02 Feb 2026"'))
    salon.load_text(text)
    assert salon.rows("booking_lines").height == 6
    assert salon.rows("booking_lines")["starts_at"][0] == datetime(2026, 2, 2, 13, 46)


def test_sales_log(salon):
    salon.load_export("fresha/sales_log_detail.csv")
    assert salon.rows("booking_lines").select(
        "service", "item_type", "list_amount", "discount_amount", "net_amount", "is_refund"
    ).rows() == [
        ("Cut", "service", 50, 10, 40, False),
        ("Shampoo", "product", 12, 0, 12, False),
        ("Tip", "tip", 5, 0, 0, False),
        ("Shampoo", "product", 0, 0, -12, True),
    ]
    assert salon.rows("booking_lines")["tip_amount"].to_list() == [None, None, 5, None]


def test_sales_list(salon):
    report = salon.load_export("fresha/sales_list.csv")
    sales = salon.rows("booking_lines")
    assert sales.select(
        "booking_ref", "status", "status_raw", "net_amount", "is_refund", "branch"
    ).rows() == [
        ("101", "completed", "Completed", Decimal("66.04"), False, "Old Town"),
        ("102", "completed", "Part paid", 40, False, "Old Town"),
        ("103", "unknown", "Unpaid", 90, False, "Riverside"),
        ("140", "completed", "Completed", Decimal("-15.24"), True, "Old Town"),
    ]
    assert set(sales["record_kind"]) == {"sale_totals"}
    assert set(sales["item_type"]) == {"other"}
    assert "1 total row was left out, with 180.80 in “Total sales”" in report.message


def test_tax_is_taken_off_a_sales_list_that_states_it(salon):
    salon.load_text(
        "Sale no.,Sale date,Sale status,Total sales,Taxes,Tips\n"
        "1,02 Feb 2026,Completed,127.00,27.00,9.00\n"
    )
    assert salon.rows("booking_lines").select("net_amount", "tax_amount", "tip_amount").rows() == [
        (100, 27, 9)
    ]


def test_payment_transactions(salon):
    salon.load_export("fresha/payment_transactions.csv")
    payments = salon.rows("booking_lines")
    assert payments.select("booking_ref", "starts_at", "status", "net_amount", "is_refund").rows(
    ) == [
        ("101", datetime(2026, 2, 2, 15), "completed", 60, False),
        ("101", datetime(2026, 2, 2, 15), "completed", Decimal("6.04"), False),
        ("140", datetime(2026, 2, 9, 11, 30), "completed", Decimal("-15.24"), True),
        (None, datetime(2026, 2, 10, 8), "unknown", 20, False),
    ]  # fmt: skip
    assert set(payments["record_kind"]) == {"payments"}
    assert payments["line_key"].n_unique() == 4


def test_a_finance_summary_has_its_branch_in_the_name_of_the_file(salon):
    text = (EXPORTS / "fresha/finance_summary.csv").read_text()
    report = salon.load_text(text, "Sea Point_2026-09-06.csv")
    days = salon.rows("day_totals")
    assert days.select(
        "day", "branch", "gross_amount", "discount_amount", "refund_amount", "net_amount",
        "tax_amount", "tip_amount", "total_amount",
    ).rows() == [
        (date(2026, 2, 5), "Sea Point", 0, 0, 0, 0, 0, 0, 0),
        (date(2026, 2, 4), "Sea Point", 1250, 150, -40, 1060, Decimal("286.20"), Decimal("26.25"),
         Decimal("1346.20")),
        (date(2026, 2, 3), "Sea Point", 90, 0, 0, 90, Decimal("24.30"), 0, Decimal("114.30")),
    ]  # fmt: skip
    assert "Yoco Payment Link" in report.columns_ignored
    held = pl.col("gross_amount") - pl.col("discount_amount") + pl.col("refund_amount")
    assert days.filter(held != pl.col("net_amount")).is_empty()


def test_a_later_finance_summary_replaces_the_days_it_holds(salon):
    text = (EXPORTS / "fresha/finance_summary.csv").read_text()
    salon.load_text(text, "Sea Point_2026-02-05.csv")
    again = salon.load_text(
        text.replace('"05 Feb 2026","0"', '"05 Feb 2026","10"'), "Sea Point_2026-02-06.csv"
    )
    assert (again.rows_landed, again.rows_duplicate) == (1, 2)
    other = salon.load_text(text + "\n", "Old Town_2026-02-05.csv")
    assert other.rows_landed == 3


def test_clients(salon):
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
