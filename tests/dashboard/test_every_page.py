"""Every page for one client and for nobody; and in every language wide and narrow, uncut."""

from urllib.parse import urlencode

import pytest

from dashboard.language import LANGUAGES
from tests.dashboard import browser
from tests.dashboard.conftest import EVERY_PAGE

# Texts that a page must show whole, and whether what is in them is wider than they are: cut there,
# or, in the narrow room of a figure, over what stands beside it.
CUT = """() => [...document.querySelectorAll(
    'main h1, main h2, main h3, main p, main .scorecard button, main .wrapped-table *, '
    + 'main [data-testid^=stMetric] *, '
    + '[data-testid=stTopNavSection]'
)].filter(e => e.clientWidth && e.scrollWidth > e.clientWidth + 1
    && (e.closest('[data-testid^=stMetric]') || getComputedStyle(e).overflow !== 'visible')
).map(e => e.innerText)"""
WIDER_THAN_THE_WINDOW = "() => document.querySelector('main').scrollWidth - window.innerWidth"


@pytest.fixture(scope="session")
def one_client(warehouse):
    """A slice that holds one client alone, as the address says it."""
    ((branch, staff, service),) = warehouse.ask("""
        select branch, staff, service
        from marts.fct_visit_lines
        where quarter_start = date '2026-07-01' and staff is not null and item_type = 'service'
        group by branch, staff, service
        having count(distinct client_key) = 1 and count(*) = 1
        order by branch, staff, service
        limit 1
    """).rows()
    return {"quarters": "2026 Q3", "branches": branch, "staff": staff, "services": service}


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_a_page_of_one_client_and_of_nobody_says_no_error(
    open_app, demo_workspace, one_client, own_address, page
):
    nobody = {"quarters": "2025 Q1", "types": "Lapsed", "categories": "Retail"}
    for slice_of in (one_client, nobody):
        app = open_app(demo_workspace, page, **slice_of, **own_address(page))
        assert not app.exception, slice_of
        assert not app.error, slice_of
        assert app.title[0].value


@pytest.fixture(scope="module")
def address(demo_workspace):
    browser.chromium()
    with browser.served(demo_workspace) as served:
        yield served


@pytest.fixture(scope="module", params=[1440, 390])
def window(request):
    with browser.windows() as opened:
        yield opened(request.param, 900)


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_cut_at_either_width(window, address, own_address, code):
    cut = {}
    for page in EVERY_PAGE:
        asked = urlencode({"lang": code, **own_address(page)})
        window.goto(f"{address}/{'' if page == 'month' else page}?{asked}")
        browser.settled(window)
        found = window.evaluate(CUT)
        wider = window.evaluate(WIDER_THAN_THE_WINDOW)
        if found or wider > 0:
            cut[page] = (found, wider)
    assert cut == {}
