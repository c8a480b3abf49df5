"""Keys that tell rows apart across overlapping exports, and hashes that tell their states apart."""

import polars as pl

from ingestion import grids
from ingestion.matching import Match
from ingestion.source_texts import WRITTEN
from ingestion.values import distinct, texts
from warehouse import in_memory
from warehouse.entities import ENTITIES, POLARS_TYPES, Entity

_BETWEEN = "\x1f"
_COLUMNS = sum(len(entity.columns) for entity in ENTITIES.values())
# What `row_hash` depends on: polars may hash otherwise in another version.
HASHED_BY = f"polars {pl.__version__}, {_COLUMNS} columns"
_DAY = "written day"
_SUPERSEDED = "has the same key as a later row of this file, which was taken instead"


def keyed(rows: pl.DataFrame, found: Match) -> pl.DataFrame:
    """Add the entity's key, `row_hash`, and `state`: landed, duplicate or superseded."""
    return hashed(judged(named(rows, found), found), found.format.target)


def named(rows: pl.DataFrame, found: Match) -> pl.DataFrame:
    """Add the text that names a row."""
    day = found.format.target.dated_by
    told = rows.with_columns(distinct.written(rows[day]).alias(_DAY)) if day else rows
    return told.with_columns(_key_text(told, found).alias("key_text"))


def judged(rows: pl.DataFrame, found: Match) -> pl.DataFrame:
    """Tell rows of one key apart by number, or keep the last of them, as the format says."""
    if not rows["key_text"].is_duplicated().any():
        return unrepeated(rows)
    told = rows.with_columns(_content_text(rows, found.format.target).alias("content_text"))
    numbered = found.format.repeats == "numbered"
    return (_numbered(told) if numbered else _repeats_judged(told)).drop("content_text")


def unrepeated(rows: pl.DataFrame) -> pl.DataFrame:
    """Take every row for the only one of its key."""
    return rows.with_columns(pl.lit("landed").alias("state"), pl.lit(0).alias("occurrence"))


def hashed(rows: pl.DataFrame, entity: Entity) -> pl.DataFrame:
    """Hash what names a row, its number among equal ones included, and what it says."""
    number = pl.col("occurrence").cast(pl.String)
    text = pl.concat_str("key_text", number, separator=_BETWEEN)
    return _hashed(rows.with_columns(text.alias("key_text")), entity)


def hashed_ratings(rows: pl.DataFrame, entity: Entity) -> pl.DataFrame:
    """Key the ratings of survey answers; `key_text` is given."""
    return _hashed(rows, entity)


def content_hash(rows: pl.DataFrame, entity: Entity) -> pl.Series:
    """Hash all values of each row."""
    values = rows.select(pl.col(c.name).cast(POLARS_TYPES[c.kind]) for c in entity.columns)
    return values.hash_rows().reinterpret(signed=True).alias("row_hash")


def _content_text(rows: pl.DataFrame, entity: Entity) -> pl.Series:
    """Write all values of a row as one text, which puts equal keys in order."""
    values = [pl.col(column.name).cast(pl.String).fill_null("\x00") for column in entity.columns]
    return rows.select(pl.concat_str(values, separator=_BETWEEN)).to_series()


def _key_text(rows: pl.DataFrame, found: Match) -> pl.Series:
    """Take the first alternative whose columns are all filled, else the last."""
    whose = (pl.lit(found.format.system), pl.lit(found.format.family))
    *alternatives, last = found.format.key
    key = pl.Series([None], dtype=pl.String).new_from_index(0, rows.height)
    for names in alternatives:
        if key.null_count():
            parts = [_part(name, rows, found) for name in names]
            filled = rows.select(pl.concat_str(*whose, *parts, separator=_BETWEEN)).to_series()
            key = filled if key.null_count() == key.len() else key.fill_null(filled)
    if key.null_count():
        parts = [_part(name, rows, found).fill_null("") for name in last]
        told = rows.select(pl.concat_str(*whose, *parts, separator=_BETWEEN)).to_series()
        key = key.zip_with(key.is_not_null(), told)
    return key


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


def _hashed(rows: pl.DataFrame, entity: Entity) -> pl.DataFrame:
    key = _md5(rows["key_text"]).alias(entity.key)
    return rows.drop("key_text").with_columns(key, content_hash(rows, entity))


def _md5(given: pl.Series) -> pl.Series:
    """Hash texts; polars has no md5. DuckDB gives the rows back in their order."""
    with in_memory.session() as connection:
        connection.register("given", given.alias("text").to_frame())
        hashes: pl.DataFrame = connection.sql("select md5(text) from given").pl()
    return hashes.to_series()
