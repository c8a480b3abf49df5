"""The truth adds up, and the files tell the same story when they are counted apart from it."""

import json
from decimal import Decimal

import polars as pl

EUROS = pl.Decimal(18, 2)


def totals(salon):
    return json.loads((salon.truth_folder / "totals.json").read_text(encoding="utf-8"))


def fresha_money(salon):
    """Net sales of both Fresha branches, on the day of the row: refunds have their own."""
    rows = salon.csv("sales-log-detail-*.csv").unique()
    return rows.select(
        branch="Location",
        date=pl.col("Date").str.head(11).str.to_date("%d %b %Y"),
        name="Client",
        is_product=pl.col("Type") == "Product",
        is_refund=pl.col("Refunds") != "0.00",
        net=pl.col("Net sales").cast(EUROS),
    ).with_columns(name=pl.when(pl.col("name") != "Walk-In").then("name"))


def square_money(salon):
    """Net sales of Station, refunds on the day of the sale that they refund."""
    rows = salon.csv("items-*.csv").with_columns(
        net=pl.col("Net Sales").str.replace_all("[€,]", "").cast(EUROS),
        is_refund=pl.col("Event Type") == "Refund",
    )
    sold_on = rows.filter(~pl.col("is_refund")).group_by("Transaction ID").agg(pl.first("Date"))
    return (
        rows.drop("Date")
        .join(sold_on, on="Transaction ID")
        .select(
            branch="Location",
            date=pl.col("Date").str.to_date(),
            name=pl.when(pl.col("Customer Name") != "").then("Customer Name"),
            is_product=pl.col("Itemization Type") == "Physical Good",
            is_refund="is_refund",
            net="net",
        )
    )


def recounted(salon):
    return pl.concat([fresha_money(salon), square_money(salon)])


def test_the_months_add_up_to_the_totals(salon):
    months, chain, told = salon.truth("months"), salon.truth("months_chain"), totals(salon)
    assert months["revenue"].sum() == Decimal(told["revenue"])
    assert chain["revenue"].sum() == Decimal(told["revenue"])
    assert months["visits"].sum() == chain["visits"].sum() == told["visits"]
    assert months["new_clients"].sum() == told["identified_clients"]
    assert (months["service_revenue"] + months["product_revenue"] == months["revenue"]).all()
    assert chain.height == 24


def test_the_clients_add_up_to_the_totals(salon):
    clients, told = salon.truth("clients"), totals(salon)
    assert clients.height == told["people"] == 1500
    assert (clients["visits"] > 0).sum() == told["identified_clients"]
    assert clients["visits"].sum() == told["visits"]
    assert clients["revenue"].sum() + Decimal(told["unidentified_revenue"]) == Decimal(
        told["revenue"]
    )


def test_the_files_hold_the_revenue_of_the_truth(salon):
    counted = (
        recounted(salon)
        .group_by(month_start=pl.col("date").dt.truncate("1mo"), branch="branch")
        .agg(
            revenue=pl.col("net").sum().cast(EUROS),
            product_revenue=pl.col("net").filter("is_product").sum().cast(EUROS),
        )
        .sort("month_start", "branch")
    )
    assert counted.equals(salon.truth("months").select(counted.columns))


def test_the_files_hold_the_visits_of_the_truth(salon):
    counted = (
        recounted(salon)
        .filter(pl.col("name").is_not_null() & ~pl.col("is_refund"))
        .unique(["branch", "date", "name"])
        .group_by(month_start=pl.col("date").dt.truncate("1mo"), branch="branch")
        .agg(visits=pl.len().cast(pl.Int64))
        .sort("month_start", "branch")
    )
    assert counted.equals(salon.truth("months").select(counted.columns))


def test_the_survey_file_holds_the_counts_of_the_truth(salon):
    score = pl.col("^How likely are you to recommend us .*$")
    counted = (
        salon.csv("Client survey*.csv")
        .with_columns(
            asked=pl.col("Timestamp").str.to_datetime("%m/%d/%Y %H:%M:%S").dt.date(),
            score=pl.when(score != "").then(score).cast(pl.Int64),
        )
        .group_by(quarter_start=pl.col("asked").dt.truncate("1q"))
        .agg(
            promoters=(pl.col("score") >= 9).sum().cast(pl.Int64),
            passives=pl.col("score").is_in([7, 8]).sum().cast(pl.Int64),
            detractors=(pl.col("score") <= 6).sum().cast(pl.Int64),
            refusals=(pl.col("Result of asking") == "Refused").sum().cast(pl.Int64),
            invited=pl.len().cast(pl.Int64),
        )
        .sort("quarter_start")
    )
    assert counted.equals(salon.truth("quarters_nps").select(counted.columns))


def test_every_file_has_the_rows_that_the_truth_tells(salon):
    told = json.loads((salon.truth_folder / "truth.json").read_text(encoding="utf-8"))
    assert told["options"] == {"seed": 7, "clients": 1500, "years": 2, "end": "2026-10-31"}
    for name, file in told["files"].items():
        if name.endswith(".csv"):
            lines = (salon.folder / name).read_text(encoding="utf-8").count("\n")
            assert lines == file["rows"] + file["title_and_total_rows"], name


def test_a_refund_day_is_no_visit(salon):
    money = fresha_money(salon)
    refunds = money.filter("is_refund")
    sold = money.filter(~pl.col("is_refund"))
    assert refunds.height > 10
    assert refunds.join(sold, on=["name", "date"], how="semi").is_empty()


def test_appointments_are_counted_by_what_became_of_them(salon):
    booked = salon.csv("appointments-*.csv").unique().unique("Appt. ref.")
    counted = dict(booked.group_by("Status").len().iter_rows())
    told = salon.truth("bookings").sum()
    assert told["no_shows"].item() == counted["No Show"]
    assert told["cancellations"].item() == counted["Cancelled"]
    assert told["completed"].item() == counted["Completed"]
    assert told["ahead"].item() == counted["New"] + counted["Confirmed"]
