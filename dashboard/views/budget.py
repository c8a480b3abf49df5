"""Budget: what a new client may cost, what a plan brings, and where more money stops to pay."""

import polars as pl
import streamlit as st

from dashboard import (
    budget,
    budget_charts,
    budget_offer,
    messages,
    pictures,
    plans,
    spend_levels,
    tables,
    values,
)
from dashboard.language import _

build, chosen = st.session_state.build, st.session_state.slice
st.header(_("What a new client may cost"), anchor=False)
values.scope(chosen)
targets = budget.targets(build)
dimension = values.choice(_("A price for each"), budget.DIMENSIONS, "prices")
params = {**chosen.params, **targets, "channels": None, "dimension": dimension}
found = build.answer("budget_prices", params)
if found.is_empty():
    messages.nothing(_("first visits in months that are over"), chosen)

prices = budget.prices(found, build.currency)
is_channel = dimension == "acquisition_channel"
st.write(budget.how_to_read(targets))
pictures.draw(
    budget_charts.prices(prices, build.currency),
    alt=_("What a new client may cost, a bar each; a mark where they cost something now."),
)
tables.show(prices, budget.columns(dimension, build.currency), alt=_("What clients may cost."))
if is_channel:
    budget.unknown(prices)

st.header(_("A plan"), anchor=False)
priced = prices.filter(pl.col("allowable_cac").is_not_null())
if priced.is_empty():
    st.write(_(budget.NO_PRICE))
    st.stop()
row = plans.choose(priced)
levels = build.answer(
    "spend_levels", {"channel": row["slice_name"], "allowable_cac": row["allowable_cac"]}
)
plan = plans.make(row, levels, build.currency)
if plan is None:
    st.write(_("Fill in what one more new client costs, and the plan appears."))
    st.stop()
outcome = build.answer("budget_plan", {**params, **plan.params})
plans.draw(outcome, build.currency)
cases = plans.sensitivity(outcome)
st.subheader(_("If the cost or the value is different"), anchor=False)
tables.show(cases, plans.columns(build.currency), alt=_("The plan under nine assumptions."))

if is_channel:
    st.subheader(_("What more money a month brought"), anchor=False)
    st.write(spend_levels.where_to_stop(levels, row["allowable_cac"], build.currency))
    if levels.height:
        columns = spend_levels.columns(build.currency)
        tables.show(levels, columns, alt=_("Months by what they cost."))
frames = {"prices": prices, "cases": cases, "levels": levels}
budget_offer.draw(build, chosen, params, plan, frames)
