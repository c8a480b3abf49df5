"""The figures of a month as they are drawn: headline, card file, goals, cards, money lost."""

import streamlit as st

from dashboard import card_file, formats, month_parts, readings, report_offer, scorecard
from dashboard.data import Build
from dashboard.language import _
from dashboard.month import headline
from dashboard.month.contents import Month
from dashboard.slices import Slice


def draw(month: Month, chosen: Slice, build: Build) -> None:
    """Draw all that is told of a month."""
    st.header(
        _("{month}, data up to {day}").format(
            month=formats.month(month.start), day=formats.day(month.as_of)
        ),
        anchor=False,
    )
    with st.container():
        for sentence in month.headline:
            st.markdown(f"**{formats.plain(sentence)}**")
    st.caption(_(headline.WHAT_REAL_MEANS))
    report_offer.draw(build, chosen, month)
    month_parts.draw_caveats(month, chosen)
    with st.container():
        if not chosen.narrows_clients:
            # As of the quarter's end, which need not be the month's: the day tells the two apart.
            st.subheader(
                _("The card file, {as_of}").format(as_of=readings.as_of(build, chosen)),
                anchor=False,
            )
            card_file.draw(build, build.answer("card_file", chosen.params).row(0, named=True))
    with st.container():
        if month.goals:
            st.subheader(_("Goals"), anchor=False)
            month_parts.draw_goals(month.goals)
    with st.container():
        scorecard.draw(month, build)
    with st.container():
        if not chosen.narrows_clients:
            st.subheader(_("Why revenue changed"), anchor=False)
            month_parts.draw_bridge(month, build)
            st.subheader(_("Losses in money"), anchor=False)
            month_parts.draw_losses(month, build)
    st.subheader(_("Closed months that were revised"), anchor=False)
    month_parts.draw_revisions(month)
