"""One column's texts to values, and why a text could not be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from ingestion import flaws
from ingestion.deciding import Decisions
from ingestion.formats import Format
from ingestion.rules import ColumnRule, DecimalMark
from ingestion.source_texts import TEXT, WRITTEN
from ingestion.values import amounts, dates, durations, texts
from ingestion.values.distinct import Texts, first_read
from ingestion.values.phones import phones
from warehouse.entities import POLARS_TYPES, Column
from warehouse.settings import Settings

REASONS = {
    "moment": "is not a date that can be read, or lies beyond belief",
    "date": "is not a date that can be read, or lies beyond belief",
    "integer": "is not a whole number",
    "number": "is not a number",
    "money": "is not an amount such as 1234.50",
    "flag": "is neither yes nor no",
    "text": "cannot be read",
}
_SCALES = {"money": 2, "number": 6}
PROBLEM = "problem:"
BLANK = "is blank, and a row cannot do without it"


@dataclass(frozen=True)
class Reader:
    """Everything that reading cells depends on."""

    form: Format
    settings: Settings
    decisions: Decisions
    latest: datetime
    given: frozenset[str]
    is_flawed: bool = False
    is_from_1904: bool = False

    def read_all(self, rows: Texts, columns: Sequence[Column]) -> pl.DataFrame:
        """Add to rows of texts the value of each column, and `problem:` why it has none."""
        if rows.are_few or self.is_flawed:
            values = [self._value(rows.rows, column).alias(column.name) for column in columns]
            problems = [
                self._problem(column, pl.col(column.name)).alias(PROBLEM + column.name)
                for column in columns
            ]
            # Lazily: what several expressions have in common is worked out once.
            return rows.rows.lazy().with_columns(values).with_columns(problems).collect()
        return rows.rows.with_columns(
            series for column in columns for series in self._read_one(rows, column)
        )

    def _read_one(self, rows: Texts, column: Column) -> list[pl.Series | pl.Expr]:
        """Read one column: its values, null where blank or not readable, and `problem:` why."""
        name, problem = TEXT + column.name, PROBLEM + column.name
        if column.name not in self.given:
            alike = self._cells(pl.DataFrame({name: [None]}), column)
            return [pl.lit(one).first().alias(one.name) for one in alike]
        decided = (self.decisions.orders.get(column.name), self.decisions.marks.get(column.name))
        cells = rows.read(name, decided, lambda cells: self._cells(cells, column))
        if cells[problem].null_count() == cells.height:
            return [cells[column.name], pl.lit(None, dtype=pl.String).alias(problem)]
        return [*cells.get_columns()]

    def _cells(self, cells: pl.DataFrame, column: Column) -> pl.DataFrame:
        value = cells.with_columns(self._value(cells, column).alias(column.name))
        problem = self._problem(column, pl.col(column.name)).alias(PROBLEM + column.name)
        return value.select(column.name, problem)

    def _value(self, frame: pl.DataFrame, column: Column) -> pl.Expr:
        kind = POLARS_TYPES[column.kind]
        if column.name not in self.given:
            return pl.lit(None, dtype=kind)
        rule = self.form.columns.get(column.name)
        read = self._read(frame, column)
        if rule and rule.divide_by and column.kind in ("number", "money"):
            read = read / pl.lit(rule.divide_by)
        if self.is_flawed:
            read = pl.when(flaws.is_flawed(pl.col(WRITTEN + column.name)).not_()).then(read)
        return read.cast(kind, strict=False)

    def _problem(self, column: Column, value: pl.Expr) -> pl.Expr:
        text, rule = pl.col(TEXT + column.name), self.form.columns.get(column.name)
        unread = text.is_not_null() & value.is_null()
        problem: pl.Expr = pl.lit(None, dtype=pl.String)
        if column.name not in self.given:
            return pl.lit(BLANK if rule and rule.filled else None, dtype=pl.String)
        if not _blanks_freely(column.name):
            problem = pl.when(unread).then(pl.lit(_reason(column)))
        if rule and rule.filled:
            problem = pl.when(text.is_null()).then(pl.lit(BLANK)).otherwise(problem)
        if self.is_flawed:
            problem = pl.coalesce(flaws.reason(pl.col(WRITTEN + column.name)), problem)
        return problem

    def _read(self, frame: pl.DataFrame, column: Column) -> pl.Expr:
        text = pl.col(TEXT + column.name)
        match column.kind:
            case "moment" | "date":
                return pl.lit(dates.moments(frame[TEXT + column.name], self._reading(column.name)))
            case "text" if column.name == "phone":
                return pl.lit(phones(frame[TEXT + "phone"], self.settings.salon.country))
            case "text" if column.name == "email":
                return pl.lit(texts.emails(frame[TEXT + "email"]))
            case "money" | "number" | "integer":
                return self._number(frame[TEXT + column.name], column)
            case "flag":
                return texts.flag(text)
            case _:
                return self._text(column, text)

    def _number(self, cells: pl.Series, column: Column) -> pl.Expr:
        text, marks = pl.col(cells.name), self.decisions.marks[column.name]
        if _are_plain(column, cells, marks[0]):
            return _plain_number(column, text)
        # A number takes many looks at its text: each distinct one is read once.
        each = cells.drop_nulls().unique()
        ways = [way for mark in marks for way in _number(column, text, mark)]
        values = first_read(
            each.to_frame().lazy().select(way).collect().to_series() for way in ways
        )
        return pl.lit(cells.replace_strict(each, values, default=None, return_dtype=values.dtype))

    def _text(self, column: Column, text: pl.Expr) -> pl.Expr:
        spellings = {"branch": self.settings.branches, "staff": self.settings.staff}
        if column.allowed:
            word = texts.compared(text).str.replace_all(" ", "_")
            return pl.when(word.is_in(list(column.allowed))).then(word)
        if column.name in spellings:
            return texts.spelled(text, spellings[column.name])
        if column.name == "client_name":
            return texts.person(text)
        if column.name == "currency":
            return _currency(text, self.settings.salon.currency)
        return text

    def _reading(self, name: str) -> dates.Reading:
        rule = self.form.columns.get(name) or ColumnRule(default="")
        return dates.Reading(
            order=self.decisions.orders.get(name),
            patterns=[*rule.date_formats] or [*self.form.date_formats],
            zone=self.settings.salon.time_zone,
            latest=self.latest,
            is_utc=rule.utc,
            is_from_1904=self.is_from_1904,
        )


def _are_plain(column: Column, cells: pl.Series, mark: DecimalMark) -> bool:
    if column.name == "duration_minutes":
        return bool(cells.str.contains("^[0-9]{1,9}$").all())
    return amounts.are_plain(cells, mark)


def _plain_number(column: Column, text: pl.Expr) -> pl.Expr:
    if column.kind == "integer":
        return amounts.plain_whole(text)
    return amounts.plain_number(text, _SCALES[column.kind])


def _number(column: Column, text: pl.Expr, mark: DecimalMark) -> list[pl.Expr]:
    """Give the ways to read a number, the likeliest first."""
    if column.name == "duration_minutes":
        return [durations.minutes(text), amounts.whole(text, mark)]
    if column.kind == "integer":
        return [amounts.whole(text, mark)]
    return [amounts.number(text, mark, _SCALES[column.kind])]


def _blanks_freely(name: str) -> bool:
    """Name the columns where a text that is no value (a mask, "Walk-In") just means: unknown."""
    return name in ("client_name", "email", "phone")


def _reason(column: Column) -> str:
    if column.allowed:
        return f"is none of: {', '.join(column.allowed)}"
    return REASONS[column.kind]


def _currency(text: pl.Expr, currency: str) -> pl.Expr:
    """Give the code; a sign that may mean the salon's currency does."""
    own = [sign for sign, codes in amounts.CURRENCIES.items() if currency in codes]
    word = text.str.to_lowercase().str.strip_chars(".")
    return pl.when(word.is_in(own)).then(pl.lit(currency)).otherwise(text.str.to_uppercase())
