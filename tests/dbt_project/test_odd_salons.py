"""Salons with next to nothing, or all of one kind, are built like any other."""

import pytest

from ingestion import loading
from warehouse import building, settings
from warehouse.reading import Warehouse
from warehouse.workspace import open_workspace


@pytest.fixture
def built(empty_workspace):
    """Load the tables given as CSV by entity, build, and open what was published."""
    workspace = open_workspace(empty_workspace)
    chosen = settings.load(workspace.settings_file)

    def build(with_unit_tests=False, **tables):
        for entity, content in tables.items():
            file = workspace.inbox / f"{entity}.csv"
            file.write_text("\n".join(content) + "\n", encoding="utf-8")
            (report,) = loading.load_files(workspace, chosen, [file])
            assert (report.outcome, report.rows_landed) == ("landed", len(content) - 1)
        published = building.build(workspace, chosen, with_unit_tests=with_unit_tests)
        return Warehouse(workspace.warehouse / published.file)

    return build


BOOKING_LINES = "booking_ref,starts_at,client_name,phone,service,status,net_amount,is_refund"


def test_a_salon_without_any_rows(built):
    warehouse = built(with_unit_tests=True)
    marts = warehouse.ask("select table_name from duckdb_tables() where schema_name = 'marts'")
    sizes = {
        name: warehouse.ask(f"select count(*) as rows from marts.{name}").item()
        for name in marts["table_name"]
    }
    assert {name for name, rows in sizes.items() if rows} == {"data_quality"}
    assert set(sizes) >= {"monthly_kpis", "rfm", "client_quarters", "cohorts", "nps_by_category"}


def test_a_salon_with_one_client_who_came_once(built):
    warehouse = built(
        booking_lines=[
            BOOKING_LINES,
            "B1,2026-03-02 10:00,Ada,+36 1 234 5678,Haircut,completed,40.00,",
        ]
    )
    assert warehouse.ask(
        "select client_type, stage, visits, revenue from marts.client_quarters"
    ).rows() == [("new", "first_visit", 1, 40.0)]
    assert warehouse.ask("select segment, rf_segment, monetary from marts.rfm").rows() == [
        ("R3F1M1", "New Customers", 40.0)
    ]
    assert warehouse.ask("select loyalty_type, patronage from marts.loyalty_types").rows() == [
        ("unknown", "low")
    ]
    assert warehouse.ask(
        "select stage, client_type, reached, conversion_to_next from marts.loyalty_stages "
        "where clients > 0"
    ).rows() == [("first_visit", "new", 1, 0.0)]
    for mart in ("rfm_migration", "rf_migration", "share_of_wallet", "satisfaction_drivers"):
        assert warehouse.ask(f"select count(*) from marts.{mart}").item() == 0
    assert warehouse.ask(
        "select branch, revenue, visits, new_clients, regular_clients, average_check, "
        "first_visit_retention_90d, no_show_rate, nps from marts.monthly_kpis"
    ).rows() == [("Main", 40.0, 1, 1, 0, 40.0, None, None, None)]
    # Nobody has a gap yet: no rhythm is known, and nobody is due.
    assert warehouse.ask("select count(*) from marts.cadences").item() == 0
    assert warehouse.ask("select count(*) from marts.call_list").item() == 0
    assert warehouse.ask("select count(*) from marts.revenue_bridge").item() == 0
    assert warehouse.ask("select count(*) from marts.losses").item() == 0
    assert warehouse.ask(
        "select step, clients, reached, share, days_seen, is_complete from marts.visit_ladder"
    ).rows() == [(2, 1, 0, None, 0, False)]


def test_a_salon_with_refunds_only(built):
    warehouse = built(
        booking_lines=[
            BOOKING_LINES,
            "B1,2026-03-02 10:00,Ada,+36 1 234 5678,Haircut,completed,-15.00,yes",
            "B2,2026-04-01 10:00,,,Haircut,completed,-10.00,yes",
        ]
    )
    assert warehouse.ask("select visits, revenue from marts.dim_clients").rows() == [(0, -15.0)]
    assert warehouse.ask("select count(*) from marts.fct_visits").item() == 0
    for mart in ("client_quarters", "rfm", "loyalty_types", "loyalty_stages", "rfm_migration"):
        assert warehouse.ask(f"select count(*) from marts.{mart}").item() == 0
    assert warehouse.ask(
        "select month(month_start) as month, revenue, visits, clients, average_check, arpu, "
        "unidentified_share from marts.monthly_kpis order by month_start"
    ).rows() == [(3, -15.0, 0, 0, None, None, 0.0), (4, -10.0, 0, 0, None, None, 1.0)]
    assert warehouse.ask(
        "select component, amount from marts.revenue_bridge where amount != 0 order by 1"
    ).rows() == [("average_check", 15.0), ("unidentified", -10.0)]
    empty = ("cadences", "call_list", "visit_ladder", "losses", "staff_quarters")
    for mart in empty:
        assert warehouse.ask(f"select count(*) from marts.{mart}").item() == 0, mart


def test_a_salon_where_everybody_comes_every_28_days(built):
    days = {
        "Ada": ("2026-01-05", "2026-02-02", "2026-03-02"),
        "Eva": ("2025-12-08", "2026-01-05", "2026-02-02"),
        "Ida": ("2026-03-29",),
        "Una": ("2026-03-01",),
    }
    warehouse = built(
        booking_lines=[
            BOOKING_LINES,
            *(
                f"{name}{day},{day} 10:00,{name},,Haircut,completed,40.00,"
                for name, visits in days.items()
                for day in visits
            ),
        ]
    )
    found = warehouse.ask("""
        select client_name, round(expected_gap_days, 6), round(lapsed_days, 6), days_since,
            round(overdue_score, 9)
        from marts.cadences join marts.client_contacts using (client_key) order by 1
    """)
    assert found.rows() == [
        ("Ada", 28.0, 28.0, 27, 0.0),
        ("Eva", 28.0, 28.0, 55, 1.0),
        ("Ida", 28.0, 28.0, 0, 0.0),
        ("Una", 28.0, 28.0, 28, 0.5),
    ]
    called = warehouse.ask("""
        select client_name, state from marts.call_list
        join marts.client_contacts using (client_key) order by 1
    """)
    assert called["client_name"].to_list() == ["Eva", "Una"]


def test_a_salon_that_everybody_recommends(built):
    answers = [f"A{number},2026-03-{number:02} 12:00,10,0-10,Hair" for number in range(1, 11)]
    warehouse = built(
        survey_responses=[
            "response_ref,submitted_at,recommend_score,recommend_scale,service_category",
            *answers,
        ]
    )
    (row,) = warehouse.ask(
        "select client_type, service_category, promoters, responses, nps, nps_low, nps_high, "
        "response_rate, reading from marts.nps_by_category"
    ).rows()
    assert row[:5] == ("unknown", "hair", 10, 10, 100.0)
    assert row[5:] == (pytest.approx(47.503552, abs=1e-6), 100.0, 1.0, "indicative")
    assert warehouse.ask(
        "select answered, invited, response_rate_1, refusal_rate_1 from marts.response_rates"
    ).rows() == [(10, 10, 1.0, 0.0)]
    # Whoever answered is of unknown type: there is nothing to weight by.
    assert warehouse.ask("select count(*) from marts.nps_weighted").item() == 0


def test_a_salon_whose_clients_are_all_alike(built):
    # Five clients came on the same three days, paid the same, answered the same.
    clients = [(f"Client {number}", f"+36 1 234 567{number}") for number in range(5)]
    days = ("2026-01-05", "2026-02-04", "2026-03-06")
    bookings = [
        f"{name} {day},{day} 10:00,{name},{phone},Haircut,completed,40.00,"
        for name, phone in clients
        for day in days
    ]
    answers = [f"{name},2026-03-06 20:00,10,0-10,{phone},0.5" for name, phone in clients]
    ratings = [f"{name},{factor},5,4" for name, _ in clients for factor in ("Price", "Staff")]
    warehouse = built(
        booking_lines=[BOOKING_LINES, *bookings],
        survey_responses=[
            "response_ref,submitted_at,recommend_score,recommend_scale,phone,wallet_share",
            *answers,
        ],
        survey_ratings=["response_ref,factor,rating,importance", *ratings],
    )
    assert warehouse.ask(
        "select segment, rf_segment, count(*) from marts.rfm group by all"
    ).rows() == [("R3F1M1", "New Customers", 5)]
    assert warehouse.ask(
        "select loyalty_types.loyalty_type, stage, band, own_spend_365d, wallet_gap, count(*) "
        "from marts.loyalty_types join marts.client_quarters using (client_key, quarter_start) "
        "join marts.share_of_wallet using (client_key, quarter_start) group by all"
    ).rows() == [("latent", "repeat", "shared", 120.0, 120.0, 5)]
    assert warehouse.ask(
        "select clients, responses, nps_weighted, standard_error, effective_responses "
        "from marts.nps_weighted"
    ).rows() == [(5, 5, 100.0, 0.0, 5.0)]
    assert warehouse.ask(
        "select factor, performance, importance, stated_quadrant, responses, csi "
        "from marts.satisfaction_drivers order by 1"
    ).rows() == [
        ("Price", 5.0, None, "keep up the good work", 5, 100.0),
        ("Staff", 5.0, None, "keep up the good work", 5, 100.0),
    ]
