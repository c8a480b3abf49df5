"""Movement between two quarters: every client of the later one once, with the money, in words."""

from datetime import date

import polars as pl
import pytest

from dashboard import lists, move_charts, rfm_moves, words
from tests.dashboard.conftest import said

NEWEST, BEFORE, YEAR_BEFORE = date(2026, 10, 1), date(2026, 7, 1), date(2025, 10, 1)
SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def value(warehouse):
    return lambda expression: warehouse.ask(f"select metrics.{expression} as value").item()


@pytest.mark.parametrize(
    ("path", "direction"),
    [
        ("'new', 'Champions'", "joined"),
        ("'Champions', 'Champions'", "stayed"),
        ("'Champions', 'Loyal Customers'", "moved"),
        ("'Promising', 'Need Attention'", "slipped"),
        ("'Loyal Customers', 'Hibernating'", "slipped"),
        ("'Can''t Lose Them', 'Champions'", "came_back"),
        ("'At Risk', 'Hibernating'", "moved"),
    ],
)
def test_a_path_between_groups_leads_up_down_or_neither(value, path, direction):
    assert value(f"rf_direction({path})") == direction


@pytest.mark.parametrize(
    ("path", "direction"),
    [
        ("'new', 'R3F1M1'", "joined"),
        ("'R2F2M2', 'R2F2M2'", "stayed"),
        ("'R3F3M3', 'R2F3M3'", "slipped"),
        ("'R3F3M3', 'R1F1M1'", "slipped"),
        ("'R2F3M3', 'R3F3M3'", "came_back"),
        ("'R3F2M2', 'R2F3M2'", "moved"),
        ("'R3F2M2', 'R3F2M1'", "slipped"),
    ],
)
def test_a_path_between_cells_leads_down_where_no_grade_rose(value, path, direction):
    assert value(f"cell_direction({path})") == direction


@pytest.mark.parametrize(
    ("path", "direction"),
    [
        ("'new', 'unknown'", "joined"),
        ("'true', 'true'", "stayed"),
        ("'true', 'latent'", "slipped"),
        ("'true', 'unknown'", "moved"),
        ("'unknown', 'none'", "moved"),
        ("'latent', 'spurious'", "moved"),
        ("'latent', 'none'", "slipped"),
        ("'none', 'spurious'", "came_back"),
        ("'spurious', 'true'", "came_back"),
    ],
)
def test_a_path_between_kinds_of_loyalty_leads_up_from_none_and_to_true(value, path, direction):
    assert value(f"loyalty_direction({path})") == direction


@pytest.mark.parametrize("since", [BEFORE, YEAR_BEFORE])
@pytest.mark.parametrize("grid", ["groups", "cells"])
def test_every_client_of_the_later_quarter_moves_once_and_the_money_adds_up(
    ask, warehouse, since, grid
):
    paths = ask("rfm_moves", quarter=NEWEST, since=since, grid=grid)
    standing = warehouse.ask("""
        select quarter_start, count(*) as clients, sum(revenue_365d) as revenue
        from marts.rfm group by quarter_start
    """)
    later = standing.row(by_predicate=pl.col("quarter_start") == NEWEST, named=True)
    earlier = standing.row(by_predicate=pl.col("quarter_start") == since, named=True)
    assert paths["clients"].sum() == later["clients"]
    assert paths["revenue_365d_after"].sum() == pytest.approx(later["revenue"])
    assert paths["revenue_365d_before"].sum() == pytest.approx(earlier["revenue"])
    old = paths.filter(pl.col("from_group") != "new")
    assert old["clients"].sum() == earlier["clients"]
    shares = paths.group_by("from_group").agg(pl.sum("share_of_from"))["share_of_from"]
    assert shares.to_list() == pytest.approx([1.0] * shares.len())


@pytest.mark.parametrize(
    ("grid", "mart", "part"), [("cells", "rfm_migration", ""), ("groups", "rf_migration", "rf_")]
)
def test_paths_are_those_of_the_mart(ask, warehouse, grid, mart, part):
    paths = ask("rfm_moves", quarter=NEWEST, since=BEFORE, grid=grid)
    expected = warehouse.ask(f"""
        select from_{part}segment as from_group, to_{part}segment as to_group, clients
        from marts.{mart}
        where from_quarter = '{BEFORE}' and to_quarter = '{NEWEST}'
    """)
    columns = ["from_group", "to_group", "clients"]
    assert set(paths.select(columns).rows()) == set(expected.select(columns).rows())


def test_a_slice_moves_its_own_clients_alone(ask, warehouse):
    slice_of = {"branches": ["Riverside"], "client_types": ["regular"]}
    paths = ask("rfm_moves", quarter=NEWEST, since=BEFORE, grid="groups", **slice_of)
    found = paths["clients"].sum()
    assert (
        found
        == warehouse.ask(f"""
        select count(*) from marts.client_quarters
        where quarter_start = '{NEWEST}' and last_branch = 'Riverside' and client_type = 'regular'
    """).item()
    )
    assert found > 0


def test_the_list_of_a_path_has_its_clients_and_their_money(ask):
    paths = ask("rfm_moves", quarter=NEWEST, since=BEFORE, grid="cells")
    path = paths.filter(pl.col("from_group") != "new").row(0, named=True)
    ends = {"grid": "cells", "stood_at": path["from_group"], "stands_at": path["to_group"]}
    given = {"quarter": NEWEST, "since": BEFORE, **ends}
    listed = ask("rfm_path_clients", **given, most=None)
    assert listed.height == path["clients"]
    assert listed["revenue_365d_before"].sum() == pytest.approx(path["revenue_365d_before"])
    assert ask("rfm_path_clients", **given, most=1).rows() == listed.head(1).rows()


def test_kinds_of_loyalty_move_with_every_client(ask, warehouse):
    paths = ask("loyalty_moves", quarter=NEWEST, since=BEFORE)
    assert (
        paths["clients"].sum()
        == warehouse.ask(f"""
        select count(*) from marts.loyalty_types where quarter_start = '{NEWEST}'
    """).item()
    )


def test_nobody_moves_backwards_in_time(ask):
    assert ask("rfm_moves", quarter=BEFORE, since=NEWEST, grid="cells").is_empty()
    assert ask("loyalty_moves", quarter=BEFORE, since=BEFORE).is_empty()


def paths_of(*rows):
    columns = ("from_group", "to_group", "direction", "clients", "revenue_365d_before")
    frame = pl.DataFrame(rows, schema=columns, orient="row")
    return frame.with_columns((pl.col("revenue_365d_before") / 2).alias("revenue_365d_after"))


def test_the_reading_names_who_slipped_the_money_and_where_to_look():
    paths = paths_of(
        ("Champions", "Need Attention", "slipped", 3, 900.0),
        ("Promising", "About to Sleep", "slipped", 10, 200.0),
        ("Hibernating", "Champions", "came_back", 1, 50.0),
        ("new", "Promising", "joined", 4, 0.0),
    )
    assert rfm_moves.reading(paths, date(2026, 6, 30), "EUR").replace(SPACE, " ") == (
        "Since 30 Jun 2026, 13 clients slipped from the five upper groups, Champions to Promising, "
        "into the five lower ones; they had spent €1,100 in the year before. **Look first at "
        "Champions → Need Attention**: 3 clients who had spent €900. 1 client came up again and "
        "spent €25 in the last 365 days. 4 clients came for the first time."
    )


def test_where_nobody_slipped_the_reading_says_so():
    paths = paths_of(("Champions", "Champions", "stayed", 3, 900.0))
    assert rfm_moves.reading(paths, date(2026, 6, 30), "EUR").replace(SPACE, " ") == (
        "Since 30 Jun 2026, nobody slipped from the five upper groups, Champions to Promising, "
        "into the five lower ones. 0 clients came for the first time."
    )


def test_shades_run_from_few_to_many_by_where_a_path_leads():
    rows = pl.DataFrame({"direction": ["stayed", "stayed", "slipped"], "clients": [4, 0, 4]})
    assert move_charts.with_shades(rows)["shade"].to_list() == ["#cfa3bd", "#f3e9ef", "#e2896b"]


def test_a_link_opens_two_quarters_a_grid_and_a_path(open_app, demo_workspace, ask):
    paths = ask("rfm_moves", quarter=BEFORE, since=YEAR_BEFORE, grid="groups")
    path = paths.row(0, named=True)
    name = f"{path['from_group']} → {path['to_group']}"
    app = open_app(demo_workspace, "rfm", quarters="2026 Q3", since="2025 Q4", path=name)
    assert not app.exception
    assert app.selectbox(key="since").value == "2025 Q4"
    assert app.selectbox(key="path").value == name
    assert "Since 31 Dec 2025, " in said(app)
    listed = next(table.value for table in app.dataframe if "client_name" in table.value)
    assert len(listed) == min(path["clients"], lists.MOST)


def test_a_quarter_that_is_not_earlier_is_left_out(open_app, demo_workspace):
    app = open_app(demo_workspace, "rfm", quarters="2026 Q2", since="2026 Q3", path="A → B")
    assert not app.exception
    assert app.selectbox(key="since").value == "2026 Q1"
    assert app.selectbox(key="path").value is None


@pytest.mark.parametrize("page", ["rfm", "loyalty"])
def test_before_the_first_quarter_nobody_moved(open_app, demo_workspace, warehouse, page):
    first = warehouse.ask("select min_by(quarter_name, quarter_start) from marts.dim_quarters")
    app = open_app(demo_workspace, page, quarters=first.item())
    assert not app.exception
    assert "The data begin with this quarter" in said(app)


def test_27_cells_are_drawn_like_the_ten_groups(open_app, demo_workspace):
    app = open_app(demo_workspace, "rfm", grid="27 cells")
    assert not app.exception
    froms = app.dataframe[0].value["from_name"]
    assert set(froms) <= {*words.CELLS, "New since"}
