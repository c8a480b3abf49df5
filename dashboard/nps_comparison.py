"""Scores side by side: every branch, type, service … against the others, and any two of them."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard import feedback_charts, formats, links, nps, pictures, tables, values, words
from dashboard.data import Build
from dashboard.language import N_, _
from dashboard.places import in_place
from dashboard.tables import How

DIMENSIONS = {
    "branch": N_("Branch"),
    "client_type": N_("Client type"),
    "service_category": N_("Service"),
    "staff": N_("Staff"),
    "age_band": N_("Age"),
    "gender": N_("Gender"),
}
_MOST_BARS = 15
_TWO = 2


@in_place
def draw(build: Build, params: Mapping[str, Any]) -> None:
    """Draw the scores of all members of a dimension, and the comparison of two of them."""
    dimension = values.choice(_("Compare"), DIMENSIONS, "compare")
    asked = {**params, "grouping": dimension}
    rows = named(build.answer("nps_by_member", asked), dimension)
    if rows.is_empty():
        st.write(_("No answer says which: nothing to compare."))
        return
    st.markdown(outstanding(rows))
    shown = rows.filter(pl.col("nps").is_not_null()).head(_MOST_BARS)
    if shown.height:
        titles = (_("NPS"), _("At least"), _("At most"), _("Answers"))
        pictures.draw(
            feedback_charts.intervals(shown, "name", titles),
            alt=_("NPS of each, with the interval it lies in."),
            title=_("NPS compared"),
        )
    tables.show(rows, _columns(), alt=_("NPS of each against all others."))
    if rows.height >= _TWO:
        _pair(build, asked, rows)


def named(rows: pl.DataFrame, dimension: str) -> pl.DataFrame:
    """Name the members and what their difference is worth."""
    says = _names(dimension)
    return rows.with_columns(
        # No score differs by minus nothing.
        pl.col("difference").round() + 0.0,
        pl.Series("name", [says(member) for member in rows["member"]], dtype=pl.String),
        pl.col("reading").replace({code: _(text) for code, text in words.READINGS.items()}),
        pl.col("difference_reading")
        .replace({code: _(text) for code, text in nps.CHANGES.items()})
        .alias("in_words"),
    )


def outstanding(rows: pl.DataFrame) -> str:
    """Say who is really better or worse than all others together."""
    better = rows.filter(pl.col("difference_reading") == "up")["name"].to_list()
    worse = rows.filter(pl.col("difference_reading") == "down")["name"].to_list()
    if better and worse:
        return _("Really better than the others: **{better}**. Really worse: **{worse}**.").format(
            better=_listed(better), worse=_listed(worse)
        )
    if better or worse:
        template = (
            _("Really better than the others: **{names}**. The rest lies within noise.")
            if better
            else _("Really worse than the others: **{names}**. The rest lies within noise.")
        )
        return template.format(names=_listed(better or worse))
    if rows.filter(pl.col("difference").is_not_null()).is_empty():
        return _("Too few answers to compare: the counts are below.")
    return _("None stands out: all differences lie within noise.")


def pair(row: Mapping[str, Any], first: str, second: str, hidden_below: int) -> str:
    """Say whether two of them differ."""
    both = row["of_both"]
    apart = (
        ""
        if not both
        else _("{answers} about both are left out.").format(
            answers=formats.plural(both, "answer", "answers")
        )
    )
    if row["reading"] == "hidden":
        said = _("{first} and {second}: not compared, one has fewer than {needed} answers.")
    else:
        said = {
            "up": _(
                "**{first} is really better than {second}**: {one} against {other}, "
                "{difference} ({low} to {high})."
            ),
            "down": _(
                "**{first} is really worse than {second}**: {one} against {other}, {difference} "
                "({low} to {high})."
            ),
            "noise": _(
                "{first} and {second} differ **within noise**: {one} against {other}, "
                "{difference} ({low} to {high})."
            ),
            "untested": _(
                "{first} and {second}: {one} against {other}; all gave the same, nothing to test."
            ),
        }[row["difference_reading"]]
    names = {"first": formats.plain(first), "second": formats.plain(second)}
    if row["reading"] == "hidden":
        said = said.format(**names, needed=formats.count(hidden_below))
    else:
        said = said.format(
            **names,
            one=formats.score(row["first_nps"]),
            other=formats.score(row["second_nps"]),
            difference=formats.score_change(row["difference"]),
            low=formats.score(row["difference_low"]),
            high=formats.score(row["difference_high"]),
        )
    return f"{said} {apart}".strip()


def _pair(build: Build, asked: Mapping[str, Any], rows: pl.DataFrame) -> None:
    says = _names(asked["grouping"])
    members = rows["member"].to_list()
    left, right = st.columns(2)
    with left:
        first = _one_of(_("This one"), f"this_{asked['grouping']}", members, says, 0)
    with right:
        second = _one_of(_("against"), f"against_{asked['grouping']}", members, says, 1)
    if first == second:
        st.write(_("Choose two different ones."))
        return
    row = build.answer("nps_pair", {**asked, "first": first, "second": second})
    needed = build.settings.definitions.hidden_below_answers
    st.markdown(pair(row.row(0, named=True), says(first), says(second), needed))


def _one_of(
    label: str, key: str, members: list[str], says: Callable[[str], str], place: int
) -> str:
    links.understand_one(key, members, says)
    chosen: str = st.selectbox(
        label, members, index=place, format_func=says, key=key, bind="query-params"
    )
    return chosen


def _names(dimension: str) -> Callable[[str], str]:
    return {"client_type": words.client_type, "service_category": words.category}.get(
        dimension, str
    )


def _columns() -> Mapping[str, tuple[str, How]]:
    return {
        "name": (_("Who"), "text"),
        "nps": (_("NPS"), "score"),
        "nps_low": (_("At least"), "score"),
        "nps_high": (_("At most"), "score"),
        "difference": (_("Against the others"), "score"),
        "in_words": (_("Verdict"), "text"),
        "responses": (_("Answers"), "count"),
        "promoters": (_("Promoters"), "count"),
        "passives": (_("Passives"), "count"),
        "detractors": (_("Detractors"), "count"),
        "reading": (_("How to read it"), "text"),
    }


def _listed(names: list[str]) -> str:
    return words.listed([formats.plain(name) for name in names])
