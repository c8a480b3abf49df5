"""A plan: money or new clients, at a cost assumed, and what comes of it if that is wrong."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl
import streamlit as st

from dashboard import formats, values
from dashboard.language import N_, _
from dashboard.tables import How

COSTS = {
    "cheaper": N_("25% cheaper"),
    "assumed": N_("as assumed"),
    "dearer": N_("25% dearer"),
}
VALUES = {"low": N_("low"), "mid": N_("middle"), "high": N_("high")}
GIVEN = {"money": N_("Money available"), "clients": N_("New clients wanted")}
_MONEY, _CLIENTS = 1000.0, 20.0
_NOT_KNOWN = N_("not known: what do you expect?")
_FROM_DATA = N_("What they cost in the last 12 months, or what further ones cost if that is more.")
_TYPED = N_("Nobody knows what they cost: fill in what you expect.")


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
    rows = {row["slice_name"]: row for row in by_cost.iter_rows(named=True)}
    code = st.selectbox(
        _("New clients of"),
        list(rows),
        format_func=lambda code: rows[code]["group"] if code in rows else code,
        key="of",
        bind="query-params",
    )
    return rows[code or next(iter(rows))]


def make(row: Mapping[str, Any], levels: pl.DataFrame, currency: str) -> Plan | None:
    """Let the plan be made; none until somebody says what a new client costs."""
    is_money = values.choice(_("What is given"), GIVEN, "given") == "money"
    available = _("Money available, {currency}").format(currency=currency)
    known = known_cost(row, levels)
    left, right = st.columns(2)
    # Each has its own address: money is not taken for clients when the other is chosen.
    amount = left.number_input(
        available if is_money else _(GIVEN["clients"]),
        min_value=1.0,
        value=_MONEY if is_money else _CLIENTS,
        step=100.0 if is_money else 1.0,
        format="%.0f",
        key="money" if is_money else "newcomers",
        bind="query-params",
    )
    cac = right.number_input(
        _("Cost of one more new client, {currency}").format(currency=currency),
        min_value=0.01,
        value=None,
        format="%.2f",
        placeholder=_(_NOT_KNOWN) if known is None else formats.amount(known),
        key="cost",
        bind="query-params",
        help=_(_TYPED if known is None else _FROM_DATA),
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
        _("Money"): formats.money(mid["money"], currency),
        _("New clients"): formats.count(mid["new_clients"]),
        _("Margin of their first year"): formats.money(round(mid["margin"]), currency),
        _("Left over"): formats.money(round(mid["left_over"]), currency),
    }
    bands = ("money", "new_clients", "margin", "left_over")
    for (label, figure), name, column in zip(figures.items(), bands, st.columns(4), strict=True):
        with column.container(border=True, height="stretch"):
            st.metric(label, figure)
            if low[name] != high[name]:
                least, most = (formats.money(round(case[name]), currency) for case in (low, high))
                st.caption(formats.plain(_("{low} to {high}").format(low=least, high=most)))
    st.write(" ".join((_back(low, mid, high), _allowed(mid))))


def _back(low: Mapping[str, Any], mid: Mapping[str, Any], high: Mapping[str, Any]) -> str:
    if mid["payback_months"] is None:
        return _("The cost does not come back within the months seen of past clients.")
    months, earliest = (formats.number(case["payback_months"], "0.0") for case in (mid, high))
    if low["payback_months"] is None:
        return _(
            "The cost of a client has come back {months} months after the month of the first "
            "visit (never, as far as was seen, if the value is low, after {earliest} if it is "
            "high)."
        ).format(months=months, earliest=earliest)
    if not low["payback_months"]:
        return _("The first visit brings back what a client costs, even if the value is low.")
    return _(
        "The cost of a client has come back {months} months after the month of the first visit "
        "(after {latest} if the value is low, after {earliest} if it is high)."
    ).format(months=months, latest=formats.number(low["payback_months"], "0.0"), earliest=earliest)


def _allowed(mid: Mapping[str, Any]) -> str:
    if mid["is_allowed"]:
        return _("That is no more than a client may cost.")
    return _("**That is more than a client may cost** under the targets above.")


def sensitivity(rows: pl.DataFrame) -> pl.DataFrame:
    """Name the cases, the cheapest clients first."""
    return rows.with_columns(
        pl.col("cost_case").replace({code: _(name) for code, name in COSTS.items()}),
        pl.col("value_case").replace({code: _(name) for code, name in VALUES.items()}),
        pl.when("is_allowed").then(pl.lit(_("yes"))).otherwise(pl.lit(_("no"))).alias("allowed"),
    )


def columns(currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of the table of what may come."""
    return {
        "cost_case": (_("Cost of a client"), "text"),
        "value_case": (_("Value of a client"), "text"),
        "cac": (_("A client costs, {currency}").format(currency=currency), "money"),
        "new_clients": (_("New clients"), "count"),
        "money": (_("Money, {currency}").format(currency=currency), "money"),
        "margin": (_("Margin of the first year, {currency}").format(currency=currency), "money"),
        "left_over": (_("Left over, {currency}").format(currency=currency), "money"),
        "payback_months": (_("Months until it is back"), "number"),
        "allowed": (_("No dearer than allowed"), "text"),
    }
