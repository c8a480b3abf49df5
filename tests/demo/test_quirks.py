"""What makes real files hard stands in the demo's files too."""

import json

import phonenumbers
import polars as pl

PHONE_SPELLINGS = {
    "+36 99 999 9999",
    "06999999999",
    "+36999999999",
    "06 99 999 9999",
    "06-99-999-9999",
    "0036 99 999 9999",
}


def shapes(phones):
    return set(phones.str.replace(r"^(\+36|0036|06)", "$1|").str.replace_all(r"\d", "9"))


def written_shapes():
    return shapes(pl.Series(sorted(PHONE_SPELLINGS)))


def test_an_appointment_is_written_as_fresha_writes_it(salon):
    rows = salon.csv("appointments-*.csv")
    assert set(rows["Status"]) == {"New", "Confirmed", "Completed", "Cancelled", "No Show"}
    assert (
        rows["Scheduled date"].str.contains(r"^\d\d [A-Z][a-z]{2} \d{4}, \d{1,2}:\d\d[ap]m$").all()
    )
    assert rows["Appt. slot"].str.contains(r"^\d\d:\d\d:00-\d\d:\d\d:00$").all()
    assert {"1h 15min", "45min", "2h"} <= set(rows["Duration (mins)"])
    assert set(rows["Location"]) == {"Old Town", "Riverside"}


def test_the_appointments_of_a_year_repeat_the_last_weeks_of_the_year_before(salon):
    before = salon.csv("appointments-2025.csv")
    after = salon.csv("appointments-2026.csv")
    told = json.loads((salon.truth_folder / "truth.json").read_text())["files"]
    assert told["appointments-2026.csv"]["repeated"] > 100
    assert (
        after.join(before, on=after.columns, how="semi").height
        == (told["appointments-2026.csv"]["repeated"])
    )


def test_a_booking_of_two_services_has_two_rows_under_one_reference(salon):
    rows = salon.csv("appointments-*.csv").unique()
    services = rows.group_by("Appt. ref.").agg(pl.col("Service").n_unique(), rows=pl.len())
    assert set(services["rows"]) >= {1, 2}
    assert (services["Service"] == services["rows"]).all()


def test_every_completed_appointment_stands_in_the_sales_log_with_the_same_money(salon):
    day = pl.col("Date").str.head(11).alias("day")
    sales = (
        salon.csv("sales-log-detail-*.csv")
        .unique()
        .filter((pl.col("Refunds") == "0.00") & (pl.col("Type") == "Service"))
        .select("Client", day, pl.col("Item").alias("Service"), "Location", "Net sales")
    )
    booked = (
        salon.csv("appointments-*.csv")
        .unique()
        .filter(pl.col("Status") == "Completed")
        .select("Client", pl.col("Scheduled date").str.head(11).alias("day"), *sales.columns[2:])
    )
    assert sales.height > 5000
    assert sales.sort(pl.all()).equals(booked.sort(pl.all()))


def test_nobody_known_buys_a_service_twice_on_one_day_in_one_branch(salon):
    sales = salon.csv("sales-log-detail-*.csv").unique().filter(pl.col("Client") != "Walk-In")
    key = [pl.col("Date").str.head(11), "Client", "Location", "Item"]
    assert sales.select(key).is_unique().all()


def test_a_square_refund_is_negative_under_the_transaction_of_the_sale(salon):
    rows = salon.csv("items-*.csv")
    refunds = rows.filter(pl.col("Event Type") == "Refund")
    sales = rows.filter(pl.col("Event Type") == "Payment")
    assert refunds.height > 10
    assert refunds["Net Sales"].str.starts_with("-€").all()
    assert refunds["Qty"].str.starts_with("-").all()
    found = refunds.join(sales, on=["Transaction ID", "Item", "Customer ID"], suffix=" sold")
    assert found.height == refunds.height
    assert (found["Net Sales"] == "-" + found["Net Sales sold"]).all()
    assert (found["Date"] > found["Date sold"]).all()


def test_square_writes_none_for_items_without_a_category_and_no_name_for_walk_ins(salon):
    rows = salon.csv("items-*.csv")
    assert "None" in set(rows["Category"])
    walk_ins = rows.filter(pl.col("Customer ID") == "")
    assert walk_ins.height > 100
    assert set(walk_ins["Customer Name"]) == {""}


def test_phones_are_spelled_in_six_ways_and_mean_valid_hungarian_mobiles(salon):
    cards = salon.csv("export_customer_list_*.csv").filter(pl.col("Mobile Number") != "")
    assert shapes(cards["Mobile Number"]) == written_shapes()
    parsed = [phonenumbers.parse(phone, "HU") for phone in cards["Mobile Number"]]
    assert all(phonenumbers.is_valid_number(phone) for phone in parsed)
    # Subscriber numbers that begin with 0 or 1 have not been given to any operator.
    assert {str(phone.national_number)[2] for phone in parsed} == {"0", "1"}


def test_square_phones_begin_with_an_apostrophe(salon):
    phones = salon.csv("export-2026-*.csv")["Phone Number"]
    assert phones.filter(phones != "").str.contains(r"^'\+36\d{9}$").all()
    assert (phones == "").sum() > 5


def test_names_are_unique_in_each_system_and_mail_addresses_everywhere(salon):
    fresha, square = salon.csv("export_customer_list_*.csv"), salon.csv("export-2026-*.csv")
    for cards in (fresha, square):
        assert cards.select("First Name", "Last Name").is_unique().all()
    truth = salon.truth("clients")
    emails = truth.explode("emails", empty_as_null=True)["emails"].drop_nulls()
    assert emails.str.to_lowercase().is_unique().all()
    assert emails.str.contains(r"@example\.(com|org|net)$").all()


def test_the_survey_says_its_order_of_day_and_month_and_asks_within_the_data(salon):
    stamps = salon.csv("Client survey*.csv")["Timestamp"]
    moments = stamps.str.to_datetime("%m/%d/%Y %H:%M:%S")
    assert (moments.dt.day() > 12).any()
    assert moments.dt.date().min() > salon.options.start
    assert moments.dt.date().max() <= salon.options.end
    assert moments.is_unique().all()


def test_only_those_who_answered_gave_a_score(salon):
    rows = salon.csv("Client survey*.csv")
    score = pl.col("^How likely are you to recommend us .*$")
    scored = rows.filter(score != "")
    assert set(rows["Result of asking"]) == {
        "Answered",
        "Partly answered",
        "Refused",
        "Not reached",
    }
    assert set(scored["Result of asking"]) == {"Answered"}
    assert scored.height == (rows["Result of asking"] == "Answered").sum()
    assert scored.select(score.cast(pl.Int64).is_between(0, 10).all()).item()


def test_some_answers_name_two_kinds_of_service_and_some_an_unknown_phone(salon):
    rows = salon.csv("Client survey*.csv")
    assert "Hair, Colour" in set(rows["Kind of service"])
    known = salon.truth("clients").explode("phones", empty_as_null=True)["phones"].drop_nulls()
    given = {
        phonenumbers.format_number(
            phonenumbers.parse(phone, "HU"), phonenumbers.PhoneNumberFormat.E164
        )
        for phone in rows["Phone number"]
        if phone
    }
    assert 0 < len(given - set(known)) < 0.15 * len(given)
    assert (rows["Phone number"] == "").any()


def test_reasons_are_given_in_five_languages(salon):
    reasons = set(salon.csv("Client survey*.csv")["What is the main reason for your score?"])
    assert {
        "Always on time, always friendly",
        "Kedvesek, pontosak, jó a hangulat",
        "Всё чисто, вежливо и вовремя",
        "Malinis at mabilis ang serbisyo",
        "Immer pünktlich, nie Stress",
        "I waited 25 minutes although I had booked",
    } <= reasons
    assert len(reasons) > 40


def test_smileys_run_from_one_to_five_within_the_data(salon):
    rows = salon.csv("impulse_ratings.csv")
    rated = rows["rated_at"].str.to_datetime("%Y-%m-%d %H:%M:%S").dt.date()
    assert set(rows["rating"]) == {"1", "2", "3", "4", "5"}
    assert rated.is_between(salon.options.start, salon.options.end).all()
    assert (rows["message"] != "").any()


def test_the_price_list_has_forty_services_in_ten_categories_and_ten_products(salon):
    rows = salon.csv("services.csv")
    assert rows.group_by("service_category").len().sort("len", "service_category").rows() == [
        ("body", 2),
        ("makeup", 2),
        ("barber", 3),
        ("hair_removal", 3),
        ("massage", 3),
        ("face", 4),
        ("brows_lashes", 5),
        ("colour", 5),
        ("nails", 6),
        ("hair", 7),
        ("retail", 10),
    ]
    assert rows["service"].is_unique().all()
