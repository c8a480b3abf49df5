"""The clients: the three questions of the card file, and of which type they are."""

import polars as pl
import streamlit as st

from dashboard import charts, definitions, formats, messages, tables, words

build, chosen = st.session_state.build, st.session_state.slice
card_file = build.answer("card_file", chosen.params).row(0, named=True)
if not card_file["clients"]:
    messages.nothing("clients", chosen)

st.header(f"The card file at the end of {messages.as_of(build, chosen)}", anchor=False)
messages.belonging(chosen)
regular, ever, once = st.columns(3)
with regular.container(border=True, height="stretch"):
    st.metric(
        "How many regular clients?",
        formats.count(card_file["regular_clients"]),
        help=definitions.of(build, "client_quarters", "is_regular"),
    )
    st.caption(f"{formats.percent(card_file['regular_share'])} of all clients.")
with ever.container(border=True, height="stretch"):
    st.metric(
        "How many clients ever?",
        formats.count(card_file["clients"]),
        help=definitions.of(build, "client_quarters"),
    )
    st.caption("Everybody who came at least once.")
with once.container(border=True, height="stretch"):
    st.metric(
        "How many came once and never returned?",
        formats.count(card_file["came_once"]),
        help=definitions.of(build, "client_quarters", "stage"),
    )
    st.caption(
        f"{formats.percent(card_file['came_once_share'])} of all clients. "
        f"{formats.count(card_file['came_once_lately'])} of them came so lately that they "
        "may still return."
    )

types = build.answer("clients_by_type", chosen.params).with_columns(
    pl.col("client_type").replace(words.CLIENT_TYPES)
)
newest = types.filter(pl.col("quarter_start") == max(chosen.quarters))
named = newest.filter(pl.col("clients") > 0).sort("clients", descending=True)
st.subheader("Client types by quarter", anchor=False)
st.write(messages.largest_type(named, chosen))
st.altair_chart(
    charts.quarters_stacked(
        types.filter(pl.col("clients") > 0),
        "client_type",
        [name for code, name in words.CLIENT_TYPES.items() if code != "unknown"],
        "clients",
        "Clients",
    ),
    alt="Clients by type, a bar per quarter.",
)
