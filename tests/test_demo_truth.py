"""The marts of the demo equal what the generator knows, exactly."""

import shutil

import polars as pl
import pytest

from warehouse import builds
from warehouse.reading import Warehouse


@pytest.fixture(scope="module")
def built(demo_workspace):
    return Warehouse(builds.latest(demo_workspace / "warehouse"))


def truth(demo_workspace, name):
    table = pl.read_parquet(demo_workspace / "truth" / f"{name}.parquet")
    return table.with_columns(pl.selectors.decimal().cast(pl.Float64))


def assert_same(found, expected, keys):
    columns = [name for name in found.columns if name in expected.columns]
    assert len(columns) > len(keys)
    left = found.select(columns).sort(keys)
    assert left.height > 0
    right = expected.select(columns).cast(dict(left.schema)).sort(keys)
    differing = left.join(right, on=columns, how="anti", nulls_equal=True)
    assert differing.is_empty(), differing
    assert left.height == right.height


def test_every_month_of_every_branch(built, demo_workspace):
    found = built.ask("""
        select month_start, branch, round(revenue, 2) as revenue, service_revenue,
            product_revenue, unidentified_revenue, visits, clients, new_clients
        from marts.monthly_kpis where branch != 'not stated'
    """)
    assert_same(found, truth(demo_workspace, "months"), ["month_start", "branch"])


def test_clients_of_two_branches_are_one_client_of_the_chain(built, demo_workspace):
    found = built.ask("""
        select month_start, count(distinct client_key) as clients, count(*) as visits
        from marts.fct_visits group by month_start
    """)
    assert_same(found, truth(demo_workspace, "months_chain"), ["month_start"])


def test_promoters_passives_and_detractors_of_every_quarter(built, demo_workspace):
    found = built.ask("""
        select quarter_start,
            count(*) filter (where nps_group = 'promoter') as promoters,
            count(*) filter (where nps_group = 'passive') as passives,
            count(*) filter (where nps_group = 'detractor') as detractors,
            count(nps_group) as responses,
            count(*) filter (where outcome = 'partial') as partial,
            count(*) filter (where outcome = 'refused') as refusals,
            count(*) filter (where outcome = 'no_contact') as not_reached,
            count(*) as invited
        from marts.fct_survey_responses group by quarter_start
    """)
    assert_same(found, truth(demo_workspace, "quarters_nps"), ["quarter_start"])


def test_appointments_kept_missed_and_cancelled(built, demo_workspace):
    found = built.ask("""
        select month_start, branch, completed_appointments as completed, no_shows, cancellations
        from marts.monthly_kpis where branch in ('Old Town', 'Riverside')
    """)
    expected = truth(demo_workspace, "bookings").filter(
        pl.col("month_start") <= pl.lit(found["month_start"].max())
    )
    assert_same(found, expected, ["month_start", "branch"])


def test_every_person_is_one_client_with_all_visits(built, demo_workspace):
    found = built.ask("select visits, revenue from marts.dim_clients where visits > 0")
    people = truth(demo_workspace, "clients").filter(pl.col("visits") > 0)
    columns = ["visits", "revenue"]
    assert (
        found.select(columns)
        .sort(columns)
        .equals(people.select(columns).cast({"visits": pl.Int64}).sort(columns))
    )


def test_a_phone_that_two_people_share_does_not_merge_them(built, demo_workspace):
    sharing = truth(demo_workspace, "clients").filter(pl.col("shares_phone"))
    assert sharing.height > 1
    found = built.ask("""
        select count(*) as people from (
            select phone from marts.client_contacts
            where phone is not null group by phone having count(*) > 1
        )
    """)
    assert found.item() > 0


def speaking(answers, quarters):
    """The latest of the answers of a person in the 365 days up to each quarter's end."""
    day = pl.col("answered_at").dt.date()
    return (
        answers.join(quarters.select("quarter_start", "as_of"), how="cross")
        .filter(day <= pl.col("as_of"), day > pl.col("as_of") - pl.duration(days=365))
        .sort("answered_at")
        .unique(["person_id", "quarter_start"], keep="last")
    )


def counted_visits(visits, quarters):
    """Visits in the 365 days up to each quarter's end, and the days since the last one."""
    year = pl.col("visit_date") > pl.col("as_of") - pl.duration(days=365)
    return (
        visits.join(quarters.select("quarter_start", "as_of"), how="cross")
        .filter(pl.col("visit_date") <= pl.col("as_of"))
        .group_by("person_id", "quarter_start", "as_of")
        .agg(year.sum().alias("visits_365d"), pl.col("visit_date").max().alias("last"))
        .with_columns(recency_days=(pl.col("as_of") - pl.col("last")).dt.total_days())
    )


def test_the_loyalty_of_everybody_who_answered_is_what_the_answers_say(built, demo_workspace):
    quarters = built.ask("select * from marts.dim_quarters")
    told = truth(demo_workspace, "answers").filter("gave_own_phone")
    scores = speaking(told, quarters).select(
        "person_id",
        "quarter_start",
        likes=(pl.col("recommend_score") >= 9) & (pl.col("own_rank").fill_null(1) == 1),
    )
    shares = speaking(told.drop_nulls("visits_of_ten"), quarters).select(
        "person_id", "quarter_start", share=pl.col("visits_of_ten") / 10
    )
    visits = counted_visits(truth(demo_workspace, "visits"), quarters)
    often = (pl.col("visits_365d") >= 3) & (pl.col("recency_days") <= 180)
    comes = pl.coalesce(pl.col("share") >= 0.7, often)
    keys = ["person_id", "quarter_start"]
    # Nobody can tell two people of one phone apart, nor two who came and paid alike; nor know a
    # phone that stands on no card.
    alike = ["first_visit_date", "last_visit_date", "visits", "revenue"]
    people = (
        truth(demo_workspace, "clients")
        .filter(~pl.col("shares_phone"), pl.col("phones").list.len() > 0)
        .filter(pl.struct(alike).is_unique())
        .with_columns(pl.col("visits").cast(pl.Int64))
    )
    expected = (
        visits.join(scores, on=keys)
        .join(shares, on=keys, how="left")
        .join(people.select("person_id", *alike), on="person_id")
        .with_columns(
            loyalty_type=pl.when(pl.col("likes") & comes)
            .then(pl.lit("true"))
            .when("likes")
            .then(pl.lit("latent"))
            .when(comes)
            .then(pl.lit("spurious"))
            .otherwise(pl.lit("none"))
        )
    )
    found = built.ask(f"""
        select loyalty_type, quarter_start, {", ".join(alike)}
        from marts.loyalty_types join marts.dim_clients using (client_key)
        where loyalty_type != 'unknown'
    """)
    both = expected.join(found, on=[*alike, "quarter_start"], how="left")
    assert both.height > 100
    assert both["loyalty_type"].value_counts().height == 4
    differing = both.filter(pl.col("loyalty_type").ne_missing(pl.col("loyalty_type_right")))
    assert differing.is_empty(), differing


def test_the_same_folder_again_changes_no_number(run, demo_workspace, built, tmp_path):
    # In a copy: others look at the demo salon meanwhile.
    own = shutil.copytree(demo_workspace, tmp_path / "own")
    before = built.ask("select * from marts.monthly_kpis order by month_start, branch")
    run("refresh", workspace=own)
    _before, newest = builds.all_builds(own / "warehouse")
    assert builds.latest(own / "warehouse") == newest
    after = Warehouse(builds.latest(own / "warehouse")).ask(
        "select * from marts.monthly_kpis order by month_start, branch"
    )
    assert after.equals(before)
