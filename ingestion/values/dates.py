"""Dates and moments: which order day and month have is decided over a whole column."""

from dataclasses import dataclass
from datetime import datetime

import polars as pl

from ingestion.rules import DateOrder

EARLIEST_YEAR = 1900
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = (
    r"(?:(?:[Tt]|,?\s)\s*(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})"
    r"(?:[.,][0-9]+)?)?\s*(?P<half>[AaPp])?(?:\.?[Mm]\.?)?\s*"
    r"(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?)?$"
)
_SHAPES = {
    "year_first": r"^(?P<year>[0-9]{4})(?:[-/]|\.\s?)(?P<month>[0-9]{1,2})(?:[-/]|\.\s?)"
    r"(?P<day>[0-9]{1,2})\.?",
    "compact": r"^(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    "numbers": r"^(?P<first>[0-9]{1,2})(?P<mark>[-/.])\s?(?P<second_number>[0-9]{1,2})[-/.]\s?"
    r"(?P<year>[0-9]{4}|[0-9]{2})\.?",
    "day_name": r"^(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[\s-](?P<name>[A-Za-z]{3})[a-z]*\.?,?[\s-]"
    r"(?P<year>[0-9]{4}|[0-9]{2})",
    "name_day": r"^(?P<name>[A-Za-z]{3})[a-z]*\.?\s(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,?\s"
    r"(?P<year>[0-9]{4})",
}
_WEEKDAY = r"^(?i)(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+"
_SERIAL = r"^[1-9][0-9]{4}(?:\.[0-9]+)?$"
# A time alone comes out of a workbook with the first day of its calendar.
_WORKBOOK_TIME = r"\s(?:00:00:00\s)?(?:1899-12-3[01]|1904-01-01)\s"
_MILLISECONDS_A_DAY = 86_400_000


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


def tidy(text: pl.Expr) -> pl.Expr:
    """Take away weekdays and what a workbook adds to times."""
    return (
        text.str.replace(_WEEKDAY, "")
        .str.replace(_WORKBOOK_TIME, " ")
        .str.replace_all(r"[\u{00a0}\u{202f}]", " ")
    )


def orders(texts: pl.Series) -> Orders:
    """Count what a column shows about its order; 13 and above can only be a day."""
    distinct = texts.drop_nulls().unique().alias("text").to_frame()
    groups = tidy(pl.col("text")).str.extract_groups(_SHAPES["numbers"] + _TIME)
    parts = distinct.select(groups.alias("parts")).unnest("parts")
    first = pl.col("first").cast(pl.Int64, strict=False)
    second = pl.col("second_number").cast(pl.Int64, strict=False)
    is_open = (pl.col("mark") != ".") & (first != second)
    months = 12
    counted = parts.select(
        (is_open & (first > months) & (second <= months)).sum().alias("dmy"),
        (is_open & (second > months) & (first <= months)).sum().alias("mdy"),
        (is_open & (first <= months) & (second <= months)).sum().alias("open"),
    )
    return Orders(*(int(count) for count in counted.row(0)))


def moments(texts: pl.Series, reading: Reading) -> pl.Series:
    """Read moments as the salon's wall time; null where there is none, or beyond belief."""
    distinct = texts.drop_nulls().unique().alias("text")
    frame = distinct.to_frame().select(tidy(pl.col("text")).alias("text"))
    if reading.patterns:
        read = [_by_pattern(pl.col("text"), pattern) for pattern in reading.patterns]
        shaped = [frame.select(_zoned(pl.coalesce(read), reading).alias("read")).to_series()]
    else:
        shaped = [_shaped(frame, shape, reading) for shape in _SHAPES]
        shaped.append(frame.select(_serial(pl.col("text"))).to_series())
    read_once = pl.select(pl.coalesce(shaped).alias("read"))
    moment = pl.col("read")
    believable = (moment.dt.year() >= EARLIEST_YEAR) & (moment <= pl.lit(reading.latest))
    values = read_once.select(pl.when(believable).then(moment)).to_series()
    return texts.replace_strict(distinct, values, default=None, return_dtype=pl.Datetime("us"))


def _by_pattern(text: pl.Expr, pattern: str) -> pl.Expr:
    if any(sign in pattern for sign in ("%H", "%I", "%T", "%R")):
        return text.str.to_datetime(pattern, strict=False, time_unit="us")
    return text.str.to_date(pattern, strict=False).cast(pl.Datetime("us"))


def _serial(text: pl.Expr) -> pl.Expr:
    """Read a day number of a workbook: 46030 is 2026-01-08, 46030.5 its noon."""
    days = pl.when(text.str.contains(_SERIAL)).then(text).cast(pl.Float64, strict=False)
    since = (days * _MILLISECONDS_A_DAY).round().cast(pl.Int64)
    moment = pl.datetime(1899, 12, 30, time_unit="us") + pl.duration(milliseconds=since)
    return moment.dt.round("1s")


def _shaped(frame: pl.DataFrame, shape: str, reading: Reading) -> pl.Series:
    """Read the texts of one shape; the others are null."""
    pattern = _SHAPES[shape] + _TIME
    fits = frame["text"].str.contains(pattern)
    if not fits.any():
        return pl.Series([None], dtype=pl.Datetime("us")).new_from_index(0, frame.height)
    groups = pl.when(fits).then(pl.col("text")).str.extract_groups(pattern)
    parts = frame.select(groups.alias("parts")).unnest("parts")
    year, month, day = _year_month_day(shape, reading.order)
    hour = pl.col("hour").cast(pl.Int64, strict=False).fill_null(0)
    half, twelve = pl.col("half").str.to_lowercase(), hour % 12
    hour = pl.when(half == "p").then(twelve + 12).when(half == "a").then(twelve).otherwise(hour)
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


def _zoned(read: pl.Expr, reading: Reading) -> pl.Expr:
    return _local(read, reading.zone) if reading.is_utc else read


def _year_month_day(shape: str, order: DateOrder | None) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    written = pl.col("year")
    year = written.cast(pl.Int64, strict=False)
    short = pl.when(year < 70).then(year + 2000).otherwise(year + 1900)  # noqa: PLR2004
    year = pl.when(written.str.len_bytes() == 2).then(short).otherwise(year)  # noqa: PLR2004
    if shape in ("day_name", "name_day"):
        numbers = {name: number for number, name in enumerate(_MONTHS, start=1)}
        name = pl.col("name").str.to_lowercase()
        month = name.replace_strict(numbers, default=None, return_dtype=pl.Int64)
        return year, month, pl.col("day")
    if shape != "numbers":
        return year, pl.col("month"), pl.col("day")
    first, second = pl.col("first"), pl.col("second_number")
    mark = pl.col("mark")
    if order is None:
        # 26-01-05 may begin with its year: nothing says.
        year = pl.when((mark != "-") | (written.str.len_bytes() == 4)).then(year)  # noqa: PLR2004
    day_first = (mark == ".") | pl.lit(order != "mdy")
    day = pl.when(day_first).then(first).otherwise(second)
    month = pl.when(day_first).then(second).otherwise(first)
    return year, month, day


def _offset(zone: pl.Expr) -> pl.Expr:
    sign = pl.when(zone.str.starts_with("-")).then(-1).otherwise(1)
    hours = zone.str.extract(r"^[+-]([0-9]{2})").cast(pl.Int64).fill_null(0)
    minutes = zone.str.extract(r"^[+-][0-9]{2}:?([0-9]{2})").cast(pl.Int64).fill_null(0)
    return pl.duration(minutes=sign * (hours * 60 + minutes))


def _local(utc: pl.Expr, zone: str) -> pl.Expr:
    return utc.dt.replace_time_zone("UTC").dt.convert_time_zone(zone).dt.replace_time_zone(None)
