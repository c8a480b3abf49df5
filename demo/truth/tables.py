"""Sums by month and quarter."""

import polars as pl

from demo import catalogue, moments
from demo.answers import PASSIVE, PROMOTER
from demo.chain import Chain
from demo.truth.events import euros


def months(amounts: pl.DataFrame, visits: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Sum up revenue, visits and clients by month, and by branch if that is among the keys."""
    product = pl.col("net").filter("is_product").sum()
    sums = amounts.group_by(keys).agg(
        revenue=euros(pl.sum("net")),
        service_revenue=euros(pl.sum("net") - product),
        product_revenue=euros(product),
        unidentified_revenue=euros(pl.col("net").filter(pl.col("person").is_null()).sum()),
    )
    people = visits.group_by(keys).agg(
        visits=pl.len().cast(pl.Int64),
        clients=pl.col("person").n_unique().cast(pl.Int64),
        new_clients=pl.col("is_first").sum().cast(pl.Int64),
    )
    return (
        sums.join(people, on=keys, how="left")
        .with_columns(pl.col("visits", "clients", "new_clients").fill_null(0))
        .sort(keys)
    )


def quarters(chain: Chain) -> pl.DataFrame:
    """Count who was asked and what came of it, by the quarter of asking."""
    asked = moments.at_second(chain.options, pl.col("asked_second")).dt.date()
    answered, score = pl.col("outcome") == "Answered", pl.col("score")
    counts = {
        "promoters": answered & (score >= PROMOTER),
        "passives": answered & score.is_between(PASSIVE, PROMOTER - 1),
        "detractors": answered & (score < PASSIVE),
        "responses": answered,
        "partial": pl.col("outcome") == "Partly answered",
        "refusals": pl.col("outcome") == "Refused",
        "not_reached": pl.col("outcome") == "Not reached",
    }
    return (
        chain.feedback.survey.group_by(quarter_start=asked.dt.truncate("1q"))
        .agg(
            **{name: test.sum().cast(pl.Int64) for name, test in counts.items()},
            invited=pl.len().cast(pl.Int64),
        )
        .sort("quarter_start")
    )


def answers(chain: Chain) -> pl.DataFrame:
    """Give one row per whole answer: who gave it, and whether under a phone that tells who."""
    survey = chain.feedback.survey.filter(pl.col("outcome") == "Answered")
    return survey.select(
        person_id="person",
        answered_at=moments.at_second(chain.options, pl.col("asked_second")),
        gave_own_phone=pl.col("given_phone").eq_missing(pl.col("phone")),
        recommend_score="score",
        visits_of_ten="of_ten",
        salons_used="salons",
        own_rank="place",
    )


def bookings(chain: Chain) -> pl.DataFrame:
    """Count appointments by the month they were meant for; those after the end lie ahead."""
    booked = chain.trade.visits.filter(pl.col("created").is_not_null())
    month = moments.day(chain.options, pl.col("day")).dt.truncate("1mo")
    status = pl.col("status")
    return (
        booked.group_by(
            month_start=month,
            branch=pl.col("branch").replace_strict(dict(enumerate(catalogue.BRANCHES))),
        )
        .agg(
            completed=(status == "Completed").sum().cast(pl.Int64),
            no_shows=(status == "No Show").sum().cast(pl.Int64),
            cancellations=(status == "Cancelled").sum().cast(pl.Int64),
            ahead=status.is_in(["New", "Confirmed"]).sum().cast(pl.Int64),
        )
        .sort("month_start", "branch")
    )


def spend(chain: Chain) -> pl.DataFrame:
    """Sum up what each network cost by month."""
    month = moments.day(chain.options, pl.col("day")).dt.truncate("1mo")
    return (
        chain.spend.group_by("network", month_start=month)
        .agg(spend=euros(pl.sum("cents")))
        .sort("month_start", "network")
    )
