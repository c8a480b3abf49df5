"""Value: what clients who came together did since, what each will bring, and how sure that is."""

import polars as pl
import streamlit as st

from dashboard import (
    buttons,
    cohort_charts,
    downloads,
    messages,
    pictures,
    value_forecast,
    values,
)
from dashboard.language import _

build, chosen = st.session_state.build, st.session_state.slice
channels = build.answer("channels")["channel"].to_list()
picked = st.multiselect(
    _("Channels new clients came by"),
    channels,
    key="channels",
    placeholder=_("All"),
    bind="query-params",
)
period = values.choice(_("Cohorts by"), values.PERIODS, "cohorts")
params = {**chosen.params, "channels": picked or None, "period": period}
found = build.answer("cohort_triangle", params)
if found.is_empty():
    messages.nothing(_("first visits in months that are over"), chosen)

st.header(_("Those who first came together"), anchor=False)
values.scope(chosen)
measure = values.MEASURES[values.choice(_("Figure"), values.TITLES, "figure")]
title = _(measure.title)
ages = int(values.choice(_("Months shown"), {str(age): str(age) for age in values.AGES}, "ages"))
cells = values.cells(found.filter(pl.col("age_months") <= ages), measure, period, build.currency)
st.write(values.how_to_read(measure, build.currency))
pictures.draw(
    cohort_charts.triangle(cells, title),
    alt=_(
        "{figure} by cohort of the first visit and months since. The file below has every cell."
    ).format(figure=title),
)
buttons.take(
    _("Download the cohorts (CSV)"), lambda: downloads.csv(found), f"cohorts-by-{period}.csv"
)

st.subheader(_("The mean line"), anchor=False)
by = values.choice(_("A line for each"), values.DIMENSIONS, "lines")
rows = values.lines(build.answer("cohort_lines", {**params, "dimension": by}), ages)
st.write(
    _("Every client won counts, also those who never came back; the future counts for nobody.")
)
pictures.draw(
    cohort_charts.mean_lines(rows, measure.line, *values.axis(measure, build.currency)),
    alt=_("{figure} by months since the first visit, a line for each slice.").format(
        figure=_(measure.line_title)
    ),
)

value_forecast.draw(build)
