"""What stands in the report of a month: the same figures and words as on the page of the month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from dashboard import about, chart_locale, charts, definitions, formats, language, month_charts
from dashboard.comparison import Change
from dashboard.data import Build
from dashboard.language import _
from dashboard.month import bridge, contents, headline, losses, revisions
from dashboard.month.cards import Card
from dashboard.month.contents import Month
from dashboard.slices import Slice

_MONTHS_DRAWN = 24
# A report says the latest ones; the page has all.
_REVISIONS = 6


@dataclass(frozen=True)
class Report:
    """A month, written.

    `words` holds every text of the page as the templates take it (texts, lists and mappings of
    them, nothing else), `drawings` the Vega-Lite specifications of the charts by their names.
    """

    build: Build
    chosen: Slice
    month: Month
    words: Mapping[str, Any]
    drawings: Mapping[str, dict[str, Any]]

    @property
    def file_name(self) -> str:
        """The name of a file of it, without an ending: report-2026-10-riverside."""
        branches = [name.lower().replace(" ", "-") for name in self.chosen.branches]
        return "-".join(["report", f"{self.month.start:%Y-%m}", *branches])


def of(build: Build, chosen: Slice, month: date) -> Report | None:
    """Write the report of a month, in the language in force; none where nothing happened in it."""
    found = contents.of(build, chosen.params, month)
    return None if found is None else of_month(build, chosen, found)


def of_month(build: Build, chosen: Slice, month: Month) -> Report:
    """Write the report of a month that a page has asked for already."""
    return Report(build, chosen, month, _words(build, chosen, month), _drawings(build, month))


def _words(build: Build, chosen: Slice, month: Month) -> dict[str, Any]:
    currency = build.currency
    return {
        "language": language.current(),
        "title": formats.month(month.start),
        "salon": build.settings.salon.name,
        "slice": ", ".join(chosen.branches) or _("all branches"),
        "dated": _("Data up to {day} · built {moment}").format(
            day=formats.day(month.as_of),
            moment=formats.moment(build.publication.published_at, build.settings.salon.time_zone),
        ),
        "running": _("{month} is still running.").format(month=formats.month(month.start))
        if month.is_running
        else "",
        "headline": list(month.headline),
        "how": _(headline.WHAT_REAL_MEANS),
        "sections": [
            {"name": _(name), "cards": [_card(card) for card in section]}
            for name, section in month.sections.items()
        ],
        "trend": {
            "title": _("Revenue by month, {currency}").format(currency=currency),
            "alt": _("Revenue of services and products, a bar per month."),
        },
        "visits": {
            "title": _("Visits and new clients by month"),
            "alt": _("Visits and new clients, a line each by month."),
        },
        "bridge": _bridge(month, currency),
        "losses": _losses(month, currency),
        "goals": _goals(month),
        "revisions": {
            "title": _("Closed months that changed"),
            "rows": list(revisions.sentences(month.revisions.head(_REVISIONS))),
            "none": _("No closed month has changed."),
        },
        "definitions": {"title": _("What the figures mean"), "rows": _definitions(build, month)},
    }


def _card(card: Card) -> dict[str, Any]:
    return {
        "label": card.label,
        "figure": card.written,
        "remark": card.remark or "",
        "changes": [_change(change, card) for change in card.changes.values()],
    }


def _change(change: Change, card: Card) -> dict[str, str]:
    """Say a change with a sign and a tone: a reader of black and white paper has the sign."""
    if change.verdict != "real" or change.direction == "same":
        return {"words": change.words, "sign": "·", "tone": "grey"}
    is_good = (change.direction == "up") == (card.figure.rising_is == "good")
    return {
        "words": change.words,
        "sign": "▲" if change.direction == "up" else "▼",
        "tone": "good" if is_good else "bad",
    }


def _bridge(month: Month, currency: str) -> dict[str, Any] | None:
    if month.bridge is None:
        return None
    return {
        "title": _("Where the change in revenue came from"),
        "sentence": bridge.sentence(month.bridge, currency),
        "alt": _("The change in revenue, a bar per component."),
    }


def _losses(month: Month, currency: str) -> dict[str, Any] | None:
    if month.losses is None:
        return None
    return {
        "title": _("What was lost"),
        "sentence": losses.sentence(month.losses, currency),
        "rows": [
            [
                row["label"],
                formats.plural(row["clients"], "client", "clients"),
                formats.money(round(row["amount"]), currency),
            ]
            for row in month.losses.iter_rows(named=True)
        ],
    }


def _goals(month: Month) -> dict[str, Any]:
    return {
        "title": _("Goals"),
        "rows": [[goal.label, goal.words] for goal in month.goals],
        "none": _("No goals are set in salon.toml."),
    }


def _definitions(build: Build, month: Month) -> list[list[str]]:
    said = {
        card.label: definitions.of(build, "monthly_kpis", column)
        for column, card in month.cards.items()
    }
    return [[label, meaning] for label, meaning in said.items() if meaning]


def _drawings(build: Build, month: Month) -> dict[str, dict[str, Any]]:
    trend = month.trend.tail(_MONTHS_DRAWN)
    parts = {"service_revenue": _("Services"), "product_revenue": _("Products")}
    drawn: dict[str, charts.Chart] = {
        "trend": charts.months_stacked(trend, parts, build.currency, ",.0f")
    }
    lines = {"visits": _("Visits"), "new_clients": _("New clients")}
    drawn["visits"] = charts.months_lines(trend, lines, _("Number"), ",.0f")
    if month.bridge is not None:
        drawn["bridge"] = month_charts.waterfall(month.bridge, build.currency)
    locale = chart_locale.config()
    return {name: chart.configure(locale=locale).to_dict() for name, chart in drawn.items()}


def tables(report: Report) -> Mapping[str, pl.DataFrame]:
    """Give the report as sheets of a workbook, with numbers as numbers."""
    month, sheets = report.month, {}
    sheets[_("Figures")] = pl.DataFrame(
        {
            _("Figure"): [card.label for card in month.cards.values()],
            _("Month"): [card.month for card in month.cards.values()],
            _("Value"): [card.value for card in month.cards.values()],
            _("As written"): [card.written for card in month.cards.values()],
            _("Number counted"): [card.n for card in month.cards.values()],
            **{
                said: [_against(card, place) for card in month.cards.values()]
                for place, said in enumerate(
                    (
                        _("Against the month before"),
                        _("Against the quarter before"),
                        _("Against the same month last year"),
                    )
                )
            },
        },
        strict=False,
    )
    sheets[_("Revenue by month")] = month.trend
    if month.bridge is not None:
        sheets[_("Bridge")] = month.bridge.rows.select(
            pl.col("label").alias(_("Component")), pl.col("amount").alias(_("Amount"))
        )
    if month.losses is not None:
        sheets[_("Losses")] = month.losses
    sheets[_("Goals")] = pl.DataFrame(
        {
            _("Figure"): [goal.label for goal in month.goals],
            _("Goal"): [goal.goal for goal in month.goals],
            _("Value"): [goal.value for goal in month.goals],
            _("In words"): [goal.words for goal in month.goals],
        },
        schema_overrides={_("Figure"): pl.String, _("In words"): pl.String},
    )
    sheets[_("Revisions")] = month.revisions
    meanings = dict(report.words["definitions"]["rows"])
    sheets[_("About")] = about.sheet(report.build, report.chosen, report.words["title"], meanings)
    return sheets


def _against(card: Card, place: int) -> str | None:
    changes = list(card.changes.values())
    return changes[place].words if place < len(changes) else None
