"""Retention: how many new and known clients come back, with whom and for what."""

import streamlit as st

from dashboard import (
    definitions,
    messages,
    people_charts,
    pictures,
    return_curves,
    return_window,
    returns,
    tables,
    values,
)
from dashboard.language import _

build, chosen = st.session_state.build, st.session_state.slice
with st.container(horizontal=True):
    days = return_window.choose(build)
    period = returns.choose_period(build, chosen)
    rebooking = returns.choose_rebooking(build)
    by = values.choice(
        _("Compare by"), {code: _(said) for code, said in returns.GROUPS.items()}, "by"
    )
params = {**chosen.params, **period.params, "days": days, "rebooking": rebooking}
build.begin({**params, "dimension": by}, "return_groups")
rows = build.answer("returns", params)
whole = {row["period"]: row for row in returns.of_periods(rows)}
if "now" not in whole:
    messages.nothing(_("visits"), chosen)

by_group = {**params, "dimension": by}
groups = returns.named(build.answer("return_groups", by_group))
st.markdown(returns.summary(whole["now"], groups, days, period))
st.page_link("views/calls.py", label=_("Whom to call now"), icon=":material/call:")
meanings = returns.meanings(build, rebooking)
for rate, place in zip(returns.RATES, st.columns(3), strict=True):
    with place:
        returns.card(rate, whole, period, meanings[rate])

known = groups.filter(groups["mature"] > 0)
with st.container():
    if known.height:
        st.subheader(_("Who brings new clients back"), anchor=False)
        pictures.draw(
            people_charts.shares(known.head(returns.MOST_GROUPS), known["share_of_all"][0]),
            alt=_("Share of new clients who came again by group, in the interval it lies in."),
            title=_("New clients who came again, by group"),
        )
        st.caption(_("The dashed line is the share of all; a bar that crosses it is within noise."))
with st.container():
    if groups.height:
        tables.show(
            groups,
            returns.columns(_(returns.GROUPS[by])),
            alt=_("New clients who came again, by group."),
            title=_("New clients by group"),
            mart="fct_first_visits",
        )

return_curves.draw(build, params, by)
return_curves.draw_months(returns.monthly(rows))
with st.expander(_("What the shares mean")):
    st.write(definitions.of(build, "retention_alternatives"))
    st.write(definitions.of(build, "retention_alternatives", "clients_mature"))
