"""RFM: last visit, how often, average check; 27 cells, who stands in each, and who moved where."""

import streamlit as st

from dashboard import (
    definitions,
    formats,
    lists,
    messages,
    readings,
    rfm_borders,
    rfm_cells,
    rfm_groups,
    rfm_moves,
    tables,
    words,
)
from dashboard.language import _

build, chosen = st.session_state.build, st.session_state.slice
build.begin(chosen.params, "rfm_groups")
found = build.answer("rfm_cells", chosen.params)
if found.is_empty():
    messages.nothing(_("clients"), chosen)

# What moved takes longest: it is begun first, and drawn last.
cells, moved = st.container(), st.container()
with moved:
    since = rfm_moves.choose(build, chosen)
with cells:
    as_of = readings.as_of(build, chosen)
    st.header(_("Last visit, how often, average check, {as_of}").format(as_of=as_of), anchor=False)
    st.write(readings.best_cell(found))
    messages.members(chosen)
    with st.expander(_("What 3, 2 and 1 mean")):
        st.markdown(rfm_borders.in_words(build.answer("rfm_borders", chosen.params), build))
        st.write(definitions.of(build, "rfm"))
    st.caption(
        _(
            "In each cell: how many clients, and what they spent in the 365 days. "
            "Click on a cell to see who they are."
        )
    )
    cell = rfm_cells.choose(found, build)
    if cell:
        clients = rfm_cells.clients_in(found, cell)
        st.subheader(f"{cell}: {formats.plural(clients, 'client', 'clients')}", anchor=False)
        st.write(_("Clients who {meaning}.").format(meaning=words.cell(cell)))
        lists.draw(
            lambda most: build.answer("rfm_clients", {**chosen.params, "cell": cell, "most": most}),
            tables.clients(build.currency),
            f"{cell} {chosen.newest_name}",
        )

    rfm_groups.draw(build, chosen.params)
with moved:
    rfm_moves.draw(build, chosen, since)
