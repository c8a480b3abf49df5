"""The load log: what it says of every file that was landed or refused."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import polars as pl

Outcome = Literal["landed", "refused"]

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
    """One row of the load log: one file, landed or refused."""

    load_id: str
    loaded_at: datetime
    file_name: str
    file_hash: str
    file_bytes: int
    outcome: Outcome
    message: str
    format: str | None = None
    format_title: str | None = None
    confidence: str | None = None
    entity: str | None = None
    system: str | None = None
    record_kind: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    rows_read: int = 0
    rows_landed: int = 0
    rows_duplicate: int = 0
    rows_rejected: int = 0
    rows_title_total: int = 0
    first_date: date | None = None
    last_date: date | None = None
    net_amount: Decimal | None = None
    columns_used: list[str] = field(default_factory=list)
    columns_ignored: list[str] = field(default_factory=list)


LOADS: dict[str, pl.DataType] = {
    "load_id": pl.String(),
    "loaded_at": pl.Datetime("us"),
    "file_name": pl.String(),
    "file_hash": pl.String(),
    "file_bytes": pl.Int64(),
    "format": pl.String(),
    "format_title": pl.String(),
    "confidence": pl.String(),
    "entity": pl.String(),
    "system": pl.String(),
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
    "first_date": pl.Date(),
    "last_date": pl.Date(),
    "net_amount": pl.Decimal(18, 2),
    "columns_used": pl.List(pl.String()),
    "columns_ignored": pl.List(pl.String()),
}


def as_row(load: Load) -> pl.DataFrame:
    """Write one load as a frame of one row."""
    values = asdict(load)
    return pl.DataFrame(
        [pl.Series(name, [values[name]], dtype=dtype) for name, dtype in LOADS.items()]
    )
