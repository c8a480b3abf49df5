"""The demo as it was known some months ago: what was closed then has not changed since, and the
rhythms learnt then fit what came after."""

import shutil
from datetime import date, datetime

import polars as pl
import pytest
from scipy.stats import norm

from tests.conftest import made_once, regulars
from warehouse import builds
from warehouse.reading import Warehouse

CUT = date(2026, 3, 31)
LIVE = ("booked", "confirmed", "arrived", "started")


def _as_known_then(lines):
    """What an export of that day said: later sales are not in it, later bookings lie ahead."""
    end = datetime(CUT.year, CUT.month, CUT.day, 23, 59)
    is_past = pl.col("starts_at") <= end
    lies_ahead = (pl.col("created_at") <= end) & ~is_past
    is_refund_of_kept = pl.col("is_refund").fill_null(value=False) & pl.col("booking_ref").is_in(
        lines.filter(is_past)["booking_ref"].drop_nulls().implode()
    )
    cancelled_later = pl.col("cancelled_at") > end
    return lines.filter(is_past | lies_ahead | is_refund_of_kept).with_columns(
        status=pl.when(lies_ahead & ~(pl.col("cancelled_at") <= end).fill_null(value=False))
        .then(pl.lit("booked"))
        .otherwise("status"),
        cancelled_at=pl.when(cancelled_later).then(None).otherwise("cancelled_at"),
    )


@pytest.fixture(scope="module")
def now(demo_workspace):
    return Warehouse(builds.latest(demo_workspace / "warehouse"))


@pytest.fixture(scope="module")
def then(demo_workspace, tmp_path_factory):
    """The same salon, built from what was known on the day."""

    def make(folder):
        for part in ("salon.toml", "landing", "warehouse/client-key.secret"):
            target = folder / part
            target.parent.mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if (demo_workspace / part).is_dir() else shutil.copy
            copy(demo_workspace / part, target)
        for file in (folder / "landing" / "booking_lines").glob("*.parquet"):
            _as_known_then(pl.read_parquet(file)).write_parquet(file)
        for entity, moment in {
            "survey_responses": "submitted_at",
            "complaints": "opened_at",
        }.items():
            for file in (folder / "landing" / entity).glob("*.parquet"):
                rows = pl.read_parquet(file)
                rows.filter(pl.col(moment).dt.date() <= CUT).write_parquet(file)
        regulars("build", workspace=folder)

    folder = made_once(tmp_path_factory, "demo-salon-then", make)
    return Warehouse(builds.latest(folder / "warehouse"))


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(
            """
            select month_start, branch, revenue, service_revenue, product_revenue, visits, clients,
                new_clients, regular_clients, lost_clients, unidentified_revenue, complaints,
                responses, promoters, detractors, visits_rebooked, no_shows,
                completed_appointments
            from marts.monthly_kpis where month_start <= $last order by 1, 2
            """,
            id="monthly_kpis",
        ),
        pytest.param(
            """
            select staff, quarter_start, branch, revenue, visits, clients, new_clients,
                repeat_visits, visits_rebooked, complaints, responses
            from marts.staff_quarters where quarter_start <= $last order by 1, 2
            """,
            id="staff_quarters",
        ),
        pytest.param(
            """
            select cohort_quarter, first_service_category, branch, clients, share
            from marts.visit_ladder
            where step = 2 and cohort_quarter < $last - interval 6 month order by 1, 2, 3
            """,
            id="visit_ladder",
        ),
        pytest.param(
            """
            select month_start, branch, days, first_visits_mature, first_visits_returned,
                clients_mature, clients_returned
            from marts.retention_alternatives
            where month_start < $last - interval 7 month order by 1, 2, 3
            """,
            id="retention_alternatives",
        ),
    ],
)
def test_what_was_closed_then_is_the_same_now(then, now, question):
    before = then.ask(question, {"last": CUT})
    after = now.ask(question, {"last": CUT})
    assert before.height > 10
    assert before.equals(after)


def test_nobody_on_the_call_list_has_a_booking_ahead(now):
    found = now.ask(
        """
        select count(*) from marts.call_list
        where client_key in (
            select client_key from marts.fct_booking_lines
            where list_contains($live, status)
                and line_date > (select max(visit_date) from marts.fct_visits)
        )
        """,
        {"live": list(LIVE)},
    )
    assert found.item() == 0
    assert now.ask("select count(*) from marts.call_list").item() > 0
    assert (
        now.ask(
            "select count(*) from marts.call_list_suppressed where suppressed_by = 'booked_ahead'"
        ).item()
        > 0
    )


def test_a_client_is_called_or_left_out_with_a_reason(now):
    both = now.ask("""
        select count(*) from marts.call_list as called
        join marts.call_list_suppressed using (client_key, service_category)
    """)
    assert both.item() == 0
    due, listed = now.ask("""
        select
            (select count(*) from marts.cadences where due_date <= as_of),
            (select count(*) from marts.call_list)
            + (select count(*) from marts.call_list_suppressed)
    """).row(0)
    assert due == listed


def test_about_one_client_in_ten_is_held_out_and_always_the_same(now, then):
    drawn = "select distinct client_key, is_holdout from marts.call_list order by 1"
    first, second = then.ask(drawn), now.ask(drawn)
    assert 0.03 < second["is_holdout"].mean() < 0.2
    assert second.group_by("client_key").len()["len"].max() == 1
    both = first.join(second, on="client_key")
    assert both.height > 10
    assert (both["is_holdout"] == both["is_holdout_right"]).all()


def test_the_score_is_the_normal_distribution_of_the_lateness(now):
    found = now.ask("""
        select overdue_score, ln(days_since) - ln(expected_gap_days) as late,
            (ln(overdue_days) - ln(expected_gap_days)) as spread
        from marts.cadences where days_since > 0
    """)
    deviations = found["spread"].to_numpy() / norm.ppf(0.9)
    expected = norm.cdf(found["late"].to_numpy() / deviations)
    assert found["overdue_score"].to_numpy() == pytest.approx(expected, abs=1e-7)


def test_clients_in_rhythm_are_rarely_called_overdue(then, now, demo_workspace):
    # Of people who are still clients at the end: gaps that begin in the quarter after the day,
    # against the border learnt on the day. They have at least four months to end. One that has not
    # is an alarm, though it may be that the client only gave up this kind of service.
    alive = (
        pl.read_parquet(demo_workspace / "truth" / "clients.parquet")
        .filter(pl.col("is_alive") & pl.col("client_name").is_unique())["client_name"]
        .to_list()
    )
    borders = then.ask("select client_key, service_category, overdue_days from marts.cadences")
    days = now.ask(
        """
        select distinct line.client_key, line.service_category, line.visit_date
        from marts.fct_visit_lines as line
        join marts.client_contacts as contact on line.client_key = contact.client_key
        where list_contains($alive, contact.client_name) and line.item_type = 'service'
            and not line.is_refund and line.visit_date > $cut
        """,
        {"alive": alive, "cut": CUT},
    ).sort("visit_date")
    next_date = pl.col("visit_date").shift(-1).over("client_key", "service_category")
    gap = (next_date - pl.col("visit_date")).dt.total_days().fill_null(9999)
    gaps = (
        days.with_columns(gap=gap)
        .filter(pl.col("visit_date") < date(2026, 7, 1))
        .join(borders, on=["client_key", "service_category"])
    )
    assert gaps.height > 50
    assert 0.05 <= (gaps["gap"] > gaps["overdue_days"]).mean() <= 0.15
