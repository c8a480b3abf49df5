"""Measure the whole road: `python -m bench [--clients N] [--lines N …]`."""

import argparse

from bench import building, invented_clients, loading, salon, value, workbooks


def main() -> None:
    """Take a salon down the road, load a large file and a workbook, build, and value clients."""
    arguments = argparse.ArgumentParser(prog="bench")
    arguments.add_argument("--clients", type=int, default=3000)
    arguments.add_argument("--lines", type=int, nargs="+", default=[1_000_000])
    given = arguments.parse_args()
    salon.compare(given.clients)
    loading.compare(given.lines, times=2)
    workbooks.compare(100_000, times=2)
    for lines in given.lines:
        building.compare(lines)
    for clients in (value.SAMPLE, 1_000_000):
        value.compare(invented_clients.histories(clients), "invented", times=1)


if __name__ == "__main__":
    main()
