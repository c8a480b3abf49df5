"""The questions that a recognised file may leave open: the order of dates, the scale of scores."""

from dataclasses import replace

import streamlit as st

from dashboard import formats, reasons
from dashboard.data import Salon
from dashboard.language import N_, _
from dashboard.loading import editor, titles
from dashboard.loading.files import Candidate
from ingestion import choices, mappings
from ingestion.choices import Choices
from ingestion.preview import Inspection
from ingestion.rules import DateOrder

_ORDERS: dict[DateOrder, str] = {
    "dmy": N_("The day comes first"),
    "mdy": N_("The month comes first"),
}


def draw(candidate: Candidate, salon: Salon, found: Inspection) -> None:
    """Ask what the file leaves open and keep the answer as a mapping of the salon."""
    if found.asks == "date_order":
        wanted = _with_order(candidate, found)
    else:
        wanted = _with_scale(candidate, found)
    if st.button(
        _("Save the answer"),
        key=f"answer:{candidate.key}",
        type="primary",
        icon=":material/save:",
        disabled=wanted is None,
    ):
        assert wanted is not None  # noqa: S101  (the button waits for it)
        st.session_state[editor.SAVED] = mappings.save(salon.workspace, wanted, found.match).name
        st.rerun()


def _with_order(candidate: Candidate, found: Inspection) -> Choices | None:
    example = _example(found)
    st.warning(
        _("Every date in this file can be read in two ways, such as {example}.").format(
            example=formats.plain(example)
        )
        if example
        else _("Every date in this file can be read in two ways.")
    )
    order = st.radio(
        _("Day or month first?"),
        list(_ORDERS),
        index=None,
        format_func=lambda code: _(_ORDERS[code]),
        key=f"ask_order:{candidate.key}",
        horizontal=True,
    )
    return replace(choices.of_match(found.match), date_order=order) if order else None


def _with_scale(candidate: Candidate, found: Inspection) -> Choices | None:
    st.warning(
        _("{problem} Nothing is taken for 0 to 10 unasked.").format(
            problem=formats.plain(reasons.said(found.problem))
        )
    )
    scale = st.radio(
        _("Scale of the answers"),
        list(titles.SCALES),
        index=None,
        format_func=lambda code: _(titles.SCALES[code]),
        captions=[_(said) for said in titles.SCALE_FOLLOWS.values()],
        key=f"ask_scale:{candidate.key}",
    )
    if not scale:
        return None
    before = choices.of_match(found.match)
    return replace(before, constants={**before.constants, "recommend_scale": scale})


def _example(found: Inspection) -> str:
    """Give a date of the file as it stands there."""
    dated = found.match.format.target.dated_by
    headers = found.match.sources.get(dated, [])
    cells = found.cells.to_series(headers[0] + 1).drop_nulls() if headers else None
    return str(cells[0]) if cells is not None and cells.len() else ""
