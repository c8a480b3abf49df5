"""The choice of the language, at the foot of the sidebar and in the address."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import data, language
from dashboard.language import _
from warehouse.settings import SettingsError
from warehouse.workspace import WorkspaceError


def draw(place: DeltaGenerator) -> None:
    """Draw the choice in `place` and speak the language chosen; the salon's own comes first."""
    own = _of_salon()
    language.use(st.session_state.get("lang", own))
    codes = list(language.LANGUAGES)
    chosen = place.selectbox(
        _("Language"),
        codes,
        index=codes.index(own),
        format_func=lambda code: language.LANGUAGES[code],
        key="lang",
        bind="query-params",
    )
    language.use(chosen)


def _of_salon() -> str:
    """Take the language of the salon, English where its folder or its settings need mending."""
    try:
        return data.salon().settings.salon.language
    except (SettingsError, WorkspaceError):
        return "en"
