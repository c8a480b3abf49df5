"""Whether clients come back, in a salon of ten whose figures are worked out by hand.

Eight came first on 5 January and are seen for 176 days, two on 10 June and are seen for 20. Amy cut
the hair of the first four and of the two young ones, Zoe did the nails of the other four.
"""

from datetime import date, timedelta

import polars as pl
import pytest
from scipy import stats

from dashboard import returns
from dashboard.returns import FIRST, Period
from tests.conftest import made_once, regulars
from tests.dashboard.conftest import figures, said

HEAD = "booking_ref,starts_at,created_at,client_name,client_ref,service,staff,status,net_amount"
JANUARY, JUNE = date(2026, 1, 5), date(2026, 6, 10)
# The first day, the days of the return (none: never), and when the second visit was booked.
CLIENTS = (
    (JANUARY, (20, 176), "2026-01-05 11:00"),
    (JANUARY, (30,), "2026-01-06 09:00"),
    (JANUARY, (31,), "2026-01-01 09:00"),
    (JANUARY, (), None),
    (JANUARY, (60,), None),
    (JANUARY, (90,), None),
    (JANUARY, (91,), None),
    (JANUARY, (), None),
    (JUNE, (10,), None),
    (JUNE, (), None),
)
WITH_ZOE = (4, 5, 6, 7)


def bookings():
    yield HEAD
    for client, (first, returned, booked) in enumerate(CLIENTS):
        what = "Manicure,Zoe" if client in WITH_ZOE else "Haircut,Amy"
        for visit, days in enumerate((0, *returned)):
            day = first + timedelta(days=days)
            created = booked if visit == 1 and booked else f"{day} 10:00"
            who = f"Client {client},C{client}"
            yield f"B{client}-{visit},{day} 10:00,{created},{who},{what},completed,40.00"


@pytest.fixture(scope="module")
def ten_clients(tmp_path_factory):
    def make(folder):
        regulars("init", folder)
        rows = "\n".join(bookings())
        (folder / "inbox" / "booking_lines.csv").write_text(rows, encoding="utf-8")
        regulars("refresh", workspace=folder)

    return made_once(tmp_path_factory, "salon-of-ten", make)


@pytest.fixture
def page(open_app, ten_clients):
    def opened(name="retention", **address):
        app = open_app(ten_clients, name, **address)
        assert not app.exception
        return app

    return opened


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")


def rows_of(app, column):
    """The table that has a column, as rows."""
    (found,) = (table.value for table in app.dataframe if column in table.value.columns)
    return found.to_dict("records")


def test_of_eight_first_visits_old_enough_five_were_followed_within_90_days(page):
    app = page()
    assert figures(app)["New clients came again"] == "62.5%"
    assert "**62.5% of the new clients came again within 90 days**" in plain(said(app))
    assert "30.6% to 86.3% with 95% certainty, 8 first visits" in plain(said(app))


@pytest.mark.parametrize(
    ("days", "share", "still_open"),
    [("30", "25.0%", "1 client"), ("60", "50.0%", "1 client"), ("90", "62.5%", "1 client")],
)
def test_the_days_to_come_again_are_chosen(page, days, share, still_open):
    app = page(days=days)
    assert figures(app)["New clients came again"] == share
    assert f"{still_open} came first less than {days} days ago and can still be won" in plain(
        said(app)
    )


def test_of_180_days_nothing_is_known_yet_and_nobody_counts_as_lost(page):
    app = page(days="180")
    assert figures(app)["New clients came again"] == "—"
    assert "Not yet known" in said(app)
    # Seven of ten came again; the other three are still looked at, and can be won.
    assert "3 clients came first less than 180 days ago" in plain(said(app))


@pytest.mark.parametrize(
    ("rebooked", "share"),
    [("On the day", "5.6%"), ("Within 24 hours", "11.1%"), ("Any ahead", "16.7%")],
)
def test_what_counts_as_booked_is_chosen(page, rebooked, share):
    app = page(rebooked=rebooked)
    assert figures(app)["Booked the next visit"] == share
    assert "Of 18 visits" in plain(said(app))


def test_salon_toml_says_what_counts_where_nothing_is_chosen(page):
    assert figures(page())["Booked the next visit"] == "11.1%"


def test_known_clients_are_looked_at_from_their_last_visit_of_the_month(page):
    # In February two, in March one had been before; none came again within 90 days, all was seen.
    app = page()
    assert figures(app)["Known clients came again"] == "0.0%"
    assert "Of 3 clients of a month" in plain(said(app))


def test_staff_are_compared_by_whom_they_met_first(page):
    amy, zoe = rows_of(page(by="Staff"), "mature")
    assert (amy["group"], amy["first_visits"], amy["mature"], amy["returned"]) == ("Amy", 6, 4, 3)
    assert (zoe["group"], zoe["first_visits"], zoe["mature"], zoe["returned"]) == ("Zoe", 4, 4, 2)
    assert (amy["share"], zoe["share"]) == (75.0, 50.0)
    assert (amy["still_open"], zoe["still_open"]) == (1, 0)


def test_the_first_service_is_compared_by_its_kind(page):
    hair, nails = rows_of(page(), "mature")
    assert (hair["group"], hair["share"]) == ("Hair", 75.0)
    assert (nails["group"], nails["share"]) == ("Nails", 50.0)


def test_a_member_of_staff_narrows_the_page(page):
    app = page(staff="Zoe")
    assert figures(app)["New clients came again"] == "50.0%"
    assert "4 first visits" in plain(said(app))


def test_the_chosen_quarters_alone_can_be_looked_at(page):
    app = page(visits_of="Chosen quarters", quarters="2026 Q2")
    # Both first visits of the quarter are too young.
    assert figures(app)["New clients came again"] == "—"
    assert "1 client came first less than 90 days ago" in plain(said(app))


def test_the_curve_counts_everybody_as_long_as_seen(page):
    # 9/10 · 8/9 · 6/7 · 5/6 · 4/5: who came on 10 June and was seen for 20 days drops out then.
    app = page()
    assert "54.3% came again by day 60" in plain(said(app))


def test_the_curve_agrees_with_scipy(warehouse):
    first = warehouse.ask("select * from marts.fct_first_visits")
    returned = first.drop_nulls("days_until_return")["days_until_return"].to_numpy()
    away = first.filter(first["days_until_return"].is_null())["days_observed"].to_numpy()
    known = stats.ecdf(stats.CensoredData(uncensored=returned, right=away)).sf
    band = known.confidence_interval(0.95, method="log-log")
    curve = warehouse.ask("""
        select * from metrics.return_curve_of(
            'all', (select list(distinct month_start) from marts.fct_first_visits),
            null, null, null, null
        ) order by days
    """)
    assert curve.height > 60
    for row in curve.iter_rows(named=True):
        place = row["days"]
        assert row["share"] == pytest.approx(1 - known.evaluate(place))
        assert row["share_low"] == pytest.approx(1 - band.high.evaluate(place), abs=1e-9)
        assert row["share_high"] == pytest.approx(1 - band.low.evaluate(place), abs=1e-9)


@pytest.mark.parametrize("branch", [None, "Riverside"])
@pytest.mark.parametrize("days", [30, 90])
def test_first_visits_that_came_again_are_those_of_retention_alternatives(
    warehouse, ask, branch, days
):
    months = warehouse.ask("select distinct month_start from marts.fct_visits")["month_start"]
    given = {"months": months.to_list(), "months_before": [], "days": days, "rebooking": "x"}
    rows = ask("returns", **given, branches=[branch] if branch else None)
    (whole,) = returns.of_periods(rows)
    where = f"branch = '{branch}'" if branch else "true"
    (expected,) = warehouse.ask(
        "select sum(first_visits_mature) as mature, sum(first_visits_returned) as returned "
        f"from marts.retention_alternatives where days = {days} and {where}"
    ).to_dicts()
    assert whole["first_mature"] == expected["mature"] > 0
    assert whole["first_retention"] == pytest.approx(expected["returned"] / expected["mature"])


@pytest.mark.parametrize(
    "slice_of",
    [{}, {"branches": ["Riverside"]}, {"categories": ["hair"]}, {"client_types": ["regular"]}],
)
def test_months_are_those_of_the_page_of_the_month(ask, slice_of):
    """The same figures on both pages, whichever way each counts the last visit of a month."""
    told = ask("month_compared", month=date(2026, 6, 1), scale="0-10", **slice_of)
    expected = {
        row["figure"]: (row["month_start"], row["value_now"])
        for row in told.filter(pl.col("period") == "month_before").iter_rows(named=True)
    }
    for ours, theirs in (
        ("known_retention", "repeat_retention_90d"),
        ("first_retention", "first_visit_retention_90d"),
    ):
        month, share = expected[theirs]
        given = {"months": [month], "months_before": [], "days": 90, "rebooking": "within_24h"}
        (found,) = returns.monthly(ask("returns", **given, **slice_of))[ours]
        # Regular clients have no first visit in the month: neither page has a share of them.
        assert found == share or found == pytest.approx(share)


def test_groups_add_up_to_the_whole(warehouse, ask):
    months = warehouse.ask("select distinct month_start from marts.fct_visits")["month_start"]
    given = {"months": months.to_list(), "days": 90, "rebooking": "within_24h"}
    everybody = warehouse.ask("select count(*) from marts.fct_first_visits").item()
    for dimension in returns.GROUPS:
        groups = ask("return_groups", **given, dimension=dimension)
        assert groups["first_visits"].sum() == everybody


PERIOD = Period((), (), "the 12 months", "the 12 months before")


def row(share, mature, p=None):
    return {"first_retention": share, "first_mature": mature, "first_p": p}


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (row(0.5, 100, 0.049), row(0.4, 100), "40.0%; a real rise."),
        (row(0.3, 100, 0.049), row(0.4, 100), "40.0%; a real fall."),
        (row(0.5, 100, 0.05), row(0.4, 100), "40.0%; within noise."),
        (row(0.5, 29, 0.001), row(0.4, 100), "Too few in the 12 months before"),
        (row(0.5, 100, 0.001), row(0.4, 29), "Too few in the 12 months before"),
        (row(0.5, 30, 0.001), row(0.4, 30), "a real rise"),
        (row(0.5, 100), {}, "Too few in the 12 months before"),
    ],
)
def test_a_change_is_called_real_only_beyond_chance(now, before, words):
    assert words in returns.verdict(FIRST, now, before, PERIOD)


def test_without_first_visits_there_is_no_share_and_no_error(page):
    app = page(types="Regular")
    assert not app.error


def test_a_salon_of_one_is_told_what_is_not_known(open_app, one_client):
    app = open_app(one_client, "retention")
    assert not app.exception
    assert figures(app)["New clients came again"] == "—"
    assert "Not yet known" in said(app)
    assert "Too few to draw" in said(app)


def test_the_ladder_counts_the_young_as_long_as_seen(page):
    # 1 - 9/10 · 8/9 · 6/7 · 5/6 · 4/5 · 3/4: within 90 days.
    app = page("clients")
    assert "Of 100 who come once, **66 come again** within 90 days" in plain(said(app))
    (twice, thrice, *_) = rows_of(app, "certain")
    assert (twice["clients"], twice["reached"]) == (10, 7)
    assert twice["share"] == pytest.approx(65.7, abs=0.05)
    assert twice["certain"] == "can rise"
    assert (thrice["clients"], thrice["reached"]) == (7, 1)


def test_the_ladder_of_the_young_alone_says_how_long_they_were_seen(page):
    app = page("clients", ladder_of="Chosen ones", quarters="2026 Q2")
    assert "They were seen for 20 days at most so far" in plain(said(app))


def test_the_ladder_by_quarter_puts_the_newest_first(page):
    app = page("clients", ladder_by="Quarter of the first visit")
    younger, older = rows_of(app, "step_2")
    assert (younger["group"], younger["clients"], younger["step_2"]) == ("2026 Q2", 2, 50.0)
    assert (older["group"], older["clients"], older["step_2"]) == ("2026 Q1", 8, 62.5)


def test_a_salon_of_one_has_no_ladder_yet(open_app, one_client):
    app = open_app(one_client, "clients")
    assert not app.exception
    assert "Too early: nobody was seen for a day after the first visit." in said(app)
