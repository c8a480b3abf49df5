"""Take a load back: it no longer counts, and what it kept newer exports from bringing is read."""

from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from ingestion import rereading
from ingestion.known import known
from ingestion.landed_rows import Job
from warehouse import landing, load_log
from warehouse.load_log import Load
from warehouse.settings import Settings
from warehouse.workspace import Workspace


class UnloadError(Exception):
    """It is not clear which load is meant; the text says what to choose from."""


@dataclass(frozen=True)
class Unloaded:
    """Which load no longer counts, and which newer files of its report were read again."""

    load_id: str
    file_name: str
    rows: int
    read_again: list[str]


def unload(workspace: Workspace, settings: Settings, name: str) -> Unloaded:
    """Withdraw the load of an id or of a file name; its file is kept and can be loaded again.

    Raises `UnloadError` where no load or more than one is meant, and `RereadError` where a newer
    file cannot be read again; then nothing was changed.
    """
    job = Job(workspace, settings, known(workspace, None))
    with landing.one_loader(workspace):
        log = landing.loads(workspace)
        load = _meant(log, name)
        rest = log.filter(pl.col("load_id") != load.load_id)
        read = rereading.again(job, rest, rereading.newer(log, load))
        landing.commit(workspace, read, withdrawn=[load.load_id])
    return Unloaded(load.load_id, load.file_name, load.rows_landed, [o.file_name for o in read])


def follow_deletions(job: Job, load: Load) -> Load:
    """Let lines that a load lacks, and that were kept, count no longer."""
    log = landing.loads(job.workspace)
    confirmed = replace(load, deletions="confirmed")
    read = rereading.again(job, log, [confirmed, *rereading.newer(log, load)])
    landing.commit(job.workspace, read)
    return read[0]


def _meant(log: pl.DataFrame, name: str) -> Load:
    landed = log.filter(pl.col("outcome") == "landed")
    meant = (pl.col("load_id") == name) | (pl.col("file_name") == Path(name).name)
    found = landed.filter(meant)
    if found.height == 1:
        return load_log.from_row(found.row(0, named=True))
    if found.is_empty():
        newest = landed.sort("loaded_at", descending=True).head(5)["file_name"].to_list()
        known_files = f" The newest loads: {', '.join(newest)}." if newest else ""
        raise UnloadError(
            f"No load that counts has the id or the file name {name}.{known_files} "
            'The Data page and `regulars query "from marts.load_log"` list all of them.'
        )
    ids = ", ".join(
        f"{load_id} ({loaded_at:%Y-%m-%d %H:%M}, {rows:,} rows)"
        for load_id, loaded_at, rows in found.select(
            "load_id", "loaded_at", "rows_landed"
        ).iter_rows()
    )
    raise UnloadError(f"{name} was loaded more than once. Say which load by its id: {ids}.")
