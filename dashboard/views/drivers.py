"""Drivers: what moves the score, how well it is done, and when it goes wrong."""

import streamlit as st

from dashboard import definitions, drivers, feedback_charts, messages, pictures, presses, tables
from dashboard.language import _

build, chosen = st.session_state.build, st.session_state.slice
rows = build.answer("drivers", chosen.params)
pressed = build.answer("presses_answered", chosen.params)["presses"].item()
if rows.is_empty() and (chosen.narrows_clients or not pressed):
    messages.nothing(_("ratings"), chosen)

with st.container():
    if rows.is_empty():
        st.markdown(
            _(
                "**No survey of the year rates anything**: ask for marks, from 1 to 5, of what you "
                "can change."
            )
        )
    elif rows["reading"].max() == "hidden":
        st.markdown(_("**Too few answers rate anything** to say what to improve."))
    else:
        st.markdown(drivers.headline(rows))
        st.caption(drivers.trust(rows, build, bool(chosen.branches) or chosen.narrows_clients))
        said = drivers.apart(rows)
        with st.container():
            if said:
                st.markdown(said)
        drivers.index(rows)
        by = drivers.basis(rows)
        if by:
            titles = (_("Average mark"), by.title, _("Factor"))
            order = [_(name) for name in reversed(drivers.QUADRANTS.values())]
            pictures.draw(
                feedback_charts.quadrants(drivers.drawn(rows, by), by.importance, titles, order),
                alt=_("Factors by how well they are done and how much they matter."),
                title=_("What to improve first"),
            )
        tables.show(
            drivers.named(rows),
            drivers.columns(),
            alt=_("Factors with marks and importance."),
            mart="satisfaction_drivers",
        )
        with st.expander(_("What the words mean")):
            st.write(definitions.of(build, "satisfaction_drivers", "quadrant"))
            st.write(definitions.of(build, "satisfaction_drivers", "importance"))
            st.write(definitions.of(build, "satisfaction_drivers", "csi"))

presses.draw(build, chosen)
