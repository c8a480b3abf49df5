"""Say on the screen how a file is to be read, see it at once, save it as a mapping."""

import streamlit as st

from dashboard import formats, tables, words
from dashboard.data import Salon
from dashboard.loading import column_choices, survey_choices, titles, word_choices
from dashboard.loading.column_choices import Sheet
from dashboard.loading.files import Candidate, delimiter_key
from ingestion import choices, first_guess, mappings, preview
from ingestion.choices import Choices
from ingestion.formats import FormatError, RecordKind
from ingestion.preview import Inspection
from warehouse.entities import ENTITIES

SAVED = "load_saved"
_WISH = "load_wish:"
_DELIMITERS = {
    "": "As found",
    ",": "Comma ,",
    ";": "Semicolon ;",
    "\t": "Tab",
    "|": "Bar |",
    "whitespace": "Blanks",
}
_ORDERS = {"": "As the file shows", "dmy": "Day first", "mdy": "Month first"}
_MARKS = {"": "As the file shows", ".": "1.50", ",": "1,50"}


def draw(candidate: Candidate, salon: Salon) -> Inspection | None:
    """Ask how the file is read; give how it would be read by the answers so far."""
    found = candidate.inspection.match if candidate.inspection else None
    sheet = _sheet(candidate)
    before = choices.of_match(found) if found else sheet.proposed
    if found is None:
        _first_rows(sheet)
    wanted = _asked(sheet, before, is_new=found is None)
    st.session_state[_WISH + candidate.key] = None
    lacking = [] if found else column_choices.lacking(wanted)
    if lacking:
        st.info("Still to choose: " + ", ".join(titles.of(name) for name in lacking) + ".")
        return None
    try:
        form = mappings.draft(salon.workspace, wanted, found)
    except FormatError as error:
        st.error(formats.plain(str(error)))
        return None
    shown = preview.inspect(candidate.opened, form, salon.settings)
    if shown is None:
        st.error("The headers that were chosen do not stand in one row of the file.")
    elif shown.asks_date_order:
        st.warning(
            "Every date of this file can be read in two ways: 03/04 may be the 3rd of April or "
            "March 4. Say under “Dates” whether the day or the month comes first."
        )
    elif shown.problem:
        st.warning(formats.plain(shown.problem))
    if shown and not shown.problem:
        st.session_state[_WISH + candidate.key] = wanted
    return shown


def draw_save(candidate: Candidate, salon: Salon, shown: Inspection | None) -> None:
    """Draw the button that keeps the answers; it waits until the file can be read by them."""
    wanted: Choices | None = st.session_state.get(_WISH + candidate.key)
    found = candidate.inspection.match if candidate.inspection else None
    pressed = st.button(
        "Save for files like this",
        key=f"save:{candidate.key}",
        type="primary",
        icon=":material/save:",
        disabled=wanted is None or shown is None,
    )
    if pressed and wanted:
        file = mappings.save(salon.workspace, wanted, found)
        st.session_state[SAVED] = file.name
        st.session_state.pop(f"correct:{candidate.key}", None)
        st.rerun()


def _sheet(candidate: Candidate) -> Sheet:
    """Choose the sheet and its row of headers; a recognised file has both."""
    key, sheets = candidate.key, candidate.opened.sheets
    if candidate.inspection:
        match = candidate.inspection.match
        return Sheet(key, candidate.name, candidate.inspection.grid, match.header_row, None)
    left, right = st.columns(2)
    chosen = 0
    if len(sheets) > 1:
        names = [sheet.sheet for sheet in sheets]
        chosen = left.selectbox(
            "Sheet", range(len(names)), format_func=names.__getitem__, key=f"sheet:{key}"
        )
    elif not sheets[0].is_workbook:
        left.selectbox(
            "Cells are split by",
            list(_DELIMITERS),
            format_func=_DELIMITERS.__getitem__,
            key=delimiter_key(key),
        )
    grid = sheets[chosen]
    guess = first_guess.guess(grid)
    head = grid.head()
    row = right.selectbox(
        "Row of the headers",
        range(len(head)),
        index=guess.header_row,
        format_func=lambda i: f"Row {grid.rows['row_number'][i]}: {', '.join(head[i])}"[:80],
        key=f"header:{key}:{chosen}",
    )
    return Sheet(key, candidate.name, grid, row, guess)


def _first_rows(sheet: Sheet) -> None:
    cells = preview.file_cells(sheet.grid, sheet.header_row)
    tables.show(cells, titles.of_file(cells.columns), alt="The first rows of the file.")


def _asked(sheet: Sheet, before: Choices, is_new: bool) -> Choices:
    left, right = st.columns(2)
    title = left.text_input(
        "Name of this kind of file", before.title, key=f"title:{sheet.key}", max_chars=60
    )
    entities = list(ENTITIES)
    entity = right.selectbox(
        "What each row holds",
        entities,
        index=entities.index(before.entity),
        format_func=words.ENTITIES.__getitem__,
        key=f"entity:{sheet.key}",
        disabled=not is_new,
    )
    kind = before.record_kind
    kinds: list[RecordKind] = ["sales", "bookings"]
    if entity == "booking_lines" and (is_new or kind in kinds):
        kind = st.radio(
            "Which rows count",
            kinds,
            index=kinds.index(kind) if kind in kinds else 0,
            format_func=titles.RECORD_KINDS.__getitem__,
            key=f"kind:{sheet.key}",
            horizontal=True,
        )
    columns, file_name, constants = column_choices.draw(sheet, entity, kind, before)
    translated = word_choices.draw(sheet, columns, before)
    used = {header for headers in columns.values() for header in headers}
    factors, factor_scale = survey_choices.draw(sheet, entity, used, before)
    left, right = st.columns(2)
    order = left.segmented_control(
        "Dates",
        list(_ORDERS),
        default=before.date_order or "",
        format_func=_ORDERS.__getitem__,
        key=f"order:{sheet.key}",
        required=True,
    )
    mark = right.segmented_control(
        "Decimal mark",
        list(_MARKS),
        default=before.decimal_mark or "",
        format_func=_MARKS.__getitem__,
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
        date_order=order or None,  # type: ignore[arg-type]
        decimal_mark=mark or None,  # type: ignore[arg-type]
        delimiter=st.session_state.get(delimiter_key(sheet.key)) or before.delimiter,
        file_name=file_name,
        factors=factors,
        factor_scale=factor_scale,
    )
