"""The data: what was loaded and what was refused, how fresh it is, how far it can be trusted."""

import polars as pl
import streamlit as st

from dashboard import contacts, downloads, formats, loads, matching, tables
from dashboard.loading import withdrawal
from warehouse import landing

build, chosen = st.session_state.build, st.session_state.slice
log = landing.loads(build.workspace)
st.caption("The slicers do not narrow this page.")
for card, column in zip(loads.freshness(build, log), st.columns(3), strict=True):
    with column.container(border=True, height="stretch"):
        st.metric(card.label, card.value)
        st.caption(card.remark)

st.subheader("Files loaded", anchor=False)
landed = log.filter(pl.col("outcome") == "landed")
if landed.is_empty():
    st.write("No file has been loaded into this folder yet.")
else:
    st.markdown(loads.balance(landed))
    tables.show(loads.named(landed), loads.LANDED, alt="Files loaded, the newest first.")

withdrawal.draw(st.session_state.salon, log)

refused = log.filter(pl.col("outcome") == "refused")
if refused.height:
    st.subheader("Files refused", anchor=False)
    tables.show_wrapped(loads.named(refused), loads.REFUSED, alt="Files refused, with the reason.")

rejected = landing.rejected(build.workspace)
if rejected.height:
    st.subheader(f"Rows refused: {formats.count(rejected.height)}", anchor=False)
    columns = contacts.allowed(loads.REJECTED)
    tables.show(rejected, columns, alt="Rows refused, with the reason.")
    st.download_button(
        "Download the rows refused (CSV)",
        lambda: downloads.csv(tables.titled(rejected, columns)),
        file_name="rows-refused.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )

st.subheader("How far the figures can be trusted", anchor=False)
tables.show_wrapped(build.answer("data_quality"), loads.QUALITY, alt="Weaknesses of the data.")
st.subheader("Clients and their cards", anchor=False)
st.markdown(matching.counts(build))
if contacts.may_be_seen():
    matching.orders(build)
else:
    contacts.say_hidden()
st.subheader("Tables for your own questions", anchor=False)
st.write("Ask them with `regulars query`; names of tables and columns stay the same.")
tables.show_wrapped(build.answer("marts"), loads.MARTS, alt="The tables of the build.")
