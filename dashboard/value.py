"""What clients are worth, in words: the choices of the page and how far its figures go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from dashboard import formats, words
from dashboard.data import Build
from dashboard.formats import Kind
from dashboard.slices import Slice
from dashboard.tables import How

LEVELS = {
    "segment": "Segment",
    "channel": "Channel",
    "cohort": "Quarter of first visit",
    "service_category": "First service",
    "branch": "Branch",
}
DIMENSIONS = {
    "all": "All together",
    "first_service_category": "First service",
    "acquisition_channel": "Channel",
    "branch": "Branch",
}
AGES = (12, 24, 36)
_MOST_LINES = 6
_MONTHS_OF_A_QUARTER = 3


@dataclass(frozen=True)
class Measure:
    """A figure of cohorts: its column in the triangle, and in the mean lines."""

    column: str
    line: str
    line_title: str
    kind: Kind


MEASURES = {
    "Retention": Measure("retention", "retention", "Share who came", "share"),
    "Clients": Measure("active_clients", "retention", "Share who came", "count"),
    "Revenue": Measure("revenue", "arpu", "Revenue per client won", "money"),
    "Margin": Measure("margin", "margin_per_client", "Margin per client won", "money"),
    "Margin so far per client": Measure(
        "cumulative_margin_per_client",
        "cumulative_margin_per_client",
        "Margin so far per client won",
        "money",
    ),
}


def choice(label: str, options: Mapping[str, str], key: str) -> str:
    """Let one of a few be chosen, the first where nothing is; it stands in the address."""
    codes = {name: code for code, name in options.items()}
    chosen = st.segmented_control(
        label, list(codes), default=next(iter(codes)), required=True, key=key, bind="query-params"
    )
    return codes[str(chosen)]


def scope(chosen: Slice) -> None:
    """Say which of the slicers count here, and how."""
    said = ["Branches and service categories are those of the first visit."]
    if chosen.client_types or chosen.services:
        said.append("Client types and single services are left out: cohorts are known by neither.")
    st.caption(" ".join(said))


def cells(rows: pl.DataFrame, measure: Measure, period: str, currency: str) -> pl.DataFrame:
    """Name the cohorts, and write each cell in little room and in full."""
    values = rows[measure.column].to_list()
    return rows.with_columns(
        pl.Series("cohort", [cohort(start, period) for start in rows["cohort_start"]]),
        pl.Series("value", values, dtype=pl.Float64),
        pl.Series("written", [_short(value, measure.kind) for value in values]),
        pl.Series("in_words", [formats.figure(value, measure.kind, currency) for value in values]),
    )


def cohort(start: date, period: str) -> str:
    """Name a cohort: Oct 2026, 2026 Q4."""
    if period == "month":
        return formats.short_month(start)
    return f"{start.year} Q{(start.month - 1) // _MONTHS_OF_A_QUARTER + 1}"


def how_to_read(measure: Measure, currency: str) -> str:
    """Say what stands in a cell of the triangle."""
    unit = {
        "retention": "Share of the clients won who came in the month, in %",
        "active_clients": "Clients who came in the month",
        "revenue": f"Revenue of the month, {currency}",
        "margin": f"Margin of the month, {currency}",
        "cumulative_margin_per_client": f"Margin up to the month, per client won, {currency}",
    }[measure.column]
    return (
        f"{unit}. Months that are not over for the whole cohort stay empty. The first cohort also "
        "holds those who had come before the data begin."
    )


def axis(measure: Measure, currency: str) -> tuple[str, str]:
    """Give the title of the mean line's axis, and how its numbers are written."""
    if measure.line == "retention":
        return measure.line_title, ".0%"
    return f"{measure.line_title}, {currency}", ",.0f"


def trust(model: Mapping[str, Any]) -> None:
    """Say in a sentence how far to trust the values."""
    say = st.write if model["reading"] == "sound" else st.info
    say(formats.plain(model["note"]))


def _short(value: float, kind: Kind) -> str:
    if kind == "share":
        return f"{100 * value:.0f}"
    digits = len(f"{abs(value):.0f}")
    return f"{value:.0f}" if digits <= 3 else f"{value / 1000:.{1 if digits == 4 else 0}f}k"  # noqa: PLR2004


def lines(rows: pl.DataFrame, ages: int) -> pl.DataFrame:
    """Take the slices with most clients, the largest first, up to an age; name their codes."""
    largest = rows.filter(pl.col("age_months") == 0).sort(
        ["clients", "slice_name"], descending=[True, False], nulls_last=True
    )
    order = largest.head(_MOST_LINES).select("slice_name").with_row_index("place")
    kept = rows.join(order, on="slice_name").filter(pl.col("age_months") <= ages)
    return kept.sort("place", "age_months").with_columns(
        pl.col("slice_name").map_elements(named, return_dtype=pl.String)
    )


def named(code: str) -> str:
    """Name a group or a slice whatever it is of."""
    if code == "all":
        return "All clients"
    if len(code) == len("2026-01-01") and code[:4].isdigit() and code.endswith("-01"):
        return cohort(date.fromisoformat(code), "quarter")
    return words.category(code)


def groups(rows: pl.DataFrame, currency: str) -> pl.DataFrame:
    """Name the groups, and write their bands."""
    both = {"in_80": ("clv_low", "clv_high"), "in_95": ("clv_low_95", "clv_high_95")}
    return rows.with_columns(
        pl.Series("group", [named(code) for code in rows["group_name"]], dtype=pl.String),
        *(
            pl.Series(
                name,
                [band(low, high, currency) for low, high in rows.select(ends).iter_rows()],
                dtype=pl.String,
            )
            for name, ends in both.items()
        ),
    )


def band(low: float, high: float, currency: str) -> str:
    """Write a band of money: 41.20 € to 58 €."""
    return f"{formats.money(low, currency)} to {formats.money(high, currency)}"


def columns(level: str, currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of the table of groups."""
    return {
        "group": (LEVELS[level], "text"),
        "clients": ("Clients", "count"),
        "clv_12m": (f"All together, {currency}", "money"),
        "clv_per_client": (f"Per client, {currency}", "money"),
        "in_80": ("8 in 10 outcomes", "text"),
        "in_95": ("19 in 20 outcomes", "text"),
        "individual_error": ("± by people's own ways", "money"),
        "parameter_error": ("± by few data", "money"),
        "model_error": ("± by the model", "money"),
    }


def back_test(model: Mapping[str, Any], build: Build) -> str:
    """Say what the model expected of the last 26 weeks, and what came."""
    if model["holdout_k"] is None:
        return "Too little was known 26 weeks ago for a forecast that could be checked today."
    inside = model["holdout_low"] <= model["holdout_actual_visits"] <= model["holdout_high"]
    low, high = (formats.count(model[name]) for name in ("holdout_low", "holdout_high"))
    wide_low, wide_high = (
        formats.count(model[name]) for name in ("holdout_low_95", "holdout_high_95")
    )
    money = formats.plain(formats.money(model["holdout_expected_revenue"], build.currency))
    came = formats.plain(formats.money(model["holdout_actual_revenue"], build.currency))
    return (
        f"Learnt from what was known before {formats.day(model['holdout_from'])}, the model "
        f"expected {formats.plural(model['holdout_expected_visits'], 'visit')} of "
        f"{formats.plural(model['holdout_clients'], 'client')} in the 26 weeks since; "
        f"{formats.count(model['holdout_actual_visits'])} came: "
        f"{_off(model['holdout_bias'])}. The band of 80 % was {low} to {high} and "
        f"{'holds' if inside else 'misses'} what came (95 %: {wide_low} to {wide_high}). Of one "
        f"client it was off by {model['holdout_mae']:.2f} visits in the mean. In money: "
        f"{money} expected, {came} came, {_off(model['holdout_revenue_bias'])}."
    )


def _off(bias: float | None) -> str:
    if bias is None:
        return "nothing to compare with"
    return f"{formats.percent(abs(bias))} too {'many' if bias > 0 else 'few'}"


def independence(model: Mapping[str, Any]) -> str:
    """Say whether those who come often also pay more, which the model takes them not to."""
    rho = model["frequency_check_correlation"]
    if rho is None:
        return "Too few clients paid to tell whether those who come often pay more a visit."
    # Below a hundredth the sign says nothing.
    rho = round(rho, 2) or 0.0
    said = f"Correlation of how often and how much: {rho:.2f}"
    if model["is_check_independent"]:
        return f"{said}. The model takes the two as independent, and they nearly are."
    who = "too low for" if rho > 0 else "too high for"
    return f"{said}. The model takes the two as independent: values are {who} those who come often."
