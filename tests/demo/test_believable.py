"""The salon behaves like one."""

import json
from datetime import date, timedelta

import polars as pl

from demo.answers import FACTORS
from warehouse import drivers


def test_four_in_ten_never_come_back(salon):
    clients = salon.truth("clients")
    seasoned = clients.filter(pl.col("first_visit_date") < salon.options.end - timedelta(days=180))
    assert 0.37 < (seasoned["visits"] == 1).mean() < 0.47


def test_no_shows_and_cancellations_lie_in_the_usual_range(salon):
    booked = salon.truth("bookings").filter(pl.col("ahead") == 0).sum()
    booked = {name: booked[name].item() for name in ("completed", "no_shows", "cancellations")}
    assert 0.03 < booked["no_shows"] / sum(booked.values()) < 0.05
    assert 0.065 < booked["cancellations"] / sum(booked.values()) < 0.095


def test_six_percent_of_the_revenue_has_no_name(salon):
    told = json.loads((salon.truth_folder / "totals.json").read_text(encoding="utf-8"))
    assert 0.05 < told["unidentified_share"] < 0.075


def test_about_half_of_those_who_answer_are_promoters(salon):
    nps = salon.truth("quarters_nps").sum()
    assert 0.43 < nps["promoters"].item() / nps["responses"].item() < 0.58
    assert 0.10 < nps["detractors"].item() / nps["responses"].item() < 0.25


def test_every_twelfth_visit_is_asked_about(salon):
    asked = salon.truth("quarters_nps")["invited"].sum()
    assert 10 < salon.truth("visits").height / asked < 14


def test_who_thinks_well_of_the_salon_stays(salon):
    clients = salon.truth("clients").filter(pl.col("visits") > 0)
    fond = clients.filter(pl.col("attitude") > 0.7)["visits"].mean()
    cool = clients.filter(pl.col("attitude") < 0.3)["visits"].mean()
    assert fond > 1.5 * cool


def test_december_is_busy_and_january_is_not(salon):
    visits = dict(salon.truth("months_chain").select("month_start", "visits").iter_rows())
    assert visits[date(2025, 12, 1)] > 1.15 * visits[date(2026, 1, 1)]


def test_prices_rise_twice(salon):
    cuts = (
        salon.csv("sales-log-detail-*.csv")
        .filter((pl.col("Item") == "Ladies' cut") & (pl.col("Refunds") == "0.00"))
        .with_columns(day=pl.col("Date").str.head(11).str.to_date("%d %b %Y"))
        .sort("day")
    )
    assert cuts["Gross sales"].unique(maintain_order=True).to_list() == ["38.00", "40.50", "42.50"]


def test_the_last_day_has_visits_and_the_days_after_it_have_bookings(salon):
    assert salon.truth("visits")["visit_date"].max() == salon.options.end
    ahead = (
        salon.csv("appointments-*.csv")
        .with_columns(day=pl.col("Scheduled date").str.head(11).str.to_date("%d %b %Y"))
        .filter(pl.col("day") > salon.options.end)
    )
    assert ahead.height > 50
    assert set(ahead["Status"]) <= {"New", "Confirmed", "Cancelled"}


def test_clients_visit_two_branches_and_two_systems(salon):
    clients = salon.truth("clients")
    both = clients.filter(pl.col("in_fresha") & pl.col("in_square"))
    moved = clients.filter(
        pl.col("branches").list.contains("Old Town") & pl.col("branches").list.contains("Riverside")
    )
    assert both.height > 50
    assert moved.height > 50


def test_who_is_in_both_systems_can_be_recognised(salon):
    fresha = salon.csv("export_customer_list_*.csv").with_columns(
        person=pl.col("Client ID").cast(pl.Int64) - 40_000_001
    )
    square = salon.csv("export-2026-*.csv").with_columns(
        name=pl.col("First Name") + " " + pl.col("Last Name"),
        email=pl.col("Email Address").str.to_lowercase(),
        phone=pl.col("Phone Number").str.slice(-9),
    )
    both = salon.truth("clients").filter(pl.col("in_fresha") & pl.col("in_square"))
    cards = fresha.join(both, left_on="person", right_on="person_id").select(
        name=pl.col("First Name") + " " + pl.col("Last Name"),
        email="Email",
        phone=pl.col("Mobile Number").str.replace_all(r"\D", "").str.slice(-9),
    )
    by_email = cards.filter(pl.col("email") != "").join(square, on="email", how="semi")
    by_phone = cards.filter(pl.col("phone") != "").join(square, on=["phone", "name"], how="semi")
    assert pl.concat([by_email, by_phone]).unique().height == both.height
    assert by_email.join(square, on="name", how="anti").height > 0, "some names are turned round"


def test_namesakes_in_the_two_systems_have_phones_of_their_own(salon):
    namesakes = salon.truth("clients").filter("is_namesake")
    pairs = namesakes.group_by("client_name").agg(
        pl.len(), pl.col("phones").list.first().n_unique()
    )
    assert pairs.height >= 2
    assert set(pairs["len"]) == set(pairs["phones"]) == {2}


def test_some_phones_belong_to_two_people_with_different_names(salon):
    sharers = salon.truth("clients").filter("shares_phone")
    pairs = sharers.group_by(pl.col("phones").list.first()).agg(
        pl.len(), names=pl.col("client_name").n_unique()
    )
    assert pairs.height > 5
    assert set(pairs["len"]) == set(pairs["names"]) == {2}


def test_what_moves_clients_can_be_read_off_their_answers(salon):
    # How much of the hidden mood shows in each factor: 0.75, 0.6, 0.45 for these; 0.3 to 0.2 else.
    score = (
        "How likely are you to recommend us to a friend or colleague? "
        "(0 = not at all likely, 10 = extremely likely)"
    )
    asked = [f"How satisfied are you with: [{factor}]" for factor in FACTORS]
    whole = (
        salon.csv("Client survey*.csv")
        .select(pl.col(score, *asked).cast(pl.Float64, strict=False))
        .drop_nulls()
    )
    found = drivers.analyse(whole.select(asked).to_numpy(), whole[score].to_numpy(), seed=1)
    ranked = sorted(zip(found.importance, FACTORS, strict=True), reverse=True)
    assert [factor for _, factor in ranked[:3]] == [
        "Result of the service",
        "Staff",
        "Waiting time",
    ]
