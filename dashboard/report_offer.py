"""The report of the month, to take away from its page or to send from there."""

from functools import partial

import streamlit as st

from dashboard import exports, formats
from dashboard.data import Build
from dashboard.language import _
from dashboard.month.contents import Month
from dashboard.report import contents, kinds
from dashboard.report.kinds import Kind
from dashboard.slices import Slice
from warehouse.mailing import MailError


def draw(build: Build, chosen: Slice, month: Month) -> None:
    """Offer the report as files, and draw a button to send it where salon.toml says whom to."""
    title = _("Report of {month}, two pages").format(month=formats.month(month.start))
    exports.add(title, {kind: partial(_made, build, chosen, month, kind) for kind in kinds.KINDS})
    mail = build.settings.mail
    if not mail.server:
        return
    label = _("Send the report to {receivers}").format(receivers=", ".join(mail.to))
    if st.button(label, icon=":material/mail:", key="send_report"):
        _send(build, chosen, month)


def _made(build: Build, chosen: Slice, month: Month, kind: Kind) -> bytes:
    return kinds.KINDS[kind](contents.of_month(build, chosen, month))


def _send(build: Build, chosen: Slice, month: Month) -> None:
    report = contents.of_month(build, chosen, month)
    try:
        kinds.send(report, "pdf", kinds.KINDS["pdf"](report))
    except MailError as error:
        st.error(str(error))
    else:
        st.success(_("The report is sent."))
