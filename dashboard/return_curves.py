"""The return after the first visit: day by day, and month by month."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard import charts, people_charts, pictures, returns, values
from dashboard.data import Build
from dashboard.language import _
from dashboard.places import in_place


@in_place
def draw(build: Build, params: Mapping[str, Any], by: str) -> None:
    """Draw the share of new clients who came again by each day, of all or `by` group."""
    st.subheader(_("The return after the first visit, day by day"), anchor=False)
    curves = values.choice(_("Lines"), {"all": _("All together"), by: _("By group")}, "curves")
    drawn = returns.named(build.answer("return_curve", {**params, "dimension": curves}))
    st.write(returns.curve(drawn, params["days"]))
    if drawn.height:
        pictures.draw(
            people_charts.returns(drawn, params["days"]),
            alt=_("Share of new clients who came again by each day after the first visit."),
            title=_("Return after the first visit"),
        )


@in_place
def draw_months(months: pl.DataFrame) -> None:
    """Draw the shares month by month, where more than one month is known."""
    if months.drop_nulls("first_retention").height <= 1:
        return
    st.subheader(_("By month"), anchor=False)
    lines = {"first_retention": _("New clients"), "known_retention": _("Known clients")}
    pictures.draw(
        charts.months_lines(months, lines, _("Came again"), ".0%"),
        alt=_("Share of new and of known clients who came again, a line each by month."),
    )
    st.caption(_("Months whose days are not over for every visit are left out."))
