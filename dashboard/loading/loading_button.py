"""The button that puts the files into the inbox and starts the work."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dashboard import formats
from dashboard.data import Salon
from dashboard.language import _
from dashboard.loading import background, deletions, files
from dashboard.loading.files import Candidate
from ingestion import inbox
from warehouse import landing

_ROUND = "load_round"


def uploader_key() -> str:
    """Name the place for files; a new name lets go of those that were dropped there."""
    return f"dropped:{st.session_state.get(_ROUND, 0)}"


def draw(found: Sequence[Candidate], salon: Salon, is_running: bool) -> None:
    """Offer to load what is ready, or to build again what was loaded."""
    ready = [candidate for candidate in found if candidate.is_ready]
    open_questions = len(found) - len(ready)
    if ready:
        label = _("Load {files} and build").format(
            files=formats.plural(len(ready), "file", "files")
        )
        if st.button(label, type="primary", key="load_files", disabled=is_running):
            _start(found, salon)
        if is_running:
            st.caption(
                _("Something is being loaded or built just now; this waits until it is done.")
            )
    has_loads = not landing.loads(salon.workspace).is_empty()
    may_build = has_loads and not found and not is_running
    if may_build and st.button(_("Build the figures again"), key="build_again"):
        _start([], salon)
    if open_questions:
        st.caption(
            _("{files} cannot be loaded yet: see above.").format(
                files=formats.plural(open_questions, "file", "files")
            )
        )


def _start(found: Sequence[Candidate], salon: Salon) -> None:
    """Put what was dropped into the inbox, where tables with open questions wait; load the rest."""
    put = [
        (candidate, _in_inbox(candidate, salon)) for candidate in found if candidate.opened.sheets
    ]
    ready = [file for candidate, file in put if candidate.is_ready]
    deleted_in = [file for candidate, file in put if deletions.is_confirmed(candidate)]
    if not background.from_page(salon.workspace, ready, deleted_in=deleted_in):
        return
    files.forget()
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def _in_inbox(candidate: Candidate, salon: Salon) -> Path:
    if isinstance(candidate.source, Path):
        return candidate.source
    return inbox.put(salon.workspace, candidate.name, candidate.source.getbuffer())
