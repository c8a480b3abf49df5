"""Where a landed row came from."""

import polars as pl

from warehouse.entities import Entity
from warehouse.load_log import Load


def with_trail(rows: pl.DataFrame, entity: Entity, load: Load) -> pl.DataFrame:
    """Say of every row which load brought it, and give it the columns of its entity."""
    told = rows.with_columns(
        pl.lit(load.record_kind, dtype=pl.String).alias("record_kind"),
        pl.lit(load.system).alias("system"),
        pl.lit(load.format).alias("source"),
        pl.lit(load.file_name).alias("file_name"),
        pl.lit(load.load_id).alias("load_id"),
        pl.lit(load.loaded_at, dtype=pl.Datetime("us")).alias("loaded_at"),
        pl.lit(load.exported_at, dtype=pl.Datetime("us")).alias("state_at"),
    )
    return told.select(pl.col(name).cast(dtype) for name, dtype in entity.schema.items())
