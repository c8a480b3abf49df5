"""Find a client by part of the name, phone or e-mail; what is typed never goes into the address."""

import polars as pl
import streamlit as st

from dashboard import client_link, formats
from dashboard.data import Build
from dashboard.language import _

_FOUND = "client_found"
_ENOUGH_LETTERS = 2
# As many as the question gives at most.
_MOST = 50


def draw(build: Build) -> None:
    """Draw the search; who is chosen, or found alone, goes into the address by key."""
    words = st.text_input(
        _("Find a client"),
        placeholder=_("part of a name, phone or e-mail"),
        key="client_words",
        type="search",
        help=_("Phones in any spelling, names in any order and without accents."),
    )
    if len((words or "").strip()) < _ENOUGH_LETTERS:
        return
    found = build.answer("clients_by_words", {"words": words})
    if found.is_empty():
        st.write(_("No client is known by these words."))
    elif found.height == 1:
        client_link.put(found["client_key"].item())
    else:
        _choose(found)


def _choose(found: pl.DataFrame) -> None:
    named = {row["client_key"]: _named(row) for row in found.iter_rows(named=True)}
    more = _("{number} or more clients found: which of them?")
    label = more if found.height == _MOST else _("{number} clients found: which of them?")
    keys = list(named)
    current = client_link.current()
    st.selectbox(
        label.format(number=formats.count(found.height)),
        keys,
        index=keys.index(current) if current in named else None,
        format_func=named.__getitem__,
        key=_FOUND,
        placeholder=_("Choose a client"),
        on_change=_take,
    )


def _take() -> None:
    if chosen := st.session_state[_FOUND]:
        client_link.put(chosen)


def _named(row: dict[str, object]) -> str:
    last = row["last_visit_date"]
    parts = [row["client_name"], row["phone"], row["email"]]
    day = formats.day(last) if last else _("never came")  # type: ignore[arg-type]
    return " · ".join([*(str(part) for part in parts if part), day])
