"""Load files: read, recognise, convert, check the balance, land. One bad file stops no other."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import polars as pl

from ingestion.joining import WaitsForOthersError
from ingestion.known import known
from ingestion.landed_rows import Job, landed_rows
from warehouse import landing
from warehouse.load_log import Load
from warehouse.settings import Settings
from warehouse.workspace import Workspace

_IGNORED_NAMES = ("thumbs.db", "ehthumbs.db", "desktop.ini", "readme.md", "readme.txt")
_IGNORED_STARTS = (".", "~$")
_IGNORED_ENDS = (".tmp", ".part", ".crdownload", ".download")


@dataclass(frozen=True)
class LoadReport:
    """What became of one file, in words and numbers."""

    file_name: str
    load_id: str | None
    outcome: Literal["landed", "already_loaded", "refused"]
    message: str
    format: str | None = None
    format_title: str | None = None
    entity: str | None = None
    encoding: str | None = None
    rows_read: int = 0
    rows_landed: int = 0
    rows_duplicate: int = 0
    rows_rejected: int = 0
    rows_title_total: int = 0
    columns_used: list[str] = field(default_factory=list)
    columns_ignored: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Give the report for machines."""
        return asdict(self)


def load_files(
    workspace: Workspace,
    settings: Settings,
    files: Sequence[Path],
    mapping: Path | None = None,
    on_done: Callable[[LoadReport], None] | None = None,
) -> list[LoadReport]:
    """Load files one after the other; `mapping` reads them all, whatever their headers say.

    Raises `FormatError` for a mapping that cannot be used and `LandingBusyError` where another
    load is running. What is wrong with a file stands in its report.
    """
    job = Job(workspace, settings, known(workspace, mapping))
    reports = []
    with landing.one_loader(workspace):
        for report in _loaded(job, files):
            reports.append(report)
            if on_done:
                on_done(report)
    return reports


def _loaded(job: Job, files: Sequence[Path]) -> Iterator[LoadReport]:
    """Load each file; one that takes values from another report waits until all others are in."""
    waiting = []
    for file in files:
        try:
            yield _load_file(replace(job, waits=True), file)
        except WaitsForOthersError:
            waiting.append(file)
    for file in waiting:
        yield _load_file(job, file)


def inbox_files(workspace: Workspace) -> list[Path]:
    """List what waits in the inbox."""
    return files_in(workspace.inbox)


def files_in(folder: Path) -> list[Path]:
    """List what lies in a folder and those below it, without what systems leave there."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if _is_wanted(path.relative_to(folder)))


def _is_wanted(path: Path) -> bool:
    is_hidden = any(part.startswith(_IGNORED_STARTS) for part in path.parts)
    name = path.name.lower()
    return not (is_hidden or name in _IGNORED_NAMES or name.endswith(_IGNORED_ENDS))


def _load_file(job: Job, file: Path) -> LoadReport:
    try:
        content = file.read_bytes()
    except OSError as error:
        message = f"The file cannot be opened: {error.strerror}. Check its name and place."
        return LoadReport(file.name, None, "refused", message)
    file_hash = hashlib.sha256(content).hexdigest()
    earlier = _already_landed(job, file.name, file_hash)
    if earlier:
        return earlier
    load_id, now = landing.new_load_id(job.workspace, file_hash)
    draft = Load(load_id, now, file.name, file_hash, len(content), outcome="refused", message="")
    landed = landed_rows(job, file, content, draft)
    landing.land(job.workspace, landed.load, landed.tables, landed.rejected, content)
    return _report(landed.load)


def _already_landed(job: Job, file_name: str, file_hash: str) -> LoadReport | None:
    """Find the load of the same content; a forced mapping may read it for another entity."""
    same = (pl.col("file_hash") == file_hash) & (pl.col("outcome") == "landed")
    if job.formats.forced:
        same &= pl.col("entity") == job.formats.forced.entity
    log = landing.loads(job.workspace)
    earlier = log.filter(same)
    if earlier.is_empty():
        return None
    row = earlier.row(-1, named=True)
    if _partners_may_have_come(job, row, log):
        return None
    message = (
        f"The same content was loaded on {row['loaded_at']:%Y-%m-%d} from {row['file_name']}; "
        "nothing is loaded twice."
    )
    kept = {"format", "format_title", "entity", "encoding", "columns_used", "columns_ignored"}
    return LoadReport(
        file_name=file_name,
        load_id=row["load_id"],
        outcome="already_loaded",
        message=message,
        **{name: row[name] for name in kept},
    )


def _partners_may_have_come(job: Job, row: dict[str, Any], log: pl.DataFrame) -> bool:
    """See a load some of whose rows waited for another report, and later loads of its system."""
    forms = (*job.formats.saved, *job.formats.built_in)
    waited = row["rows_rejected"] > 0 and row["format"] in {f.name for f in forms if f.joins}
    is_other = (pl.col("system") == row["system"]) & (pl.col("format") != row["format"])
    return waited and not log.filter(is_other & (pl.col("load_id") > row["load_id"])).is_empty()


def _report(load: Load) -> LoadReport:
    shared = {name for name in LoadReport.__dataclass_fields__ if name in Load.__dataclass_fields__}
    return LoadReport(**{name: getattr(load, name) for name in sorted(shared)})
