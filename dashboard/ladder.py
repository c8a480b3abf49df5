"""The visit ladder: of those who came once, how many come a second, a third, a fifth time."""

from collections.abc import Mapping
from datetime import date

import polars as pl
import streamlit as st

from dashboard import formats, messages, people_charts, pictures, return_window, tables, values
from dashboard.data import Build
from dashboard.language import N_, _
from dashboard.places import in_place
from dashboard.slices import Slice
from dashboard.tables import How

_COHORTS = {
    "all": N_("All so far"),
    "year": N_("Four quarters"),
    "chosen": N_("Chosen ones"),
}
_GROUPS = {
    "first_service_category": N_("First service"),
    "branch": N_("Branch"),
    "staff": N_("Staff"),
    "cohort_quarter": N_("Quarter of the first visit"),
}
_STEPS = {
    2: N_("Came twice"),
    3: N_("Three times"),
    4: N_("Four times"),
    5: N_("Five times"),
}
_QUARTERS_OF_A_YEAR = 4
_SECOND, _THIRD, _FIFTH = 2, 3, 5
# Of fewer the weakest step is not named.
_ENOUGH = 30


@in_place
def draw(build: Build, chosen: Slice) -> None:
    """Draw the ladder of the slice, and its steps by group."""
    with st.container(horizontal=True):
        days = return_window.choose(build)
        cohorts = values.choice(
            _("First visits"), {code: _(said) for code, said in _COHORTS.items()}, "ladder_of"
        )
    params = {**chosen.params, "days": days, "cohorts": _quarters(build, chosen, cohorts)}
    _scope(chosen)
    rows = build.answer("visit_ladder", {**params, "dimension": "all"})
    if rows.is_empty():
        messages.nothing_here(_("first visits"), chosen)
        return
    st.markdown(reading(rows, days))
    pictures.draw(
        people_charts.ladder(_in_words(rows)),
        alt=_("Share of the first visits that lead to a second, third, fourth and fifth."),
        title=_("The visit ladder"),
    )
    tables.show(
        _in_words(rows),
        _columns(days),
        alt=_("The steps of the ladder, with clients and shares."),
        title=_("The steps of the ladder"),
        mart="visit_ladder",
    )
    by = values.choice(
        _("Compare by"), {code: _(said) for code, said in _GROUPS.items()}, "ladder_by"
    )
    groups = build.answer("visit_ladder", {**params, "dimension": by})
    tables.show(
        _across(groups),
        _group_columns(_(_GROUPS[by])),
        alt=_("Shares that make each step, by group; steps nobody could make yet stay empty."),
        title=_("The visit ladder by group"),
    )
    st.caption(_("In this table each share is of those who made the visit before."))


def reading(rows: pl.DataFrame, days: int) -> str:
    """Say how many of a hundred go on, and where most are lost; `rows` is the ladder of all."""
    shares = dict(rows.drop_nulls("share_of_cohort").select("step", "share_of_cohort").iter_rows())
    if not shares:
        return _("Too early: nobody was seen for a day after the first visit.")
    first = rows.row(0, named=True)
    within = formats.plural(days, "day", "days")
    said = [
        _(
            "Of 100 who come once, **{twice} come again** within {days}, {three} a third and "
            "{five} a fifth time."
        ).format(
            twice=formats.count(100 * shares[_SECOND]),
            three=formats.count(100 * shares[_THIRD]),
            five=formats.count(100 * shares[_FIFTH]),
            days=within,
        )
        if _FIFTH in shares
        else _("Of 100 who come once, **{twice} come again** within {days}.").format(
            twice=formats.count(100 * shares[_SECOND]), days=within
        ),
        *_weakest(rows),
    ]
    if first["days_seen"] < days:
        said.append(
            _("They were seen for {seen} at most so far: the shares can only rise.").format(
                seen=formats.plural(first["days_seen"], "day", "days")
            )
        )
    return " ".join(said)


def _weakest(rows: pl.DataFrame) -> list[str]:
    """Name the step that fewest make, among those known of clients enough."""
    known = rows.filter((pl.col("clients") >= _ENOUGH) & pl.col("share").is_not_null())
    if known.is_empty():
        return []
    step = known.sort("share", "step").row(0, named=True)
    return [
        _("Most are lost before visit {number}, which {share} of {clients} make.").format(
            number=step["step"],
            share=formats.percent(step["share"]),
            clients=formats.plural(step["clients"], "client", "clients"),
        )
    ]


def _quarters(build: Build, chosen: Slice, cohorts: str) -> list[date] | None:
    """Give the quarters of first visits that are looked at; none means all."""
    if cohorts == "chosen":
        return list(chosen.quarters)
    if cohorts == "all":
        return None
    known = build.answer("quarters")["quarter_start"].to_list()
    return [start for start in known if start <= max(chosen.quarters)][:_QUARTERS_OF_A_YEAR]


@in_place
def _scope(chosen: Slice) -> None:
    said = [_("Branches, service categories and staff are those of the first visit.")]
    if chosen.client_types or chosen.services:
        said.append(_("Client types and single services do not narrow the ladder."))
    st.caption(" ".join(said))


def _in_words(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(
        pl.Series("name", [_(_STEPS[step]) for step in rows["step"]], pl.String),
        pl.Series(
            "label",
            [
                _("{step}: {share}").format(
                    step=_(_STEPS[step]), share=formats.figure(share, "share", "")
                )
                for step, share in rows.select("step", "share_of_cohort").iter_rows()
            ],
            pl.String,
        ),
        pl.Series(
            "certain", [_("final") if done else _("can rise") for done in rows["is_complete"]]
        ),
    )


def _columns(days: int) -> Mapping[str, tuple[str, How]]:
    return {
        "name": (_("Visit"), "text"),
        "clients": (_("Made the visit before"), "count"),
        "reached": (_("Of these so far"), "count"),
        "share": (_("Within {days}").format(days=formats.plural(days, "day", "days")), "share"),
        "share_of_cohort": (_("Of all first visits"), "share"),
        "certain": (_("The share is"), "text"),
    }


def _across(rows: pl.DataFrame) -> pl.DataFrame:
    """Put the steps of a group side by side: the newest quarter, else the largest group, first."""
    steps = [
        pl.col("share").filter(pl.col("step") == step).first().alias(f"step_{step}")
        for step in _STEPS
    ]
    clients = pl.col("clients").filter(pl.col("step") == _SECOND).first()
    across = rows.group_by("group_name").agg(clients, *steps)
    is_time = all(code[:4].isdigit() for code in across["group_name"])
    order = across.sort("group_name" if is_time else "clients", "group_name", descending=True)
    names = [values.named(code) for code in order["group_name"]]
    return order.with_columns(pl.Series("group", names, pl.String))


def _group_columns(title: str) -> Mapping[str, tuple[str, How]]:
    steps: Mapping[str, tuple[str, How]] = {
        f"step_{step}": (_(name), "share") for step, name in _STEPS.items()
    }
    return {"group": (title, "text"), "clients": (_("First visits"), "count"), **steps}
