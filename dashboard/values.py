"""Cohorts and groups of clients: the choices of the page, and their rows in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl
import streamlit as st

from dashboard import formats, words
from dashboard.formats import Kind
from dashboard.slices import Slice

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


def choice(label: str, options: Mapping[str, str], key: str, default: str | None = None) -> str:
    """Let one of a few be chosen; it stands in the address.

    Where nothing is chosen, the code `default` is, else the first.
    """
    codes = {name: code for code, name in options.items()}
    preset = options[default] if default else next(iter(codes))
    chosen = st.segmented_control(
        label, list(codes), default=preset, required=True, key=key, bind="query-params"
    )
    return codes[str(chosen)]


def scope(chosen: Slice) -> None:
    """Say which of the slicers count here, and how."""
    said = [
        "All quarters count here. Branches and service categories are those of the first visit."
    ]
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
