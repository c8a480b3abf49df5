"""The bridge from the revenue of an earlier month to this one's, in the words of its components."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import polars as pl

from dashboard import formats, periods
from dashboard.language import N_, _

Against = Literal["previous_month", "previous_year"]
AGAINST: Mapping[Against, str] = {
    "previous_month": N_("The month before"),
    "previous_year": N_("The same month last year"),
}

# In the order of the chart: who came this month alone, who in the earlier one alone, those of both
# months, the rest.
COMPONENTS: Mapping[str, str] = {
    "new": N_("New clients"),
    "reactivated": N_("Reactivated"),
    "came_back": N_("Came back"),
    "stayed_away": N_("Stayed away"),
    "lost": N_("Lost clients"),
    "frequency": N_("More or fewer visits"),
    "average_check": N_("Average check"),
    "unidentified": N_("Without a client"),
}
# Whose changes have no names: lines without a client.
NAMELESS = "unidentified"


@dataclass(frozen=True)
class Bridge:
    """The components of a change in revenue; they add up to it, to the cent.

    `rows` has a row per component in the order of the chart: `component`, `label`, `amount`, and
    where its bar begins and ends (`start`, `end`).
    """

    base: date
    shown: date
    revenue_before: float
    revenue_now: float
    rows: pl.DataFrame

    @property
    def change(self) -> float:
        """The change in revenue."""
        return self.revenue_now - self.revenue_before


def of(found: pl.DataFrame, shown: date, against: Against, revenue_now: float) -> Bridge | None:
    """Order the answer to `month_bridge`; none where the earlier month lies before the data."""
    if found.is_empty():
        return None
    base = (
        periods.month_before(shown) if against == "previous_month" else periods.year_before(shown)
    )
    names = pl.DataFrame(
        {
            "component": list(COMPONENTS),
            "label": [_(name) for name in COMPONENTS.values()],
            "place": range(len(COMPONENTS)),
        }
    )
    before = revenue_now - float(found["amount"].sum())
    ordered = names.join(found, on="component", how="left").sort("place")
    amounts = ordered.with_columns(pl.col("amount").fill_null(0.0))
    rows = amounts.with_columns((before + pl.col("amount").cum_sum()).alias("end")).with_columns(
        (pl.col("end") - pl.col("amount")).alias("start")
    )
    return Bridge(base, shown, before, revenue_now, rows.drop("place"))


def sentence(bridge: Bridge, currency: str) -> str:
    """Say by how much revenue changed, and what did most for it either way."""
    before, now = formats.short_month(bridge.base), formats.short_month(bridge.shown)
    said = _("From {before} ({revenue_before}) to {now} ({revenue_now}): {change}.").format(
        before=before,
        now=now,
        revenue_before=formats.money(round(bridge.revenue_before), currency),
        revenue_now=formats.money(round(bridge.revenue_now), currency),
        change=formats.signed_money(round(bridge.change), currency),
    )
    most = bridge.rows.filter(pl.col("amount") > 0).sort("amount", descending=True).head(1)
    least = bridge.rows.filter(pl.col("amount") < 0).sort("amount").head(1)
    parts = [
        _("{label} {amount}").format(
            label=row["label"], amount=formats.signed_money(round(row["amount"]), currency)
        )
        for row in (*most.iter_rows(named=True), *least.iter_rows(named=True))
    ]
    if not parts:
        return said
    return _("{change} The largest parts: {parts}.").format(change=said, parts="; ".join(parts))
