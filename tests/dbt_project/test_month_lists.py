"""Lists of those behind a figure hold whom the marts count: every month, every branch."""

import pytest

from warehouse import builds
from warehouse.reading import Warehouse


@pytest.fixture(scope="module")
def ask(demo_workspace):
    warehouse = Warehouse(builds.latest(demo_workspace / "warehouse"))
    return lambda sql, **given: warehouse.ask(sql, given).rows()


@pytest.fixture(scope="module")
def months(ask):
    found = [month for (month,) in ask("select distinct month_start from marts.monthly_kpis")]
    assert len(found) > 12
    return found


def by_branch(ask, months, column):
    return {
        (month, branch): number
        for month in months
        for branch, number in ask(
            f"select branch, {column} from marts.monthly_kpis where month_start = $month",
            month=month,
        )
        if number
    }


def listed(ask, months, sql):
    return {(month, branch): number for month in months for branch, number in ask(sql, month=month)}


@pytest.mark.parametrize(
    ("column", "source"),
    [
        ("regular_clients", "metrics.regular_clients_of($month, null)"),
        ("lost_clients", "metrics.lapsed_clients_of($month, null)"),
        (
            "no_shows",
            "metrics.appointments_of($month, last_day($month), null) where status = 'no_show'",
        ),
        (
            "cancellations",
            "metrics.appointments_of($month, last_day($month), null) where status = 'cancelled'",
        ),
    ],
)
def test_a_list_has_as_many_as_monthly_kpis_counts(ask, months, column, source):
    counted = by_branch(ask, months, column)
    assert counted
    assert listed(ask, months, f"select branch, count(*) from {source} group by branch") == counted


@pytest.mark.parametrize(
    ("kind", "source", "has_amount"),
    [
        ("lapsed", "metrics.lapsed_clients_of", True),
        ("first_visit_only", "metrics.came_once_of", True),
        ("cancelled_not_rebooked", "metrics.cancelled_for_good_of", False),
    ],
)
def test_a_list_has_as_many_and_as_much_as_a_loss(ask, months, kind, source, has_amount):
    amount = "sum(amount)" if has_amount else "0"
    for month in months:
        lost = ask(
            f"select branch, sum(cases), {amount} from marts.losses "
            "where month_start = $month and kind = $kind group by branch order by branch",
            month=month,
            kind=kind,
        )
        found = ask(
            f"select branch, count(*), {amount} from {source}($month, null) "
            "group by branch order by branch",
            month=month,
        )
        assert [row[:2] for row in found] == [row[:2] for row in lost]
        assert [row[2] for row in found] == pytest.approx([row[2] for row in lost], abs=0.02)


@pytest.mark.parametrize("against", ["previous_month", "previous_year"])
def test_the_parts_of_clients_add_up_to_the_bridge(ask, months, against):
    compared = 0
    for month in months:
        bridge = {
            (branch, component): amount
            for branch, component, amount in ask(
                "select branch, component, amount from marts.revenue_bridge "
                "where month_start = $month and against = $against "
                "and component != 'unidentified' and amount != 0",
                month=month,
                against=against,
            )
        }
        parts = dict.fromkeys(bridge, 0.0) | {
            (branch, component): amount
            for branch, component, amount in ask(
                "select branch, component, sum(amount) "
                "from metrics.bridge_clients_of($month, $against, null) group by branch, component",
                month=month,
                against=against,
            )
            if bridge
        }
        compared += len(bridge)
        assert parts == pytest.approx(dict.fromkeys(parts, 0.0) | bridge, abs=0.011)
    assert compared > 100
