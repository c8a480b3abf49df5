"""Fresha's reports of Old Town and Riverside: appointments and the sales log."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import polars as pl

from demo import catalogue, moments
from demo.chain import Chain
from demo.exports import files, fresha_appointments, fresha_sales
from demo.exports.files import Written

APPOINTMENTS_OVERLAP: Final = timedelta(days=21)
SALES_OVERLAP: Final = timedelta(days=7)
WALK_IN: Final = "Walk-In"


def write(folder: Path, chain: Chain) -> list[Written]:
    """Write both reports by year; each file repeats the last days of the year before."""
    lines = _lines(chain)
    appointments, sales = fresha_appointments.table(chain, lines), fresha_sales.table(chain, lines)
    return [
        *_by_year(folder, chain, "appointments", appointments, APPOINTMENTS_OVERLAP),
        *_by_year(folder, chain, "sales-log-detail", sales, SALES_OVERLAP),
    ]


def _by_year(
    folder: Path, chain: Chain, name: str, table: pl.DataFrame, overlap: timedelta
) -> list[Written]:
    written = []
    last = chain.options.end.year
    for year in range(chain.options.start.year, last + 1):
        begins = date(year, 1, 1)
        ends = date.max if year == last else date(year, 12, 31)
        rows = table.filter(pl.col("on").is_between(begins - overlap, ends))
        repeated = rows.filter(pl.col("on") < begins).height
        path = folder / f"{name}-{year}.csv"
        file = files.write_csv(path, rows.drop("on"), quotes="always")
        written.append(replace(file, repeated=repeated))
    return written


def _lines(chain: Chain) -> pl.DataFrame:
    """Give the lines of both branches with everything the reports say of them."""
    names = chain.people.select("person", name=pl.col("first_name") + " " + pl.col("last_name"))
    return (
        chain.trade.lines.join(
            chain.trade.visits.filter(pl.col("branch") != catalogue.STATION),
            on="visit",
            maintain_order="left",
        )
        .join(names, on="person", how="left", maintain_order="left")
        .join(
            catalogue.items().select("item_id", "item", "category"),
            on="item_id",
            maintain_order="left",
        )
        .with_columns(
            on=moments.day(chain.options, pl.col("day")),
            category=pl.col("category").replace_strict(catalogue.CATEGORY_WORDS),
            branch=pl.col("branch").replace_strict(dict(enumerate(catalogue.BRANCHES))),
            client=pl.col("name").fill_null(WALK_IN),
        )
    )
