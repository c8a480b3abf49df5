"""The landing zone: append-only Parquet per load, and the log that says which loads count.

A load is landed when the log says so. Files written before a crash are not in the log and
therefore never read.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl
from filelock import FileLock, Timeout

from warehouse.entities import ENTITIES, SURVEY_RATINGS
from warehouse.load_log import LOADS, REJECTED, Load, as_row
from warehouse.workspace import Workspace, make_folders

LOCK_SECONDS = 10.0


class LandingBusyError(Exception):
    """Another load holds the landing zone."""


class LandingDamagedError(Exception):
    """A file that the load log names is gone."""


def loads(workspace: Workspace) -> pl.DataFrame:
    """Give the load log, one row per file landed or refused, in the order of loading."""
    log = _log(workspace)
    if not log.is_file():
        return pl.DataFrame(schema=LOADS)
    return pl.read_parquet(log).sort("load_id")


def rejected(workspace: Workspace, load_id: str | None = None) -> pl.DataFrame:
    """Give the rows that were not taken, each with the reason; of one load or of all."""
    ids = loads(workspace).filter(pl.col("rows_rejected") > 0)["load_id"]
    wanted = [name for name in ids if load_id in (None, name)]
    found = [pl.read_parquet(_rejected_file(workspace, name)) for name in wanted]
    return pl.concat([pl.DataFrame(schema=REJECTED), *found])


def files(workspace: Workspace, entity: str) -> list[Path]:
    """List the Parquet files of an entity that the log counts, in the order of loading."""
    return _files(workspace, entity, loads(workspace))


def landed_states(
    workspace: Workspace, entity: str, system: str, rows: pl.DataFrame
) -> pl.DataFrame:
    """Give the latest landed `row_hash` for the keys among `rows`."""
    key = ENTITIES[entity].key
    same_system = loads(workspace).filter(pl.col("system") == system)
    found = _files(workspace, entity, same_system)
    if not found or rows.is_empty():
        return rows.clear().select(key, "row_hash")
    query = f"""
        select {key}, arg_max(row_hash, (load_id, row_number)) as row_hash
        from read_parquet($files) semi join new_rows using ({key})
        group by {key}
    """  # noqa: S608  # the key is one of two names of our own
    with duckdb.connect() as connection:
        connection.register("new_rows", rows.select(key))
        names = [str(file) for file in found]
        states: pl.DataFrame = connection.sql(query, params={"files": names}).pl()
    return states


@contextmanager
def one_loader(workspace: Workspace, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Hold the landing zone alone; `LandingBusyError` where another load does not end in time."""
    make_folders(workspace)
    holder = workspace.landing / ".lock-holder"
    lock = FileLock(workspace.landing / ".lock")
    try:
        lock.acquire(timeout=seconds)
    except Timeout as error:
        who = holder.read_text(encoding="utf-8") if holder.is_file() else "another process"
        raise LandingBusyError(
            f"Files are being loaded into this folder already, by {who}; this process "
            f"({os.getpid()}) waited {seconds:.0f} seconds. Try again when that load is done."
        ) from error
    try:
        since = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
        holder.write_text(f"process {os.getpid()} since {since}", encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def new_load_id(workspace: Workspace, file_hash: str) -> tuple[str, datetime]:
    """Make an id that sorts after all others, and its moment in UTC."""
    now = datetime.now(UTC).replace(tzinfo=None)
    last = loads(workspace)["loaded_at"].max()
    if isinstance(last, datetime) and last >= now:
        now = last + timedelta(microseconds=1)
    return f"{now:%Y%m%dT%H%M%S%f}-{file_hash[:8]}", now


def land(
    workspace: Workspace,
    load: Load,
    tables: dict[str, pl.DataFrame],
    rejected_rows: pl.DataFrame,
    original: bytes,
) -> None:
    """Write what a load brought: rows per entity, rejected rows, the original, last the log."""
    for entity, rows in tables.items():
        if not rows.is_empty():
            _write_parquet(workspace.landing / entity / f"{load.load_id}.parquet", rows)
    if not rejected_rows.is_empty():
        trail = rejected_rows.with_columns(
            pl.lit(load.load_id).alias("load_id"), pl.lit(load.file_name).alias("file_name")
        )
        _write_parquet(_rejected_file(workspace, load.load_id), trail.select(*REJECTED))
    _write(
        _original_file(workspace, load.load_id, load.file_name), lambda f: f.write_bytes(original)
    )
    _commit(workspace, load)


def _commit(workspace: Workspace, load: Load) -> None:
    """Add a load to the log; it replaces earlier refusals of the same content."""
    log = loads(workspace)
    is_earlier_refusal = (pl.col("file_hash") == load.file_hash) & (pl.col("outcome") == "refused")
    if load.outcome == "refused":
        is_earlier_refusal &= pl.col("format").eq_missing(load.format)
    replaced = log.filter(is_earlier_refusal)
    kept = log.filter(is_earlier_refusal.not_())
    _write_parquet(_log(workspace), pl.concat([kept, as_row(load)]))
    for load_id, file_name in replaced.select("load_id", "file_name").iter_rows():
        _original_file(workspace, load_id, file_name).unlink(missing_ok=True)
        _rejected_file(workspace, load_id).unlink(missing_ok=True)


def _files(workspace: Workspace, entity: str, log: pl.DataFrame) -> list[Path]:
    landed = log.filter(pl.col("outcome") == "landed")
    own = landed.filter((pl.col("entity") == entity) & (pl.col("rows_landed") > 0))["load_id"]
    found = [_rows_file(workspace, entity, load_id) for load_id in own]
    gone = [file.name for file in found if not file.is_file()]
    if gone:
        raise LandingDamagedError(
            f"landing/{entity}/{gone[0]} is gone, though the load log names it. "
            "Bring the landing folder back from a backup."
        )
    if entity == SURVEY_RATINGS.name:
        surveys = landed.filter(pl.col("entity") == "survey_responses")["load_id"]
        derived = [_rows_file(workspace, entity, load_id) for load_id in surveys]
        found += [file for file in derived if file.is_file()]
    return sorted(found, key=lambda file: file.name)


def _log(workspace: Workspace) -> Path:
    return workspace.landing / "loads.parquet"


def _rows_file(workspace: Workspace, entity: str, load_id: str) -> Path:
    return workspace.landing / entity / f"{load_id}.parquet"


def _rejected_file(workspace: Workspace, load_id: str) -> Path:
    return workspace.landing / "rejected" / f"{load_id}.parquet"


def _original_file(workspace: Workspace, load_id: str, file_name: str) -> Path:
    return workspace.landing / "originals" / f"{load_id}-{file_name}"


def _write_parquet(path: Path, rows: pl.DataFrame) -> None:
    _write(path, lambda file: rows.write_parquet(file, compression="zstd"))


def _write(path: Path, write: Callable[[Path], object]) -> None:
    """Write beside, then replace: a reader sees the old file or the new one, whole."""
    beside = path.with_name(f".{path.name}.tmp")
    write(beside)
    _sync(beside)
    beside.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    """Have the disk keep what was written; Windows cannot do so for a folder."""
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
