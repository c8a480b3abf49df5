"""From a file's content to what is landed of it: rows, rejected rows, and the line of the log."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import polars as pl

from ingestion import conversion, differences, joining, keys, ratings, summary
from ingestion.conversion import Converted
from ingestion.differences import Compared, Earlier, Gone, Policy
from ingestion.formats import Format
from ingestion.known import Known
from ingestion.recognition import Recognised
from ingestion.refusals import FileRefusedError, RowBalanceError
from warehouse import load_log
from warehouse.entities import SURVEY_RATINGS, Entity
from warehouse.landing import Arrival
from warehouse.load_log import Load
from warehouse.settings import Settings
from warehouse.workspace import Workspace

# How old an export is may stand in its name, as its format knows.
Age = Callable[[Format], datetime]

_NO_ROWS = pl.DataFrame(
    schema={
        "row_number": pl.Int64(),
        "column": pl.String(),
        "value": pl.String(),
        "reason": pl.String(),
    }
)


@dataclass(frozen=True)
class Landed:
    """What one file brings; a refused one brings no tables."""

    load: Load
    tables: dict[str, pl.DataFrame]
    rejected: pl.DataFrame

    def arrival(self, original: bytes) -> Arrival:
        """Put the original beside what it brings."""
        return Arrival(self.load, self.tables, self.rejected, original)


@dataclass(frozen=True)
class Given:
    """A file, and the beginning of its line in the log."""

    file: Path
    content: bytes
    draft: Load


@dataclass(frozen=True)
class Job:
    """What all files of one run share."""

    workspace: Workspace
    settings: Settings
    formats: Known
    waits: bool = False
    follows_deletions: bool = False


@dataclass(frozen=True)
class _Source:
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
        found = job.formats.recognised(given.file, given.content)
        load = _described(load, found, age(found.match.format))
        if job.waits and found.match.format.joins:
            raise joining.WaitsForOthersError
        match = joining.with_partners(job.workspace, found.match)
        converted = conversion.convert(
            found.grid, match, job.settings, given.file.stem, load.loaded_at
        )
    except FileRefusedError as error:
        return Landed(replace(load, message=str(error)), {}, _NO_ROWS)
    return _judged(_Source(job, found, load, log), converted)


def _described(draft: Load, found: Recognised, exported_at: datetime) -> Load:
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
        mapping=form.model_dump_json(exclude_defaults=True),
        columns_used=found.match.columns_used,
        columns_ignored=found.match.columns_ignored,
    )


def _judged(source: _Source, converted: Converted) -> Landed:
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
    change = differences.compared(source.earlier(entity), current, match)
    gone = differences.gone(source.earlier(entity), match, change.rows, policy, rejected.height)
    rows = _with_trail(change.unlanded, entity, source.load)
    rated, off_scale = ratings.ratings(current, match)
    notes = [*converted.notes, *_rating_note(off_scale)]
    figures = summary.summary(rows, entity.name)
    changed = _changed(counted, change, gone, chosen.salon.currency)
    load = replace(
        changed,
        outcome="landed",
        message=summary.landed_message(
            source.found, changed.difference, rejected.height, [*notes, *_without_stop(gone)]
        ),
        rows_landed=rows.height,
        rows_duplicate=converted.rows.height - rows.height - _superseded(keyed),
        first_date=figures.first_date,
        last_date=figures.last_date,
        net_amount=figures.net_amount,
    )
    _check_balance(load)
    tables = {entity.name: pl.concat([rows, _with_trail(gone.tombstones, entity, source.load)])}
    if not rated.is_empty():
        new = differences.compared(source.earlier(SURVEY_RATINGS), rated).unlanded
        tables[SURVEY_RATINGS.name] = _with_trail(new, SURVEY_RATINGS, source.load)
    return Landed(load, tables, rejected)


def _changed(load: Load, change: Compared, gone: Gone, currency: str) -> Load:
    """Note what a load changes of what was known."""
    before, after = differences.money(change, gone)
    counts = {
        "new": change.new.height,
        "changed": change.changed.height,
        "gone": gone.tombstones.height,
    }
    return replace(
        load,
        rows_new=counts["new"],
        rows_changed=counts["changed"],
        rows_vanished=gone.lines.height,
        deletions=gone.deletions,
        net_amount_before=before,
        net_amount_after=after,
        difference=summary.difference(counts, before, after, currency),
        warning=gone.warning,
    )


def _without_stop(gone: Gone) -> list[str]:
    return [gone.warning.removesuffix(".")] if gone.warning else []


def _with_trail(rows: pl.DataFrame, entity: Entity, load: Load) -> pl.DataFrame:
    trail = rows.with_columns(
        pl.lit(load.record_kind, dtype=pl.String).alias("record_kind"),
        pl.lit(load.system).alias("system"),
        pl.lit(load.format).alias("source"),
        pl.lit(load.file_name).alias("file_name"),
        pl.lit(load.load_id).alias("load_id"),
        pl.lit(load.loaded_at, dtype=pl.Datetime("us")).alias("loaded_at"),
        pl.lit(load.exported_at, dtype=pl.Datetime("us")).alias("state_at"),
    )
    return trail.select(pl.col(name).cast(dtype) for name, dtype in entity.schema.items())


def _superseded(keyed: pl.DataFrame) -> int:
    return keyed.filter(pl.col("state") == "superseded").height


def _rating_note(off_scale: int) -> list[str]:
    return [f"{off_scale} ratings of factors were no number on the scale"] if off_scale else []


def _check_balance(load: Load) -> None:
    accounted = load.rows_landed + load.rows_duplicate + load.rows_rejected + load.rows_title_total
    if accounted != load.rows_read:
        raise RowBalanceError(
            f"{load.file_name}: {load.rows_read} rows were read but {accounted} accounted for. "
            "Nothing was loaded. This is a mistake of the program: please report it."
        )
