"""Campaign: whom to write to, whom not, and what a campaign brought against those held out."""

import streamlit as st

from dashboard import (
    buttons,
    campaign_choice,
    campaigns,
    contacts,
    downloads,
    formats,
    lift,
    messages,
    readings,
    tables,
)
from dashboard.language import _

build, chosen = st.session_state.build, st.session_state.slice
st.header(_("Whom to write to, {as_of}").format(as_of=readings.as_of(build, chosen)), anchor=False)
messages.members(chosen)
choice = campaign_choice.ask(build)
params = {**chosen.params, **choice.params}
counts = build.answer("campaign_counts", params)
if counts.is_empty():
    messages.nothing_here(_("clients of these groups"), chosen)
else:
    campaigns.stakes(counts, build.currency)
    alone = campaign_choice.left_alone(counts)
    if alone.height:
        columns = tables.said(campaign_choice.LEFT_ALONE)
        tables.show_wrapped(alone, columns, alt=_("Who is left alone, and why."))
    overlaps = build.answer("campaign_overlaps", params)
    if overlaps.height:
        st.subheader(_("How the groups overlap"), anchor=False)
        tables.show_wrapped(
            campaign_choice.overlaps(overlaps),
            tables.said(campaign_choice.OVERLAPS),
            alt=_("How many clients stand in two of the chosen groups."),
        )
    st.caption(
        _("Those held out are drawn by lot and stay the same. What is remembered never changes.")
    )
    campaigns.written_to_lately(build, params)
    campaigns.remember(build, chosen, choice, params)

st.header(_("Campaigns remembered"), anchor=False)
campaign = campaigns.choose(build)
if campaign is None:
    st.stop()
since = _("Since {day}: {chosen_by}").format(
    day=formats.day(campaign.day), chosen_by=campaign.chosen_by
)
st.caption(formats.plain(since))
arms = {"treated": list(campaign.treated), "held_out": list(campaign.held_out)}
brought = build.answer("campaign_lift", {**arms, "since": campaign.day}).row(0, named=True)
st.write(lift.in_words(brought, build.currency))
listed = build.answer("campaign_list", arms)
if gone := len(campaign.treated) - listed.height:
    st.caption(campaigns.left_since(gone))
if not contacts.may_be_seen():
    contacts.say_hidden()
    st.stop()
columns = campaigns.columns(build.currency)
tables.show(listed, columns, alt=_("Clients to write to."))
file = tables.titled(listed, columns)
name = f"campaign-{campaign.day}"
sheet = _("List")
buttons.take(_("Download the list (CSV)"), lambda: downloads.csv(file), f"{name}.csv")
buttons.take(_("Download the list (XLSX)"), lambda: downloads.xlsx({sheet: file}), f"{name}.xlsx")
