"""Client card: one person, found by name or phone; in the address stands a key alone."""

import streamlit as st

from dashboard import (
    client_card,
    client_history,
    client_link,
    client_search,
    client_visits,
    contacts,
)
from dashboard.language import _

if not contacts.may_be_seen():
    contacts.say_hidden()
    st.stop()

build = st.session_state.build
client_search.draw(build)
key = client_link.current()
if key is None:
    st.caption(_("The slicers do not narrow this page. The call list leads here, too."))
    st.stop()
client = {"client": key}
found = build.answer("client", client)
if found.is_empty():
    st.write(_("This client is not in the build any more, or has become one with another card."))
    st.stop()

row = found.row(0, named=True)
client_card.head(row, build)
st.markdown(client_card.sentence(row))
client_card.figures(row, build)
client_card.notes(row)

client_visits.rhythm(build, client)
client_visits.visits(build, client)
client_history.bookings(build, client)
client_history.answers(build, client)
client_history.complaints(build, client)
client_history.path(build, client)
