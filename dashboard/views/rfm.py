"""RFM: last visit, how often, average check; 27 cells, and who stands in each."""

import streamlit as st

from dashboard import (
    buttons,
    charts,
    contacts,
    definitions,
    downloads,
    formats,
    messages,
    pictures,
    readings,
    rfm_borders,
    rfm_cells,
    tables,
    words,
)

build, chosen = st.session_state.build, st.session_state.slice
found = build.answer("rfm_cells", chosen.params)
if found.is_empty():
    messages.nothing("clients", chosen)

st.header(f"Last visit, how often, average check, {readings.as_of(build, chosen)}", anchor=False)
st.write(readings.best_cell(found))
messages.members(chosen)
with st.expander("What 3, 2 and 1 mean"):
    st.markdown(rfm_borders.in_words(build.answer("rfm_borders", chosen.params), build))
    st.write(definitions.of(build, "rfm"))
st.caption(
    "In each cell: how many clients, and what they spent in the 365 days. "
    "Click on a cell to see who they are."
)
cell = rfm_cells.choose(found, build)
if cell:
    clients = build.answer("rfm_clients", {**chosen.params, "cell": cell})
    st.subheader(f"{cell}: {formats.plural(clients.height, 'client')}", anchor=False)
    st.write(f"Clients who {words.cell(cell)}.")
    if clients.height:
        columns = contacts.allowed(tables.clients(build.currency))
        if not contacts.may_be_seen():
            contacts.say_hidden()
        tables.show(clients, columns, alt=f"Clients of the cell {cell}.")
        buttons.take(
            "Download the list (CSV)",
            lambda: downloads.csv(tables.titled(clients, columns)),
            f"{cell}-{chosen.newest_name.replace(' ', '-')}.csv",
        )

st.subheader("Ten groups by last visit and how often", anchor=False)
groups = build.answer("rfm_groups", chosen.params)
pictures.draw(
    charts.ranked_bars(groups, "rf_segment", "clients", "Clients"),
    alt="Clients in each of the ten groups, the largest first.",
)
tables.show_wrapped(
    words.with_meaning(groups),
    {
        "rf_segment": ("Group", "text"),
        "meaning": ("Who they are", "text"),
        "clients": ("Clients", "count"),
        "revenue": (f"Spent in 365 days, {build.currency}", "money"),
    },
    alt="Clients and money by group.",
)
