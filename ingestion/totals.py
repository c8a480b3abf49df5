"""What the total rows of a file say: they are left out, and their sums are told."""

import polars as pl

from ingestion import source_texts
from ingestion.deciding import Decisions
from ingestion.matching import Match
from ingestion.source_texts import TEXT
from ingestion.values import amounts

_MONEY = ("net_amount", "spend_amount", "total_amount")


def notes(skipped: pl.DataFrame, found: Match, decisions: Decisions, file_name: str) -> list[str]:
    """Say how many total rows were left out, and how much money stands in them."""
    money = next((name for name in _MONEY if found.sources.get(name)), None)
    if money is None or skipped.is_empty():
        return []
    written = source_texts.frame(skipped, found, file_name).select(pl.col(TEXT + money))
    read = written.select(amounts.number(pl.col(TEXT + money), decisions.marks[money][0], 2))
    figures = read.to_series().drop_nulls()
    if figures.is_empty():
        return []
    with_money = f"with {figures.sum():,} in “{found.title(money)}”"
    if figures.len() == 1:
        return [f"1 total row was left out, {with_money}"]
    return [f"{figures.len():,} total rows were left out, {with_money}"]
