"""The clients: the three questions of the card file, of which type they are, how far they came."""

import polars as pl
import streamlit as st

from dashboard import card_file, charts, definitions, messages, pictures, readings, tables, words

build, chosen = st.session_state.build, st.session_state.slice
figures = build.answer("card_file", chosen.params).row(0, named=True)
if not figures["clients"]:
    messages.nothing("clients", chosen)

st.header(f"The card file, {readings.as_of(build, chosen)}", anchor=False)
messages.belonging(build, chosen)
card_file.draw(build, figures)

st.subheader("Client types by quarter", anchor=False)
types = build.answer("clients_by_type", chosen.params)
newest = types.filter(pl.col("quarter_start") == max(chosen.quarters))
st.write(readings.largest_type(newest, chosen.newest_name))
named = types.with_columns(
    pl.col("client_type").replace_strict(
        {code: words.client_type(code) for code in words.CLIENT_TYPES}
    )
)
pictures.draw(
    charts.quarters_stacked(
        named.filter(pl.col("clients") > 0), "client_type", words.types_of_clients(), "clients"
    ),
    alt="Clients by type, a bar per quarter.",
)
tables.show_wrapped(
    named.filter(pl.col("quarter_start") == max(chosen.quarters)).sort("clients", descending=True),
    {
        "client_type": (f"Type in {chosen.newest_name}", "text"),
        "clients": ("Clients", "count"),
        "share": ("Share of clients", "share"),
        "revenue": (f"Revenue of the quarter, {build.currency}", "money"),
    },
    alt="Clients and revenue by client type.",
)
with st.expander("What the types mean"):
    st.write(definitions.of(build, "client_quarters", "client_type"))

st.subheader("From the first visit to loyalty", anchor=False)
stages = words.in_order(build.answer("clients_by_stage", chosen.params), "stage", words.STAGES)
st.write(readings.stages(stages))
pictures.draw(charts.ranked_bars(stages, "stage", "clients", "Clients"), alt="Clients by stage.")
with st.expander("What the stages mean"):
    st.write(definitions.of(build, "client_quarters", "stage"))
