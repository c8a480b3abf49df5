"""What is read quickly because it is plain reads as if it were taken apart."""

from datetime import datetime

import phonenumbers
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal, assert_series_equal

from ingestion.values import amounts, dates, distinct, phones, texts

LATEST = datetime(2028, 1, 1)
_DIGITS = st.text("0123456789", min_size=1, max_size=4)
_CLOCKS = st.sampled_from(
    ["", " 10:15", "T10:15:30", " 25:00", " 10:60", " 10:15:60", " 9:05 pm", "x"]
)
_NEAR_DATES = st.tuples(
    st.sampled_from(["2026", "1899", "1900", "2999", "26", "0000"]),
    st.sampled_from(["-01-", "-13-", "-2-", "/02/", "-02-", "-00-"]),
    st.sampled_from(["01", "29", "30", "31", "32", "5", "00"]),
    _CLOCKS,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.none() | _NEAR_DATES, max_size=12), st.booleans())
def test_plain_moments_read_as_if_taken_apart(values, is_utc):
    column = pl.Series("at", values, dtype=pl.String)
    reading = dates.Reading("dmy", [], "Europe/Budapest", LATEST, is_utc)
    by_parts = dates._moments(column, reading)
    assert_series_equal(dates.moments(column, reading), by_parts, check_names=False)


_PLAIN_NUMBERS = st.from_regex(r"\A-?[0-9]{1,17}(\.[0-9]{1,8})?\Z", fullmatch=True)
_OTHER_NUMBERS = st.sampled_from(["", "-", ".5", "5.", "+5", "1,5", "1 000", "5 EUR", "٣", "5%"])


@pytest.mark.parametrize("mark", [".", ","])
@settings(max_examples=200, deadline=None)
@given(st.lists(st.none() | _PLAIN_NUMBERS | _OTHER_NUMBERS, max_size=6))
def test_plain_numbers_read_as_if_taken_apart(mark, values):
    column = pl.Series("text", values, dtype=pl.String)
    if amounts.are_plain(column, mark):
        text = pl.col("text")
        quick = [amounts.plain_number(text, scale).alias(str(scale)) for scale in (2, 6)]
        exact = [amounts.number(text, mark, scale).alias(str(scale)) for scale in (2, 6)]
        wholes = amounts.plain_whole(text), amounts.whole(text, mark)
        frame = column.to_frame()
        assert_frame_equal(frame.select(quick), frame.select(exact))
        assert_frame_equal(*(frame.select(whole.alias("whole")) for whole in wholes))


@pytest.mark.parametrize(
    ("text", "mark", "is_plain"),
    [("1250", ",", True), ("12.50", ".", True), ("-3", ".", True), ("12.50", ",", False)]
    + [(text, ".", False) for text in ("12,50", "12.", ".5", "+3", "3-", "1 000", "12.5.0", "")],
)
def test_only_digits_with_the_mark_of_the_column_are_plain(text, mark, is_plain):
    assert amounts.are_plain(pl.Series([text, None]), mark) == is_plain


@pytest.mark.parametrize("moments", [20, distinct.FEW])
def test_values_that_repeat_are_written_like_any_others(moments):
    column = pl.Series([datetime(2026, 1, 1 + i % 20, 10, 15) for i in range(moments)] + [None])
    assert_series_equal(distinct.written(column), column.cast(pl.String))


def _numbers(country):
    """Invent numbers near the valid ones of a country, in several spellings."""
    code = phonenumbers.country_code_for_region(country)
    valid = phonenumbers.national_significant_number(phonenumbers.example_number(country))
    near = st.integers(0, 9).flatmap(
        lambda digit: st.integers(0, len(valid) - 1).map(
            lambda place: valid[:place] + str(digit) + valid[place + 1 :]
        )
    )
    spelled = st.tuples(near, st.integers(1, 7), st.sampled_from(["", " ", "-", ") ", ".", "  "]))
    national = spelled.map(lambda parts: parts[0][: parts[1]] + parts[2] + parts[0][parts[1] :])
    start = st.sampled_from([f"+{code}", f"+{code} ", f"+{code} (", "06", "0", "00", f"'+{code}"])
    return st.tuples(start, national, st.sampled_from(["", "1", "0", " x12"])).map("".join)


@pytest.mark.parametrize("country", ["HU", "UA", "PH", "DE", "PL", "ES", "RU", "US", "IT"])
def test_numbers_in_international_form_read_as_the_library_reads_them(country):
    @settings(max_examples=5, deadline=None)
    @given(st.lists(_numbers(country), min_size=250, max_size=250))
    def alike(values):
        column = pl.Series("phone", values * 5)
        one_by_one = phones._read_one_by_one(column, country)
        assert_series_equal(phones.phones(column, country), one_by_one)

    alike()


_SIGNS = st.text(st.sampled_from([*"ab @.*", "\u00a0", "\ufeff", "\t", "\n", "\r", "\u2009", "é"]))


@settings(max_examples=300, deadline=None)
@given(st.lists(_SIGNS, min_size=1, max_size=8))
def test_tidy_texts_need_no_cleaning(values):
    cells = pl.Series("cell", values)
    cell = pl.col("cell")
    if texts.are_tidy(cells):
        found = cells.to_frame().select(
            cleaned=texts.cleaned(cell),
            paragraphs=texts.paragraphs(cell),
            filled=texts.filled(cell),
        )
        assert_series_equal(found["cleaned"], found["filled"], check_names=False)
        assert_series_equal(found["paragraphs"], found["filled"], check_names=False)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.none() | st.sampled_from(["A@b.hu", "mailto:a@b.hu", "a @b.hu", "x", "@", ""])))
def test_plain_addresses_read_like_all_others(values):
    column = pl.Series("email", values, dtype=pl.String)
    assert_series_equal(
        texts.emails(column), column.to_frame().select(texts.email(pl.col("email"))).to_series()
    )


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.none() | st.sampled_from(["", "Cut", "1.5", "1,250", "1.250,5", "ő"]), min_size=1)
)
def test_a_column_read_by_its_distinct_texts_is_the_column_read_row_by_row(values):
    column = pl.Series("cell", (values * (distinct.FEW // len(values) + 1)), dtype=pl.String)
    found = distinct.encoded(column)
    assert found is not None
    assert_series_equal(found.spread(found.texts), column)
    rows = distinct.Texts(column.to_frame(), {"cell": found}, distinct.Memory())
    assert amounts.Marks(*rows.counts("cell", amounts.shown)) == amounts.marks(column)


def test_a_column_that_hardly_repeats_is_read_row_by_row():
    assert distinct.encoded(pl.Series("ref", [str(n) for n in range(distinct.FEW)])) is None


def test_the_same_distinct_texts_are_read_once():
    asked = []

    def read(cells):
        asked.append(cells.to_series().to_list())
        return cells.select(pl.first().str.to_uppercase())

    memory = distinct.Memory()
    first, same, other = pl.Series(["a", None]), pl.Series(["a", None]), pl.Series(["b", None])
    results = [memory.read("name", texts, read) for texts in (first, same, other)]
    assert asked == [["a", None], ["b", None]]
    assert_frame_equal(results[0], results[1])
