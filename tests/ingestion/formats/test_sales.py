"""Mindbody, Phorest, Boulevard, GlossGenius: every amount of a sale counts once."""

from datetime import datetime
from decimal import Decimal

import polars as pl
import pytest

from tests.ingestion.formats.variants import export


def test_a_mindbody_line_paid_in_two_ways_is_one_and_two_equal_lines_are_two(salon):
    report = salon.load_export("mindbody/sales.csv")
    lines = salon.rows("booking_lines")
    assert lines.select(
        "client_ref", "client_name", "service", "net_amount", "tax_amount", "discount_amount",
        "is_refund",
    ).rows() == [
        ("1288", "Anna Alma", "Cut", 45, Decimal("3.60"), 5, False),
        ("1288", "Anna Alma", "Shampoo", 12, Decimal("0.96"), 0, False),
        ("1288", "Anna Alma", "Shampoo", 12, Decimal("0.96"), 0, False),
        ("42", None, "Shampoo", -12, Decimal("-0.96"), 0, True),
    ]  # fmt: skip
    assert lines["line_key"].n_unique() == 4
    assert (report.rows_read, report.rows_landed, report.rows_title_total) == (6, 4, 2)
    assert "1 row repeats a line under another “Payment Method” and counts once" in report.message


def test_mindbody_prices_without_tax_and_without_clients(salon):
    given = export("mindbody/sales").without(2).text()
    text = given.replace("Item price", "Item price (excluding tax)").replace(
        "Subtotal", "Subtotal (excluding tax)"
    )
    assert salon.load_text(text).format == "mindbody/sales"
    assert salon.rows("booking_lines")["list_amount"].to_list()[0] == 50


def test_a_phorest_tip_stands_on_every_line_and_counts_once_per_sale_and_person(salon):
    salon.load_export("phorest/transactions.csv")
    lines = salon.rows("booking_lines")
    assert lines.select(
        "booking_ref", "item_type", "staff", "list_amount", "discount_amount", "net_amount",
        "tip_amount", "is_refund",
    ).rows() == [
        ("T-1", "service", "Zita Zold", 50, 10, 40, 6, False),
        ("T-1", "product", "Zita Zold", 12, 0, 12, None, False),
        ("T-1", "service", "Berta Bor", 30, 0, 30, 4, False),
        ("T-2", "product", "Zita Zold", -12, 0, -12, 0, True),
        ("T-3", "gift_card", "Zita Zold", 100, 0, 100, None, False),
    ]  # fmt: skip
    assert lines["tip_amount"].sum() == 10


def test_boulevard_payments_below_their_summary(salon):
    report = salon.load_export("boulevard/payments.csv")
    assert salon.rows("booking_lines").select(
        "booking_ref", "branch", "staff", "channel", "net_amount", "is_refund", "record_kind"
    ).rows() == [
        ("O-1", "Old Town", "Zita", "credit card", 70, False, "payments"),
        ("O-1", "Old Town", "Zita", "cash", 40, False, "payments"),
        ("O-2", "Riverside", "Berta", "cash", -15, True, "payments"),
    ]
    assert "1 total row was left out, with 95.00 in “Amount”" in report.message


def gloss(salon, first, second):
    names = (f"glossgenius/{first}", f"glossgenius/{second}")
    files = [salon.save(export(name).text(), name.partition("/")[2] + ".csv") for name in names]
    return salon.load_all(files)


@pytest.mark.parametrize("order", [("payments", "checkout_lines"), ("checkout_lines", "payments")])
def test_glossgenius_lines_take_their_day_from_the_payments_in_any_order(salon, order):
    reports = gloss(salon, *order)
    assert {report.outcome for report in reports} == {"landed"}
    lines = salon.rows("booking_lines").filter(pl.col("record_kind") == "sales")
    assert lines.select(
        "booking_ref", "starts_at", "service", "item_type", "net_amount", "discount_amount",
        "tax_amount", "tip_amount",
    ).rows() == [
        ("CH1", datetime(2024, 11, 13, 19, 57), "Gel set", "service", Decimal("41.24"),
         Decimal("3.76"), Decimal("2.71"), None),
        ("CH1", datetime(2024, 11, 13, 19, 57), "Hand cream", "product", Decimal("13.75"),
         Decimal("1.25"), Decimal("0.90"), None),
        ("CH1", datetime(2024, 11, 13, 19, 57), "Tip", "tip", 0, 0, 0, 12),
        ("CH2", datetime(2024, 11, 14, 0, 5), "Hand cream", "product", 25, 0, 0, None),
    ]  # fmt: skip


def test_the_parts_of_a_glossgenius_charge_add_up_to_what_was_paid(salon):
    gloss(salon, "payments", "checkout_lines")
    rows = salon.rows("booking_lines").filter(pl.col("booking_ref") == "CH1")
    lines = rows.filter(pl.col("record_kind") == "sales")
    paid = rows.filter((pl.col("record_kind") == "payments") & pl.col("is_refund").not_())
    parts = ("net_amount", "tax_amount", "tip_amount")
    assert sum(lines[part].sum() for part in parts) == paid["net_amount"].sum() == Decimal("70.60")


def test_glossgenius_payments_name_refunds_and_voids(salon):
    salon.load_export("glossgenius/payments.csv")
    assert salon.rows("booking_lines").select("status", "net_amount", "is_refund").rows() == [
        ("completed", Decimal("70.60"), False),
        ("completed", -10, True),
        ("completed", 25, False),
        ("deleted", 40, False),
    ]


def test_glossgenius_lines_alone_are_refused_and_say_what_is_missing(salon):
    report = salon.load_export("glossgenius/checkout_lines.csv")
    assert report.outcome == "refused"
    assert "Export that report for the same period and load it together with" in report.message


def test_a_line_without_its_payment_is_rejected_and_taken_when_the_payment_comes(salon):
    salon.settings = salon.settings.model_copy(
        update={"loading": salon.settings.loading.model_copy(update={"rejected_limit": 0.5})}
    )
    payments = export("glossgenius/payments").text()
    salon.load_text(payments.replace("CH2", "CH8"))
    file = salon.save(export("glossgenius/checkout_lines").text(), "lines.csv")
    first = salon.load(file)
    assert (first.outcome, first.rows_landed, first.rows_rejected) == ("landed", 3, 1)
    reason = (
        "is not in the glossgenius/payments loaded so far; load that report for the same period "
        "as well"
    )
    assert salon.rejected() == [(7, "Charge ID", "CH2", reason)]
    assert salon.load(file).outcome == "already_loaded"
    salon.load_text(payments + "\n")
    again = salon.load(file)
    assert (again.outcome, again.rows_landed, again.rows_rejected) == ("landed", 1, 0)


def test_a_part_of_a_sale_without_its_sale_is_rejected(salon):
    salon.settings = salon.settings.model_copy(
        update={"loading": salon.settings.loading.model_copy(update={"rejected_limit": 0.5})}
    )
    salon.load_export("glossgenius/payments.csv")
    lines = export("glossgenius/checkout_lines").text()
    report = salon.load_text(lines + "CH3,Discount,Regulars,-€5.00,Zita,\n")
    assert (report.outcome, report.rows_landed, report.rows_rejected) == ("landed", 4, 1)
    ((row, column, value, reason),) = salon.rejected()
    assert (row, column, value) == (8, "Item Type", "-€5.00")
    assert reason.startswith("belongs to no line of this file")


def test_a_part_is_divided_to_the_cent(salon):
    salon.load_export("glossgenius/payments.csv")
    salon.load_text(
        "Charge ID,Item Type,Descriptor,Price,Provider,Client\n"
        "CH1,Service,A,€10.00,Zita,Anna\nCH1,Service,B,€10.00,Zita,Anna\n"
        "CH1,Service,C,€10.00,Zita,Anna\nCH1,Discount,D,-€10.00,Zita,Anna\n"
        "CH2,Service,E,€0.00,Zita,Anna\nCH2,Sales Tax,T,€0.01,Zita,Anna\n"
    )
    lines = salon.rows("booking_lines").filter(pl.col("record_kind") == "sales")
    assert lines["discount_amount"].to_list()[:3] == [
        Decimal("3.34"), Decimal("3.33"), Decimal("3.33"),
    ]  # fmt: skip
    assert lines["net_amount"].sum() == 20
    assert lines.row(3, named=True)["tax_amount"] == Decimal("0.01")


def test_a_glossgenius_birthday_of_this_year_is_no_birth_date(salon):
    salon.load_export("glossgenius/clients.csv")
    assert salon.rows("clients").select("client_name", "birth_date", "is_blocked").rows() == [
        ("Anna Alma", None, False),
        ("Cecil", None, True),
    ]
