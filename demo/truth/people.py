"""The hidden side of every client."""

import polars as pl

from demo import catalogue
from demo.chain import Chain
from demo.truth.events import MONEY, euros


def clients(chain: Chain, amounts: pl.DataFrame, visits: pl.DataFrame) -> pl.DataFrame:
    """Give one row per person who was ever seen, even if only in bookings that came to nothing."""
    seen = chain.trade.visits.filter(pl.col("person").is_not_null())
    systems = seen.group_by("person").agg(
        branches=pl.col("branch").unique().sort(),
        in_fresha=(pl.col("branch") != catalogue.STATION).any(),
        in_square=(pl.col("branch") == catalogue.STATION).any(),
    )
    came = visits.group_by("person").agg(
        first_visit_date=pl.col("visit_date").min(),
        last_visit_date=pl.col("visit_date").max(),
        visits=pl.len().cast(pl.Int64),
    )
    paid = amounts.group_by("person").agg(revenue=euros(pl.sum("net")))
    branch_names = pl.element().replace_strict(dict(enumerate(catalogue.BRANCHES)))
    known = {
        f"{contact}s": pl.concat_list(
            pl.when(f"in_{system}").then(f"{system}_{contact}") for system in ("fresha", "square")
        )
        .list.drop_nulls()
        .list.unique(maintain_order=True)
        for contact in ("phone", "email")
    }
    items = dict(catalogue.items().select("item_id", "item").iter_rows())
    return (
        chain.people.join(systems, on="person")
        .join(chain.habits, on="person")
        .join(came, on="person", how="left")
        .join(paid, on="person", how="left")
        .sort("person")
        .select(
            person_id="person",
            client_name=pl.col("first_name") + " " + pl.col("last_name"),
            **known,
            in_fresha="in_fresha",
            in_square="in_square",
            branches=pl.col("branches").list.eval(branch_names),
            attitude="attitude",
            acquisition_channel="channel",
            first_visit_date="first_visit_date",
            last_visit_date="last_visit_date",
            visits=pl.col("visits").fill_null(0),
            revenue=pl.col("revenue").fill_null(0).cast(MONEY),
            is_alive="is_alive",
            usual_cadence_days="cadence",
            usual_service=pl.col("usual_item").replace_strict(items),
            shares_phone="shares_phone",
            is_namesake="is_namesake",
        )
    )
