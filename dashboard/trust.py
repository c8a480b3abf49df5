"""How far the values of clients can be trusted, in words; `model` is the row of `value_model`."""

from collections.abc import Mapping
from typing import Any

from dashboard import formats
from dashboard.data import Build
from dashboard.language import N_, _

_TOO_MANY = (N_("{share} too many"), N_("{share} too few"))
_TOO_MUCH = (N_("{share} too much"), N_("{share} too little"))


def back_test(model: Mapping[str, Any], build: Build) -> str:
    """Say what the model expected of the last 26 weeks, and what came."""
    if model["holdout_k"] is None:
        return _("Too little was known 26 weeks ago for a forecast that could be checked today.")
    inside = model["holdout_low"] <= model["holdout_actual_visits"] <= model["holdout_high"]
    low, high = (formats.count(model[name]) for name in ("holdout_low", "holdout_high"))
    wide_low, wide_high = (
        formats.count(model[name]) for name in ("holdout_low_95", "holdout_high_95")
    )
    money = formats.plain(formats.money(model["holdout_expected_revenue"], build.currency))
    came = formats.plain(formats.money(model["holdout_actual_revenue"], build.currency))
    band = (
        _("The band of 80% was {low} to {high} and holds what came (95%: {low_95} to {high_95}).")
        if inside
        else _(
            "The band of 80% was {low} to {high} and misses what came (95%: {low_95} to {high_95})."
        )
    )
    return " ".join(
        (
            _(
                "Learnt from what was known before {day}, the model expected {visits} of {clients} "
                "in the 26 weeks since; {came} came: {off}."
            ).format(
                day=formats.day(model["holdout_from"]),
                visits=formats.plural(model["holdout_expected_visits"], "visit", "visits"),
                clients=formats.plural(model["holdout_clients"], "client", "clients"),
                came=formats.count(model["holdout_actual_visits"]),
                off=_off(model["holdout_bias"], _TOO_MANY),
            ),
            band.format(low=low, high=high, low_95=wide_low, high_95=wide_high),
            _("Of one client it was off by {visits} visits on average.").format(
                visits=formats.number(model["holdout_mae"], "0.00")
            ),
            _("In money: {money} expected, {came} came, {off}.").format(
                money=money, came=came, off=_off(model["holdout_revenue_bias"], _TOO_MUCH)
            ),
        )
    )


def _off(bias: float | None, over_and_under: tuple[str, str]) -> str:
    if bias is None:
        return _("nothing to compare with")
    over, under = over_and_under
    return _(over if bias > 0 else under).format(share=formats.percent(abs(bias)))


def independence(model: Mapping[str, Any]) -> str:
    """Say whether those who come often also pay more, which the model takes them not to."""
    rho = model["frequency_check_correlation"]
    if rho is None:
        return _("Too few clients paid to tell whether those who come often pay more a visit.")
    # Below a hundredth the sign says nothing.
    rho = round(rho, 2) or 0.0
    said = _("Correlation of how often and how much: {correlation}.").format(
        correlation=formats.number(rho, "0.00")
    )
    if model["is_check_independent"]:
        means = _("The model takes the two as independent, and they nearly are.")
    elif rho > 0:
        means = _(
            "The model takes the two as independent: values are too low for those who come often."
        )
    else:
        means = _(
            "The model takes the two as independent: values are too high for those who come often."
        )
    return f"{said} {means}"
