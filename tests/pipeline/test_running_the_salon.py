"""The marts for running the salon, on the hand-written rows, with figures worked out by hand."""

from datetime import date

import pytest

from tests.pipeline.conftest import current

JAN, FEB, MAR, APR, MAY = (date(2026, month, 1) for month in range(1, 6))
Q1, Q2 = JAN, APR


@pytest.fixture(scope="module")
def ask(small_salon):
    warehouse = current(small_salon)
    return lambda sql: warehouse.ask(sql).rows()


def test_the_change_in_revenue_is_split_into_its_causes(ask):
    found = ask("""
        select month_start, branch, component, amount from marts.revenue_bridge
        where against = 'previous_month' and amount != 0 order by 1, 2, 3
    """)
    assert found == [
        # Bea stays away; Anna comes as often as before and pays more.
        (FEB, "Centre", "average_check", 90.0),
        (FEB, "Centre", "stayed_away", -50.0),
        # Anna goes to the other branch: away from one, back in the chain at the other.
        (MAR, "Centre", "stayed_away", -130.0),
        (MAR, "Mill", "came_back", 42.5),
        (APR, "Centre", "came_back", 30.0),
        (APR, "Mill", "stayed_away", -42.5),
        (MAY, "Centre", "new", 20.0),
        (MAY, "Centre", "stayed_away", -30.0),
        (MAY, "Centre", "unidentified", 15.0),
    ]


def test_a_year_that_is_not_in_the_data_is_not_compared_with(ask):
    assert ask("select count(*) from marts.revenue_bridge where against = 'previous_year'") == [
        (0,)
    ]


def test_the_ladder_counts_those_seen_for_a_short_time_as_long_as_they_are_seen(ask):
    found = ask("""
        select cohort_quarter, first_service_category, step, clients, reached, share,
            share_of_cohort, days_seen, is_complete
        from marts.visit_ladder order by 1, 3
    """)
    assert found == [
        (Q1, "hair", 2, 2, 1, 0.5, 0.5, 90, True),
        (Q1, "hair", 3, 1, 1, 1.0, 0.5, 28, True),
        (Q1, "hair", 4, 1, 1, 1.0, 0.5, 31, True),
        (Q1, "hair", 5, 1, 0, 0.0, 0.0, 28, False),
        (Q2, "retail", 2, 1, 0, 0.0, 0.0, 1, False),
    ]


def test_the_ladder_of_another_window_needs_no_other_build(ask):
    found = ask(f"""
        select step, clients, reached, share, days_seen
        from metrics.ladder_of(null, [date '{Q1}'], ['hair'], 30) order by step
    """)
    assert found == [
        (2, 2, 1, 0.0, 30),
        (3, 1, 1, 1.0, 28),
        (4, 1, 1, 0.0, 30),
        (5, 1, 0, 0.0, 28),
    ]


@pytest.mark.parametrize(
    ("staff", "expected"),
    [("['Eva']", [(2, 3, 1), (3, 1, 1), (4, 1, 1), (5, 1, 0)]), ("['Flora']", [])],
)
def test_the_ladder_of_those_whom_one_person_served_first(ask, staff, expected):
    found = ask(f"""
        select step, clients, reached
        from metrics.ladder_of(null, null, null, 90, staff := {staff}) order by step
    """)
    assert found == expected


def test_the_ladder_by_staff_is_that_of_who_served_first(ask):
    found = ask("""
        select group_name, step, clients, reached
        from metrics.ladder_groups_of('staff', null, null, null, 90) order by 1, 2
    """)
    assert found == [("Eva", 2, 3, 1), ("Eva", 3, 1, 1), ("Eva", 4, 1, 1), ("Eva", 5, 1, 0)]


def test_losses_are_margins(ask):
    found = ask("select month_start, branch, kind, clients, cases, amount from marts.losses")
    assert sorted(found) == [
        (APR, "Centre", "first_visit_only", 1, 1, 27.5),
        (MAY, "Centre", "no_show", 1, 1, 22.0),
    ]


def test_the_quarters_of_the_staff(ask):
    found = ask("""
        select staff, quarter_start, branch, revenue, visits, clients, new_clients,
            first_visit_retention_90d, repeat_share, rebooking_rate, nps, complaints
        from marts.staff_quarters order by 1, 2
    """)
    assert found == [
        ("Eva", Q1, "Centre", 262.5, 4, 2, 2, 0.5, 0.5, 0.25, None, 0),
        ("Eva", Q2, "Centre", 35.0, 1, 1, 1, None, 0.0, 0.0, None, 0),
        ("Flora", Q2, "Centre", 30.0, 1, 1, 0, None, 0.0, 0.0, None, 0),
    ]


def test_two_gaps_make_the_rhythm_of_everybody_while_nobody_has_more(ask):
    # 31 and 28 days: their geometric mean, spread by their own difference.
    found = ask("""
        select service_category, gaps, round(expected_gap_days, 6), round(overdue_days, 4),
            days_since, due_date
        from marts.cadences join marts.client_contacts using (client_key)
        where client_name = 'Anna Arany' order by 1
    """)
    assert found == [
        ("colour", 0, 29.461840, 32.3085, 87, date(2026, 3, 6)),
        ("hair", 2, 29.461840, 32.3085, 59, date(2026, 4, 3)),
        ("nails", 0, 29.461840, 32.3085, 28, date(2026, 5, 4)),
    ]


def test_whom_to_call_and_for_what(ask):
    found = ask("""
        select client_name, service_category, state, suggested_service, usual_staff, last_branch,
            margin_at_risk
        from marts.call_list join marts.client_contacts using (client_key) order by 1, 2
    """)
    assert found == [
        ("Anna Arany", "colour", "lapsed", "Balayage", "Eva", "Centre", 0.0),
        ("Anna Arany", "hair", "lapsed", "Haircut", "Eva", "Mill", 0.0),
        ("Bea Bart", "hair", "lapsed", "Haircut", "Eva", "Centre", 0.0),
    ]


def test_other_readings_of_retention_and_rebooking_stand_beside_the_chosen_one(ask):
    found = ask("""
        select days, first_visits_mature, first_visits_returned, clients_mature, clients_returned
        from marts.retention_alternatives where month_start < date '2026-03-01'
        order by month_start, days
    """)
    # January: Anna back after 31 days, Bea never; February: Anna back after 28.
    assert found == [
        (30, 2, 0, 0, 0),
        (60, 2, 1, 0, 0),
        (90, 2, 1, 0, 0),
        (30, 0, 0, 1, 1),
        (60, 0, 0, 1, 1),
    ]
    assert ask("""
        select sum(visits_rebooked_on_the_day), sum(visits_rebooked_within_24h),
            sum(visits_rebooked_any_future), sum(visits_rebookable)
        from marts.monthly_kpis
    """) == [(1, 1, 1, 6)]
