"""Campaigns of the page: what is at stake, remembering one, and what a remembered one brought."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard import formats
from dashboard.campaign_choice import Choice
from dashboard.data import Build
from dashboard.slices import Slice
from dashboard.tables import How
from warehouse import campaigns
from warehouse.campaigns import Campaign, CampaignError

_SAID = "campaign_said"


def stakes(counts: pl.DataFrame, currency: str) -> None:
    """Draw how many fit, how many of them may be written to, and what they are worth."""
    free = counts.filter(pl.col("suppressed_by").is_null())
    written, held, wallets = (
        int(free[name].sum()) for name in ("clients", "held_out", "wallets_known")
    )
    value, gap = (float(free[name].sum()) for name in ("clv_12m", "wallet_gap"))
    who = formats.plural(wallets, "client")
    figures: Mapping[str, tuple[str, str]] = {
        "Clients who fit": (formats.count(int(counts["clients"].sum())), ""),
        "To write to": (
            formats.count(written - held),
            f"{formats.count(held)} more are held out by lot",
        ),
        "Value in 12 months": (
            formats.money(round(value), currency),
            "margin that those who may be written to are expected to bring",
        ),
        "Spent elsewhere": (
            formats.money(round(gap), currency) if wallets else formats.NOTHING,
            f"in 365 days, by {who} who said so" if wallets else "nobody of them said how much",
        ),
    }
    for (label, (figure, note)), column in zip(figures.items(), st.columns(4), strict=True):
        with column.container(border=True, height="stretch"):
            st.metric(label, figure)
            st.caption(formats.plain(note))


def remember(build: Build, chosen: Slice, choice: Choice, params: Mapping[str, Any]) -> None:
    """Let the campaign be remembered under a name, with its two arms as they are now."""
    left, right = st.columns(2)
    left.text_input("Name of the campaign", max_chars=60, key="campaign_name")
    as_of = build.answer("quarters").row(0, named=True)["as_of"]
    day = right.date_input("Day on which it starts", value=as_of, key="campaign_day")

    def write() -> None:
        keys = build.answer("campaign_keys", params)
        name = st.session_state.campaign_name.strip()
        try:
            if not name:
                raise CampaignError("Give the campaign a name first.")
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
            st.session_state[_SAID] = ("error", str(error))
        else:
            st.session_state.campaign_name = ""
            st.session_state.campaign = name
            st.session_state[_SAID] = ("success", "Remembered. The list is below.")

    st.button("Remember the campaign", on_click=write, icon=":material/bookmark_add:")
    said = st.session_state.pop(_SAID, None)
    if said:
        show: Callable[[str], Any] = st.error if said[0] == "error" else st.success
        show(said[1])


def choose(build: Build) -> Campaign | None:
    """Let a remembered campaign be chosen, the newest first; none where there is none."""
    found, broken = campaigns.remembered(build.workspace)
    if broken:
        st.warning(
            f"{formats.plural(len(broken), 'file')} in the folder campaigns cannot be read: "
            f"{formats.plain(', '.join(broken))}. Put back a copy, or remove what is broken."
        )
    named = {campaign.name: campaign for campaign in found}
    if not named:
        st.write("None yet. Choose clients above, and remember them under a name.")
        return None
    name = st.selectbox("Campaign", list(named), key="campaign", bind="query-params")
    return named[name or next(iter(named))]


def lift(row: Mapping[str, Any], currency: str) -> str:
    """Say what the campaign brought per client beyond those who were held out, and how sure."""
    days = f"{formats.plural(row['days_seen'], 'day')} of data since"
    of_whom = (
        f"{formats.plural(row['treated'], 'client')} written to, "
        f"{formats.plural(row['held_out'], 'client')} held out"
    )
    if row["reading"] == "nobody":
        return f"{of_whom}: nothing to compare with. Hold some out in the next one."
    if row["reading"] == "too_early":
        return f"Too early: {days}, and it takes 28. {of_whom}."
    said = "; ".join(
        (
            _compared(row, "revenue", lambda amount: formats.money(amount, currency)),
            _compared(row, "visits", lambda visits: f"{visits:.2f} visits"),
        )
    )
    reserve = ""
    if row["reading"] == "too_few":
        reserve = "**Too few to be sure**: a comparison needs 30 on each side. "
    return f"{days}, {of_whom}. {reserve}Per client: {said}. {_verdict(row)}"


def _compared(row: Mapping[str, Any], what: str, write: Callable[[float], str]) -> str:
    mean, out, low, high = (
        row[name]
        for name in (
            f"{what}_per_client",
            f"{what}_per_client_out",
            f"{what}_low",
            f"{what}_high",
        )
    )
    said = f"{write(mean)} against {write(out)}"
    if low is None:
        return formats.plain(said)
    return formats.plain(f"{said}, with 95 % certainty {write(low)} to {write(high)} more")


def _verdict(row: Mapping[str, Any]) -> str:
    if row["revenue_low"] is None or row["reading"] == "too_few":
        return ""
    if row["revenue_low"] > 0:
        return "**It brought money**: more than chance explains."
    if row["revenue_high"] < 0:
        return "**It cost revenue**: less than chance explains."
    return "**Within noise**: chance alone may explain it."


def columns(currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of the list of clients."""
    return {
        "client_name": ("Client", "text"),
        "phone": ("Phone", "text"),
        "email": ("E-mail", "text"),
        "last_visit_date": ("Last visit", "day"),
        "clv_12m": (f"Value in 12 months, {currency}", "money"),
    }


def left_since(clients: int) -> str:
    """Say that not all who were drawn are on the list any more."""
    return (
        f"{formats.plural(clients, 'client')} of the campaign must be left alone by now, or have "
        "become one with another card: they are not on the list, and count in the comparison as "
        "far as they are known."
    )
