"""One journey in a real browser: look, slice, follow a link, take a list away, see a new build."""

import csv
import re

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.dashboard import browser
from tests.dashboard.browser import go_to, open_sidebar, settled

BEST_CELL = re.compile("^came lately, often, with a high average check:")
WORST_CELL = re.compile("^came long ago, seldom, with a low average check:")
SIZES = {"desk": (1440, 900), "phone": (390, 844)}


@pytest.fixture
def address(own_workspace):
    browser.chromium()
    with browser.served(own_workspace.root) as served:
        yield served


@pytest.fixture(params=SIZES)
def page(request):
    width, height = SIZES[request.param]
    with sync_playwright() as playwright:
        # A container has no sandbox of its own to give.
        chromium = playwright.chromium.launch(
            executable_path=browser.chromium(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        window = chromium.new_page(viewport={"width": width, "height": height})
        window.set_default_timeout(30_000)
        yield window
        chromium.close()


def test_a_manager_finds_whom_to_call(page, address, publish):
    asked = set()
    page.on("request", lambda request: asked.add(request.url))

    page.goto(address)
    expect(page.get_by_role("heading", name="Month", exact=True)).to_be_visible(timeout=60_000)
    expect(page.get_by_text("October 2026, data up to 31 Oct 2026")).to_be_visible()

    settled(page)
    open_sidebar(page)
    # On a phone the slicers lie below the pages, and a list closes when the sidebar is scrolled.
    branches = page.get_by_label("Branches")
    branches.scroll_into_view_if_needed()
    branches.click()
    branches.press_sequentially("River")
    expect(page.get_by_role("option", name="Riverside")).to_be_visible()
    branches.press("Enter")
    expect(page).to_have_url(f"{address}/?branches=Riverside")
    page.keyboard.press("Escape")
    go_to(page, "RFM")
    expect(page).to_have_url(f"{address}/rfm?branches=Riverside")
    expect(page.get_by_role("heading", name="RFM", exact=True)).to_be_visible()

    page.goto(page.url)
    expect(page.get_by_text("2026 Q4 · Riverside · all services")).to_be_visible(timeout=60_000)

    settled(page)
    page.get_by_label(BEST_CELL).click()
    expect(page).to_have_url(f"{address}/rfm?branches=Riverside&cell=R3F3M3")
    title = page.get_by_role("heading", name=re.compile(r"^R3F3M3: \d+\sclients?$"))
    expect(title).to_be_visible()

    with page.expect_download() as started:
        page.get_by_role("button", name="Download the list (CSV)").click()
    with started.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert started.value.suggested_filename == "R3F3M3-2026-Q4.csv"
    assert str(len(rows)) == re.search(r"\d+(?=\s)", title.inner_text()).group()
    assert all(row["Client"] and float(row["Spent in the year, EUR"]) > 0 for row in rows)
    assert all(re.fullmatch(r"('\+\d+)?", row["Phone"]) for row in rows)

    settled(page)
    publish()
    page.get_by_label(WORST_CELL).click()
    expect(page.get_by_text("built 1 Jan 2027, 13:00")).to_be_visible()
    expect(page).to_have_url(f"{address}/rfm?branches=Riverside&cell=R1F1M1")

    foreign = {url for url in asked if not url.startswith((address, "data:", "blob:"))}
    assert foreign == set(), "nothing is asked of other computers"
