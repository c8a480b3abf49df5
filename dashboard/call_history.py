"""Calls that were ticked off: who, when, what came of it, and who came since."""

from collections.abc import Mapping
from functools import partial

import polars as pl
import streamlit as st

from dashboard import call_panel, calls, formats, tables
from dashboard.calls import Ticked
from dashboard.data import Build
from dashboard.language import _
from dashboard.places import in_place
from dashboard.tables import How
from warehouse.calls import Call


@in_place
def draw(build: Build, noted: Ticked) -> None:
    """Draw the calls of the last 90 days, and let one be taken back."""
    rows = _rows(build, noted)
    tables.show(
        rows,
        _columns(),
        alt=_("Calls ticked off in the last 90 days, the newest first."),
        title=_("Calls ticked off"),
    )
    names = dict(zip(noted.calls, rows.iter_rows(named=True), strict=True))
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    mistaken = left.selectbox(
        _("Ticked by mistake"),
        list(noted.calls),
        index=None,
        format_func=lambda call: _named(call, names[call], build),
        key="mistaken",
        placeholder=_("Choose a call"),
    )
    right.button(
        _("Take it back"),
        disabled=mistaken is None,
        icon=":material/undo:",
        on_click=partial(_take_back, build, mistaken),
    )


def _take_back(build: Build, call: Call | None) -> None:
    if call:
        call_panel.take_back(build, call)
    st.session_state.mistaken = None


def _rows(build: Build, noted: Ticked) -> pl.DataFrame:
    zone = build.settings.salon.time_zone
    keys = sorted({call.client_key for call in noted.calls})
    names = build.answer("client_names", {"keys": keys})
    found = pl.DataFrame(
        {
            "client_key": [call.client_key for call in noted.calls],
            "at": [formats.local(call.at, zone).replace(tzinfo=None) for call in noted.calls],
            "outcome": [_(calls.OUTCOMES[call.outcome]) for call in noted.calls],
            "since": [_("came") if noted.came(call) else "" for call in noted.calls],
        },
        schema={"client_key": str, "at": pl.Datetime, "outcome": str, "since": str},
    )
    return found.join(names, on="client_key", how="left", maintain_order="left")


def _columns() -> Mapping[str, tuple[str, How]]:
    return {
        "at": (_("When"), "moment"),
        "client_name": (_("Client"), "text"),
        "phone": (_("Phone"), "text"),
        "outcome": (_("What came of it"), "text"),
        "since": (_("Since then"), "text"),
    }


def _named(call: Call, row: Mapping[str, object], build: Build) -> str:
    moment = formats.moment(call.at, build.settings.salon.time_zone)
    return f"{row['client_name'] or _('No name')} · {moment} · {row['outcome']}"
