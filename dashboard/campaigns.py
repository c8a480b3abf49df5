"""Campaigns of the page: what is at stake, remembering one, and what a remembered one brought."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import polars as pl
import streamlit as st

from dashboard import formats, language, reasons
from dashboard.campaign_choice import Choice
from dashboard.data import Build
from dashboard.language import _
from dashboard.slices import Slice
from dashboard.tables import How
from warehouse import campaigns
from warehouse.campaigns import Campaign, CampaignError

_SAID = "campaign_said"
_LATELY = timedelta(days=90)


def stakes(counts: pl.DataFrame, currency: str) -> None:
    """Draw how many fit, how many of them may be written to, and what they are worth."""
    free = counts.filter(pl.col("suppressed_by").is_null())
    written, held, wallets = (
        int(free[name].sum()) for name in ("clients", "held_out", "wallets_known")
    )
    value, gap = (float(free[name].sum()) for name in ("clv_12m", "wallet_gap"))
    who = formats.plural(wallets, "client", "clients")
    figures: Mapping[str, tuple[str, str]] = {
        _("Clients who fit"): (formats.count(int(counts["clients"].sum())), ""),
        _("To write to"): (
            formats.count(written - held),
            _("{count} more are held out by lot").format(count=formats.count(held)),
        ),
        _("Value in 12 months"): (
            formats.money(round(value), currency),
            _("margin that those who may be written to are expected to bring"),
        ),
        _("Spent elsewhere"): (
            formats.money(round(gap), currency) if wallets else formats.NOTHING,
            _("in 365 days, by {clients} who said so").format(clients=who)
            if wallets
            else _("nobody of them said how much"),
        ),
    }
    for (label, (figure, note)), column in zip(figures.items(), st.columns(4), strict=True):
        with column.container(border=True, height="stretch"):
            st.metric(label, figure)
            st.caption(formats.plain(note))


def written_to_lately(build: Build, params: Mapping[str, Any]) -> None:
    """Say how many of those to write to were in a campaign of the last weeks."""
    newest = build.answer("quarters").row(0, named=True)["as_of"]
    lately = [
        campaign
        for campaign in campaigns.remembered(build.workspace)[0]
        if campaign.day >= newest - _LATELY
    ]
    if not lately:
        return
    keys = build.answer("campaign_keys", params).filter(~pl.col("is_held_out"))["client_key"]
    written = set(keys)
    for campaign in lately:
        if both := len(written & set(campaign.treated)):
            st.caption(
                _(
                    "{clients} of those to write to are in the campaign {campaign} of {day} too: "
                    "what each brings cannot be told apart."
                ).format(
                    clients=formats.plural(both, "client", "clients"),
                    campaign=formats.plain(campaign.name),
                    day=formats.day(campaign.day),
                )
            )


def remember(build: Build, chosen: Slice, choice: Choice, params: Mapping[str, Any]) -> None:
    """Let the campaign be remembered under a name, with its two arms as they are now."""
    left, right = st.columns(2)
    left.text_input(_("Name of the campaign"), max_chars=60, key="campaign_name")
    as_of = build.answer("quarters").row(0, named=True)["as_of"]
    day = right.date_input(_("Day on which it starts"), value=as_of, key="campaign_day")

    def write() -> None:
        keys = build.answer("campaign_keys", params)
        name = st.session_state.campaign_name.strip()
        try:
            if not name:
                raise CampaignError(_("Give the campaign a name first."))
            campaigns.remember(
                build.workspace,
                Campaign(
                    name=name,
                    day=day,
                    chosen_by=f"{choice.in_words(build.currency)} ({chosen.in_words})",
                    build=build.publication.file,
                    holdout_share=choice.holdout_share,
                    treated=tuple(keys.filter(~pl.col("is_held_out"))["client_key"]),
                    held_out=tuple(keys.filter(pl.col("is_held_out"))["client_key"]),
                ),
            )
        except CampaignError as error:
            st.session_state[_SAID] = ("error", reasons.said(str(error)))
        else:
            st.session_state.campaign_name = ""
            st.session_state.campaign = name
            st.session_state[_SAID] = ("success", _("Remembered. The list is below."))

    st.button(
        _("Remember the campaign"), on_click=language.bound(write), icon=":material/bookmark_add:"
    )
    said = st.session_state.pop(_SAID, None)
    if said:
        show: Callable[[str], Any] = st.error if said[0] == "error" else st.success
        show(said[1])


def choose(build: Build) -> Campaign | None:
    """Let a remembered campaign be chosen, the newest first; none where there is none."""
    found, broken = campaigns.remembered(build.workspace)
    if broken:
        st.warning(
            _(
                "{files} in the folder campaigns cannot be read: {names}. Put back a copy, or "
                "remove what is broken."
            ).format(
                files=formats.plural(len(broken), "file", "files"),
                names=formats.plain(", ".join(broken)),
            )
        )
    named = {campaign.name: campaign for campaign in found}
    if not named:
        st.write(_("None yet. Choose clients above, and remember them under a name."))
        return None
    name = st.selectbox(_("Campaign"), list(named), key="campaign", bind="query-params")
    return named[name or next(iter(named))]


def columns(currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of the list of clients."""
    return {
        "client_name": (_("Client"), "text"),
        "phone": (_("Phone"), "text"),
        "email": (_("E-mail"), "text"),
        "last_visit_date": (_("Last visit"), "day"),
        "clv_12m": (_("Value in 12 months, {currency}").format(currency=currency), "money"),
    }


def left_since(clients: int) -> str:
    """Say that not all who were drawn are on the list any more."""
    return _(
        "{clients} of the campaign must be left alone by now, or have become one with another "
        "card: they are not on the list, and count in the comparison as far as they are known."
    ).format(clients=formats.plural(clients, "client", "clients"))
