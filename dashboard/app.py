"""The frame around every page: `streamlit run dashboard/app.py`."""

from pathlib import Path

import streamlit as st

from dashboard import contacts, data, messages, slices
from dashboard.loading import files
from warehouse.builds import NoBuildError
from warehouse.reading import QueryError
from warehouse.settings import SettingsError
from warehouse.workspace import WorkspaceError

# A file of our own: a named icon would be fetched from a server of others.
ICON = str(Path(__file__).parent / "icon.svg")

st.set_page_config(page_title="Regulars", page_icon=ICON, layout="wide")

seen = contacts.may_be_seen()
page = st.navigation(
    {
        "Review": [
            st.Page("views/month.py", title="Month", icon=":material/calendar_month:", default=True)
        ],
        "Loyalty": [
            st.Page("views/clients.py", title="Clients", icon=":material/group:"),
            st.Page("views/rfm.py", title="RFM", icon=":material/grid_on:"),
        ],
        "Value": [
            st.Page("views/value.py", title="Value", icon=":material/savings:"),
            st.Page("views/budget.py", title="Budget", icon=":material/calculate:"),
            st.Page("views/campaign.py", title="Campaign", icon=":material/campaign:"),
        ],
        "Feedback": [st.Page("views/nps.py", title="NPS", icon=":material/recommend:")],
        "Behind the figures": [
            # Its previews show the files as they are, with everybody in them.
            *(
                [st.Page("views/load.py", title="Load", icon=":material/upload_file:")]
                if seen
                else []
            ),
            st.Page("views/data.py", title="Data", icon=":material/database:"),
        ],
    }
)

is_load = page.url_path == "load"
st.title(page.title, anchor=False)
try:
    st.session_state.salon = data.salon()
    st.session_state.build = data.current()
    st.session_state.slice = slices.sidebar(st.session_state.build)
    if not is_load:
        files.forget()
        messages.frame(st.session_state.build, st.session_state.slice)
    page.run()
except NoBuildError as error:
    if is_load:
        page.run()
    else:
        messages.first_steps(error, st.session_state.salon)
except (SettingsError, WorkspaceError) as error:
    messages.to_mend(error)
except QueryError as error:
    messages.not_answered(error)
