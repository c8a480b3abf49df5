"""The words and choices of a budget: what a new client may cost, and what a plan brings."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard import formats, values, words
from dashboard.data import Build
from dashboard.language import N_, _
from dashboard.tables import How

DIMENSIONS = {
    "acquisition_channel": N_("Channel"),
    "first_service_category": N_("First service"),
    "branch": N_("Branch"),
    "all": N_("All together"),
}
SURE = {
    "hidden": N_("too few to say"),
    "indicative": N_("few: with reserve"),
    "sound": N_("enough"),
}
UNKNOWN_SPEND = N_(
    "not known and not taken for 0: load the export of the ads, or fill in the template "
    "marketing_spend (channels that nobody pays for may stay so)"
)
NO_PRICE = N_(
    "Too few clients have a whole first year behind them, so no price is named. It needs "
    "thirteen months of visits; until then look at the cohorts on the page Value."
)


def targets(build: Build) -> dict[str, Any]:
    """Let the targets be set; salon.toml says where they begin."""
    wanted = build.settings.value
    left, right = st.columns(2)
    ratio = left.number_input(
        _("Value of the first year, at least so many times the cost"),
        min_value=0.1,
        max_value=100.0,
        step=0.5,
        format="%.1f",
        value=float(wanted.target_ltv_to_cac),
        key="ratio",
        bind="query-params",
        help=_("3 means that a client worth 120 may cost 40."),
    )
    months = right.number_input(
        _("Months in which the cost must have come back"),
        min_value=0,
        max_value=60,
        value=wanted.target_payback_months,
        key="payback",
        bind="query-params",
        help=_("0 is the month of the first visit."),
    )
    return {"target_ratio": float(ratio), "target_month": int(months)}


def prices(rows: pl.DataFrame, currency: str) -> pl.DataFrame:
    """Name the slices, and say of each how its cost stands to what it may be."""
    return rows.with_columns(
        pl.Series("group", [values.named(code) for code in rows["slice_name"]], dtype=pl.String),
        pl.Series(
            "verdict", [verdict(row, currency) for row in rows.iter_rows(named=True)], pl.String
        ),
        pl.col("reading").replace({code: _(name) for code, name in SURE.items()}).alias("sure"),
    )


def verdict(row: Mapping[str, Any], currency: str) -> str:
    """Say in a few words how the cost of a new client stands to what one may cost."""
    if row["allowable_cac"] is None:
        return _("no price yet")
    if not row["knows_spend"]:
        return _("cost not known")
    if row["cac"] is None:
        return _("spent, and nobody new came")
    difference = formats.money(abs(row["cac"] - row["allowable_cac"]), currency)
    if row["cac"] > row["allowable_cac"]:
        return _("too dear by {amount}").format(amount=difference)
    return _("{amount} to spare").format(amount=difference)


def columns(dimension: str, currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of the table of prices."""
    now: Mapping[str, tuple[str, How]] = {
        "cac": (_("Costs now, {currency}").format(currency=currency), "money"),
        "verdict": (_("How that stands"), "text"),
    }
    return {
        "group": (_(DIMENSIONS[dimension]), "text"),
        "clients": (_("Clients seen"), "count"),
        "sure": (_("How sure"), "text"),
        "allowable_cac": (_("May cost, {currency}").format(currency=currency), "money"),
        **(now if dimension == "acquisition_channel" else {}),
        "clv_12m": (_("Value of the first year, {currency}").format(currency=currency), "money"),
        "clv_low": (_("At least (8 in 10)"), "money"),
        "clv_high": (_("At most (8 in 10)"), "money"),
        "clv_low_95": (_("At least (19 in 20)"), "money"),
        "clv_high_95": (_("At most (19 in 20)"), "money"),
    }


def unknown(rows: pl.DataFrame) -> None:
    """Name the channels whose spend is not known; it is never taken for 0."""
    names = [formats.plain(name) for name in rows.filter(~pl.col("knows_spend"))["group"]]
    if names:
        st.caption(
            _("Spend of the last 12 months on {channels} is {unknown}.").format(
                channels=words.listed(names), unknown=_(UNKNOWN_SPEND)
            )
        )


def how_to_read(targets: Mapping[str, Any]) -> str:
    """Say what a price stands on."""
    return _(
        "What a new client brings in the first year, at the lower end of 8 in 10 cases, divided by "
        "{ratio}: that is what one may cost, and no more than has come back {months} after the "
        "month of the first visit."
    ).format(
        ratio=formats.number(targets["target_ratio"]),
        months=formats.plural(targets["target_month"], "month", "months"),
    )
