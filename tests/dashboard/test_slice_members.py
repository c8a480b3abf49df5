"""Slices are answered from mixes, cells and sums; here they are counted again from the lines."""

from itertools import product

import pytest
from polars.testing import assert_frame_equal

from dashboard import return_window

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
OF_LINES = """
    ($branches is null or list_contains($branches, branch))
    and ($client_types is null or list_contains($client_types, client_type))
    and ($categories is null or list_contains($categories, service_category))
    and ($services is null or list_contains($services, lower(service)))
    and ($staff is null or list_contains($staff, staff))
"""
MONTHS = """
    month_start, visits, clients, new_clients, first_visits_returned, visits_rebooked,
    visits_rebookable, known_clients, known_clients_returned, visit_squares, revenue,
    product_revenue, revenue_squares, product_squares, revenue_by_products, revenue_by_visits,
    revenue_of_visitors
"""
MONTHS_FAST = f"""
    select {MONTHS} from metrics.month_sums_of($months, $months, {SLICERS}) order by month_start
"""
# A line without a client is a client of its own.
MONTHS_SLOW = f"""
    with came as (
        select
            month_start,
            client_key,
            count(*) as visits,
            count(*) filter (where visit_number = 1) as new_clients,
            count(*) filter (where visit_number = 1 and returned_in_window)
                as first_visits_returned,
            count(*) filter (where was_rebooked) as visits_rebooked,
            count(was_rebooked) as visits_rebookable,
            bool_or(is_of_known_client) as is_known,
            max_by(returned_in_window, visit_number) as has_returned
        from marts.fct_visits
        where visit_id in ({VISITS}) and list_contains($months, month_start)
        group by month_start, client_key
    ),
    paid as (
        select
            month_start,
            client_key,
            sum(net_amount) as revenue,
            coalesce(sum(net_amount) filter (where item_type = 'product'), 0) as product_revenue
        from marts.fct_visit_lines
        where {OF_LINES} and list_contains($months, month_start)
        group by month_start, client_key, case when client_key is null then line_key end
    ),
    clients as (
        select
            month_start,
            coalesce(came.visits, 0) as visits,
            came.* exclude (month_start, client_key, visits),
            coalesce(cast(paid.revenue as double), 0) as revenue,
            coalesce(cast(paid.product_revenue as double), 0) as product_revenue
        from came
        full join paid using (month_start, client_key)
    ),
    summed as (
        select
            month_start,
            sum(visits) as visits,
            count(*) filter (where visits > 0) as clients,
            coalesce(sum(new_clients), 0) as new_clients,
            coalesce(sum(first_visits_returned), 0) as first_visits_returned,
            coalesce(sum(visits_rebooked), 0) as visits_rebooked,
            coalesce(sum(visits_rebookable), 0) as visits_rebookable,
            count(*) filter (where is_known) as known_clients,
            count(*) filter (where is_known and has_returned) as known_clients_returned,
            sum(visits * visits) as visit_squares,
            sum(revenue) as revenue,
            sum(product_revenue) as product_revenue,
            sum(revenue * revenue) as revenue_squares,
            sum(product_revenue * product_revenue) as product_squares,
            sum(revenue * product_revenue) as revenue_by_products,
            sum(revenue * visits) as revenue_by_visits,
            coalesce(sum(revenue) filter (where visits > 0), 0) as revenue_of_visitors
        from clients
        group by month_start
    )
    select {MONTHS} from summed order by month_start
"""
CALLS = f"""
    select client_number, call_rank, state, is_holdout, kinds, money_at_risk, due_date
    from metrics.calls_of({SLICERS})
"""
CALLS_SLOW = """
    select
        client_number,
        call_rank,
        state,
        is_holdout,
        count(*) over (partition by client_number) as kinds,
        sum(margin_at_risk) over (partition by client_number) as money_at_risk,
        due_date
    from marts.call_list
    where
        ($branches is null or list_contains($branches, last_branch))
        and ($client_types is null or list_contains($client_types, client_type))
        and ($categories is null or list_contains($categories, service_category))
        and ($services is null or list_contains($services, lower(suggested_service)))
        and ($staff is null or list_contains($staff, usual_staff))
    qualify
        row_number() over (
            partition by client_number
            order by
                margin_at_risk desc nulls last, overdue_score desc nulls last, service_category
        ) = 1
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


def every_month(warehouse):
    sql = "select distinct month_start from marts.fct_visits order by month_start"
    return warehouse.ask(sql).to_series().to_list()


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


def test_visits_counted_are_as_many_as_visits_listed(warehouse, grid):
    fast, slow = (
        f"select month_start, {counted} from metrics.{macro}({SLICERS}) group by all"
        for macro, counted in (
            ("visit_counts_of", "sum(visits), sum(first_visits)"),
            (
                "visits_of",
                "cast(count(*) as hugeint), cast(count_if(visit_number = 1) as hugeint)",
            ),
        )
    )
    assert [slice_ for slice_ in grid if differing(warehouse, fast, slow, slice_)] == []


def test_clients_counted_are_as_many_as_clients_listed(warehouse, grid):
    fast, slow = (
        f"select quarter_start, client_type, {counted} from metrics.{macro}({SLICERS}) group by all"
        for macro, counted in (
            ("client_counts_of", "sum(clients)"),
            ("clients_of", "cast(count(*) as hugeint)"),
        )
    )
    assert [slice_ for slice_ in grid if differing(warehouse, fast, slow, slice_)] == []


def test_a_slice_of_some_months_holds_nothing_of_others(warehouse, grid):
    months = warehouse.ask("select distinct month_start from marts.fct_visits").to_series().sort()
    since, until = months[-6], months[-2]
    bounds = f"since := date '{since}', until := date '{until}'"
    for macro, told in (
        ("visits_of", "client_number"),
        ("visits_by_lines_of", "client_number"),
        ("visit_counts_of", "visits, first_visits"),
        ("first_visits_of", "client_number"),
    ):
        fast, slow = (
            f"select month_start, {told} from metrics.{macro}({SLICERS}{more})"
            for more in (f", {bounds}", "")
        )
        slow = f"from ({slow}) where month_start between date '{since}' and date '{until}'"
        assert [slice_ for slice_ in grid if differing(warehouse, fast, slow, slice_)] == []


def test_visits_of_quarters_bring_what_their_lines_of_the_slice_do(warehouse, grid):
    quarters = warehouse.ask("select distinct quarter_start from marts.fct_visits").to_series()
    asked = {"quarters": quarters.sort().to_list()[-2:]}
    for macro, keys, served in (
        ("visits_paid_of", "client_number, visit_number", "true"),
        ("staff_visits_of", "staff, client_number, visit_number", "line.staff is not null"),
    ):
        fast = f"""
            select {keys}, round(amount, 2)
            from metrics.{macro}($quarters, {SLICERS})
        """
        slow = f"""
            select {keys}, cast(sum(net_amount) as double)
            from marts.fct_visit_lines as line
            where
                list_contains($quarters, quarter_start)
                and visit_number is not null
                and {served}
                and {OF_LINES}
            group by {keys}
            having bool_or(not is_refund)
        """
        assert [one for one in grid if differing(warehouse, fast, slow, asked | one)] == []


def test_lines_say_of_visits_what_the_visits_say(warehouse, grid):
    told = """
        month_start, client_number, visit_number, branch, client_type, was_rebooked,
        was_rebooked_on_the_day, was_rebooked_within_24h, was_rebooked_any_future,
        days_until_return, days_observed, has_return_window, returned_in_window,
        is_of_known_client
    """
    fast = f"select {told} from metrics.visits_by_lines_of({SLICERS})"
    slow = f"select {told} from marts.fct_visits where visit_id in ({VISITS})"
    assert [slice_ for slice_ in grid if differing(warehouse, fast, slow, slice_)] == []


@pytest.mark.parametrize("days", return_window.WINDOWS)
def test_cells_of_returns_are_the_visits_of_a_slice(warehouse, grid, days):
    """Cells know no services or staff; of known clients the last visit of a month counts."""
    told = f"""
        month_start,
        sum(visits) filter (where is_first) as first,
        sum(visits) filter (where is_first and days_observed >= {days}) as first_mature,
        sum(visits) filter (
            where is_first and days_observed >= {days} and days_until_return <= {days}
        ) as first_returned,
        sum(visits) filter (where is_first and days_observed < {days} and is_away) as first_open,
        sum(visits) filter (where was_rebooked_on_the_day) as on_the_day,
        sum(visits) filter (where was_rebooked_within_24h) as within_24h,
        sum(visits) filter (where was_rebooked_any_future) as any_future,
        sum(visits) filter (where was_rebooked_any_future is not null) as rebookable,
        sum(visits) filter (where is_last_of_known) as known,
        sum(visits) filter (where is_last_of_known and days_observed >= {days}) as known_mature,
        sum(visits) filter (
            where is_last_of_known and days_observed >= {days} and days_until_return <= {days}
        ) as known_returned
    """
    slicers = "$branches, $client_types, $categories"
    parts = "month_start, is_first, is_last_of_known, days_observed, days_until_return, is_away"
    rebooked = "was_rebooked_on_the_day, was_rebooked_within_24h, was_rebooked_any_future"
    fast = f"""
        select {told} from (
            select {parts}, {rebooked}, visits from metrics.return_cells_of({slicers})
            union all by name
            select
                month_start, days_observed, days_until_return, true as is_last_of_known,
                days_until_return is null as is_away, false as is_first, 1 as visits
            from metrics.visits_followed_elsewhere_of($months, {slicers})
        )
        group by month_start
    """
    slow = f"""
        select {told} from (
            select
                *,
                1 as visits,
                visit_number = 1 as is_first,
                days_until_return is null as is_away,
                is_of_known_client and visit_number = max(visit_number) over (
                    partition by client_key, month_start
                ) as is_last_of_known
            from marts.fct_visits
            where visit_id in ({VISITS})
        )
        group by month_start
    """
    asked = [slice_ for slice_ in grid if not (slice_["services"] or slice_["staff"])]
    assert len(asked) == 3**3
    months = {"months": every_month(warehouse)}
    assert [slice_ for slice_ in asked if differing(warehouse, fast, slow, months | slice_)] == []


def test_some_clients_come_last_outside_of_a_slice(warehouse, grid):
    sql = """
        select count(*)
        from metrics.visits_followed_elsewhere_of($months, $branches, null, $categories)
    """
    months = {"months": every_month(warehouse)}
    sliced = [slice_ for slice_ in grid if slice_["branches"] and not slice_["categories"]]
    assert warehouse.ask(sql, months | sliced[0]).item() > 0
    assert warehouse.ask(sql, months | NOTHING).item() == 0


def test_a_slice_holds_the_clients_whose_lines_are_in_it(warehouse, grid):
    fast = f"select client_key, quarter_start from metrics.clients_of({SLICERS})"
    assert [slice_ for slice_ in grid if differing(warehouse, fast, CLIENTS, slice_)] == []


@pytest.mark.parametrize(("slice_of", "mart"), [("rfm", "rfm"), ("wallets", "share_of_wallet")])
def test_marts_of_clients_are_sliced_as_the_clients_are(warehouse, grid, slice_of, mart):
    fast = f"select client_key, quarter_start from metrics.{slice_of}_of({SLICERS})"
    slow = f"""
        select client_key, quarter_start from marts.{mart}
        where (client_key, quarter_start) in ({CLIENTS})
    """
    assert [slice_ for slice_ in grid if differing(warehouse, fast, slow, slice_)] == []


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


def test_a_slice_earns_what_its_lines_do(warehouse, grid):
    parts = "month_start, quarter_start, branch, client_type, item_type"
    of = f"select {parts}, sum(net_amount) from metrics.{{}}({SLICERS}) group by {parts}"
    fast, slow = of.format("revenue_of"), of.format("lines_of")
    assert [slice_ for slice_ in grid if differing(warehouse, fast, slow, slice_)] == []


def test_months_of_a_slice_add_up_client_by_client(warehouse, grid):
    months = warehouse.ask("select distinct month_start from marts.fct_visits").to_series()
    asked = {"months": months.sort().to_list()[-14:]}
    for slice_ in grid:
        fast, slow = (warehouse.ask(sql, asked | slice_) for sql in (MONTHS_FAST, MONTHS_SLOW))
        # Sums of squares are doubles, added up in whatever order.
        assert_frame_equal(fast, slow, check_dtypes=False, rel_tol=1e-12, abs_tol=1e-6)


def test_clients_of_several_branches_are_among_those_added_up(warehouse):
    found = warehouse.ask("""
        select
            count(*) filter (where client_number is null) as together,
            count(*) filter (where client_number is not null) as one_by_one
        from marts.month_sums
    """)
    assert min(found.row(0)) > 20


def test_a_slice_calls_for_what_most_is_at_risk_in_it(warehouse, grid):
    assert [slice_ for slice_ in grid if differing(warehouse, CALLS, CALLS_SLOW, slice_)] == []


def test_a_client_has_the_same_number_in_every_mart(warehouse):
    marts = warehouse.ask("""
        select distinct numbered.table_name
        from duckdb_columns() as numbered
        inner join duckdb_columns() as keyed using (schema_name, table_name)
        where
            schema_name = 'marts'
            and numbered.column_name = 'client_number'
            and keyed.column_name = 'client_key'
    """)
    assert {"fct_visits", "call_list", "client_quarters", "client_value"} <= set(
        marts["table_name"]
    )
    for mart in marts["table_name"]:
        other = warehouse.ask(f"""
            select count(*)
            from marts.{mart} as told
            left join marts.dim_clients as client on told.client_key = client.client_key
            where told.client_number is distinct from client.client_number
        """)
        assert other.item() == 0, mart


@pytest.mark.parametrize(
    ("mart", "ordered_by"),
    [
        ("fct_visits", "month_start"),
        ("fct_visit_lines", "month_start"),
        ("client_quarters", "quarter_start"),
        ("rfm", "quarter_start"),
        ("loyalty_types", "quarter_start"),
        ("share_of_wallet", "quarter_start"),
        ("return_cells", "month_start"),
        ("dim_clients", "client_key"),
        ("client_contacts", "client_key"),
    ],
)
def test_marts_that_pages_read_in_part_lie_in_order(warehouse, mart, ordered_by):
    steps_back = warehouse.ask(f"""
        select count(*)
        from (
            select {ordered_by} < lag({ordered_by}) over (order by rowid) as is_back
            from marts.{mart}
        )
        where is_back
    """)
    assert steps_back.item() == 0
