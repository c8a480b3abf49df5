"""Time the loading of a workbook: `python -m bench.workbooks [--lines N]`.

The measure is fastexcel reading the same workbook into a frame, in a new process as well.
"""

import argparse
import tempfile
from pathlib import Path

import polars as pl
from rich.console import Console

from bench import invented_export
from bench.measuring import measured

console = Console()


def main() -> None:
    """Invent a workbook, load it, and print the ratio."""
    arguments = argparse.ArgumentParser(prog="bench.workbooks")
    arguments.add_argument("--lines", type=int, default=100_000)
    arguments.add_argument("--times", type=int, default=3)
    given = arguments.parse_args()
    compare(given.lines, given.times)


def compare(lines: int, times: int) -> None:
    """Load a workbook of so many lines beside the bare reading of it."""
    with tempfile.TemporaryDirectory() as root:
        file = Path(root) / "export.xlsx"
        invented_export.write(file.with_suffix(".csv"), lines)
        pl.read_csv(file.with_suffix(".csv"), try_parse_dates=True).write_excel(file)
        bare = measured("bench.bare_read", "xlsx", file, times=times)
        load = measured("bench.one_load", file, times=times)
    console.print(
        f"workbook of {lines:,} lines: loaded in {load.seconds:.1f} s = "
        f"{load.seconds / bare.seconds:.2f} times fastexcel's bare read ({bare.seconds:.1f} s); "
        f"{load.processor / bare.processor:.2f} times its processor time; "
        f"at most {load.megabytes:,.0f} MB"
    )


if __name__ == "__main__":
    main()
