"""Real sales, counted again in polars straight from the files, agree with the marts."""

from datetime import date

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT, made_once
from tests.pipeline.conftest import SHARED


@pytest.fixture(scope="module")
def marketplace(shop):
    return shop(
        "marketplace",
        {"real/shop_sales.csv": "olist_sales", "real/shop_reviews.csv": "olist_reviews"},
        '[salon]\nname = "Marketplace"\ncurrency = "BRL"\ncountry = "BR"\n',
    )


@pytest.fixture(scope="module")
def cd_shop(shop):
    return shop("cd-shop", {"real/cdnow_sales.txt": "cdnow_sales"})


@pytest.fixture(scope="module")
def delivered():
    if not SHARED.is_dir():
        pytest.skip("the folder of real and published files is not beside the project")
    return (
        pl.read_csv(SHARED / "real/shop_sales.csv", infer_schema=False)
        .filter(pl.col("Status") == "delivered")
        .select(
            "Customer",
            pl.col("Purchased at").str.to_datetime().dt.date().alias("day"),
            pl.col("Price").cast(pl.Decimal(18, 2)).cast(pl.Float64).alias("price"),
        )
    )


@pytest.fixture(scope="module")
def purchases():
    if not SHARED.is_dir():
        pytest.skip("the folder of real and published files is not beside the project")
    text = (SHARED / "real/cdnow_sales.txt").read_text(encoding="ascii").splitlines()[1:]
    fields = [line.split() for line in text]
    return pl.DataFrame(fields, schema=["id", "day", "cds", "value"], orient="row").select(
        "id", pl.col("day").str.to_date("%Y%m%d"), pl.col("value").cast(pl.Float64)
    )


def test_only_delivered_orders_of_the_marketplace_are_revenue(marketplace, delivered):
    ((revenue, lines),) = marketplace.ask(
        "select sum(net_amount), count(*) from marts.fct_visit_lines"
    ).rows()
    assert (round(revenue, 2), lines) == (round(delivered["price"].sum(), 2), delivered.height)


def test_every_order_line_of_the_marketplace_is_kept(marketplace):
    raw = pl.read_csv(SHARED / "real/shop_sales.csv", infer_schema=False)
    assert marketplace.ask("select count(*) from marts.fct_booking_lines").item() == raw.height


def test_customers_and_visits_of_the_marketplace(marketplace, delivered):
    found = marketplace.ask(
        "select count(distinct client_key), count(*) from marts.fct_visits"
    ).row(0)
    assert found == (
        delivered["Customer"].n_unique(),
        delivered.select("Customer", "day").unique().height,
    )


def test_reviews_are_satisfaction_and_never_nps(marketplace):
    raw = pl.read_csv(SHARED / "real/shop_reviews.csv", infer_schema=False)
    found = marketplace.ask("""
        select recommend_scale, count(*), sum(recommend_score), count(nps_group)
        from marts.fct_survey_responses group by 1
    """).rows()
    assert found == [("1-5", raw.height, raw["Score"].cast(pl.Int64).sum(), 0)]
    assert marketplace.ask("select count(*) from marts.nps_by_category").item() == 0


def test_months_of_the_cd_shop(cd_shop, purchases):
    found = cd_shop.ask("""
        select month_start, round(revenue, 2) as revenue, visits, clients, new_clients
        from marts.monthly_kpis order by 1
    """)
    first_month = pl.col("day").min().dt.truncate("1mo").alias("month_start")
    firsts = purchases.group_by("id").agg(first_month)
    expected = (
        purchases.with_columns(month_start=pl.col("day").dt.truncate("1mo"))
        .group_by("month_start")
        .agg(
            pl.col("value").sum().round(2).alias("revenue"),
            pl.struct("id", "day").n_unique().cast(pl.Int64).alias("visits"),
            pl.col("id").n_unique().cast(pl.Int64).alias("clients"),
        )
        .join(firsts.group_by("month_start").len("new"), on="month_start", how="left")
        .with_columns(pl.col("new").fill_null(0).cast(pl.Int64).alias("new_clients"))
        .select(found.columns)
        .sort("month_start")
    )
    assert found.rows() == expected.rows()
    assert found.height == 18


def test_cohorts_of_the_cd_shop(cd_shop, purchases):
    found = cd_shop.ask("""
        select cohort_month, age_months, clients, active_clients, round(revenue, 2) as revenue
        from marts.cohorts where active_clients > 0 order by 1, 2
    """)
    dated = purchases.with_columns(
        cohort_month=pl.col("day").min().over("id").dt.truncate("1mo"),
        month=pl.col("day").dt.truncate("1mo"),
    )
    age = (pl.col("month").dt.year() - pl.col("cohort_month").dt.year()) * 12 + (
        pl.col("month").dt.month().cast(pl.Int32) - pl.col("cohort_month").dt.month()
    )
    sizes = dated.group_by("cohort_month").agg(
        pl.col("id").n_unique().cast(pl.Int64).alias("clients")
    )
    expected = (
        dated.group_by("cohort_month", age.cast(pl.Int64).alias("age_months"))
        .agg(
            pl.col("id").n_unique().cast(pl.Int64).alias("active_clients"),
            pl.col("value").sum().round(2).alias("revenue"),
        )
        .join(sizes, on="cohort_month")
        .select(found.columns)
        .sort("cohort_month", "age_months")
    )
    assert found.rows() == expected.rows()
    assert found["clients"].unique().sort().to_list() == [7248, 7846, 8476]


def test_a_cohort_cell_is_complete_when_its_month_is_over(cd_shop):
    # The last purchases are of 30 June 1998: that month is over.
    found = cd_shop.ask("""
        select cast(max(cohort_month + to_months(age_months::int)) as date), bool_and(is_complete)
        from marts.cohorts
    """)
    assert found.row(0) == (date(1998, 6, 1), True)


def test_the_forecast_of_the_cd_shops_last_half_year_is_held_against_what_came(cd_shop, purchases):
    days = purchases.select("id", "day").unique()
    start = date(1997, 12, 31)  # 182 days up to 30 June 1998
    known = days.filter(pl.col("day") < start)
    came = days.filter(pl.col("day") >= start).join(known, on="id", how="semi").height
    ((first, clients, expected, actual, bias, error, low, high),) = cd_shop.ask("""
        select holdout_from, holdout_clients, holdout_expected_visits, holdout_actual_visits,
            holdout_bias, holdout_mae, holdout_low, holdout_high from marts.value_model
    """).rows()
    assert (first, clients, actual) == (start, known["id"].n_unique(), came)
    assert bias == pytest.approx(expected / actual - 1)
    assert abs(bias) < 0.15
    assert 0 < error < 1
    assert low < expected < high


def test_the_model_of_the_cd_shop_is_the_one_without_a_rhythm(cd_shop):
    # Nobody buys CDs by the clock.
    assert cd_shop.ask("select model, reading, k, is_check_independent from marts.value_model").row(
        0
    ) == ("mbg_cnbd_k", "sound", 1, True)


def test_the_page_of_values_holds_the_forecast_of_the_cd_shop_against_what_came(
    cd_shop, tmp_path_factory, monkeypatch
):
    workspace = made_once(tmp_path_factory, "cd-shop", None)
    ((expected, came, clients),) = cd_shop.ask("""
        select holdout_expected_visits, holdout_actual_visits, holdout_clients
        from marts.value_model
    """).rows()
    monkeypatch.setenv("REGULARS_WORKSPACE", str(workspace))
    app = AppTest.from_file(ROOT / "dashboard" / "app.py", default_timeout=120).run()
    page = app.switch_page(str(ROOT / "dashboard" / "views" / "value.py")).run()
    assert not page.exception
    said = "\n".join(element.value for element in page.markdown)
    assert "Learnt from what was known before 31 Dec 1997" in said
    assert f"{expected:,.0f}\N{NO-BREAK SPACE}visits" in said
    assert f"{came:,} came" in said
    assert f"{clients:,}\N{NO-BREAK SPACE}clients" in said
