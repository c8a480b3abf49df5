# ruff: noqa: RUF001  # letters of other scripts are meant
"""Dates and moments: which order day and month have is decided over a whole column."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from ingestion.rules import DateOrder
from ingestion.values import texts
from ingestion.values.calendar_names import MONTHS, WEEKDAY
from ingestion.values.date_shapes import SHAPES, TIME
from ingestion.values.distinct import first_read

EARLIEST_YEAR = 1900
_NAMED = ("day_name", "name_day", "year_name")
# Before a digit, or before a month's name that a digit follows.
_WEEKDAY = rf"^(?i)(?:{WEEKDAY})\.?,?\s+([0-9]|\p{{L}}+\.?\s[0-9])"
# "mar. 3 2026" is a day of March, "mar. 3 févr. 2026" a Tuesday.
_AMBIGUOUS_WEEKDAY = r"^(?i)mar\.?\s+[0-9]{1,2},?\s+[0-9]"
_YEAR_WORD = r"([0-9]{4})\s?(?:года|року|roku|г|р|r)\.?(,|\s|$)"
_SERIAL = r"^[1-9][0-9]{4}(?:\.[0-9]+)?$"
# A time alone comes out of a workbook with the first day of its calendar.
_WORKBOOK_TIME = r"\s(?:00:00:00\s)?(?:1899-12-3[01]|1904-01-01)\s"
_MILLISECONDS_A_DAY = 86_400_000
# What programs write mostly; such texts are read as they stand, without taking them apart.
_PLAIN = {
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$": "%Y-%m-%d %H:%M:%S",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$": "%Y-%m-%dT%H:%M:%S",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}$": "%Y-%m-%d %H:%M",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "%Y-%m-%d",
}
_NOON = 12
_MONTHS_A_YEAR = 12
_SHORT_YEAR = 2


@dataclass(frozen=True)
class Orders:
    """How many cells of a column are certain, or not, about day and month."""

    dmy: int = 0
    mdy: int = 0
    open: int = 0

    def __add__(self, other: "Orders") -> "Orders":
        return Orders(self.dmy + other.dmy, self.mdy + other.mdy, self.open + other.open)

    @property
    def decided(self) -> DateOrder | None:
        """Give the order that the column shows, where it shows one and no other."""
        if bool(self.dmy) == bool(self.mdy):
            return None
        return "dmy" if self.dmy else "mdy"


@dataclass(frozen=True)
class Reading:
    """How the moments of a column are read; `patterns` are tried instead of the known shapes."""

    order: DateOrder | None
    patterns: list[str]
    zone: str
    latest: datetime
    is_utc: bool = False
    is_from_1904: bool = False


def tidy(text: pl.Expr) -> pl.Expr:
    """Take away weekdays, the word for year, and what a workbook adds to times."""
    blank = texts.narrow(text).str.replace_all(texts.BLANKS, " ")
    without_day = (
        pl.when(blank.str.contains(_AMBIGUOUS_WEEKDAY))
        .then(blank)
        .otherwise(blank.str.replace(_WEEKDAY, "$1"))
    )
    return without_day.str.replace(_WORKBOOK_TIME, " ").str.replace(_YEAR_WORD, "$1$2")


def orders(column: pl.Series) -> Orders:
    """Count what a column shows about its order; 13 and above can only be a day."""
    # A text that begins with a year is certain, and no part of it says anything of the others.
    doubtful = column.filter(column.str.contains("^[0-9]{4}").not_()).drop_nulls().unique()
    if doubtful.is_empty():
        return Orders()
    counted = shown(doubtful.to_frame()).sum().row(0)
    return Orders(*(int(count or 0) for count in counted))


def shown(column: pl.DataFrame) -> pl.DataFrame:
    """Tell for each text of a column whether it can only be day first, month first, or is open."""
    groups = tidy(pl.first()).str.extract_groups(SHAPES["numbers"] + TIME)
    parts = column.select(groups.alias("parts")).unnest("parts")
    first = pl.col("first").cast(pl.Int64, strict=False)
    second = pl.col("second_number").cast(pl.Int64, strict=False)
    # 26-01-05 shows nothing: it may begin with its year.
    has_year = (pl.col("mark") != "-") | (pl.col("year").str.len_bytes() > _SHORT_YEAR)
    is_open = (pl.col("mark") != ".") & (first != second) & has_year
    months = _MONTHS_A_YEAR
    return parts.select(
        (is_open & (first > months) & (second <= months)).alias("dmy"),
        (is_open & (second > months) & (first <= months)).alias("mdy"),
        (is_open & (first <= months) & (second <= months)).alias("open"),
    )


def moments(column: pl.Series, reading: Reading) -> pl.Series:
    """Read moments as the salon's wall time; null where there is none, or beyond belief."""
    shape = None if reading.patterns else _plain_shape(column)
    if shape is None:
        return _moments(column, reading)
    text = pl.col("text")
    frame = column.alias("text").to_frame()
    is_plain = frame.select(text.str.contains(shape)).to_series()
    is_other = is_plain.not_()
    if is_other.any():
        frame = frame.select(pl.when(is_plain).then(text))
    read = frame.select(_zoned(_by_pattern(text, _PLAIN[shape]), reading).alias("read"))
    plain = read.select(_believable(pl.col("read"), reading)).to_series()
    if is_other.any():
        # Few column have another shape: only these are taken apart.
        others = column.zip_with(
            is_other.fill_null(value=False), column.clear().extend_constant(None, column.len())
        )
        plain = plain.zip_with(plain.is_not_null(), _moments(others, reading))
    return plain.alias(column.name)


def _plain_shape(column: pl.Series) -> str | None:
    """Find the plain shape of the first text."""
    position = column.is_not_null().arg_max()
    first = None if position is None else column.slice(position, 1)
    return next((s for s in _PLAIN if first is not None and first.str.contains(s).any()), None)


def _believable(moment: pl.Expr, reading: Reading) -> pl.Expr:
    earliest = pl.datetime(EARLIEST_YEAR, 1, 1, time_unit="us")
    is_known = (moment >= earliest) & (moment <= pl.lit(reading.latest))
    return pl.when(is_known).then(moment)


def _moments(column: pl.Series, reading: Reading) -> pl.Series:
    distinct = column.drop_nulls().unique().alias("text")
    frame = distinct.to_frame().select(tidy(pl.col("text")).alias("text"))
    if reading.patterns:
        read = [_by_pattern(pl.col("text"), pattern) for pattern in reading.patterns]
        read_once = frame.select(_zoned(pl.coalesce(read), reading)).to_series()
    else:
        read_once = first_read(_shapes(frame, reading))
    once = read_once.alias("read").to_frame()
    values = once.select(_believable(pl.col("read"), reading)).to_series()
    return column.replace_strict(distinct, values, default=None, return_dtype=pl.Datetime("us"))


def _shapes(frame: pl.DataFrame, reading: Reading) -> Iterator[pl.Series]:
    yield from (_shaped(frame, shape, reading) for shape in SHAPES)
    yield frame.select(_serial(pl.col("text"), reading)).to_series()


def _by_pattern(text: pl.Expr, pattern: str) -> pl.Expr:
    if any(sign in pattern for sign in ("%H", "%I", "%T", "%R")):
        return text.str.to_datetime(pattern, strict=False, time_unit="us", cache=False)
    return text.str.to_date(pattern, strict=False, cache=False).cast(pl.Datetime("us"))


def _serial(text: pl.Expr, reading: Reading) -> pl.Expr:
    """Read a day number of a workbook: 46030 is 2026-01-08 (or 2030-01-09), 46030.5 its noon."""
    days = pl.when(text.str.contains(_SERIAL)).then(text).cast(pl.Float64, strict=False)
    since = (days * _MILLISECONDS_A_DAY).round().cast(pl.Int64)
    first = (1904, 1, 1) if reading.is_from_1904 else (1899, 12, 30)
    moment = pl.datetime(*first, time_unit="us") + pl.duration(milliseconds=since)
    return moment.dt.round("1s")


def _shaped(frame: pl.DataFrame, shape: str, reading: Reading) -> pl.Series:
    """Read the texts of one shape; the others are null."""
    pattern = SHAPES[shape] + TIME
    fits = frame["text"].str.contains(pattern)
    if not fits.any():
        return pl.Series([None], dtype=pl.Datetime("us")).new_from_index(0, frame.height)
    groups = pl.when(fits).then(pl.col("text")).str.extract_groups(pattern)
    parts = frame.select(groups.alias("parts")).unnest("parts")
    year, month, day = _year_month_day(shape, reading.order)
    hour = _hour()
    written = pl.format(
        "{}-{}-{} {}:{}:{}",
        year.cast(pl.String),
        month.cast(pl.String).str.zfill(2),
        day.cast(pl.String).str.zfill(2),
        hour.cast(pl.String).str.zfill(2),
        pl.col("minute").fill_null("00"),
        pl.col("second").fill_null("00"),
    )
    read = written.str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False, time_unit="us")
    offset = pl.col("zone")
    local = _local(read - _offset(offset), reading.zone)
    zoned = local if reading.is_utc else pl.when(offset.is_null()).then(read).otherwise(local)
    return parts.select(zoned.alias("read")).to_series()


def _hour() -> pl.Expr:
    """Give the hour of 24; null, so that nothing is read, where the parts cannot be a time."""
    hour = pl.col("hour").cast(pl.Int64, strict=False)
    half = pl.col("half").str.to_lowercase()
    is_lone = pl.col("minute").is_null() & half.is_null()
    is_contradiction = ((half == "a") & (hour > _NOON)) | ((half == "p") & (hour == 0))
    twelve = hour % _NOON
    of_day = (
        pl.when(half == "a")
        .then(twelve)
        .when((half == "p") & (hour <= _NOON))
        .then(twelve + _NOON)
        .otherwise(hour)
    )
    is_wrong = (hour.is_not_null() & is_lone) | is_contradiction.fill_null(value=False)
    return pl.when(is_wrong.not_()).then(of_day.fill_null(0))


def _zoned(read: pl.Expr, reading: Reading) -> pl.Expr:
    return _local(read, reading.zone) if reading.is_utc else read


def _year_month_day(shape: str, order: DateOrder | None) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    written = pl.col("year")
    year = written.cast(pl.Int64, strict=False)
    short = pl.when(year < 70).then(year + 2000).otherwise(year + 1900)  # noqa: PLR2004
    is_short = written.str.len_bytes() == _SHORT_YEAR
    year = pl.when(is_short).then(short).otherwise(year)
    if shape in _NAMED:
        name = pl.col("name").str.to_lowercase()
        month = name.replace_strict(MONTHS, default=None, return_dtype=pl.Int64)
        return year, month, pl.col("day")
    if shape != "numbers":
        return year, pl.col("month"), pl.col("day")
    first, second = pl.col("first"), pl.col("second_number")
    mark = pl.col("mark")
    if order is None:
        year = pl.when((mark != "-") | is_short.not_()).then(year)
    day_first = (mark == ".") | pl.lit(order != "mdy")
    day = pl.when(day_first).then(first).otherwise(second)
    month = pl.when(day_first).then(second).otherwise(first)
    return year, month, day


def _offset(zone: pl.Expr) -> pl.Expr:
    parts = zone.str.extract_groups(r"(?P<sign>[+-])(?P<hours>[0-9]{1,2}):?(?P<minutes>[0-9]{2})?$")
    hours = parts.struct.field("hours").cast(pl.Int64).fill_null(0)
    minutes = parts.struct.field("minutes").cast(pl.Int64).fill_null(0)
    sign = pl.when(parts.struct.field("sign") == "-").then(-1).otherwise(1)
    return pl.duration(minutes=sign * (hours * 60 + minutes))


def _local(utc: pl.Expr, zone: str) -> pl.Expr:
    return utc.dt.replace_time_zone("UTC").dt.convert_time_zone(zone).dt.replace_time_zone(None)
