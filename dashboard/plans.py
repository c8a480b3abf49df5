"""A plan: money or new clients, at a cost assumed, and what comes of it if that is wrong."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl
import streamlit as st

from dashboard import formats
from dashboard.tables import How

COSTS = {"cheaper": "25 % cheaper", "assumed": "as assumed", "dearer": "25 % dearer"}
VALUES = {"low": "low", "mid": "middle", "high": "high"}
MONEY, CLIENTS = "Money available", "New clients wanted"
_MONEY, _CLIENTS = 1000.0, 20.0
_NOT_KNOWN = "not known: what do you expect?"
_FROM_DATA = "What they cost in the last 12 months, or what further ones cost if that is more."
_TYPED = "Nobody knows what they cost: fill in what you expect."


@dataclass(frozen=True)
class Plan:
    """What the marketing lead wants: of which slice, for how much or how many, at what cost."""

    slice_name: str
    is_money: bool
    amount: float
    cac: float

    @property
    def params(self) -> dict[str, Any]:
        """The plan as query parameters."""
        return asdict(self)


def choose(priced: pl.DataFrame) -> Mapping[str, Any]:
    """Let the slice be chosen whose price is known; there are one or more."""
    by_cost = priced.sort("knows_spend", descending=True, maintain_order=True)
    rows = {row["group"]: row for row in by_cost.iter_rows(named=True)}
    name = st.selectbox("New clients of", list(rows), key="of", bind="query-params")
    return rows[name or next(iter(rows))]


def make(row: Mapping[str, Any], levels: pl.DataFrame, currency: str) -> Plan | None:
    """Let the plan be made; none until somebody says what a new client costs."""
    given = st.segmented_control(
        "What is given",
        [MONEY, CLIENTS],
        default=MONEY,
        required=True,
        key="given",
        bind="query-params",
    )
    is_money = given == MONEY
    known = known_cost(row, levels)
    left, right = st.columns(2)
    # Each has its own address: money is not taken for clients when the other is chosen.
    amount = left.number_input(
        f"{MONEY}, {currency}" if is_money else CLIENTS,
        min_value=1.0,
        value=_MONEY if is_money else _CLIENTS,
        step=100.0 if is_money else 1.0,
        format="%.0f",
        key="money" if is_money else "newcomers",
        bind="query-params",
    )
    cac = right.number_input(
        f"Cost of one more new client, {currency}",
        min_value=0.01,
        value=None,
        format="%.2f",
        placeholder=_NOT_KNOWN if known is None else f"{known:.2f}",
        key="cost",
        bind="query-params",
        help=_TYPED if known is None else _FROM_DATA,
    )
    assumed = cac or known
    return Plan(row["slice_name"], is_money, float(amount), assumed) if assumed else None


def known_cost(row: Mapping[str, Any], levels: pl.DataFrame) -> float | None:
    """Give the cost of one more client: that of further ones where they are the dearer."""
    if not row["cac"]:
        return None
    further: float | None = levels["marginal_cac"][-1] if levels.height else None
    return max(float(row["cac"]), further or 0)


def draw(rows: pl.DataFrame, currency: str) -> None:
    """Draw what the plan brings as assumed."""
    cases = {
        row["value_case"]: row
        for row in rows.filter(pl.col("cost_case") == "assumed").iter_rows(named=True)
    }
    low, mid, high = (cases[name] for name in VALUES)
    figures = {
        "Money": formats.money(mid["money"], currency),
        "New clients": formats.count(mid["new_clients"]),
        "Margin of their first year": formats.money(round(mid["margin"]), currency),
        "Left over": formats.money(round(mid["left_over"]), currency),
    }
    bands = ("money", "new_clients", "margin", "left_over")
    for (label, figure), name, column in zip(figures.items(), bands, st.columns(4), strict=True):
        with column.container(border=True, height="stretch"):
            st.metric(label, figure)
            if low[name] != high[name]:
                ends = (formats.money(round(case[name]), currency) for case in (low, high))
                st.caption(formats.plain(" to ".join(ends)))
    st.write(" ".join((_back(low, mid, high), _allowed(mid))))


def _back(low: Mapping[str, Any], mid: Mapping[str, Any], high: Mapping[str, Any]) -> str:
    if mid["payback_months"] is None:
        return "The cost does not come back within the months seen of past clients."
    latest = low["payback_months"]
    latest_said = "never, as far as was seen," if latest is None else f"after {latest:.1f}"
    return (
        f"The cost of a client has come back {mid['payback_months']:.1f} months after the month "
        f"of the first visit ({latest_said} if the value is low, after "
        f"{high['payback_months']:.1f} if it is high)."
    )


def _allowed(mid: Mapping[str, Any]) -> str:
    if mid["is_allowed"]:
        return "A client costs no more than one may."
    return "**A client costs more than one may** under the targets above."


def sensitivity(rows: pl.DataFrame) -> pl.DataFrame:
    """Name the cases, the cheapest clients first."""
    return rows.with_columns(
        pl.col("cost_case").replace(COSTS),
        pl.col("value_case").replace(VALUES),
        pl.when("is_allowed").then(pl.lit("yes")).otherwise(pl.lit("no")).alias("allowed"),
    )


def columns(currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of the table of what may come."""
    return {
        "cost_case": ("Cost of a client", "text"),
        "value_case": ("Value of a client", "text"),
        "cac": (f"A client costs, {currency}", "money"),
        "new_clients": ("New clients", "count"),
        "money": (f"Money, {currency}", "money"),
        "margin": (f"Margin of the first year, {currency}", "money"),
        "left_over": (f"Left over, {currency}", "money"),
        "payback_months": ("Months until it is back", "number"),
        "allowed": ("No dearer than allowed", "text"),
    }
