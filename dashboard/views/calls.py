"""Call list: who is late by the own rhythm, what is at risk, what to say, who was called."""

import streamlit as st

from dashboard import (
    call_history,
    call_left_out,
    call_panel,
    call_table,
    calls,
    contacts,
    definitions,
    messages,
)
from dashboard.language import _

build, chosen = st.session_state.build, st.session_state.slice
call_panel.said(build)
states = calls.choose_states()
noted = calls.ticked(build)
params = {**chosen.params, "states": states, "ticked": noted.resting, "most": calls.SHOWN}
build.begin(params, "calls_due", "calls_left_out")
counts = build.answer("call_counts", params)
alone = build.answer("calls_left_out", params)
if counts.is_empty() and alone.is_empty():
    messages.nothing(_("clients who are due"), chosen)

rows = calls.due(build, params) if contacts.may_be_seen() else None
now = None if rows is None else call_panel.chosen(rows)
first = now["client_name"] if now else None
st.markdown(calls.summary(counts, states, first, build.currency))
calls.stale(build)
calls.broken_files(noted)
if rows is None:
    contacts.say_hidden()
with st.container():
    if now:
        call_panel.draw(build, now)

means = ("state", "margin_at_risk", None, "is_holdout")
said = calls.figures(counts, states, noted, build.currency).items()
for (label, (figure, remark)), column, place in zip(said, means, st.columns(4), strict=True):
    with place.container(border=True, height="stretch"):
        st.metric(label, figure, help=definitions.of(build, "call_list", column))
        st.caption(remark)

with st.container():
    if rows is not None and now:
        call_table.draw(build, rows, now["client_key"], params)
with st.container():
    if noted.calls and rows is not None:
        st.subheader(_("Ticked off in 90 days"), anchor=False)
        call_history.draw(build, noted)
call_left_out.draw(build, alone, chosen, params)
with st.expander(_("Who is on this list")):
    st.write(definitions.of(build, "call_list"))
    st.write(calls.rest())
