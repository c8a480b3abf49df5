"""Slices are answered from mixes of lines; here they are counted again from the lines."""

from itertools import product

import pytest

SLICERS = "$branches, $client_types, $categories, $services, $staff"
# One line must be of all that is asked for: two that share it between them are not enough.
LINES = """
    from marts.fct_visit_lines as line
    where
        not line.is_refund
        and ($categories is null or list_contains($categories, line.service_category))
        and ($services is null or list_contains($services, lower(line.service)))
        and ($staff is null or list_contains($staff, line.staff))
"""
ASKS_FOR_LINES = "($categories is not null or $services is not null or $staff is not null)"
VISITS = f"""
    select visit.visit_id
    from marts.fct_visits as visit
    where
        ($branches is null or list_contains($branches, visit.branch))
        and ($client_types is null or list_contains($client_types, visit.client_type))
        and visit.visit_id in (select line.visit_id {LINES})
"""
CLIENTS = f"""
    select client.client_key, client.quarter_start
    from marts.client_quarters as client
    where
        ($branches is null or list_contains($branches, client.last_branch))
        and ($client_types is null or list_contains($client_types, client.client_type))
        and (
            not {ASKS_FOR_LINES}
            or (client.client_key, client.quarter_start) in (
                select (line.client_key, line.quarter_start) {LINES}
            )
        )
"""
NOTHING = dict.fromkeys(("branches", "client_types", "categories", "services", "staff"))


@pytest.fixture(scope="module")
def grid(warehouse):
    """Slices of every combination of slicers: one value of each, and several of some."""

    def values(sql):
        return warehouse.ask(sql).to_series().to_list()

    branches = values("select branch from marts.dim_branches order by branch")
    categories = values(
        "select service_category from marts.dim_services group by 1 order by count(*) desc, 1"
    )
    staff = values("select staff from marts.dim_staff order by staff")
    services = values(
        "select lower(service) from marts.fct_visit_lines group by 1 order by count(*) desc, 1"
    )
    offered = {
        "branches": (None, branches[:1], branches[1:]),
        "client_types": (None, ["regular", "new"], ["inactive"]),
        "categories": (None, categories[:1], categories[1:4]),
        "services": (None, services[:1], services[1:9]),
        "staff": (None, staff[:1], staff[1:3]),
    }
    return [dict(zip(offered, chosen, strict=True)) for chosen in product(*offered.values())]


def differing(warehouse, fast, slow, params):
    sql = f"""
        select count(*) from (
            (({fast}) except all ({slow})) union all (({slow}) except all ({fast}))
        )
    """
    return warehouse.ask(sql, params).item()


def test_a_slice_holds_the_visits_whose_lines_are_in_it(warehouse, grid):
    fast = f"select visit_id from metrics.visits_of({SLICERS})"
    assert len(grid) == 3**5
    assert [slice_ for slice_ in grid if differing(warehouse, fast, VISITS, slice_)] == []


def test_a_slice_holds_the_clients_whose_lines_are_in_it(warehouse, grid):
    fast = f"select client_key, quarter_start from metrics.clients_of({SLICERS})"
    assert [slice_ for slice_ in grid if differing(warehouse, fast, CLIENTS, slice_)] == []


def test_the_slices_compared_are_not_empty(warehouse, grid):
    visits = f"select count(*) from metrics.visits_of({SLICERS})"
    clients = f"select count(*) from metrics.clients_of({SLICERS})"
    for question in (visits, clients):
        found = [warehouse.ask(question, slice_).item() for slice_ in grid]
        assert sum(number > 0 for number in found) > len(grid) / 3


def test_a_service_nobody_had_has_no_visits_and_no_clients(warehouse):
    asked = {**NOTHING, "services": ["no such service"]}
    assert warehouse.ask(f"select count(*) from metrics.visits_of({SLICERS})", asked).item() == 0
    assert warehouse.ask(f"select count(*) from metrics.clients_of({SLICERS})", asked).item() == 0


def test_who_came_once_in_a_month_and_who_before_it_is_known(warehouse):
    wrong = warehouse.ask("""
        select count(*)
        from (
            select
                is_only_visit_of_month,
                count(*) over (partition by client_key, month_start) = 1 as is_alone,
                came_before_month,
                min(visit_date) over (partition by client_key) < month_start as came_before
            from marts.fct_visits
        )
        where is_only_visit_of_month != is_alone or came_before_month != came_before
    """)
    assert wrong.item() == 0


@pytest.mark.parametrize(
    ("mart", "ordered_by"),
    [
        ("fct_visits", "month_start"),
        ("fct_visit_lines", "month_start"),
        ("client_quarters", "quarter_start"),
        ("rfm", "quarter_start"),
        ("loyalty_types", "quarter_start"),
    ],
)
def test_marts_that_pages_read_in_part_lie_by_time(warehouse, mart, ordered_by):
    steps_back = warehouse.ask(f"""
        select count(*)
        from (
            select {ordered_by} < lag({ordered_by}) over (order by rowid) as is_back
            from marts.{mart}
        )
        where is_back
    """)
    assert steps_back.item() == 0
