"""What was known at the end of a quarter stays as it was, whatever is loaded later."""

from datetime import date, datetime, timedelta
from math import exp, sqrt

import numpy as np
import polars as pl
import pytest

from ingestion import loading
from tests.conftest import made_once, regulars
from tests.pipeline.conftest import current
from warehouse import building, settings
from warehouse.workspace import open_workspace

CUT = date(2025, 12, 31)
MARTS = (
    "client_quarters",
    "loyalty_stages",
    "loyalty_types",
    "nps_by_category",
    "nps_weighted",
    "response_rates",
    "rfm",
    "rfm_thresholds",
    "satisfaction_drivers",
    "share_of_wallet",
)


def invented():
    """Two years of 90 clients with a rhythm of their own, who answer after every third visit."""
    chance = np.random.default_rng(5)
    visits, answers, ratings = [], [], []
    for number in range(90):
        phone = f"+36 1 234 {5000 + number}"
        rhythm = chance.lognormal(3.4, 0.35)
        day = datetime(2024, 7, 1, 10) + timedelta(days=int(chance.integers(0, 500)))
        service, branch = chance.choice(["Haircut", "Manicure"]), chance.choice(["Centre", "Mill"])
        while day < datetime(2026, 6, 30) and chance.random() < 0.93:
            visits.append((day, f"Client {number}", phone, service, branch, 30 + number))
            if chance.random() < 0.33:
                ref, mood = f"A{len(answers)}", chance.normal()
                score = int(np.clip(round(8.4 + 1.5 * mood), 0, 10))
                share = round(float(np.clip(chance.normal(0.65, 0.2), 0.1, 1)), 1)
                answers.append((ref, day + timedelta(days=1), score, "0-10", phone, branch, share))
                for factor, weight in (("Staff", 0.9), ("Price", 0.3)):
                    mark = int(np.clip(round(4 + weight * mood + chance.normal(0, 0.5)), 1, 5))
                    ratings.append((ref, factor, mark, 4))
            day += timedelta(days=max(1, int(rhythm * chance.lognormal(0, 0.25))))
    return (
        pl.DataFrame(
            visits,
            schema=["starts_at", "client_name", "phone", "service", "branch", "net_amount"],
            orient="row",
        ).with_columns(
            booking_ref=pl.format("B{}", pl.int_range(pl.len())), status=pl.lit("completed")
        ),
        pl.DataFrame(
            answers,
            schema=[
                *("response_ref", "submitted_at", "recommend_score", "recommend_scale"),
                *("phone", "branch", "wallet_share"),
            ],
            orient="row",
        ),
        pl.DataFrame(
            ratings, schema=["response_ref", "factor", "rating", "importance"], orient="row"
        ),
    )


def load_and_build(folder, name, visits, answers, ratings):
    workspace = open_workspace(folder)
    chosen = settings.load(workspace.settings_file)
    tables = {"booking_lines": visits, "survey_responses": answers, "survey_ratings": ratings}
    for entity, table in tables.items():
        file = workspace.inbox / f"{entity}-{name}.csv"
        table.write_csv(file, datetime_format="%Y-%m-%d %H:%M")
        (report,) = loading.load_files(workspace, chosen, [file])
        assert (report.outcome, report.rows_landed) == ("landed", table.height)
    building.build(workspace, chosen)


@pytest.fixture(scope="module")
def salons(tmp_path_factory):
    """The same salon at the end of 2025 and half a year later."""
    visits, answers, ratings = invented()
    before = pl.col("submitted_at").dt.date() <= CUT
    early = answers.filter(before)
    parts = (
        (
            visits.filter(pl.col("starts_at").dt.date() <= CUT),
            early,
            ratings.join(early, "response_ref", "semi"),
        ),
        (
            visits.filter(pl.col("starts_at").dt.date() > CUT),
            answers.filter(~before),
            ratings.join(early, "response_ref", "anti"),
        ),
    )

    def make(folder):
        regulars("init", folder / "salon")
        load_and_build(folder / "salon", "2025", *parts[0])
        published = current(folder / "salon")
        kept = folder / "2025"
        kept.mkdir()
        for mart in MARTS:
            past(published, mart).write_parquet(kept / f"{mart}.parquet")
        published.ask(
            "select * from marts.rfm_migration where to_quarter <= date '2025-10-01' order by all"
        ).write_parquet(kept / "rfm_migration.parquet")
        load_and_build(folder / "salon", "2026", *parts[1])

    folder = made_once(tmp_path_factory, "past-quarters", make)
    return folder / "2025", current(folder / "salon")


def past(warehouse, mart):
    return warehouse.ask(
        f"select * from marts.{mart} where quarter_start <= date '2025-10-01' order by all"
    )


@pytest.mark.parametrize("mart", MARTS)
def test_a_quarter_that_is_over_stays_as_it_was(salons, mart):
    kept, later = salons
    before = pl.read_parquet(kept / f"{mart}.parquet")
    assert before.height > 0
    assert past(later, mart).equals(before)


def test_movement_between_quarters_that_are_over_stays_as_it_was(salons):
    kept, later = salons
    before = pl.read_parquet(kept / "rfm_migration.parquet")
    assert before.height > 0
    assert later.ask(
        "select * from marts.rfm_migration where to_quarter <= date '2025-10-01' order by all"
    ).equals(before)


def test_the_salon_has_drivers_and_clients_of_every_kind(salons):
    _, later = salons
    kinds = later.ask("select distinct loyalty_type from marts.loyalty_types order by 1")
    assert kinds["loyalty_type"].to_list() == ["latent", "none", "spurious", "true", "unknown"]
    found = later.ask("""
        select factor, importance, answers from marts.satisfaction_drivers
        where importance is not null qualify quarter_start = max(quarter_start) over ()
        order by importance desc
    """)
    assert found["factor"].to_list() == ["Staff", "Price"]
    assert found["importance"].sum() == pytest.approx(1)
    assert found["answers"].min() >= 100


def test_who_is_overdue_is_what_the_gaps_say_when_they_are_counted_again(salons):
    _, later = salons
    visits = later.ask("select client_key, visit_date from marts.fct_visits order by all")
    firsts = later.ask("select client_key, first_service_category as kind from marts.dim_clients")
    as_of = later.ask("select max(as_of) from marts.dim_quarters").item()
    gaps = (
        visits.with_columns(gap=pl.col("visit_date").diff().over("client_key").dt.total_days())
        .join(firsts, on="client_key")
        .group_by("client_key", "kind")
        .agg(pl.col("gap").drop_nulls(), last=pl.col("visit_date").max())
    )
    expected = {}
    for kind in gaps["kind"].unique():
        clients = gaps.filter(pl.col("kind") == kind)
        logs = [np.log(gap.to_numpy()) for gap in clients["gap"]]
        mu, within, between = cadence([log for log in logs if len(log)])
        for key, last, log in zip(clients["client_key"], clients["last"], logs, strict=True):
            pull = within / (within + len(log) * between)
            middle = pull * mu + (1 - pull) * (log.mean() if len(log) else mu)
            spread = sqrt(within + between * pull)
            days = (as_of - last).days
            expected[key] = tuple(
                days > exp(middle + z * spread) for z in (1.2815515655446004, 1.959963984540054)
            )
    found = later.ask("""
        select client_key, is_overdue, is_lapsed_by_cadence, visits_to_date
        from marts.client_quarters
        qualify quarter_start = max(quarter_start) over ()
    """)
    assert {key: overdue for key, overdue, _, _ in found.rows()} == {
        key: overdue for key, (overdue, _) in expected.items()
    }
    assert {key: lapsed for key, _, lapsed, visits in found.rows() if visits > 1} == {
        row[0]: expected[row[0]][1] for row in found.rows() if row[3] > 1
    }
    assert 0 < found["is_overdue"].sum() < found.height


def cadence(logs):
    """Mean and variances of the logarithms of gaps, by the formulae of the analysis of variance."""
    counts = np.array([len(log) for log in logs])
    means = np.array([log.mean() for log in logs])
    within = sum(((log - log.mean()) ** 2).sum() for log in logs) / (counts - 1).sum()
    total, clients = counts.sum(), len(logs)
    between_square = (counts * (means - np.concatenate(logs).mean()) ** 2).sum() / (clients - 1)
    gaps_a_client = (total - (counts**2).sum() / total) / (clients - 1)
    between = max(0.0, (between_square - within) / gaps_a_client)
    weights = 1 / (between + within / counts)
    return (weights * means).sum() / weights.sum(), within, between
