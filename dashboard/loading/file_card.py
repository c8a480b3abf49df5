"""One file on the page: what it is taken for, how it would be read, what would be refused."""

from collections.abc import Mapping

import polars as pl
import streamlit as st

from dashboard import formats, loads, tables
from dashboard.data import Salon
from dashboard.loading import deletions, editor, files, open_questions, text_choices, titles
from dashboard.loading.files import Candidate
from dashboard.tables import How
from ingestion.formats import CONFIDENCE_WORDS
from ingestion.preview import Inspection
from warehouse.entities import Kind

_KINDS: Mapping[Kind, How] = {
    "text": "text",
    "moment": "moment",
    "date": "day",
    "integer": "count",
    "number": "money",
    "money": "money",
    "flag": "text",
}
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", "whitespace": "blanks"}
_ORDERS = {"dmy": "the day comes first", "mdy": "the month comes first"}
_MARKS = {".": "a decimal point", ",": "a decimal comma"}


def draw(candidate: Candidate, salon: Salon) -> None:
    """Draw a file; what is shown inside is only worked out while it is open."""
    found = candidate.inspection
    what = found.match.format.title if found else "not recognised"
    icon = ":material/check_circle:" if candidate.is_ready else ":material/help:"
    box = st.expander(
        f"**{formats.plain(candidate.name)}** · {formats.plain(what)}",
        expanded=not candidate.is_ready or deletions.are_asked(candidate),
        icon=icon,
        key=f"open:{candidate.key}",
        on_change="rerun",
    )
    if not box.open:
        return
    with box:
        if found is None and not candidate.opened.sheets:
            st.error(formats.plain(candidate.problem))
            return
        if found:
            _recognised(found)
        else:
            _not_recognised(candidate)
        if found and found.asks:
            open_questions.draw(candidate, salon, found)
        if candidate.gone:
            deletions.draw(candidate, candidate.gone, salon)
        if found and not st.toggle("Correct how this file is read", key=f"correct:{candidate.key}"):
            _shown(found, candidate.opened.is_sample)
            return
        edited = editor.draw(candidate, salon)
        if edited.shown:
            _shown(edited.shown, candidate.opened.is_sample)
        editor.draw_save(candidate, salon, edited)


def _not_recognised(candidate: Candidate) -> None:
    near = candidate.opened.near
    if near:
        st.info(
            f"This looks like **{formats.plain(near.match.format.title)}**, but its questions are "
            "asked in words that are not known. Say below which of them asks for the score, or "
            "which rate one thing each: from then on this form is recognised by itself."
        )
        st.checkbox("It is something else", key=files.no_survey_key(candidate.key))
    elif candidate.opened.is_unknown:
        st.info(
            "No format knows this file yet. Say below what its columns mean: from then on "
            "files like it are recognised by themselves."
        )
    else:
        st.warning(formats.plain(candidate.problem))


def _recognised(found: Inspection) -> None:
    form = found.match.format
    st.markdown(f"Read as **{formats.plain(form.title)}** ({CONFIDENCE_WORDS[form.confidence]}).")
    if form.cannot_give:
        st.caption("What it cannot tell: " + formats.plain(" ".join(form.cannot_give)))
    if found.problem and not found.asks:
        st.warning(formats.plain(found.problem))


def _shown(found: Inspection, is_sample: bool) -> None:
    st.caption(_facts(found, is_sample))
    for note in found.notes:
        st.caption(formats.plain(note))
    if not found.landed.is_empty():
        left, right = st.columns(2)
        with left:
            st.markdown("**As it stands in the file**")
            tables.show(
                found.cells, titles.of_file(found.cells.columns), alt="The first rows of the file."
            )
        with right:
            st.markdown("**As it will be loaded**")
            tables.show(
                _written(found.landed), _our_columns(found), alt="The same rows as they are loaded."
            )
    elif not found.cells.is_empty():
        tables.show(
            found.cells, titles.of_file(found.cells.columns), alt="The first rows of the file."
        )
    if not found.rejected.is_empty():
        st.markdown(f"**Rows that would be refused: {formats.count(found.rejected.height)}**")
        columns = {name: loads.REJECTED[name] for name in found.rejected.columns}
        tables.show(found.rejected.head(200), columns, alt="Rows that would be refused, and why.")
    used, ignored = found.match.columns_used, found.match.columns_ignored
    st.caption(
        f"Columns used: {formats.plain(', '.join(used))}.  \n"
        f"Not used: {formats.plain(', '.join(ignored)) or 'none'}."
    )


def _facts(found: Inspection, is_sample: bool) -> str:
    grid = found.grid
    header = found.grid.rows["row_number"][found.match.header_row]
    facts = [
        f"sheet {grid.sheet}"
        if grid.is_workbook
        else f"encoding {text_choices.named(grid.encoding)}"
    ]
    if not grid.is_workbook:
        facts.append(f"cells split by {_DELIMITERS.get(grid.delimiter, grid.delimiter)}")
    facts.append(f"headers in row {header}")
    facts += _decided(found)
    if found.rows_read:
        facts.append(
            f"{formats.plural(found.rows_read, 'row')} = {formats.count(found.rows_taken)} to take "
            f"+ {formats.count(found.rejected.height)} refused "
            f"+ {formats.count(found.rows_title_total)} titles and totals"
        )
    text = formats.plain(" · ".join(facts))
    return f"{text}  \nOnly the beginning of this long file was looked at." if is_sample else text


def _decided(found: Inspection) -> list[str]:
    if found.decisions is None:
        return []
    orders = {order for order in found.decisions.orders.values() if order}
    numbers = [
        column.name
        for column in found.match.format.target.columns
        if column.kind in ("money", "number") and column.name in found.match.sources
    ]
    marks = {found.decisions.marks[name] for name in numbers}
    is_plain = len(marks) == 1 and not found.grid.is_workbook
    return [
        *(_ORDERS[order] for order in sorted(orders)),
        *(_MARKS[mark] for mark in (next(iter(marks)) if is_plain else ())),
    ]


def _our_columns(found: Inspection) -> dict[str, tuple[str, How]]:
    kinds = {column.name: column.kind for column in found.match.format.target.columns}
    named: dict[str, tuple[str, How]] = {
        name: (titles.of(name), _KINDS[kinds[name]]) for name in found.landed.columns[1:]
    }
    return {"row_number": ("Row", "count"), **named}


def _written(rows: pl.DataFrame) -> pl.DataFrame:
    """Write what a table cannot show: exact decimals, yes and no."""
    flags = pl.selectors.boolean()
    return rows.with_columns(
        pl.selectors.decimal().cast(pl.Float64),
        pl.when(flags).then(pl.lit("yes")).when(flags.not_()).then(pl.lit("no")).name.keep(),
    )
