"""The cards of the month as they are drawn: verdict, figure, changes, and what is behind it.

All cards are one element of our own: of Streamlit's parts each would take six, and a browser that
opens the first page would spend a quarter of a second on them.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import behind, definitions, formats
from dashboard.comparison import Change
from dashboard.data import Build
from dashboard.language import _
from dashboard.month import formulas
from dashboard.month.cards import Card
from dashboard.month.contents import Month

_HERE = Path(__file__).parent
_component = st.components.v2.component(
    "scorecard",
    html='<div class="scorecard"></div>',
    css=(_HERE / "scorecard.css").read_text(encoding="utf-8"),
    js=(_HERE / "scorecard.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)
_KEY = "scorecard"
# The figure that is looked behind stands in the address by its column in `monthly_kpis`.
_BEHIND = "behind"
# Beside it the month stays in sight at a desk.
_WIDTH_OF_BEHIND = 860

_GOOD, _BAD, _NEITHER = "green", "red", "gray"
_TONES = {"better": _GOOD, "worse": _BAD}
_ICONS = {
    "better": "thumb_up",
    "worse": "thumb_down",
    "mixed": "swap_vert",
    "noise": "drag_handle",
    "too_few": "question_mark",
    "running": "hourglass_top",
    "unknown": "remove",
}
_SIGNS = {
    "noise": "drag_handle",
    "real": "drag_handle",
    "too_few": "question_mark",
    "running": "hourglass_top",
}

Said = Mapping[str, Any]


def draw(month: Month, build: Build) -> None:
    """Draw the cards in their sections, and what is behind the one that the address names."""
    sections = [
        {"title": _(name), "cards": [_card(card, build) for card in section]}
        for name, section in month.sections.items()
    ]
    _component(
        key=_KEY, data={"behind": _("Behind it"), "sections": sections}, on_opened_change=_open
    )
    opened = month.cards.get(st.query_params.get(_BEHIND, ""))
    if opened:
        _draw_behind(opened, month, build)


def _open() -> None:
    st.query_params[_BEHIND] = st.session_state[_KEY].opened


def _close() -> None:
    st.query_params.pop(_BEHIND, None)


def _draw_behind(card: Card, month: Month, build: Build) -> None:
    """Say what a figure is, by which formula, of how many, of which day, and who is behind it."""

    def drawn() -> None:
        st.write(formats.plain(definitions.of(build, "monthly_kpis", card.figure.column) or ""))
        formula = formulas.of(build.answer("formulas"), card)
        if formula:
            numbers = formulas.in_numbers(card, build.currency)
            st.code("\n".join(filter(None, (formula, numbers))), language=None, wrap_lines=True)
        st.caption(
            _("On {n}. Data up to {day}.").format(n=card.counted, day=formats.day(month.as_of))
        )
        params: dict[str, Any] = {**month.params, "month": card.month}
        title = _("Behind {figure}, {month}").format(
            figure=card.label, month=formats.short_month(card.month)
        )
        behind.draw(build, behind.OF_FIGURES[card.figure.column], params, title)

    title = f"{card.label}, {formats.month(card.month)}: {formats.plain(card.written)}"
    st.dialog(title, width=_WIDTH_OF_BEHIND, position="right", on_dismiss=_close)(drawn)()


def _card(card: Card, build: Build) -> Said:
    return {
        "figure": card.figure.column,
        "label": card.label,
        "help": definitions.of(build, "monthly_kpis", card.figure.column),
        "verdict": {
            "text": card.verdict_in_words,
            "icon": _ICONS[card.verdict],
            "tone": _TONES.get(card.verdict, _NEITHER),
        },
        "value": card.written,
        "remark": card.remark,
        "changes": []
        if card.value is None
        else [_change(change, card) for change in card.changes.values()],
    }


def _change(change: Change, card: Card) -> Said:
    """Write a change with a sign that says what it is; green is good, red is bad."""
    if change.verdict == "real" and change.direction != "same":
        is_good = (change.direction == "up") == (card.figure.rising_is == "good")
        arrow = "arrow_upward" if change.direction == "up" else "arrow_downward"
        return {"text": change.words, "icon": arrow, "tone": _GOOD if is_good else _BAD}
    return {
        "text": change.words,
        "icon": _SIGNS.get(change.verdict or "", "remove"),
        "tone": _NEITHER,
    }
