"""Say on the screen how a file is to be read, see it at once, save it as a mapping."""

from dataclasses import dataclass, replace

import streamlit as st

from dashboard import formats, reasons, words
from dashboard.data import Salon
from dashboard.language import N_, _
from dashboard.loading import (
    column_choices,
    sheet_choice,
    survey_choices,
    text_choices,
    titles,
    word_choices,
)
from dashboard.loading.files import Candidate, delimiter_key
from dashboard.loading.sheets import Sheet
from ingestion import mappings, preview
from ingestion.choices import Choices
from ingestion.formats import FormatError, RecordKind
from ingestion.preview import Inspection
from warehouse.entities import ENTITIES

SAVED = "load_saved"
_ORDERS = {"": N_("As the file shows"), "dmy": N_("Day first"), "mdy": N_("Month first")}
_MARKS = {"": N_("As the file shows"), ".": "1.50", ",": "1,50"}
_OPEN = {
    "date_order": N_(
        "Every date of this file can be read in two ways: 03/04 may be the 3rd of April or "
        "March 4. Say under “Dates” whether the day or the month comes first."
    ),
    "scale": N_("On which scale is the score given? Choose it under “Scale of the score”."),
}


@dataclass(frozen=True)
class Edited:
    """What a person chose, how the file is read by it, and what is only guessed so far."""

    wanted: Choices
    shown: Inspection | None = None
    guessed: tuple[str, ...] = ()
    is_changed: bool = False


def draw(candidate: Candidate, salon: Salon) -> Edited:
    """Ask how the file is read; give how it would be read by the answers so far."""
    is_known = candidate.inspection is not None
    text_choices.encoding(candidate)
    sheet = sheet_choice.draw(candidate)
    if not is_known:
        sheet_choice.first_rows(sheet)
    wanted = _asked(candidate, sheet)
    edited = Edited(wanted, None, _guessed(sheet, wanted), wanted != sheet.before)
    lacking = [] if is_known else column_choices.lacking(wanted)
    if lacking:
        names = ", ".join(titles.of(name) for name in lacking)
        st.info(_("Still to choose: {columns}.").format(columns=names))
        return edited
    try:
        form = mappings.draft(salon.workspace, wanted, candidate.match)
    except FormatError as error:
        st.error(formats.plain(reasons.said(str(error))))
        return edited
    shown = preview.inspect(candidate.opened, form, salon.settings)
    if shown is None:
        st.error(_("The headers that were chosen do not stand in one row of the file."))
    elif shown.problem:
        asked = _OPEN.get(shown.asks)
        st.warning(_(asked) if asked else formats.plain(reasons.said(shown.problem)))
    return replace(edited, shown=shown)


def draw_save(candidate: Candidate, salon: Salon, edited: Edited) -> None:
    """Draw the button that keeps the answers; it waits until the file can be read by them."""
    if edited.is_changed and candidate.is_ready:
        st.info(_("What you changed is not saved yet: save it, or the file is loaded as before."))
    is_readable = edited.shown is not None and not edited.shown.problem
    is_confirmed = not edited.guessed
    if is_readable and edited.guessed:
        is_confirmed = st.checkbox(
            _("I have looked at what is only guessed: {guesses}").format(
                guesses=", ".join(edited.guessed)
            ),
            key=f"confirm:{candidate.key}:{','.join(edited.guessed)}",
        )
    if st.button(
        _("Save for files like this"),
        key=f"save:{candidate.key}",
        type="primary",
        icon=":material/save:",
        disabled=not (is_readable and is_confirmed),
    ):
        file = mappings.save(salon.workspace, edited.wanted, candidate.match)
        st.session_state[SAVED] = file.name
        st.session_state.pop(f"correct:{candidate.key}", None)
        st.rerun()


def _guessed(sheet: Sheet, wanted: Choices) -> tuple[str, ...]:
    """Name what stands as it was guessed from the cells alone."""
    as_guessed = [
        name
        for name in sheet.by_cells
        if name in wanted.columns and wanted.columns[name] == sheet.before.columns.get(name)
    ]
    said = [f"{titles.of(name)} ({reasons.said(sheet.by_cells[name])})" for name in as_guessed]
    rated = sheet.guess.ratings if sheet.guess else ()
    if rated and wanted.factors == sheet.before.factors:
        said.append(_("what columns rate (their cells are whole numbers up to 10)"))
    return tuple(said)


def _asked(candidate: Candidate, sheet: Sheet) -> Choices:
    before, is_new = sheet.before, candidate.match is None
    left, right = st.columns(2)
    title = left.text_input(
        _("Name of this kind of file"), before.title, key=f"title:{sheet.key}", max_chars=60
    )
    entities = list(ENTITIES)
    entity = right.selectbox(
        _("What each row holds"),
        entities,
        index=entities.index(before.entity),
        format_func=lambda code: _(words.ENTITIES[code]),
        key=f"entity:{sheet.key}",
        disabled=not is_new,
    )
    kind = before.record_kind
    kinds: list[RecordKind] = ["sales", "bookings"]
    if entity == "booking_lines" and (is_new or kind in kinds):
        kind = st.radio(
            _("Which rows count"),
            kinds,
            index=kinds.index(kind) if kind in kinds else 0,
            format_func=lambda code: _(titles.RECORD_KINDS[code]),
            key=f"kind:{sheet.key}",
            horizontal=True,
        )
    columns, file_name, constants = column_choices.draw(sheet, entity, kind, before)
    translated = word_choices.draw(sheet, columns, before)
    used = {header for headers in columns.values() for header in headers}
    deciding, factors = before.deciding, before.factors
    if entity == "booking_lines" and "status" in columns:
        deciding = word_choices.deciding(sheet, used, before)
    if entity == "survey_responses":
        factors = survey_choices.factors(sheet, used, before)
    left, right = st.columns(2)
    order = left.segmented_control(
        _("Dates"),
        list(_ORDERS),
        default=before.date_order or "",
        format_func=lambda code: _(_ORDERS[code]),
        key=f"order:{sheet.key}",
        required=True,
    )
    mark = right.segmented_control(
        _("Decimal mark"),
        list(_MARKS),
        default=before.decimal_mark or "",
        format_func=lambda code: _(_MARKS[code]),
        key=f"mark:{sheet.key}",
        required=True,
    )
    return Choices(
        title=title.strip() or before.title,
        entity=entity,
        record_kind=kind if entity == "booking_lines" else "",
        system=before.system,
        columns=columns,
        constants=constants,
        words=translated,
        deciding=deciding,
        date_order=order or None,  # type: ignore[arg-type]
        decimal_mark=mark or None,  # type: ignore[arg-type]
        delimiter=st.session_state.get(delimiter_key(candidate.key)) or before.delimiter,
        encoding=text_choices.chosen_encoding(candidate) or before.encoding,
        file_name=file_name,
        factors=factors,
    )
