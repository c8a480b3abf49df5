"""Charts and tables stay what and where they are: no browser begins them anew for a slice."""

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
    """Give the place and the protocol of each chart and table."""
    for number, node in block.children.items():
        here = (*path, number)
        if hasattr(node, "children"):
            yield from drawn(node, here)
        elif node.type in {"vega_lite_chart", "dataframe"}:
            yield here, node.type, node.proto


def places(found):
    by_alt = {}
    for place, kind, proto in found:
        by_alt.setdefault((kind, proto.alt), []).append(place)
    return by_alt


def descriptions(found):
    """Give how each chart is described to the browser; its rows go beside that."""
    return {
        (place, proto.alt): proto.spec for place, kind, proto in found if kind == "vega_lite_chart"
    }


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_what_is_drawn_stays_where_and_what_it_was(open_app, demo_workspace, own_address, page):
    first, *others = (
        list(drawn(open_app(demo_workspace, page, **slice_of, **own_address(page)).main))
        for slice_of in SLICES
    )
    for told in (places, descriptions):
        before = told(first)
        for other in map(told, others):
            stayed = before.keys() & other.keys()
            assert {what: before[what] for what in stayed} == {what: other[what] for what in stayed}


def test_a_page_draws_charts_and_tables(open_app, demo_workspace):
    kinds = {kind for _place, kind, _proto in drawn(open_app(demo_workspace, "clients").main)}
    assert kinds == {"vega_lite_chart", "dataframe"}
