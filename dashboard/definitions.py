"""What marts and their columns mean, in the words of the dbt descriptions the build carries."""

import polars as pl

from dashboard.data import Build


def of(build: Build, mart: str, column: str | None = None) -> str | None:
    """Give the description of a column, or of the mart itself; none where nobody wrote one."""
    written = build.answer("definitions").filter(
        (pl.col("mart") == mart) & pl.col("column_name").eq_missing(pl.lit(column))
    )["description"]
    return " ".join(written[0].split()) if written.len() and written[0] else None
