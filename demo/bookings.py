"""What becomes of the plans: booked, kept, cancelled, forgotten; and who walks in unannounced."""

from typing import Final

import numpy as np
import polars as pl

from demo import catalogue
from demo.chance import Floats, Ints, generator
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
_OPENING, _LAST_START, _CLOSING, _QUARTER = 9 * 60, 18 * 60, 20 * 60 + 30, 15
_WALK_INS: Final = 0.098  # for every identified visit


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
    again = _rebooked(rng, options, planned)
    visits = pl.concat([planned, again], how="diagonal").sort("person", "day", "created")
    lines = visits.select("visit", "person", planned_day="lines_of").join(
        plans.lines.rename({"day": "planned_day"}), on=["person", "planned_day"]
    )
    walk_ins, their_lines = _walk_ins(rng, options, seasons, visits)
    return (
        pl.concat([visits.drop("lines_of", "minutes"), walk_ins], how="diagonal"),
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
            start_minute=_in_time(_start_minutes(rng, size)),
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


def _start_minutes(rng: np.random.Generator, size: int) -> Ints:
    quarters = (_LAST_START - _OPENING) // _QUARTER
    drawn: Floats = rng.beta(1.6, 1.4, size) * quarters
    return _OPENING + _QUARTER * drawn.astype(np.int64)


def _in_time(starts: Ints) -> pl.Expr:
    """Begin early enough to end before the lights go out."""
    latest = (_CLOSING - pl.col("minutes")) // _QUARTER * _QUARTER
    return pl.min_horizontal(pl.Series(starts), latest)


def _created(rng: np.random.Generator, size: int) -> pl.Expr:
    """Book at the till of the visit before, or some days ahead, never before the last visit."""
    previous = pl.col("day").shift(1).over("person")
    at_the_till = pl.Series(rng.random(size)) < 0.15 + 0.5 * pl.col("attitude")
    was_there = (
        (pl.col("status").shift(1).over("person") == "Completed")
        & (pl.col("branch").shift(1).over("person") != catalogue.STATION)
    ).fill_null(value=False)
    till = previous * 1440 + (pl.col("start_minute") + pl.col("minutes") + 5).shift(1).over("person")
    ahead = pl.min_horizontal(
        pl.Series(rng.lognormal(1.5, 0.9, size)).cast(pl.Int64), pl.col("day") - previous - 1
    ).clip(lower_bound=0)
    # On the day itself people call before noon and come later.
    minute = pl.when(ahead == 0).then(pl.col("start_minute") - 75).otherwise(
        pl.Series(rng.integers(8 * 60, 22 * 60, size))
    )
    return pl.when(at_the_till & was_there).then(till).otherwise(
        (pl.col("day") - ahead) * 1440 + minute
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


def _rebooked(
    rng: np.random.Generator, options: Options, planned: pl.DataFrame
) -> pl.DataFrame:
    """Let nearly half of those who cancel book anew in the same minutes, for a free day."""
    last = options.last_day
    cancelled = planned.filter(pl.col("status") == "Cancelled")
    size = cancelled.height
    cancelled_on = pl.col("cancelled") // 1440
    delay = pl.Series(rng.integers(0, 10, size))
    return (
        cancelled.with_columns(
            day=pl.when(cancelled_on < pl.col("day"))
            .then(pl.col("day") + delay)
            .otherwise(pl.col("day") + 1 + delay),
            created=pl.col("cancelled") + 5,
            start_minute=_in_time(_start_minutes(rng, size)),
            lot=pl.Series(rng.random(size)),
        )
        .filter((pl.col("lot") < 0.45) & (pl.col("created") < (last + 1) * 1440))
        .join(
            planned.filter(pl.col("status") != "Cancelled"), on=["person", "day"], how="anti"
        )
        .unique(["person", "day"], maintain_order=True)
        .with_columns(
            visit=pl.int_range(pl.len()) + pl.lit(planned["visit"].max()) + 1,
            status=pl.when(pl.col("day") <= last)
            .then(pl.lit("Completed"))
            .otherwise(pl.lit("Confirmed")),
            cancelled=pl.lit(None, dtype=pl.Int64),
            reason=pl.lit(None, dtype=pl.String),
        )
        .drop("lot")
    )


def _walk_ins(
    rng: np.random.Generator, options: Options, seasons: Seasons, visits: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Invent people whom nobody asks for a name; half of them come to Station."""
    came = visits.filter(pl.col("status") == "Completed").height
    size = max(3, round(_WALK_INS * came))
    weights = seasons.weights[: options.last_day + 1]
    days = rng.choice(len(weights), size, p=weights / weights.sum())
    branch = rng.choice(len(catalogue.BRANCHES), size, p=[0.28, 0.22, 0.5])
    start = _start_minutes(rng, size)
    is_booked = branch != catalogue.STATION
    number = np.arange(size) + visits.select(pl.col("visit").max()).item() + 1
    walk_ins = pl.DataFrame(
        {"visit": number, "day": days, "branch": branch, "start_minute": start}
    ).with_columns(
        status=pl.lit("Completed"),
        created=pl.when(pl.Series(is_booked)).then(pl.col("day") * 1440 + pl.col("start_minute")),
    )
    services = catalogue.services().filter("at_station")
    popular = (services["women"] + services["men"]).to_numpy() / services["price"].to_numpy()
    chosen = services["item_id"].to_numpy()[
        rng.choice(services.height, size, p=popular / popular.sum())
    ]
    return walk_ins, pl.DataFrame({"visit": number, "item_id": chosen})
