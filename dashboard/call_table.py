"""The list of clients to call: the one who is called is marked, a click on a row takes another."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard import call_panel, calls, tables
from dashboard.data import Build
from dashboard.language import _
from dashboard.places import in_place

# One list, whatever its rows: a browser takes far longer to begin a table than to fill one anew.
_LIST = "call_rows"


@in_place
def draw(build: Build, rows: pl.DataFrame, called: str, params: Mapping[str, Any]) -> None:
    """Draw the first of those who are due; the file to take away has all of them."""
    st.subheader(_("Who is late, most money first"), anchor=False)
    st.caption(_("Click on a row to call that client. Quarters do not narrow this page."))
    keys = rows["client_key"].to_list()
    _mark(keys.index(called))
    columns = calls.columns(build.currency)
    tables.show(
        rows,
        columns,
        alt=_("Clients to call, those with most money at risk first."),
        title=_("Call list"),
        mart="call_list",
        key=_LIST,
        on_select=lambda: call_panel.take(_LIST, keys),
        selection_mode="single-row-required",
    )
    tables.offer_whole(
        _("Call list"),
        lambda: calls.due(build, {**params, "most": None}),
        columns,
        "call_list",
    )
    if rows.height == calls.SHOWN:
        st.caption(calls.only_first())


def _mark(row: int) -> None:
    """Mark the row of the client who is called: with other rows it stands elsewhere."""
    marked = {"selection": {"rows": [row], "columns": [], "cells": []}}
    if st.session_state.get(_LIST) != marked:
        st.session_state[_LIST] = marked
