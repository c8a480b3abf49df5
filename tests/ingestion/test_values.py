# ruff: noqa: RUF001  # letters and digits of other scripts
"""Amounts, dates, lengths of time, phones and flags as people and programs write them."""

from datetime import datetime
from decimal import Decimal

import polars as pl
import pytest

from ingestion.values import amounts, dates, durations, phones, texts

LATEST = datetime(2028, 1, 1)


def read(expression, *values):
    return pl.DataFrame({"text": list(values)}, schema={"text": pl.String}).select(
        expression(pl.col("text"))
    ).to_series().to_list()  # fmt: skip


def money(mark, *values):
    return read(lambda text: amounts.number(text, mark, 2), *values)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"), ("12.5", "12.5"), ("1,234.50", "1234.5"), ("1,234,567", "1234567"),
        ("1 234.50", "1234.5"), ("1\u00a0234.50", "1234.5"), ("1\u202f234.50", "1234.5"),
        ("1'234.50", "1234.5"), ("1’234.50", "1234.5"), ("-12.00", "-12"), ("−12.00", "-12"),
        ("12.00-", "-12"), ("(12.00)", "-12"), ("($33.62)", "-33.62"), ("-$3.00", "-3"),
        ("$-3.00", "-3"), ("€1,149.00", "1149"), ("12.00 EUR", "12"), ("USD 12.00", "12"),
        ("12,000 Ft", "12000"), ("500 руб.", "500"), ("+5", "5"), (".50", "0.5"), ("5.", "5"),
        ("１２.５０", "12.5"), ("1,23,456.50", "123456.5"), ("100,-", "100"), ("100.–", "100"),
        ("–12.00", "-12"), ("(12.00 €)", "-12"), ("€ -5", "-5"), ("5 USD -", "-5"),
        ("0", "0"), ("12.345", "12.34"), ("12.355", "12.36"), ("0.005", "0"),
    ],
)  # fmt: skip
def test_amounts_with_a_decimal_point(text, value):
    assert money(".", text) == [Decimal(value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [("1 234,50", "1234.5"), ("1.234,50", "1234.5"), ("1.234", "1234"), ("12,5 €", "12.5")],
)
def test_amounts_with_a_decimal_comma(text, value):
    assert money(",", text) == [Decimal(value)]


@pytest.mark.parametrize(
    "text",
    ["NaN", "inf", "1e5", "1_000", "١٢٣", "12²", "½", "12 34", "1,23,4", "1.2.3", "12 bananas", "-",
     "a lot", "$", "1,50", "99999999999999999999", "(5", "5)", "--5", "-5-", "-(5)", "5€$",
     "€5 €", "5 € x", "10%", "12,34,5"],
)  # fmt: skip
def test_what_is_no_amount_is_not_guessed(text):
    assert money(".", text) == [None]


@pytest.mark.parametrize(
    ("column", "mark"),
    [
        (["12.50", "1,250"], "."), (["12,50", "1.250"], ","), (["1,234.50"], "."),
        (["1.234,50"], ","), (["1.234.567"], ","), (["1,234,567"], "."), (["12", "7"], None),
        (["1,250", "2,000"], None), (["1250.500"], "."),
    ],
)  # fmt: skip
def test_the_decimal_mark_is_decided_by_the_whole_column(column, mark):
    assert amounts.marks(pl.Series(column)).decided == mark


def test_the_currency_in_a_cell_is_seen():
    assert read(amounts.currency_token, "€5", "US$5", "5 Ft.", "5") == ["€", "us$", "ft", None]


def test_whole_numbers():
    assert read(lambda text: amounts.whole(text, "."), "5", "5.0", "1,204", "5.5", "five") == [
        5, 5, 1204, None, None
    ]  # fmt: skip


def test_percentages_are_shares():
    assert read(lambda text: amounts.number(text, ".", 6), "80%", "12.5 %") == [
        Decimal("0.8"), Decimal("0.125")
    ]  # fmt: skip


def test_a_share_is_no_amount_of_money():
    assert money(".", "10%", "10 %") == [None, None]


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("90", 90), ("0:45", 45), ("25:00", 1500), ("01:10:00", 70), ("1,5 h", 90),
        ("1.5 hours", 90), ("90 мин", 90), ("1 ч 30 мин", 90), ("1 год 10 хв", 70),
        ("1 óra 10 perc", 70), ("2 Std. 15 Min.", 135), ("1 godz. 30 min", 90), ("1 h 10", 70),
        ("1 hora y 5 minutos", 65), ("1 hour and 30 minutes", 90), ("PT1H10M0S", 70),
        ("1899-12-31 01:12:00", 72),
    ],
)  # fmt: skip
def test_lengths_of_time_in_the_languages_of_our_users(text, length):
    assert read(durations.minutes, text) == [length]


@pytest.mark.parametrize("text", ["1:60", "h", "-5", "90 seconds", "1 h 10 h", "half an hour", ""])
def test_what_is_no_length_of_time_is_not_guessed(text):
    assert read(durations.minutes, text) == [None]


def test_lengths_of_time():
    assert read(
        durations.minutes, "1h 10min", "45min", "2h", "70", "1:10", "1 hr", "1h10", "soon", "10h 5m"
    ) == [70, 45, 120, 70, 70, 60, 70, None, 605]


def moments(order, *values, patterns=(), is_utc=False):
    reading = dates.Reading(order, list(patterns), "Europe/Budapest", LATEST, is_utc)
    return dates.moments(pl.Series(values, dtype=pl.String), reading).to_list()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-03-31", datetime(2026, 3, 31)),
        ("2026-03-31 14:30", datetime(2026, 3, 31, 14, 30)),
        ("2026-03-31T14:30:15.123", datetime(2026, 3, 31, 14, 30, 15)),
        ("2026/3/1", datetime(2026, 3, 1)),
        ("2026. 03. 01.", datetime(2026, 3, 1)),
        ("20260331", datetime(2026, 3, 31)),
        ("31.03.2026", datetime(2026, 3, 31)),
        ("31.03.26 09:05", datetime(2026, 3, 31, 9, 5)),
        ("02 Feb 2026, 1:46pm", datetime(2026, 2, 2, 13, 46)),
        ("02 Feb 2026, 12:05am", datetime(2026, 2, 2, 0, 5)),
        ("2 February 2026 12:05 PM", datetime(2026, 2, 2, 12, 5)),
        ("Feb 2, 2026", datetime(2026, 2, 2)),
        ("Mon, 2 Feb 2026", datetime(2026, 2, 2)),
        ("7 May 2025 10:36 a.m.", datetime(2025, 5, 7, 10, 36)),
        ("46030", datetime(2026, 1, 8)),
        ("46030.5", datetime(2026, 1, 8, 12)),
        ("2026-01-01 00:00:00", datetime(2026, 1, 1)),
        ("2026-01-02 00:00:00 1899-12-31 10:30:00", datetime(2026, 1, 2, 10, 30)),
        ("2 февр. 2026 г., 14:30", datetime(2026, 2, 2, 14, 30)),
        ("пн, 2 февраля 2026", datetime(2026, 2, 2)),
        ("3 бер. 2026 р.", datetime(2026, 3, 3)),
        ("2026. jan. 5.", datetime(2026, 1, 5)),
        ("hétfő 2026. január 5., 14:30", datetime(2026, 1, 5, 14, 30)),
        ("15 września 2026 r.", datetime(2026, 9, 15)),
        ("2. März 2026 um 14:30 Uhr", datetime(2026, 3, 2, 14, 30)),
        ("mar. 3 févr. 2026 à 14h30", datetime(2026, 2, 3, 14, 30)),
        ("1er août 2026", datetime(2026, 8, 1)),
        ("5 de enero de 2026, 2:30 p. m.", datetime(2026, 1, 5, 14, 30)),
        ("Enero 5, 2026", datetime(2026, 1, 5)),
        ("ika-5 ng Hunyo 2026", datetime(2026, 6, 5)),
        ("02-Feb-26", datetime(2026, 2, 2)),
        ("2026-Feb-02", datetime(2026, 2, 2)),
        ("Feb 2 2026 1pm", datetime(2026, 2, 2, 13)),
        ("Feb 2 2026 12:00 AM", datetime(2026, 2, 2)),
        ("Feb 2 2026 13:05 PM", datetime(2026, 2, 2, 13, 5)),
        ("２０２６-０１-０５", datetime(2026, 1, 5)),
        ("2026-03-29 02:30", datetime(2026, 3, 29, 2, 30)),
        ("2026-10-25 02:30", datetime(2026, 10, 25, 2, 30)),
        ("2026-01-05 10:00 GMT+2", datetime(2026, 1, 5, 9)),
        ("2026-01-05T10:00:00+05:30", datetime(2026, 1, 5, 5, 30)),
        ("2026-07-01T12:00:00Z", datetime(2026, 7, 1, 14)),
        ("2026-07-01T12:00:00+05:00", datetime(2026, 7, 1, 9)),
    ],
)
def test_dates_that_can_be_read_in_one_way(text, value):
    assert moments(None, text) == [value]


@pytest.mark.parametrize(
    "text",
    ["31.02.2026", "2026-13-01", "soon", "26-01-05", "9999-12-31", "0026-01-05", "12:30",
     "2026-01-01 25:00", "1", "2026", "2 Marble 2026", "Feb 2 2026 13:05 AM", "Feb 2 2026 0:05 PM",
     "2026-01-05 14", "Feb 2026", "٢٠٢٦-٠١-٠٥"],
)  # fmt: skip
def test_what_is_no_date_is_not_guessed(text):
    assert moments(None, text) == [None]


def test_the_order_of_day_and_month_is_followed():
    assert moments("dmy", "03/04/2026 10:00:00") == [datetime(2026, 4, 3, 10)]
    assert moments("mdy", "03/04/2026 10:00:00", "7/27/26 19:06") == [
        datetime(2026, 3, 4, 10), datetime(2026, 7, 27, 19, 6)
    ]  # fmt: skip
    assert moments("mdy", "27/12/2026") == [None]


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["03/04/2026", "27/12/2026"], "dmy"), (["03/04/2026", "12/27/2026"], "mdy"),
        (["03/04/2026", "05/06/2026"], None), (["27/12/2026", "12/27/2026"], None),
        (["3.4.2026"], None), (["26-01-05", "27-01-05"], None),
    ],
)  # fmt: skip
def test_the_order_is_decided_by_the_whole_column(column, order):
    assert dates.orders(pl.Series(column)).decided == order


def test_own_patterns_are_used_instead():
    assert moments(None, "310326 14.30", "310326", patterns=["%d%m%y %H.%M", "%d%m%y"]) == [
        datetime(2026, 3, 31, 14, 30), datetime(2026, 3, 31)
    ]  # fmt: skip


def test_a_day_number_counts_from_1904_where_the_workbook_does():
    reading = dates.Reading(None, [], "Europe/Budapest", LATEST, is_from_1904=True)
    assert dates.moments(pl.Series(["44568"]), reading).to_list() == [datetime(2026, 1, 8)]


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("06 1 234 5678 ext. 12", "+3612345678"), ("06 1 234 5678 (Anna)", "+3612345678"),
        ("06/1/234-5678", "+3612345678"), ("12, 06 1 234 5678", "+3612345678"),
        ("０６ １ ２３４ ５６７８", "+3612345678"), ("3612345678", "+3612345678"),
        ("+7 (912) 345-67-89", "+79123456789"), ("790012345", "790012345"),
        ("3,61E+10", None), ("06 20 XXX XX 12", None), ("06 1 ••• 78", None), ("-", None),
        ("1234567890123456", None), ("1234", None), ("12345", "12345"),
    ],
)  # fmt: skip
def test_a_phone_is_valid_kept_as_digits_or_none(text, phone):
    assert phones.phones(pl.Series([text]), "HU").to_list() == [phone]


def test_phones_get_one_form():
    numbers = pl.Series(
        ["06 1 234 5678", "+36 1 234 5678", "'+3612345678", "(06-1) 234-5678", "0000000",
         "+36 1 *** **78", "12", "123456", None]
    )  # fmt: skip
    assert phones.phones(numbers, "HU").to_list() == [
        "+3612345678", "+3612345678", "+3612345678", "+3612345678", None, None, None, "123456",
        None,
    ]  # fmt: skip


def test_flags_in_the_languages_of_our_users():
    yes = ("Yes", "ДА", "так", "igen", "tak", "ja", "oui", "sí", "oo", "WAHR", "ИСТИНА", "☑", "1.0")
    no = ("no", "нет", "ні", "nem", "nie", "nein", "non", "hindi", "FALSCH", "ЛОЖЬ", "☐", "0.0")
    assert set(read(texts.flag, *yes)) == {True}
    assert set(read(texts.flag, *no)) == {False}
    assert read(texts.flag, "maybe", "2", "-") == [None, None, None]


def test_nobody_is_no_name():
    names = ("Walk-In", "walk-ins", " ", "Anna  Alma")
    people = read(lambda text: texts.person(texts.cleaned(text)), *names)
    assert people == [None, None, None, "Anna Alma"]


def test_addresses_are_lowered_and_masks_are_none():
    assert read(texts.email, "ANNA@Example.com", "a***@example.com", "anonymous") == [
        "anna@example.com", None, None
    ]  # fmt: skip
