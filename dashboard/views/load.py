"""Load: drop files, see how they would be read, correct it, load them and build the figures."""

import streamlit as st

from dashboard import formats, reasons
from dashboard.language import _
from dashboard.loading import editor, file_card, files, job_panel, loading_button
from ingestion.formats import FormatError

salon = st.session_state.salon
job = job_panel.draw(salon)
is_running = bool(job and job.is_running)
if saved := st.session_state.pop(editor.SAVED, None):
    st.success(
        _("Saved as mappings/{file}: such files are recognised from now on.").format(
            file=formats.plain(saved)
        )
    )

dropped = st.file_uploader(
    _("Drop the exports of your booking system, survey or advertising here"),
    type=["csv", "txt", "tsv", "xlsx", "xls", "ods"],
    accept_multiple_files=True,
    key=loading_button.uploader_key(),
    help=_("They stay on this computer. Nothing is loaded before you press the button below."),
)
try:
    found = files.candidates(salon, dropped, with_inbox=not is_running)
except FormatError as error:
    st.error(formats.plain(reasons.said(str(error))))
    st.caption(_("Mend or remove that file in the folder mappings, then reload the page."))
    st.stop()

if not found:
    st.caption(
        _(
            "Files in the folder `inbox` appear here too: put those larger than {size} MB there. "
            "Which report to take from which system: see docs/first-steps.md. Nothing at hand? "
            "The folder `templates` has empty tables."
        ).format(size=st.get_option("server.maxUploadSize"))
    )
else:
    st.subheader(_("Files to load: {count}").format(count=formats.count(len(found))), anchor=False)
    for candidate in found:
        file_card.draw(candidate, salon)
loading_button.draw(found, salon, is_running)
