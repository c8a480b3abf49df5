"""What only a survey asks: the scale of its score, and the columns that rate one thing each."""

import streamlit as st

from dashboard import formats
from dashboard.language import N_, _
from dashboard.loading import titles
from dashboard.loading.sheets import Sheet
from ingestion import questions
from ingestion.choices import Choices, Factor

_SCALES = {
    (1, 5): N_("1 to 5"),
    (1, 10): N_("1 to 10"),
    (0, 10): N_("0 to 10"),
    (1, 7): N_("1 to 7"),
}


def scale(sheet: Sheet, before: Choices) -> str | None:
    """Ask on which scale the score was given; nothing is taken for 0 to 10 unasked."""
    scales = list(titles.SCALES)
    given = before.constants.get("recommend_scale")
    by_column = before.columns.get("recommend_scale")
    chosen: str | None = st.selectbox(
        titles.of("recommend_scale"),
        scales,
        index=scales.index(given) if given in scales else None,
        format_func=lambda code: _(titles.SCALES[code]),
        placeholder=_("As “{column}” says").format(column=by_column[0])
        if by_column
        else _("Choose: it decides what the score means"),
        key=f"{sheet.key}:scale",
    )
    if chosen:
        st.caption(_(titles.SCALE_FOLLOWS[chosen]))
    return chosen


def factors(sheet: Sheet, used: set[str], before: Choices) -> tuple[Factor, ...]:
    """Ask for the rated columns among those not used otherwise, and for what each of them rates."""
    known = {one.header: one for one in before.factors}
    free = [header for header in sheet.headers if header not in used]
    st.markdown(_("**Which columns rate one thing each?**"))
    chosen = st.multiselect(
        _("Columns that rate one thing each (price, cleanliness …)"),
        free,
        default=[header for header in known if header in free],
        key=f"{sheet.key}:{sheet.header_row}:factors",
        placeholder=_("None"),
        label_visibility="collapsed",
    )
    left = [header for header in free if header not in chosen]
    rated = [_factor(sheet, header, known.get(header), left) for header in chosen]
    names = [one.name for one in rated]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        st.warning(
            _(
                "Two columns rate “{name}”: only the last of them would count. Give each a name of "
                "its own."
            ).format(name=formats.plain(twice[0]))
        )
    return tuple(rated)


def _factor(sheet: Sheet, header: str, known: Factor | None, left: list[str]) -> Factor:
    """Ask for the name, the scale and the weight of one rated thing, in a line of its own."""
    key = f"{sheet.key}:{sheet.header_row}:factor:{header}"
    before = known or Factor(header, questions.factor(header))
    scales = list(dict.fromkeys([*_SCALES, before.scale]))
    columns = st.columns([3, 2, 3], vertical_alignment="bottom")
    called = formats.plain(before.name)
    label = _("“{column}” rates").format(column=formats.plain(header))
    name = columns[0].text_input(label, before.name, key=f"{key}:name", max_chars=80)
    scale = columns[1].selectbox(
        _("Scale of {factor}").format(factor=called),
        scales,
        index=scales.index(before.scale),
        format_func=_scale,
        key=f"{key}:scale",
    )
    weights = ["", *left]
    if before.importance and before.importance not in weights:
        weights.append(before.importance)
    importance = columns[2].selectbox(
        _("How important {factor} is").format(factor=called),
        weights,
        index=weights.index(before.importance),
        format_func=lambda header: header or _(titles.NOT_IN_FILE),
        key=f"{key}:importance",
    )
    return Factor(header, name.strip() or before.name, scale, importance)


def _scale(ends: tuple[int, int]) -> str:
    if ends in _SCALES:
        return _(_SCALES[ends])
    return _("{low} to {high}").format(low=ends[0], high=ends[1])
