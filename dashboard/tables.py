"""Tables: which columns, called what, written how."""

from collections.abc import Mapping
from typing import Literal

import polars as pl
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard import formats

How = Literal["text", "long", "count", "money", "number", "share", "score", "day", "moment"]

_NUMBERS: Mapping[str, str] = {
    "count": "%,d",
    "money": "%,.2f",
    "number": "%.1f",
    "share": "%.1f %%",
    "score": "%+.0f",
}


def show(rows: pl.DataFrame, columns: Mapping[str, tuple[str, How]], alt: str) -> None:
    """Show the columns named, in that order, each under its title."""
    shares = [name for name, (_, how) in columns.items() if how == "share"]
    st.dataframe(
        rows.select(list(columns)).with_columns(pl.col(shares) * 100),
        column_config={name: _column(title, how) for name, (title, how) in columns.items()},
        hide_index=True,
        placeholder=formats.NOTHING,
        alt=alt,
    )


def show_wrapped(rows: pl.DataFrame, columns: Mapping[str, tuple[str, How]], alt: str) -> None:
    """Show a short table whose texts are long: every word of them, over several lines."""
    written = rows.select(
        pl.Series(title, [_written(value, how) for value in rows[name]], dtype=pl.String)
        for name, (title, how) in columns.items()
    )
    st.table(written, border="horizontal", hide_index=True, alt=alt)


def _written(value: float | str | None, how: How) -> str:
    """Write a value as text that Markdown leaves alone."""
    if value is None:
        return formats.NOTHING
    if isinstance(value, str):
        return formats.plain(value)
    if how == "money":
        return formats.amount(value)
    return formats.percent(value) if how == "share" else formats.count(value)


def titled(rows: pl.DataFrame, columns: Mapping[str, tuple[str, How]]) -> pl.DataFrame:
    """Take the columns named, under their titles, as a file shall show them."""
    return rows.select(pl.col(name).alias(title) for name, (title, _) in columns.items())


def clients(currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of a list of clients."""
    return {
        "client_name": ("Client", "text"),
        "phone": ("Phone", "text"),
        "last_visit_date": ("Last visit", "day"),
        "frequency": ("Visits in the year", "count"),
        "monetary": (f"Average check, {currency}", "money"),
        "revenue_365d": (f"Spent in the year, {currency}", "money"),
    }


def _column(title: str, how: How) -> ColumnConfig:
    if how in _NUMBERS:
        return st.column_config.NumberColumn(title, format=_NUMBERS[how])
    if how == "day":
        return st.column_config.DateColumn(title, format="D MMM YYYY")
    if how == "moment":
        return st.column_config.DatetimeColumn(title, format="D MMM YYYY, HH:mm")
    return st.column_config.TextColumn(title, width="large" if how == "long" else None)
