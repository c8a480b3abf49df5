"""The kinds of file a report comes as, and its way by mail."""

from collections.abc import Callable, Mapping
from typing import Literal

from dashboard.language import _
from dashboard.report import html, pdf, workbook
from dashboard.report.contents import Report
from warehouse import mailing

Kind = Literal["pdf", "html", "xlsx"]
KINDS: Mapping[Kind, Callable[[Report], bytes]] = {
    "pdf": pdf.made,
    "html": html.made,
    "xlsx": workbook.made,
}


def send(report: Report, kind: Kind, content: bytes) -> None:
    """Mail a report to everybody in `[mail]` of salon.toml; `MailError` where it is not taken."""
    said = report.words
    subject = _("{salon}: {month}").format(salon=said["salon"], month=said["title"])
    text = "\n".join([*said["headline"], "", said["slice"], said["dated"], said["running"]])
    mailing.send(
        report.build.settings.mail,
        subject,
        text.strip() + "\n",
        {f"{report.file_name}.{kind}": content},
    )
