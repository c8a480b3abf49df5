"""RFM: last visit, how often, average check; 27 cells, who stands in each, and who moved where."""

import streamlit as st

from dashboard import (
    charts,
    definitions,
    formats,
    lists,
    messages,
    pictures,
    readings,
    rfm_borders,
    rfm_cells,
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

    st.subheader(_("Ten groups by last visit and how often"), anchor=False)
    groups = words.with_meaning(build.answer("rfm_groups", chosen.params))
    pictures.draw(
        charts.ranked_bars(groups, "rf_segment", "clients", _("Clients")),
        alt=_("Clients in each of the ten groups, the largest first."),
        title=_("Ten groups"),
    )
    tables.show_wrapped(
        groups,
        {
            "rf_segment": (_("Group"), "text"),
            "meaning": (_("Who they are"), "text"),
            "clients": (_("Clients"), "count"),
            "revenue": (
                _("Spent in 365 days, {currency}").format(currency=build.currency),
                "money",
            ),
        },
        alt=_("Clients and money by group."),
    )
with moved:
    rfm_moves.draw(build, chosen, since)
