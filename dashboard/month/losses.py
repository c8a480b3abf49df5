"""What a month lost, in money and in the words of its kinds."""

from collections.abc import Mapping

import polars as pl

from dashboard import formats
from dashboard.language import N_, _

KINDS: Mapping[str, str] = {
    "lapsed": N_("Clients who lapsed"),
    "no_show": N_("No-shows"),
    "cancelled_not_rebooked": N_("Cancelled and not booked again"),
    "first_visit_only": N_("Came once and did not return"),
}


def named(found: pl.DataFrame) -> pl.DataFrame:
    """Give the kinds of the answer to `month_losses` their names (`label`), the largest first."""
    labels = {kind: _(name) for kind, name in KINDS.items()}
    return found.with_columns(pl.col("kind").replace_strict(labels).alias("label"))


def sentence(found: pl.DataFrame, currency: str) -> str:
    """Say what was lost altogether, and where most of it went."""
    if found.is_empty():
        return _("Nothing was lost for certain in this month.")
    most = found.sort("amount", descending=True).row(0, named=True)
    return _("Expected margin lost: {total}. Most of it: {label}, {amount}.").format(
        total=formats.money(round(found["amount"].sum()), currency),
        label=most["label"],
        amount=formats.money(round(most["amount"]), currency),
    )
