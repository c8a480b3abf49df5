"""The cells that feed each of our columns, as text: joined, blanked, renamed, defaulted."""

import re

import polars as pl

from ingestion import grids, profiles, text_steps
from ingestion.formats import Format
from ingestion.matching import Match
from ingestion.rules import ColumnRule
from ingestion.values import texts
from warehouse.entities import Column

_LONG_TEXTS = {"notes", "reason", "improvement", "description", "message", "resolution"}
TEXT = "text:"
WRITTEN = "written:"


def frame(rows: pl.DataFrame, found: Match, file_name: str) -> pl.DataFrame:
    """Give, per column of ours, `written:` (as the file says it) and `text:` (as we call it)."""
    form = found.format
    told = _told_by_name(form, file_name)
    written = [
        written_text(form, found, column).alias(WRITTEN + column.name)
        for column in form.target.columns
    ]
    renamed = [
        _renamed(found, form.columns.get(column.name), column.name, told).alias(TEXT + column.name)
        for column in form.target.columns
    ]
    return rows.with_columns(written).with_columns(renamed)


def written_text(form: Format, found: Match, column: Column) -> pl.Expr:
    """Give the cell, or cells, of one column, trimmed; null where blank."""
    rule, positions = form.columns.get(column.name), found.sources.get(column.name)
    if column.name in found.constants:
        return pl.lit(found.constants[column.name])
    if rule is None or not positions:
        return text_steps.deciding_text(rule or ColumnRule(default=""), found)
    clean = texts.paragraphs if column.name in _LONG_TEXTS else texts.cleaned
    empty = [*form.empty, *rule.empty]
    cells = [texts.without(clean(pl.col(grids.column(i))), empty) for i in positions]
    if rule.join:
        joined = pl.concat_str(cells, separator=rule.between, ignore_nulls=True)
        return pl.when(joined != "").then(joined)
    return pl.coalesce(cells)


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
