"""Value: what clients who came together did since, what each will bring, and how sure that is."""

import polars as pl
import streamlit as st

from dashboard import (
    buttons,
    cohort_charts,
    definitions,
    downloads,
    formats,
    messages,
    pictures,
    reasons,
    tables,
    trust,
    value_groups,
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

st.header(_("What a client will bring in 12 months"), anchor=False)
model = build.answer("value_model").row(0, named=True)
st.write(formats.plain(reasons.said(model["note"])))
if model["model"] == "cohort":
    st.stop()
st.caption(_("Margin of the whole chain to come, discounted; the choices above do not change it."))
level = values.choice(_("Clients by"), value_groups.LEVELS, "level")
groups = value_groups.named(build.answer("value_groups", {"level": level}), build.currency)
pictures.draw(
    cohort_charts.bands(groups, _("Value per client, {currency}").format(currency=build.currency)),
    alt=_("Value per client by group: a dot, the band of 80% thick, the band of 95% thin."),
)
columns = value_groups.columns(level, build.currency)
tables.show(groups, columns, alt=_("Values and doubts by group."))
with st.expander(_("What the bands and doubts mean")):
    st.write(definitions.of(build, "value_groups"))
st.subheader(_("What it expected, and what came"), anchor=False)
st.write(trust.back_test(model, build))
st.write(trust.independence(model))
