"""How much each factor explains of the overall score, at the end of each quarter."""

import polars as pl

from warehouse import drivers

_SCHEMA = {
    "quarter_start": pl.Date,
    "factor": pl.String,
    "method": pl.String,
    "answers": pl.Int64,
    "factors": pl.Int64,
    "r_squared": pl.Float64,
    "importance": pl.Float64,
    "importance_low": pl.Float64,
    "importance_high": pl.Float64,
    "johnson_weight": pl.Float64,
}
_NONE = pl.DataFrame(schema=_SCHEMA)


def model(dbt, session):  # noqa: ANN001, ANN201, ARG001  (dbt calls it, with objects of its own)
    """Give one row per quarter and factor that can be weighed."""
    answers = dbt.ref("int_factor_answers").pl().drop_nulls("overall")
    quarters = dbt.ref("dim_quarters").pl().select("quarter_start", "as_of").sort("quarter_start")
    found = []
    for quarter_start, as_of in quarters.rows():
        speaks = (pl.col("submitted_date") <= as_of) & (pl.col("speaks_until") >= as_of)
        found.append(_weights(quarter_start, answers.filter(speaks)))
    return pl.concat([_NONE, *found]).to_arrow()


def _weights(quarter_start, answers):  # noqa: ANN001, ANN202
    """Weigh the factors that at least half of the answers rate, by answers that rate them all."""
    wide = (
        _on_one_scale(answers)
        .pivot("factor", index=["response_id", "overall"], values="rating_index")
        .sort("response_id")
    )
    factors = sorted(name for name in wide.columns[2:] if 2 * wide[name].count() >= wide.height)
    whole = wide.drop_nulls(factors)
    weighed = factors and drivers.analyse(
        whole.select(factors).to_numpy(), whole["overall"].to_numpy(), quarter_start.toordinal()
    )
    if not weighed:
        return _NONE
    return pl.DataFrame(
        {
            "quarter_start": [quarter_start] * len(factors),
            "factor": factors,
            "method": [weighed.method] * len(factors),
            "answers": [whole.height] * len(factors),
            "factors": [len(factors)] * len(factors),
            "r_squared": [weighed.r_squared] * len(factors),
            "importance": weighed.importance,
            "importance_low": weighed.low,
            "importance_high": weighed.high,
            "johnson_weight": weighed.johnson,
        },
        schema=_SCHEMA,
    )


def _on_one_scale(answers):  # noqa: ANN001, ANN202
    """Keep the answers on the scale that most of them use: scales are never pooled."""
    used = answers.group_by("recommend_scale").agg(pl.n_unique("response_id"))
    most = used.sort("response_id", "recommend_scale", descending=[True, False]).head(1)
    return answers.join(most, on="recommend_scale", how="semi")
