"""Real files of other trades, read by mappings: rows, money and clients as counted by hand."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
MAPPINGS = ROOT / "docs" / "examples" / "mappings"

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the folder of real files is not beside the project"
)


def load(salon, file, mapping):
    report = salon.load(SHARED / file, MAPPINGS / f"{mapping}.toml")
    assert (report.outcome, report.rows_rejected, report.rows_duplicate) == ("landed", 0, 0)
    return report


def test_marketplace_sales(salon):
    load(salon, "real/shop_sales.csv", "olist_sales")
    raw = pl.read_csv(SHARED / "real/shop_sales.csv", infer_schema=False)
    lines = salon.rows("booking_lines")
    assert lines.height == raw.height == 8365
    done, delivered = (
        lines.filter(pl.col("status") == "completed"),
        raw.filter(pl.col("Status") == "delivered"),
    )
    assert done.height == delivered.height
    assert done["net_amount"].sum() == delivered["Price"].cast(pl.Decimal(18, 2)).sum()
    assert done["client_ref"].n_unique() == delivered["Customer"].n_unique()
    assert lines["item_type"].unique().to_list() == ["product"]


def test_marketplace_reviews(salon):
    load(salon, "real/shop_reviews.csv", "olist_reviews")
    raw = pl.read_csv(SHARED / "real/shop_reviews.csv", infer_schema=False)
    answers = salon.rows("survey_responses")
    assert answers.height == raw.height
    assert set(answers["recommend_scale"]) == {"1-5"}
    assert answers["recommend_score"].sum() == raw["Score"].cast(pl.Int64).sum()


def test_cd_shop(salon):
    report = load(salon, "real/cdnow_sales.txt", "cdnow_sales")
    assert (report.rows_read, report.rows_landed) == (69_660, 69_659)
    lines = salon.rows("booking_lines")
    assert lines["client_ref"].n_unique() == 23_570
    assert lines["net_amount"].sum() == Decimal("2500315.63")
    assert lines["starts_at"].min().date() == date(1997, 1, 1)
    assert lines["starts_at"].max().date() == date(1998, 6, 30)


def test_orders_for_rfm(salon):
    load(salon, "golden/rfm_orders.csv", "rfm_orders")
    lines = salon.rows("booking_lines")
    assert (lines.height, lines["client_ref"].n_unique()) == (4906, 995)
