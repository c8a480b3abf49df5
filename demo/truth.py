"""What truly happened, summed up from the hidden events and never from the files.

A visit is all that one person bought in one branch on one day. A refund at Station lowers the day
of the sale, as it stands under the sale's own transaction; a refund in the other branches lowers
the day on which it was paid, as it has a sale number of its own.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

import polars as pl

from demo import catalogue
from demo.chain import Chain
from demo.exports import spelling
from demo.exports.files import Written

MONEY: Final = pl.Decimal(18, 2)


def write(folder: Path, chain: Chain, written: list[Written]) -> None:
    """Write all tables of the truth and two JSON files."""
    money = _money(chain)
    visits = _visits(money)
    tables = {
        "months": _months(money, visits, ["month_start", "branch"]),
        "months_chain": _months(money, visits, ["month_start"]),
        "quarters_nps": _quarters(chain),
        "clients": _clients(chain, money, visits),
        "bookings": _bookings(chain),
        "visits": visits,
        "spend": _spend(chain),
    }
    for name, table in tables.items():
        table.write_parquet(folder / f"{name}.parquet")
    _write_json(folder / "totals.json", _totals(chain, money, visits))
    _write_json(folder / "truth.json", _about(chain, written))


def _money(chain: Chain) -> pl.DataFrame:
    """Give one row per amount: sold lines, and refunds with a minus."""
    sold = chain.trade.lines.join(
        chain.trade.visits.filter(pl.col("status") == "Completed"), on="visit"
    ).select("line", "person", "branch", "day", "is_product", "net", is_refund=pl.lit(value=False))
    pays_back_the_sale = pl.col("branch") == catalogue.STATION
    refunded = sold.join(chain.trade.refunds, on="line").with_columns(
        day=pl.when(pays_back_the_sale).then("day").otherwise("refund_day"),
        net=-pl.col("net"),
        is_refund=pl.lit(value=True),
    )
    dated = spelling.day(chain.options, pl.col("day"))
    return pl.concat([sold, refunded.select(sold.columns)]).with_columns(
        date=dated,
        month_start=dated.dt.truncate("1mo"),
        branch=pl.col("branch").replace_strict(dict(enumerate(catalogue.BRANCHES))),
    )


def _visits(money: pl.DataFrame) -> pl.DataFrame:
    came = money.filter(pl.col("person").is_not_null() & ~pl.col("is_refund"))
    return (
        came.group_by("person", "branch", "date", "month_start")
        .agg(gross_revenue=_euros(pl.sum("net")))
        .sort("date", "person", "branch")
        .with_columns(is_first=pl.col("person").is_first_distinct())
    )


def _months(money: pl.DataFrame, visits: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    product = pl.col("net").filter("is_product").sum()
    sums = money.group_by(keys).agg(
        revenue=_euros(pl.sum("net")),
        service_revenue=_euros(pl.sum("net") - product),
        product_revenue=_euros(product),
        unidentified_revenue=_euros(pl.col("net").filter(pl.col("person").is_null()).sum()),
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


def _quarters(chain: Chain) -> pl.DataFrame:
    asked = spelling.moment_of_seconds(chain.options, pl.col("asked_second")).dt.date()
    answered, score = pl.col("outcome") == "Answered", pl.col("score")
    counts = {
        "promoters": answered & (score >= 9),  # noqa: PLR2004
        "passives": answered & score.is_between(7, 8),
        "detractors": answered & (score <= 6),  # noqa: PLR2004
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


def _clients(chain: Chain, money: pl.DataFrame, visits: pl.DataFrame) -> pl.DataFrame:
    """Give one row per person who was ever seen, even if only in bookings that came to nothing."""
    seen = chain.trade.visits.filter(pl.col("person").is_not_null())
    systems = seen.group_by("person").agg(
        branches=pl.col("branch").unique().sort(),
        in_fresha=(pl.col("branch") != catalogue.STATION).any(),
        in_square=(pl.col("branch") == catalogue.STATION).any(),
    )
    came = visits.group_by("person").agg(
        first_visit_date=pl.col("date").min(),
        last_visit_date=pl.col("date").max(),
        visits=pl.len().cast(pl.Int64),
    )
    paid = money.group_by("person").agg(revenue=_euros(pl.sum("net")))
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
            revenue=pl.col("revenue").fill_null(0),
            is_alive="is_alive",
            usual_cadence_days="cadence",
            usual_service=pl.col("usual_item").replace_strict(items),
            shares_phone="shares_phone",
            is_namesake="is_namesake",
        )
    )


def _bookings(chain: Chain) -> pl.DataFrame:
    """Count appointments by the month they were meant for; those after the end lie ahead."""
    booked = chain.trade.visits.filter(pl.col("created").is_not_null())
    month = spelling.day(chain.options, pl.col("day")).dt.truncate("1mo")
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


def _spend(chain: Chain) -> pl.DataFrame:
    month = spelling.day(chain.options, pl.col("day")).dt.truncate("1mo")
    return (
        chain.spend.group_by("network", month_start=month)
        .agg(spend=_euros(pl.sum("cents")))
        .sort("month_start", "network")
    )


def _totals(chain: Chain, money: pl.DataFrame, visits: pl.DataFrame) -> dict[str, object]:
    revenue = money["net"].sum()
    unidentified = money.filter(pl.col("person").is_null())["net"].sum()
    return {
        "revenue": f"{revenue / 100:.2f}",
        "visits": visits.height,
        "people": chain.people.height,
        "identified_clients": visits["person"].n_unique(),
        "unidentified_revenue": f"{unidentified / 100:.2f}",
        "unidentified_share": unidentified / revenue,
    }


def _about(chain: Chain, written: list[Written]) -> dict[str, object]:
    return {
        "options": asdict(chain.options) | {"end": str(chain.options.end)},
        "start": str(chain.options.start),
        "files": {
            file.path.name: {
                "rows": file.rows,
                "repeated": file.repeated,
                "title_and_total_rows": file.other_rows,
            }
            for file in written
        },
    }


def _euros(cents: pl.Expr) -> pl.Expr:
    return (cents.cast(pl.Decimal(18, 0)) / 100).cast(MONEY)


def _write_json(path: Path, content: dict[str, object]) -> None:
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8", newline="")
