"""Closed months whose figures are not what they were: was 41.2%, now 40.8%, and why."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard import formats
from dashboard.formats import Kind
from dashboard.language import N_, _
from dashboard.month.figures import FIGURES

# Figures of `monthly_kpis` that have no card of their own.
_OTHERS: Mapping[str, tuple[str, Kind]] = {
    "service_revenue": (N_("Revenue of services"), "money"),
    "product_revenue": (N_("Revenue of products"), "money"),
    "unidentified_share": (N_("Revenue without a client"), "share"),
    "responses": (N_("Answers"), "count"),
    "response_rate": (N_("Response rate"), "share"),
    "complaints": (N_("Complaints"), "count"),
}


def told(found: pl.DataFrame, currency: str) -> pl.DataFrame:
    """Say each row of the answer to `month_revisions` in words.

    Gives `month` (written), `branch`, `label`, `then`, `now`, `why` and `published_at`.
    """
    rows = list(found.iter_rows(named=True))
    return pl.DataFrame(
        {
            "month_start": [row["month_start"] for row in rows],
            "month": [formats.short_month(row["month_start"]) for row in rows],
            "branch": [row["branch"] for row in rows],
            "label": [_named(row["metric"])[0] for row in rows],
            "then": [_written(row, "value_then", currency) for row in rows],
            "now": [_written(row, "value_now", currency) for row in rows],
            "why": [_why(row) for row in rows],
            "published_at": [row["published_at"] for row in rows],
        },
        schema_overrides=dict.fromkeys(
            ("month", "branch", "label", "then", "now", "why"), pl.String
        ),
    )


def sentences(rows: pl.DataFrame) -> tuple[str, ...]:
    """Say each revision in a sentence; `rows` are those of `told`."""
    return tuple(
        _("{month}, {branch}, {label}: was {then}, now {now}: {why}").format(
            month=row["month"],
            branch=row["branch"],
            label=row["label"],
            then=row["then"],
            now=row["now"],
            why=row["why"],
        )
        for row in rows.iter_rows(named=True)
    )


def _named(metric: str) -> tuple[str, Kind]:
    if metric in FIGURES:
        return _(FIGURES[metric].label), FIGURES[metric].kind
    label, kind = _OTHERS.get(metric, (metric, "number"))
    return _(label), kind


def _written(row: Mapping[str, Any], column: str, currency: str) -> str:
    """Write a figure, with more digits where the two would look the same."""
    kind = _named(row["metric"])[1]
    both = [row["value_then"], row["value_now"]]
    written = [formats.figure(value, kind, currency) for value in both]
    if written[0] == written[1]:
        written = [
            formats.NOTHING if value is None else formats.number(value, "0.####") for value in both
        ]
    return written[column == "value_now"]


def _why(row: Mapping[str, Any]) -> str:
    """Say what came since, or which setting is another one."""
    if row["reason"] == "changed definition":
        return _("another definition: {then} became {now}").format(
            then=row["definition_then"] or formats.NOTHING,
            now=row["definition_now"] or formats.NOTHING,
        )
    late = formats.plural(row["late_rows"], "row", "rows")
    changed = formats.plural(row["changed_rows"], "row", "rows")
    if row["late_rows"] and row["changed_rows"]:
        return _("{late} came in late, {changed} changed").format(late=late, changed=changed)
    if row["late_rows"]:
        return _("{late} came in late").format(late=late)
    if row["changed_rows"]:
        return _("{changed} changed").format(changed=changed)
    if row["reason"] == "late rows":
        return _("rows of other months or branches came in late")
    return _("it is known better who came")
