"""In which unit a share of wallet was asked: percent, "of 10 visits", or a part of one."""

import re
from dataclasses import replace

import polars as pl

from ingestion.column_values import values
from ingestion.grids import Grid
from ingestion.matching import Match

NAME = "wallet_share"
_PERCENT = re.compile(
    r"%|per ?cent|процент|відсот|százalék|porsiyento|porcent|prozent|pourcent|procent",
    flags=re.IGNORECASE,
)
_OF_TEN = re.compile(r"\b(10|ten|десят\w*|tíz\w*|sampu\w*|diez|zehn|dix|dziesięć|dziesięciu)\b")
_TEN, _HUNDRED = 10, 100


def settled(grid: Grid, found: Match) -> Match:
    """Decide by the header and all values; a share that may be two things is left unread."""
    rule, positions = found.format.columns.get(NAME), found.sources.get(NAME)
    if rule is None or not positions or rule.divide_by:
        return found
    column = values(grid, found, positions)
    if column.is_empty() or column.str.ends_with("%").any():
        return found  # a percent sign in the cell says it all
    header = found.title(NAME)
    numbers = column.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    divisor = _divisor(header, float(numbers.drop_nulls().max() or 0))  # type: ignore[arg-type]
    if divisor is None:
        said = (
            f"“{header}” was not read: its answers may be of ten or in percent (a mapping with "
            "divide_by = 10 or 100 for wallet_share says which)"
        )
        left = found.without(NAME)
        return replace(left, notes=[*left.notes, said])
    return found if divisor == 1 else found.with_rule(NAME, divide_by=divisor)


def _divisor(header: str, highest: float) -> float | None:
    if _PERCENT.search(header):
        return 1 if highest <= 1 else _HUNDRED
    if _OF_TEN.search(header.casefold()):
        return _TEN
    if highest <= 1:
        return 1
    return _HUNDRED if highest > _TEN else None
