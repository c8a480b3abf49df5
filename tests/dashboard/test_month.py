"""The figures of the month are those of the marts in any slice, and say what really changed."""

import re
from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from scipy import stats

from dashboard import formats, serving
from dashboard.month.figures import FIGURES
from tests.dashboard import drawn
from tests.dashboard.conftest import figures, said

BRANCHES = ("Riverside", "Old Town", "Station")
MONTHS = (date(2026, 10, 1), date(2026, 3, 1), date(2025, 6, 1))
TREND = (
    "revenue",
    "service_revenue",
    "product_revenue",
    "visits",
    "new_clients",
    "average_check",
)
# Retention is looked at in the newest month that is known, the score where it is shown.
LATER = ("first_visit_retention_90d", "repeat_retention_90d")


@pytest.fixture(scope="session")
def kpis(warehouse):
    return warehouse.ask("select * from marts.monthly_kpis")


def of_month(kpis, branch, month):
    found = kpis.filter((pl.col("branch") == branch) & (pl.col("month_start") == month))
    return found.row(0, named=True)


@pytest.mark.parametrize("branch", BRANCHES)
@pytest.mark.parametrize("month", MONTHS)
def test_a_branch_has_the_figures_of_monthly_kpis(ask, kpis, branch, month):
    compared = ask("month_compared", month=month, branches=[branch], scale="0-10")
    expected = of_month(kpis, branch, month)
    shown = dict(compared.filter(pl.col("month_start") == month)["figure", "value_now"].rows())
    assert len(set(shown) - set(LATER)) == 14
    for figure in set(shown) - {*LATER, "nps"}:
        assert shown[figure] == pytest.approx(expected[figure]), figure


@pytest.mark.parametrize("branch", BRANCHES)
def test_figures_before_are_those_of_monthly_kpis_then(ask, kpis, branch):
    compared = ask("month_compared", month=MONTHS[0], branches=[branch], scale="0-10")
    for period, month in (("month_before", (2026, 9)), ("year_before", (2025, 10))):
        then = compared.filter(pl.col("period") == period, month_start=MONTHS[0])
        expected = of_month(kpis, branch, date(*month, 1))
        for figure, value in then["figure", "value_before"].rows():
            if figure != "nps":
                assert value == pytest.approx(expected[figure]), (figure, period)


def test_a_quarter_before_is_its_mean_month_for_sums_and_all_of_it_for_shares(ask, kpis):
    compared = ask("month_compared", month=MONTHS[0], scale="0-10")
    before = dict(compared.filter(period="quarter_before")["figure", "value_before"].rows())
    quarter = kpis.filter(pl.col("month_start").is_between(date(2026, 7, 1), date(2026, 9, 1)))
    total = quarter.select(pl.selectors.numeric().sum()).row(0, named=True)
    assert before["revenue"] == pytest.approx(total["revenue"] / 3)
    assert before["visits"] == pytest.approx(total["visits"] / 3)
    assert before["new_clients"] == pytest.approx(total["new_clients"] / 3)
    assert before["regular_clients"] == pytest.approx(total["regular_clients"] / 3)
    assert before["average_check"] == pytest.approx(total["revenue"] / total["visits"])
    kept_or_not = total["no_shows"] + total["completed_appointments"]
    assert before["no_show_rate"] == pytest.approx(total["no_shows"] / kept_or_not)


@pytest.mark.parametrize("branch", BRANCHES)
def test_retention_is_that_of_the_newest_month_known(ask, kpis, branch):
    compared = ask("month_compared", month=MONTHS[0], branches=[branch], scale="0-10")
    known = compared.filter(pl.col("figure").is_in(LATER) & (pl.col("period") == "month_before"))
    assert known["month_start"].to_list() == [date(2026, 7, 1)] * 2
    for figure, now, before in known["figure", "value_now", "value_before"].rows():
        assert now == pytest.approx(of_month(kpis, branch, date(2026, 7, 1))[figure])
        assert before == pytest.approx(of_month(kpis, branch, date(2026, 6, 1))[figure])


def test_before_any_month_is_known_retention_is_left_out(ask):
    assert not set(LATER) - set(ask("month_compared", month=MONTHS[0], scale="0-10")["figure"])
    first = ask("months")["month_start"].min()
    assert set(LATER) <= set(ask("month_compared", month=first, scale="0-10")["figure"])


@pytest.mark.parametrize("branch", BRANCHES)
def test_the_score_is_that_of_monthly_kpis_where_it_is_shown(ask, kpis, branch):
    for month in MONTHS:
        compared = ask("month_compared", month=month, branches=[branch], scale="0-10")
        nps = compared.filter(figure="nps").row(0, named=True)
        expected = of_month(kpis, branch, month)
        assert nps["n_now"] == expected["responses"]
        if expected["responses"] < 10:
            assert nps["value_now"] is None
        else:
            assert nps["value_now"] == pytest.approx(expected["nps"])


def test_the_first_month_of_the_data_has_nothing_before_it(ask):
    first = ask("months")["month_start"].min()
    compared = ask("month_compared", month=first, scale="0-10")
    assert compared["value_before"].null_count() == compared.height
    assert compared["verdict"].null_count() == compared.height
    assert compared.filter(figure="revenue")["value_now"][0] > 0


def test_revenue_is_tested_by_what_each_client_paid(ask, warehouse):
    # By hand from the lines: Oct against Sep 2026, squares of each client's own sum.
    paid = warehouse.ask(
        "select month_start, coalesce(client_key, line_key) as who, sum(net_amount) as paid, "
        "from marts.fct_visit_lines where month_start >= date '2026-09-01' group by all"
    )
    sums = {
        month: (group["paid"].sum(), (group["paid"] ** 2).sum())
        for (month,), group in paid.group_by("month_start")
    }
    (before, squares_before), (now, squares) = sums[date(2026, 9, 1)], sums[MONTHS[0]]
    z = (now - before) / (squares + squares_before) ** 0.5
    compared = ask("month_compared", month=MONTHS[0], scale="0-10")
    row = compared.filter(figure="revenue", period="month_before").row(0, named=True)
    assert row["p"] == pytest.approx(2 * stats.norm.sf(abs(z)))


def test_revenue_per_client_is_tested_as_welch_does(ask, warehouse):
    paid = warehouse.ask(
        "select month_start, client_key, sum(revenue) as paid, count(*) as visits "
        "from marts.fct_visits where month_start >= date '2026-09-01' group by all"
    )
    months = [paid.filter(month_start=month) for month in (date(2026, 9, 1), MONTHS[0])]
    expected = stats.ttest_ind(*(month["visits"].to_numpy() for month in months), equal_var=False)
    compared = ask("month_compared", month=MONTHS[0], scale="0-10")
    row = compared.filter(figure="visits_per_client", period="month_before").row(0, named=True)
    assert row["p"] == pytest.approx(expected.pvalue, rel=1e-2)


@pytest.mark.parametrize("branch", [None, *BRANCHES])
def test_the_trend_is_that_of_monthly_kpis_however_it_is_asked(ask, branch):
    branches = [branch] if branch else None
    columns = ["month_start", *TREND]
    ready = ask("kpis_by_month", month=MONTHS[0], branches=branches).select(columns)
    sliced = ask("figures_by_month", month=MONTHS[0], branches=branches).select(columns)
    assert ready.height > 12
    assert_frame_equal(ready, sliced, check_dtypes=False)


def test_the_chain_adds_up_its_branches_and_counts_each_client_once(ask, kpis):
    compared = ask("month_compared", month=MONTHS[0], scale="0-10")
    chain = dict(compared["figure", "value_now"].rows())
    branches = kpis.filter(pl.col("month_start") == MONTHS[0])
    assert chain["revenue"] == pytest.approx(branches["revenue"].sum())
    assert chain["visits"] == branches["visits"].sum()
    assert chain["new_clients"] == branches["new_clients"].sum()
    assert chain["clients"] <= branches["clients"].sum()
    assert chain["average_check"] == pytest.approx(chain["revenue"] / chain["visits"])


def test_a_service_slice_counts_its_lines_and_the_visits_with_such_a_line(ask, warehouse):
    slice_of = {"categories": ["nails"], "client_types": ["new"]}
    compared = ask("month_compared", month=MONTHS[0], scale="0-10", **slice_of)
    lines = warehouse.ask("select * from marts.fct_visit_lines").filter(
        (pl.col("service_category") == "nails")
        & (pl.col("client_type") == "new")
        & (pl.col("month_start") == MONTHS[0])
    )
    visits = lines.filter(~pl.col("is_refund"))
    row = dict(compared["figure", "value_now"].rows())
    assert lines.height > 0
    assert row["revenue"] == pytest.approx(lines["net_amount"].sum())
    assert row["visits"] == visits["visit_id"].n_unique()
    assert row["clients"] == visits["client_key"].n_unique()


def test_the_cards_show_the_figures(open_app, demo_workspace, kpis):
    app = open_app(demo_workspace, branches="Riverside")
    row = kpis.filter((pl.col("branch") == "Riverside") & (pl.col("month_start") == MONTHS[0])).row(
        0, named=True
    )
    assert "October 2026, data up to 31 Oct 2026" in said(app)
    assert figures(app)["Revenue"] == formats.money(row["revenue"], "EUR")
    assert figures(app)["Visits"] == str(row["visits"])
    assert figures(app)["Regular clients"] == str(row["regular_clients"])
    assert figures(app)["No-shows"] == formats.percent(row["no_show_rate"])


def test_retention_names_the_month_it_is_known_for(open_app, demo_workspace):
    text = said(open_app(demo_workspace)).replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(r"July 2026, of \d+ clients?\. October 2026 is not yet known\.", text)


def test_every_card_is_defined_and_compared_with_three_periods(open_app, demo_workspace):
    app = open_app(demo_workspace)
    found = drawn.cards(app)
    assert [card["figure"] for card in found.values()] == list(FIGURES)
    assert all(card["help"] for card in found.values())
    # Nobody answered in the month: there is no score to compare.
    assert {label: len(card["changes"]) for label, card in found.items()} == {
        **dict.fromkeys(found, 3),
        "NPS": 0,
    }
    told = " ".join(change["text"] for card in found.values() for change in card["changes"])
    for period in ("in Sept 2026", "in an average month of 2026 Q3", "in 2026 Q3", "in Oct 2025"):
        assert period in told


def test_the_questions_of_the_card_file_stand_first(open_app, demo_workspace):
    month = open_app(demo_workspace)
    clients = open_app(demo_workspace, page="clients")
    first = [(metric.label, metric.value) for metric in month.metric[:3]]
    assert first == [(metric.label, metric.value) for metric in clients.metric[:3]]
    assert first[0][0] == "How many regular clients?"
    assert "The card file, as of 31 Oct 2026 (2026 Q4)" in said(month)
    assert dict(first)["How many regular clients?"] == figures(month)["Regular clients"]


def test_figures_that_know_no_service_are_left_out_and_the_page_says_why(open_app, demo_workspace):
    app = open_app(demo_workspace, categories="Hair")
    left_out = {"Regular clients", "Lost clients", "No-shows", "Cancellations"}
    assert not left_out & set(figures(app))
    assert "Regular and lost clients, no-shows, cancellations, the revenue bridge" in said(app)
    assert "Losses in money" not in said(app)


def test_a_running_month_says_so(open_app, own_workspace, publish):
    publish(
        "update marts.monthly_kpis set as_of = date '2026-10-20' where month_start = '2026-10-01'"
    )
    app = open_app(own_workspace.root)
    assert "October 2026 is still running" in said(app)
    assert re.search(r"Not over yet, Sept 2026 was whole", said(app))
    assert "Really more" not in "".join(
        line for line in said(app).splitlines() if "average month" in line
    )


def test_the_month_is_the_last_one_of_the_chosen_quarters(open_app, demo_workspace):
    app = open_app(demo_workspace, quarters=["2026 Q1", "2025 Q4"])
    assert "March 2026, data up to 31 Mar 2026" in said(app)


def test_a_month_of_the_address_is_shown(open_app, demo_workspace):
    app = open_app(demo_workspace, month="2026-03")
    assert "March 2026, data up to 31 Mar 2026" in said(app)
    assert app.selectbox(key="month").value == "2026-03"


def test_a_month_that_is_no_month_is_the_newest_one(open_app, demo_workspace):
    app = open_app(demo_workspace, month="2031-99")
    assert not app.exception
    assert "October 2026, data up to 31 Oct 2026" in said(app)


def test_the_first_month_of_the_data_is_shown_without_anything_to_compare(
    open_app, demo_workspace, ask
):
    first = ask("months")["month_start"].min()
    app = open_app(demo_workspace, month=f"{first:%Y-%m}")
    assert not app.exception
    assert "There is nothing yet to compare" in said(app).replace("\\", "")
    assert "it lies before the data" in said(app)


def test_what_really_means_is_said(open_app, demo_workspace):
    assert "in fewer than 1 of 100 months" in said(open_app(demo_workspace))


@pytest.mark.parametrize(
    ("against", "base"),
    [("The month before", "Sept 2026"), ("The same month last year", "Oct 2025")],
)
def test_the_bridge_adds_up_from_the_month_it_is_explained_against(
    open_app, demo_workspace, kpis, against, base
):
    app = open_app(demo_workspace, against=against)
    assert f"From {base} " in said(app).replace("\\", "")
    (table,) = [table for table in drawn.wrapped_tables(app) if "Change, EUR" in table.columns]
    written = table["Change, EUR"].str.replace(",", "").str.replace("\N{MINUS SIGN}", "-")
    start = date(2026, 9, 1) if base == "Sept 2026" else date(2025, 10, 1)
    by_month = dict(kpis.group_by("month_start").agg(pl.col("revenue").sum()).rows())
    change = by_month[MONTHS[0]] - by_month[start]
    assert written.cast(pl.Float64).sum() == pytest.approx(change, abs=0.005)


def test_the_names_behind_a_part_of_the_bridge_and_a_loss_are_listed(open_app, demo_workspace):
    app = open_app(demo_workspace, part="New clients", loss="Clients who lapsed")
    assert not app.exception
    lists = [table.value for table in app.dataframe if "client_name" in table.value.columns]
    assert len(lists) == 2
    new_clients = int(figures(app)["New clients"])
    assert len(lists[0]) == new_clients
    assert len(lists[1]) == int(figures(app)["Lost clients"])


def test_names_behind_are_not_shown_without_contacts(open_app, demo_workspace, monkeypatch):
    monkeypatch.setenv(serving.CONTACTS, serving.HIDDEN)
    app = open_app(demo_workspace, part="New clients", loss="Clients who lapsed")
    assert not [table for table in app.dataframe if "client_name" in table.value.columns]
    assert "Names, phones and e-mails are not shown" in said(app)


def test_goals_are_held_against_the_month(open_app, own_workspace):
    own_workspace.settings_file.write_text(
        "[goals]\nrevenue = 1\nnps = 100\nfirst_visit_retention = 0.01\n", "utf-8"
    )
    text = said(open_app(own_workspace.root)).replace("\\", "")
    assert "Reached in October 2026: " in text
    assert re.search(r"(Missed in October 2026: \+\d+ of \+100|Not known yet)", text)
    assert "Reached in July 2026: " in text


def test_without_goals_the_page_has_none(open_app, demo_workspace):
    assert "Goals" not in [head.value for head in open_app(demo_workspace).subheader]


def test_a_revised_month_says_what_it_was_and_why(open_app, own_workspace, publish):
    publish(
        "insert into marts.kpi_revisions select 'rebooking_rate', 'Riverside', 'late rows', 'd', "
        "'d', 0.412, 0.408, 3, 0, date '2026-09-01', timestamp '2026-10-08 10:00'"
    )
    app = open_app(own_workspace.root)
    (table,) = [table.value for table in app.dataframe if "then" in table.value.columns]
    row = table.iloc[0].to_dict()
    assert (row["label"], row["then"], row["now"]) == ("Rebooking", "41.2%", "40.8%")
    assert row["why"].replace("\N{NO-BREAK SPACE}", " ") == "3 rows came in late"


def test_behind_a_figure_stand_its_formula_its_numbers_and_the_names(open_app, demo_workspace):
    assert not open_app(demo_workspace).code
    app = open_app(demo_workspace, behind="average_check")
    assert not app.exception
    formula, numbers = app.code[0].value.split("\n")
    assert formula == "average_check = revenue / visits"
    assert numbers.endswith(figures(app)["Average check"])
    text = said(app).replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")
    assert f"On {figures(app)['Clients']} clients. Data up to 31 Oct 2026." in text
    assert "Revenue by visits." in text
    (names,) = [table.value for table in app.dataframe if "client_name" in table.value.columns]
    assert len(names) == int(figures(app)["Clients"])


@pytest.mark.parametrize("column", FIGURES)
def test_every_figure_opens(open_app, demo_workspace, column):
    app = open_app(demo_workspace, behind=column)
    assert not app.exception
    assert "Data up to 31 Oct 2026." in said(app)


@pytest.mark.parametrize(
    ("trend", "title"),
    [
        (None, "Revenue by month, EUR"),
        ("Visits and new clients", "Visits and new clients by month"),
        ("Average check", "Average check by month, EUR"),
    ],
)
def test_one_of_three_figures_is_drawn_month_by_month(open_app, demo_workspace, trend, title):
    app = open_app(demo_workspace, **({"trend": trend} if trend else {}))
    assert not app.exception
    assert [head.value for head in app.subheader if "by month" in head.value] == [title]
