"""The landing zone: Parquet per load, and the log that says which loads count.

A load is landed when the log says so. Files written before a crash are not in the log and
therefore never read; whatever changes, changes with one new log.
"""

import os
import shutil
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import polars as pl
from filelock import FileLock, Timeout

from warehouse.entities import ENTITIES, SURVEY_RATINGS
from warehouse.load_log import LOADS, REJECTED, Load, as_row, with_all_columns
from warehouse.workspace import Workspace, make_folders

LOCK_SECONDS = 10.0
SECONDS_UNTIL_SWEPT = 86_400


class LandingBusyError(Exception):
    """Another load holds the landing zone."""


class LandingDamagedError(Exception):
    """A file that the load log names is gone."""


@dataclass(frozen=True)
class Arrival:
    """What one file brings: its line of the log, rows per entity, rejected rows, the original.

    Rows and original may lie in a file in the landing folder already, which is moved to its place.
    """

    load: Load
    tables: Mapping[str, pl.DataFrame | Path]
    rejected: pl.DataFrame
    original: bytes | Path


def loads(workspace: Workspace) -> pl.DataFrame:
    """Give the load log, one row per file landed, refused or withdrawn, in the order of loading."""
    log = _log(workspace)
    if not log.is_file():
        return pl.DataFrame(schema=LOADS)
    state = log.stat()
    return _read_log(log, (state.st_ino, state.st_mtime_ns, state.st_size))


@lru_cache(maxsize=1)
def _read_log(log: Path, _state: tuple[int, ...]) -> pl.DataFrame:
    """Read a log once: a load asks for it many times, and a new log is another file."""
    return with_all_columns(pl.read_parquet(log)).sort("load_id")


def last_landed_at(workspace: Workspace) -> datetime | None:
    """Say when something was landed last, in UTC."""
    landed = loads(workspace).filter(pl.col("outcome") == "landed")["loaded_at"].max()
    return landed if isinstance(landed, datetime) else None


def rejected(workspace: Workspace, load_id: str | None = None) -> pl.DataFrame:
    """Give the rows that were not taken, each with the reason; of one load or of all."""
    counts = (pl.col("rows_rejected") > 0) & (pl.col("outcome") != "withdrawn")
    ids = loads(workspace).filter(counts)["load_id"]
    wanted = [name for name in ids if load_id in (None, name)]
    found = [pl.read_parquet(_rejected_file(workspace, name)) for name in wanted]
    return pl.concat([pl.DataFrame(schema=REJECTED), *found])


def files(workspace: Workspace, entity: str) -> list[Path]:
    """List the Parquet files of an entity that the log counts, in the order of loading."""
    return files_of(workspace, entity, loads(workspace))


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
        _remove_unfinished(workspace)
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _remove_unfinished(workspace: Workspace) -> None:
    """Delete what a load that was killed had begun to write."""
    for file in workspace.landing.rglob(".*.tmp"):
        file.unlink()


def new_load_id(workspace: Workspace, file_hash: str) -> tuple[str, datetime]:
    """Make an id that sorts after all others, and its moment in UTC."""
    now = datetime.now(UTC).replace(tzinfo=None)
    last = loads(workspace)["loaded_at"].max()
    if isinstance(last, datetime) and last >= now:
        now = last + timedelta(microseconds=1)
    return f"{now:%Y%m%dT%H%M%S%f}-{file_hash[:8]}", now


def next_id(load_id: str) -> str:
    """Name a load that is read again: it keeps its place in the order of loading."""
    moment, file_hash, *times = load_id.split("-")
    return f"{moment}-{file_hash}-{int(times[0]) + 1 if times else 2}"


def age(workspace: Workspace, exported_at: datetime, now: datetime) -> datetime:
    """Give the moment that orders an export's states: no other load has it, none lies ahead."""
    taken = set(loads(workspace)["exported_at"])
    moment = min(exported_at, now)
    while moment in taken:
        moment += timedelta(microseconds=1)
    return moment


def land(workspace: Workspace, arrival: Arrival) -> None:
    """Write what a load brought, last the log."""
    prepare(workspace, arrival)
    commit(workspace, [arrival.load])


def prepare(workspace: Workspace, arrival: Arrival) -> None:
    """Write what a load brought: rows per entity, rejected rows, the original. Not yet the log."""
    load = arrival.load
    for entity, rows in arrival.tables.items():
        target = _rows_file(workspace, entity, load.load_id)
        if isinstance(rows, Path):
            _write(target, rows.replace)
        elif not rows.is_empty():
            _write_parquet(target, rows)
    if not arrival.rejected.is_empty():
        trail = arrival.rejected.with_columns(
            pl.lit(load.load_id).alias("load_id"), pl.lit(load.file_name).alias("file_name")
        )
        _write_parquet(_rejected_file(workspace, load.load_id), trail.select(*REJECTED))
    kept, given = _original_file(workspace, load.load_id, load.file_name), arrival.original
    if isinstance(given, Path):
        _write(kept, given.replace)
    else:
        _write(kept, lambda file: file.write_bytes(given))


def copied(file: Path, target: Path) -> Path:
    """Copy a file, and have the disk keep the copy."""
    shutil.copyfile(file, target)
    _sync(target)
    return target


def commit(workspace: Workspace, prepared: Sequence[Load], withdrawn: Collection[str] = ()) -> None:
    """Write the log: what was prepared counts from now on, what is withdrawn no longer does.

    A load takes the place of the one that it reads again, and of refusals of the same content.
    """
    log = loads(workspace)
    is_replaced = pl.any_horizontal(pl.lit(value=False), *(_replaces(load) for load in prepared))
    replaced = log.filter(is_replaced)
    is_withdrawn = pl.col("load_id").is_in(list(withdrawn))
    outcome = pl.when(is_withdrawn).then(pl.lit("withdrawn")).otherwise("outcome")
    kept = log.filter(is_replaced.not_()).with_columns(outcome.alias("outcome"))
    _write_parquet(_log(workspace), pl.concat([kept, *(as_row(load) for load in prepared)]))
    for load_id, file_name in replaced.select("load_id", "file_name").iter_rows():
        _original_file(workspace, load_id, file_name).unlink(missing_ok=True)
        _rejected_file(workspace, load_id).unlink(missing_ok=True)
    _sweep(workspace)


def _sweep(workspace: Workspace) -> None:
    """Delete rows that no landed load names, once no build can still be reading them."""
    log = loads(workspace)
    counting = set(log.filter(pl.col("outcome") == "landed")["load_id"])
    for entity in ENTITIES:
        for file in (workspace.landing / entity).glob("*.parquet"):
            is_old = time.time() - file.stat().st_mtime > SECONDS_UNTIL_SWEPT
            if is_old and file.stem not in counting:
                file.unlink()


def _replaces(load: Load) -> pl.Expr:
    """Say which earlier lines of the log give way to a load."""
    is_refusal = (pl.col("file_hash") == load.file_hash) & (pl.col("outcome") == "refused")
    if load.outcome == "refused":
        is_refusal &= pl.col("format").eq_missing(load.format)
    return is_refusal | (pl.col("loaded_at") == load.loaded_at)


def original(workspace: Workspace, load: Load) -> Path:
    """Find a file as it was loaded; `LandingDamagedError` where it is gone."""
    file = _original_file(workspace, load.load_id, load.file_name)
    if not file.is_file():
        raise LandingDamagedError(
            f"landing/originals/{file.name} is gone, though the load log names it. "
            "Bring the landing folder back from a backup."
        )
    return file


def files_of(workspace: Workspace, entity: str, log: pl.DataFrame) -> list[Path]:
    """List the Parquet files of an entity among the landed loads of a log."""
    landed = log.filter(pl.col("outcome") == "landed")
    has_rows = (pl.col("rows_landed") > 0) | pl.col("deletions").is_in(["followed", "confirmed"])
    own = landed.filter((pl.col("entity") == entity) & has_rows)["load_id"]
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
    _write(path, lambda file: rows.write_parquet(file, compression="zstd", compression_level=1))


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
