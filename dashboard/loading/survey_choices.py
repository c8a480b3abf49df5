"""Which columns of a survey rate one thing each, and on which scale."""

import streamlit as st

from dashboard.loading.column_choices import Sheet
from ingestion.choices import Choices

_SCALES = {(1, 5): "1 to 5", (1, 10): "1 to 10", (0, 10): "0 to 10", (1, 7): "1 to 7"}


def draw(
    sheet: Sheet, entity: str, used: set[str], before: Choices
) -> tuple[tuple[str, ...], tuple[int, int]]:
    """Ask for the rated columns among those not used otherwise; nothing where it is no survey."""
    if entity != "survey_responses":
        return before.factors, before.factor_scale
    left, right = st.columns(2)
    free = [header for header in sheet.headers if header not in used]
    chosen = left.multiselect(
        "Columns that rate one thing each (price, cleanliness …)",
        free,
        default=[header for header in before.factors if header in free],
        key=f"{sheet.key}:{sheet.header_row}:factors",
        placeholder="None",
    )
    scales = list(_SCALES)
    given = before.factor_scale
    scale = right.selectbox(
        "Scale of those ratings",
        scales,
        index=scales.index(given) if given in scales else 0,
        format_func=_SCALES.__getitem__,
        key=f"{sheet.key}:factor_scale",
    )
    return tuple(chosen), scale
