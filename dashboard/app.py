"""The frame around every page: `streamlit run dashboard/app.py`."""

from pathlib import Path

import streamlit as st

from dashboard import (
    chart_specs,
    contacts,
    data,
    exports,
    language_choice,
    links,
    memory,
    messages,
    navigation,
    slices,
)
from dashboard.loading import files
from warehouse.builds import NoBuildError
from warehouse.reading import QueryError
from warehouse.settings import SettingsError
from warehouse.workspace import WorkspaceError

# A file of our own: a named icon would be fetched from a server of others.
_HERE = Path(__file__).parent
ICON = str(_HERE / "icon.svg")

st.set_page_config(page_title="Regulars", page_icon=ICON, layout="wide")
st.html(_HERE / "style.css")

chart_specs.prepare()
with st.sidebar:
    slicers, foot = st.container(), st.container()
language_choice.draw(foot)
exports.begin()
links.begin()
trouble: Exception | None = None
try:
    st.session_state.salon = data.salon()
    st.session_state.build = data.current()
    # Before the menu: the address of a page that is opened takes the slice from them.
    st.session_state.slice = slices.draw(st.session_state.build, slicers)
except (NoBuildError, SettingsError, WorkspaceError, QueryError) as error:
    trouble = error
page = navigation.draw(contacts.may_be_seen())

is_load = page.url_path == "load"
with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    st.title(page.title, anchor=False)
    take_away = st.container(width="content")
try:
    if trouble:
        raise trouble
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
finally:
    # Also where a page ends early: what it had drawn by then can be taken away.
    with take_away:
        exports.draw()
    memory.first_run(page.url_path)
