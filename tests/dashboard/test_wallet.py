"""Share of wallet: a ratio of sums with its interval, bands, and the rule of places beside it."""

from datetime import date

import polars as pl
import pytest

from dashboard import serving, wallet
from tests.dashboard.conftest import said
from warehouse import builds
from warehouse.reading import Warehouse

NEWEST = date(2026, 10, 1)
SPACE = "\N{NO-BREAK SPACE}"


def telling(*rows):
    """Statements that leave only these wallets: (basis, share, place, salons, spent here)."""
    values = ", ".join(
        f"({number}, '{basis}', {share}, {rank}, {salons}, {spent})"
        for number, (basis, share, rank, salons, spent) in enumerate(rows, start=1)
    )
    return (
        "delete from marts.share_of_wallet",
        f"""
        insert into marts.share_of_wallet
        select
            client.client_key, client.client_number, client.client_type, client.last_branch,
            told.basis,
            metrics.wallet_band(told.share), told.share, told.share,
            round(metrics.rank_share(told.rank, told.salons), 6), told.rank, told.salons,
            told.spent, told.spent / told.share, told.spent / told.share - told.spent,
            12, client.category_mix, false, client.quarter_start, client.as_of
        from (values {values}) as told (number, basis, share, rank, salons, spent)
        inner join (
            select *, row_number() over (order by client_key) as number
            from marts.client_quarters where quarter_start = '2026-10-01'
        ) as client on told.number = client.number
        """,
    )


@pytest.fixture
def told(own_workspace, publish, ask_of):
    """Ask a question of a salon whose clients told just that."""

    def asked(question, rows, **given):
        publish(*telling(*rows))
        return ask_of(Warehouse(builds.latest(own_workspace.warehouse)), question, **given)

    return asked


def test_the_share_of_the_salon_is_the_published_ratio_of_sums(told):
    rows = [("survey", 0.6, "null", "null", 24000), ("survey", 0.1, "null", "null", 5000)]
    total = told("wallet_total", rows, quarter=NEWEST).row(0, named=True)
    assert (total["clients_known"], total["wallet_size"], total["wallet_gap"]) == (2, 90000, 61000)
    assert total["share_of_wallet"] == pytest.approx(29000 / 90000)
    # Residuals 24000 - 40000 R and 5000 - 50000 R are 11111.11 and -11111.11.
    assert total["share_low"] == 0
    assert total["share_high"] == pytest.approx(0.806164, abs=1e-6)
    assert total["reading"] == "hidden"


def test_the_share_of_one_client_has_no_interval(told):
    total = told("wallet_total", [("survey", 0.5, "null", "null", 100)], quarter=NEWEST)
    assert total["share_of_wallet"].item() == 0.5
    assert total["share_low"].item() is None


def test_who_paid_nothing_has_a_wallet_of_unknown_share(told):
    rows = [("survey", 0.5, "null", "null", 0), ("survey", 0.2, "null", "null", 0)]
    total = told("wallet_total", rows, quarter=NEWEST).row(0, named=True)
    bounds = ("share_of_wallet", "share_low", "share_high")
    assert [total[name] for name in bounds] == [None, None, None]


def test_clients_who_all_say_the_same_leave_no_doubt(told):
    rows = [("survey", 0.5, "null", "null", spent) for spent in (100, 200, 40)]
    total = told("wallet_total", rows, quarter=NEWEST).row(0, named=True)
    assert (total["share_low"], total["share_high"]) == (
        pytest.approx(0.5, abs=1e-6),
        pytest.approx(0.5, abs=1e-6),
    )


def test_shares_on_a_border_stand_in_the_tenth_above_it(told):
    shares = (0.05, 0.1, 0.3, 0.49, 0.5, 0.69, 0.7, 0.9, 1.0)
    rows = [("survey", share, "null", "null", 10) for share in shares]
    found = told("wallet_distribution", rows, quarter=NEWEST)
    assert found.select("tenth", "band", "clients").rows() == [
        (0, "at_risk", 1),
        (1, "at_risk", 1),
        (3, "at_risk", 1),
        (4, "at_risk", 1),
        (5, "shared", 1),
        (6, "shared", 1),
        (7, "core", 1),
        (9, "core", 2),
    ]


def test_the_bands_add_up_to_the_salon(ask):
    total = ask("wallet_total", quarter=NEWEST).row(0, named=True)
    bands = ask("wallet_bands", quarter=NEWEST)
    spread = ask("wallet_distribution", quarter=NEWEST)
    groups = ask("wallet_groups", quarter=NEWEST, split="branch")
    assert bands["clients"].sum() == spread["clients"].sum() == total["clients_known"] > 0
    assert groups["clients_known"].sum() == total["clients_known"]
    for rows in (bands, spread, groups):
        assert rows["wallet_gap"].sum() == pytest.approx(total["wallet_gap"])
    assert bands["share_of_gap"].sum() == pytest.approx(1)


def test_what_is_told_stands_beside_what_the_place_says(told):
    rows = [
        ("survey", 0.5, 1, 2, 100),  # the place says two thirds
        ("survey", 0.8, 1, 2, 200),
        ("survey", 0.4, 2, 2, 60),  # and here one third
        ("rank", 0.5, 1, 3, 90),  # nothing was told
        ("survey", 0.4, "null", "null", 80),  # no place
    ]
    found = told("wallet_rank_rule", rows, quarter=NEWEST)
    total, first, second = found.rows(named=True)
    assert (total["is_total"], total["clients"]) == (True, 3)
    assert total["share_told"] == pytest.approx(360 / (200 + 250 + 150))
    assert total["share_ruled"] == pytest.approx(360 / (150 + 300 + 180), abs=1e-5)
    assert (total["several_share"], total["salons_mean"]) == (1.0, 2.0)
    assert (first["own_rank"], first["clients"]) == (1, 2)
    assert first["share_told"] == pytest.approx(300 / 450)
    assert first["difference"] == pytest.approx(0, abs=1e-5)
    assert second["gap_told"] == pytest.approx(90)
    assert second["gap_ruled"] == pytest.approx(120, abs=1e-3)


def test_the_reading_of_the_rule_says_where_the_two_part():
    total = {
        "clients": 30,
        "share_told": 0.6,
        "share_ruled": 0.5,
        "gap_told": 1000.0,
        "gap_ruled": 1500.0,
        "several_share": 0.4,
        "salons_mean": 1.4,
    }
    places = pl.DataFrame(
        {
            "place": ["place 1 of 2", "place 2 of 2", "place 3 of 3"],
            "reading": ["sound", "sound", "hidden"],
            "share_told": [0.6, 0.55, 0.9],
            "share_ruled": [0.666, 0.333, 0.1],
            "difference": [0.066, -0.217, -0.8],
        }
    )
    currency = type("Salon", (), {"currency": "EUR"})()
    text = wallet.rule_reading(total, places, currency).replace(SPACE, " ")
    assert text == (
        "Of 30 clients who told both, the share told is 60.0% and the place says 50.0%; €1,000 "
        "goes elsewhere as told, €1,500 by the place. They part most where the salon is place 2 of "
        "2: 55.0% told, 33.3% by the place. 40.0% use several salons, 1.4 on average: the rule is "
        "meant for such clients."
    )
    few = wallet.rule_reading({**total, "several_share": 0.39}, places, currency)
    assert "the rule is meant for clients who use more" in few


def test_nine_tellers_are_too_few_for_a_share_and_ten_are_not(open_app, own_workspace, publish):
    rows = [("survey", 0.5, "null", "null", 100)] * 10
    publish(*telling(*rows[:9]))
    assert "Too few for a share, which needs 10." in said(open_app(own_workspace.root, "wallet"))
    publish(*telling(*rows), name="regulars-20270102T000000000000.duckdb")
    text = said(open_app(own_workspace.root, "wallet"))
    assert "**50.0% of it comes here** (with 95% certainty 50.0% to 50.0% of all like them)" in text
    assert "€1,000 a year goes to other salons" in text


def test_the_page_of_one_teller_says_what_it_can(open_app, own_workspace, publish):
    publish(*telling(("rank", 1.0, "null", 1, 50)))
    app = open_app(own_workspace.root, "wallet")
    assert not app.exception
    assert "Too few for a share" in said(app)
    assert "Nobody told both a share and the salon's place" in said(app)


def test_a_salon_that_asked_nobody_is_told_what_to_ask(open_app, own_workspace, publish):
    publish("delete from marts.share_of_wallet")
    app = open_app(own_workspace.root, "wallet")
    assert not app.exception
    assert "**Ask in the next survey**" in said(app)
    assert not app.dataframe


def test_a_band_lists_its_clients_by_what_they_spend_elsewhere(open_app, demo_workspace, ask):
    bands = dict(ask("wallet_bands", quarter=NEWEST).select("band", "clients").iter_rows())
    app = open_app(demo_workspace, "wallet", band=wallet.BANDS["at_risk"])
    listed = next(table.value for table in app.dataframe if "client_name" in table.value)
    assert len(listed) == bands["at_risk"] > 0
    assert listed["wallet_gap"].is_monotonic_decreasing


def test_without_contacts_nobody_is_named(open_app, demo_workspace, monkeypatch):
    monkeypatch.setenv(serving.CONTACTS, serving.HIDDEN)
    app = open_app(demo_workspace, "wallet")
    assert not app.exception
    assert not any("client_name" in table.value for table in app.dataframe)
