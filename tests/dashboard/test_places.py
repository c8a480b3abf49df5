"""Charts and tables keep their place from slice to slice: a browser need not begin them anew."""

import pytest

from tests.dashboard.conftest import EVERY_PAGE

# With a branch, a service or a type pages say more, or less, than without.
SLICES = (
    {},
    {"branches": "Riverside"},
    {"categories": "Hair"},
    {"branches": "Riverside", "categories": "Hair"},
    {"types": "Regular"},
)


def drawn(block, path=()):
    """Give the places of each chart and table, by what it is."""
    found = {}
    for number, node in block.children.items():
        here = (*path, number)
        if hasattr(node, "children"):
            for what, places in drawn(node, here).items():
                found.setdefault(what, []).extend(places)
        elif node.type in {"vega_lite_chart", "dataframe", "table"}:
            found.setdefault((node.type, node.proto.alt), []).append(here)
    return found


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_what_is_drawn_stays_where_it_was(open_app, demo_workspace, own_address, page):
    first, *others = (
        drawn(open_app(demo_workspace, page, **slice_of, **own_address(page)).main)
        for slice_of in SLICES
    )
    for other in others:
        stayed = first.keys() & other.keys()
        assert {what: first[what] for what in stayed} == {what: other[what] for what in stayed}


def test_a_page_draws_charts_and_tables(open_app, demo_workspace):
    kinds = {kind for kind, _alt in drawn(open_app(demo_workspace, "clients").main)}
    assert kinds == {"vega_lite_chart", "dataframe", "table"}
