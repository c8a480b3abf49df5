"""How far the values of clients can be trusted, in words; `model` is the row of `value_model`."""

from collections.abc import Mapping
from typing import Any

from dashboard import formats
from dashboard.data import Build


def back_test(model: Mapping[str, Any], build: Build) -> str:
    """Say what the model expected of the last 26 weeks, and what came."""
    if model["holdout_k"] is None:
        return "Too little was known 26 weeks ago for a forecast that could be checked today."
    inside = model["holdout_low"] <= model["holdout_actual_visits"] <= model["holdout_high"]
    low, high = (formats.count(model[name]) for name in ("holdout_low", "holdout_high"))
    wide_low, wide_high = (
        formats.count(model[name]) for name in ("holdout_low_95", "holdout_high_95")
    )
    money = formats.plain(formats.money(model["holdout_expected_revenue"], build.currency))
    came = formats.plain(formats.money(model["holdout_actual_revenue"], build.currency))
    return (
        f"Learnt from what was known before {formats.day(model['holdout_from'])}, the model "
        f"expected {formats.plural(model['holdout_expected_visits'], 'visit')} of "
        f"{formats.plural(model['holdout_clients'], 'client')} in the 26 weeks since; "
        f"{formats.count(model['holdout_actual_visits'])} came: "
        f"{_off(model['holdout_bias'])}. The band of 80 % was {low} to {high} and "
        f"{'holds' if inside else 'misses'} what came (95 %: {wide_low} to {wide_high}). Of one "
        f"client it was off by {model['holdout_mae']:.2f} visits in the mean. In money: "
        f"{money} expected, {came} came, {_off(model['holdout_revenue_bias'], 'much', 'little')}."
    )


def _off(bias: float | None, over: str = "many", under: str = "few") -> str:
    if bias is None:
        return "nothing to compare with"
    return f"{formats.percent(abs(bias))} too {over if bias > 0 else under}"


def independence(model: Mapping[str, Any]) -> str:
    """Say whether those who come often also pay more, which the model takes them not to."""
    rho = model["frequency_check_correlation"]
    if rho is None:
        return "Too few clients paid to tell whether those who come often pay more a visit."
    # Below a hundredth the sign says nothing.
    rho = round(rho, 2) or 0.0
    said = f"Correlation of how often and how much: {rho:.2f}"
    if model["is_check_independent"]:
        return f"{said}. The model takes the two as independent, and they nearly are."
    who = "too low for" if rho > 0 else "too high for"
    return f"{said}. The model takes the two as independent: values are {who} those who come often."
