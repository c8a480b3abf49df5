"""The load log: what it says of every file that was landed or refused."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

import polars as pl

Outcome = Literal["landed", "refused", "withdrawn"]
# What became of lines that an earlier export had and this one lacks: followed (they count no
# longer), confirmed (the same, because a person said so) or kept (they count until a person does).
Deletions = Literal["", "followed", "confirmed", "kept"]

REJECTED: dict[str, pl.DataType] = {
    "load_id": pl.String(),
    "file_name": pl.String(),
    "row_number": pl.Int64(),
    "column": pl.String(),
    "value": pl.String(),
    "reason": pl.String(),
}


@dataclass(frozen=True)
class Load:
    """One row of the load log: one file, landed, refused or withdrawn."""

    load_id: str
    loaded_at: datetime
    file_name: str
    file_hash: str
    file_bytes: int
    outcome: Outcome
    message: str
    exported_at: datetime | None = None
    format: str | None = None
    format_title: str | None = None
    confidence: str | None = None
    entity: str | None = None
    system: str | None = None
    family: str | None = None
    record_kind: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    rows_read: int = 0
    rows_landed: int = 0
    rows_duplicate: int = 0
    rows_rejected: int = 0
    rows_title_total: int = 0
    rows_new: int = 0
    rows_changed: int = 0
    rows_vanished: int = 0
    deletions: Deletions = ""
    first_date: date | None = None
    last_date: date | None = None
    net_amount: Decimal | None = None
    net_amount_before: Decimal | None = None
    net_amount_after: Decimal | None = None
    difference: str = ""
    warning: str = ""
    mapping: str | None = None
    hashed_by: str | None = None
    columns_used: list[str] = field(default_factory=list)
    columns_ignored: list[str] = field(default_factory=list)


LOADS: dict[str, pl.DataType] = {
    "load_id": pl.String(),
    "loaded_at": pl.Datetime("us"),
    "exported_at": pl.Datetime("us"),
    "file_name": pl.String(),
    "file_hash": pl.String(),
    "file_bytes": pl.Int64(),
    "format": pl.String(),
    "format_title": pl.String(),
    "confidence": pl.String(),
    "entity": pl.String(),
    "system": pl.String(),
    "family": pl.String(),
    "record_kind": pl.String(),
    "encoding": pl.String(),
    "delimiter": pl.String(),
    "sheet": pl.String(),
    "outcome": pl.String(),
    "message": pl.String(),
    "rows_read": pl.Int64(),
    "rows_landed": pl.Int64(),
    "rows_duplicate": pl.Int64(),
    "rows_rejected": pl.Int64(),
    "rows_title_total": pl.Int64(),
    "rows_new": pl.Int64(),
    "rows_changed": pl.Int64(),
    "rows_vanished": pl.Int64(),
    "deletions": pl.String(),
    "first_date": pl.Date(),
    "last_date": pl.Date(),
    "net_amount": pl.Decimal(18, 2),
    "net_amount_before": pl.Decimal(18, 2),
    "net_amount_after": pl.Decimal(18, 2),
    "difference": pl.String(),
    "warning": pl.String(),
    "mapping": pl.String(),
    "hashed_by": pl.String(),
    "columns_used": pl.List(pl.String()),
    "columns_ignored": pl.List(pl.String()),
}


def as_row(load: Load) -> pl.DataFrame:
    """Write one load as a frame of one row."""
    values = asdict(load)
    return pl.DataFrame(
        [pl.Series(name, [values[name]], dtype=dtype) for name, dtype in LOADS.items()]
    )


def from_row(row: dict[str, Any]) -> Load:
    """Read a row of the log back."""
    return Load(**{name: row[name] for name in LOADS})


def with_all_columns(log: pl.DataFrame) -> pl.DataFrame:
    """Fill what a log of an earlier version does not say: it knew neither age nor difference."""
    whole = pl.concat([pl.DataFrame(schema=LOADS), log], how="diagonal")
    return whole.with_columns(
        pl.col("exported_at").fill_null(pl.col("loaded_at")),
        pl.col("family").fill_null(pl.col("format")),
        pl.col("rows_new", "rows_changed", "rows_vanished").fill_null(0),
        pl.col("deletions", "difference", "warning").fill_null(""),
    )


def series(log: pl.DataFrame, load: Load) -> pl.DataFrame:
    """Give the landed loads of one report of one system, the oldest export first.

    Their rows share keys, so that the newest export says what is true of a row.
    """
    same = [pl.col(name).eq_missing(getattr(load, name)) for name in ("entity", "system", "family")]
    return log.filter(pl.col("outcome") == "landed", *same).sort("exported_at")
