"""What every client is expected to do, by the model learnt from the last day of the data."""

import polars as pl

_SCHEMA = {
    "client_key": pl.String,
    "p_alive": pl.Float64,
    "expected_visits_26w": pl.Float64,
    "expected_visits_12m": pl.Float64,
    "expected_check": pl.Float64,
    "expected_margin_12m": pl.Float64,
    "clv_12m": pl.Float64,
    "clv_low": pl.Float64,
    "clv_high": pl.Float64,
    "clv_low_95": pl.Float64,
    "clv_high_95": pl.Float64,
    "individual_error": pl.Float64,
    "parameter_error": pl.Float64,
    **{f"parameter_error_{part}": pl.Float64 for part in range(1, 8)},
}


def model(dbt, session):  # noqa: ANN001, ANN201, ARG001  (dbt calls it, with objects of its own)
    """Give one row per client; none where there is no model."""
    # In one order: sums of the same numbers in another one end in other digits.
    clients = dbt.ref("int_client_histories").pl().sort("client_key")
    fit = dbt.ref("int_value_fits").pl().filter(pl.col("weeks_ago") == 0)
    margin, rate = float(dbt.config.get("margin")), float(dbt.config.get("discount_rate"))
    if fit.is_empty():
        return pl.DataFrame(schema=_SCHEMA).to_arrow()
    return _expected(clients, fit.row(0, named=True), margin, rate).to_arrow()


def _expected(clients, fit, margin, rate):  # noqa: ANN001, ANN202
    # Imported where there is a model: scipy takes longer than a small salon's build.
    from warehouse.value import forecasts, looks, worth  # noqa: PLC0415
    from warehouse.value.worth import Horizon  # noqa: PLC0415

    visits = clients["visits"].to_numpy()
    histories, cells = looks.Look(
        visits=visits,
        recency_days=clients["recency_days"].to_numpy(),
        age_days=clients["age_days"].to_numpy(),
        mean_check=clients["revenue"].clip(lower_bound=0).to_numpy() / visits,
        log_gaps=clients["log_gaps"].sum(),
    ).condensed()
    learnt, error = looks.restored(fit), fit["model_error"]
    parameters = learnt.purchases.parameters
    now = forecasts.standing(histories, parameters)
    half_year = forecasts.expected_visits(histories, parameters, now, 26)
    found = worth.worth(cells, histories, learnt, margin, Horizon(12, rate))
    columns = {
        "client_key": clients["client_key"],
        "p_alive": now.p_alive[cells.cell],
        "expected_visits_26w": half_year[cells.cell],
        "expected_visits_12m": found.visits,
        "expected_check": found.check,
        "expected_margin_12m": found.undiscounted,
        "clv_12m": found.value,
        "clv_low": found.quantile(0.10, error),
        "clv_high": found.quantile(0.90, error),
        "clv_low_95": found.quantile(0.025, error),
        "clv_high_95": found.quantile(0.975, error),
        "individual_error": found.individual_error,
        "parameter_error": found.parameter_error,
    }
    parts = {f"parameter_error_{n}": part for n, part in enumerate(found.parameter_parts.T, 1)}
    return pl.DataFrame({**columns, **parts}, schema=_SCHEMA)
