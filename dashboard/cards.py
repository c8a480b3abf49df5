"""The cards of the month as they are drawn: verdict, figure, changes, and what is behind it."""

from typing import Any, Literal

import streamlit as st

from dashboard import behind, definitions, formats
from dashboard.comparison import Change
from dashboard.data import Build
from dashboard.language import _
from dashboard.month import formulas
from dashboard.month.cards import Card
from dashboard.month.contents import Month

Color = Literal["green", "red", "gray"]

_ICONS = {
    "better": ":material/thumb_up:",
    "worse": ":material/thumb_down:",
    "mixed": ":material/swap_vert:",
    "noise": ":material/drag_handle:",
    "too_few": ":material/question_mark:",
    "running": ":material/hourglass_top:",
    "unknown": ":material/remove:",
}


def draw(card: Card, month: Month, build: Build) -> None:
    """Draw a card: whether it really changed, the figure, against what, and what is behind it."""
    with st.container(border=True, height="stretch"):
        st.badge(card.verdict_in_words, icon=_ICONS[card.verdict], color=_color(card.verdict))
        st.metric(
            card.label,
            card.written,
            help=definitions.of(build, "monthly_kpis", card.figure.column),
        )
        if card.remark:
            st.caption(card.remark)
        if card.value is not None:
            # Two spaces before the end of a line keep the sentences on lines of their own.
            lines = [_signed(change, card) for change in card.changes.values()]
            st.markdown("  \n".join(lines))
        opened = st.popover(
            _("Behind it"),
            type="tertiary",
            icon=":material/search:",
            key=f"behind_{card.figure.column}",
            on_change="rerun",
        )
        if opened.open:
            with opened:
                _behind(card, month, build)


def _behind(card: Card, month: Month, build: Build) -> None:
    """Say what a figure is, by which formula, of how many, of which day, and who is behind it."""
    st.markdown(f"**{card.label}, {formats.month(card.month)}: {formats.plain(card.written)}**")
    st.write(formats.plain(definitions.of(build, "monthly_kpis", card.figure.column) or ""))
    formula = formulas.of(build.answer("formulas"), card)
    if formula:
        numbers = formulas.in_numbers(card, build.currency)
        st.code("\n".join(filter(None, (formula, numbers))), language=None, wrap_lines=True)
    st.caption(_("On {n}. Data up to {day}.").format(n=card.counted, day=formats.day(month.as_of)))
    params: dict[str, Any] = {**month.params, "month": card.month}
    title = _("Behind {figure}, {month}").format(
        figure=card.label, month=formats.short_month(card.month)
    )
    behind.draw(build, behind.OF_FIGURES[card.figure.column], params, title)


def _color(verdict: str) -> Color:
    return {"better": "green", "worse": "red"}.get(verdict, "gray")  # type: ignore[return-value]


def _signed(change: Change, card: Card) -> str:
    """Write a change with a sign that says what it is; green is good, red is bad."""
    said = formats.plain(change.words)
    if change.verdict == "real" and change.direction != "same":
        is_good = (change.direction == "up") == (card.figure.rising_is == "good")
        arrow = "arrow_upward" if change.direction == "up" else "arrow_downward"
        return f":small[:{'green' if is_good else 'red'}[:material/{arrow}: {said}]]"
    sign = {
        "noise": ":material/drag_handle:",
        "real": ":material/drag_handle:",
        "too_few": ":material/question_mark:",
        "running": ":material/hourglass_top:",
    }.get(change.verdict or "", ":material/remove:")
    return f":small[:gray[{sign} {said}]]"
