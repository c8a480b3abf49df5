"""What a column rule does to the text of a cell before it is renamed and read."""

from collections.abc import Mapping, Sequence

import polars as pl

from ingestion import grids
from ingestion.matching import Match
from ingestion.rules import PATTERN, CaseRule, ColumnRule
from ingestion.values import texts

_TIME = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s*[AaPp]\.?[Mm]\.?)?"
_LAST_FIRST = r"^([^,]+),\s*([^,]+)$"
# A workbook writes a day without a time as its midnight.
_BARE_MIDNIGHT = r"\s00:00:00$"
_MINUTES_A_DAY = 1440


def stepped(rule: ColumnRule, found: Match, text: pl.Expr) -> pl.Expr:
    """Take the steps that the rule asks for."""
    for pattern in filter(None, map(PATTERN.match, rule.empty)):
        text = pl.when(text.str.contains(pattern.group(1)).not_()).then(text)
    for sign in rule.drop:
        text = text.str.replace_all(sign, "", literal=True)
    if rule.clock:
        text = _with_clock(text, _cell(found.others, rule.clock))
    if rule.span:
        text = _span(text)
    if rule.last_first:
        text = text.str.replace(_LAST_FIRST, "${2} ${1}").str.strip_chars()
    return text


def decided(rule: ColumnRule, found: Match, text: pl.Expr) -> pl.Expr:
    """Let other columns decide the value; where none does, it stays."""
    for case in reversed(rule.cases):
        text = pl.when(_applies(case, found.others)).then(pl.lit(case.gives)).otherwise(text)
    return text


def deciding_text(rule: ColumnRule, found: Match) -> pl.Expr:
    """Write what decided, as `Canceled: true`; null where nothing did."""
    written = [
        pl.when(_applies(case, found.others)).then(
            pl.format("{}: {}", pl.lit(case.header[0]), _cell(found.others, case.header))
        )
        for case in rule.cases
    ]
    return pl.coalesce([*written, pl.lit(None, dtype=pl.String)])


def _applies(case: CaseRule, others: Mapping[str, int]) -> pl.Expr:
    cell = _cell(others, case.header)
    if case.is_filled:
        return cell.is_not_null()
    words = [word.strip().lower() for word in case.equals]
    return texts.compared(cell).is_in(words).fill_null(value=False)


def _cell(others: Mapping[str, int], names: Sequence[str]) -> pl.Expr:
    position = others.get(names[0])
    if position is None:
        return pl.lit(None, dtype=pl.String)
    return texts.cleaned(pl.col(grids.column(position)))


def _with_clock(day: pl.Expr, clock: pl.Expr) -> pl.Expr:
    """Put the first time of the other cell behind a day that has none."""
    bare = day.str.replace(_BARE_MIDNIGHT, "")
    timed = pl.concat_str([bare, clock.str.extract(f"({_TIME})")], separator=" ")
    return pl.when(bare.str.contains(_TIME)).then(day).otherwise(pl.coalesce(timed, day))


def _span(text: pl.Expr) -> pl.Expr:
    """Give the minutes from the first to the last time in a text, over midnight if need be."""
    times = text.str.extract_all(_TIME)
    length = (_minutes(times.list.last()) - _minutes(times.list.first())) % _MINUTES_A_DAY
    return pl.when(times.list.len() > 1).then(length).cast(pl.String)


def _minutes(time: pl.Expr) -> pl.Expr:
    hour = time.str.extract(r"^([0-9]+)").cast(pl.Int64)
    half = time.str.extract(r"([AaPp])").str.to_lowercase()
    by_half = pl.when(half == "p").then(hour % 12 + 12).otherwise(hour % 12)
    hours = pl.when(half.is_null()).then(hour).otherwise(by_half)
    return hours * 60 + time.str.extract(r":([0-9]{2})").cast(pl.Int64)
