"""What the page of the clients says in plain sentences."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard import formats, words
from dashboard.language import _


def summary(figures: Mapping[str, Any]) -> str:
    """Say how many are regular and how many came once; `figures` is the row of `card_file`."""
    once = figures["came_once"] - figures["came_once_lately"]
    return _(
        "**Regular clients: {regular} of {clients}.** {once} came once and stayed away; "
        "{lately} came once so lately that they can still be won."
    ).format(
        regular=formats.count(figures["regular_clients"]),
        clients=formats.count(figures["clients"]),
        once=formats.count(once),
        lately=formats.count(figures["came_once_lately"]),
    )


def largest_type(types: pl.DataFrame, quarter: str) -> str:
    """Say which type of client is the most numerous and which brings most."""
    known = types.filter(pl.col("client_type") != "unknown")
    most = known.sort("clients", descending=True).row(0, named=True)
    best = known.sort("revenue", descending=True).row(0, named=True)
    money = known["revenue"].sum()
    largest = _("The largest group of {quarter}: {type} clients ({share}).").format(
        quarter=quarter, type=_type(most), share=formats.percent(most["share"] or 0)
    )
    if money <= 0:
        return largest
    revenue = _("The largest part of the revenue came from {type} clients ({share}).").format(
        type=_type(best), share=formats.percent(best["revenue"] / money)
    )
    return f"{largest} {revenue}"


def stages(rows: pl.DataFrame) -> str:
    """Say how many got beyond a single visit, and which step fewest take."""
    reached = dict(rows.select("stage", "reached").iter_rows())
    conversions = dict(rows.select("stage", "conversion_to_next").iter_rows())
    said = [
        _("{share} of the clients came at least twice.").format(
            share=formats.percent(reached["repeat"] / reached["first_visit"])
        )
    ]
    if conversions["repeat"] is not None and conversions["attachment"] is not None:
        said.append(
            _(
                "Of those who came again {attached} became attached, and of these {loyal} loyal."
            ).format(
                attached=formats.percent(conversions["repeat"]),
                loyal=formats.percent(conversions["attachment"]),
            )
        )
    return " ".join(said)


def _type(row: Mapping[str, Any]) -> str:
    return words.client_type(row["client_type"]).lower()
