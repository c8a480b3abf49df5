"""Read a file with nothing but a library, timed: `python -m bench.bare_read csv|xlsx FILE`."""

import sys
from pathlib import Path

import fastexcel
import polars as pl

from bench import measuring

_MONEY = pl.Decimal(18, 2)


def csv(file: Path) -> None:
    """Let polars read a CSV typed, streaming, and write Parquet."""
    seen = pl.read_csv(file, n_rows=1000, try_parse_dates=True).schema
    schema = {name: _MONEY if "amount" in name else dtype for name, dtype in seen.items()}
    lines = pl.scan_csv(file, schema=schema, try_parse_dates=True)
    lines.sink_parquet(file.with_suffix(".parquet"), compression="zstd")


def xlsx(file: Path) -> None:
    """Let fastexcel read a workbook into a frame."""
    fastexcel.read_excel(file).load_sheet(0).to_polars()


if __name__ == "__main__":
    acts = {"csv": csv, "xlsx": xlsx}
    measuring.report(lambda: acts[sys.argv[1]](Path(sys.argv[2])))
