"""Time the model of what clients are worth beside lifetimes and pymc-marketing.

`python -m bench.value [--clients N] [--cdnow FILE]`; either package is left out where it is not
installed. FILE is the published sample of the CD shop (`cdnow_cbs.csv`); without it as many clients
are invented.
"""

import argparse
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import polars as pl
from rich.console import Console

from bench import invented_clients, measuring

console = Console()
_OTHERS = {"lifetimes": "lifetimes", "pymc": "pymc_marketing"}
SAMPLE = 2357


def main() -> None:
    """Compare on few clients and on many."""
    arguments = argparse.ArgumentParser(prog="bench.value")
    arguments.add_argument("--clients", type=int, default=1_000_000)
    arguments.add_argument("--cdnow", type=Path)
    given = arguments.parse_args()
    few = _cdnow(given.cdnow) if given.cdnow else invented_clients.histories(SAMPLE)
    compare(few, "CD shop" if given.cdnow else "invented", times=3)
    compare(invented_clients.histories(given.clients), "invented", times=1)


def compare(known: dict[str, np.ndarray], kind: str, times: int) -> None:
    """Print the seconds of each on the same clients, and how they compare."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "clients.npz"
        np.savez(file, **known)
        console.print(f"{len(known['visits']):,} clients ({kind})")
        fit = measuring.measured("bench.one_fit", "ours", file, times=times)
        console.print(f"  BG/NBD, ours: {fit.seconds:.3f} s")
        for name, package in _OTHERS.items():
            if find_spec(package) is None:
                console.print(f"  BG/NBD, {name}: not installed")
                continue
            try:
                other = measuring.measured("bench.one_fit", name, file, times=times)
            except subprocess.CalledProcessError as error:
                reason = error.stderr.strip().splitlines()[-1:]
                console.print(f"  BG/NBD, {name}: failed {reason}")
                continue
            ratio = other.seconds / fit.seconds
            console.print(
                f"  BG/NBD, {name}: {other.seconds:.3f} s = {ratio:.0f} times ours; "
                f"{other.megabytes:,.0f} MB"
            )
        all_ = measuring.measured("bench.one_fit", "everything", file, times=times)
        console.print(
            f"  search for k, checks, value and bands of each client: {all_.seconds:.2f} s, "
            f"{all_.megabytes:,.0f} MB"
        )


def _cdnow(file: Path) -> dict[str, np.ndarray]:
    rows = pl.read_csv(file)
    repeats = rows["x"].to_numpy()
    return {
        "visits": repeats + 1,
        "recency_days": rows["t_x_days"].to_numpy(),
        "age_days": rows["T_days"].to_numpy(),
        "mean_check": rows["mean_repeat_amount"].to_numpy(),
        "log_gaps": np.array(rows["litt"].sum()),
    }


if __name__ == "__main__":
    main()
