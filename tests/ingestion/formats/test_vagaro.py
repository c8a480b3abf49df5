"""Vagaro: sold lines under five title rows, customers, cancellations, services."""

from datetime import date, datetime
from decimal import Decimal

import pytest


def test_sold_lines(salon):
    report = salon.load_export("vagaro/transactions.csv")
    lines = salon.rows("booking_lines")
    assert lines.select(
        "client_name", "service", "item_type", "net_amount", "tax_amount", "tip_amount",
        "discount_amount", "is_refund",
    ).rows() == [
        ("Anna Alma", "Cut", "service", 45, 4, 10, 5, False),
        ("Anna Alma", "Shampoo", "product", 24, Decimal("1.92"), 0, 0, False),
        ("Cher", "Ten cuts", "package", 1000, 0, 0, 200, False),
        ("Anna Alma", "Shampoo", "product", -12, Decimal("-0.96"), 0, 0, True),
        ("Dora Dél", "Gift for Anna", "gift_card", 30, 0, 0, 0, False),
    ]  # fmt: skip
    # What the total row says was paid is what the lines say, with their tax and tips.
    parts = ("net_amount", "tax_amount", "tip_amount")
    assert sum(lines[part].sum() for part in parts) == Decimal("1101.96")
    assert "1 total row was left out, with 1,101.96 in “Amt Paid”" in report.message
    assert (report.rows_read, report.rows_landed, report.rows_title_total) == (12, 5, 7)


def test_a_product_without_an_appointment_is_sold_on_the_day_of_checkout(salon):
    salon.load_export("vagaro/transactions.csv")
    assert salon.rows("booking_lines")["starts_at"].to_list()[1] == datetime(2026, 3, 12)


def test_customers(salon):
    salon.load_export("vagaro/customers.csv")
    assert salon.rows("clients").select("client_name", "birth_date", "registered_on").rows() == [
        ("Anna Alma", date(1986, 3, 12), date(2025, 1, 13)),
        ("Cher", None, date(2026, 2, 20)),
    ]
    assert salon.rows("clients")["phone"].to_list() == ["5551234567", "5559998888"]


def test_customers_of_the_excel_report(salon):
    header = (
        "Name,Customer Since,Last Visit,Gender,Online Booking,App. Booked,Check-Ins,Amount Paid,"
        "No Shows/Cancel,Mobile\n"
    )
    report = salon.load_text(header + '"Alma, Anna",1/13/2025,3/12/2026,F,Yes,4,3,€90.00,0,\n')
    assert report.format == "vagaro/customers"
    assert salon.rows("clients")["client_name"].to_list() == ["Anna Alma"]


def test_cancelled_bookings_are_never_completed(salon):
    salon.load_export("vagaro/cancellations.csv")
    assert salon.rows("booking_lines").select("client_name", "status", "status_raw").rows() == [
        ("Anna Alma", "cancelled", "Cancelled"),
        ("Cecil Cser", "no_show", "No Show"),
        ("Dora Dél", "unknown", "Moved"),
    ]


def test_services_without_the_sums_of_a_period(salon):
    salon.load_export("vagaro/services.csv")
    assert salon.rows("services").select("service", "list_amount").rows() == [
        ("Cut", None),
        ("Colour", None),
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Alma, Anna", "Anna Alma"),
        ("Alma,Anna", "Anna Alma"),
        ("Anna Alma", "Anna Alma"),
        ("van den Berg, Anna Maria", "Anna Maria van den Berg"),
        ("Alma, Anna, Dr.", "Alma, Anna, Dr."),
    ],
)
def test_a_name_is_turned_where_it_is_last_first(salon, written, read):
    salon.load_text(f'Name,Customer Since,Last Visit\n"{written}",1/13/2025,1/14/2025\n')
    assert salon.rows("clients")["client_name"].to_list() == [read]
