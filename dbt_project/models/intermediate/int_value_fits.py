"""What clients' histories teach about how often they come and what they pay, from three looks."""

import polars as pl

_SCHEMA = {
    "weeks_ago": pl.Int64,
    "clients": pl.Int64,
    "repeat_visits": pl.Int64,
    "k": pl.Int64,
    "r": pl.Float64,
    "alpha": pl.Float64,
    "a": pl.Float64,
    "b": pl.Float64,
    "log_likelihood": pl.Float64,
    "log_covariance": pl.List(pl.Float64),
    "check_p": pl.Float64,
    "check_q": pl.Float64,
    "check_v": pl.Float64,
    "check_log_likelihood": pl.Float64,
    "check_log_covariance": pl.List(pl.Float64),
    "frequency_check_correlation": pl.Float64,
    "paying_clients": pl.Int64,
    "expected_visits": pl.Float64,
    "individual_error": pl.Float64,
    "parameter_error": pl.Float64,
    "actual_visits": pl.Int64,
    "mean_absolute_error": pl.Float64,
    "expected_revenue": pl.Float64,
    "actual_revenue": pl.Float64,
    "model_error": pl.Float64,
}
_LOOKS = {0: "", 26: "_26w_ago", 52: "_52w_ago"}


def model(dbt, session):  # noqa: ANN001, ANN201, ARG001  (dbt calls it, with objects of its own)
    """Give one row per look that a model can be learnt from."""
    # In one order: sums of the same numbers in another one end in other digits.
    histories = dbt.ref("int_client_histories").pl().sort("client_key")
    clients = int(dbt.config.get("least_clients"))
    repeats = int(dbt.config.get("least_repeat_visits"))
    found = []
    for weeks, look in _LOOKS.items():
        known = histories.filter(pl.col(f"visits{look}") > 0)
        if known.height >= clients and known[f"visits{look}"].sum() - known.height >= repeats:
            found += _learnt(known, weeks)
    for fit in found:
        fit["model_error"] = _model_error(fit, found)
    return pl.DataFrame(found, schema=_SCHEMA, orient="row").to_arrow()


def _learnt(known, weeks):  # noqa: ANN001, ANN202
    # Imported where there is something to learn: scipy takes longer than a small salon's build.
    from warehouse.value import checks, looks  # noqa: PLC0415
    from warehouse.value.purchases import NotFittedError  # noqa: PLC0415

    look = _look(known, weeks)
    try:
        learnt = looks.learn(look)
    except NotFittedError:
        return []
    fit, spending = learnt.purchases, learnt.checks
    return [
        {
            "weeks_ago": weeks,
            "clients": known.height,
            "repeat_visits": int(look.visits.sum()) - known.height,
            **{name: getattr(fit.parameters, name) for name in ("k", "r", "alpha", "a", "b")},
            "log_likelihood": fit.log_likelihood,
            "log_covariance": fit.log_covariance.ravel().tolist(),
            **{f"check_{name}": getattr(spending.parameters, name) for name in ("p", "q", "v")},
            "check_log_likelihood": spending.log_likelihood,
            "check_log_covariance": spending.log_covariance.ravel().tolist(),
            "frequency_check_correlation": checks.dependence(look.visits, look.mean_check),
            "paying_clients": int((look.mean_check > 0).sum()),
            **(_held_against_what_came(known, weeks, look, learnt) if weeks else {}),
        }
    ]


def _model_error(fit, found):  # noqa: ANN001, ANN202
    """Say by how much forecasts from before this look were off, as far as that was known then."""
    from warehouse.value import looks  # noqa: PLC0415

    past = [other for other in found if other["weeks_ago"] >= fit["weeks_ago"] + 26]
    return looks.model_error(
        (
            (other["actual_visits"] - other["expected_visits"]) / max(other["expected_visits"], 1),
            other["individual_error"] / max(other["expected_visits"], 1),
            other["parameter_error"] / max(other["expected_visits"], 1),
        )
        for other in past
    )


def _look(known, weeks):  # noqa: ANN001, ANN202
    from warehouse.value.looks import Look  # noqa: PLC0415

    name = _LOOKS[weeks]
    visits = known[f"visits{name}"].to_numpy()
    return Look(
        visits=visits,
        recency_days=known[f"recency_days{name}"].to_numpy(),
        age_days=known["age_days"].to_numpy() - 7 * weeks,
        mean_check=known[f"revenue{name}"].clip(lower_bound=0).to_numpy() / visits,
        log_gaps=known[f"log_gaps{name}"].sum(),
    )


def _held_against_what_came(known, weeks, look, learnt):  # noqa: ANN001, ANN202
    """Forecast the 26 weeks after the look, and see."""
    from warehouse.value import looks  # noqa: PLC0415

    expected = looks.forecast(look, learnt, 26)
    then, later = _LOOKS[weeks], _LOOKS[weeks - 26]
    came = (known[f"visits{later}"] - known[f"visits{then}"]).to_numpy()
    return {
        "expected_visits": expected.visits.sum(),
        "individual_error": expected.individual_error,
        "parameter_error": expected.parameter_error,
        "actual_visits": int(came.sum()),
        "mean_absolute_error": abs(came - expected.visits).mean(),
        "expected_revenue": expected.revenue,
        "actual_revenue": (known[f"revenue{later}"] - known[f"revenue{then}"]).sum(),
    }
