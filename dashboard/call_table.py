"""The list of clients to call: a click on a row takes that client."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard import call_panel, calls, tables
from dashboard.data import Build
from dashboard.language import _


def draw(build: Build, rows: pl.DataFrame, params: Mapping[str, Any]) -> None:
    """Draw the first of those who are due; the file to take away has all of them."""
    st.subheader(_("Who is late, most money first"), anchor=False)
    st.caption(_("Click on a row to call that client. Quarters do not narrow this page."))
    keys = rows["client_key"].to_list()
    key = f"calls_{hash(tuple(keys))}"
    columns = calls.columns(build.currency)
    tables.show(
        rows,
        columns,
        alt=_("Clients to call, those with most money at risk first."),
        title=_("Call list"),
        mart="call_list",
        key=key,
        on_select=lambda: call_panel.take(key, keys),
        selection_mode="single-row",
    )
    tables.offer_whole(
        _("Call list"),
        lambda: calls.due(build, {**params, "most": None}),
        columns,
        "call_list",
    )
    if rows.height == calls.SHOWN:
        st.caption(calls.only_first())
