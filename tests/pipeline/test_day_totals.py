"""The till's own totals of days are held against the lines that were loaded."""

from decimal import Decimal

from tests.conftest import regulars
from warehouse import builds
from warehouse.reading import Warehouse

SALES = (
    "Date,Sale no.,Location,Type,Item,Client,Team member,Gross sales,Total discounts,Net sales,"
    "Taxes on net sales\n"
    '"02 Feb 2026, 3:00pm",101,Sea Point,Service,Cut,Anna,Zita,50.00,-10.00,40.00,10.80\n'
    '"02 Feb 2026, 3:00pm",101,Sea Point,Tip,Tip,Anna,Zita,5.00,0,5.00,0\n'
    '"03 Feb 2026, 3:00pm",102,Sea Point,Gift card,Card,Anna,Zita,30.00,0,30.00,0\n'
    '"03 Feb 2026, 4:00pm",103,Sea Point,Product,Shampoo,Anna,Zita,0,0,-12.00,-3.24\n'
)
SUMMARY = (
    "Date,Gross sales,Discounts,Refunds / Returns,Net sales,Taxes,Total sales,Tips\n"
    "03 Feb 2026,0,0,-12.00,-12.00,-3.24,-15.24,0\n"
    "02 Feb 2026,50.00,-10.00,0,40.00,10.80,50.80,5.00\n"
)


def test_totals_and_lines_that_agree_differ_by_nothing(empty_workspace):
    (empty_workspace / "inbox" / "sales.csv").write_text(SALES)
    (empty_workspace / "inbox" / "Sea Point_2026-02-04.csv").write_text(SUMMARY)
    regulars("refresh", workspace=empty_workspace)
    checked = Warehouse(builds.latest(empty_workspace / "warehouse")).ask(
        "select branch, days, days_that_differ, reported_net_amount, net_amount, net_difference, "
        "tax_difference, tip_difference from marts.day_totals_checked"
    )
    assert checked.rows() == [
        ("Sea Point", 2, 0, Decimal("28.00"), Decimal("28.00"), 0, 0, 0),
    ]  # fmt: skip
