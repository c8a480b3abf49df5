"""The groups of loyalty, value and wallet that are worth most, each with what to do."""

import polars as pl
import streamlit as st

from dashboard import formats, loyalty
from dashboard.language import _
from dashboard.places import in_place


@in_place
def draw(groups: pl.DataFrame, currency: str) -> None:
    """Draw the first groups of the answer to `loyalty_groups`, with a way to write to them."""
    first = loyalty.stakes(loyalty.first_groups(groups))
    for group in first.iter_rows(named=True):
        with st.container(border=True):
            st.markdown(
                _("**{name} · {third} · {wallet}**: {clients}, {worth} of margin {what}.").format(
                    **{part: group[part] for part in ("name", "third", "wallet", "what")},
                    clients=formats.plural(group["clients"], "client", "clients"),
                    worth=formats.money(round(group["worth"]), currency),
                )
            )
            st.caption(group["action"])
            st.page_link(
                "views/campaign.py",
                label=_("Write to them"),
                icon=":material/campaign:",
                query_params=loyalty.campaign(group),
            )
