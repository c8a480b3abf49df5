"""From a handful of hand-written rows to every mart, with figures worked out by hand."""

from datetime import date

import pytest

from tests.pipeline.conftest import current

Q1, Q2 = date(2026, 1, 1), date(2026, 4, 1)


@pytest.fixture(scope="module")
def ask(small_salon):
    warehouse = current(small_salon)

    def rows(sql):
        return warehouse.ask(sql).rows()

    return rows


def of(name):
    return f"(select client_key from marts.client_contacts where client_name like '{name}%')"


def test_every_line_is_kept_whatever_became_of_it(ask):
    found = ask("select status, count(*) from marts.fct_booking_lines group by 1 order by 1")
    assert found == [("booked", 1), ("completed", 9), ("no_show", 1)]


def test_a_visit_is_a_client_a_branch_and_a_day(ask):
    found = ask(
        "select visit_date, branch, visit_number, days_since_previous, revenue "
        f"from marts.fct_visits where client_key = {of('Anna')} order by visit_date"
    )
    assert found == [
        (date(2026, 1, 5), "Centre", 1, None, 40.0),
        (date(2026, 2, 5), "Centre", 2, 31, 130.0),
        (date(2026, 3, 5), "Mill", 3, 28, 42.5),
        (date(2026, 4, 5), "Centre", 4, 31, 30.0),
    ]


def test_a_refund_lowers_the_visit_it_refunds_and_is_none_itself(ask):
    found = ask(f"select visit_date, revenue from marts.fct_visits where client_key = {of('Bea')}")
    assert found == [(date(2026, 1, 7), 50.0)]


def test_a_no_show_is_a_client_without_a_visit(ask):
    found = ask(
        "select visits, revenue, first_visit_date from marts.dim_clients "
        f"where client_key = {of('Dora')}"
    )
    assert found == [(0, 0.0, None)]


def test_the_months_of_the_branches(ask):
    found = ask("""
        select month_start, branch, revenue, service_revenue, product_revenue, visits, clients,
            new_clients, complaints
        from marts.monthly_kpis order by 1, 2
    """)
    jan, feb, mar, apr, may = (date(2026, month, 1) for month in range(1, 6))
    assert found == [
        (jan, "Centre", 90.0, 90.0, 0.0, 2, 2, 2, 0),
        (feb, "Centre", 130.0, 130.0, 0.0, 1, 1, 0, 0),
        (mar, "Centre", 0.0, 0.0, 0.0, 0, 0, 0, 0),
        (mar, "Mill", 42.5, 42.5, 0.0, 1, 1, 0, 0),
        (apr, "Centre", 30.0, 30.0, 0.0, 1, 1, 0, 0),
        (apr, "Mill", 0.0, 0.0, 0.0, 0, 0, 0, 0),
        (may, "Centre", 35.0, 15.0, 20.0, 1, 1, 1, 0),
        (may, "Mill", 0.0, 0.0, 0.0, 0, 0, 0, 0),
    ]


def test_the_rates_of_the_months(ask):
    found = ask("""
        select average_check, arpu, visits_per_client, rebooking_rate, no_show_rate,
            cancellation_rate, retail_share, unidentified_share
        from marts.monthly_kpis
        where branch = 'Centre' and month_start in (date '2026-01-01', date '2026-05-01')
        order by month_start
    """)
    assert found == [
        (45.0, 45.0, 1.0, 0.5, 0.0, 0.0, 0.0, 0.0),
        (35.0, 35.0, 1.0, 0.0, 0.5, 0.0, 20 / 35, 15 / 35),
    ]


def test_return_within_90_days_is_known_when_they_have_passed(ask):
    # The data end on 3 May: first visits up to 2 February are 90 days old.
    found = ask("""
        select month_start, first_visit_retention_90d from marts.monthly_kpis
        where branch = 'Centre' and new_clients > 0 order by 1
    """)
    assert found == [(date(2026, 1, 1), 0.5), (date(2026, 5, 1), None)]


def test_the_fourth_visit_makes_a_regular_client(ask):
    found = ask("select month_start, branch, regular_clients from marts.monthly_kpis order by 1, 2")
    assert [row for row in found if row[2]] == [
        (date(2026, 4, 1), "Centre", 1),
        (date(2026, 5, 1), "Centre", 1),
    ]


def test_clients_as_they_stand_at_the_end_of_each_quarter(ask):
    found = ask("""
        select client_name, quarter_start, client_type, visits, visits_365d, recency_days, as_of
        from marts.client_quarters join marts.client_contacts using (client_key)
        order by 1, 2
    """)
    end_q1, end_of_data = date(2026, 3, 31), date(2026, 5, 3)
    assert found == [
        ("Anna Arany", Q1, "new", 3, 3, 26, end_q1),
        ("Anna Arany", Q2, "regular", 1, 4, 28, end_of_data),
        ("Bea Bart", Q1, "new", 1, 1, 83, end_q1),
        ("Bea Bart", Q2, "inactive", 0, 1, 116, end_of_data),
        ("Cili Csok", Q2, "new", 1, 1, 1, end_of_data),
    ]


def test_rfm_grades_each_axis_in_thirds(ask):
    # Q2: days 28, 116, 1; visits 4, 1, 1; average checks 60.63, 50, 20.
    found = ask(f"""
        select client_name, segment, recency_days, frequency, round(monetary, 2)
        from marts.rfm join marts.client_contacts using (client_key)
        where quarter_start = date '{Q2}' order by 1
    """)
    assert found == [
        ("Anna Arany", "R2F3M3", 28, 4, 60.63),
        ("Bea Bart", "R1F1M2", 116, 1, 50.0),
        ("Cili Csok", "R3F1M1", 1, 1, 20.0),
    ]


def test_an_answer_about_two_categories_counts_in_both_and_once_in_the_total(ask):
    by_category = ask("""
        select service_category, promoters, detractors, responses, invited, reading
        from marts.nps_by_category order by 1, 2
    """)
    assert by_category == [
        ("hair", 0, 1, 1, 1, "hidden"),
        ("hair", 1, 0, 1, 1, "hidden"),
        ("nails", 1, 0, 1, 1, "hidden"),
        ("not stated", 0, 0, 0, 1, "hidden"),
    ]
    total = ask("select count(nps_group), count(*) from marts.fct_survey_responses")
    assert total == [(2, 4)]


def test_a_score_from_1_to_5_is_no_nps(ask):
    found = ask(
        "select recommend_score, nps_group from marts.fct_survey_responses "
        "where recommend_scale = '1-5'"
    )
    assert found == [(4, None)]


def test_cohorts_by_month_of_the_first_visit(ask):
    found = ask("""
        select cohort_month, age_months, clients, active_clients, revenue, arpu,
            cumulative_revenue_per_client, is_complete
        from marts.cohorts order by 1, 2
    """)
    jan, may = date(2026, 1, 1), date(2026, 5, 1)
    assert found == [
        (jan, 0, 2, 2, 90.0, 45.0, 45.0, True),
        (jan, 1, 2, 1, 130.0, 65.0, 110.0, True),
        (jan, 2, 2, 1, 42.5, 21.25, 131.25, True),
        (jan, 3, 2, 1, 30.0, 15.0, 146.25, True),
        (jan, 4, 2, 0, 0.0, 0.0, 146.25, False),
        (may, 0, 1, 1, 20.0, 20.0, 20.0, False),
    ]


def test_names_stand_in_one_mart_alone(ask):
    found = ask("""
        select distinct table_name from duckdb_columns()
        where schema_name = 'marts' and column_name in ('client_name', 'phone', 'email', 'notes')
    """)
    assert found == [("client_contacts",)]


def test_every_column_of_every_mart_is_explained_in_the_build(ask):
    silent = ask("""
        select table_name, column_name from duckdb_columns()
        where schema_name = 'marts' and coalesce(comment, '') = ''
    """)
    assert silent == []


def test_the_explanations_name_the_thresholds_in_force(ask):
    ((comment,),) = ask("""
        select comment from duckdb_columns()
        where table_name = 'client_quarters' and column_name = 'is_lapsed'
    """)
    assert comment == "The last visit is more than 180 days ago."
