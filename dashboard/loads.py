"""The words of the data page: freshness, the balance of rows, the columns of its tables."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from dashboard import formats, words
from dashboard.data import Build
from dashboard.tables import How

LANDED: Mapping[str, tuple[str, How]] = {
    "file_name": ("File", "text"),
    "format_title": ("What it is", "text"),
    "rows_read": ("Rows read", "count"),
    "rows_landed": ("Taken", "count"),
    "rows_duplicate": ("Known already", "count"),
    "rows_rejected": ("Refused", "count"),
    "rows_title_total": ("Titles and totals", "count"),
    "first_date": ("From", "day"),
    "last_date": ("To", "day"),
    "entity": ("Goes to", "text"),
    "loaded_at": ("Loaded", "moment"),
    "message": ("Remark", "long"),
}
WITHDRAWN: Mapping[str, tuple[str, How]] = {
    "file_name": ("File", "text"),
    "format_title": ("What it is", "text"),
    "rows_landed": ("Rows that counted", "count"),
    "first_date": ("From", "day"),
    "last_date": ("To", "day"),
    "loaded_at": ("Loaded", "moment"),
}
REFUSED: Mapping[str, tuple[str, How]] = {
    "file_name": ("File", "text"),
    "message": ("Why, and what to do", "long"),
}
REJECTED: Mapping[str, tuple[str, How]] = {
    "file_name": ("File", "text"),
    "row_number": ("Row", "count"),
    "column": ("Column", "text"),
    "value": ("Value", "text"),
    "reason": ("Why", "long"),
}
QUALITY: Mapping[str, tuple[str, How]] = {
    "measure": ("Weakness", "text"),
    "share": ("Share", "share"),
    "affected": ("Affected", "count"),
    "total": ("Of", "count"),
}
MARTS: Mapping[str, tuple[str, How]] = {
    "mart": ("Table", "text"),
    "row_count": ("Rows", "count"),
    "description": ("What it holds", "long"),
}


@dataclass(frozen=True)
class Card:
    """A figure about the data, with a remark under it."""

    label: str
    value: str
    remark: str


def freshness(build: Build, log: pl.DataFrame) -> tuple[Card, Card, Card]:
    """Say up to which day the data reach, when files were last loaded and figures last built."""
    newest = build.answer("quarters").row(0, named=True)
    zone = build.settings.salon.time_zone
    landed = log.filter(pl.col("outcome") == "landed").sort("loaded_at")
    last = landed["loaded_at"].to_list()[-1] if landed.height else None
    files = formats.plural(landed.height, "file", "files")
    said = build.publication
    return (
        Card("Data up to", formats.day(newest["as_of"]), "The last day anything happened."),
        Card("Last load", formats.moment(last, zone), f"{files} taken so far."),
        Card(
            "Last build",
            formats.moment(said.published_at, zone),
            f"{formats.plural(said.marts, 'table')}, {formats.plural(said.rows, 'row')}.",
        ),
    )


def balance(landed: pl.DataFrame) -> str:
    """Say what became of every row that was read; the parts add up."""
    total = landed.select(pl.col("^rows_.*$").sum()).row(0, named=True)
    return (
        f"{formats.plural(total['rows_read'], 'row')} read = "
        f"{formats.count(total['rows_landed'])} taken + "
        f"{formats.count(total['rows_duplicate'])} known already + "
        f"{formats.count(total['rows_rejected'])} refused + "
        f"{formats.count(total['rows_title_total'])} titles and totals."
    )


def named(log: pl.DataFrame) -> pl.DataFrame:
    """Name the codes of the log, the newest load first."""
    return log.sort("load_id", descending=True).with_columns(
        pl.col("entity").replace(words.ENTITIES)
    )
