"""The ten named groups of RFM, by last visit and how often."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import charts, pictures, tables, words
from dashboard.data import Build
from dashboard.language import _


def draw(build: Build, params: Mapping[str, Any]) -> None:
    """Draw how many clients and how much money stand in each group."""
    st.subheader(_("Ten groups by last visit and how often"), anchor=False)
    groups = words.with_meaning(build.answer("rfm_groups", params))
    pictures.draw(
        charts.ranked_bars(groups, "rf_segment", "clients", _("Clients")),
        alt=_("Clients in each of the ten groups, the largest first."),
        title=_("Ten groups"),
    )
    tables.show_wrapped(
        groups,
        {
            "rf_segment": (_("Group"), "text"),
            "meaning": (_("Who they are"), "text"),
            "clients": (_("Clients"), "count"),
            "revenue": (
                _("Spent in 365 days, {currency}").format(currency=build.currency),
                "money",
            ),
        },
        alt=_("Clients and money by group."),
    )
