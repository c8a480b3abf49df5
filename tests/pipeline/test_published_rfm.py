"""The orders that published RFM software was run on, loaded through the product.

The published scores count orders of the whole history up to 2006-12-31, and cut at the quantile
plus one. Ours count visits (several orders of a day are one visit) up to the last day of the data,
and cut at the quantile. Everything else is the same rule; DECISIONS.md lists the differences.
"""

import polars as pl
import pytest

from tests.pipeline.conftest import SHARED

# What the two rules must agree on, and the ten names.
SEGMENTS = {
    "About to Sleep": 76,
    "At Risk": 135,
    "Can't Lose Them": 22,
    "Champions": 99,
    "Hibernating": 240,
    "Loyal Customers": 170,
    "Need Attention": 46,
    "New Customers": 30,
    "Potential Loyalists": 146,
    "Promising": 31,
}
END = "quarter_start = date '2006-10-01'"


@pytest.fixture(scope="module")
def orders(shop):
    return shop(
        "rfm-orders",
        {"golden/rfm_orders.csv": "rfm_orders"},
        "[definitions]\nfrequency_days = 3650\n",
    )


@pytest.fixture(scope="module")
def published():
    if not SHARED.is_dir():
        pytest.skip("the folder of real and published files is not beside the project")
    return pl.read_csv(SHARED / "golden/rfm_expected_scores.csv")


def test_the_number_of_customers(orders):
    assert orders.ask(f"select count(*) from marts.rfm where {END}").item() == 995


def test_the_grid_of_ten_names_is_the_published_one(orders, published):
    # The published scores through our grid.
    pairs = published.select("R", "F").rows()
    cells = ", ".join(f"({r}, {f})" for r, f in pairs)
    found = orders.ask(f"""
        select metrics.rf_segment(r, f) as name, count(*) as customers
        from (values {cells}) as scores (r, f) group by 1
    """)
    assert dict(found.rows()) == SEGMENTS


def test_the_borders_are_the_published_ones_without_their_plus_one(orders):
    found = orders.ask(f"""
        select threshold from marts.rfm_thresholds
        where {END} and axis = 'recency_fifths' order by level
    """)["threshold"].to_list()
    # Published: 115, 181, 297.4, 482. One day less, because the data end on 30 December; one less
    # again for the plus one of that software.
    assert found == [113.0, 179.0, 295.4, 480.0]


def test_customers_whose_orders_are_one_a_day_have_the_published_segment(orders, published):
    ours = orders.ask(f"""
        select recency_days + 1 as recency_days, frequency, round(revenue_to_date) as amount,
            rf_segment
        from marts.rfm where {END}
    """)
    both = published.join(
        ours.with_columns(pl.col("amount").cast(pl.Int64)),
        left_on=["recency_days", "transactions", "amount"],
        right_on=["recency_days", "frequency", "amount"],
        how="inner",
    )
    # 297 days lie between the quantile (296.4) and the quantile plus one (297.4).
    same_rule = both.filter(pl.col("recency_days") != 297)
    assert same_rule.height > 950
    assert same_rule.filter(pl.col("rf_segment") != pl.col("segment_rf10")).is_empty()


def test_how_many_customers_each_difference_moves(orders):
    found = dict(
        orders.ask(f"select rf_segment, count(*) from marts.rfm where {END} group by 1").rows()
    )
    moved = {
        name: found[name] - SEGMENTS[name] for name in SEGMENTS if found[name] != SEGMENTS[name]
    }
    assert moved == {
        "At Risk": 1,
        "Loyal Customers": -3,
        "Need Attention": 1,
        "Potential Loyalists": 1,
    }


def test_the_27_cells_of_published_values(orders):
    # Recency, orders a year and average check as published, cut and graded by our rule.
    if not SHARED.is_dir():
        pytest.skip("the folder of real and published files is not beside the project")
    customers = pl.read_csv(SHARED / "golden/rfm27_expected.csv", schema_overrides={"seg27": str})
    rows = ", ".join(map(str, customers.select("r_days", "f_year", "m_check").rows()))
    found = orders.ask(f"""
        with customers as (select * from (values {rows}) as published (r, f, m)),
        borders as (
            select quantile_cont(r, 1 / 3) as r_1, quantile_cont(r, 2 / 3) as r_2,
                quantile_cont(f, 1 / 3) as f_1, quantile_cont(f, 2 / 3) as f_2,
                quantile_cont(m, 1 / 3) as m_1, quantile_cont(m, 2 / 3) as m_2
            from customers
        )
        select
            metrics.recency_third(r, r_1, r_2)
            || metrics.value_third(f, f_1, f_2)
            || metrics.value_third(m, m_1, m_2) as cell, count(*) as clients
        from customers, borders group by cell order by cell
    """)
    expected = pl.read_csv(SHARED / "golden/rfm27_summary.csv", schema_overrides={"seg27": str})
    assert found.rows() == expected.select("seg27", "clients").rows()


def test_the_published_movement_between_two_years_by_the_borders_of_the_first(orders):
    # Published as of 31 December 2006; our data end a day sooner.
    if not SHARED.is_dir():
        pytest.skip("the folder of real and published files is not beside the project")
    borders = orders.ask("""
        select threshold from marts.rfm_thresholds
        where quarter_start = date '2005-10-01' and axis = 'recency_fifths' order by level
    """)["threshold"].to_list()
    assert borders == [65.0, 112.0, 153.6, 217.0]
    found = orders.ask(f"""
        select coalesce(before.recency_fifth, 0) as row_0,
            metrics.recency_fifth(after.recency_days + 1, 65, 112, 153.6, 217) as fifth,
            count(*) as n
        from marts.rfm as after
        left join marts.rfm as before on before.client_key = after.client_key
            and before.quarter_start = date '2005-10-01'
        where after.{END} group by 1, 2
    """)
    expected = pl.read_csv(SHARED / "golden/rfm_migration_R_2005_2006.csv").unpivot(
        index="row_0", variable_name="fifth", value_name="n"
    )
    assert sorted(found.rows()) == sorted(
        expected.cast({"fifth": pl.Int64}).filter(pl.col("n") > 0).rows()
    )
