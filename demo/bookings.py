"""What becomes of the plans: booked, kept, cancelled, forgotten."""

from typing import Final

import numpy as np
import polars as pl

from demo import catalogue, hours, rebooking, walk_ins
from demo.chance import generator, happens
from demo.options import Options
from demo.plans import Plans
from demo.seasons import Seasons

NO_SHOWS: Final = 0.045
CANCELLATIONS: Final = 0.09
REASONS: Final = (
    "Cancelled - No reason provided",
    "Appointment made by mistake",
    "Client is ill",
    "Changed plans",
    "Team member not available",
)


def book(
    options: Options, people: pl.DataFrame, plans: Plans, seasons: Seasons
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give visits and their service lines.

    A visit is what one client (`person` is null for a walk-in) has in one `branch` on one `day`
    (counted from the start): `status`, `start_minute`, `created` and `cancelled` moments in minutes
    from the start (null where the branch takes no bookings).
    """
    rng = generator(options.seed, "bookings")
    minutes = catalogue.services().select("item_id", "minutes")
    lengths = (
        plans.lines.join(minutes, on="item_id").group_by("person", "day").agg(pl.sum("minutes"))
    )
    days = plans.days.join(lengths, on=["person", "day"], maintain_order="left")
    planned = _decided(rng, options, people, days)
    again = rebooking.rebooked(options, planned, seasons)
    visits = pl.concat([planned, again], how="diagonal").sort("person", "day", "created")
    lines = visits.select("visit", "person", planned_day="lines_of").join(
        plans.lines.rename({"day": "planned_day"}), on=["person", "planned_day"]
    )
    nameless, their_lines = walk_ins.invent(options, seasons, visits)
    return (
        pl.concat([visits.drop("lines_of", "minutes"), nameless], how="diagonal"),
        pl.concat([lines.select("visit", "item_id"), their_lines]).sort("visit", "item_id"),
    )


def _decided(
    rng: np.random.Generator, options: Options, people: pl.DataFrame, days: pl.DataFrame
) -> pl.DataFrame:
    """Decide every planned visit; leave out what nobody has booked yet by the end."""
    size, last = days.height, options.last_day
    lot = pl.Series(rng.random(size))
    is_booked = pl.col("branch") != catalogue.STATION
    is_safe = ~is_booked | (pl.col("day") == last)
    before = days.join(people.select("person", "attitude"), on="person", maintain_order="left")
    return (
        before.with_columns(
            visit=pl.int_range(size),
            lines_of=pl.col("day"),
            start_minute=hours.starts_in_time(rng, size),
            status=pl.when(is_safe | (lot > NO_SHOWS + CANCELLATIONS))
            .then(pl.lit("Completed"))
            .when(lot > CANCELLATIONS)
            .then(pl.lit("No Show"))
            .otherwise(pl.lit("Cancelled")),
            reason=pl.Series(np.array(REASONS)[rng.integers(0, len(REASONS), size)]),
        )
        .with_columns(created=_created(rng, size))
        .with_columns(cancelled=_cancelled(rng, size))
        .with_columns(status=_as_seen_at_the_end(rng, last, size))
        .filter(
            pl.when(is_booked)
            .then(pl.col("created") < (last + 1) * 1440)
            .otherwise(pl.col("day") <= last)
        )
        .with_columns(
            cancelled=pl.when(pl.col("status") == "Cancelled").then("cancelled"),
            reason=pl.when(pl.col("status") == "Cancelled").then("reason"),
            created=pl.when(is_booked).then("created"),
        )
        .drop("attitude")
    )


def _created(rng: np.random.Generator, size: int) -> pl.Expr:
    """Book at the till of the visit before, or some days ahead, never before the last visit."""
    previous = pl.col("day").shift(1).over("person")
    at_the_till = pl.Series(rng.random(size)) < 0.15 + 0.5 * pl.col("attitude")
    was_there = (
        (pl.col("status").shift(1).over("person") == "Completed")
        & (pl.col("branch").shift(1).over("person") != catalogue.STATION)
    ).fill_null(value=False)
    till = previous * 1440 + (pl.col("start_minute") + pl.col("minutes") + 5).shift(1).over(
        "person"
    )
    ahead = pl.min_horizontal(
        pl.Series(rng.lognormal(1.5, 0.9, size)).cast(pl.Int64), pl.col("day") - previous - 1
    ).clip(lower_bound=0)
    # On the day itself people call before noon and come later.
    minute = (
        pl.when(ahead == 0)
        .then(pl.col("start_minute") - 75)
        .otherwise(pl.Series(rng.integers(8 * 60, 22 * 60, size)))
    )
    return (
        pl.when(at_the_till & was_there)
        .then(till)
        .otherwise((pl.col("day") - ahead) * 1440 + minute)
    )


def _cancelled(rng: np.random.Generator, size: int) -> pl.Expr:
    """Cancel between the booking and the visit, mostly shortly before the visit."""
    starts = pl.col("day") * 1440 + pl.col("start_minute")
    notice = pl.Series(rng.exponential(2.5 * 1440, size)).cast(pl.Int64)
    return pl.max_horizontal(pl.col("created") + 20, starts - 30 - notice)


def _as_seen_at_the_end(rng: np.random.Generator, last: int, size: int) -> pl.Expr:
    """Nothing has become of bookings after the end yet, unless they are cancelled already."""
    lies_ahead = pl.col("day") > last
    is_cancelled = (pl.col("status") == "Cancelled") & (pl.col("cancelled") < (last + 1) * 1440)
    is_confirmed = pl.Series(happens(rng, 0.4, size))
    return (
        pl.when(~lies_ahead | is_cancelled)
        .then("status")
        .when(is_confirmed)
        .then(pl.lit("Confirmed"))
        .otherwise(pl.lit("New"))
    )
