"""The cells that feed each of our columns, as text: joined, blanked, renamed, defaulted."""

import re
from dataclasses import replace

import polars as pl

from ingestion import grids, profiles, text_steps
from ingestion.formats import Format
from ingestion.matching import Match
from ingestion.rules import ColumnRule
from ingestion.values import distinct, texts
from ingestion.values.distinct import Encoded, Memory, Texts
from warehouse.entities import Column

_LONG_TEXTS = {"notes", "reason", "improvement", "description", "message", "resolution"}
TEXT = "text:"
WRITTEN = "written:"


def frame(rows: pl.DataFrame, found: Match, file_name: str) -> pl.DataFrame:
    """Give, per column of ours, `written:` (as the file says it) and `text:` (as we call it)."""
    return of_rows(rows, found, file_name, Memory()).rows


def of_rows(rows: pl.DataFrame, found: Match, file_name: str, memory: Memory) -> Texts:
    """Give the same, with the distinct texts of columns that repeat them."""
    told = _told_by_name(found.format, file_name)
    taken = Texts(rows, {}, memory)
    columns = found.format.target.columns
    if taken.are_few:
        written = [written_text(found.format, found, c).alias(WRITTEN + c.name) for c in columns]
        renamed = [_renamed_text(found, c, told) for c in columns]
        return replace(
            taken, rows=rows.lazy().with_columns(written).with_columns(renamed).collect()
        )
    series = [one for column in columns for one in _column(taken, found, column, told)]
    return replace(taken, rows=rows.with_columns(series))


def _column(
    taken: Texts, found: Match, column: Column, told: dict[str, str]
) -> list[pl.Series | pl.Expr]:
    rows, written, text = taken.rows, WRITTEN + column.name, TEXT + column.name
    rule = found.format.columns.get(column.name)
    renamed = _renamed_text(found, column, told)

    def read(cells: pl.DataFrame) -> pl.DataFrame:
        is_tidy = cells.dtypes == [pl.String()] and texts.are_tidy(cells.to_series())
        clean = written_text(found.format, found, column, is_tidy=is_tidy).alias(written)
        return cells.with_columns(clean).select(written, renamed)

    sources = found.sources.get(column.name, [])
    if rule and (rule.clock or rule.cases):
        return [*read(rows).get_columns()]
    if not sources or column.name in found.constants:
        nothing = pl.DataFrame({"row": [0]})
        return [pl.lit(one).first().alias(one.name) for one in read(nothing)]
    cells = rows.select(grids.column(i) for i in dict.fromkeys(sources))
    repeats = distinct.encoded(cells.to_series()) if cells.width == 1 else None
    if repeats is None:
        return [*read(cells).get_columns()]
    each = taken.memory.read(written, repeats.texts, read)
    taken.known[text] = Encoded(each[text], repeats.codes)
    return [_spread(repeats, one, cells.to_series()) for one in each]


def _spread(repeats: Encoded, read: pl.Series, cells: pl.Series) -> pl.Series:
    """Give each row what was read of its cell; mostly, that is the cell as it stands."""
    is_alike = read.equals(repeats.texts, null_equal=True)
    return cells.alias(read.name) if is_alike else repeats.spread(read)


def written_text(form: Format, found: Match, column: Column, *, is_tidy: bool = False) -> pl.Expr:
    """Give the cell, or cells, of one column, trimmed; null where blank."""
    rule, positions = form.columns.get(column.name), found.sources.get(column.name)
    if column.name in found.constants:
        return pl.lit(found.constants[column.name])
    if rule is None or not positions:
        return text_steps.deciding_text(rule or ColumnRule(default=""), found)
    clean = texts.paragraphs if column.name in _LONG_TEXTS else texts.cleaned
    if is_tidy:
        clean = texts.filled
    empty = [*form.empty, *rule.empty]
    cells = [texts.without(clean(pl.col(grids.column(i))), empty) for i in positions]
    if rule.join:
        joined = pl.concat_str(cells, separator=rule.between, ignore_nulls=True)
        return pl.when(joined != "").then(joined)
    return pl.coalesce(cells)


def _renamed_text(found: Match, column: Column, told: dict[str, str]) -> pl.Expr:
    rule = found.format.columns.get(column.name)
    return _renamed(found, rule, column.name, told).alias(TEXT + column.name)


def _renamed(found: Match, rule: ColumnRule | None, name: str, told: dict[str, str]) -> pl.Expr:
    text = pl.col(WRITTEN + name)
    if rule is not None:
        text = text_steps.stepped(rule, found, text)
        usual = profiles.value_words(name) if rule.usual_words else {}
        text = texts.mapped(text, {**usual, **rule.map}, rule.otherwise)
        text = pl.when(text != "").then(text)  # a map may blank a value
        text = text_steps.decided(rule, found, text)
    fallback = rule and (rule.constant if rule.constant is not None else rule.default)
    if name in told:
        text = text.fill_null(told[name])
    return text if fallback is None else text.fill_null(fallback)


def _told_by_name(form: Format, file_name: str) -> dict[str, str]:
    """Read what only the name of the file says, such as the branch."""
    hit = re.search(form.file_name, file_name) if form.file_name else None
    return {name: text.strip() for name, text in hit.groupdict().items() if text} if hit else {}
