"""Branches of a chain: lost to a branch is not lost to the chain."""

import polars as pl
import streamlit as st

from dashboard import definitions, formats, pictures, tables, team_charts
from dashboard.data import Build
from dashboard.language import _
from dashboard.places import in_place
from dashboard.slices import Slice


@in_place
def draw(build: Build, chosen: Slice) -> None:
    """Draw whom each branch lost to another, and whom to nobody, in the newest quarter chosen."""
    st.subheader(
        _("Lost to a branch, lost to the chain: {quarter}").format(quarter=chosen.newest_name),
        anchor=False,
    )
    rows = build.answer("branch_balance", chosen.params)
    if not rows["clients_before"].sum():
        st.write(_("Nobody belonged to a branch before this quarter: nobody can be lost yet."))
        return
    st.write(reading(rows, build.currency))
    pictures.draw(
        team_charts.losses(
            rows,
            {"moved_away": _("In another branch now"), "lapsed": _("Stayed away altogether")},
        ),
        alt=_("Clients lost by each branch: to another branch, or altogether."),
        title=_("Lost to branch and chain"),
    )
    tables.show(
        rows,
        {
            "branch": (_("Branch"), "text"),
            "clients_before": (_("Clients before"), "count"),
            "stayed": (_("Stayed"), "count"),
            "moved_away": (_("In another branch now"), "count"),
            "moved_share": (_("Of those before"), "share"),
            "lapsed": (_("Stayed away altogether"), "count"),
            "lapsed_share": (_("Of these before"), "share"),
            "revenue_lapsed": (
                _("They had spent in 365 days, {currency}").format(currency=build.currency),
                "money",
            ),
            "moved_here": (_("From another branch"), "count"),
            "won": (_("New"), "count"),
            "returned": (_("Returned"), "count"),
            "clients_now": (_("Clients now"), "count"),
        },
        alt=_("Clients of each branch before, lost, won and now."),
        title=_("Branches: lost and won"),
    )
    st.write(overlap(build.answer("branch_overlap", chosen.params)))
    with st.expander(_("Who belongs to a branch")):
        st.write(definitions.of(build, "branch_moves"))
    if chosen.narrows_clients:
        st.caption(
            _(
                "Lost and won are of all clients: services, staff and client types do not narrow "
                "them."
            )
        )


def reading(rows: pl.DataFrame, currency: str) -> str:
    """Say how many were lost to the chain, how many only changed branch, and where it was worst."""
    moved, lapsed = int(rows["moved_away"].sum()), int(rows["lapsed"].sum())
    said = [
        _(
            "{lapsed} stayed away altogether; {moved} only changed the branch and are still yours."
        ).format(lapsed=formats.plural(lapsed, "client", "clients"), moved=formats.count(moved))
    ]
    if lapsed:
        worst = rows.sort("lapsed_share", descending=True, nulls_last=True).row(0, named=True)
        said.append(
            _(
                "**Begin in {branch}**: {share} of those who belonged there stayed away "
                "({clients}); they had spent {money} in 365 days."
            ).format(
                branch=formats.plain(worst["branch"]),
                share=formats.percent(worst["lapsed_share"]),
                clients=formats.count(worst["lapsed"]),
                money=formats.money(round(worst["revenue_lapsed"]), currency),
            )
        )
    return " ".join(said)


def overlap(row: pl.DataFrame) -> str:
    """Say by how much the branches together count more clients than the chain has."""
    clients, several, by_branch = row.select(
        "clients", "clients_of_several", "clients_by_branch"
    ).row(0)
    if not several:
        return _("In the quarters chosen nobody came to more than one branch.")
    return _(
        "{several} came to more than one branch in the quarters chosen: the branches count "
        "{by_branch} clients together, the chain has {clients}."
    ).format(
        several=formats.plural(several, "client", "clients"),
        by_branch=formats.count(by_branch),
        clients=formats.count(clients),
    )
