"""An owner on a Monday and an analyst, in a real browser: look, ask, take away."""

import re
from io import BytesIO

import polars as pl
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.dashboard.browser import go_to, settled
from tests.dashboard.test_journey import address, page  # noqa: F401


def test_an_owner_reviews_the_month_and_takes_the_report_away(page, address):  # noqa: F811
    page.goto(f"{address}/?branches=Riverside")
    expect(page.get_by_text("October 2026, data up to 31 Oct 2026")).to_be_visible(timeout=60_000)
    settled(page)
    shown = page.locator(".scorecard-value").all_inner_texts()

    page.get_by_role("button", name="Behind it: Revenue", exact=True).click()
    expect(page.get_by_text("Paid amounts of completed lines").first).to_be_visible(timeout=60_000)
    settled(page)
    expect(page).to_have_url(re.compile("behind=revenue"))
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("behind="))

    page.get_by_role("button", name="Take away").click()
    expect(page.get_by_text("Report of October 2026, two pages")).to_be_visible(timeout=60_000)
    settled(page)
    with page.expect_download(timeout=120_000) as started:
        page.get_by_role("button", name="PDF").first.click()
    assert started.value.suggested_filename == "report-of-october-2026-two-pages.pdf"
    pages = PdfReader(BytesIO(started.value.path().read_bytes())).pages
    assert len(pages) == 2
    said = "".join("".join(page.extract_text() for page in pages).split())
    assert "Riverside" in said
    for figure in shown[:4]:
        assert "".join(figure.split()) in said


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_from_the_month_to_whom_to_call_on_a_phone(page, address):  # noqa: F811
    page.goto(address)
    expect(page.get_by_role("heading", name="Month", exact=True)).to_be_visible(timeout=60_000)
    go_to(page, "Call list")
    page.get_by_role("button", name="Called", exact=True).click()
    settled(page)
    page.reload()
    expect(page.get_by_role("heading", name="Call list", exact=True)).to_be_visible(timeout=60_000)
    settled(page)
    called = page.get_by_test_id("stMetric").filter(has_text="Called in 90 days")
    expect(called.get_by_test_id("stMetricValue")).to_have_text("1")


@pytest.mark.parametrize("page", ["desk"], indirect=True)
def test_back_goes_back_to_the_slice_before(page, address):  # noqa: F811
    page.goto(f"{address}/rfm?branches=Riverside")
    expect(page.get_by_text("2026 Q4 · Riverside · all services")).to_be_visible(timeout=60_000)
    settled(page)
    go_to(page, "Clients")
    expect(page).to_have_url(re.compile(r"/clients\?branches=Riverside$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/rfm\?branches=Riverside$"))
    expect(page.get_by_role("heading", name="RFM", exact=True)).to_be_visible()


@pytest.mark.parametrize("page", ["desk"], indirect=True)
def test_a_quick_click_takes_the_slice_along_before_its_control_is_drawn(page, address):  # noqa: F811
    held = []

    def hold(route):
        held.append(route)

    page.route("**/Multiselect.*.js", hold)
    page.goto(f"{address}/rfm?branches=Riverside&lang=hu")
    expect(page.get_by_text("Riverside").first).to_be_visible(timeout=60_000)
    go_to(page, "Vendégek")
    assert held
    expect(page).to_have_url(re.compile(r"/clients\?(?=.*branches=Riverside)(?=.*lang=hu)"))
    for waiting in held:
        waiting.continue_()
    expect(page.get_by_test_id("stSidebar").get_by_text("Riverside")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/rfm\?(?=.*branches=Riverside)(?=.*lang=hu)"))


@pytest.mark.parametrize("page", ["desk"], indirect=True)
def test_an_analyst_takes_a_table_with_its_definitions_and_finds_it_in_sql(
    page,  # noqa: F811
    address,  # noqa: F811
    own_workspace,
    run,
):
    page.goto(address)
    expect(page.get_by_role("heading", name="Month", exact=True)).to_be_visible(timeout=60_000)
    go_to(page, "Data")
    expect(page.get_by_text("monthly_kpis").first).to_be_attached()
    go_to(page, "RFM")
    page.get_by_role("button", name="Take away").click()
    settled(page)
    title = page.get_by_text("Clients and money by group").first
    expect(title).to_be_visible(timeout=60_000)
    book = pl.read_excel(
        download_below(page, "Clients and money by group", "XLSX"), sheet_id=0, engine="calamine"
    )
    about = dict(book["About"].iter_rows())
    assert about["Salon"] == "Linden & Linde, demo salon"
    assert about["Slice"].startswith("2026 Q4 · all branches")
    asked = run(
        "query",
        "select rf_segment, count(*) as clients from marts.rfm "
        "where quarter_start = date '2026-10-01' group by rf_segment",
        "--csv",
        workspace=own_workspace.root,
    )
    told = dict(pl.read_csv(BytesIO(asked.stdout.encode())).iter_rows())
    assert dict(book["Table"].select("Group", "Clients").iter_rows()) == told


def download_below(window, title, kind):
    """Take the file of a kind that stands under a title in the list to take away."""
    row = window.get_by_text(title).first.locator(
        "xpath=following::*[@data-testid='stHorizontalBlock'][1]"
    )
    with window.expect_download() as started:
        row.get_by_role("button", name=kind).click()
    return started.value.path()
