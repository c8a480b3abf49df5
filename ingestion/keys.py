"""Keys that tell rows apart across overlapping exports, and hashes that tell their states apart."""

import duckdb
import polars as pl

from ingestion import grids
from ingestion.matching import Match
from ingestion.source_texts import WRITTEN
from ingestion.values import texts
from warehouse.entities import Entity

_BETWEEN = "\x1f"
_SUPERSEDED = "has the same key as a later row of this file, which was taken instead"


def keyed(rows: pl.DataFrame, found: Match) -> pl.DataFrame:
    """Add the entity's key, `row_hash`, and `state`: landed, duplicate or superseded."""
    form = found.format
    prefix = _BETWEEN.join((form.system, form.family, ""))
    base = rows.with_columns(
        (pl.lit(prefix) + _key_text(found)).alias("key_text"),
        content_text(form.target).alias("content_text"),
    )
    told = base.with_columns(pl.lit("landed").alias("state"), pl.lit(0).alias("occurrence"))
    if base["key_text"].is_duplicated().any():
        told = _numbered(base) if form.repeats == "numbered" else _repeats_judged(base)
    written = told.with_columns(
        pl.format("{}\x1f{}", "key_text", "occurrence").alias("key_text"),
    )
    return _hashed(written, form.target.key)


def content_text(entity: Entity) -> pl.Expr:
    """Write all values of a row as one text."""
    values = [pl.col(column.name).cast(pl.String).fill_null("\x00") for column in entity.columns]
    return pl.concat_str(values, separator=_BETWEEN)


def hashed_ratings(rows: pl.DataFrame, entity: Entity) -> pl.DataFrame:
    """Key the ratings of survey answers; `key_text` is given."""
    return _hashed(rows.with_columns(content_text(entity).alias("content_text")), entity.key)


def hashed_again(rows: pl.DataFrame, entity: Entity) -> pl.DataFrame:
    """Hash the contents of rows anew; their keys stay."""
    texts_of = rows.select(content_text(entity).alias("content_text"))
    return rows.with_columns(_md5(texts_of)["content_text"].alias("row_hash"))


def _key_text(found: Match) -> pl.Expr:
    """Take the first alternative whose columns are all filled, else the last."""
    alternatives = [[_part(name, found) for name in names] for names in found.format.key]
    last = pl.concat_str([part.fill_null("") for part in alternatives[-1]], separator=_BETWEEN)
    filled = [pl.concat_str(parts, separator=_BETWEEN) for parts in alternatives[:-1]]
    return pl.coalesce([*filled, last])


def _part(name: str, found: Match) -> pl.Expr:
    """Give one part of a key: a value, or a text as written, so that no setting changes a key."""
    kinds = {column.name: column.kind for column in found.format.target.columns}
    if name not in kinds:
        position = found.others.get(name)
        if position is None:
            return pl.lit(None, dtype=pl.String)
        return texts.compared(pl.col(grids.column(position)))
    if kinds[name] != "text" or name == "phone":
        return pl.col(name).cast(pl.String)
    return texts.compared(pl.coalesce(WRITTEN + name, name))


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    """Give equal keys numbers by their content, so that the order in a file does not matter."""
    occurrence = pl.int_range(pl.len()).over("key_text", order_by=["content_text", "row_number"])
    return rows.with_columns(pl.lit("landed").alias("state"), occurrence.alias("occurrence"))


def _repeats_judged(rows: pl.DataFrame) -> pl.DataFrame:
    """Land the last of equal keys; the same content again is a duplicate."""
    is_last = pl.col("row_number") == pl.col("row_number").max().over("key_text")
    last_content = pl.col("content_text").last().over("key_text", order_by="row_number")
    state = (
        pl.when(is_last)
        .then(pl.lit("landed"))
        .when(pl.col("content_text") == last_content)
        .then(pl.lit("duplicate"))
        .otherwise(pl.lit("superseded"))
    )
    return rows.with_columns(state.alias("state"), pl.lit(0).alias("occurrence"))


def superseded(rows: pl.DataFrame, found: Match) -> pl.DataFrame:
    """Report rows that a later row of the file replaced, as rejected rows."""
    names = found.format.key[0]
    title = " + ".join(found.title(name) for name in names)
    return rows.filter(pl.col("state") == "superseded").select(
        "row_number",
        pl.lit(title).alias("column"),
        _part(names[0], found).fill_null("").alias("value"),
        pl.lit(_SUPERSEDED).alias("reason"),
    )


def _hashed(rows: pl.DataFrame, key: str) -> pl.DataFrame:
    """Hash the two texts."""
    hashes = _md5(rows.select("key_text", "content_text"))
    hashes.columns = [key, "row_hash"]
    return rows.drop("key_text", "content_text").hstack(hashes)


def _md5(given: pl.DataFrame) -> pl.DataFrame:
    """Hash columns of texts; polars has no md5. DuckDB gives the rows back in their order."""
    with duckdb.connect() as connection:
        connection.register("given", given)
        hashes: pl.DataFrame = connection.sql("select md5(columns(*)) from given").pl()
    hashes.columns = given.columns
    return hashes
