"""The question that a recognised file may leave open: whether the day or the month comes first."""

from dataclasses import replace

import streamlit as st

from dashboard import formats
from dashboard.data import Salon
from dashboard.loading import editor
from dashboard.loading.files import Candidate
from ingestion import choices, mappings
from ingestion.preview import Inspection
from ingestion.rules import DateOrder

_ORDERS: dict[DateOrder, str] = {"dmy": "The day comes first", "mdy": "The month comes first"}


def draw(candidate: Candidate, salon: Salon, found: Inspection) -> None:
    """Ask for the order of dates and keep the answer as a mapping of the salon."""
    example = _example(found)
    st.warning(
        "Every date in this file can be read in two ways"
        + (f", such as {formats.plain(example)}." if example else ".")
    )
    order = st.radio(
        "Day or month first?",
        list(_ORDERS),
        index=None,
        format_func=_ORDERS.__getitem__,
        key=f"ask_order:{candidate.key}",
        horizontal=True,
    )
    if st.button(
        "Save the answer",
        key=f"answer:{candidate.key}",
        type="primary",
        icon=":material/save:",
        disabled=order is None,
    ):
        wanted = replace(choices.of_match(found.match), date_order=order)
        st.session_state[editor.SAVED] = mappings.save(salon.workspace, wanted, found.match).name
        st.rerun()


def _example(found: Inspection) -> str:
    """Give a date of the file as it stands there."""
    dated = found.match.format.target.dated_by
    headers = found.match.sources.get(dated, [])
    cells = found.cells.to_series(headers[0] + 1).drop_nulls() if headers else None
    return str(cells[0]) if cells is not None and cells.len() else ""
