"""Follow-up: who waits for an answer, what is at risk, and how complaints ended."""

import streamlit as st

from dashboard import (
    call_backs,
    complaints,
    contacts,
    follow_up,
    messages,
    readings,
    tables,
)
from dashboard.language import _

build, chosen = st.session_state.build, st.session_state.slice
params = {**chosen.params, "called_back": call_backs.noted(build), "most": 500}
whole = {**params, "most": None}
build.begin(params, "complaints_total")
risk = build.answer("at_risk", params).row(0, named=True)
total = build.answer("complaints_total", params).row(0, named=True)
if not (risk["clients"] or risk["nameless_detractors"] or total["complaints"] or total["waiting"]):
    messages.nothing(_("complaints and no detractors"), chosen)

st.header(_("Who waits, {as_of}").format(as_of=readings.as_of(build, chosen)), anchor=False)
st.markdown(follow_up.headline(risk, total, build.currency))
step = follow_up.next_step(risk, total)
with st.container():
    if step:
        st.markdown(step)
follow_up.cards(build, risk, total)

with st.container():
    if risk["detractors"] or risk["nameless_detractors"]:
        st.subheader(_("Detractors to call back"), anchor=False)
        alone = follow_up.left_alone(risk)
        with st.container():
            if alone:
                st.caption(alone)
        if not contacts.may_be_seen():
            contacts.say_hidden()
        else:
            waiting = build.answer("detractors_waiting", params)
            call_backs.queue(build, waiting)
            columns = call_backs.columns(build.currency)
            with st.expander(_("All of them as a table")):
                tables.show(
                    waiting, columns, alt=_("Detractors to call back."), title=_("Call back")
                )
            if risk["waiting"] > waiting.height:
                tables.offer_whole(
                    _("Call back"), lambda: build.answer("detractors_waiting", whole), columns
                )

complaints.draw(
    build.answer("complaints", params),
    build.answer("complaints_by_category", params),
    lambda: build.answer("complaints", whole),
    build.currency,
)
