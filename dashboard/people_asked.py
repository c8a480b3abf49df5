"""Everybody asked: who answered, who refused, and answers that measure satisfaction alone."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard import charts, formats, pictures
from dashboard.data import Build
from dashboard.language import N_, _
from dashboard.places import in_place

_OUTCOMES = {
    "invited": N_("Asked"),
    "answered": N_("Answered"),
    "partly_answered": N_("Answered in part"),
    "refusals": N_("Refused"),
    "not_reached": N_("Not reached"),
}


@in_place
def draw(build: Build, asked: Mapping[str, Any], params: Mapping[str, Any]) -> None:
    """Draw what became of those asked, and the answers on a scale that is no NPS."""
    marks = build.answer("satisfaction_marks", params)
    if marks["responses"].sum():
        st.subheader(_("Satisfaction on the scale 1-5"), anchor=False)
        st.markdown(satisfaction(marks))
        named_marks = marks.with_columns(pl.col("mark").cast(pl.String))
        pictures.draw(
            charts.ranked_bars(named_marks, "mark", "responses", _("Answers")),
            alt=_("Answers by mark on the scale 1-5."),
        )
    st.subheader(_("What became of the people asked"), anchor=False)
    pictures.draw(
        charts.ranked_bars(outcomes(asked), "outcome", "people", _("People")),
        alt=_("What became of the people asked."),
    )


def funnel(asked: Mapping[str, Any]) -> str:
    """Say how many of those asked answered, refused, or were not reached."""
    reached = asked["cooperation_rate_1"]
    return _(
        "{rate} of {people} asked answered in full ({partial} counting parts), {refused} refused. "
        "Of those who were reached, {reached} answered."
    ).format(
        rate=formats.percent(asked["response_rate_1"]),
        people=formats.plural(asked["invited"], "person", "people"),
        partial=formats.percent(asked["response_rate_2"]),
        refused=formats.percent(asked["refusal_rate_1"]),
        reached=formats.NOTHING if reached is None else formats.percent(reached),
    )


def outcomes(asked: Mapping[str, Any]) -> pl.DataFrame:
    """List what became of the people asked, from asked to not reached."""
    return pl.DataFrame(
        {
            "outcome": [_(name) for name in _OUTCOMES.values()],
            "people": [asked[code] for code in _OUTCOMES],
        }
    )


def satisfaction(marks: pl.DataFrame) -> str:
    """Say how satisfied those are who were asked on a scale of 1 to 5, which is no NPS."""
    row = marks.row(0, named=True)
    answers = formats.plural(row["all_responses"], "answer", "answers")
    if row["reading"] == "hidden":
        return _(
            "{answers} on the scale 1-5, which measures satisfaction and is no NPS: too few for "
            "a share."
        ).format(answers=answers)
    return _(
        "{answers} on the scale 1-5, which measures satisfaction and is no NPS: {share} gave 4 "
        "or 5, "
        "the mean is {mean}."
    ).format(
        answers=answers,
        share=formats.percent(row["satisfied_share"]),
        mean=formats.number(row["mean_mark"], "0.00"),
    )
