# ruff: noqa: RUF001  # letters of other scripts are meant
"""Lengths of time in minutes, as people, programs and workbooks write them."""

import polars as pl

from ingestion.values import texts

_HOUR = (
    "h|hr|hrs|hour|hours|ч|час|часа|часов|год|година|години|годин|ó|óra|std|stunde|stunden|godz|"
    "godzina|godziny|godzin|heure|heures|hora|horas|oras"
)
_MINUTE = (
    "m|min|mins|minute|minutes|м|мин|минута|минуты|минут|хв|хвилина|хвилини|хвилин|p|perc|"
    "minuten|minut|minuta|minuty|minuto|minutos|minuto"
)
_AND = r"[\s,]*(?:and|и|і|és|und|et|y|i|e|at)?\s*"
_WORDS = (
    rf"^(?:(?P<hours>[0-9]+(?:[.,][0-9]+)?)\s*(?:{_HOUR})\.?)?"
    rf"(?:{_AND}(?P<minutes>[0-9]+)\s*(?:{_MINUTE})?\.?)?$"
)
_CLOCK = r"^(?:1899-12-3[01] |1904-01-01 )?(?P<hours>[0-9]{1,2}):(?P<minutes>[0-5][0-9])(?::00)?$"
# As an ODS holds it: ISO 8601.
_ISO = r"^pt(?:(?P<hours>[0-9]+)h)?(?:(?P<minutes>[0-9]+)m)?(?:0+s)?$"
_MINUTES_AN_HOUR = 60


def minutes(text: pl.Expr) -> pl.Expr:
    """Read 70, 45min, 2h, 1h 10min, 1:10, 1,5 h, 90 мин, 1 óra 10 perc; null where it is none."""
    lowered = texts.compared(texts.narrow(text))
    return pl.coalesce([_shaped(lowered, shape) for shape in (_WORDS, _CLOCK, _ISO)])


def _shaped(text: pl.Expr, shape: str) -> pl.Expr:
    parts = text.str.extract_groups(shape)
    hours = parts.struct.field("hours").str.replace(",", ".", literal=True)
    rest = parts.struct.field("minutes")
    is_given = hours.is_not_null() | rest.is_not_null()
    of_hours = hours.cast(pl.Float64, strict=False).fill_null(0) * _MINUTES_AN_HOUR
    total = of_hours.round().cast(pl.Int64, strict=False) + rest.cast(
        pl.Int64, strict=False
    ).fill_null(0)
    return pl.when(is_given).then(total)
