"""Which pages there are, in which order, and who may open them."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.language import _


def draw(sees_contacts: bool) -> StreamlitPage:
    """Draw the menu and give the page to run; pages full of names need `sees_contacts`."""
    card = st.Page("views/client.py", title=_("Client card"), icon=":material/badge:")
    load = st.Page("views/load.py", title=_("Load"), icon=":material/upload_file:")
    return st.navigation(
        {
            _("Review"): [
                st.Page(
                    "views/month.py",
                    title=_("Month"),
                    icon=":material/calendar_month:",
                    default=True,
                )
            ],
            _("Clients"): [
                st.Page("views/clients.py", title=_("Clients"), icon=":material/group:"),
                st.Page("views/retention.py", title=_("Retention"), icon=":material/replay:"),
                st.Page("views/calls.py", title=_("Call list"), icon=":material/call:"),
                *([card] if sees_contacts else []),
            ],
            _("Loyalty"): [
                st.Page("views/rfm.py", title=_("RFM"), icon=":material/grid_on:"),
                st.Page("views/loyalty.py", title=_("Loyalty"), icon=":material/favorite:"),
                st.Page("views/wallet.py", title=_("Wallet"), icon=":material/wallet:"),
            ],
            _("Value"): [
                st.Page("views/value.py", title=_("Value"), icon=":material/savings:"),
                st.Page("views/budget.py", title=_("Budget"), icon=":material/calculate:"),
                st.Page("views/campaign.py", title=_("Campaign"), icon=":material/campaign:"),
            ],
            _("Feedback"): [
                st.Page("views/nps.py", title=_("NPS"), icon=":material/recommend:"),
                st.Page("views/drivers.py", title=_("Drivers"), icon=":material/tune:"),
                st.Page("views/voices.py", title=_("Voices"), icon=":material/forum:"),
                st.Page("views/follow_up.py", title=_("Follow-up"), icon=":material/call:"),
            ],
            _("Team"): [
                st.Page("views/team.py", title=_("Staff and branches"), icon=":material/groups:"),
            ],
            _("Behind the figures"): [
                # Its previews show the files as they are, with everybody in them.
                *([load] if sees_contacts else []),
                st.Page("views/data.py", title=_("Data"), icon=":material/database:"),
            ],
        },
        # Above the page: beside it is room for the slicers alone.
        position="top",
    )
