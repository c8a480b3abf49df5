"""Load files: read, recognise, convert, check the balance, land. One bad file stops no other."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import polars as pl

from ingestion import ages, landed_large, large_files, rereading, unloading
from ingestion.formats import Format
from ingestion.joining import WaitsForOthersError
from ingestion.known import known
from ingestion.landed_rows import Given, Job
from ingestion.rereading import RereadError
from warehouse import landing, load_log
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
    rows_new: int = 0
    rows_changed: int = 0
    rows_vanished: int = 0
    deletions: str = ""
    net_amount_before: Decimal | None = None
    net_amount_after: Decimal | None = None
    difference: str = ""
    warning: str = ""
    columns_used: list[str] = field(default_factory=list)
    columns_ignored: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Give the report for machines."""
        return asdict(self)


def load_files(  # noqa: PLR0913  (what a person may say of a load)
    workspace: Workspace,
    settings: Settings,
    files: Sequence[Path],
    mapping: Path | None = None,
    on_done: Callable[[LoadReport], None] | None = None,
    *,
    deleted_in: Collection[Path] = (),
) -> list[LoadReport]:
    """Load files, the oldest export first; `mapping` reads them all, whatever their headers say.

    The lines that the files `deleted_in` lack count no longer, however many they are; so too where
    the file was loaded before.

    Raises `FormatError` for a mapping that cannot be used and `LandingBusyError` where another
    load is running. What is wrong with a file stands in its report.
    """
    job = Job(workspace, settings, known(workspace, mapping))
    reports: dict[int, LoadReport] = {}
    with landing.one_loader(workspace):
        for place, report in _loaded(job, files, {*deleted_in}):
            reports[place] = report
            if on_done:
                on_done(reports[place])
    return [reports[place] for place in sorted(reports)]


def _loaded(
    job: Job, files: Sequence[Path], deleted_in: Collection[Path]
) -> Iterator[tuple[int, LoadReport]]:
    """Load each file, with its place; one that takes values from others waits until all are in."""
    jobs = [replace(job, follows_deletions=file in deleted_in) for file in files]
    waiting = []
    for place in _in_order(job, files):
        try:
            yield place, _load_file(replace(jobs[place], waits=True), files[place])
        except WaitsForOthersError:
            waiting.append(place)
    for place in waiting:
        yield place, _load_file(jobs[place], files[place])


def _in_order(job: Job, files: Sequence[Path]) -> list[int]:
    if len(files) == 1:
        return [0]
    return ages.oldest_first(files, job.formats.all, job.settings.salon.time_zone)


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
        content = file if large_files.is_large(file) else file.read_bytes()
        file_hash = large_files.file_hash(content)
    except OSError as error:
        message = f"The file cannot be opened: {error.strerror}. Check its name and place."
        return LoadReport(file.name, None, "refused", message)
    earlier = _already_landed(job, file_hash)
    if earlier and job.follows_deletions and earlier.deletions == "kept":
        return _report(unloading.follow_deletions(job, earlier))
    if earlier:
        return _known_report(file.name, earlier)
    return _report(_land(job, file, content, file_hash))


def _land(job: Job, file: Path, content: bytes | Path, file_hash: str) -> Load:
    """Land a file; newer exports of its report are judged anew, as if it had come before them."""
    load_id, now = landing.new_load_id(job.workspace, file_hash)
    size = file.stat().st_size
    draft = Load(load_id, now, file.name, file_hash, size, outcome="refused", message="")

    def age(form: Format) -> datetime:
        zone = job.settings.salon.time_zone
        return landing.age(job.workspace, ages.exported_at(file, [form], zone, now), now)

    log = landing.loads(job.workspace)
    read_again: list[Load] = []
    given = Given(file, content, draft)
    with landed_large.taken_apart(job, given, log, age) as landed:
        newer = rereading.newer(log, landed.load) if landed.has_rows else []
        landing.prepare(job.workspace, landed.arrival(given))
    try:
        if newer:
            with_this = pl.concat([log, load_log.as_row(landed.load)])
            read_again = rereading.again(job, with_this, newer)
    except RereadError as error:
        refused = replace(landed.load, outcome="refused", message=str(error), rows_landed=0)
        landing.commit(job.workspace, [refused])
        return refused
    told = replace(landed.load, message=landed.load.message + _late(len(read_again)))
    landing.commit(job.workspace, [told, *read_again])
    return told


def _late(read_again: int) -> str:
    if not read_again:
        return ""
    return f" Newer exports of this report were loaded before ({read_again}): what they say stays."


def _already_landed(job: Job, file_hash: str) -> Load | None:
    """Find the load of the same content; a forced mapping may read it for another entity."""
    same = (pl.col("file_hash") == file_hash) & (pl.col("outcome") == "landed")
    if job.formats.forced:
        same &= pl.col("entity") == job.formats.forced.entity
    log = landing.loads(job.workspace)
    earlier = log.filter(same)
    if earlier.is_empty() or _partners_may_have_come(job, earlier.row(-1, named=True), log):
        return None
    return load_log.from_row(earlier.row(-1, named=True))


def _known_report(file_name: str, earlier: Load) -> LoadReport:
    message = (
        f"The same content was loaded on {earlier.loaded_at:%Y-%m-%d} from {earlier.file_name}; "
        "nothing is loaded twice."
    )
    kept = {"format", "format_title", "entity", "encoding", "columns_used", "columns_ignored"}
    return LoadReport(
        file_name=file_name,
        load_id=earlier.load_id,
        outcome="already_loaded",
        message=message,
        **{name: getattr(earlier, name) for name in kept},
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
