"""The words around a recommend score: how sure it is, who answered, on which scale."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard import formats, words
from dashboard.data import Build
from dashboard.tables import How

COLUMNS: Mapping[str, tuple[str, How]] = {
    "quarter_name": ("Quarter", "text"),
    "client_type": ("Client type", "text"),
    "service_category": ("Service category", "text"),
    "nps": ("NPS", "score"),
    "nps_low": ("At least", "score"),
    "nps_high": ("At most", "score"),
    "responses": ("Answers", "count"),
    "promoters": ("Promoters", "count"),
    "passives": ("Passives", "count"),
    "detractors": ("Detractors", "count"),
    "response_rate": ("Response rate", "share"),
    "reading": ("How to read it", "text"),
}

_OUTCOMES = {
    "invited": "Asked",
    "answered": "Answered",
    "partly_answered": "Answered in part",
    "refused": "Refused",
    "not_reached": "Not reached",
}


def scale(scales: pl.DataFrame) -> str | None:
    """Give the scale to read; where two were asked let the person choose, as they never mix."""
    names = scales["recommend_scale"].to_list()
    if len(names) <= 1:
        return names[0] if names else None
    chosen: str = st.segmented_control(
        "Scale of the answers",
        names,
        default=names[0],
        required=True,
        key="scale",
        bind="query-params",
        help="Scores asked on two scales are never added up.",
    )
    return chosen


def reading(total: Mapping[str, Any], build: Build) -> str:
    """Say on how many answers the score stands and where the true one lies."""
    answers = formats.plural(total["responses"], "answer", "answers")
    if total["nps"] is None:
        needed = build.settings.definitions.hidden_below_answers
        return f"{answers}: too few for a score, which needs {needed}. Below are the counts."
    reserve = ", read the score with reserve" if total["reading"] == "indicative" else ""
    low, high = formats.score(total["nps_low"]), formats.score(total["nps_high"])
    return (
        f"{answers}: {words.READINGS[total['reading']]}{reserve}.\n\nWith 95 % certainty the "
        f"score of all clients of this slice lies between {low} and {high}."
    )


def groups(total: Mapping[str, Any]) -> str:
    """Count the three groups a score is made of."""
    return (
        f"**{formats.plural(total['promoters'], 'promoter')}** (9-10), "
        f"**{formats.plural(total['passives'], 'passive')}** (7-8), "
        f"**{formats.plural(total['detractors'], 'detractor')}** (6 or less)."
    )


def funnel(total: Mapping[str, Any]) -> str:
    """Say how many of those asked answered."""
    rate = formats.percent(total["response_rate"])
    return f"{rate} of {formats.plural(total['invited'], 'person', 'people')} asked answered."


def outcomes(total: Mapping[str, Any]) -> pl.DataFrame:
    """List what became of the people asked, from asked to not reached."""
    return pl.DataFrame(
        {"outcome": list(_OUTCOMES.values()), "people": [total[code] for code in _OUTCOMES]}
    )


def named(rows: pl.DataFrame) -> pl.DataFrame:
    """Name the codes of the table."""
    return rows.with_columns(
        pl.col("client_type").replace(words.CLIENT_TYPES),
        pl.col("service_category").map_elements(words.category, return_dtype=pl.String),
        pl.col("reading").replace(words.READINGS),
    )
