"""Voices: what clients say in their own words, to be searched and read."""

import streamlit as st

from dashboard import contacts, messages, tables, voices
from dashboard.language import _

build, chosen = st.session_state.build, st.session_state.slice
counted = build.answer("voices_counted", chosen.params)
if counted.is_empty():
    messages.nothing(_("answers"), chosen)

st.markdown(voices.headline(counted))
tables.show_wrapped(
    voices.named(counted), voices.counts(), alt=_("How many said something in their own words.")
)
if not counted["voices"].sum():
    st.stop()
if not contacts.may_be_seen():
    st.caption(
        _("Answers may name people, clients as well as staff: their words are not shown here.")
    )
    contacts.say_hidden()
    st.stop()

choice = voices.ask(counted)
params = {**chosen.params, **choice.params, "most": voices.SHOWN}
rows = build.answer("voices", params)
if rows.is_empty():
    st.info(_("Nobody said that. Look for fewer words, or among more people."))
    st.stop()
st.caption(voices.found(rows))
st.markdown(voices.quotes(voices.page(rows)))
title, columns = _("Answers, the newest first."), contacts.allowed(voices.columns())
with st.expander(_("As a table")):
    tables.show(voices.named(rows), columns, alt=title, title=_("Voices"))
if rows["found"][0] > rows.height:
    whole = {**params, "most": None}
    tables.offer_whole(_("Voices"), lambda: voices.named(build.answer("voices", whole)), columns)
