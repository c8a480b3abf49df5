"""What the cells of a column look like, so that a header is not believed against its cells."""

from datetime import datetime

import polars as pl

from ingestion.values import amounts, dates, durations, texts
from warehouse.entities import Kind

_MOST = 0.6
EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
PHONE = r"^\W?\+?[0-9 ()./*-]{6,}$"
MOMENT = r"^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ](\d{1,2}|\p{L}{3,})[-/. ]\d{2,4})"
_LATEST = datetime(2200, 1, 1)  # noqa: DTZ001  # wall time, as everywhere
_ANY_DAY = dates.Reading(order="dmy", patterns=[], zone="UTC", latest=_LATEST)
_ANY_MONTH = dates.Reading(order="mdy", patterns=[], zone="UTC", latest=_LATEST)


def fits(cells: pl.Series, kind: Kind, name: str) -> bool:
    """Tell whether most filled cells can be read as what the column should hold."""
    filled = cells.to_frame("text").select(texts.cleaned(pl.col("text"))).to_series().drop_nulls()
    if filled.is_empty():
        return True
    return _share(filled, kind, name) >= _MOST


def has_time(cells: pl.Series) -> bool:
    """Tell whether dates say the time of day as well."""
    return bool(cells.str.contains(r"[0-9]{1,2}:[0-9]{2}").any())


def _share(filled: pl.Series, kind: Kind, name: str) -> float:
    read = pl.select(_readable(filled, kind, name).alias("read")).to_series()
    return float(read.sum()) / filled.len()


def _readable(filled: pl.Series, kind: Kind, name: str) -> pl.Expr:
    text = pl.lit(filled)
    by_name = {
        "email": text.str.contains(EMAIL),
        "phone": text.str.contains(PHONE),
        "duration_minutes": durations.minutes(text).is_not_null() | _is_number(text),
        **dict.fromkeys(("client_name", "service", "staff"), text.str.contains(r"\p{L}")),
    }
    by_kind = {
        **dict.fromkeys(("moment", "date"), _is_day(filled)),
        **dict.fromkeys(("money", "number", "integer"), _is_number(text)),
        "flag": texts.flag(text).is_not_null(),
    }
    return by_name.get(name, by_kind.get(kind, text.is_not_null()))


def _is_day(filled: pl.Series) -> pl.Expr:
    day_first = pl.lit(dates.moments(filled, _ANY_DAY)).is_not_null()
    return day_first | pl.lit(dates.moments(filled, _ANY_MONTH)).is_not_null()


def _is_number(text: pl.Expr) -> pl.Expr:
    point, comma = amounts.number(text, ".", 2), amounts.number(text, ",", 2)
    return point.is_not_null() | comma.is_not_null()
