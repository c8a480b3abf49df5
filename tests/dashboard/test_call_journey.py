"""A receptionist calls, ticks off and looks a client up; no address names anybody."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.dashboard import browser
from warehouse import calls

SIZES = {"desk": (1440, 900), "phone": (390, 844)}
KEY = re.compile(r"/client\?client=[0-9a-f]{32}$")


@pytest.fixture
def address(own_workspace):
    browser.chromium()
    with browser.served(own_workspace.root) as served:
        yield served


@pytest.mark.parametrize("size", SIZES)
def test_the_next_client_is_called_ticked_off_and_looked_up(
    size, address, own_workspace, warehouse
):
    with browser.windows() as opened:
        page = opened(*SIZES[size])
        asked = set()
        page.on("request", lambda request: asked.add(request.url))

        page.goto(f"{address}/calls")
        first = page.get_by_test_id("stHeading").nth(1)
        expect(first).to_be_visible()
        browser.settled(page)
        called = first.inner_text()
        expect(page.get_by_text(f"Begin with {called}.")).to_be_visible()
        expect(page.get_by_text(f"Hello {called.split()[0]}, this is")).to_be_visible()

        page.get_by_role("button", name="Booked", exact=True).click()
        expect(page.get_by_text("Noted as booked.")).to_be_visible()
        expect(page.get_by_text(f"Begin with {called}.")).to_have_count(0)
        browser.settled(page)
        (call,) = calls.made(own_workspace, datetime.now(UTC).date())[0]
        assert call.outcome == "booked"

        now = first.inner_text()
        page.get_by_role("link", name="Everything about this client").click()
        expect(page.get_by_role("heading", name=now, exact=True)).to_be_visible()
        expect(page).to_have_url(KEY)
        browser.settled(page)

        page.get_by_role("searchbox", name="Find a client").fill(called)
        page.get_by_role("searchbox", name="Find a client").press("Enter")
        expect(page.get_by_role("heading", name=called, exact=True)).to_be_visible()
        expect(page).to_have_url(re.compile(f"client={call.client_key}$"))
        people = {
            part
            for name in warehouse.ask("select client_name from marts.client_contacts")[
                "client_name"
            ]
            for part in (name or "").split()
            if len(part) > 3
        }
        assert not any(part in url for part in people for url in asked | {page.url})
