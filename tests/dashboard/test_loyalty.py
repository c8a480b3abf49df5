"""Kinds of loyalty: how far they are known, what they are worth, what to do with each."""

from datetime import date

import polars as pl
import pytest

from dashboard import campaign_choice, loyalty, loyalty_categories, serving
from tests.dashboard.conftest import said

NEWEST = date(2026, 10, 1)
SPACE = "\N{NO-BREAK SPACE}"
ONE_CLIENT = """
    delete from marts.client_quarters
    where client_key != (
        select client_key from marts.loyalty_types
        where quarter_start = '2026-10-01' and loyalty_type = 'true'
        order by client_key limit 1
    )
"""


@pytest.fixture
def kinds():
    """Three kinds by type, clients, worth and reading."""

    def made(*rows):
        columns = ("loyalty_type", "clients", "worth", "reading")
        return pl.DataFrame(rows, schema=columns, orient="row")

    return made


def test_the_kinds_hold_every_client_and_their_money_once(ask, warehouse):
    groups = ask("loyalty_groups", quarter=NEWEST)
    kinds = groups.filter("is_whole_kind")
    parts = groups.filter(~pl.col("is_whole_kind"))
    clients, revenue, gap = warehouse.ask(f"""
        select count(*), sum(revenue_365d), (
            select sum(wallet_gap) from marts.share_of_wallet where quarter_start = '{NEWEST}'
        )
        from marts.loyalty_types where quarter_start = '{NEWEST}'
    """).row(0)
    for rows in (kinds, parts):
        assert rows["clients"].sum() == clients
        assert rows["revenue_365d"].sum() == pytest.approx(revenue)
        assert rows["wallet_gap"].sum() == pytest.approx(gap)
    known = kinds.filter(pl.col("loyalty_type") != "unknown")
    assert known["share_of_known"].sum() == pytest.approx(1)
    assert (known["share_low"] < known["share_of_known"]).all()
    assert (known["share_of_known"] < known["share_high"]).all()


@pytest.mark.parametrize(
    ("kind", "worth"), [("true", 100.0), ("latent", 22.0), ("spurious", 100.0), ("none", 100.0)]
)
def test_who_likes_the_salon_and_spends_elsewhere_is_worth_the_margin_of_that(
    warehouse, kind, worth
):
    # 100 of margin to come, 40 spent elsewhere, a margin of 0.55.
    asked = f"select metrics.loyalty_worth('{kind}', 100.0, 40.0) as worth"
    assert warehouse.ask(asked).item() == pytest.approx(worth)


def test_values_stand_in_thirds_of_the_clients(warehouse):
    found = warehouse.ask("""
        select value_third, count(*) as clients, min(clv_12m) as low, max(clv_12m) as high
        from marts.client_value where value_third is not null group by value_third order by low
    """)
    assert found["value_third"].to_list() == ["low", "middle", "high"]
    assert found["high"][0] < found["low"][1]
    assert found["high"][1] < found["low"][2]
    assert found["clients"].max() - found["clients"].min() <= 0.05 * found["clients"].sum()


def test_the_reading_names_whom_to_turn_to_first(kinds):
    said_of = loyalty.reading(
        kinds(
            ("true", 50, 900.0, "sound"),
            ("latent", 12, 300.0, "indicative"),
            ("spurious", 10, 310.0, "indicative"),
            ("unknown", 128, 4000.0, "sound"),
        ),
        "EUR",
    )
    assert said_of.replace(SPACE, " ") == (
        "The loyalty of 72 of 200 clients (36.0%) is known, because they answered. **Turn first to "
        "10 clients whose loyalty is spurious**: they come and do not recommend the salon, and "
        "€310 of margin in 12 months may leave with them."
    )


def test_a_group_of_fewer_than_ten_is_not_turned_to(kinds):
    said_of = loyalty.reading(
        kinds(("latent", 9, 300.0, "hidden"), ("unknown", 1, None, "hidden")), "EUR"
    )
    assert said_of.endswith("They are too few to tell whom to turn to first.")


def test_without_answers_the_reading_says_what_to_ask(kinds):
    said_of = loyalty.reading(kinds(("unknown", 5, None, "hidden")), "EUR")
    assert said_of.replace(SPACE, " ").startswith("Of none of 5 clients the loyalty is known")


def test_categories_of_which_fewer_than_ten_are_known_are_left_out(ask):
    rows = ask("loyalty_by_category", quarter=NEWEST)
    hidden = rows.filter(pl.col("reading") == "hidden")
    assert (hidden["clients_known"] < 10).all()
    assert (rows.filter(pl.col("reading") != "hidden")["clients_known"] >= 10).all()
    shares = rows.group_by("service_category").agg(pl.sum("share_of_known"))["share_of_known"]
    assert shares.to_list() == pytest.approx([1.0] * shares.len())


def test_the_categories_are_read_from_best_to_worst():
    rows = pl.DataFrame(
        {
            "category": ["Hair", "Nails", "Hair"],
            "loyalty_type": ["true", "true", "none"],
            "share_of_known": [0.25, 0.5, 0.75],
            "clients_known": [40, 10, 40],
        }
    )
    assert loyalty_categories.reading(rows).replace(SPACE, " ") == (
        "True loyalty is most frequent in Nails: 50.0% of 10 clients known. "
        "It is rarest in Hair: 25.0% of 40."
    )


def test_a_link_opens_a_kind_and_its_clients(open_app, demo_workspace, ask):
    groups = ask("loyalty_groups", quarter=NEWEST).filter("is_whole_kind")
    clients = dict(groups.select("loyalty_type", "clients").iter_rows())
    app = open_app(demo_workspace, "loyalty", kind="True")
    assert not app.exception
    assert app.selectbox(key="kind").value == "true"
    listed = app.dataframe[0].value
    assert len(listed) == clients["true"]
    assert listed["client_name"].notna().all()
    assert loyalty.ACTIONS["true"] in said(app)


def test_without_contacts_a_kind_lists_nobodys_name(open_app, demo_workspace, monkeypatch):
    monkeypatch.setenv(serving.CONTACTS, serving.HIDDEN)
    app = open_app(demo_workspace, "loyalty", kind="True")
    assert not app.exception
    assert not {"client_name", "phone"} & set(app.dataframe[0].value.columns)
    assert "Names, phones and e-mails are not shown" in said(app)


def test_a_group_leads_to_the_campaign_that_chooses_it(open_app, demo_workspace, ask):
    groups = ask("loyalty_groups", quarter=NEWEST).filter(~pl.col("is_whole_kind"))
    group = groups.filter(pl.col("loyalty_type") == "true").row(0, named=True)
    app = open_app(demo_workspace, "campaign", **loyalty.campaign(group))
    assert app.multiselect(key="loyalty").value == ["true"]
    assert app.multiselect(key="worth").value == [group["value_third"]]
    assert app.multiselect(key="wallet").value == [group["wallet_band"]]
    assert app.metric[0].value == str(group["clients"])


def test_groups_to_turn_to_are_known_many_and_worth_something():
    rows = pl.DataFrame(
        {
            "loyalty_type": ["true", "unknown", "none", "latent", "spurious", "none", "none"],
            "reading": ["sound", "sound", "hidden", "sound", "sound", "sound", "sound"],
            "worth": [9.0, 8.0, 7.0, 6.0, 5.0, None, 1.0],
        }
    )
    assert loyalty.first_groups(rows)["worth"].to_list() == [6.0, 5.0, 1.0]


def test_a_salon_without_surveys_is_told_what_to_ask(open_app, own_workspace, publish):
    publish(
        "update marts.loyalty_types set loyalty_type = 'unknown', attitude = 'unknown'",
        "update marts.client_quarters set loyalty_type = 'unknown'",
        "delete from marts.share_of_wallet",
        "delete from marts.fct_survey_responses",
    )
    app = open_app(own_workspace.root, "loyalty", kind="True")
    assert not app.exception
    assert "**Ask one question after the visit**" in said(app)
    assert "Of no service category the loyalty of 10 clients is known." in said(app)
    assert "nobody's loyalty is known at both ends" in said(app)


def test_one_client_alone_is_shown(open_app, own_workspace, publish):
    publish(ONE_CLIENT)
    app = open_app(own_workspace.root, "loyalty")
    assert not app.exception
    assert "The loyalty of 1 of 1 client (100.0%) is known" in said(app).replace(SPACE, " ")
    assert "They are too few to tell whom to turn to first." in said(app)


def test_every_kind_has_its_words():
    kinds = set(loyalty.KINDS)
    assert kinds == set(loyalty.MEANINGS) == set(loyalty.ACTIONS) == set(loyalty.WORTHS)
    assert kinds == set(campaign_choice.LOYALTY)
