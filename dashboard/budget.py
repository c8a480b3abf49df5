"""The words and choices of a budget: what a new client may cost, and what a plan brings."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard import formats, values, words
from dashboard.data import Build
from dashboard.tables import How

DIMENSIONS = {
    "acquisition_channel": "Channel",
    "first_service_category": "First service",
    "branch": "Branch",
    "all": "All together",
}
SURE = {"hidden": "too few to say", "indicative": "few: with reserve", "sound": "enough"}
UNKNOWN_SPEND = (
    "not known and not taken for 0: load the export of the ads, or fill in the template "
    "marketing_spend (channels that nobody pays for may stay so)"
)
NO_PRICE = (
    "Too few clients have a whole first year behind them, so no price is named. It needs "
    "thirteen months of visits; until then look at the cohorts on the page Value."
)


def targets(build: Build) -> dict[str, Any]:
    """Let the targets be set; salon.toml says where they begin."""
    wanted = build.settings.value
    left, right = st.columns(2)
    ratio = left.number_input(
        "Value of the first year by cost of a new client: at least",
        min_value=0.1,
        max_value=100.0,
        step=0.5,
        format="%.1f",
        value=float(wanted.target_ltv_to_cac),
        key="ratio",
        bind="query-params",
        help="3 means that a client worth 120 may cost 40.",
    )
    months = right.number_input(
        "Months in which the cost must have come back",
        min_value=0,
        max_value=60,
        value=wanted.target_payback_months,
        key="payback",
        bind="query-params",
        help="0 is the month of the first visit.",
    )
    return {"target_ratio": float(ratio), "target_month": int(months)}


def prices(rows: pl.DataFrame, currency: str) -> pl.DataFrame:
    """Name the slices, and say of each how its cost stands to what it may be."""
    return rows.with_columns(
        pl.Series("group", [values.named(code) for code in rows["slice_name"]], dtype=pl.String),
        pl.Series(
            "verdict", [verdict(row, currency) for row in rows.iter_rows(named=True)], pl.String
        ),
        pl.col("reading").replace(SURE).alias("sure"),
    )


def verdict(row: Mapping[str, Any], currency: str) -> str:
    """Say in a few words how the cost of a new client stands to what one may cost."""
    if row["allowable_cac"] is None:
        return "no price yet"
    if not row["knows_spend"]:
        return "cost not known"
    if row["cac"] is None:
        return "spent, and nobody new came"
    difference = formats.money(abs(row["cac"] - row["allowable_cac"]), currency)
    if row["cac"] > row["allowable_cac"]:
        return f"too dear by {difference}"
    return f"{difference} to spare"


def columns(dimension: str, currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of the table of prices."""
    now: Mapping[str, tuple[str, How]] = {
        "cac": (f"Costs now, {currency}", "money"),
        "verdict": ("How that stands", "text"),
    }
    return {
        "group": (DIMENSIONS[dimension], "text"),
        "clients": ("Clients seen", "count"),
        "sure": ("How sure", "text"),
        "allowable_cac": (f"May cost, {currency}", "money"),
        **(now if dimension == "acquisition_channel" else {}),
        "clv_12m": (f"Value of the first year, {currency}", "money"),
        "clv_low": ("At least (8 in 10)", "money"),
        "clv_high": ("At most (8 in 10)", "money"),
        "clv_low_95": ("At least (19 in 20)", "money"),
        "clv_high_95": ("At most (19 in 20)", "money"),
    }


def unknown(rows: pl.DataFrame) -> None:
    """Name the channels whose spend is not known; it is never taken for 0."""
    names = [formats.plain(name) for name in rows.filter(~pl.col("knows_spend"))["group"]]
    if names:
        st.caption(f"Spend of the last 12 months on {words.listed(names)} is {UNKNOWN_SPEND}.")


def how_to_read(targets: Mapping[str, Any]) -> str:
    """Say what a price stands on."""
    return (
        "The price stands on the lower end (8 in 10) of what a new client brings in the first "
        f"year: that by {targets['target_ratio']:g}, and no more than what has come back "
        f"{formats.plural(targets['target_month'], 'month')} after the month of the first visit."
    )
