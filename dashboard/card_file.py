"""The three questions of the card file: how many regular clients, how many ever, how many once."""

from typing import Any

import streamlit as st

from dashboard import definitions, formats, readings
from dashboard.data import Build
from dashboard.language import _


def draw(build: Build, figures: dict[str, Any]) -> None:
    """Draw the answers side by side; `figures` is the row that answers `card_file`."""
    for question, column in zip(readings.QUESTIONS, st.columns(3), strict=True):
        with column.container(border=True, height="stretch"):
            st.metric(
                _(question.words),
                formats.count(figures[question.column]),
                help=definitions.of(build, "client_quarters", question.defined_by),
            )
            st.caption(question.reading(figures))
