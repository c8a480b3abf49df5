"""The parts of the page of the month below its cards: bridge, losses, revisions, goals."""

import polars as pl
import streamlit as st

from dashboard import behind, charts, definitions, formats, month_charts, pictures, tables, values
from dashboard.data import Build
from dashboard.language import N_, _
from dashboard.month import bridge, goals, losses
from dashboard.month.contents import Month
from dashboard.month.goals import Goal
from dashboard.places import in_place
from dashboard.slices import Slice

_ICONS: dict[goals.State, str] = {
    "reached": ":material/flag:",
    "ahead": ":material/trending_up:",
    "behind": ":material/trending_down:",
    "missed": ":material/close:",
    "not_yet": ":material/hourglass_top:",
    "unknown": ":material/remove:",
}
# What is shown month by month, by its name in the address.
_TRENDS = {
    "revenue": N_("Revenue"),
    "visits": N_("Visits and new clients"),
    "average_check": N_("Average check"),
}


@in_place
def draw_caveats(month: Month, chosen: Slice) -> None:
    """Say what the figures must not be taken for."""
    if month.is_running:
        st.caption(
            _(
                "{month} is still running: what adds up day by day is shown beside whole months, "
                "and not judged before it is over."
            ).format(month=formats.month(month.start))
        )
    if chosen.narrows_clients:
        st.caption(
            _(
                "Regular and lost clients, no-shows, cancellations, the revenue bridge and losses "
                "are left out: they belong to a client's whole history or to a booking, not to a "
                "service, a member of staff or a client type."
            )
        )
    if chosen.client_types:
        st.caption(
            _(
                "A client's type is that of the quarter: from one quarter to the next the same "
                "client may be of another type, and new ones gather as a quarter goes on."
            )
        )


@in_place
def draw_goals(found: tuple[Goal, ...]) -> None:
    """Draw each goal: how far it is reached, and what the month comes to at this pace."""
    for goal, column in zip(found, st.columns(len(found)), strict=True):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{goal.label}**")
            if goal.share is not None:
                st.progress(min(max(goal.share, 0.0), 1.0))
            st.markdown(f"{_ICONS[goal.state]} {formats.plain(goal.words)}")
    if any(goal.gone is not None for goal in found):
        st.caption(
            _(
                "Pace: days that are over count by what their weekday brought in the three months "
                "before."
            )
        )


@in_place
def draw_bridge(month: Month, build: Build) -> None:
    """Draw the change in revenue as a bridge, its parts as a table, and who is behind each."""
    found = month.bridge
    if found is None:
        st.write(_("There is no such month to compare with: it lies before the data."))
        return
    st.write(formats.plain(bridge.sentence(found, build.currency)))
    pictures.draw(
        month_charts.waterfall(found, build.currency),
        alt=_("How revenue came from the earlier month to this one, a bar for each component."),
        title=_("Revenue bridge"),
    )
    with st.expander(_("The bridge as a table, and what its parts mean")):
        st.write(formats.plain(definitions.of(build, "revenue_bridge", "component") or ""))
        tables.show_wrapped(
            found.rows,
            {
                "label": (_("Part"), "text"),
                "amount": (_("Change, {currency}").format(currency=build.currency), "money"),
            },
            alt=_("The parts of the change in revenue."),
        )
    names = {
        row["component"]: row["label"]
        for row in found.rows.iter_rows(named=True)
        if row["amount"] and row["component"] != bridge.NAMELESS
    }
    part = _who(_("Who is behind a part"), names, "part")
    if part:
        behind.draw(build, behind.OF_BRIDGE, {**month.params, "component": part}, names[part])


@in_place
def draw_losses(month: Month, build: Build) -> None:
    """Draw what was lost in money, and who is behind each kind."""
    found = month.losses
    if found is None:
        return
    st.write(formats.plain(losses.sentence(found, build.currency)))
    if found.is_empty():
        return
    tables.show_wrapped(
        found,
        {
            "label": (_("Loss"), "text"),
            "cases": (_("Cases"), "count"),
            "clients": (_("Clients"), "count"),
            "amount": (_("Expected margin, {currency}").format(currency=build.currency), "money"),
        },
        alt=_("Losses of the month by kind."),
        mart="losses",
    )
    with st.expander(_("How losses are counted")):
        st.write(formats.plain(definitions.of(build, "losses", "kind") or ""))
        st.write(formats.plain(definitions.of(build, "losses", "amount") or ""))
    names = dict(found.select("kind", "label").iter_rows())
    kind = _who(_("Who is behind a loss"), names, "loss")
    if kind:
        behind.draw(build, behind.OF_LOSSES[kind], month.params, names[kind])


@in_place
def draw_revisions(month: Month) -> None:
    """Draw the closed months whose figures are not what they were."""
    found = month.revisions
    if found.is_empty():
        st.write(_("No closed month has changed since it was first published."))
        return
    tables.show(
        found,
        {
            "month": (_("Month"), "text"),
            "branch": (_("Branch"), "text"),
            "label": (_("Figure"), "text"),
            "then": (_("Was"), "text"),
            "now": (_("Is now"), "text"),
            "why": (_("Why"), "long"),
            "published_at": (_("First published, UTC"), "moment"),
        },
        alt=_("Closed months that were revised."),
    )


def draw_trend(trend: pl.DataFrame, currency: str) -> None:
    """Draw two years of months of what is chosen: revenue, visits and new clients, average check.

    One chart at a time: three would take a phone a screen each, and a browser twice as long.
    """
    names = {code: _(name) for code, name in _TRENDS.items()}
    shown = values.choice(_("Month by month"), names, "trend")
    if shown == "revenue":
        st.subheader(_("Revenue by month, {currency}").format(currency=currency), anchor=False)
        parts = {"service_revenue": _("Services"), "product_revenue": _("Products")}
        pictures.draw(
            charts.months_stacked(trend, parts, currency, ",.0f"),
            alt=_("Revenue of services and products, a bar per month."),
        )
    elif shown == "visits":
        st.subheader(_("Visits and new clients by month"), anchor=False)
        lines = {"visits": _("Visits"), "new_clients": _("New clients")}
        pictures.draw(
            charts.months_lines(trend, lines, _("Number"), ",.0f"),
            alt=_("Visits and new clients, a line each by month."),
        )
    else:
        st.subheader(
            _("Average check by month, {currency}").format(currency=currency), anchor=False
        )
        pictures.draw(
            charts.months_lines(trend, {"average_check": _("Average check")}, currency, ",.0f"),
            alt=_("Average check, a line by month."),
        )


def _who(label: str, names: dict[str, str], key: str) -> str | None:
    """Let one of a few be looked behind; it stands in the address."""
    codes = {name: code for code, name in names.items()}
    chosen = st.selectbox(
        label,
        list(codes),
        index=None,
        key=key,
        placeholder=_("Choose to see the names"),
        bind="query-params",
        width=420,
    )
    return codes.get(chosen or "")
