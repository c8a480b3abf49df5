"""Load: drop files, see how they would be read, correct it, load them and build the figures."""

import streamlit as st

from dashboard import formats
from dashboard.loading import editor, file_card, files, job_panel, loading_button
from ingestion.formats import FormatError

salon = st.session_state.salon
job = job_panel.draw(salon)
is_running = bool(job and job.is_running)
if saved := st.session_state.pop(editor.SAVED, None):
    st.success(f"Saved as mappings/{formats.plain(saved)}: such files are recognised from now on.")

dropped = st.file_uploader(
    "Drop the exports of your booking system, survey or advertising here",
    type=["csv", "txt", "tsv", "xlsx", "xls", "ods"],
    accept_multiple_files=True,
    key=loading_button.uploader_key(),
    help="They stay on this computer. Nothing is loaded before you press the button below.",
)
try:
    found = files.candidates(salon, dropped, with_inbox=not is_running)
except FormatError as error:
    st.error(formats.plain(str(error)))
    st.caption("Mend or remove that file in the folder mappings, then reload the page.")
    st.stop()

if not found:
    st.caption(
        "Files in the folder `inbox` appear here too: put those larger than "
        f"{st.get_option('server.maxUploadSize')} MB there. Which report to take from which "
        "system: see docs/first-steps.md. Nothing at hand? The folder `templates` has empty tables."
    )
else:
    st.subheader(f"Files to load: {formats.count(len(found))}", anchor=False)
    for candidate in found:
        file_card.draw(candidate, salon)
loading_button.draw(found, salon, is_running)
