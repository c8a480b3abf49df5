"""The data: what was loaded and what was refused, how fresh it is, how far it can be trusted."""

import polars as pl
import streamlit as st

from dashboard import (
    buttons,
    contacts,
    definitions,
    downloads,
    formats,
    loads,
    matching,
    reasons,
    tables,
    words,
)
from dashboard.language import _
from dashboard.loading import withdrawal
from warehouse import landing

build, chosen = st.session_state.build, st.session_state.slice
log = landing.loads(build.workspace)
st.caption(_("The slicers do not narrow this page."))
for card, column in zip(loads.freshness(build, log), st.columns(3), strict=True):
    with column.container(border=True, height="stretch"):
        st.metric(card.label, card.value)
        st.caption(card.remark)

st.subheader(_("Files loaded"), anchor=False)
landed = log.filter(pl.col("outcome") == "landed")
if landed.is_empty():
    st.write(_("No file has been loaded into this folder yet."))
else:
    st.markdown(loads.balance(landed))
    tables.show(
        loads.named(landed), tables.said(loads.LANDED), alt=_("Files loaded, the newest first.")
    )

withdrawal.draw(st.session_state.salon, log)

refused = log.filter(pl.col("outcome") == "refused")
if refused.height:
    st.subheader(_("Files refused"), anchor=False)
    alt = _("Files refused, with the reason.")
    tables.show_wrapped(loads.named(refused), tables.said(loads.REFUSED), alt=alt)

rows = landing.rejected(build.workspace)
if rows.height:
    st.subheader(_("Rows refused: {count}").format(count=formats.count(rows.height)), anchor=False)
    columns = contacts.allowed(tables.said(loads.REJECTED))
    said = rows.with_columns(words.column(rows, "reason", reasons.said))
    tables.show(said, columns, alt=_("Rows refused, with the reason."))
    buttons.take(
        _("Download the rows refused (CSV)"),
        lambda: downloads.csv(tables.titled(said, columns)),
        "rows-refused.csv",
    )

st.subheader(_("How far the figures can be trusted"), anchor=False)
weaknesses = loads.weaknesses(build.answer("data_quality"))
tables.show_wrapped(weaknesses, tables.said(loads.QUALITY), alt=_("Weaknesses of the data."))
st.subheader(_("Clients and their cards"), anchor=False)
st.markdown(matching.counts(build))
matching.orders(build)
st.subheader(_("Tables for your own questions"), anchor=False)
st.write(_("Ask them with `regulars query`; names of tables and columns stay the same."))
marts = definitions.told(build.answer("marts"))
tables.offer_whole(_("The tables of the build"), lambda: marts, tables.said(loads.MARTS))
st.markdown(loads.marts(marts))
