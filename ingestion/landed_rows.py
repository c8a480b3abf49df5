"""From a file's content to what is landed of it: rows, rejected rows, and the line of the log."""

from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from ingestion import conversion, joining, keys, ratings, summary
from ingestion.conversion import Converted
from ingestion.known import Known
from ingestion.recognition import Recognised
from ingestion.refusals import FileRefusedError, RowBalanceError
from warehouse import landing
from warehouse.entities import SURVEY_RATINGS, Entity
from warehouse.load_log import Load
from warehouse.settings import Settings
from warehouse.workspace import Workspace

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


@dataclass(frozen=True)
class Job:
    """What all files of one run share."""

    workspace: Workspace
    settings: Settings
    formats: Known
    waits: bool = False


@dataclass(frozen=True)
class _Source:
    workspace: Workspace
    settings: Settings
    found: Recognised
    load: Load


def landed_rows(job: Job, file: Path, content: bytes, draft: Load) -> Landed:
    """Take a file apart; one that cannot be taken gives a refusal for the log."""
    load = draft
    try:
        found = job.formats.recognised(file, content)
        load = _described(draft, found)
        if job.waits and found.match.format.joins:
            raise joining.WaitsForOthersError
        match = joining.with_partners(job.workspace, found.match)
        converted = conversion.convert(found.grid, match, job.settings, file.stem, draft.loaded_at)
    except FileRefusedError as error:
        return Landed(replace(load, message=str(error)), {}, _NO_ROWS)
    return _judged(_Source(job.workspace, job.settings, found, load), converted)


def _described(draft: Load, found: Recognised) -> Load:
    form, grid = found.match.format, found.grid
    return replace(
        draft,
        format=form.name,
        format_title=form.title,
        confidence=form.confidence,
        entity=form.entity,
        system=form.system,
        record_kind=form.record_kind,
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        sheet=grid.sheet,
        rows_read=grid.rows.height,
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
    limit = source.settings.loading.rejected_limit
    if rejected.height > limit * data_rows:
        message = summary.refused_message(rejected, data_rows, limit)
        return Landed(replace(counted, message=message), {}, rejected)
    current = keyed.filter(pl.col("state") == "landed")
    rows = _with_trail(_unlanded(source, entity, current), entity, source.load)
    rated, off_scale = ratings.ratings(current, match)
    notes = [*converted.notes, *_rating_note(off_scale)]
    figures = summary.summary(rows, entity.name)
    load = replace(
        counted,
        outcome="landed",
        message=summary.landed_message(source.found, rows, rejected.height, notes),
        rows_landed=rows.height,
        rows_duplicate=converted.rows.height - rows.height - _superseded(keyed),
        first_date=figures.first_date,
        last_date=figures.last_date,
        net_amount=figures.net_amount,
    )
    _check_balance(load)
    tables = {entity.name: rows}
    if not rated.is_empty():
        new = _unlanded(source, SURVEY_RATINGS, rated)
        tables[SURVEY_RATINGS.name] = _with_trail(new, SURVEY_RATINGS, source.load)
    return Landed(load, tables, rejected)


def _unlanded(source: _Source, entity: Entity, rows: pl.DataFrame) -> pl.DataFrame:
    """Leave out rows whose latest landed state is the same."""
    system = source.found.match.format.system
    states = landing.landed_states(source.workspace, entity.name, system, rows)
    return rows.join(states, on=[entity.key, "row_hash"], how="anti", maintain_order="left")


def _with_trail(rows: pl.DataFrame, entity: Entity, load: Load) -> pl.DataFrame:
    trail = rows.with_columns(
        pl.lit(load.record_kind, dtype=pl.String).alias("record_kind"),
        pl.lit(load.system).alias("system"),
        pl.lit(load.format).alias("source"),
        pl.lit(load.file_name).alias("file_name"),
        pl.lit(load.load_id).alias("load_id"),
        pl.lit(load.loaded_at, dtype=pl.Datetime("us")).alias("loaded_at"),
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
