"""What is taken away of a chart is the chart, whole, also where its words are long."""

import re
from html import unescape

import pytest

from dashboard import language
from dashboard.language import _
from tests.dashboard import browser

# Pages with charts of every kind, and a long label of one of them.
PAGES = {
    "month": "More or fewer visits",
    "clients": "Came once and did not return",
    "rfm": "Potential Loyalists",
    "loyalty": "do not recommend",
    "wallet": "At risk: most of it elsewhere",
    "drivers": "Average mark",
    "team": "Stayed away altogether",
}


@pytest.fixture(scope="module")
def address(demo_workspace):
    browser.chromium()
    with browser.served(demo_workspace) as served:
        yield served


@pytest.fixture(scope="module")
def window():
    with browser.windows() as opened:
        yield opened(1440, 900)


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_of_a_page_can_be_taken_away_in_a_language_of_long_words(window, address, page):
    window.goto(f"{address}/{'' if page == 'month' else page}?lang=ru")
    browser.settled(window)
    with language.speaking("ru"):
        take_away, long = _("Take away"), _(PAGES[page])
    window.get_by_role("button", name=take_away, exact=True).click()
    pictures, drawings = (_files(window, kind) for kind in ("PNG", "SVG"))
    drawn = window.locator("main").get_by_test_id("stVegaLiteChart").count()
    assert len(pictures) == len(drawings) == drawn > 0
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    words = [_words(drawing) for drawing in drawings]
    assert all(words)
    assert long in set().union(*words)
    # A label that has no room ends in dots.
    assert not [said for some in words for said in some if said.endswith("…")]


def _files(window, kind):
    """Take every file of a kind that the list to take away offers."""
    buttons = window.get_by_test_id("stPopoverBody").get_by_role("button", name=kind, exact=True)
    buttons.first.wait_for()
    browser.settled(window)
    found = []
    for button in buttons.all():
        with window.expect_download() as started:
            button.click()
        found.append(started.value.path().read_bytes())
    return found


def _words(drawing):
    """Every text of a drawing; one of several lines as one."""
    texts = re.findall(r"<text[^>]*>(.*?)</text>", drawing.decode(), re.DOTALL)
    return {unescape(re.sub(r"<[^>]*>", "", text)).strip() for text in texts} - {""}
