"""The choice of the language, at the foot of the sidebar and in the address: `?lang=hu`."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import data, language, links
from dashboard.language import _
from warehouse.settings import SettingsError
from warehouse.workspace import WorkspaceError

_KEY = "lang"


def draw(place: DeltaGenerator) -> None:
    """Draw the choice in `place` and speak the language chosen; the salon's own comes first."""
    own = _of_salon()
    language.use(st.session_state.get(_KEY) or st.query_params.get(_KEY) or own)
    codes = list(language.LANGUAGES)
    links.keep(_KEY, own)
    chosen = place.radio(
        _("Language"),
        codes,
        index=codes.index(own),
        captions=list(language.LANGUAGES.values()),
        horizontal=True,
        key=_KEY,
        bind="query-params",
        on_change=_keep_choices,
    )
    language.use(chosen)


def _keep_choices() -> None:
    """Keep what is chosen elsewhere when the language changes.

    A browser knows a choice by its name in the language before. Said again here, while Streamlit
    still knows the names of that language, it is drawn under its new name, and so in the address.
    """
    for key, value in st.session_state.items():
        if key != _KEY and _is_choice(value):
            st.session_state[key] = value


def _is_choice(value: object) -> bool:
    """Tell what lists, radio buttons and texts hold from files, buttons and clicks on charts."""
    if isinstance(value, list | tuple):
        return all(isinstance(one, str) for one in value)
    return isinstance(value, str)


def _of_salon() -> str:
    """Take the language of the salon, English where its folder or its settings need mending."""
    try:
        return data.salon().settings.salon.language
    except (SettingsError, WorkspaceError):
        return "en"
