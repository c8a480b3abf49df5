"""What a new client may cost and what a plan brings, by written-out and published figures."""

from io import BytesIO

import polars as pl
import pytest

from dashboard import budget, downloads, plans, spend_levels
from tests.dashboard.conftest import figures, said
from warehouse import builds
from warehouse.reading import Warehouse

TARGETS = {"target_ratio": 3.0, "target_month": 12}
# METHODS, golden: spend and new clients of five months, and what a client may cost.
SPEND, NEWCOMERS, ALLOWABLE = (
    [0, 50_000, 100_000, 150_000, 200_000],
    [10, 52, 81, 101, 114],
    1512.71,
)


@pytest.fixture(scope="session")
def metric(warehouse):
    return lambda expression: warehouse.ask(f"select metrics.{expression} as figure").item()


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")


def levels(cost, new_clients, allowable, tells=True):
    """Months by cost as the question `spend_levels` answers them."""
    rows = pl.DataFrame({"cost": cost, "new_clients": new_clients}).cast(pl.Float64)
    return rows.with_columns(
        (pl.col("cost") / pl.col("new_clients")).alias("cac"),
        (pl.col("new_clients") * allowable - pl.col("cost")).alias("surplus"),
        pl.lit(tells).alias("tells_more_money"),
    )


def test_a_deviation_is_that_of_a_sample(metric):
    # 2, 4, 4, 4, 5, 5, 7, 9: sum 40, squares 232, deviation 2.13809
    assert metric("deviation(40, 232, 8)") == pytest.approx(2.138090, abs=1e-6)
    assert metric("deviation(5, 25, 1)") is None
    assert metric("deviation(0, 0, 0)") is None


def test_a_plan_errs_by_those_seen_and_by_those_to_come(metric):
    assert metric("planned_error(120, 144, 1e12)") == pytest.approx(10)
    assert metric("planned_error(120, 144, 16)") == pytest.approx(31.622777, abs=1e-6)
    assert metric("planned_error(120, 0, 16)") is None


@pytest.mark.parametrize(("highest", "tells"), [(149.99, False), (150, True), (151, True)])
def test_months_that_cost_alike_tell_nothing(metric, highest, tells):
    assert metric(f"tells_more_money(100, {highest})") is tells


@pytest.mark.parametrize(
    ("value", "ratio", "back", "allowable"),
    [(4538.140339, 3, 4719, 1512.713446), (4538.14, 3, 1500, 1500), (4538.14, 1, 2541, 2541)],
)
def test_a_price_is_the_least_of_ratio_and_payback(metric, value, ratio, back, allowable):
    assert metric(f"allowable_cac({value}, {ratio}, {back})") == pytest.approx(allowable)


@pytest.mark.parametrize("known", ["null, 3, 1500", "4538.14, 3, null", "null, 3, null"])
def test_a_price_is_unknown_where_value_or_payback_is(metric, known):
    assert metric(f"allowable_cac({known})") is None


def test_a_price_stands_on_the_lower_end_of_the_value(ask, warehouse):
    spread = warehouse.ask(
        "select sum(clients) as n, sum(discounted_margin) as s, "
        "sum(discounted_margin_squared) as q from marts.first_years"
    ).row(0)
    n, s, q = map(float, spread)
    deviation = ((q - s * s / n) / (n - 1)) ** 0.5
    (row,) = ask("budget_prices", dimension="all", **TARGETS).to_dicts()
    low = row["clv_12m"] - 1.281552 * deviation / n**0.5
    assert row["clv_low"] == pytest.approx(low)
    assert row["clv_high"] - row["clv_12m"] == pytest.approx(row["clv_12m"] - low)
    back = row["margin_by_target_month"] * low / row["clv_12m"]
    assert row["allowable_cac"] == pytest.approx(min(low / 3, back))


def test_a_price_falls_with_the_ratio_and_with_less_time(ask):
    price = lambda ratio, month: ask(  # noqa: E731
        "budget_prices", dimension="all", target_ratio=ratio, target_month=month
    )["allowable_cac"].item()
    assert price(1.0, 12) > price(1.0, 1) > price(1.0, 0)
    assert price(6.0, 12) == pytest.approx(price(3.0, 12) / 2)


def test_the_value_of_a_channel_is_its_mean_line_as_in_acquisition(ask):
    prices = ask("budget_prices", dimension="acquisition_channel", **TARGETS)
    lines = ask("cohort_lines", dimension="acquisition_channel")
    at_twelve = lines.filter(pl.col("age_months") == 12)
    both = prices.join(at_twelve, on="slice_name")
    same = both["margin_by_target_month"].to_list()
    assert same == pytest.approx(both["cumulative_margin_per_client"].to_list())


@pytest.mark.parametrize(
    ("clients", "reading", "has_price"),
    [(9, "hidden", False), (10, "indicative", True), (29, "indicative", True), (30, "sound", True)],
)
def test_few_clients_have_no_price_or_one_with_reserve(
    own_workspace, publish, clients, reading, has_price
):
    publish(
        "delete from marts.first_years where acquisition_channel <> 'Meta Ads'",
        "create table kept as select * from marts.first_years limit 1",
        "delete from marts.first_years",
        f"insert into marts.first_years by name select * replace ({clients} as clients, "
        f"{clients} * 100.0 as discounted_margin, "
        f"{clients} * 10100.0 as discounted_margin_squared) "
        "from kept",
    )
    newest = Warehouse(builds.latest(own_workspace.warehouse))
    (row,) = newest.ask(
        "select * from metrics.new_clients_of("
        "'acquisition_channel', null, ['Meta Ads'], null, 3, 12)"
    ).to_dicts()
    assert (row["clients"], row["reading"]) == (clients, reading)
    assert [row[name] is not None for name in ("clv_low", "clv_high", "allowable_cac")] == (
        [has_price] * 3
    )


def plan(ask, **given):
    base = {"slice_name": "all", "dimension": "all", **TARGETS}
    rows = ask("budget_plan", **{**base, **given})
    return {(row["cost_case"], row["value_case"]): row for row in rows.to_dicts()}


def test_money_buys_clients_and_clients_cost_money(ask):
    by_money = plan(ask, is_money=True, amount=1000.0, cac=50.0)
    assert [by_money[case, "mid"]["new_clients"] for case in plans.COSTS] == pytest.approx(
        [1000 / 37.5, 20, 16]
    )
    by_clients = plan(ask, is_money=False, amount=20.0, cac=50.0)
    assert [by_clients[case, "mid"]["money"] for case in plans.COSTS] == [750, 1000, 1250]
    mid = by_clients["assumed", "mid"]
    assert mid["left_over"] == pytest.approx(20 * mid["clv"] - 1000)
    assert mid["ltv_to_cac"] == pytest.approx(mid["clv"] / 50)
    assert by_clients["assumed", "low"]["clv"] < mid["clv"] < by_clients["assumed", "high"]["clv"]


def test_a_client_costs_what_one_may_at_the_border(ask):
    price = ask("budget_prices", dimension="all", **TARGETS)["allowable_cac"].item()
    for cac, is_allowed in ((price, True), (price * 1.0001, False), (price * 0.9999, True)):
        rows = plan(ask, is_money=True, amount=1000.0, cac=cac)
        assert rows["assumed", "mid"]["is_allowed"] is is_allowed


def test_the_cost_is_back_in_the_first_month_that_covers_it(ask):
    line = ask("cohort_lines", dimension="all").sort("age_months")["cumulative_margin_per_client"]
    at = lambda cac: plan(ask, is_money=True, amount=1000.0, cac=cac)["assumed", "mid"]  # noqa: E731
    assert (at(line[0])["payback_month"], at(line[0])["payback_months"]) == (0, 0)
    halfway = (line[0] + line[1]) / 2
    assert (at(halfway)["payback_month"], at(halfway)["payback_months"]) == (1, pytest.approx(0.5))
    assert at(line[1])["payback_months"] == pytest.approx(1)
    assert at(line.max() * 1.01)["payback_month"] is None


def test_the_published_months_stop_where_a_further_client_costs_too_much():
    assert plain(
        spend_levels.where_to_stop(levels(SPEND, NEWCOMERS, ALLOWABLE), ALLOWABLE, "EUR")
    ) == (
        "Stop between €50,000 and €100,000 a month: beyond it a further client cost more than "
        "€1,513, even where the average of all still looks fine."
    )


@pytest.mark.parametrize(
    ("rows", "allowable", "words"),
    [
        (levels([100, 200], [10, 30], 20), 20, "Up to €200 a month, the most that was spent"),
        # The further client costs exactly what one may: no reason to stop before.
        (levels([100, 201], [10, 15], 20), 20, "Stop between €100 and €201 a month"),
        (levels([100, 199], [10, 15], 20), 20, "Up to €199 a month"),
        (levels([300, 900], [10, 20], 20), 20, "At every level a client cost €30 or more, and"),
        (levels([100, 110], [10, 9], 20, tells=False), 20, "A month cost €100 to €110: so alike"),
        (levels([100, 200], [10, 30], 20), None, "Without a price"),
        (levels([], [], 20), 20, "Spend of single months is not known"),
    ],
)
def test_where_to_stop_is_said_in_words(rows, allowable, words):
    assert plain(spend_levels.where_to_stop(rows, allowable, "EUR")).startswith(words)


@pytest.mark.parametrize(
    ("allowable", "cac", "knows", "words"),
    [
        (40.0, 50.0, True, "too dear by €10"),
        (40.0, 40.0, True, "€0 to spare"),
        (40.0, 35.5, True, "€4.50 to spare"),
        (40.0, None, True, "spent, and nobody new came"),
        (40.0, None, False, "cost not known"),
        (None, 50.0, True, "no price yet"),
    ],
)
def test_a_cost_is_held_against_the_price(allowable, cac, knows, words):
    row = {"allowable_cac": allowable, "cac": cac, "knows_spend": knows}
    assert plain(budget.verdict(row, "EUR")) == words


@pytest.mark.parametrize(
    ("cac", "further", "cost"), [(50.0, None, 50), (50.0, 30.0, 50), (50.0, 80.0, 80)]
)
def test_a_plan_begins_with_the_dearer_of_mean_and_further_clients(cac, further, cost):
    rows = pl.DataFrame({"marginal_cac": [None, further]}, schema={"marginal_cac": pl.Float64})
    assert plans.known_cost({"cac": cac}, rows) == cost


def test_an_unknown_cost_stays_unknown():
    rows = pl.DataFrame({"marginal_cac": [None, 9.0]})
    assert plans.known_cost({"cac": None}, rows) is None


def test_unknown_spend_is_named_with_what_to_load_and_never_0(open_app, demo_workspace):
    app = open_app(demo_workspace, "budget")
    assert "is not known and not taken for 0: load the export of the ads" in said(app)
    assert "Walk-In" in plain(said(app))
    prices = app.dataframe[0].value.set_index("group")
    assert prices.loc["Walk-In", "cac"] != 0


def test_a_link_opens_the_plan_as_it_was_made(open_app, demo_workspace):
    app = open_app(
        demo_workspace,
        "budget",
        **{"ratio": "2", "payback": "6", "given": "New clients wanted", "newcomers": "40"},
        **{"prices": "All together", "cost": "25"},
    )
    assert not app.exception
    assert figures(app)["New clients"] == "40"
    assert figures(app)["Money"] == plain_money(1000)
    assert "divided by 2: that is what one may cost, and no more than has come back 6" in plain(
        said(app)
    )


def plain_money(amount):
    return f"€{amount:,}"


def test_who_does_not_know_the_cost_is_asked_for_it(open_app, demo_workspace):
    app = open_app(demo_workspace, "budget", prices="All together")
    assert not app.exception
    assert "Fill in what one more new client costs" in said(app)
    assert not app.metric


def test_a_workbook_has_the_plan_and_its_assumptions_as_data():
    rows = pl.DataFrame({"Name": ["=1+1", "+36", "http://x"], "Amount": [1.5, None, -2.0]})
    content = downloads.xlsx({"Assumptions": rows, "Empty": rows.clear()})
    back = pl.read_excel(BytesIO(content), sheet_name="Assumptions", engine="calamine")
    assert back["Name"].to_list() == ["=1+1", "+36", "http://x"]
    assert back["Amount"].to_list() == [1.5, None, -2.0]
    assert b"<f>" not in content
