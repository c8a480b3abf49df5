"""What landed rows say now: of each key, the state that the newest of some exports gave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from warehouse import in_memory, landing
from warehouse.entities import Entity
from warehouse.workspace import Workspace


@dataclass(frozen=True)
class Period:
    """The days and branches that an export lists completely: from the first day, before the end."""

    first: date
    end: date
    branches: Sequence[str]


# Loads and keys are joined, not windowed: of ten million rows only those asked for are compared.
_LATEST = """
with rows_of_keys as (
    select {columns}, loads.exported_at as of_export
    from read_parquet($files, union_by_name = true) as landed
    inner join loads using (load_id)
    where {key} in (select {key} from wanted)
)
select * exclude (of_export) from rows_of_keys
qualify row_number() over (partition by {key} order by of_export desc) = 1
"""

_KEYS_IN_PERIOD = """
select distinct {key}
from read_parquet($files, union_by_name = true)
inner join loads using (load_id)
where cast({day} as date) >= $first and cast({day} as date) < $end
    and coalesce(branch, '') in (select unnest($branches::varchar[]))
"""


def latest(
    workspace: Workspace,
    entity: Entity,
    log: pl.DataFrame,
    keys: pl.DataFrame,
    columns: Sequence[str],
) -> pl.DataFrame:
    """Give columns of the last state that the loads of a log hold of some keys."""
    files = [str(file) for file in landing.files_of(workspace, entity.name, log)]
    schema = {name: entity.schema[name] for name in (entity.key, *columns)}
    if not files or keys.is_empty():
        return pl.DataFrame(schema=schema)
    query = _LATEST.format(columns=", ".join(schema), key=entity.key)
    with in_memory.session() as connection:
        connection.register("wanted", keys.select(entity.key))
        connection.register("loads", log.select("load_id", "exported_at"))
        found: pl.DataFrame = connection.sql(query, params={"files": files}).pl()
    if "row_hash" in schema:
        # Landings of before have other hashes, as texts: no row of now is like them.
        found = found.with_columns(pl.col("row_hash").cast(pl.Int64, strict=False))
    return found.cast(pl.Schema(schema))


def within(workspace: Workspace, entity: Entity, log: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Give the rows that fall into a period by the last state that the loads of a log hold."""
    files = [str(file) for file in landing.files_of(workspace, entity.name, log)]
    day = entity.dated_by
    if not files:
        return pl.DataFrame(schema=entity.schema)
    query = _KEYS_IN_PERIOD.format(key=entity.key, day=day)
    branches = [branch or "" for branch in period.branches]
    given = {"files": files, "first": period.first, "end": period.end, "branches": branches}
    with in_memory.session() as connection:
        connection.register("loads", log.select("load_id"))
        keys: pl.DataFrame = connection.sql(query, params=given).pl()
    columns = [name for name in entity.schema if name not in {entity.key, "state_at"}]
    rows = latest(workspace, entity, log, keys, columns)
    branch = pl.col("branch").fill_null("")
    return rows.filter(
        pl.col(day).cast(pl.Date).is_between(period.first, period.end, closed="left"),
        branch.is_in(branches),
    )
