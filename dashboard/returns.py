"""Whether clients come back: the period looked at, its figures in words, and the groups in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from dashboard import definitions, formats, periods, values
from dashboard.data import Build
from dashboard.language import N_, _
from dashboard.slices import Slice
from dashboard.tables import How

REBOOKING = {
    "on_the_day": N_("On the day"),
    "within_24h": N_("Within 24 hours"),
    "any_future": N_("Any ahead"),
}
GROUPS = {
    "first_service_category": N_("First service"),
    "staff": N_("Staff"),
    "branch": N_("Branch"),
}
_PERIODS = {"year": N_("12 months"), "chosen": N_("Chosen quarters")}
_MONTHS_OF_A_YEAR = 12
_MONTHS_OF_A_QUARTER = 3
# More groups are in the table alone.
MOST_GROUPS = 20
# Of fewer a comparison says nothing; less likely than this by chance is called real.
_ENOUGH = 30
_CHANCE = 0.05


@dataclass(frozen=True)
class Period:
    """The months of the first visits that are looked at, and those to compare them with."""

    months: tuple[date, ...]
    before: tuple[date, ...]
    words: str
    words_before: str

    @property
    def params(self) -> dict[str, Any]:
        """The period as query parameters."""
        return {"months": list(self.months), "months_before": list(self.before)}


@dataclass(frozen=True)
class Rate:
    """A share of the page, and the columns of the question `returns` it is made of."""

    label: str
    prefix: str
    share: str
    out_of: str


FIRST = Rate(N_("New clients came again"), "first", "first_retention", "first_mature")
KNOWN = Rate(N_("Known clients came again"), "known", "known_retention", "known_mature")
REBOOKED = Rate(N_("Booked the next visit"), "rebooking", "rebooking", "rebookable")
RATES = (FIRST, KNOWN, REBOOKED)


def choose_period(build: Build, chosen: Slice) -> Period:
    """Let it be chosen which first visits are looked at."""
    picked = values.choice(
        _("Visits of"), {code: _(said) for code, said in _PERIODS.items()}, "visits_of"
    )
    if picked == "chosen":
        months = [
            _after(start, n)
            for start in sorted(chosen.quarters)
            for n in range(_MONTHS_OF_A_QUARTER)
        ]
        return Period(
            tuple(months),
            tuple(periods.year_before(month) for month in months),
            _("the chosen quarters"),
            _("the same quarters a year before"),
        )
    quarters = build.answer("quarters").filter(pl.col("quarter_start") == max(chosen.quarters))
    as_of: date = quarters["as_of"].item()
    last = [_after(as_of.replace(day=1), -n) for n in range(2 * _MONTHS_OF_A_YEAR)]
    return Period(
        tuple(sorted(last[:_MONTHS_OF_A_YEAR])),
        tuple(sorted(last[_MONTHS_OF_A_YEAR:])),
        _("the 12 months up to {day}").format(day=formats.day(as_of)),
        _("the 12 months before"),
    )


def choose_rebooking(build: Build) -> str:
    """Let it be chosen when the next visit must be booked; else as salon.toml says."""
    named = {code: _(said) for code, said in REBOOKING.items()}
    own = build.settings.definitions.rebooking
    return values.choice(_("Counts as booked"), named, "rebooked", own)


def summary(row: Mapping[str, Any], groups: pl.DataFrame, days: int, period: Period) -> str:
    """Say how many new clients come again, how sure that is, and what to look at next."""
    within = formats.plural(days, "day", "days")
    if not row["first_mature"]:
        said = [
            _("**Not yet known**: nobody who first came in {period} was seen for {days}.").format(
                period=period.words, days=within
            )
        ]
    else:
        said = [
            _(
                "**{share} of the new clients came again within {days}** ({low} to {high} with "
                "95% certainty, {visits} in {period})."
            ).format(
                share=formats.percent(row["first_retention"]),
                days=within,
                low=formats.percent(row["first_low"]),
                high=formats.percent(row["first_high"]),
                visits=formats.plural(row["first_mature"], "first visit", "first visits"),
                period=period.words,
            ),
            *_outliers(groups),
        ]
    if row["first_open"]:
        said.append(
            _("{clients} came first less than {days} ago and can still be won.").format(
                clients=formats.plural(row["first_open"], "client", "clients"), days=within
            )
        )
    return " ".join(said)


def _outliers(groups: pl.DataFrame) -> list[str]:
    """Name the groups whose share lies beyond chance below or above that of all."""
    enough = groups.filter(pl.col("mature") >= _ENOUGH)
    below = enough.filter(pl.col("share_high") < pl.col("share_of_all")).sort("share")
    above = enough.filter(pl.col("share_low") > pl.col("share_of_all")).sort(
        "share", descending=True
    )
    said = []
    if below.height:
        said.append(_("Clearly below: {groups}.").format(groups=_listed(below)))
    if above.height:
        said.append(_("Clearly above: {groups}.").format(groups=_listed(above)))
    return said


def _listed(groups: pl.DataFrame) -> str:
    return ", ".join(
        _("{group} ({share})").format(
            group=formats.plain(row["group"]), share=formats.percent(row["share"])
        )
        for row in groups.head(3).iter_rows(named=True)
    )


def card(
    rate: Rate, whole: Mapping[str, Mapping[str, Any]], period: Period, meaning: str | None
) -> None:
    """Draw a share with how sure it is, and whether it changed; `whole` has a row per period."""
    row = whole["now"]
    with st.container(border=True, height="stretch"):
        st.metric(_(rate.label), formats.figure(row[rate.share], "share", ""), help=meaning)
        if row[rate.share] is None:
            st.caption(_("Not yet known, or nobody to know it of."))
            return
        st.caption(
            _("Of {visits}; {low} to {high} with 95% certainty").format(
                visits=_counted(rate, row[rate.out_of]),
                low=formats.percent(row[f"{rate.prefix}_low"]),
                high=formats.percent(row[f"{rate.prefix}_high"]),
            )
        )
        st.caption(verdict(rate, row, whole.get("before", {}), period))


def verdict(rate: Rate, row: Mapping[str, Any], before: Mapping[str, Any], period: Period) -> str:
    """Say whether a share really changed against the period before."""
    then = before.get(rate.share)
    if then is None or min(row[rate.out_of], before[rate.out_of]) < _ENOUGH:
        return _("Too few in {period} to compare with.").format(period=period.words_before)
    said = _("within noise")
    if row[f"{rate.prefix}_p"] is not None and row[f"{rate.prefix}_p"] < _CHANCE:
        said = _("a real rise") if row[rate.share] > then else _("a real fall")
    return _("In {period}: {share}; {verdict}.").format(
        period=period.words_before, share=formats.percent(then), verdict=said
    )


def meanings(build: Build, rebooking: str) -> Mapping[Rate, str | None]:
    """Say by dbt's descriptions what defines each share."""
    return {
        FIRST: definitions.of(build, "retention_alternatives", "first_visits_returned"),
        KNOWN: definitions.of(build, "retention_alternatives", "clients_mature"),
        REBOOKED: definitions.of(build, "fct_visits", f"was_rebooked_{rebooking}"),
    }


def of_periods(rows: pl.DataFrame) -> list[dict[str, Any]]:
    """Take the rows of whole periods."""
    return rows.filter(pl.col("month_start").is_null()).to_dicts()


def curve(rows: pl.DataFrame, days: int) -> str:
    """Say what the curve of all says at the days chosen, and how it is read."""
    if rows.is_empty():
        return _("Too few to draw: a curve needs 5 clients who are still looked at.")
    together = rows.filter((pl.col("group_name") == "all") & (pl.col("days") <= days))
    how = _("Who is seen for a shorter time counts for that time, and not as lost.")
    if together.is_empty():
        return how
    last = together.row(-1, named=True)
    said = _("{share} came again by day {day} (Kaplan and Meier, {clients}).").format(
        share=formats.percent(last["share"]),
        day=formats.count(last["days"]),
        clients=formats.plural(last["clients"], "first visit", "first visits"),
    )
    return f"{said} {how}"


def monthly(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep the shares of months of which every visit is old enough to know."""
    months = rows.filter(pl.col("month_start").is_not_null())
    return months.with_columns(
        pl.when(pl.col("first_mature") == pl.col("first_visits")).then("first_retention"),
        pl.when(pl.col("known_mature") == pl.col("known_clients")).then("known_retention"),
    ).sort("month_start")


def named(rows: pl.DataFrame) -> pl.DataFrame:
    """Name the groups; one that no export names is said to be so."""
    names = [values.named(code) if code else _("Not named") for code in rows["group_name"]]
    return rows.with_columns(pl.Series("group", names, pl.String))


def columns(title: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of the groups."""
    return {
        "group": (title, "text"),
        "first_visits": (_("First visits"), "count"),
        "mature": (_("Old enough to know"), "count"),
        "returned": (_("Came again"), "count"),
        "share": (_("Share"), "share"),
        "share_low": (_("At least"), "share"),
        "share_high": (_("At most"), "share"),
        "rebooking": (_("Booked the next visit"), "share"),
        "still_open": (_("Can still be won"), "count"),
    }


def _counted(rate: Rate, number: int) -> str:
    if rate == FIRST:
        return formats.plural(number, "first visit", "first visits")
    if rate == KNOWN:
        return formats.plural(number, "client of a month", "clients of a month")
    return formats.plural(number, "visit", "visits")


def _after(month: date, months: int) -> date:
    number = month.year * _MONTHS_OF_A_YEAR + month.month - 1 + months
    return date(number // _MONTHS_OF_A_YEAR, number % _MONTHS_OF_A_YEAR + 1, 1)
