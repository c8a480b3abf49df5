"""Write one export file and count its rows."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polars as pl


@dataclass(frozen=True)
class Written:
    """An export file; `repeated` of its `rows` stand in an earlier file too.

    `other_rows` are titles, headers and totals.
    """

    path: Path
    rows: int
    repeated: int = 0
    other_rows: int = 1


def write_csv(
    path: Path,
    table: pl.DataFrame,
    *,
    quotes: Literal["always", "necessary"] = "necessary",
    before: str = "",
    totals: int = 0,
) -> Written:
    """Write text as it stands; `before` are title lines, `totals` of the rows are totals."""
    text = table.fill_null("").write_csv(quote_style=quotes)
    path.write_text(before + text, encoding="utf-8", newline="")
    titles = before.count("\n")
    return Written(path, table.height - totals, other_rows=1 + titles + totals)
