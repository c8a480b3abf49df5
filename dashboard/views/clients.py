"""The clients: regular, ever and once; the visit ladder; how far they came, and of which type."""

import polars as pl
import streamlit as st

from dashboard import (
    card_file,
    charts,
    client_readings,
    client_types,
    definitions,
    ladder,
    messages,
    pictures,
    readings,
    tables,
    words,
)
from dashboard.language import _

build, chosen = st.session_state.build, st.session_state.slice
build.begin(chosen.params, "clients_by_stage", "clients_by_type")
figures = build.answer("card_file", chosen.params).row(0, named=True)
if not figures["clients"]:
    messages.nothing(_("clients"), chosen)

st.header(_("The card file, {as_of}").format(as_of=readings.as_of(build, chosen)), anchor=False)
st.markdown(client_readings.summary(figures))
messages.belonging(build, chosen)
card_file.draw(build, figures)

st.subheader(_("The visit ladder"), anchor=False)
ladder.draw(build, chosen)
st.page_link(
    "views/retention.py",
    label=_("Who brings new clients back"),
    icon=":material/replay:",
)

st.subheader(_("From the first visit to loyalty"), anchor=False)
stages = build.answer("clients_by_stage", chosen.params)
st.markdown(client_readings.stages(stages))
named = words.in_order(stages, "stage", words.STAGES)
pictures.draw(
    charts.ranked_bars(named, "stage", "clients", _("Clients")), alt=_("Clients by stage.")
)
tables.show_wrapped(
    named,
    {
        "stage": (_("Stage"), "text"),
        "clients": (_("Clients"), "count"),
        "reached": (_("Got here or farther"), "count"),
        "conversion_to_next": (_("Of these went farther"), "share"),
        "lapsed_clients": (_("Lapsed by their rhythm"), "count"),
    },
    alt=_("Clients by stage, with how many went farther."),
    title=_("Stages and conversions"),
    mart="loyalty_stages",
)
with st.expander(_("What the stages mean")):
    st.write(definitions.of(build, "client_quarters", "stage"))
    st.write(definitions.of(build, "loyalty_stages", "conversion_to_next"))

st.subheader(_("Client types by quarter"), anchor=False)
types = build.answer("clients_by_type", chosen.params)
newest = types.filter(pl.col("quarter_start") == max(chosen.quarters))
st.write(client_readings.largest_type(newest, chosen.newest_name))
client_types.draw(types, chosen, build)
