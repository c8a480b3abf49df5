"""Staff and branches: fair with like clients, chance told apart, lost to a branch or the chain."""

from datetime import date

import polars as pl
import pytest

from dashboard import branch_losses, team
from tests.dashboard.conftest import said
from warehouse import builds
from warehouse.reading import Warehouse

QUARTER = date(2026, 7, 1)
SPACE = "\N{NO-BREAK SPACE}"


def serving(*rows):
    """Statements that leave only these visits: (staff, client type, visits, rebooked of them)."""
    values = ", ".join(f"('{who}', '{kind}', {n}, {hits})" for who, kind, n, hits in rows)
    return (
        "delete from marts.fct_staff_visits",
        "delete from marts.fct_visit_lines",
        "delete from marts.revenue_cells",
        f"""
        insert into marts.fct_staff_visits
        select
            staff, number, 'Centre', kind, case kind when 'new' then 1 else 9 end,
            case kind when 'new' then 1 else 5 end, 0, number <= rebooked, true,
            number <= rebooked, date '2026-07-01'
        from (values {values}) as served (staff, kind, visits, rebooked)
        cross join generate_series(1, 400) as numbers (number)
        where number <= visits
        """,
    )


@pytest.fixture
def compared(own_workspace, publish, ask_of):
    """Compare staff by a figure, after just these visits."""

    def made(*rows, figure="rebooking_rate", **given):
        publish(*serving(*rows))
        opened = Warehouse(builds.latest(own_workspace.warehouse))
        found = ask_of(opened, "staff_beside", quarters=[QUARTER], scale="0-10", **given)
        return {row["staff"]: row for row in found.rows(named=True) if row["figure"] == figure}

    return made


def test_who_has_other_clients_is_held_beside_the_rest_with_like_ones(compared):
    # Of regular clients both rebook 60 in 100, of new ones 20 in 100: Eva merely has more regulars.
    found = compared(
        ("Eva", "regular", 150, 90),
        ("Eva", "new", 50, 10),
        ("Flora", "regular", 50, 30),
        ("Flora", "new", 150, 30),
    )
    assert (found["Eva"]["value"], found["Flora"]["value"]) == (0.5, 0.3)
    for row in found.values():
        assert (row["n"], row["covered"], row["verdict"]) == (200, 1.0, "like_the_rest")
        assert row["standardised"] == pytest.approx(0.4)
        assert row["standard"] == pytest.approx(0.4)
    # Variances of single visits: 0.24 and 0.16 by 200 / 199; half the visits are of each type.
    error = (0.25 * 200 / 199 * (0.24 / 150 + 0.16 / 50)) ** 0.5
    assert found["Eva"]["low"] == pytest.approx(0.4 - 2.5758293035489004 * error)
    assert found["Eva"]["high"] == pytest.approx(0.4 + 2.5758293035489004 * error)


def test_who_differs_with_like_clients_stands_out(compared):
    found = compared(("Eva", "regular", 200, 160), ("Flora", "regular", 200, 80))
    assert (found["Eva"]["verdict"], found["Flora"]["verdict"]) == ("above", "below")


@pytest.mark.parametrize(
    ("visits", "reading", "verdict"),
    [
        (9, "hidden", "too_few"),
        (10, "indicative", "too_few"),
        (29, "indicative", "too_few"),
        (30, "sound", "below"),
    ],
)
def test_below_thirty_visits_nobody_is_judged(compared, visits, reading, verdict):
    found = compared(("Eva", "regular", visits, 0), ("Flora", "regular", 200, 160))
    assert (found["Eva"]["reading"], found["Eva"]["verdict"]) == (reading, verdict)


@pytest.mark.parametrize(("regular", "verdict"), [(100, "other_clients"), (25, "below")])
def test_who_has_none_of_the_clients_of_the_rest_is_not_judged(compared, regular, verdict):
    # Eva serves new clients alone: of 200 visits half are of regular ones, or an eighth.
    found = compared(
        ("Eva", "new", 100, 0), ("Flora", "regular", regular, 20), ("Flora", "new", 75, 70)
    )
    assert found["Eva"]["verdict"] == verdict


def test_a_single_visit_has_a_figure_and_no_interval(compared):
    found = compared(("Eva", "regular", 1, 1))
    assert (found["Eva"]["value"], found["Eva"]["standardised"]) == (1.0, 1.0)
    assert found["Eva"]["low"] is None
    assert found["Eva"]["verdict"] == "too_few"


def test_one_person_chosen_is_still_held_beside_everybody(compared):
    rows = (("Eva", "regular", 200, 160), ("Flora", "regular", 200, 80))
    found = compared(*rows, staff=["Eva"])
    assert set(found) == {"Eva"}
    assert found["Eva"]["standard"] == pytest.approx(0.6)


def test_new_clients_kept_and_coming_to_the_same_person_are_counted(compared):
    rows = (("Eva", "new", 40, 10), ("Eva", "regular", 60, 60))
    kept = compared(*rows, figure="first_visit_retention")["Eva"]
    assert (kept["n"], kept["value"]) == (40, 0.25)


def test_coming_to_the_same_person_is_of_all_visits(compared):
    rows = (("Eva", "new", 40, 10), ("Eva", "regular", 60, 60))
    same = compared(*rows, figure="repeat_share")["Eva"]
    assert (same["n"], same["value"]) == (100, 0.6)


def test_what_was_is_what_the_mart_of_staff_says(ask, warehouse):
    found = ask("staff_beside", quarters=[QUARTER], scale="0-10")
    mart = warehouse.ask(f"""
        select staff, rebooking_rate, first_visit_retention_90d as first_visit_retention,
            repeat_share
        from marts.staff_quarters where quarter_start = '{QUARTER}' and visits > 0
    """)
    for figure in ("rebooking_rate", "first_visit_retention", "repeat_share"):
        both = found.filter(pl.col("figure") == figure).join(mart, on="staff")
        assert both.height == mart[figure].drop_nulls().len() > 0
        assert both["value"].to_list() == pytest.approx(both[figure].to_list())


def test_the_table_of_everybody_is_that_of_the_mart(ask, warehouse):
    columns = ["staff", "visits", "clients", "new_clients", "complaints", "first_visits_mature"]
    found = team.everybody(ask("staff_beside", quarters=[QUARTER], scale="0-10"))
    mart = warehouse.ask(f"select * from marts.staff_quarters where quarter_start = '{QUARTER}'")
    assert set(found.select(columns).rows()) == set(
        mart.filter(pl.col("visits") > 0).select(columns).rows()
    )
    money = found.join(mart, on="staff")
    assert money["revenue"].to_list() == pytest.approx(money["revenue_right"].to_list())


def test_money_by_visit_of_the_branches_is_the_average_check(ask, warehouse):
    found = ask("branch_figures", quarters=[QUARTER]).filter(pl.col("figure") == "average_check")
    expected = dict(
        warehouse.ask(f"""
            select branch, sum(net_amount) / (
                select count(*) from marts.fct_visits as visit
                where visit.branch = line.branch and visit.quarter_start = '{QUARTER}'
            )
            from marts.fct_visit_lines as line
            where quarter_start = '{QUARTER}' and visit_id is not null
            group by branch
        """).rows()
    )
    assert found["branch"].len() == len(expected) > 1
    for branch, value in found.select("branch", "value").rows():
        assert value == pytest.approx(expected[branch])


def test_clients_of_branches_add_up_from_quarter_to_quarter(ask, warehouse):
    now = ask("branch_balance", quarter=QUARTER)
    next_one = ask("branch_balance", quarter=date(2026, 10, 1))
    assert (now["stayed"] + now["moved_away"] + now["lapsed"] == now["clients_before"]).all()
    assert (
        now["stayed"] + now["moved_here"] + now["won"] + now["returned"] == now["clients_now"]
    ).all()
    assert now["moved_away"].sum() == now["moved_here"].sum()
    assert now.select("branch", "clients_now").rows() == (
        next_one.select("branch", "clients_before").rows()
    )
    active = warehouse.ask(f"""
        select count(*) from marts.client_quarters
        where quarter_start = '{QUARTER}' and not is_lapsed
    """).item()
    assert now["clients_now"].sum() == active > 0


def test_a_client_of_two_branches_is_one_of_the_chain(ask, warehouse):
    clients, several, by_branch = ask("branch_overlap", quarters=[QUARTER]).row(0)
    expected = warehouse.ask(f"""
        select count(distinct client_key), count(distinct (client_key, branch))
        from marts.fct_visits where quarter_start = '{QUARTER}'
    """).row(0)
    assert (clients, by_branch) == expected
    assert 0 < several <= by_branch - clients


def verdict_of(figure="rebooking_rate", **rows):
    columns = ("unit", "standardised", "standard", "verdict")
    found = [(name, value, 0.4, code) for name, (value, code) in rows.items()]
    frame = pl.DataFrame(found, schema=columns, orient="row")
    return team.verdict(frame, team.FIGURES[figure], "EUR")


def test_the_verdict_names_who_stands_out_and_what_to_do():
    assert verdict_of(
        Eva=(0.6, "above"), Ida=(0.7, "above"), Flora=(0.2, "below"), Ora=(0.4, "like_the_rest")
    ) == (
        "Booked again, all together: 40.0%. **Above what chance does: Ida (70.0%) and Eva "
        "(60.0%).** **Below: Flora (20.0%).** Ask those above how they do it. Look at a day of "
        "those below before you judge."
    )


def test_money_is_compared_within_a_service_category():
    assert verdict_of("average_check", Eva=(60.0, "above")) == (
        "Money by visit, all together: €0.40. **Above what chance does: Eva (€60).** Services "
        "differ in price: choose one service category before you compare."
    )


def test_where_nobody_stands_out_nobody_is_praised_or_blamed():
    assert verdict_of(Eva=(0.41, "like_the_rest"), Ida=(0.9, "too_few")) == (
        "Booked again, all together: 40.0%. With like clients none of 1 stands out by more than "
        "chance: no reason to praise or to blame."
    )


def test_where_all_have_too_few_visits_nobody_is_held_beside_the_rest():
    assert verdict_of(Eva=(0.9, "too_few")) == (
        "Booked again: 40.0% of all. Nobody has visits enough to be held beside it."
    )


def test_the_reading_of_losses_tells_branch_and_chain_apart():
    rows = pl.DataFrame(
        {
            "branch": ["Centre", "Mill"],
            "moved_away": [3, 4],
            "lapsed": [10, 5],
            "lapsed_share": [0.1, 0.25],
            "revenue_lapsed": [900.0, 400.4],
        }
    )
    assert branch_losses.reading(rows, "EUR").replace(SPACE, " ") == (
        "15 clients stayed away altogether; 7 only changed the branch and are still yours. "
        "**Begin in Mill**: 25.0% of those who belonged there stayed away (5); they had spent "
        "€400 in 365 days."
    )


@pytest.mark.parametrize("figure", [shown.name for shown in team.FIGURES.values()])
def test_every_figure_is_shown(open_app, demo_workspace, figure):
    app = open_app(demo_workspace, "team", quarters="2026 Q2", figure=figure)
    assert not app.exception
    # Of three hundred clients nobody has ten first visits whose time is over.
    nobody = figure == "New clients kept"
    expected = "Nobody has 10 visits to look at." if nobody else f"{figure}, all together: "
    assert expected in said(app)
    assert "Lost to a branch, lost to the chain: 2026 Q2" in said(app)


def test_answers_that_name_who_served_give_a_score_with_its_interval(
    open_app, own_workspace, publish
):
    publish(
        "update marts.fct_survey_responses set staff = (select min(staff) from marts.dim_staff), "
        "quarter_start = date '2026-07-01', recommend_scale = '0-10', nps_group = 'promoter'"
    )
    app = open_app(own_workspace.root, "team", quarters="2026 Q3")
    assert not app.exception
    table = next(shown.value for shown in app.dataframe if "score" in shown.value)
    assert table["score"].str.contains(r"^\+100 \(\+\d+ to \+100\) of ").sum() == 1
    assert "No answer says who served" not in said(app)


def test_without_surveys_the_page_says_why_there_is_no_score(open_app, own_workspace, publish):
    publish("delete from marts.fct_survey_responses")
    app = open_app(own_workspace.root, "team")
    assert not app.exception
    assert "No answer says who served" in said(app)


def test_exports_that_do_not_say_who_served_are_told_of(open_app, own_workspace, publish):
    publish(
        "delete from marts.fct_staff_visits",
        "delete from marts.dim_staff",
        "update marts.fct_visit_lines set staff = null",
    )
    app = open_app(own_workspace.root, "team")
    assert not app.exception
    assert "The exports do not say who served" in said(app)


def test_a_salon_of_one_branch_has_no_branches_to_compare(open_app, own_workspace, publish):
    publish("delete from marts.dim_branches where branch != 'Riverside'")
    app = open_app(own_workspace.root, "team")
    assert not app.exception
    assert "Branches, with like clients" not in said(app)


def test_a_branch_whose_figure_is_not_known_is_named(open_with):
    known = "update marts.fct_visits set was_rebooked = branch in ('Old Town', 'Station')"
    unknown = "update marts.fct_visits set was_rebooked = null where branch = 'Riverside'"
    app = open_with("team", known, unknown)
    assert "Of the visits to Riverside this figure is not known: not compared." in said(app)
    app.radio(key="figure").set_value("average_check").run()
    assert not app.exception
    assert "this figure is not known" not in said(app)


def test_in_the_first_quarter_nobody_can_be_lost(open_app, demo_workspace, warehouse):
    first = warehouse.ask("select min_by(quarter_name, quarter_start) from marts.dim_quarters")
    app = open_app(demo_workspace, "team", quarters=first.item())
    assert not app.exception
    assert "nobody can be lost yet" in said(app)
