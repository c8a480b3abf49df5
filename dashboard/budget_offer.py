"""The plan as a workbook, to take away."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard import budget_file, buttons, downloads, language
from dashboard.data import Build
from dashboard.language import _
from dashboard.plans import Plan
from dashboard.slices import Slice


def draw(
    build: Build,
    chosen: Slice,
    params: Mapping[str, Any],
    plan: Plan,
    frames: Mapping[str, pl.DataFrame],
) -> None:
    """Draw the button; `params` hold the targets and the dimension of the prices.

    `frames` are the prices, the cases and the levels of spend.
    """
    assumed = budget_file.assumptions(build, chosen, params, plan)

    def content() -> bytes:
        sheets = budget_file.sheets(assumed, frames, params["dimension"], build.currency)
        return downloads.xlsx(sheets)

    buttons.take(_("Download the plan (XLSX)"), language.bound(content), "budget.xlsx")
