"""Days, minutes and seconds counted from the first day, as dates and moments."""

import polars as pl

from demo.options import Options


def day(options: Options, days: pl.Expr) -> pl.Expr:
    """Turn days counted from the start into dates."""
    return pl.lit(options.start) + pl.duration(days=days)


def at_minute(options: Options, minutes: pl.Expr) -> pl.Expr:
    """Turn minutes counted from the start into moments."""
    return pl.lit(options.start).cast(pl.Datetime("us")) + pl.duration(minutes=minutes)


def at_second(options: Options, seconds: pl.Expr) -> pl.Expr:
    """Turn seconds counted from the start into moments."""
    return pl.lit(options.start).cast(pl.Datetime("us")) + pl.duration(seconds=seconds)
