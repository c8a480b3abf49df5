"""Staff and branches: who stands out once all have the same clients, and where clients are lost."""

import polars as pl
import streamlit as st

from dashboard import branch_losses, messages, nps, tables, team, values
from dashboard.language import _

build, chosen = st.session_state.build, st.session_state.slice
params = {**chosen.params, "scale": nps.scale(build.answer("nps_scales"))}
build.begin(params, "staff_beside", "branch_overlap", "branch_balance")
branches = build.answer("branch_figures", params)
if branches.is_empty():
    messages.nothing(_("visits"), chosen)

figure = values.choice(
    _("Figure"), {name: shown.name for name, shown in team.FIGURES.items()}, "figure"
)
# While the staff are compared, the branches that stand below them are drawn.
staff, chain = st.container(), st.container()
with chain:
    if len(build.answer("branches")) > 1:
        st.header(_("Branches, with like clients"), anchor=False)
        by = figure if figure in team.OF_BRANCHES else "return_rate"
        rows = branches.filter(pl.col("figure") == by).rename({"branch": "unit"})
        team.draw(rows, by, build, _("Branch"))
        team.say_who_is_left_out(rows, branches["branch"])
        branch_losses.draw(build, chosen)
with staff:
    st.header(_("Staff, with like clients"), anchor=False)
    found = build.answer("staff_beside", params)
    if found.is_empty():
        st.write(_("The exports do not say who served: staff cannot be held beside each other."))
    else:
        rows = found.filter(pl.col("figure") == figure).rename({"staff": "unit"})
        team.draw(rows, figure, build, _("Staff"))
        st.caption(team.meaning(figure, build))
        team.say_who_is_left_out(rows, found["staff"])
        st.subheader(_("Everybody"), anchor=False)
        everybody = team.everybody(found)
        team.say_if_nobody_is_named(everybody)
        tables.show(
            team.counts(everybody),
            team.count_columns(build.currency),
            alt=_("Everybody, with visits, clients, new clients kept, NPS and complaints."),
            mart="staff_quarters",
        )
