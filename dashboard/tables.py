"""Tables: which columns, called what, written how."""

from collections.abc import Mapping
from typing import Literal

import polars as pl
import streamlit as st

How = Literal["text", "long", "count", "money", "share", "score", "day", "moment"]

_NUMBERS: Mapping[str, str] = {
    "count": "%,d",
    "money": "%,.2f",
    "share": "%.1f %%",
    "score": "%+.0f",
}


def show(rows: pl.DataFrame, columns: Mapping[str, tuple[str, How]], alt: str) -> None:
    """Show the columns named, in that order, each under its title."""
    shares = [name for name, (_, how) in columns.items() if how == "share"]
    st.dataframe(
        rows.select(columns).with_columns(pl.col(shares) * 100),
        column_config={name: _column(title, how) for name, (title, how) in columns.items()},
        hide_index=True,
        alt=alt,
    )


def _column(title: str, how: How) -> st.column_config.Column:
    if how in _NUMBERS:
        return st.column_config.NumberColumn(title, format=_NUMBERS[how])
    if how == "day":
        return st.column_config.DateColumn(title, format="D MMM YYYY")
    if how == "moment":
        return st.column_config.DatetimeColumn(title, format="D MMM YYYY, HH:mm")
    return st.column_config.TextColumn(title, width="large" if how == "long" else None)
