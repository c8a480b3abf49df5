"""The bookings and rhythms that reference figures were published for, loaded by our template."""

from datetime import timedelta

import polars as pl
import pytest

from tests.conftest import made_once, regulars
from tests.pipeline.conftest import SHARED, current


def _golden(name):
    if not SHARED.is_dir():
        pytest.skip("the folder of real and published files is not beside the project")
    return pl.read_csv(SHARED / "golden" / name, try_parse_dates=True)


def _built(tmp_path_factory, name, lines):
    def make(folder):
        regulars("init", folder)
        lines.write_csv(folder / "inbox" / "bookings.csv", datetime_format="%Y-%m-%d %H:%M")
        regulars("refresh", workspace=folder)

    return current(made_once(tmp_path_factory, name, make))


@pytest.fixture(scope="module")
def salon(tmp_path_factory):
    """116 bookings; what was sold beside the service is a line of its own."""
    bookings = _golden("salon_bookings.csv").with_columns(
        booking_ref="booking_id",
        starts_at=pl.col("visit_date").cast(pl.Datetime) + pl.duration(hours=10),
        created_at=pl.col("created_date").cast(pl.Datetime),
        client_ref="client_id",
        staff="staff_id",
        duration_minutes="duration_min",
    )
    services = bookings.with_columns(item_type=pl.lit("service"), net_amount="service_revenue")
    products = bookings.filter(pl.col("retail_revenue") > 0).with_columns(
        service=pl.lit("Shampoo"),
        item_type=pl.lit("product"),
        net_amount="retail_revenue",
        duration_minutes=pl.lit(0, pl.Int64),
    )
    columns = (
        *("booking_ref", "starts_at", "created_at", "client_ref", "staff", "status"),
        *("service", "item_type", "duration_minutes", "net_amount"),
    )
    lines = pl.concat([services.select(columns), products.select(columns)])
    return _built(tmp_path_factory, "published-bookings", lines)


@pytest.fixture(scope="module")
def expected():
    return {row[0]: row[1:] for row in _golden("salon_kpi_expected.csv").iter_rows()}


@pytest.mark.parametrize(
    ("kpi", "question"),
    [
        (
            "first_visit_retention_90d",
            "select sum(first_visits_returned), sum(first_visits_mature) "
            "from marts.retention_alternatives where days = 90",
        ),
        (
            "existing_retention_90d_month_2026_03",
            "select sum(clients_returned), sum(clients_mature) "
            "from marts.retention_alternatives where days = 90 and month(month_start) = 3",
        ),
        (
            "rebooking_rate_same_day",
            "select sum(visits_rebooked_on_the_day), sum(visits_rebookable) "
            "from marts.monthly_kpis",
        ),
        (
            "visits_per_active_client",
            "select count(*), count(distinct client_key) from marts.fct_visits",
        ),
        (
            "no_show_rate",
            "select sum(no_shows), sum(no_shows + completed_appointments) from marts.monthly_kpis",
        ),
        ("average_bill", "select sum(revenue), sum(visits) from marts.monthly_kpis"),
        (
            "retail_to_service",
            "select sum(product_revenue), sum(service_revenue) from marts.monthly_kpis",
        ),
        (
            "retail_attach",
            "select count(*) filter (where product_revenue > 0), count(*) from marts.fct_visits",
        ),
        (
            "one_time_clients_share",
            "select count(*) filter (where visits = 1), count(*) from marts.dim_clients "
            "where visits > 0",
        ),
        (
            "utilisation_june_2staff_8h_22days",
            "select sum(duration_minutes), 2 * 22 * 8 * 60 from marts.fct_booking_lines "
            "where status = 'completed' and month(line_date) = 6",
        ),
    ],
)
def test_a_published_figure_is_made_of_the_published_counts(salon, expected, kpi, question):
    part, whole, value = expected[kpi]
    found = salon.ask(question).row(0)
    assert found == (part, whole)
    assert found[0] / found[1] == pytest.approx(value, abs=1e-6)


def test_cancelled_appointments_of_the_months_of_the_data(salon, expected):
    cancelled, appointments, _ = expected["cancellation_rate"]
    found = salon.ask(
        "select count(*) filter (where status = 'cancelled'), count(*) "
        "from marts.fct_booking_lines "
        "where item_type = 'service' and status in ('completed', 'no_show', 'cancelled')"
    )
    assert found.row(0) == (cancelled, appointments)


def test_the_published_return_after_each_visit_by_kaplan_and_meier(salon, expected):
    found = salon.ask(
        "select step - 1, reached, clients, share "
        "from metrics.ladder_of(null, null, null, 90) order by step"
    )
    for visit, reached, clients, share in found.iter_rows():
        assert (reached, clients) == expected[f"km_return_90d_after_visit_{visit}"][:2]
        assert share == pytest.approx(expected[f"km_return_90d_after_visit_{visit}"][2], abs=1e-6)
    assert found.height == 4


def test_the_published_rhythms(tmp_path_factory):
    published = _golden("cadence_eb_expected.csv")
    visits = []
    for client, gaps, last in published.select("client", "gaps", "last_visit").iter_rows():
        day = last
        for gap in [0, *reversed([int(gap) for gap in (gaps or "").split()])]:
            day -= timedelta(days=gap)
            visits.append((client, day))
    as_of = published["last_visit"][0] + timedelta(days=published["days_since"][0])
    lines = pl.DataFrame([*visits, (None, as_of)], schema=["client_ref", "starts_at"], orient="row")
    warehouse = _built(
        tmp_path_factory,
        "published-rhythms",
        lines.with_columns(
            starts_at=pl.col("starts_at").cast(pl.Datetime) + pl.duration(hours=10),
            service=pl.lit("Haircut"),
            status=pl.lit("completed"),
            net_amount=pl.lit(10),
        ),
    )
    found = warehouse.ask("select * from marts.cadences order by last_visit_date")
    pairs = {
        "n": "gaps",
        "B": "weight_of_others",
        "expected_gap": "expected_gap_days",
        "q75": "soft_overdue_days",
        "q90": "overdue_days",
        "q97_5": "lapsed_days",
        "days_since": "days_since",
        "overdue_prob": "overdue_score",
    }
    ordered = published.sort("last_visit")
    for theirs, ours in pairs.items():
        assert found[ours].to_list() == pytest.approx(ordered[theirs].to_list(), abs=1e-6)
    called = warehouse.ask(
        "select count(*) from marts.call_list where state in ('overdue', 'lapsed')"
    )
    assert called.item() == ordered["overdue_q90"].sum()
