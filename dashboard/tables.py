"""Tables: which columns, called what, written how."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

import polars as pl
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard import definitions, exports, formats, language, wrapped_table
from dashboard.language import _

How = Literal["text", "long", "count", "money", "number", "share", "score", "day", "moment"]

_NUMBERS: Mapping[str, str] = {
    "count": "%,d",
    "money": "%,.2f",
    "number": "%.1f",
    "share": "%.1f%%",
    "score": "%+.0f",
}
# As a browser writes them in the reader's own way, of as many digits as are given here. A column's
# own `step` would cut the rest off: 28.57% became 28.5%.
_BY_THE_BROWSER: Mapping[str, tuple[str, int]] = {
    "count": ("localized", 0),
    "money": ("localized", 2),
    "number": ("localized", 1),
    "share": ("percent", 3),
}
# The browser makes a column as wide as its first values: a longer one further down would be cut. A
# letter takes this many pixels at most on the average, beside the room around the text.
_FIRST_ROWS, _LETTER, _ROOM, _WIDEST = 8, 7.5, 20, 320
# Languages that write numbers as English does.
_AS_IN_ENGLISH = {"en", "fil"}


def show(
    rows: pl.DataFrame,
    columns: Mapping[str, tuple[str, How]],
    alt: str,
    title: str | None = None,
    mart: str | None = None,
    **options: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401  (what Streamlit gives back: an event, or nothing)
    """Show the columns named, in that order, each under its title, and offer them as files.

    `alt` says in a sentence what the table is, `title` names the files (else `alt` does); `mart` is
    the one whose descriptions say what the columns mean. `options` are those of `st.dataframe`.
    """
    meanings = _meanings(columns, mart)
    exports.add_table(title or alt.rstrip("."), titled(rows, columns), meanings)
    # As Arrow, which is what goes to the browser: Streamlit would make a pandas frame of it first.
    return st.dataframe(
        _numbers(rows.select(list(columns)), columns).to_arrow(),
        column_config={
            name: _column(title, how, meanings.get(title), _width(rows[name], title, how))
            for name, (title, how) in columns.items()
        },
        hide_index=True,
        placeholder=formats.NOTHING,
        alt=alt,
        **options,
    )


def offer_whole(
    title: str,
    whole: Callable[[], pl.DataFrame],
    columns: Mapping[str, tuple[str, How]],
    mart: str | None = None,
) -> None:
    """Offer all rows as files where only the first are shown under that title.

    They are asked for on the click.
    """
    exports.add_table(title, lambda: titled(whole(), columns), _meanings(columns, mart))


def show_wrapped(
    rows: pl.DataFrame,
    columns: Mapping[str, tuple[str, How]],
    alt: str,
    title: str | None = None,
    mart: str | None = None,
) -> None:
    """Show a short table whose texts are long: every word of them, over several lines."""
    exports.add_table(title or alt.rstrip("."), titled(rows, columns), _meanings(columns, mart))
    written = rows.select(
        pl.Series(title, [_written(value, how) for value in rows[name]], dtype=pl.String)
        for name, (title, how) in columns.items()
    )
    numbers = {title for title, how in columns.values() if how not in {"text", "long"}}
    st.html(wrapped_table.html(written, numbers, alt))


def said(columns: Mapping[str, tuple[str, How]]) -> Mapping[str, tuple[str, How]]:
    """Say the titles of columns that are constants of a module, in the language in force."""
    return {name: (_(title), how) for name, (title, how) in columns.items()}


def _meanings(columns: Mapping[str, tuple[str, How]], mart: str | None) -> Mapping[str, str]:
    """Say by its title what each column means, where a mart is named and says it."""
    if mart is None:
        return {}
    said = {
        title: definitions.of(st.session_state.build, mart, name)
        for name, (title, _how) in columns.items()
    }
    return {title: meaning for title, meaning in said.items() if meaning}


def _written(value: float | str | None, how: How) -> str:
    if value is None:
        return formats.NOTHING
    if isinstance(value, str):
        return value
    if how == "money":
        return formats.amount(value)
    return formats.percent(value) if how == "share" else formats.count(value)


def titled(rows: pl.DataFrame, columns: Mapping[str, tuple[str, How]]) -> pl.DataFrame:
    """Take the columns named, under their titles, as a file shall show them."""
    return rows.select(pl.col(name).alias(title) for name, (title, _) in columns.items())


def clients(currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of a list of clients."""
    return {
        "client_name": (_("Client"), "text"),
        "phone": (_("Phone"), "text"),
        "last_visit_date": (_("Last visit"), "day"),
        "frequency": (_("Visits in the year"), "count"),
        "monetary": (_("Average check, {currency}").format(currency=currency), "money"),
        "revenue_365d": (_("Spent in the year, {currency}").format(currency=currency), "money"),
    }


def _column(
    title: str, how: How, meaning: str | None, width: int | Literal["large"] | None
) -> ColumnConfig:
    if how in _NUMBERS:
        return st.column_config.NumberColumn(title, format=_number_format(how), help=meaning)
    if how == "day":
        return st.column_config.DateColumn(title, format=_day_format(), help=meaning)
    if how == "moment":
        return st.column_config.DatetimeColumn(
            title, format=f"{_day_format()}, HH:mm", help=meaning
        )
    return st.column_config.TextColumn(title, width=width, help=meaning)


def _width(values: pl.Series, title: str, how: How) -> int | Literal["large"] | None:
    """Give the width of a column of text, in pixels, where the browser would take too little."""
    if how == "long":
        return "large"
    if how != "text" or len(values) <= _FIRST_ROWS or values.dtype != pl.String:
        return None
    longest: int = values.str.len_chars().max() or 0  # type: ignore[assignment]
    return min(round(_LETTER * max(longest, len(title))) + _ROOM, _WIDEST)


def _numbers(rows: pl.DataFrame, columns: Mapping[str, tuple[str, How]]) -> pl.DataFrame:
    """Give the numbers as they will be written: a browser makes percent of a share itself."""
    if language.current() in _AS_IN_ENGLISH:
        shares = [name for name, (_title, how) in columns.items() if how == "share"]
        return rows.with_columns(pl.col(shares) * 100)
    return rows.with_columns(
        pl.col(name).round(_BY_THE_BROWSER[how][1])
        for name, (_title, how) in columns.items()
        if how in _BY_THE_BROWSER and rows[name].dtype.is_numeric()
    )


def _number_format(how: How) -> str:
    """Write numbers as English does, else as the reader's browser does: it sorts by the number."""
    if language.current() in _AS_IN_ENGLISH or how not in _BY_THE_BROWSER:
        return _NUMBERS[how]
    return _BY_THE_BROWSER[how][0]


def _day_format() -> str:
    """Write days as English does, else in figures, which every language reads."""
    return "D MMM YYYY" if language.current() == "en" else "YYYY-MM-DD"
