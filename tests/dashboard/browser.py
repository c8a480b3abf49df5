"""A real Chromium and a real server for the journeys that need them."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 60
WIDTH_WITH_ROOM = 768


def chromium():
    """Find Chromium; without it skip, or fail where REGULARS_REQUIRE_BROWSER says so."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    reason = "Chromium is not installed, so the journey through the pages was not tried."
    if os.environ.get("REGULARS_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def served(workspace):
    """Serve the dashboard for a workspace on a free port; give its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [sys.executable, "-m", "dashboard.server", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "REGULARS_WORKSPACE": str(workspace)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        await_answer(server, f"{address}/_stcore/health")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=60)


@contextmanager
def windows():
    """Run Chromium; give a function that opens a window of a width and a height."""
    # Not every machine draws a page within Playwright's five seconds.
    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        # A container has no sandbox of its own to give.
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )

        def opened(width, height):
            window = browser.new_page(viewport={"width": width, "height": height})
            window.set_default_timeout(60_000)
            return window

        yield opened
        browser.close()


def settled(page):
    """Wait until the page is drawn whole."""
    page.locator("[data-test-script-state=notRunning]").first.wait_for()


def drop(page, name, content):
    """Drop a file on the page Load."""
    settled(page)
    given = content if isinstance(content, bytes) else content.encode()
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "text/csv", "buffer": given}]
    )


def choose(page, label, option):
    """Choose an option of a list by typing it."""
    combobox = page.get_by_role("combobox", name=label).first
    combobox.wait_for()
    settled(page)
    # A list closes when it moves: in an expander that is still opening, for one.
    page.wait_for_function("() => document.getAnimations().every(a => a.playState !== 'running')")
    combobox.click()
    page.keyboard.type(option)
    page.get_by_role("option", name=option).first.click()
    settled(page)


def go_to(page, name):
    """Open a page by the menu: above the page on a desk, in the sidebar on a phone."""
    settled(page)
    sections = page.get_by_test_id("stTopNavSection")
    if sections.count():
        _open_section_of(page, sections, name)
        page.get_by_test_id("stTopNavDropdownLink").filter(has_text=name).click()
    else:
        open_sidebar(page)
        more = page.get_by_test_id("stSidebarNavViewButton")
        if more.is_visible():
            more.click()
        page.get_by_test_id("stSidebarNavLink").filter(has_text=name).click()
        close_sidebar(page)
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible(timeout=60_000)
    settled(page)


def _open_section_of(page, sections, name):
    """Open the section of the menu that holds a page."""
    for section in sections.all():
        section.click()
        page.get_by_test_id("stTopNavPopoverBody").wait_for()
        if page.get_by_test_id("stTopNavDropdownLink").filter(has_text=name).count():
            return
        page.keyboard.press("Escape")
        expect(page.get_by_test_id("stTopNavPopoverBody")).to_be_hidden()
    pytest.fail(f"The menu has no page {name}.")


def open_sidebar(page):
    """On a phone the slicers and the pages lie behind a button."""
    button = page.get_by_test_id("stExpandSidebarButton")
    if button.is_visible():
        button.click()
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "false")


def close_sidebar(page):
    """On a phone the sidebar lies on the page."""
    if page.viewport_size["width"] < WIDTH_WITH_ROOM:
        page.get_by_test_id("stSidebarCollapseButton").locator("button").click()
        expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")


def free_port():
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def await_answer(server, health):
    until = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(health, timeout=5):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail("The server of the dashboard did not start.")
