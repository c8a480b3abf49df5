"""Staff and branches held beside each other fairly: who stands out once all have like clients."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl
import streamlit as st

from dashboard import formats, pictures, tables, team_charts, words
from dashboard.data import Build
from dashboard.formats import Kind
from dashboard.language import N_, _
from dashboard.places import in_place
from dashboard.tables import How


@dataclass(frozen=True)
class Figure:
    """A figure to compare by: its name, how it is written, what it means."""

    name: str
    kind: Kind
    meaning: str


FIGURES = {
    "rebooking_rate": Figure(
        N_("Booked again"), "share", N_("Visits after which the next booking was made in time.")
    ),
    "return_rate": Figure(
        N_("Came again"),
        "share",
        N_(
            "Visits after which the client came again within {days} days, to whomever in the salon."
        ),
    ),
    "first_visit_retention": Figure(
        N_("New clients kept"),
        "share",
        N_("First visits after which the client came again within {days} days, to whomever."),
    ),
    "repeat_share": Figure(
        N_("Came to the same person"),
        "share",
        N_(
            "Visits by clients whom the same person had served before. Whether they asked for the "
            "person the exports do not say."
        ),
    ),
    "average_check": Figure(
        N_("Money by visit"), "money", N_("What the person did and sold in a visit, on average.")
    ),
}
OF_BRANCHES = ("rebooking_rate", "return_rate", "first_visit_retention", "average_check")
VERDICTS = {
    "above": N_("above the rest"),
    "below": N_("below the rest"),
    "like_the_rest": N_("within chance"),
    "other_clients": N_("has other clients than the rest"),
    "too_few": N_("too few visits to tell"),
}


def verdict(rows: pl.DataFrame, figure: Figure, currency: str) -> str:
    """Say who stands out by a figure once all have the same clients, and what to do with that."""
    standard = formats.figure(rows["standard"][0], figure.kind, currency)
    judged = rows.filter(~pl.col("verdict").is_in(["too_few", "other_clients"]))
    if judged.is_empty():
        return _(
            "{figure}: {standard} of all. Nobody has visits enough to be held beside it."
        ).format(figure=_(figure.name), standard=standard)
    said = [
        _("{figure}, all together: {standard}.").format(figure=_(figure.name), standard=standard)
    ]
    above, below = (
        rows.filter(pl.col("verdict") == side).sort("standardised", descending=side == "above")
        for side in ("above", "below")
    )
    if above.is_empty() and below.is_empty():
        said.append(
            _(
                "With like clients none of {judged} stands out by more than chance: no reason to "
                "praise or to blame."
            ).format(judged=formats.count(judged.height))
        )
    if above.height:
        said.append(
            _("**Above what chance does: {names}.**").format(names=_named(above, figure, currency))
        )
    if below.height:
        said.append(_("**Below: {names}.**").format(names=_named(below, figure, currency)))
    said.extend(_advice(figure, above.height, below.height))
    return " ".join(said)


@in_place
def draw(rows: pl.DataFrame, name: str, build: Build, who: str) -> None:
    """Draw everybody by a figure, and the table of the same."""
    figure = FIGURES[name]
    verdicts = {code: _(name) for code, name in VERDICTS.items()}
    named = rows.with_columns(pl.col("verdict").replace_strict(verdicts).alias("verdict_name"))
    shown = named.filter(pl.col("reading") != "hidden")
    with st.container():
        if shown.is_empty():
            needed = formats.count(build.settings.definitions.hidden_below_answers)
            st.write(_("Nobody has {needed} visits to look at.").format(needed=needed))
        else:
            st.write(verdict(shown, figure, build.currency))
            is_share = figure.kind == "share"
            unit = build.currency if figure.kind == "money" else ""
            pictures.draw(
                team_charts.beside(
                    shown,
                    verdicts,
                    f"{_(figure.name)}, {unit}" if unit else _(figure.name),
                    ".0%" if is_share else ",.1f",
                    is_share,
                ),
                alt=_("{figure} with like clients: a dot and the reach of chance for each.").format(
                    figure=_(figure.name)
                ),
                title=_("{who}: {figure}, chart").format(who=who, figure=_(figure.name)),
            )
    how: How = "share" if figure.kind == "share" else "money"
    tables.show(
        named,
        {
            "unit": (who, "text"),
            "n": (_("Visits"), "count"),
            "value": (_("As it was"), how),
            "standardised": (_("With like clients"), how),
            "low": (_("At least"), how),
            "high": (_("At most"), how),
            "verdict_name": (_("Verdict"), "text"),
        },
        alt=_("{figure} by {who}.").format(figure=_(figure.name), who=who),
        title=f"{who}: {_(figure.name)}",
    )


def meaning(name: str, build: Build) -> str:
    """Say what a figure counts, and how those who have other clients are made alike."""
    days = formats.count(build.settings.definitions.retention_days)
    return " ".join(
        (
            _(FIGURES[name].meaning).format(days=days),
            _(
                "With like clients: taken by client type, and put together as if everybody had the "
                "mix of all. A bar is the reach of chance (99%): who is like the rest strays no "
                "farther. Below {sound} visits nobody is judged, below {hidden} nobody is drawn. A "
                "visit in which two served counts for each of them."
            ).format(
                sound=formats.count(build.settings.definitions.sound_from_answers),
                hidden=formats.count(build.settings.definitions.hidden_below_answers),
            ),
        )
    )


@in_place
def say_who_is_left_out(rows: pl.DataFrame, everybody: pl.Series) -> None:
    """Name those who had visits, and of whose visits the figure is not known."""
    missing = sorted(set(everybody) - set(rows["unit"]))
    if missing and rows.height:
        names = words.listed([formats.plain(name) for name in missing])
        st.caption(
            _("Of the visits to {names} this figure is not known: not compared.").format(
                names=names
            )
        )


@in_place
def say_if_nobody_is_named(everybody: pl.DataFrame) -> None:
    """Say why nobody has a score where answers do not say who served."""
    if not everybody["responses"].sum():
        st.write(
            _("No answer says who served, so there is no NPS by person: name them in the survey.")
        )


def everybody(found: pl.DataFrame) -> pl.DataFrame:
    """Give a row per person, who had most visits first; `found` answers `staff_beside`."""
    return found.unique("staff", keep="any").sort("visits", "staff", descending=[True, False])


def counts(rows: pl.DataFrame) -> pl.DataFrame:
    """Write the intervals of the table of everybody."""
    return rows.with_columns(
        pl.Series(
            "retention",
            [
                _interval(value, low, high, "share", n)
                for value, low, high, n in rows.select(
                    "first_visit_retention_90d",
                    "retention_low",
                    "retention_high",
                    "first_visits_mature",
                ).iter_rows()
            ],
            pl.String,
        ),
        pl.Series(
            "score",
            [
                _interval(value, low, high, "score", n)
                for value, low, high, n in rows.select(
                    "nps", "nps_low", "nps_high", "responses"
                ).iter_rows()
            ],
            pl.String,
        ),
    )


def count_columns(currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of the table of everybody."""
    return {
        "staff": (_("Staff"), "text"),
        "visits": (_("Visits"), "count"),
        "clients": (_("Clients"), "count"),
        "regular_share": (_("Visits by regular clients"), "share"),
        "new_clients": (_("New clients"), "count"),
        "retention": (_("New clients kept"), "text"),
        "repeat_share": (_("Came to the same person"), "share"),
        "revenue": (_("Revenue, {currency}").format(currency=currency), "money"),
        "score": (_("NPS"), "text"),
        "complaints": (_("Complaints"), "count"),
        "complaints_per_1000_visits": (_("Complaints by 1,000 visits"), "number"),
    }


def _advice(figure: Figure, above: int, below: int) -> list[str]:
    """Say what to do with those who stand out; money says more of the services than of people."""
    if not above and not below:
        return []
    if figure.kind == "money":
        return [_("Services differ in price: choose one service category before you compare.")]
    return [
        *([_("Ask those above how they do it.")] if above else []),
        *([_("Look at a day of those below before you judge.")] if below else []),
    ]


def _named(rows: pl.DataFrame, figure: Figure, currency: str) -> str:
    return words.listed(
        [
            f"{formats.plain(unit)} ({formats.figure(value, figure.kind, currency)})"
            for unit, value in rows.select("unit", "standardised").iter_rows()
        ]
    )


def _interval(
    value: float | None, low: float | None, high: float | None, kind: Kind, n: int
) -> str:
    if value is None:
        return _("of {n}: too few").format(n=formats.count(n)) if n else formats.NOTHING
    return _("{value} ({low} to {high}) of {n}").format(
        value=formats.figure(value, kind, ""),
        low=formats.figure(low, kind, ""),
        high=formats.figure(high, kind, ""),
        n=formats.count(n),
    )
