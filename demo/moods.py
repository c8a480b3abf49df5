"""What clients think of their visits, said or not.

The mood of a visit comes from the client's hidden leaning, the staff member, the branch as it
changes over time, and chance. Everything a client says is driven by it.
"""

import numpy as np
import polars as pl

from demo import catalogue
from demo.chance import generator
from demo.options import Options
from demo.sales import Trade


def moods(options: Options, people: pl.DataFrame, trade: Trade) -> pl.DataFrame:
    """Give one row per completed visit for a service: with its `item`s, `staff` and `mood`."""
    rng = generator(options.seed, "moods")
    items = catalogue.items().select("item_id", "item", "category")
    done = (
        trade.lines.filter(~pl.col("is_product"))
        .join(items, on="item_id", maintain_order="left")
        .group_by("visit", maintain_order=True)
        .agg("item", "category", pl.col("staff").first(), pl.sum("minutes"), pl.sum("net"))
    )
    visits = (
        trade.visits.filter(pl.col("status") == "Completed")
        .join(done, on="visit", maintain_order="left")
        .join(people, on="person", how="left", maintain_order="left")
        .sort("day", "start_minute", "visit")
    )
    staff = pl.col("staff").replace_strict(_staff_gifts(rng), return_dtype=pl.Float64)
    grows = pl.col("day") / (options.last_day + 1) - 0.5
    branch = pl.when(pl.col("branch") == 1).then(0.6 * grows).otherwise(-0.1 * grows)
    chance = pl.Series(rng.normal(0, 0.65, visits.height))
    return visits.with_columns(
        mood=0.7 * pl.col("leaning").fill_null(0.0) + staff + branch + chance,
        visit_number=pl.int_range(1, pl.len() + 1).over("person"),
    )


def _staff_gifts(rng: np.random.Generator) -> dict[str, float]:
    everybody = catalogue.staff_by_skill().explode("able")["able"].unique(maintain_order=True)
    gifts = rng.normal(0, 0.22, len(everybody))
    return dict(zip(everybody, gifts.tolist(), strict=True))
