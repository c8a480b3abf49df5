"""Loads that were taken back, and taking one back: on the page Data, after a second question."""

import polars as pl
import streamlit as st

from dashboard import formats, language, loads, tables
from dashboard.data import Salon
from dashboard.language import _
from dashboard.loading import background

_LOAD_PAGE = "views/load.py"


def draw(salon: Salon, log: pl.DataFrame) -> None:
    """List what was taken back, and offer to take back what counts."""
    withdrawn = log.filter(pl.col("outcome") == "withdrawn")
    if withdrawn.height:
        st.subheader(_("Files taken back"), anchor=False)
        st.caption(_("Their rows count no longer. The files are kept and can be loaded again."))
        columns = tables.said(loads.WITHDRAWN)
        tables.show(loads.named(withdrawn), columns, alt=_("Files taken back."))
    landed = log.filter(pl.col("outcome") == "landed").sort("loaded_at", descending=True)
    if landed.is_empty():
        return
    with st.expander(_("Take a load back"), icon=":material/undo:"):
        st.write(_("For a file that should not have been loaded, or was read by a wrong mapping."))
        zone = salon.settings.salon.time_zone
        rows = {row["load_id"]: row for row in landed.iter_rows(named=True)}
        chosen = st.selectbox(
            _("Which file?"),
            list(rows),
            index=None,
            format_func=lambda load_id: _named(rows[load_id], zone),
            placeholder=_("Choose a load"),
            key="take_back",
        )
        if st.button(_("Take it back …"), disabled=chosen is None, key="ask_take_back") and chosen:
            # The title is said when the dialog is opened, in the language of who opens it.
            ask = st.dialog(_("Take this load back?"))(language.bound(_confirm))
            ask(salon, chosen, _named(rows[chosen], zone))


def _confirm(salon: Salon, load_id: str, named: str) -> None:
    st.markdown(f"**{formats.plain(named)}**")
    st.write(
        _(
            "Its rows count no longer, and all figures are built again without them. What other "
            "files say of the same bookings stays. The file itself is kept and can be loaded again."
        )
    )
    if st.button(_("Take it back and build"), type="primary", key="take_back_now"):
        if background.from_page(salon.workspace, take_back=load_id):
            st.switch_page(_LOAD_PAGE)
    elif st.button(_("Leave it as it is"), key="leave_it"):
        st.rerun()


def _named(row: dict[str, object], zone: str) -> str:
    rows = formats.plural(int(str(row["rows_landed"])), "row", "rows")
    loaded = formats.moment(row["loaded_at"], zone)  # type: ignore[arg-type]
    return _("{file}, {rows}, loaded {moment}").format(
        file=row["file_name"], rows=rows, moment=loaded
    )
