"""What moves the score: factors of a survey by importance and performance, in words and columns."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl
import streamlit as st

from dashboard import formats, values, words
from dashboard.data import Build
from dashboard.language import N_, _
from dashboard.tables import How

QUADRANTS = {
    "concentrate here": N_("Improve this first"),
    "keep up the good work": N_("Keep it up"),
    "low priority": N_("Not pressing"),
    "possible overkill": N_("Good enough"),
}
_BASES = {"derived": N_("What moves the score"), "stated": N_("What clients say matters")}


@dataclass(frozen=True)
class Basis:
    """By which importance factors are looked at, and the columns that hold it."""

    importance: str
    quadrant: str
    title: str


def columns() -> Mapping[str, tuple[str, How]]:
    """Name the columns of the table of factors."""
    return {
        "factor": (_("Factor"), "text"),
        "said": (_("What to do"), "text"),
        "performance": (_("Average mark"), "number"),
        "importance": (_("Moves the score"), "share"),
        "importance_low": (_("At least"), "share"),
        "importance_high": (_("At most"), "share"),
        "stated_importance": (_("Said to matter"), "number"),
        "stated_said": (_("By what is said"), "text"),
        "responses": (_("Answers"), "count"),
    }


def basis(rows: pl.DataFrame) -> Basis | None:
    """Let the kind of importance be chosen, of those that are known; none where none is."""
    known = {
        "derived": rows["importance"].is_not_null().any(),
        "stated": rows["stated_importance"].is_not_null().any(),
    }
    offered = {code: name for code, name in _BASES.items() if known[code]}
    if not offered:
        return None
    code = (
        values.choice(_("Importance"), offered, "importance")
        if len(offered) > 1
        else next(iter(offered))
    )
    if code == "derived":
        return Basis("importance", "quadrant", _("Share in what moves the score"))
    return Basis("stated_importance", "stated_quadrant", _("Importance as clients say"))


def headline(rows: pl.DataFrame) -> str:
    """Say what to improve first, and what to keep up."""
    column = "quadrant" if rows["quadrant"].is_not_null().any() else "stated_quadrant"
    first = _names(rows, column, "concentrate here")
    strong = _names(rows, column, "keep up the good work")
    if first and strong:
        return _(
            "**Improve first: {first}** (what matters and is done worse than the rest). Keep up: "
            "{strong}."
        ).format(first=words.listed(first), strong=words.listed(strong))
    if first:
        return _(
            "**Improve first: {first}** (what matters and is done worse than the rest)."
        ).format(first=words.listed(first))
    if strong:
        return _("**Nothing is pressing**: what matters is done well. Keep up: {strong}.").format(
            strong=words.listed(strong)
        )
    return _("**What to improve first is not known yet**: below is how well each is done.")


def apart(rows: pl.DataFrame) -> str | None:
    """Say where what clients say and what moves the score part."""
    both = rows.filter(
        pl.col("importance").is_not_null() & pl.col("stated_importance").is_not_null()
    )
    if both.is_empty():
        return None
    said = both.sort("stated_importance", "factor", descending=[True, False]).row(0, named=True)
    moves = both.sort("importance", "factor", descending=[True, False]).row(0, named=True)
    if said["factor"] == moves["factor"]:
        return _(
            "Clients say that {factor} matters most, and it is what moves the score most."
        ).format(factor=formats.plain(moves["factor"]))
    return _("Clients say that {said} matters most; what moves the score most is {moves}.").format(
        said=formats.plain(said["factor"]), moves=formats.plain(moves["factor"])
    )


def trust(rows: pl.DataFrame, build: Build, is_narrow: bool) -> str:
    """Say on how many answers it stands, and what it is not."""
    said = build.settings.definitions
    answers = rows["answers"].max()
    if answers is None:
        needed = max(said.driver_answers, said.driver_answers_per_factor * rows.height)
        return _(
            "What moves the score needs {needed} answers in a year that rate all factors and "
            "give a score: "
            "there are fewer. Until then only what clients say and how they rate is shown."
        ).format(needed=formats.count(needed))
    explained = formats.percent(rows["r_squared"].max() or 0.0)  # type: ignore[arg-type]
    whom = (
        _("The marks are those of the slice, what moves the score is of the whole salon.")
        if is_narrow
        else _("Marks and scores are those of the whole salon.")
    )
    return _(
        "{answers} in the 365 days up to the end of the quarter; together the factors explain "
        "{explained} of the "
        "differences in the score. {whom} What goes together need not be the cause."
    ).format(
        answers=formats.plural(float(answers), "answer", "answers"),  # type: ignore[arg-type]
        explained=explained,
        whom=whom,
    )


def index(rows: pl.DataFrame) -> None:
    """Draw the satisfaction index."""
    csi = rows["csi"].max()
    st.metric(
        _("Satisfaction index, 0 to 100"),
        formats.NOTHING if csi is None else formats.number(float(csi), "0.0"),  # type: ignore[arg-type]
        help=_(
            "The average mark of all factors, from 0 (worst) to 100 (best), weighted by importance."
        ),
    )


def named(rows: pl.DataFrame) -> pl.DataFrame:
    """Name the quadrants, by both kinds of importance."""
    said = {code: _(name) for code, name in QUADRANTS.items()}
    return rows.with_columns(
        pl.col("quadrant").replace(said).alias("said"),
        pl.col("stated_quadrant").replace(said).alias("stated_said"),
    )


def drawn(rows: pl.DataFrame, by: Basis) -> pl.DataFrame:
    """Take the factors that can be drawn, with the quadrant they are in."""
    known = rows.filter(pl.col(by.importance).is_not_null())
    return known.with_columns(
        pl.col(by.quadrant).replace({c: _(n) for c, n in QUADRANTS.items()}).alias("said")
    )


def _names(rows: pl.DataFrame, column: str, quadrant: str) -> list[str]:
    return [formats.plain(name) for name in rows.filter(pl.col(column) == quadrant)["factor"]]
