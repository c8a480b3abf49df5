"""Types of clients by quarter: a bar per quarter, and the newest of them as a table."""

import polars as pl
import streamlit as st

from dashboard import charts, definitions, pictures, tables, words
from dashboard.data import Build
from dashboard.language import _
from dashboard.slices import Slice


def draw(types: pl.DataFrame, chosen: Slice, build: Build) -> None:
    """Draw the types; `types` answers `clients_by_type`."""
    names = {code: words.client_type(code) for code in words.CLIENT_TYPES}
    named = types.with_columns(pl.col("client_type").replace_strict(names))
    pictures.draw(
        charts.quarters_stacked(
            named.filter(pl.col("clients") > 0), "client_type", words.types_of_clients(), "clients"
        ),
        alt=_("Clients by type, a bar per quarter."),
    )
    tables.show_wrapped(
        named.filter(pl.col("quarter_start") == max(chosen.quarters)).sort(
            "clients", descending=True
        ),
        {
            "client_type": (
                _("Type in {quarter}").format(quarter=chosen.newest_name),
                "text",
            ),
            "clients": (_("Clients"), "count"),
            "share": (_("Share of clients"), "share"),
            "revenue": (
                _("Revenue of the quarter, {currency}").format(currency=build.currency),
                "money",
            ),
        },
        alt=_("Clients and revenue by client type."),
    )
    with st.expander(_("What the types mean")):
        st.write(definitions.of(build, "client_quarters", "client_type"))
