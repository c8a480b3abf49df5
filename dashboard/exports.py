"""What the page shows, to take away: every table as CSV and XLSX, every chart as PNG and SVG.

Pages draw with `tables.show` and `pictures.draw`, which add to the list; the frame draws the list
when it is opened. Files are made on the click.
"""

import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar

import polars as pl
import streamlit as st

from dashboard import about, buttons, downloads, language
from dashboard.language import _

Made = Callable[[], bytes]

_offered: ContextVar[dict[str, Mapping[str, Made]]] = ContextVar("offered")


def begin() -> None:
    """Forget what an earlier run of a page offered."""
    _offered.set({})


def add(title: str, files: Mapping[str, Made]) -> None:
    """Offer something under a title; `files` makes its content, by the ending of the file."""
    _offered.get({})[title] = files


def add_table(
    title: str,
    rows: pl.DataFrame | Callable[[], pl.DataFrame],
    meanings: Mapping[str, str | None],
) -> None:
    """Offer a table whose columns have their titles; `meanings` says what columns mean.

    A table that is larger than what the page shows is made on the click.
    """
    # Before the first build there is nothing to say about a table of the page Load.
    build, chosen = st.session_state.get("build"), st.session_state.get("slice")

    def table() -> pl.DataFrame:
        return rows if isinstance(rows, pl.DataFrame) else rows()

    def workbook() -> bytes:
        sheets = {_("Table"): table()}
        if build:
            sheets[_("About")] = about.sheet(build, chosen, title, meanings)
        return downloads.xlsx(sheets)

    add(title, {"csv": lambda: downloads.csv(table()), "xlsx": workbook})


def draw() -> None:
    """Draw the button under which everything lies that this page has to take away."""
    offered = _offered.get({})
    if not offered:
        return
    opened = st.popover(
        _("Take away"), icon=":material/download:", key="take_away", on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        st.caption(_("Workbooks have a second sheet: slice, definitions, build and date."))
        for title, files in offered.items():
            st.markdown(f"**{title}**")
            with st.container(horizontal=True):
                for ending, made in files.items():
                    name = f"{_file_name(title)}.{ending}"
                    buttons.take(
                        ending.upper(), language.bound(made), name, key=f"{ending}:{title}"
                    )


def _file_name(title: str) -> str:
    return re.sub(r"[^\w-]+", "-", title).strip("-").lower()[:60]
