"""Square: items in all their widths, transactions, customers."""

from datetime import datetime
from decimal import Decimal

import polars as pl
import pytest

from tests.ingestion.formats.variants import Export, export

OLDEST = 24
STAFFED = ["Unit", "Count", "Itemization Type", "Commission", "Employee"]
WITH_TOKEN = [*STAFFED, "Fulfillment Note", "Channel", "Token"]


def test_items(salon):
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


def only(given, wanted):
    """Keep some columns of an export, as older versions of it have."""
    places = [place for place, header in enumerate(given.headers) if header in wanted]
    return Export([[row[place] for place in places] for row in given.rows], given.header)


@pytest.mark.parametrize("more", [[], STAFFED, WITH_TOKEN], ids=[24, 29, 32])
def test_items_of_older_exports_are_the_same_lines(salon, more):
    given = export("square/items")
    older = only(given, {*given.headers[:OLDEST], *more})
    assert len(older.headers) == OLDEST + len(more)
    assert salon.load_text(older.text()).format == "square/items"
    newer = salon.load_export("square/items.csv")
    assert (newer.outcome, newer.rows_rejected) == ("landed", 0)
    lines = salon.rows("booking_lines")
    assert lines["line_key"].n_unique() == 4
    states = lines.sort("state_at").unique("line_key", keep="last")
    assert states["net_amount"].sum() == 16


def test_items_with_a_record_id_are_items(salon):
    given = export("square/items")
    wider = given.each_row(lambda row: [*row, "R1"])
    wider.rows[wider.header][-1] = "Record ID"
    assert salon.load_text(wider.text()).format == "square/items"


def test_items_of_a_till_that_writes_day_and_month_another_way(salon):
    text = export("square/items").text()
    for said, written in (("2026-07-18", "18/07/26"), ("2026-07-20", "20/07/26")):
        text = text.replace(said, written)
    salon.load_text(text.replace("12:59:30", "16:10").replace("09:10:00", "2:30:00 PM"))
    assert salon.rows("booking_lines")["starts_at"].to_list() == [
        *[datetime(2026, 7, 18, 16, 10)] * 3,
        datetime(2026, 7, 20, 14, 30),
    ]


def test_transactions_are_whole_sales_with_their_tips(salon):
    salon.load_export("square/transactions.csv")
    sales = salon.rows("booking_lines")
    assert sales.select("net_amount", "tax_amount", "tip_amount", "is_refund").rows() == [
        (54, Decimal("4.32"), 9, False),
        (1149, 0, 0, False),
        (-54, Decimal("-4.32"), -9, True),
        (-5, 0, 0, True),
    ]
    collected = [Decimal("67.32"), 1149, Decimal("-67.32"), -5]
    parts = pl.sum_horizontal("net_amount", "tax_amount", "tip_amount")
    assert sales.select(parts.alias("paid"))["paid"].to_list() == collected
    assert sales.select("record_kind", "item_type", "status").unique().rows() == [
        ("sale_totals", "other", "completed")
    ]
    assert sales["service"].to_list()[1] == "Speckled Mug x 1, Print x 1"


@pytest.mark.parametrize("width", [37, 44, 55])
def test_transactions_of_every_width(salon, width):
    given = export("square/transactions")
    kept = given.headers[:37] if width == 37 else given.headers[:45]
    older = given if width == 55 else only(given, set(kept))
    if width == 44:
        older = only(older, {header for header in kept if header != "Service Charges"})
        older.rows[0][older.headers.index("Tender Note")] = "Other Tender Note"
    assert len(older.headers) == width
    assert salon.load_text(older.text()).format == "square/transactions"
    assert salon.rows("booking_lines")["net_amount"].sum() == 1144


def test_customers(salon):
    salon.load_export("square/customers.csv")
    assert salon.rows("clients").select("client_name", "phone", "marketing_consent").rows() == [
        ("Anna Alma", "+3612345678", True),
        ("Cecil Cser", "+3619998888", False),
    ]
