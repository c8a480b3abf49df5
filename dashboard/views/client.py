"""Client card: one person, found by name or phone; in the address stands a key alone."""

import streamlit as st

from dashboard import (
    client_card,
    client_history,
    client_link,
    client_search,
    contacts,
    formats,
    tables,
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

rhythm = build.answer("client_rhythm", client)
if rhythm.height:
    st.subheader(_("The own rhythm"), anchor=False)
    tables.show(
        client_card.rhythm(rhythm),
        client_card.rhythms(),
        alt=_("How often the client comes for what, and when next."),
        title=_("The own rhythm"),
        mart="cadences",
    )
visits = build.answer("client_visits", client)
if visits.height:
    title = _("Visits: {number}").format(number=formats.count(visits.height))
    st.subheader(title, anchor=False)
    tables.show(
        visits,
        client_card.visits(build.currency),
        alt=_("Visits of the client, the newest first."),
        title=_("Visits"),
        mart="fct_visits",
    )
    st.subheader(_("Services and products"), anchor=False)
    tables.show(
        build.answer("client_favourites", client),
        client_card.favourites(build.currency),
        alt=_("What the client has had, the most frequent first."),
        title=_("Services and products"),
    )
client_history.bookings(build, client)
client_history.answers(build, client)
client_history.complaints(build, client)
client_history.path(build, client)
