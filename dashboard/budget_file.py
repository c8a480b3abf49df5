"""The plan as a workbook: its assumptions first, then prices, cases and months."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard import budget, definitions, plans, spend_levels, tables
from dashboard.data import Build
from dashboard.language import _
from dashboard.plans import Plan
from dashboard.slices import Slice


def sheets(
    assumed: pl.DataFrame, frames: Mapping[str, pl.DataFrame], dimension: str, currency: str
) -> Mapping[str, pl.DataFrame]:
    """Give the sheets by name; `frames` are the prices, the cases and the levels of spend."""
    return {
        _("Assumptions"): assumed,
        _("Prices"): tables.titled(frames["prices"], budget.columns(dimension, currency)),
        _("Plan"): tables.titled(frames["cases"], plans.columns(currency)),
        _("Months by cost"): tables.titled(frames["levels"], spend_levels.columns(currency)),
    }


def assumptions(
    build: Build, chosen: Slice, targets: Mapping[str, Any], plan: Plan
) -> pl.DataFrame:
    """List what the plan stands on: choices, definitions, build and the day of the data."""
    settings = build.settings.value
    newest = build.answer("quarters").row(0, named=True)
    given = _(plans.GIVEN["money" if plan.is_money else "clients"])
    said = {
        _("Salon"): build.settings.salon.name,
        _("Slice"): chosen.in_words,
        _("Data up to"): newest["as_of"].isoformat(),
        _("Build"): build.publication.file,
        _("Built at (UTC)"): build.publication.published_at,
        _("Currency"): build.currency,
        _("Margin: share of revenue that is left"): str(settings.margin),
        _("Discount a year"): str(settings.discount_rate),
        _("Value of the first year by cost, at least"): str(targets["target_ratio"]),
        _("Months in which the cost must be back"): str(targets["target_month"]),
        _("New clients of"): plan.slice_name,
        given: str(plan.amount),
        _("Cost of one more new client"): str(round(plan.cac, 2)),
        _("Value of the first year means"): definitions.of(build, "acquisition", "clv_12m") or "",
        _("Cost means"): definitions.of(build, "acquisition", "acquisition_cost") or "",
        _("May cost means"): _(
            "The least of the lower end (8 in 10) of the value by the ratio, and of the margin "
            "that has come back by the month aimed at, taken as much lower."
        ),
        _("Not known is not 0"): _(budget.UNKNOWN_SPEND),
    }
    return pl.DataFrame({_("What"): list(said), _("Is"): list(said.values())})
