"""Which sheet of a file is mapped, and which of its rows has the headers."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import tables
from dashboard.language import _
from dashboard.loading import text_choices, titles
from dashboard.loading.files import Candidate
from dashboard.loading.sheets import Sheet
from ingestion import first_guess, preview, survey_proposals
from ingestion.grids import Grid


def draw(candidate: Candidate) -> Sheet:
    """Choose the sheet and its row of headers; a recognised file has both."""
    # Read in another encoding it has other headers, so that nothing chosen before holds.
    key = f"{candidate.key}:{text_choices.chosen_encoding(candidate) or ''}"
    sheets, match = candidate.opened.sheets, candidate.match
    if candidate.inspection and match:
        grid = candidate.inspection.grid
        return Sheet(key, candidate.name, grid, match.header_row, match=match)
    near = candidate.near
    if near and match:
        survey = survey_proposals.propose(near.grid)
        guess = first_guess.of_survey(near.grid, survey) if survey else None
        return Sheet(key, candidate.name, near.grid, match.header_row, guess, match)
    left, right = st.columns(2)
    chosen = 0
    if len(sheets) > 1:
        names = [sheet.sheet for sheet in sheets]
        chosen = left.selectbox(
            _("Sheet"), range(len(names)), format_func=names.__getitem__, key=f"sheet:{key}"
        )
    elif not sheets[0].is_workbook:
        text_choices.delimiter(candidate, left)
    return _with_header(candidate, f"{key}:{chosen}", sheets[chosen], right)


def _with_header(candidate: Candidate, key: str, grid: Grid, place: DeltaGenerator) -> Sheet:
    guess = first_guess.guess(grid)
    head = grid.head()
    row = place.selectbox(
        _("Row of the headers"),
        range(len(head)),
        index=guess.header_row,
        format_func=lambda i: _("Row {number}: {cells}").format(
            number=grid.rows["row_number"][i], cells=", ".join(head[i])
        )[:80],
        key=f"header:{key}",
    )
    return Sheet(key, candidate.name, grid, row, guess)


def first_rows(sheet: Sheet) -> None:
    """Show how the sheet begins."""
    cells = preview.file_cells(sheet.grid, sheet.header_row)
    tables.show(cells, titles.of_file(cells.columns), alt=_("The first rows of the file."))
