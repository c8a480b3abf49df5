"""What the command line prints: results to standard output, talk to standard error."""

import json
import os
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import polars as pl
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from ingestion.loading import LoadReport
from ingestion.unloading import Unloaded
from refreshing import Refreshed
from warehouse.builds import Publication
from warehouse.jobs import Job

results = Console()
talk = Console(stderr=True)


@contextmanager
def progress(title: str, total: int | None) -> Iterator[Any]:
    """Show a bar for long work; gives a function that moves it on."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    with Progress(*columns, console=talk, transient=True) as bar:
        task = bar.add_task(title, total=total, name="")

        def advance(
            by: int,
            name: str,
            done: int | None = None,
            of: int | None = None,
            what: str = title,
        ) -> None:
            bar.update(task, description=what, advance=by, name=name[:50])
            if done is not None:
                bar.update(task, completed=done, total=of or None)

        yield advance


@contextmanager
def following() -> Iterator[Any]:
    """Show a bar for a refresh; gives a function that is told how far the job is."""
    titles = {"loading": "Loading", "building": "Building"}
    with progress("Loading", None) as advance:

        def tell(job: Job) -> None:
            if job.is_running:
                advance(0, job.current, job.done, job.total, titles[job.state])

        yield tell


def say_started(_: Job) -> None:
    """Tell whoever started this process that the job is under way, once."""
    if not sys.stdout.closed:
        sys.stdout.write("started\n")
        sys.stdout.flush()
        sys.stdout.close()


def print_refreshed(done: Refreshed, as_json: bool) -> None:
    """Say what was loaded and what was published."""
    said = done.publication
    if as_json:
        loads = [report.as_dict() for report in done.loads]
        print_json({"loads": loads, "build": as_dict(said) if said else None})
        return
    print_loads(done.loads, as_json=False)
    if said:
        print_publication(said, as_json=False)
    else:
        results.print("Nothing is new, so nothing was built.")


def say(line: str) -> None:
    """Print one line as it is, at once."""
    results.print(line, markup=False, highlight=False, soft_wrap=True)


def print_loads(reports: list[LoadReport], as_json: bool) -> None:
    """Say of each file how it was read and where its rows went."""
    if as_json:
        print_json([report.as_dict() for report in reports])
        return
    if not reports:
        return
    for report in reports:
        results.print(_in_words(report), markup=False, highlight=False, soft_wrap=True)


def _in_words(report: LoadReport) -> str:
    if report.outcome == "already_loaded":
        return f"{report.file_name}: loaded before, nothing new"
    if report.outcome == "refused":
        return f"{report.file_name}: REFUSED. {report.message}"
    balance = (
        f"{report.rows_read:,} rows = {report.rows_landed:,} taken + {report.rows_duplicate:,} "
        f"known already + {report.rows_rejected:,} refused + {report.rows_title_total:,} titles "
        "and totals"
    )
    said = (
        f"{report.file_name}: {report.format_title}, {balance}; {report.difference or 'no change'}"
    )
    return f"{said}\n  WARNING. {report.warning}" if report.warning else said


def print_unloaded(said: Unloaded, as_json: bool) -> None:
    """Say what no longer counts."""
    if as_json:
        print_json(asdict(said))
        return
    words = f"{said.file_name} ({said.load_id}) no longer counts; its {said.rows:,} rows are out."
    if said.read_again:
        words += f" Read again: {', '.join(said.read_again)}."
    results.print(
        f"{words} The file is kept and can be loaded again; regulars build shows the change.",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )


def print_publication(said: Publication, as_json: bool) -> None:
    """Say what was published."""
    if as_json:
        print_json(as_dict(said))
        return
    results.print(
        f"Published {said.file}: {said.marts} marts, {said.rows:,} rows; all tests passed.",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )


def print_table(answer: pl.DataFrame, most: int = 200) -> None:
    """Print the first rows of an answer."""
    table = Table(*answer.columns, box=SIMPLE_HEAD)
    for row in answer.head(most).iter_rows():
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    results.print(table)
    if answer.height > most:
        talk.print(f"The first {most} of {answer.height:,} rows; --csv gives all.")


def as_dict(said: Publication) -> dict[str, Any]:
    """Give a publication for machines."""
    return dict(vars(said))


def print_json(value: object) -> None:
    """Answer a machine."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


def say_address(address: str) -> None:
    """Tell where the dashboard is, and open it where there is a screen."""
    results.print(f"The dashboard is at {address} (Ctrl+C ends it)", markup=False, soft_wrap=True)
    has_screen = sys.platform in {"darwin", "win32"} or os.environ.get("DISPLAY")
    if has_screen and sys.stdout.isatty():
        webbrowser.open(address)
