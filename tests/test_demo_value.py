"""Forecasts of the demo salon's clients hold, whatever its seed."""

import numpy as np
import polars as pl
import pytest

from demo import chain
from demo.options import Options
from warehouse.value import looks
from warehouse.value.looks import Look

HALF_YEAR = 182
Z_80 = 1.281552


def days_of_visits(options):
    """One row per person and day on which the person came, as the generator knows it."""
    visits = chain.invent(options).trade.visits
    came = (pl.col("status") == "Completed") & (pl.col("day") <= options.last_day)
    return (
        visits.filter(pl.col("person").is_not_null() & came)
        .select("person", "day")
        .unique()
        .sort("person", "day")
    )


def look_from(days, day):
    """What was known on a day, and how often each client came in the half year after it."""
    gap = pl.col("day").diff().over("person")
    known = days.with_columns(gap=gap).filter(pl.col("day") <= day)
    clients = (
        known.group_by("person", maintain_order=True)
        .agg(
            visits=pl.len().cast(pl.Int64),
            recency=pl.col("day").max() - pl.col("day").min(),
            age=day - pl.col("day").min(),
        )
        .join(
            days.filter(pl.col("day").is_between(day + 1, day + HALF_YEAR))
            .group_by("person")
            .agg(later=pl.len().cast(pl.Int64)),
            on="person",
            how="left",
            maintain_order="left",
        )
        .with_columns(pl.col("later").fill_null(0))
    )
    visits, recency, age, later = (
        clients[name].to_numpy() for name in ("visits", "recency", "age", "later")
    )
    gaps = known.select((pl.col("gap") / 7).log().sum()).item()
    return Look(visits, recency, age, np.full(len(visits), 40.0), gaps), int(later.sum())


def forecast(days, day):
    """The expected and the actual total of the half year after a day, and the two errors."""
    look, came = look_from(days, day)
    expected = looks.forecast(look, looks.learn(look), 26)
    return expected.visits.sum(), came, expected.individual_error, expected.parameter_error


@pytest.fixture(scope="module")
def outcomes():
    """By seed: the bias of the total, and whether its 80 % band held what came."""
    found = []
    for seed in range(20):
        options = Options(seed=seed, clients=1000, years=3)
        days = days_of_visits(options)
        total, came, individual, parameter = forecast(days, options.last_day - 2 * HALF_YEAR)
        past = (came / total - 1, individual / total, parameter / total)
        total, came, individual, parameter = forecast(days, options.last_day - HALF_YEAR)
        error = np.hypot(np.hypot(individual, parameter), looks.model_error([past]) * total)
        found.append((total / came - 1, abs(total - came) <= Z_80 * error))
    return found


def test_the_band_of_the_half_year_holds_what_comes_in_most_salons(outcomes):
    assert sum(held for _, held in outcomes) >= 12


def test_forecasts_of_the_half_year_are_off_by_little(outcomes):
    biases = [bias for bias, _ in outcomes]
    assert abs(float(np.median(biases))) < 0.10
    assert max(map(abs, biases)) < 0.30
