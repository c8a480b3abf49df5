"""axe-core finds nothing serious on any page that is ours, by daylight and in the dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.dashboard import browser
from tests.dashboard.conftest import PAGES

# What Streamlit 1.67 draws itself, and no page can change: the rule, and a part of the element.
STREAMLITS_OWN = {
    # The menu of pages wraps its sections in elements between the list and its entries.
    ("list", "stSidebarNavItems"),
    ("listitem", "<li"),
    # A list of choices points at its options also while it is closed and has none.
    ("aria-valid-attr-value", 'role="combobox"'),
    # A table is drawn on a canvas that is scrolled by a pane without a name.
    ("scrollable-region-focusable", "stDataFrame"),
    ("scrollable-region-focusable", "dvn-scroller"),
}
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def address(demo_workspace):
    browser.chromium()
    with browser.served(demo_workspace) as served:
        yield served


@pytest.fixture(scope="module", params=["light", "dark"])
def window(request):
    with browser.windows() as opened:
        width, height = {"light": (1440, 900), "dark": (390, 844)}[request.param]
        page = opened(width, height)
        page.emulate_media(color_scheme=request.param, reduced_motion="reduce")
        yield page


@pytest.mark.parametrize("page", [*PAGES, "load"])
def test_nothing_serious_stands_in_the_way_of_a_reader(window, address, page):
    window.goto(f"{address}/{'' if page == 'month' else page}")
    browser.settled(window)
    found = Axe().run(window).response["violations"]
    ours = [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary'][:200]}"
        for rule in found
        if rule["impact"] in SERIOUS
        for node in rule["nodes"]
        if not is_streamlits(rule["id"], node["html"])
    ]
    assert ours == []


def is_streamlits(rule, html):
    return any(rule == known and part in html for known, part in STREAMLITS_OWN)
