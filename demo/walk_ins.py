"""People whom nobody asks for a name; half of them come to Station."""

from typing import Final

import numpy as np
import polars as pl

from demo import catalogue, hours
from demo.chance import generator
from demo.options import Options
from demo.seasons import Seasons

_FOR_EACH_KNOWN_VISIT: Final = 0.098
_BRANCH_WEIGHTS: Final = (0.28, 0.22, 0.5)


def invent(
    options: Options, seasons: Seasons, visits: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give visits like those given, but without a person, and their service lines."""
    rng = generator(options.seed, "walk-ins")
    came = visits.filter(pl.col("status") == "Completed").height
    size = max(3, round(_FOR_EACH_KNOWN_VISIT * came))
    weights = seasons.weights[: options.last_day + 1]
    days = rng.choice(len(weights), size, p=weights / weights.sum())
    branch = rng.choice(len(catalogue.BRANCHES), size, p=_BRANCH_WEIGHTS)
    start = hours.start_minutes(rng, size)
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
