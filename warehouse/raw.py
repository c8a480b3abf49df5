"""Show the landed files to dbt: the `raw` schema of a build's working database."""

import secrets
from pathlib import Path

import duckdb
import polars as pl

from warehouse import client_orders, landing, published_kpis
from warehouse.entities import BOOKING_LINES, ENTITIES, Entity
from warehouse.settings import Settings
from warehouse.workspace import Workspace


def prepare(database: Path, workspace: Workspace, settings: Settings) -> None:
    """Make the working database: one `raw` relation per entity and what the workspace keeps.

    The age of an export is also given in the salon's time, as its rows give theirs.
    """
    # It is thrown away with the draft: no need to wait for the disk after every statement.
    with duckdb.connect(str(database), config={"fsync_mode": "NONE"}) as connection:
        connection.execute("create schema raw")
        for entity in ENTITIES.values():
            connection.execute(_relation(entity, landing.files(workspace, entity.name)))
        utc = pl.col("exported_at").dt.replace_time_zone("UTC")
        local = utc.dt.convert_time_zone(settings.salon.time_zone)
        loads = landing.loads(workspace).select(
            pl.exclude("columns_used", "columns_ignored", "mapping", "hashed_by"),
            local.dt.replace_time_zone(None).alias("exported_at_local"),
        )
        connection.register("loads", loads)
        connection.execute("create table raw.loads as select * from loads")
        published = published_kpis.read(workspace.warehouse)
        connection.register("published", published)
        connection.execute("create table raw.published_kpis as select * from published")
        # The audit counts what this build was given, also when more is loaded meanwhile.
        lines = [str(file) for file in landing.files(workspace, BOOKING_LINES.name)]
        connection.execute(
            "create table raw.landed_files as select unnest($files::varchar[]) as file",
            {"files": lines},
        )
        connection.register("orders", client_orders.rows(settings.clients))
        connection.execute("create table raw.client_orders as select * from orders")
        connection.execute("create table raw.workspace (client_key_salt varchar)")
        connection.execute("insert into raw.workspace values (?)", [_salt(workspace)])


def _relation(entity: Entity, files: list[Path]) -> str:
    """Show the files of an entity; a column that files of an earlier version lack is empty."""
    columns = ", ".join(
        f"cast(null as {_sql_type(dtype)}) as {name}" for name, dtype in entity.schema.items()
    )
    nothing = f"select {columns} where false"
    if not files:
        return f"create view raw.{entity.name} as {nothing}"
    paths = ", ".join("'" + str(file).replace("'", "''") + "'" for file in files)
    return (
        f"create view raw.{entity.name} as "  # noqa: S608  (entity names and our own paths)
        # Before exports had an age, the last load won.
        "select * replace (coalesce(state_at, loaded_at) as state_at) from ("
        f"{nothing} union all by name "
        f"from read_parquet([{paths}], union_by_name = true))"
    )


def _sql_type(dtype: object) -> str:
    name = str(dtype)
    if name.startswith("Decimal"):
        return name.replace("precision=", "").replace("scale=", "")
    if name.startswith("Datetime"):
        return "timestamp"
    return {"String": "varchar", "Int64": "bigint", "Date": "date", "Boolean": "boolean"}[name]


def _salt(workspace: Workspace) -> str:
    file = workspace.warehouse / "client-key.secret"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32), encoding="ascii")
    return file.read_text(encoding="ascii").strip()
