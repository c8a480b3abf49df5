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

build, chosen = st.session_state.build, st.session_state.slice
st.header(f"Whom to write to, {readings.as_of(build, chosen)}", anchor=False)
messages.members(chosen)
choice = campaign_choice.ask(build)
params = {**chosen.params, **choice.params}
counts = build.answer("campaign_counts", params)
if counts.is_empty():
    messages.nothing_here("clients of these groups", chosen)
else:
    campaigns.stakes(counts, build.currency)
    alone = campaign_choice.left_alone(counts)
    if alone.height:
        tables.show_wrapped(alone, campaign_choice.LEFT_ALONE, alt="Who is left alone, and why.")
    overlaps = build.answer("campaign_overlaps", params)
    if overlaps.height:
        st.subheader("How the groups overlap", anchor=False)
        tables.show_wrapped(
            campaign_choice.overlaps(overlaps),
            campaign_choice.OVERLAPS,
            alt="How many clients stand in two of the chosen groups.",
        )
    st.caption(
        "Those held out are drawn by lot and stay the same. What is remembered never changes."
    )
    campaigns.written_to_lately(build, params)
    campaigns.remember(build, chosen, choice, params)

st.header("Campaigns remembered", anchor=False)
campaign = campaigns.choose(build)
if campaign is None:
    st.stop()
st.caption(formats.plain(f"Since {formats.day(campaign.day)}: {campaign.chosen_by}"))
arms = {"treated": list(campaign.treated), "held_out": list(campaign.held_out)}
brought = build.answer("campaign_lift", {**arms, "since": campaign.day}).row(0, named=True)
st.write(lift.in_words(brought, build.currency))
listed = build.answer("campaign_list", arms)
gone = len(campaign.treated) - listed.height
if gone:
    st.caption(campaigns.left_since(gone))
if not contacts.may_be_seen():
    contacts.say_hidden()
    st.stop()
columns = campaigns.columns(build.currency)
tables.show(listed, columns, alt="Clients to write to.")
file = tables.titled(listed, columns)
name = f"campaign-{campaign.day}"
buttons.take("Download the list (CSV)", lambda: downloads.csv(file), f"{name}.csv")
buttons.take("Download the list (XLSX)", lambda: downloads.xlsx({"List": file}), f"{name}.xlsx")
