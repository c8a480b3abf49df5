"""Time the loading of large CSV files: `python -m bench.loading [--lines 1000000 10000000]`.

The measure is polars reading the same file typed and writing Parquet (zstd), which checks nothing.
"""

import argparse
import tempfile
from pathlib import Path

from rich.console import Console

from bench import invented_export
from bench.measuring import measured

console = Console()
_MILLION = 1_000_000


def main() -> None:
    """Invent files of several sizes, load each, and print ratios, memory and growth."""
    arguments = argparse.ArgumentParser(prog="bench.loading")
    arguments.add_argument("--lines", type=int, nargs="+", default=[_MILLION])
    arguments.add_argument("--times", type=int, default=2, help="runs, of which the fastest counts")
    arguments.add_argument("--folder", type=Path, help="where the files are written for a while")
    given = arguments.parse_args()
    compare(given.lines, given.times, given.folder)


def compare(sizes: list[int], times: int, folder: Path | None = None) -> None:
    """Load files of these many lines, each beside the bare reading of the same file."""
    seconds = []
    for lines in sizes:
        with tempfile.TemporaryDirectory(dir=folder) as root:
            file = Path(root) / "export.csv"
            invented_export.write(file, lines)
            bare = measured("bench.bare_read", "csv", file, times=times)
            load = measured("bench.one_load", file, times=times)
            size = file.stat().st_size / 1e6
        seconds.append(load.seconds)
        console.print(
            f"{lines:,} lines ({size:,.0f} MB): loaded in {load.seconds:.1f} s = "
            f"{load.seconds / bare.seconds:.2f} times polars' typed read and write "
            f"({bare.seconds:.1f} s); {load.processor / bare.processor:.2f} times its processor "
            f"time ({load.processor:.1f} s); at most {load.megabytes:,.0f} MB "
            f"(polars {bare.megabytes:,.0f})"
        )
    for few, many, before, after in zip(sizes, sizes[1:], seconds, seconds[1:], strict=False):
        console.print(f"{many / few:.0f} times as many lines cost {after / before:.1f} times")


if __name__ == "__main__":
    main()
