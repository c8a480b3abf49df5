"""A shrinking export is told before it is published, and a load is taken back, in a browser."""

import os
import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from ingestion import loading
from tests.dashboard import browser
from warehouse import landing, settings
from warehouse.workspace import Workspace

SECONDS = 240_000
MAPPING = (
    'title = "Diary"\nentity = "booking_lines"\nrecord_kind = "bookings"\nlists_all = true\n'
    'key = ["booking_ref"]\n[columns]\nbooking_ref = { header = "Ref", required = true }\n'
    'starts_at = { header = "Day", required = true }\nservice = "Service"\nclient_name = "Client"\n'
    'net_amount = { header = "Paid", required = true }\nstatus = { constant = "completed" }\n'
)


def diary(*days):
    lines = [f"R{day},2026-10-{day},Cut,Anna Alma,40" for day in days]
    return "Ref,Day,Service,Client,Paid\n" + "\n".join(lines) + "\n"


def loaded_an_hour_ago(place):
    (place.mappings / "diary.toml").write_text(MAPPING, encoding="utf-8")
    file = place.inbox / "diary.csv"
    file.write_text(diary(*range(10, 21)), encoding="utf-8")
    moment = (datetime.now(UTC) - timedelta(hours=1)).timestamp()
    os.utime(file, (moment, moment))
    loading.load_files(place, settings.load(place.settings_file), [file])


def test_deleted_lines_are_asked_about_and_a_load_is_taken_back(
    open_page, load_address, empty_workspace
):
    place = Workspace(empty_workspace)
    loaded_an_hour_ago(place)
    page = open_page(1440, 900)
    page.goto(load_address)
    browser.drop(page, "diary-2.csv", diary(10, 11, 12, 13, 14, 15, 20))
    expect(page.get_by_text("This export shrinks.")).to_be_visible()
    expect(page.get_by_text(re.compile(r"Of 10\slines known of these days, 4"))).to_be_visible()
    assert landing.loads(place).height == 1, "it is said before anything is loaded"
    page.get_by_text("The 4 were deleted in the booking system").click()
    browser.settled(page)
    page.get_by_role("button", name="Load 1 file and build").click()
    expect(page.get_by_text("all tests passed")).to_be_visible(timeout=SECONDS)
    assert landing.loads(place)["deletions"].to_list() == ["", "confirmed"]

    browser.go_to(page, "Data")
    page.get_by_text("Take a load back").click()
    browser.choose(page, "Which file?", "diary-2.csv")
    page.get_by_role("button", name="Take it back …").click()
    expect(page.get_by_text("all figures are built again without them")).to_be_visible()
    page.get_by_role("button", name="Take it back and build").click()
    expect(page.get_by_text(re.compile("Taken back: diary-2.csv"))).to_be_visible(timeout=SECONDS)
    assert landing.loads(place)["outcome"].to_list() == ["landed", "withdrawn"]
    browser.go_to(page, "Data")
    expect(page.get_by_text("Files taken back")).to_be_visible()
