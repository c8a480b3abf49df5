"""The report of a month: two pages, the figures of the page, in every language, by mail."""

from datetime import date
from email import message_from_bytes, policy
from io import BytesIO

import polars as pl
import pytest
from aiosmtpd.controller import Controller
from pypdf import PdfReader

from dashboard.language import LANGUAGES
from tests.dashboard import browser
from tests.dashboard.conftest import figures

MONTH = "2026-09"


@pytest.fixture
def report(run, demo_workspace, tmp_path):
    """Make a report of the demo; give its bytes."""

    def made(ending, *arguments, workspace=demo_workspace):
        file = tmp_path / f"month.{ending}"
        run(
            *("report", "--month", MONTH, "--format", ending, "--to", file, *arguments),
            workspace=workspace,
        )
        return file.read_bytes()

    return made


class Inbox:
    """What a real mail server on this computer took, and whom it refuses."""

    def __init__(self, refuses=()):
        self.mails, self.refuses = [], refuses

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if address in self.refuses:
            return "550 no such receiver"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        self.mails.append((envelope.rcpt_tos, envelope.content))
        return "250 OK"


@pytest.fixture
def mailbox():
    """Run a mail server; give where its mails lie and the lines of salon.toml that name it."""
    servers = []

    def served(*refuses, to="owner@salon.example"):
        inbox = Inbox(refuses)
        port = browser.free_port()
        server = Controller(inbox, hostname="127.0.0.1", port=port)
        server.start()
        servers.append(server)
        return inbox, (
            f'[mail]\nserver = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
            f'sender = "regulars@salon.example"\nto = ["{to}"]\n'
        )

    yield served
    for server in servers:
        server.stop()


def text_of(content):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def squeezed(text):
    """Leave out every blank: a PDF has its own idea of them."""
    return "".join(text.split())


def test_the_pdf_has_two_pages_and_the_figures_of_the_page(report, open_app, demo_workspace):
    content = report("pdf")
    assert len(PdfReader(BytesIO(content)).pages) == 2
    app = open_app(demo_workspace, quarters="2026 Q3", month=MONTH)
    shown = figures(app)
    said = squeezed(text_of(content))
    for label in ("Revenue", "Average check", "New clients", "Regular clients", "NPS"):
        assert squeezed(label + shown[label]) in said


def test_the_pdf_says_salon_slice_date_and_definitions(report):
    said = squeezed(text_of(report("pdf", "--branch", "Riverside")))
    for text in ("September 2026", "Linden & Linde", "Riverside", "Data up to", "Revenue: Paid"):
        assert squeezed(text) in said


def test_the_pdf_is_read_by_a_screen_reader(report):
    catalogue = PdfReader(BytesIO(report("pdf"))).trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    assert "/StructTreeRoot" in catalogue


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_report_has_two_pages_in_every_language(report, code):
    assert len(PdfReader(BytesIO(report("pdf", "--language", code))).pages) == 2


def test_the_html_asks_nothing_of_a_network(report):
    page = report("html").decode()
    assert page.count("<svg") == 3
    for asks in ("<script", "<link", "@import", "url(http", "src=", 'href="http'):
        assert asks not in page
    assert '<meta name="viewport"' in page


def test_the_workbook_has_the_numbers_of_the_mart(report, ask, warehouse):
    assert ask
    sheets = pl.read_excel(BytesIO(report("xlsx", "--branch", "Riverside")), sheet_id=0)
    assert list(sheets) == [
        "Figures",
        "Revenue by month",
        "Bridge",
        "Losses",
        "Goals",
        "Revisions",
        "About",
    ]
    values = dict(sheets["Figures"].select("Figure", "Value").iter_rows())
    ((revenue, visits, check),) = warehouse.ask(
        "select revenue, visits, average_check from marts.monthly_kpis "
        "where month_start = $month and branch = 'Riverside'",
        {"month": date(2026, 9, 1)},
    ).rows()
    assert values["Revenue"] == pytest.approx(float(revenue), abs=0.005)
    assert values["Visits"] == visits
    assert values["Average check"] == pytest.approx(check)
    about = dict(sheets["About"].iter_rows())
    assert about["Salon"] == "Linden & Linde, demo salon"
    assert "Riverside" in about["Slice"]


def test_without_a_month_the_last_one_that_is_over_is_told(run, demo_workspace, tmp_path):
    file = tmp_path / "last.html"
    run("report", "--format", "html", "--to", file, workspace=demo_workspace)
    assert "<h1>October 2026</h1>" in file.read_text(encoding="utf-8")


def test_the_file_lies_in_the_salons_folder_under_a_plain_name(run, own_workspace):
    run(
        *("report", "--month", MONTH, "--branch", "Riverside", "--format", "xlsx"),
        workspace=own_workspace.root,
    )
    assert (own_workspace.root / "report-2026-09-riverside.xlsx").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--month", "2031-01"), "There are no data of 2031-01"),
        (("--month", "October"), "'October' is no month; write it as 2026-10."),
        (("--branch", "Atlantis"), "There is no branch 'Atlantis'. The branches are: "),
    ],
)
def test_what_cannot_be_told_is_said_in_words(run, demo_workspace, arguments, said):
    done = run("report", *arguments, workspace=demo_workspace, check=False)
    assert done.returncode == 1
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_without_a_build_the_report_says_what_to_do(run, empty_workspace):
    done = run("report", workspace=empty_workspace, check=False)
    assert done.returncode == 1
    assert "regulars refresh" in done.stderr


def test_the_report_is_mailed_where_salon_toml_says_whom_to(run, own_workspace, mailbox):
    inbox, lines = mailbox()
    settings = own_workspace.settings_file
    settings.write_text(settings.read_text(encoding="utf-8") + lines, encoding="utf-8")
    done = run("report", "--month", MONTH, workspace=own_workspace.root)
    assert "Sent to owner@salon.example." in done.stderr
    ((receivers, content),) = inbox.mails
    mail = message_from_bytes(content, policy=policy.default)
    assert receivers == ["owner@salon.example"]
    assert mail["Subject"] == "Linden & Linde, demo salon: September 2026"
    (attachment,) = mail.iter_attachments()
    assert attachment.get_filename() == "report-2026-09.pdf"
    assert len(PdfReader(BytesIO(attachment.get_content())).pages) == 2


def test_a_report_is_not_mailed_where_nobody_wants_it(run, own_workspace, mailbox):
    inbox, lines = mailbox()
    settings = own_workspace.settings_file
    settings.write_text(settings.read_text(encoding="utf-8") + lines, encoding="utf-8")
    run("report", "--month", MONTH, "--no-mail", workspace=own_workspace.root)
    assert inbox.mails == []


def test_a_receiver_who_is_refused_is_named(run, own_workspace, mailbox):
    inbox, lines = mailbox("nobody@salon.example", to="nobody@salon.example")
    settings = own_workspace.settings_file
    settings.write_text(settings.read_text(encoding="utf-8") + lines, encoding="utf-8")
    done = run("report", "--month", MONTH, workspace=own_workspace.root, check=False)
    assert done.returncode == 1
    assert "did not take the mail" in done.stderr
    assert (own_workspace.root / "report-2026-09.pdf").exists()
    assert inbox.mails == []


def test_a_password_that_is_not_set_is_asked_for_by_the_name_of_its_variable(
    run, own_workspace, mailbox, monkeypatch
):
    _inbox, lines = mailbox()
    monkeypatch.delenv("REGULARS_MAIL_PASSWORD", raising=False)
    settings = own_workspace.settings_file
    named = settings.read_text(encoding="utf-8") + lines + 'user = "owner"\n'
    settings.write_text(named, encoding="utf-8")
    done = run("report", "--month", MONTH, workspace=own_workspace.root, check=False)
    assert done.returncode == 1
    assert "REGULARS_MAIL_PASSWORD" in done.stderr


def test_a_mail_section_without_receivers_is_refused_at_once(run, own_workspace):
    settings = own_workspace.settings_file
    written = settings.read_text(encoding="utf-8") + '[mail]\nserver = "mail.example"\n'
    settings.write_text(written, encoding="utf-8")
    done = run("report", workspace=own_workspace.root, check=False)
    assert done.returncode == 1
    assert "sender and to, where a server is set" in " ".join(done.stderr.split())
