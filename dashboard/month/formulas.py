"""The formula of a figure in plain signs, read from the macro by which the build makes it."""

import re

import polars as pl

from dashboard import formats
from dashboard.month.cards import Card

_CAST = re.compile(r"CAST\((.*?) AS \w+\)", re.IGNORECASE)
_NULLIF = re.compile(r'"?nullif"?\((.*), 0\)', re.IGNORECASE)
_BRACKETS_AROUND = re.compile(r"^\((.*)\)$")


def of(formulas: pl.DataFrame, card: Card) -> str | None:
    """Write the formula: `average_check = revenue / visits`; none for what is itself a sum.

    `formulas` answers the question of that name.
    """
    if card.figure.formula is None:
        return None
    found = formulas.filter(pl.col("metric") == card.figure.formula)["formula"]
    return f"{card.figure.column} = {_plain(found[0])}" if found.len() else None


def in_numbers(card: Card, currency: str) -> str | None:
    """Write the same in the figures of the month: 34,405 / 691 = €49.79."""
    if card.value is None or card.part is None or not card.whole:
        return None
    part, whole = (formats.count(number) for number in (card.part, card.whole))
    times = "100 * " if card.figure.kind == "score" else ""
    return f"{times}{part} / {whole} = {formats.figure(card.value, card.figure.kind, currency)}"


def _plain(definition: str) -> str:
    """Leave out what only a computer needs: types, and what to do where there is nothing."""
    text = _NULLIF.sub(r"\1", _CAST.sub(r"\1", definition))
    text = _BRACKETS_AROUND.sub(r"\1", text)
    return text.replace("((", "(").replace("))", ")").replace("100.0", "100")
