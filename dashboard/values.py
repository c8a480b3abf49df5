"""Cohorts and groups of clients: the choices of the page, and their rows in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl
import streamlit as st

from dashboard import formats, links, words
from dashboard.formats import Kind
from dashboard.language import N_, _
from dashboard.slices import Slice

DIMENSIONS = {
    "all": N_("All together"),
    "first_service_category": N_("First service"),
    "acquisition_channel": N_("Channel"),
    "branch": N_("Branch"),
}
AGES = (12, 24, 36)
_MOST_LINES = 6
_MONTHS_OF_A_QUARTER = 3


@dataclass(frozen=True)
class Measure:
    """A figure of cohorts: its name, its column in the triangle, and in the mean lines."""

    title: str
    column: str
    line: str
    line_title: str
    kind: Kind


MEASURES = {
    "retention": Measure(N_("Retention"), "retention", "retention", N_("Share who came"), "share"),
    "clients": Measure(N_("Clients"), "active_clients", "retention", N_("Share who came"), "count"),
    "revenue": Measure(N_("Revenue"), "revenue", "arpu", N_("Revenue per client won"), "money"),
    "margin": Measure(
        N_("Margin"), "margin", "margin_per_client", N_("Margin per client won"), "money"
    ),
    "margin_so_far": Measure(
        N_("Margin so far per client"),
        "cumulative_margin_per_client",
        "cumulative_margin_per_client",
        N_("Margin so far per client won"),
        "money",
    ),
}
TITLES = {code: measure.title for code, measure in MEASURES.items()}
PERIODS = {"quarter": N_("Quarter"), "month": N_("Month")}
_UNITS = {
    "retention": N_("Share of the clients won who came in the month, in %."),
    "active_clients": N_("Clients who came in the month."),
    "revenue": N_("Revenue of the month, {currency}."),
    "margin": N_("Margin of the month, {currency}."),
    "cumulative_margin_per_client": N_("Margin up to the month, per client won, {currency}."),
}


def choice(label: str, options: Mapping[str, str], key: str, default: str | None = None) -> str:
    """Let one of a few be chosen; it stands in the address.

    `options` gives each code its name, which is said in the language in force. Where nothing is
    chosen, the code `default` is, else the first.
    """
    codes = list(options)
    links.understand_one(key, codes, lambda code: _(options[code]))
    chosen = st.radio(
        label,
        codes,
        index=codes.index(default) if default else 0,
        format_func=lambda code: _(options[code]),
        horizontal=True,
        key=key,
        bind="query-params",
    )
    return str(chosen)


def scope(chosen: Slice) -> None:
    """Say which of the slicers count here, and how."""
    said = [
        _("All quarters count here. Branches and service categories are those of the first visit.")
    ]
    if chosen.client_types or chosen.services:
        said.append(
            _("Client types and single services are left out: cohorts are known by neither.")
        )
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
    unit = _(_UNITS[measure.column]).format(currency=currency)
    rest = _(
        "Months that are not over for the whole cohort stay empty. The first cohort also holds "
        "those who had come before the data begin."
    )
    return f"{unit} {rest}"


def axis(measure: Measure, currency: str) -> tuple[str, str]:
    """Give the title of the mean line's axis, and how its numbers are written."""
    if measure.line == "retention":
        return _(measure.line_title), ".0%"
    return f"{_(measure.line_title)}, {currency}", ",.0f"


def _short(value: float, kind: Kind) -> str:
    if kind == "share":
        return formats.count(100 * value)
    digits = len(f"{abs(value):.0f}")
    if digits <= 3:  # noqa: PLR2004
        return formats.count(value)
    # Thousands in little room: 1.2k, 12k.
    thousands = formats.number(value / 1000, "0.0" if digits == 4 else "0")  # noqa: PLR2004
    return _("{thousands}k").format(thousands=thousands)


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
        return _("All clients")
    if len(code) == len("2026-01-01") and code[:4].isdigit() and code.endswith("-01"):
        return cohort(date.fromisoformat(code), "quarter")
    return words.group(code) if code in words.GROUPS else words.category(code)
