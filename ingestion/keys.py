"""Keys that tell rows apart across overlapping exports, and hashes that tell their states apart."""

from functools import cache

import duckdb
import polars as pl

from ingestion import grids
from ingestion.matching import Match
from ingestion.source_texts import WRITTEN
from ingestion.values import distinct, texts
from warehouse.entities import Entity

_BETWEEN = "\x1f"
_DAY = "written day"
_SUPERSEDED = "has the same key as a later row of this file, which was taken instead"


def keyed(rows: pl.DataFrame, found: Match) -> pl.DataFrame:
    """Add the entity's key, `row_hash`, and `state`: landed, duplicate or superseded."""
    told = judged(with_texts(rows, found), found)
    return hashed(told, found.format.target.key)


def with_texts(rows: pl.DataFrame, found: Match) -> pl.DataFrame:
    """Add the texts that are hashed: what names a row, and all that it says."""
    entity = found.format.target
    day = entity.dated_by
    # The day is part of most keys and of the content: written out once for both.
    told = rows.with_columns(rows[day].cast(pl.String).alias(_DAY)) if day else rows
    return told.with_columns(
        _key_text(told, found).alias("key_text"), content_text(told, entity).alias("content_text")
    )


def judged(rows: pl.DataFrame, found: Match) -> pl.DataFrame:
    """Tell rows of one key apart by number, or keep the last of them, as the format says."""
    if not rows["key_text"].is_duplicated().any():
        return unrepeated(rows)
    return _numbered(rows) if found.format.repeats == "numbered" else _repeats_judged(rows)


def unrepeated(rows: pl.DataFrame) -> pl.DataFrame:
    """Take every row for the only one of its key."""
    return rows.with_columns(pl.lit("landed").alias("state"), pl.lit(0).alias("occurrence"))


def content_text(rows: pl.DataFrame, entity: Entity) -> pl.Series:
    """Write all values of a row as one text."""
    written = {entity.dated_by: _DAY} if _DAY in rows.columns else {}
    names = [written.get(column.name, column.name) for column in entity.columns]
    values = [_written(rows[name]) for name in names]
    joined = pl.concat_str(values, separator=_BETWEEN).alias("content_text")
    return rows.with_columns(joined)["content_text"]


def _written(values: pl.Series) -> pl.Expr:
    if values.null_count() == values.len():
        return pl.lit("\x00")
    text = pl.col(values.name).cast(pl.String)
    return text.fill_null("\x00") if values.null_count() else text


def hashed_ratings(rows: pl.DataFrame, entity: Entity) -> pl.DataFrame:
    """Key the ratings of survey answers; `key_text` is given."""
    told = rows.with_columns(content_text(rows, entity).alias("content_text"))
    return _hashed(told, entity.key)


def hashed_again(rows: pl.DataFrame, entity: Entity) -> pl.DataFrame:
    """Hash the contents of rows anew; their keys stay."""
    texts_of = content_text(rows, entity).to_frame()
    return rows.with_columns(_md5(texts_of)["content_text"].alias("row_hash"))


def _key_text(rows: pl.DataFrame, found: Match) -> pl.Series:
    """Take the first alternative whose columns are all filled, else the last."""
    prefix = _BETWEEN.join((found.format.system, found.format.family, ""))
    *alternatives, last = found.format.key
    key = pl.Series([None], dtype=pl.String).new_from_index(0, rows.height)
    for names in alternatives:
        if key.null_count():
            parts = [_part(name, rows, found) for name in names]
            filled = rows.select(pl.concat_str(parts, separator=_BETWEEN)).to_series()
            key = filled if key.null_count() == key.len() else key.fill_null(filled)
    if key.null_count():
        parts = [_part(name, rows, found).fill_null("") for name in last]
        key = key.zip_with(
            key.is_not_null(), rows.select(pl.concat_str(parts, separator=_BETWEEN)).to_series()
        )
    return prefix + key


def _part(name: str, rows: pl.DataFrame, found: Match) -> pl.Series:
    """Give one part of a key: a value, or a text as written, so that no setting changes a key."""
    kinds = {column.name: column.kind for column in found.format.target.columns}
    if name not in kinds:
        position = found.others.get(name)
        if position is None:
            return pl.Series([None], dtype=pl.String).new_from_index(0, rows.height)
        return _compared(rows[grids.column(position)])
    if kinds[name] != "text" or name == "phone":
        is_day = name == found.format.target.dated_by and _DAY in rows.columns
        return rows[_DAY if is_day else name].cast(pl.String)
    return _compared(rows.select(pl.coalesce(WRITTEN + name, name)).to_series())


def _compared(words: pl.Series) -> pl.Series:
    word = pl.col(words.name)

    def read(cells: pl.DataFrame) -> pl.DataFrame:
        is_tidy = texts.are_tidy(cells.to_series())
        return cells.select(
            texts.filled(word).str.to_lowercase() if is_tidy else texts.compared(word)
        )

    return distinct.by_distinct(words.to_frame(), read).to_series()


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
    gone = rows.filter(pl.col("state") == "superseded")
    return gone.with_columns(_part(names[0], gone, found).fill_null("").alias("value")).select(
        "row_number",
        pl.lit(title).alias("column"),
        "value",
        pl.lit(_SUPERSEDED).alias("reason"),
    )


def hashed(rows: pl.DataFrame, key: str) -> pl.DataFrame:
    """Hash what names a row, its number among equal ones included, and what it says."""
    named = pl.format("{}\x1f{}", "key_text", "occurrence").alias("key_text")
    return _hashed(rows.with_columns(named), key)


def _hashed(rows: pl.DataFrame, key: str) -> pl.DataFrame:
    """Hash the two texts."""
    hashes = _md5(rows.select("key_text", "content_text"))
    hashes.columns = [key, "row_hash"]
    return rows.drop("key_text", "content_text").hstack(hashes)


def _md5(given: pl.DataFrame) -> pl.DataFrame:
    """Hash columns of texts; polars has no md5. DuckDB gives the rows back in their order."""
    with _memory().cursor() as connection:
        connection.register("given", given)
        hashes: pl.DataFrame = connection.sql("select md5(columns(*)) from given").pl()
    hashes.columns = given.columns
    return hashes


@cache
def _memory() -> duckdb.DuckDBPyConnection:
    """Open a database without a file once: opening one costs as much as hashing 30,000 rows."""
    return duckdb.connect()
