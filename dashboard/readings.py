"""What charts and tables say, in one plain sentence each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard import formats
from dashboard.data import Build
from dashboard.language import N_, _
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
    day = formats.day(quarters["as_of"].item())
    return _("as of {day} ({quarter})").format(day=day, quarter=chosen.newest_name)


def best_cell(cells: pl.DataFrame) -> str:
    """Say how many are best on all three axes, and what part of the money they brought."""
    money = cells["revenue"].sum()
    best = cells.filter(pl.col("segment") == "R3F3M3")
    if best.is_empty() or money <= 0:
        return _("Nobody is best on all three: lately, often and with a high average check.")
    clients = formats.plural(best["clients"].item(), "client", "clients")
    share = formats.percent(best["revenue"].item() / money)
    return _(
        "{clients} came lately, often and with a high average check; they brought {share} of what "
        "was spent in the 365 days."
    ).format(clients=clients, share=share)


def _regular(card_file: Mapping[str, Any]) -> str:
    return _of_all(card_file["regular_share"])


def _ever(_card_file: Mapping[str, Any]) -> str:
    return _("Everybody in this slice who came at least once.")


def _once(card_file: Mapping[str, Any]) -> str:
    lately = card_file["came_once_lately"]
    share = card_file["came_once_share"]
    if not lately:
        return _of_all(share)
    return _(
        "{share} of all clients. {lately} of them came so lately that they may still return."
    ).format(share=formats.percent(share), lately=formats.count(lately))


def _of_all(share: float) -> str:
    return _("{share} of all clients.").format(share=formats.percent(share))


QUESTIONS = (
    Question(N_("How many regular clients?"), "regular_clients", "is_regular", _regular),
    Question(N_("How many clients ever?"), "clients", None, _ever),
    Question(N_("How many came once and never returned?"), "came_once", "stage", _once),
)
