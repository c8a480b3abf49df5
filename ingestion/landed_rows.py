"""From a file's content to what is landed of it: rows, rejected rows, and the line of the log."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import polars as pl

from ingestion import conversion, differences, joining, keys, ratings, summary
from ingestion.conversion import Converted
from ingestion.differences import Counts, Earlier, Gone, Policy
from ingestion.formats import Format
from ingestion.known import Known
from ingestion.recognition import Recognised
from ingestion.refusals import FileRefusedError, RowBalanceError
from ingestion.trail import with_trail
from warehouse import load_log
from warehouse.entities import SURVEY_RATINGS, Entity
from warehouse.landing import Arrival
from warehouse.load_log import Load
from warehouse.settings import Settings
from warehouse.workspace import Workspace

# How old an export is may stand in its name, as its format knows.
Age = Callable[[Format], datetime]

NO_ROWS = pl.DataFrame(
    schema={
        "row_number": pl.Int64(),
        "column": pl.String(),
        "value": pl.String(),
        "reason": pl.String(),
    }
)


@dataclass(frozen=True)
class Landed:
    """What one file brings; a refused one brings no tables.

    Of a large file there is a copy already.
    """

    load: Load
    tables: Mapping[str, pl.DataFrame | Path]
    rejected: pl.DataFrame
    copy: Path | None = None

    @property
    def has_rows(self) -> bool:
        """Tell whether anything is landed."""
        return any(isinstance(rows, Path) or len(rows) for rows in self.tables.values())

    def arrival(self, given: "Given") -> Arrival:
        """Put the original beside what it brings."""
        return Arrival(self.load, self.tables, self.rejected, self.copy or given.bytes)


@dataclass(frozen=True)
class Given:
    """A file, and the beginning of its line in the log."""

    file: Path
    content: bytes | Path
    draft: Load

    @property
    def bytes(self) -> bytes:
        """Give the content, where it does not lie in memory already."""
        return self.content.read_bytes() if isinstance(self.content, Path) else self.content


@dataclass(frozen=True)
class Job:
    """What all files of one run share."""

    workspace: Workspace
    settings: Settings
    formats: Known
    waits: bool = False
    follows_deletions: bool = False


@dataclass(frozen=True)
class Source:
    """A file that was recognised, and the log against which it is judged."""

    job: Job
    found: Recognised
    load: Load
    log: pl.DataFrame

    def earlier(self, entity: Entity) -> Earlier:
        """Give the older exports of the same report."""
        older = load_log.series(self.log, self.load).filter(
            pl.col("exported_at") < self.load.exported_at
        )
        return Earlier(self.job.workspace, entity, older)


def landed_rows(job: Job, given: Given, log: pl.DataFrame, age: Age) -> Landed:
    """Take a file apart; one that cannot be taken gives a refusal for the log.

    What is new in it is judged against the older exports of its report in the log.
    """
    load = given.draft
    try:
        found = job.formats.recognised(given.file, given.bytes)
        load = described(load, found, age(found.match.format))
        if job.waits and found.match.format.joins:
            raise joining.WaitsForOthersError
        match = joining.with_partners(job.workspace, found.match)
        converted = conversion.convert(
            found.grid, match, job.settings, given.file.stem, load.loaded_at
        )
    except FileRefusedError as error:
        return Landed(replace(load, message=str(error)), {}, NO_ROWS)
    return _judged(Source(job, found, load, log), converted)


def described(draft: Load, found: Recognised, exported_at: datetime) -> Load:
    """Write down how a file was read."""
    form, grid = found.match.format, found.grid
    return replace(
        draft,
        format=form.name,
        format_title=form.title,
        confidence=form.confidence,
        entity=form.entity,
        exported_at=exported_at,
        system=form.system,
        family=form.family,
        record_kind=form.record_kind,
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        sheet=grid.sheet,
        rows_read=grid.rows.height,
        hashed_by=keys.HASHED_BY,
        mapping=form.model_dump_json(exclude_defaults=True),
        columns_used=found.match.columns_used,
        columns_ignored=found.match.columns_ignored,
    )


def _judged(source: Source, converted: Converted) -> Landed:
    match, entity = source.found.match, source.found.match.format.target
    keyed = keys.keyed(converted.rows, match)
    if entity.name == "survey_responses":
        keyed = keyed.with_columns(pl.coalesce("response_ref", "row_key").alias("response_ref"))
    rejected = pl.concat([converted.rejected, keys.superseded(keyed, match)])
    counted = replace(
        source.load,
        rows_rejected=rejected.height,
        rows_title_total=converted.rows_title_total,
    )
    data_rows = converted.rows_read - converted.rows_title_total
    chosen = source.job.settings
    limit = chosen.loading.rejected_limit
    if rejected.height > limit * data_rows:
        message = summary.refused_message(rejected, data_rows, limit)
        return Landed(replace(counted, message=message), {}, rejected)
    current = keyed.filter(pl.col("state") == "landed")
    policy = Policy(chosen.loading.shrink_limit, source.job.follows_deletions)
    absent = differences.absent(current, match)
    change = differences.compared(source.earlier(entity), current, absent)
    gone = differences.gone(source.earlier(entity), match, change.rows, policy, rejected.height)
    rows = with_trail(change.unlanded, entity, source.load)
    rated, off_scale = ratings.ratings(current, match)
    notes = [*converted.notes, *_rating_note(off_scale)]
    figures = summary.summary(rows, entity.name)
    counts = differences.less(differences.counts(change), gone, entity)
    changed = with_changes(counted, counts, gone, chosen.salon.currency)
    load = replace(
        changed,
        outcome="landed",
        message=summary.landed_message(
            source.found, changed.difference, rejected.height, [*notes, *without_stop(gone)]
        ),
        rows_landed=rows.height,
        rows_duplicate=converted.rows.height - rows.height - _superseded(keyed),
        first_date=figures.first_date,
        last_date=figures.last_date,
        net_amount=figures.net_amount,
    )
    check_balance(load)
    tables: dict[str, pl.DataFrame | Path] = {
        entity.name: pl.concat([rows, with_trail(gone.tombstones, entity, source.load)])
    }
    if not rated.is_empty():
        new = differences.compared(source.earlier(SURVEY_RATINGS), rated).unlanded
        tables[SURVEY_RATINGS.name] = with_trail(new, SURVEY_RATINGS, source.load)
    return Landed(load, tables, rejected)


def with_changes(load: Load, told: Counts, gone: Gone, currency: str) -> Load:
    """Note what a load changes of what was known."""
    counts = {"new": told.new, "changed": told.changed, "gone": gone.tombstones.height}
    return replace(
        load,
        rows_new=told.new,
        rows_changed=told.changed,
        rows_vanished=gone.lines.height,
        deletions=gone.deletions,
        net_amount_before=told.before,
        net_amount_after=told.after,
        difference=summary.difference(counts, told.before, told.after, currency),
        warning=gone.warning,
    )


def without_stop(gone: Gone) -> list[str]:
    """Give the warning as one note among others."""
    return [gone.warning.removesuffix(".")] if gone.warning else []


def _superseded(keyed: pl.DataFrame) -> int:
    return keyed.filter(pl.col("state") == "superseded").height


def _rating_note(off_scale: int) -> list[str]:
    return [f"{off_scale} ratings of factors were no number on the scale"] if off_scale else []


def check_balance(load: Load) -> None:
    """See that every row that was read is accounted for."""
    accounted = load.rows_landed + load.rows_duplicate + load.rows_rejected + load.rows_title_total
    if accounted != load.rows_read:
        raise RowBalanceError(
            f"{load.file_name}: {load.rows_read} rows were read but {accounted} accounted for. "
            "Nothing was loaded. This is a mistake of the program: please report it."
        )
