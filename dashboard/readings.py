"""What charts and tables say, in one plain sentence each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard import formats
from dashboard.data import Build
from dashboard.slices import Slice


@dataclass(frozen=True)
class Question:
    """One of the three questions a card file answers; `defined_by` names its column."""

    words: str
    column: str
    defined_by: str | None
    reading: Callable[[Mapping[str, Any]], str]


def as_of(build: Build, chosen: Slice) -> str:
    """Name the day on which the newest quarter is looked at: as of 31 Oct 2026 (2026 Q4)."""
    quarters = build.answer("quarters").filter(pl.col("quarter_start") == max(chosen.quarters))
    return f"as of {formats.day(quarters['as_of'].item())} ({chosen.newest_name})"


def best_cell(cells: pl.DataFrame) -> str:
    """Say how many are best on all three axes, and what part of the money they brought."""
    money = cells["revenue"].sum()
    best = cells.filter(pl.col("segment") == "R3F3M3")
    if best.is_empty() or money <= 0:
        return "Nobody is best on all three: lately, often and with a high average check."
    clients = formats.plural(best["clients"].item(), "client", "clients")
    share = formats.percent(best["revenue"].item() / money)
    return (
        f"{clients} came lately, often and with a high average check; they brought {share} of what "
        "was spent in the 365 days."
    )


def _regular(card_file: Mapping[str, Any]) -> str:
    return f"{formats.percent(card_file['regular_share'])} of all clients."


def _ever(_: Mapping[str, Any]) -> str:
    return "Everybody in this slice who came at least once."


def _once(card_file: Mapping[str, Any]) -> str:
    lately = card_file["came_once_lately"]
    share = f"{formats.percent(card_file['came_once_share'])} of all clients."
    if not lately:
        return share
    return f"{share} {formats.count(lately)} of them came so lately that they may still return."


QUESTIONS = (
    Question("How many regular clients?", "regular_clients", "is_regular", _regular),
    Question("How many clients ever?", "clients", None, _ever),
    Question("How many came once and never returned?", "came_once", "stage", _once),
)
