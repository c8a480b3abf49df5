# ruff: noqa: RUF001  # letters and digits of other scripts
"""Whatever stands in a cell, it is read or it is null; what we write ourselves is read back."""

from datetime import datetime, timedelta
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.values import amounts, dates, durations, phones, texts
from tests.ingestion.fuzz import examples

LATEST = datetime(2028, 1, 1)
# What cells are made of, right and wrong.
PIECES = (
    "0", "1", "12", "00", "2026", "31", "13", ".", ",", ":", "-", "/", " ", "(", ")", "+", "−",
    "%", "€", "Ft", "руб.", "h", "min", "pm", "a.m.", "T", "Z", "+02:00", "jan.", "февр.", "de",
    "mar.", "пн", "г.", "'", "’", "\u00a0", "e5", "_", "*", "١", "２", "½", "\U0010f602ff", "NaN",
)  # fmt: skip
CELL = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
COLUMN = st.lists(CELL, min_size=1, max_size=60)


def read(expression, column):
    frame = pl.DataFrame({"text": column}, schema={"text": pl.String})
    return frame.select(expression(pl.col("text"))).to_series().to_list()


@examples(60)
@given(COLUMN, st.sampled_from([".", ","]))
def test_arbitrary_cells_are_amounts_or_null(column, mark):
    for cell, value in zip(column, read(lambda c: amounts.number(c, mark, 2), column), strict=True):
        if value is not None:
            assert any(digit in cell for digit in "0123456789０１２３４５６７８９"), cell
            assert value >= 0 or any(sign in cell for sign in "-−–‒﹣－("), cell
    amounts.marks(pl.Series(column, dtype=pl.String))


@examples(60)
@given(COLUMN, st.sampled_from([None, "dmy", "mdy"]))
def test_arbitrary_cells_are_moments_or_null(column, order):
    series = pl.Series(column, dtype=pl.String)
    dates.orders(series)
    found = dates.moments(series, dates.Reading(order, [], "Europe/Budapest", LATEST)).to_list()
    assert all(moment is None or datetime(1900, 1, 1) <= moment <= LATEST for moment in found)


@examples(60)
@given(COLUMN)
def test_arbitrary_cells_are_lengths_flags_phones_and_addresses_or_null(column):
    lengths = read(durations.minutes, column)
    assert all(length is None or length >= 0 for length in lengths)
    assert set(read(texts.flag, column)) <= {True, False, None}
    numbers = phones.phones(pl.Series(column, dtype=pl.String), "HU").to_list()
    assert all(number is None or number.lstrip("+").isdecimal() for number in numbers)
    addresses = read(texts.email, column)
    assert all(address is None or "@" in address for address in addresses)


@examples(40)
@given(COLUMN)
def test_a_cell_is_read_the_same_whatever_stands_beside_it(column):
    reading = dates.Reading("dmy", [], "Europe/Budapest", LATEST)
    together = dates.moments(pl.Series(column, dtype=pl.String), reading)
    alone = [dates.moments(pl.Series([c], dtype=pl.String), reading)[0] for c in column[:5]]
    assert together[:5].to_list() == alone


MONEY = st.decimals("-9999999.99", "9999999.99", places=2).map(lambda value: value + Decimal(0))
WAYS = {
    "plain": lambda value: f"{value:.2f}",
    "thousands": lambda value: f"{value:,.2f}",
    "euro": lambda value: f"€{value:,.2f}",
    "code behind": lambda value: f"{value:,.2f} EUR",
    "true minus": lambda value: f"{value:,.2f}".replace("-", "−"),
    "minus behind": lambda value: f"{abs(value):,.2f}" + ("-" if value < 0 else ""),
    "parentheses": lambda value: f"({abs(value):,.2f})" if value < 0 else f"{value:,.2f}",
    "Swiss": lambda value: f"CHF {value:,.2f}".replace(",", "’"),
    "thin blanks": lambda value: f"{value:,.2f}".replace(",", "\u202f"),
    "full width": lambda value: "".join(chr(ord(c) + 0xFEE0) for c in f"{value:.2f}"),
}


@pytest.mark.parametrize("way", WAYS)
@examples(15)
@given(values=st.lists(MONEY, min_size=1, max_size=50))
def test_an_amount_is_read_as_it_was_written(way, values):
    assert read(lambda c: amounts.number(c, ".", 2), [WAYS[way](v) for v in values]) == values


@examples(20)
@given(st.lists(MONEY, min_size=1, max_size=50))
def test_an_amount_with_a_decimal_comma_is_read_as_it_was_written(values):
    swap = str.maketrans(",.", ".,")
    written = [f"{value:,.2f} Ft".translate(swap) for value in values]
    assert read(lambda c: amounts.number(c, ",", 2), written) == values
    assert amounts.marks(pl.Series(written)).decided == ","


MOMENT = st.datetimes(datetime(1970, 1, 1), LATEST).map(
    lambda m: m.replace(second=0, microsecond=0)
)
# fmt: off
RUSSIAN = (
    "янв.", "февр.", "мар.", "апр.", "мая", "июня", "июля", "авг.", "сент.", "окт.", "нояб.", "дек."
)
HUNGARIAN = (
    "jan.", "febr.", "márc.", "ápr.", "máj.", "jún.", "júl.", "aug.", "szept.", "okt.", "nov.",
    "dec."
)
SPANISH = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre"
)
# fmt: on
CALENDARS = {
    "ISO": lambda m: f"{m:%Y-%m-%d %H:%M}",
    "ISO with T": lambda m: f"{m:%Y-%m-%dT%H:%M:%S}",
    "dots": lambda m: f"{m:%d.%m.%Y %H:%M}",
    "day first": lambda m: f"{m:%d/%m/%Y %H:%M}",
    "twelve hours": lambda m: f"{m:%d %b %Y, %I:%M%p}".lower(),
    "American": lambda m: f"{m:%A, %B %d, %Y %I:%M %p}",
    "Russian": lambda m: f"{m.day} {RUSSIAN[m.month - 1]} {m:%Y} г., {m:%H:%M}",
    "Hungarian": lambda m: f"{m:%Y}. {HUNGARIAN[m.month - 1]} {m.day}. {m:%H:%M}",
    "Spanish": lambda m: f"{m.day} de {SPANISH[m.month - 1]} de {m:%Y} {m:%H:%M}",
    "workbook": lambda m: f"{m:%Y-%m-%d %H:%M:%S}",
}


@pytest.mark.parametrize("calendar", CALENDARS)
@examples(15)
@given(values=st.lists(MOMENT, min_size=1, max_size=50))
def test_a_moment_is_read_as_it_was_written(calendar, values):
    written = pl.Series([CALENDARS[calendar](value) for value in values])
    reading = dates.Reading("dmy", [], "Europe/Budapest", LATEST)
    assert dates.moments(written, reading).to_list() == values


@examples(20)
@given(st.lists(st.integers(0, 5999), min_size=1, max_size=50))
def test_a_length_of_time_is_read_as_it_was_written(values):
    ways = (
        lambda m: f"{m // 60}h {m % 60}min", lambda m: f"{m // 60}:{m % 60:02}", str,
        lambda m: f"{m // 60} óra {m % 60} perc", lambda m: f"{m} мин",
        lambda m: f"PT{m // 60}H{m % 60}M",
    )  # fmt: skip
    for way in ways:
        assert read(durations.minutes, [way(value) for value in values]) == values


@examples(20)
@given(st.lists(st.integers(0, 40000), min_size=1, max_size=50))
def test_a_day_number_of_a_workbook_is_its_day(numbers):
    serials = [number + 10_000 for number in numbers]
    known = [n for n in serials if datetime(1899, 12, 30) + timedelta(n) <= LATEST]
    reading = dates.Reading(None, [], "Europe/Budapest", LATEST)
    found = dates.moments(pl.Series(list(map(str, known)), dtype=pl.String), reading).to_list()
    assert found == [datetime(1899, 12, 30) + timedelta(n) for n in known]
