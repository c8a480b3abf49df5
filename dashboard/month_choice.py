"""The choices of the page of the month: which month, and what the bridge begins with."""

import re
from datetime import date

import streamlit as st

from dashboard import values
from dashboard.data import Build
from dashboard.language import _
from dashboard.month import bridge
from dashboard.month.bridge import Against
from dashboard.slices import Slice

_WRITTEN = re.compile(r"(\d{4})-(\d{2})")


def month(build: Build) -> date | None:
    """Let a month be chosen, written 2026-09 as in the address; none is the newest of the slice."""
    starts = build.answer("months")["month_start"].to_list()
    written = st.selectbox(
        _("Month"),
        [f"{start:%Y-%m}" for start in starts],
        index=None,
        key="month",
        placeholder=_("The newest of the quarters chosen"),
        bind="query-params",
        width=320,
    )
    found = _WRITTEN.fullmatch(written or "")
    return date(int(found[1]), int(found[2]), 1) if found else None


def against(chosen: Slice) -> Against:
    """Let the bridge begin with the month before, or with the same month last year."""
    if chosen.narrows_clients:
        return "previous_month"
    names: dict[str, str] = {code: _(name) for code, name in bridge.AGAINST.items()}
    return values.choice(_("Revenue explained against"), names, "against")  # type: ignore[return-value]
