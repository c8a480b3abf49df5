"""Wallets, kinds of loyalty, stages and movement of the hand-written salon, worked out by hand.

Anna paid 242.50 in four visits and recommends with 10; Bea came once, paid 50 and spends 450
elsewhere; Cili came first in the second quarter, which ends on 3 May with the data.
"""

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


def test_a_wallet_is_what_is_spent_here_by_the_share(ask):
    found = ask("""
        select client_name, quarter_start, basis, band, wallet_share, own_spend_365d, wallet_size,
            wallet_gap, round(category_visits, 3), is_light_user
        from marts.share_of_wallet join marts.client_contacts using (client_key) order by 1
    """)
    assert found == [
        ("Anna Arany", Q2, "survey", "core", 0.7, 242.5, 346.43, 103.93, 5.714, False),
        ("Bea Bart", Q2, "spend", "at_risk", 0.1, 50.0, 500.0, 450.0, 10.0, False),
    ]


def test_the_share_of_the_salon_is_a_ratio_of_sums(ask):
    found = ask("""
        select round(metrics.share_of_wallet(sum(own_spend_365d), sum(wallet_size)), 6)
        from marts.share_of_wallet
    """)
    assert found == [(round(292.5 / 846.43, 6),)]


def test_who_did_not_answer_is_of_unknown_loyalty(ask):
    found = ask("""
        select client_name, quarter_start, loyalty_type, attitude_basis, patronage_basis
        from marts.loyalty_types join marts.client_contacts using (client_key) order by 1, 2
    """)
    assert found == [
        ("Anna Arany", Q1, "unknown", "unknown", "visits"),
        ("Anna Arany", Q2, "true", "relative", "share_of_wallet"),
        ("Bea Bart", Q1, "unknown", "unknown", "visits"),
        ("Bea Bart", Q2, "none", "relative", "share_of_wallet"),
        ("Cili Csok", Q2, "unknown", "unknown", "visits"),
    ]


def test_the_stages_of_the_way(ask):
    # Anna's gaps of a month are all that is known: Bea, 83 days away, is overdue by them. The stage
    # of who came once does not ask for it.
    found = ask("""
        select client_name, quarter_start, stage, is_overdue, is_lapsed_by_cadence
        from marts.client_quarters join marts.client_contacts using (client_key) order by 1, 2
    """)
    assert found == [
        ("Anna Arany", Q1, "repeat", False, False),
        ("Anna Arany", Q2, "loyalty", False, False),
        ("Bea Bart", Q1, "first_visit", True, False),
        ("Bea Bart", Q2, "first_visit", True, False),
        ("Cili Csok", Q2, "first_visit", False, False),
    ]


def test_how_many_go_on_from_each_stage(ask):
    found = ask("""
        select quarter_start, stage, sum(clients), sum(reached), sum(clients_before), sum(moved_on)
        from marts.loyalty_stages group by quarter_start, stage, step
        having sum(reached) + sum(clients_before) > 0 order by quarter_start, step
    """)
    assert found == [
        (Q1, "first_visit", 1, 2, 0, 0),
        (Q1, "single_use", 0, 1, 0, 0),
        (Q1, "repeat", 1, 1, 0, 0),
        (Q2, "first_visit", 2, 3, 1, 0),
        (Q2, "single_use", 0, 1, 0, 0),
        (Q2, "repeat", 0, 1, 1, 1),
        (Q2, "attachment", 0, 1, 0, 0),
        (Q2, "loyalty", 1, 1, 0, 0),
    ]


def test_movement_is_graded_by_the_borders_of_the_earlier_quarter(ask):
    # Q1 is cut at 45 and 64 days, 1.67 and 2.33 visits, average checks of 56.94 and 63.89. On them
    # Anna (28 days, 4 visits, 60.63) loses a third of money, Bea (116, 1, 50) nothing more.
    found = ask("""
        select from_segment, to_segment, clients, revenue_365d_before, revenue_365d_after
        from marts.rfm_migration order by 1
    """)
    assert found == [
        ("R1F1M1", "R1F1M1", 1, 50.0, 50.0),
        ("R3F3M3", "R3F3M2", 1, 212.5, 242.5),
        ("new", "R3F1M1", 1, 0.0, 20.0),
    ]


def test_the_mart_of_movement_and_its_macro_are_one(ask):
    for grid, mart in (("segment", "rfm_migration"), ("rf_segment", "rf_migration")):
        assert ask(f"""
            select from_{grid}, to_{grid}, count(*), sum(revenue_365d_before),
                sum(revenue_365d_after)
            from metrics.rfm_moves_of(date '{Q1}', date '{Q2}') group by 1, 2 order by 1, 2
        """) == ask(f"""
            select from_{grid}, to_{grid}, clients, revenue_365d_before, revenue_365d_after
            from marts.{mart} order by 1, 2
        """)


def test_nobody_moves_backwards(ask):
    assert ask(f"select * from metrics.rfm_moves_of(date '{Q2}', date '{Q1}')") == []


def test_what_became_of_those_who_were_asked(ask):
    found = ask("""
        select branch, client_type, answered, refusals, invited, response_rate_1, refusal_rate_1
        from marts.response_rates order by 1, 2
    """)
    assert found == [
        ("Centre", "inactive", 1, 0, 1, 1.0, 0.0),
        ("Centre", "regular", 1, 0, 1, 1.0, 0.0),
        ("Centre", "unknown", 0, 1, 1, 0.0, 1.0),
        ("Mill", "unknown", 1, 0, 1, 1.0, 0.0),
    ]


def test_a_score_from_one_answer_stands_for_those_who_came(ask):
    # Bea did not come in the quarter; Anna's answer stands for Cili too.
    found = ask("""
        select recommend_scale, reading, clients, responses, strata, nps_weighted, standard_error
        from marts.nps_weighted
    """)
    assert found == [("0-10", "hidden", 2, 1, 1, 100.0, 0.0)]


def test_nothing_was_rated_so_that_nothing_drives(ask):
    assert ask("select count(*) from marts.satisfaction_drivers") == [(0,)]
