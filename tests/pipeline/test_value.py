"""What clients cost and bring, through the product, against published and hand-made figures."""

from datetime import date

import polars as pl
import pytest

from tests.conftest import made_once, regulars
from tests.pipeline.conftest import SHARED, current

GOLDEN = SHARED / "golden"
BOOKINGS = ["booking_ref", "starts_at", "client_name", "client_ref", "service", "status"]
# One client who pays these sums in thirteen months, and cost 1 500; one percent a month.
PAYBACK = [2400, 900, 700, 620, 560, 520, 480, 450, 430, 410, 390, 370, 350]
SPEND = [0, 50_000, 100_000, 150_000, 200_000]
NEWCOMERS = [10, 52, 81, 101, 114]


def salon(folder, salon_toml="", **tables):
    """A salon whose rows are given as frames by the name of our template."""
    regulars("init", folder)
    (folder / "salon.toml").write_text(salon_toml, encoding="utf-8")
    for name, rows in tables.items():
        rows.write_csv(folder / "inbox" / f"{name}.csv")
    regulars("refresh", workspace=folder)


def visits(rows):
    """Bookings from (client, day, paid, discount)."""
    return pl.DataFrame(
        [
            (f"B{number}", f"{day} 10:00", who, who, "Haircut", "completed", paid, discount)
            for number, (who, day, paid, discount) in enumerate(rows)
        ],
        schema=[*BOOKINGS, "net_amount", "discount_amount"],
        orient="row",
    )


@pytest.fixture(scope="module")
def advertised(tmp_path_factory):
    """A client of the first month who stays, and five months of more and more spending."""
    months = [date(2025 + month // 12, month % 12 + 1, 1) for month in range(13)]
    stays = [("Ada", day, paid, None) for day, paid in zip(months, PAYBACK, strict=True)]
    stays[-1] = ("Ada", date(2026, 1, 31), PAYBACK[-1], None)
    comes = [
        (f"M{month}-{number}", months[month + 1], 100, 10 if number == 0 else 0)
        for month, newcomers in enumerate(NEWCOMERS)
        for number in range(newcomers)
    ]
    asked = [("Eva", date(2025, 3, 1), 50, None)]
    cards = pl.DataFrame(
        [("Ada", "Leaflet at O'Neil's")]
        + [
            (who, "Instagram story" if month < months[3] else "META ADS")
            for who, month, *_ in comes
        ]
        + [("Eva", "A friend")],
        schema=["client_ref", "acquisition_channel"],
        orient="row",
    ).with_columns(client_name="client_ref", phone=pl.lit(None), email=pl.lit(None))
    spent = pl.DataFrame(
        {
            "period_start": [date(2025, 1, 1), *months[1:6], date(2025, 9, 1)],
            "channel": ["Flyers", *["Meta Ads"] * 5, "Flyers"],
            "campaign": "all",
            "spend_amount": [1500, *SPEND, 70],
        }
    )

    def make(folder):
        text = f'[value]\ndiscount_rate = {1.01**12 - 1!r}\n[channels]\nFlyers = ["o\'neil"]\n'
        bookings = visits(stays + comes + asked)
        salon(folder, text, booking_lines=bookings, clients=cards, marketing_spend=spent)

    return current(made_once(tmp_path_factory, "advertised", make))


def test_the_published_payback_of_a_client(advertised):
    ((cac, month, months, value, ratio, allowed),) = advertised.ask("""
        select cac, payback_month, payback_months, clv_12m, ltv_to_cac, allowable_cac
        from marts.acquisition where channel = 'Flyers' and new_clients > 0
    """).rows()
    assert (cac, month) == (1500, 1)
    assert months == pytest.approx(0.363636, abs=1e-6)
    assert value == pytest.approx(4538.140339, abs=1e-6)
    assert ratio == pytest.approx(3.025427, abs=1e-6)
    assert allowed == pytest.approx(1512.713447, abs=1e-6)


def test_the_published_margin_by_month_of_a_client(advertised):
    found = advertised.ask("""
        select cumulative_margin_per_client, discounted_margin_per_client
        from metrics.cohort_lines_of('acquisition_channel', null, ['Flyers'], null)
        order by age_months
    """)
    assert found[:, 0].to_list()[:4] == pytest.approx([1320, 1815, 2200, 2541])
    assert found[:, 0].to_list()[12] == pytest.approx(4719)
    assert found[:, 1].to_list()[:3] == pytest.approx([1320, 1810.09901, 2187.512989])


def test_the_published_cost_of_each_further_client(advertised):
    found = advertised.ask("""
        select spend, new_clients, spend_level, cac - 10.0 / new_clients, marginal_cac
        from marts.acquisition where channel = 'Meta Ads' order by month_start
    """).rows()
    blended = [0.0, 961.538462, 1234.567901, 1485.148515, 1754.385965]
    marginal = [1190.476190, 1724.137931, 2500, 3846.153846]
    assert [row[:3] for row in found] == list(zip(SPEND, NEWCOMERS, range(1, 6), strict=True))
    assert [row[3] for row in found] == pytest.approx(blended, abs=1e-6)
    assert found[0][4] is None
    assert [row[4] for row in found[1:]] == pytest.approx(marginal, abs=1e-6)


def test_cards_that_mean_the_advertising_count_for_it_and_others_for_themselves(advertised):
    found = advertised.ask("""
        select channel, sum(new_clients), sum(new_client_discounts)
        from marts.acquisition group by 1 order by 1
    """).rows()
    assert found == [("A friend", 1, 0.0), ("Flyers", 1, 0.0), ("Meta Ads", 358, 50.0)]


def test_unknown_costs_are_not_nothing_and_costs_without_clients_are_kept(advertised):
    found = advertised.ask("""
        select channel, month(month_start), costs_known, acquisition_cost, new_clients, cac
        from marts.acquisition where channel != 'Meta Ads' order by 1, 2
    """).rows()
    assert found == [
        ("A friend", 3, "none", None, 1, None),
        ("Flyers", 1, "media and discounts", 1500.0, 1, 1500.0),
        ("Flyers", 9, "media", 70.0, 0, None),
    ]


def test_many_clients_who_never_come_again_are_nothing_to_learn_from(advertised):
    assert advertised.ask(
        "select model, reading, reason, clients, repeat_visits, k from marts.value_model"
    ).rows() == [("cohort", "none", "too_few_repeat_visits", 360, 12, None)]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """Thirty clients of January, each of whom comes three months in a row and pays 40."""
    days = [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    rows = [(f"C{who}", day, 40, None) for who in range(30) for day in days]
    rows = [row for row in rows if row[1] == days[0] or int(row[0][1:]) < 15]

    def make(folder):
        text = "[value]\nmargin = 0.5\ndiscount_rate = 0.0\n"
        salon(folder, text, booking_lines=visits(rows))

    return current(made_once(tmp_path_factory, "tiny", make))


def test_a_salon_of_thirty_clients_gets_cohorts_and_a_sentence_not_a_model(tiny):
    found = tiny.ask("select model, reading, reason, note, k, holdout_k from marts.value_model")
    assert found.rows() == [
        (
            "cohort",
            "none",
            "too_few_clients",
            "No model: 30 clients came 30 times again. A model needs 100 clients and 100 such "
            "visits. Values are means of past cohorts.",
            None,
            None,
        )
    ]
    cohorts = tiny.ask(
        "select age_months, clients, retention, arpu, is_complete from marts.cohorts order by 1"
    )
    assert cohorts.rows() == [
        (0, 30, 1.0, 40.0, True),
        (1, 30, 0.5, 20.0, True),
        (2, 30, 0.5, 20.0, True),
    ]


def test_without_a_model_a_client_is_worth_what_past_clients_of_that_age_brought(tiny):
    # Half of them bring 40 a month: 12 months of 20 at a margin of one half; months together swing
    # by 12 times 10.
    (row,) = tiny.ask("""
        select distinct model, p_alive, expected_margin_12m, clv_12m, clv_low, clv_high,
            round(individual_error, 6), round(parameter_error, 6)
        from marts.client_value
    """).rows()
    assert row[:4] == ("cohort", None, 120.0, 120.0)
    assert row[4] == 0.0
    assert row[5] == pytest.approx(120 + 1.281552 * (120**2 + 120**2 / 30) ** 0.5, abs=0.02)
    assert row[6] == pytest.approx(120)


def test_without_a_model_the_band_of_all_is_as_wide_as_that_of_each(tiny):
    ((clients, total, low, high),) = tiny.ask("""
        select clients, clv_12m, clv_low, clv_high from marts.value_groups where level = 'salon'
    """).rows()
    assert (clients, total, low) == (30, 3600.0, 0.0)
    assert high == pytest.approx(3600 + 1.281552 * (3600**2 + 3600**2 / 30) ** 0.5, abs=0.2)


@pytest.fixture(scope="module")
def cd_sample(tmp_path_factory):
    """The published sample of the CD shop, up to the day of the published fits."""
    if not GOLDEN.is_dir():
        pytest.skip("the folder of published values is not beside the project")
    log = pl.read_csv(GOLDEN / "cdnow_elog.csv", try_parse_dates=True)
    return lambda name, until: current(
        made_once(
            tmp_path_factory,
            name,
            lambda folder: salon(
                folder,
                booking_lines=visits(
                    (str(row[0]), row[1], row[3], None)
                    for row in log.filter(pl.col("date") <= until).iter_rows()
                ),
            ),
        )
    )


def test_the_published_parameters_of_the_cd_shop_come_out_of_a_build(cd_sample):
    ((k, clients, repeats, likelihood, *parameters),) = (
        cd_sample("cd-calibration", date(1997, 9, 30))
        .ask("""
            select k, clients, repeat_visits, log_likelihood, r, alpha, a, b
            from marts.value_model
        """)
        .rows()
    )
    assert (k, clients, repeats) == (1, 2357, 2457)
    assert likelihood == pytest.approx(-9582.135716, abs=1e-3)
    assert parameters == pytest.approx([0.524843, 6.183085, 0.891359, 1.614003], rel=1e-3)


def test_the_published_cohorts_of_the_cd_shop_come_out_of_a_build(cd_sample):
    found = cd_sample("cd-sample", date(1998, 6, 30)).ask("""
        select strftime(cohort_month, '%Y-%m') as cm, age_months as age, active_clients as buyers,
            revenue, clients as cohort_size, retention, arpu,
            cumulative_revenue_per_client as cum_clv, is_complete as complete
        from marts.cohorts order by 1, 2
    """)
    expected = pl.read_csv(GOLDEN / "cdnow_cohorts_expected.csv").select(found.columns)
    assert found.height == expected.height
    for name in ("cm", "age", "buyers", "cohort_size", "complete"):
        assert found[name].to_list() == expected[name].cast(found[name].dtype).to_list(), name
    for name in ("revenue", "retention", "arpu", "cum_clv"):
        assert found[name].to_list() == pytest.approx(expected[name].to_list(), abs=1e-6), name


def test_the_quarter_of_the_cd_shop_is_its_three_months(cd_sample):
    warehouse = cd_sample("cd-sample", date(1998, 6, 30))
    found = warehouse.ask("""
        select age_months, clients, active_clients, round(revenue, 2), is_complete
        from metrics.cohorts_of('quarter', null, null, null) order by 1
    """).rows()
    months = pl.read_csv(GOLDEN / "cdnow_cohorts_expected.csv")
    expected = (
        months.group_by("age")
        .agg(pl.len(), pl.sum("buyers"), pl.sum("revenue").round(2))
        .sort("age")
    )
    assert found == [
        (age, 2357, buyers, revenue, cohorts == 3)
        for age, cohorts, buyers, revenue in expected.iter_rows()
    ]


def test_a_client_of_long_ago_who_came_once_is_not_called_alive(demo_workspace):
    salon = current(demo_workspace)
    ((most, lately),) = salon.ask("""
        select
            max(p_alive) filter (where visits = 1 and first_visit_date < as_of - 365),
            avg(p_alive) filter (where visits > 5 and last_visit_date > as_of - 14)
        from marts.client_value join marts.dim_clients using (client_key)
    """).rows()
    assert most < 0.01
    assert lately > 0.8


def test_groups_of_clients_add_up_to_the_salon(demo_workspace):
    found = current(demo_workspace).ask("""
        select level, sum(clients) as clients, sum(clv_12m) as clv_12m, count(*) as groups
        from marts.value_groups group by level
    """)
    assert found.height == 6
    assert found["clients"].n_unique() == 1
    assert found["clv_12m"].to_list() == pytest.approx([found["clv_12m"][0]] * 6)
    assert found.filter(pl.col("level") == "segment")["groups"].item() > 3


def test_doubt_about_individuals_evens_out_and_doubt_about_the_model_does_not(demo_workspace):
    ((clients, individual, parameter, summed, each),) = (
        current(demo_workspace)
        .ask("""
            select groups.clients, groups.individual_error / groups.clv_12m,
                groups.parameter_error / groups.clv_12m,
                sum(worth.parameter_error) / sum(worth.clv_12m),
                sum(worth.individual_error) / sum(worth.clv_12m)
            from marts.value_groups as groups, marts.client_value as worth
            where level = 'salon' group by all
        """)
        .rows()
    )
    assert clients > 200
    assert individual < each / 4
    assert summed / 4 < parameter <= summed


def test_a_month_cohort_of_a_slice_is_the_part_of_the_salons(demo_workspace):
    salon = current(demo_workspace)
    whole = salon.ask("""
        select cohort_start, age_months, clients, active_clients, round(revenue, 2), is_complete
        from metrics.cohorts_of('month', null, null, null) order by 1, 2
    """).rows()
    assert (
        whole
        == salon.ask("""
        select cohort_month, age_months, clients, active_clients, revenue, is_complete
        from marts.cohorts order by 1, 2
    """).rows()
    )
    branches = salon.ask("select branch from marts.dim_branches")["branch"]
    parts = [
        salon.ask(
            "select sum(active_clients) from metrics.cohorts_of('month', [$branch], null, null)",
            {"branch": branch},
        ).item()
        for branch in branches
    ]
    assert len(parts) > 1
    assert sum(parts) == sum(row[3] for row in whole)


def test_a_quarter_is_complete_when_all_of_its_months_are(advertised):
    found = advertised.ask("""
        select age_months, clients, active_clients, is_complete
        from metrics.cohorts_of('quarter', null, null, null)
        where cohort_start = date '2025-01-01' order by 1
    """).rows()
    # Ada in January, ten in February, 52 and Eva in March: that is ten months ago.
    assert found == [(age, 64, 64 if age == 0 else 1, age <= 10) for age in range(13)]


def test_where_no_line_ever_tells_of_a_discount_nothing_is_known_of_them(tiny):
    assert tiny.ask(
        "select channel, costs_known, new_client_discounts, cac from marts.acquisition"
    ).rows() == [("not stated", "none", None, None)]
