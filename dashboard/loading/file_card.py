"""One file on the page: what it is taken for, how it would be read, what would be refused."""

from collections.abc import Mapping

import polars as pl
import streamlit as st

from dashboard import formats, loads, reasons, tables, words
from dashboard.data import Salon
from dashboard.language import N_, _
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
_DELIMITERS = {
    ",": N_("cells split by commas"),
    ";": N_("cells split by semicolons"),
    "\t": N_("cells split by tabs"),
    "|": N_("cells split by bars"),
    "whitespace": N_("cells split by blanks"),
}
_ORDERS = {"dmy": N_("the day comes first"), "mdy": N_("the month comes first")}
_MARKS = {".": N_("a decimal point"), ",": N_("a decimal comma")}


def draw(candidate: Candidate, salon: Salon) -> None:
    """Draw a file; what is shown inside is only worked out while it is open."""
    found = candidate.inspection
    what = reasons.said(found.match.format.title) if found else _("not recognised")
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
            st.error(formats.plain(reasons.said(candidate.problem)))
            return
        if found:
            _recognised(found)
        else:
            _not_recognised(candidate)
        if found and found.asks:
            open_questions.draw(candidate, salon, found)
        if candidate.gone:
            deletions.draw(candidate, candidate.gone, salon)
        if found and not st.toggle(
            _("Correct how this file is read"), key=f"correct:{candidate.key}"
        ):
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
            _(
                "This looks like **{form}**, but its questions are asked in words that are not "
                "known. Say below which of them asks for the score, or which rate one thing each: "
                "from then on this form is recognised by itself."
            ).format(form=formats.plain(reasons.said(near.match.format.title)))
        )
        st.checkbox(_("It is something else"), key=files.no_survey_key(candidate.key))
    elif candidate.opened.is_unknown:
        st.info(
            _(
                "No format knows this file yet. Say below what its columns mean: from then on "
                "files like it are recognised by themselves."
            )
        )
    else:
        st.warning(formats.plain(reasons.said(candidate.problem)))


def _recognised(found: Inspection) -> None:
    form = found.match.format
    st.markdown(
        _("Read as **{form}** ({confidence}).").format(
            form=formats.plain(reasons.said(form.title)),
            confidence=reasons.said(CONFIDENCE_WORDS[form.confidence]),
        )
    )
    if form.cannot_give:
        lacking = " ".join(reasons.said(text) for text in form.cannot_give)
        st.caption(_("What it cannot tell: {lacking}").format(lacking=formats.plain(lacking)))
    if found.problem and not found.asks:
        st.warning(formats.plain(reasons.said(found.problem)))


def _shown(found: Inspection, is_sample: bool) -> None:
    st.caption(_facts(found, is_sample))
    for note in found.notes:
        st.caption(formats.plain(reasons.said(note)))
    if not found.landed.is_empty():
        left, right = st.columns(2)
        with left:
            st.markdown(_("**As it stands in the file**"))
            _as_in_file(found)
        with right:
            st.markdown(_("**As it will be loaded**"))
            tables.show(
                _written(found.landed),
                _our_columns(found),
                alt=_("The same rows as they are loaded."),
            )
    elif not found.cells.is_empty():
        _as_in_file(found)
    if not found.rejected.is_empty():
        count = formats.count(found.rejected.height)
        st.markdown(_("**Rows that would be refused: {count}**").format(count=count))
        columns = tables.said({name: loads.REJECTED[name] for name in found.rejected.columns})
        first = found.rejected.head(200)
        rows = first.with_columns(words.column(first, "reason", reasons.said))
        tables.show(rows, columns, alt=_("Rows that would be refused, and why."))
    used, ignored = (
        formats.plain(", ".join(names))
        for names in (found.match.columns_used, found.match.columns_ignored)
    )
    st.caption(
        "  \n".join(
            (
                _("Columns used: {columns}.").format(columns=used),
                _("Not used: {columns}.").format(columns=ignored or _("none")),
            )
        )
    )


def _as_in_file(found: Inspection) -> None:
    columns = titles.of_file(found.cells.columns)
    tables.show(found.cells, columns, alt=_("The first rows of the file."))


def _facts(found: Inspection, is_sample: bool) -> str:
    grid = found.grid
    header = found.grid.rows["row_number"][found.match.header_row]
    facts = [
        _("sheet {name}").format(name=grid.sheet)
        if grid.is_workbook
        else _("encoding {name}").format(name=text_choices.named(grid.encoding))
    ]
    if grid.delimiter in _DELIMITERS and not grid.is_workbook:
        facts.append(_(_DELIMITERS[grid.delimiter]))
    facts.append(_("headers in row {number}").format(number=header))
    facts += _decided(found)
    if found.rows_read:
        facts.append(
            _("{rows} = {taken} to take + {refused} refused + {others} titles and totals").format(
                rows=formats.plural(found.rows_read, "row", "rows"),
                taken=formats.count(found.rows_taken),
                refused=formats.count(found.rejected.height),
                others=formats.count(found.rows_title_total),
            )
        )
    text = formats.plain(" · ".join(facts))
    if not is_sample:
        return text
    return f"{text}  \n{_('Only the beginning of this long file was looked at.')}"


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
        *(_(_ORDERS[order]) for order in sorted(orders)),
        *(_(_MARKS[mark]) for mark in (next(iter(marks)) if is_plain else ())),
    ]


def _our_columns(found: Inspection) -> dict[str, tuple[str, How]]:
    kinds = {column.name: column.kind for column in found.match.format.target.columns}
    named: dict[str, tuple[str, How]] = {
        name: (titles.of(name), _KINDS[kinds[name]]) for name in found.landed.columns[1:]
    }
    return {"row_number": (_("Row"), "count"), **named}


def _written(rows: pl.DataFrame) -> pl.DataFrame:
    """Write what a table cannot show: exact decimals, yes and no."""
    flags = pl.selectors.boolean()
    return rows.with_columns(
        pl.selectors.decimal().cast(pl.Float64),
        pl.when(flags).then(pl.lit(_("yes"))).when(flags.not_()).then(pl.lit(_("no"))).name.keep(),
    )
