"""A marketing lead in a real browser: value, budget, plan taken away, campaign, list taken away."""

import csv
import re

import polars as pl
import pytest
from playwright.sync_api import expect

from tests.dashboard.browser import go_to, settled
from tests.dashboard.test_journey import address, page  # noqa: F401
from warehouse import campaigns


def download(window, name):
    with window.expect_download() as started:
        window.get_by_role("button", name=name).click()
    return started.value.path()


@pytest.mark.parametrize("page", ["desk"], indirect=True)
def test_a_marketing_lead_sizes_a_budget_and_starts_a_campaign(page, address, own_workspace):  # noqa: F811
    page.goto(f"{address}/value")
    expect(page.get_by_text("Those who first came together")).to_be_visible(timeout=60_000)
    settled(page)
    page.get_by_text("Channel", exact=True).first.click()
    expect(page).to_have_url(re.compile("lines=Channel"))

    go_to(page, "Budget")
    page.get_by_role("spinbutton", name="Money available, EUR").fill("2000")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("money=2000"))
    settled(page)
    page.get_by_role("spinbutton", name="Cost of one more new client, EUR").fill("25")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("cost=25"))
    # 2,000 at 25 a client, as soon as the page has been drawn anew.
    expect(page.get_by_test_id("stMetricValue").filter(has_text=re.compile("^80$"))).to_be_visible()
    settled(page)
    plan = download(page, "Download the plan (XLSX)")
    cases = pl.read_excel(plan, sheet_name="Plan", engine="calamine")
    assumed = cases.filter(pl.col("Cost of a client") == "as assumed")
    assert assumed["New clients"].to_list() == [80, 80, 80]
    assert set(assumed["Money, EUR"]) == {2000}
    said = pl.read_excel(plan, sheet_name="Assumptions", engine="calamine")
    assert "2026-10-31" in said["Is"].to_list()

    go_to(page, "Campaign")
    page.get_by_label("Name of the campaign").fill("Autumn")
    page.get_by_label("Name of the campaign").press("Enter")
    settled(page)
    page.get_by_role("button", name="Remember the campaign").click()
    expect(page.get_by_text("Remembered. The list is below.")).to_be_visible()
    settled(page)
    with download(page, "Download the list (CSV)").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    (kept,), _ = campaigns.remembered(own_workspace)
    assert len(rows) == len(kept.treated) > 0
    assert all(re.fullmatch(r"('\+\d+)?", row["Phone"]) for row in rows)
