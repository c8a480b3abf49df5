"""Whom a campaign reaches, whom it leaves alone, and what it brought, by written-out figures."""

from datetime import date

import polars as pl
import pytest
from scipy import stats

from dashboard import lift as lifts
from dashboard.campaign_choice import REASONS, Choice
from tests.dashboard.conftest import figures, said
from warehouse import campaigns as stored

NEWEST = {"quarter": date(2026, 10, 1), "holdout_share": 0.1}
NOBODY_CHOSEN = Choice((), (), (), (), (), None, 0.1)


@pytest.fixture(scope="session")
def metric(warehouse):
    return lambda expression: warehouse.ask(f"select metrics.{expression} as figure").item()


@pytest.fixture(scope="session")
def clients(warehouse):
    return warehouse.ask(
        "select * from metrics.campaign_clients_of(date '2026-10-01', null, null, null, null)"
    )


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")


def remembered(workspace):
    return stored.remembered(workspace)[0]


def test_everybody_of_the_quarter_stands_in_one_row(clients, warehouse):
    everybody = warehouse.ask(
        "select client_key from marts.client_quarters where quarter_start = date '2026-10-01'"
    )
    assert sorted(clients["client_key"]) == sorted(everybody["client_key"])


def test_who_is_due_is_left_alone_for_the_reason_of_the_call_list(clients, warehouse):
    suppressed = warehouse.ask(
        "select distinct client_key, suppressed_by from marts.call_list_suppressed"
    )
    both = suppressed.join(clients, on="client_key")
    assert both.height == suppressed.height > 0
    assert both["suppressed_by"].to_list() == both["suppressed_by_right"].to_list()
    free = warehouse.ask("select distinct client_key from marts.call_list")
    assert free.join(clients, on="client_key")["suppressed_by"].null_count() == free.height > 0


def test_who_is_held_out_of_calls_is_held_out_of_campaigns(clients, warehouse):
    calls = warehouse.ask("select distinct client_key, is_holdout from marts.call_list")
    both = calls.join(clients, on="client_key")
    assert (both["lot"] < 0.1).to_list() == both["is_holdout"].to_list()


def test_thirds_hold_equal_values_together(clients):
    known = clients.filter(pl.col("clv_12m").is_not_null())
    assert known.group_by("clv_12m").agg(pl.n_unique("value_third"))["value_third"].max() == 1
    lowest = {third: rows["clv_12m"].min() for (third,), rows in known.group_by("value_third")}
    highest = {third: rows["clv_12m"].max() for (third,), rows in known.group_by("value_third")}
    assert highest["middle"] < lowest["high"]


@pytest.mark.parametrize(
    ("condition", "column", "value"),
    [
        ("loyalty_types", "loyalty_type", "spurious"),
        ("value_thirds", "value_third", "high"),
        ("wallet_bands", "wallet_band", "at_risk"),
        ("segments", "rf_segment", "Champions"),
        ("overdue_states", "overdue_state", "overdue"),
    ],
)
def test_a_condition_chooses_its_clients(ask, clients, condition, column, value):
    counts = ask("campaign_counts", **NEWEST, **{condition: [value]})
    assert counts["clients"].sum() == clients.filter(pl.col(column) == value).height > 0


def test_a_least_value_counts_from_its_border_on(ask, clients):
    border = clients["clv_12m"].sort(nulls_last=True)[200]
    expected = clients.filter(pl.col("clv_12m") >= border).height
    assert ask("campaign_counts", **NEWEST, least_value=border)["clients"].sum() == expected


def test_the_arms_hold_those_who_may_be_written_to_and_nobody_else(ask, clients):
    keys = ask("campaign_keys", **NEWEST)
    free = clients.filter(pl.col("suppressed_by").is_null())
    assert sorted(keys["client_key"]) == sorted(free["client_key"])
    held = ask("campaign_counts", **NEWEST).filter(pl.col("suppressed_by").is_null())["held_out"]
    assert keys["is_held_out"].sum() == held.item() > 0


def test_a_larger_hold_out_holds_the_smaller_one(ask):
    held = {
        share: set(
            ask("campaign_keys", **NEWEST | {"holdout_share": share}).filter("is_held_out")[
                "client_key"
            ]
        )
        for share in (0.0, 0.1, 0.3)
    }
    assert held[0.0] < held[0.1] < held[0.3]


def test_overlaps_are_counted_by_pairs(ask, clients):
    chosen = {"loyalty_types": ["unknown"], "segments": ["Champions"], "value_thirds": ["high"]}
    rows = ask("campaign_overlaps", **NEWEST, **chosen)
    assert rows.height == 3
    (pair,) = rows.filter(condition="loyalty", other="segment").to_dicts()
    unknown, champions = pl.col("loyalty_type") == "unknown", pl.col("rf_segment") == "Champions"
    assert pair["clients"] == clients.filter(unknown).height
    assert pair["other_clients"] == clients.filter(champions).height
    assert pair["shared_clients"] == clients.filter(unknown & champions).height
    assert ask("campaign_overlaps", **NEWEST, segments=["Champions"]).is_empty()


def test_the_lift_is_the_difference_of_means_and_its_error_that_of_welch(metric):
    # Written to: 1, 2, 3, 4, 5 (mean 3, variance 2.5); held out: 0, 1, 2 (mean 1, variance 1).
    assert metric("lift(15, 5, 3, 3)") == pytest.approx(2)
    expected = (2.5 / 5 + 1 / 3) ** 0.5
    assert metric("lift_error(15, 55, 5, 3, 5, 3)") == pytest.approx(expected)
    assert metric("lift(15, 5, 0, 0)") is None
    assert metric("lift_error(15, 55, 5, 4, 16, 1)") is None


@pytest.mark.parametrize(
    ("days", "treated", "held_out", "reading"),
    [
        (27, 300, 30, "too_early"),
        (28, 300, 30, "sound"),
        (28, 300, 29, "too_few"),
        (28, 29, 300, "too_few"),
        (27, 300, 0, "nobody"),
        (90, 0, 30, "nobody"),
    ],
)
def test_a_lift_is_read_when_time_and_people_suffice(metric, days, treated, held_out, reading):
    assert metric(f"lift_reading({days}, {treated}, {held_out})") == reading


def test_the_lift_of_a_campaign_is_that_of_the_visits_since(ask, warehouse):
    since = date(2026, 6, 30)
    keys = warehouse.ask("select client_key from marts.dim_clients order by client_key")
    treated, held_out = keys["client_key"][:200].to_list(), keys["client_key"][200:].to_list()
    (row,) = ask("campaign_lift", treated=treated, held_out=held_out, since=since).to_dicts()
    visits = warehouse.ask("select client_key, revenue, visit_date from marts.fct_visits")
    spent = (
        visits.filter(pl.col("visit_date") > since)
        .group_by("client_key")
        .agg(pl.sum("revenue"), pl.len().alias("visits"))
    )
    of_all = keys.join(spent, on="client_key", how="left").fill_null(0)
    first = of_all.filter(pl.col("client_key").is_in(treated))
    second = of_all.filter(pl.col("client_key").is_in(held_out))
    assert (row["treated"], row["held_out"], row["days_seen"]) == (200, second.height, 123)
    for what in ("revenue", "visits"):
        tried = stats.ttest_ind(first[what], second[what], equal_var=False)
        difference = first[what].mean() - second[what].mean()
        assert row[f"{what}_lift"] == pytest.approx(difference)
        error = (row[f"{what}_high"] - row[f"{what}_low"]) / 2 / 1.959964
        assert difference / error == pytest.approx(tried.statistic)


def lift(**changes):
    row = {
        "treated": 300,
        "held_out": 40,
        "days_seen": 90,
        "reading": "sound",
        "visits_per_client": 1.5,
        "visits_per_client_out": 1.0,
        "visits_low": 0.1,
        "visits_high": 0.9,
        "revenue_per_client": 80.0,
        "revenue_per_client_out": 60.0,
        "revenue_low": 5.0,
        "revenue_high": 35.0,
    }
    return plain(lifts.in_words({**row, **changes}, "EUR"))


def test_a_lift_is_said_with_the_band_it_lies_in():
    assert lift() == (
        "90 days of data since, 300 clients written to, 40 clients held out. Per client: €80 "
        "against €60, with 95% certainty €5 to €35 more; 1.50 visits against 1.00 visits, with "
        "95% certainty 0.10 visits to 0.90 visits more. **It brought money**: more than chance "
        "explains."
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"revenue_low": 0.0}, "Within noise"),
        ({"revenue_low": -9.0, "revenue_high": -0.01}, "It cost revenue"),
        ({"reading": "too_few"}, "Too few to be sure"),
        ({"reading": "too_early", "days_seen": 27}, "Too early: 27 days of data since"),
        ({"reading": "nobody", "held_out": 0}, "nothing to compare with"),
    ],
)
def test_what_a_lift_does_not_say_is_said(changes, words):
    assert words in lift(**changes)
    assert ("brought money" in lift(**changes)) is False


def test_conditions_are_said_in_words():
    choice = Choice(("spurious", "none"), ("high",), (), ("Champions",), (), 100.0, 0.1)
    assert plain(choice.in_words("EUR")) == (
        "Spurious: come and do not recommend it or None: neither; value: Upper third; Champions; "
        "value from €100"
    )
    assert NOBODY_CHOSEN.in_words("EUR") == "everybody"


def test_every_reason_has_its_words(warehouse):
    reasons = warehouse.ask("select distinct suppressed_by from metrics.suppressed_clients()")
    assert set(reasons["suppressed_by"]) <= set(REASONS)


def test_a_member_of_staff_narrows_whom_to_write_to(open_app, demo_workspace, warehouse):
    ((staff, clients),) = warehouse.ask("""
        select staff, count(distinct client_number) as clients
        from marts.fct_visit_lines
        where quarter_start = date '2026-10-01' and visit_number is not null and staff is not null
        group by staff
        order by clients, staff
        limit 1
    """).rows()
    app = open_app(demo_workspace, "campaign", staff=staff)
    assert figures(app)["Clients who fit"] == f"{clients:,}"


def test_a_campaign_is_remembered_listed_and_never_changes(open_app, own_workspace, warehouse):
    # Enough of them that somebody is held out, whatever the salon's secret draws.
    groups = ["Champions", "Hibernating"]
    app = open_app(own_workspace.root, "campaign", segment=groups)
    assert "None yet" in said(app)
    app.text_input(key="campaign_name").set_value("Autumn").run()
    app.button[0].click().run()
    assert not app.exception
    (kept,) = remembered(own_workspace)
    assert f"{len(kept.treated):,}" == figures(app)["To write to"]
    assert "Too early: 0" in plain(said(app))
    assert len(app.dataframe[0].value) == len(kept.treated) > 0
    assert kept.chosen_by.startswith("Champions or Hibernating (2026 Q4")
    names = set(warehouse.ask("select client_name from marts.client_contacts")["client_name"])
    (file,) = own_workspace.campaigns.glob("*.json")
    text = file.read_text("utf-8")
    assert not any(name and name in text for name in names)

    both = f"{len(kept.treated)} clients of those to write to are in the campaign Autumn of 31 Oct"
    assert both in plain(said(app))

    app.multiselect(key="segment").set_value(["Loyal Customers"]).run()
    assert "in the campaign Autumn" not in plain(said(app))
    assert len(app.dataframe[0].value) == len(kept.treated)
    app.text_input(key="campaign_name").set_value("autumn").run()
    app.button[0].click().run()
    assert "take another name" in app.error[0].value
    assert remembered(own_workspace) == [kept]


def test_an_old_campaign_is_measured_against_those_held_out(open_app, own_workspace, warehouse):
    # Keys depend on the salon's secret: drawn by them, other clients would be chosen in every run.
    keys = warehouse.ask("""
        select client_key
        from marts.dim_clients
        order by hash(first_visit_date), revenue, last_visit_date, visits
    """)
    stored.remember(
        own_workspace,
        stored.Campaign(
            name="Summer",
            day=date(2026, 6, 30),
            chosen_by="everybody",
            build="regulars-1.duckdb",
            holdout_share=0.3,
            treated=tuple(keys["client_key"][:200]),
            held_out=(*keys["client_key"][200:260], "a card that was joined to another"),
        ),
    )
    # Nobody is chosen for a new one, which takes nothing from those that are remembered.
    address = {"campaign": "Summer", "least": "1000000"}
    words = plain(said(open_app(own_workspace.root, "campaign", **address)))
    assert "No clients of these groups in this slice" in words
    assert "123 days of data since, 200 clients written to, 60 clients held out." in words
    assert "with 95% certainty" in words
    assert "Within noise" in words


def test_a_campaign_without_a_name_is_not_remembered(open_app, own_workspace):
    app = open_app(own_workspace.root, "campaign")
    app.button[0].click().run()
    assert "Give the campaign a name first." in app.error[0].value
    assert remembered(own_workspace) == []


def test_who_must_be_left_alone_by_now_is_not_on_the_list(open_app, own_workspace, publish):
    app = open_app(own_workspace.root, "campaign", segment="Champions")
    app.text_input(key="campaign_name").set_value("Autumn").run()
    app.button[0].click().run()
    (kept,) = remembered(own_workspace)
    publish(
        "update marts.campaign_clients set suppressed_by = 'blocked' "
        f"where client_key = '{kept.treated[0]}'"
    )
    app.run()
    assert len(app.dataframe[0].value) == len(kept.treated) - 1
    assert "1 client of the campaign must be left alone by now" in plain(said(app))


def test_a_file_that_cannot_be_read_is_named(open_app, own_workspace):
    own_workspace.campaigns.mkdir()
    (own_workspace.campaigns / "2026-01-01-broken.json").write_text("{", "utf-8")
    app = open_app(own_workspace.root, "campaign")
    assert not app.exception
    assert "2026-01-01-broken.json" in plain(app.warning[0].value)
