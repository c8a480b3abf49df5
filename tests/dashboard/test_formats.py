"""Figures, days and changes as people read them."""

from datetime import date

import pytest

from dashboard import comparison, formats, language, periods


def spaced(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        (26480.79, "EUR", "€26,481"),
        (76.756, "EUR", "€76.76"),
        (40, "EUR", "€40"),
        (-5.5, "EUR", "-€5.50"),
        (12400, "USD", "$12,400"),
        (-12.5, "USD", "-$12.50"),
        (999.4, "HUF", "Ft 999"),
        (1200, "PHP", "₱1,200"),
        (10.25, "CHF", "CHF 10.25"),
    ],
)
def test_money_is_written_in_its_currency(amount, currency, written):
    assert spaced(formats.money(amount, currency)) == written


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (0, "0"),
        (9_999, "9999"),
        (10_000, "10K"),
        (45_499, "45K"),
        (999_499, "999K"),
        (1_000_000, "1M"),
        (1_250_000, "1.2M"),
    ],
)
def test_a_count_in_little_room_has_four_digits_or_a_word(count, written):
    assert formats.compact(count) == written


def test_a_count_in_little_room_is_written_in_the_language_in_force():
    with language.speaking("ru"):
        assert spaced(formats.compact(45_499)) == "45 тыс."


@pytest.mark.parametrize(
    ("value", "kind", "written"),
    [
        (None, "money", "—"),
        (0.412, "share", "41.2%"),
        (1234, "count", "1,234"),
        (1.126, "number", "1.13"),
        (36.6, "score", "+37"),
        (-0.2, "score", "0"),
        (-12.4, "score", "-12"),
    ],
)
def test_a_figure_is_written_by_its_kind(value, kind, written):
    assert spaced(formats.figure(value, kind, "EUR")) == written


def test_days_months_and_moments_are_written_out():
    assert formats.day(date(2026, 10, 1)) == "1 Oct 2026"
    assert formats.month(date(2026, 10, 1)) == "October 2026"
    assert formats.moment("2026-11-01T08:35:00+00:00", "Europe/Budapest") == "1 Nov 2026, 09:35"
    assert formats.moment(None, "Europe/Budapest") == "—"


def test_text_from_data_is_no_formatting():
    assert formats.plain("*A* [b](c) $1 :red[x]") == r"\*A\* \[b\]\(c\) \$1 \:red\[x\]"


@pytest.mark.parametrize(
    ("told", "words", "direction"),
    [
        ((110.0, 100.0, "real", "money"), "Really more than in Sep 2026 (+10.0%)", "up"),
        ((90.0, 100.0, "real", "money"), "Really less than in Sep 2026 (-10.0%)", "down"),
        ((90.0, 100.0, "noise", "money"), "As in Sep 2026, within noise (-10.0%)", "down"),
        ((100.0, 100.0, "noise", "money"), "The same as in Sep 2026", "same"),
        ((5.0, 0.0, "too_few", "money"), "Too few to compare with Sep 2026 (+€5)", "up"),
        ((5.0, 0.0, "too_few", "number"), "Too few to compare with Sep 2026 (+5)", "up"),
        ((7, 10, "real", "count"), "Really fewer than in Sep 2026 (-3)", "down"),
        ((3, 0, "noise", "count"), "As in Sep 2026, within noise (+3)", "up"),
        ((49, 51.5, "noise", "count"), "As in Sep 2026, within noise (-2.5)", "down"),
        ((120, 100, "real", "count"), "Really more than in Sep 2026 (+20.0%)", "up"),
        ((0.412, 0.408, "real", "share"), "Really higher than in Sep 2026 (+0.4 points)", "up"),
        ((0.4, 0.41, "noise", "share"), "As in Sep 2026, within noise (-1 point)", "down"),
        ((0.4001, 0.4, "real", "share"), "The same as in Sep 2026", "same"),
        ((22.0, 38.0, "real", "score"), "Really lower than in Sep 2026 (-16 points)", "down"),
        ((22.0, None, None, "score"), "No figure for Sep 2026", "same"),
        ((120, 100, "running", "count"), "Not over yet, Sep 2026 was whole (+20.0%)", "up"),
    ],
)
def test_a_change_is_said_with_its_verdict_first(told, words, direction):
    now, before, verdict, kind = told
    change = comparison.change(now, before, verdict, kind, "Sep 2026", "EUR")
    said = spaced(change.words).replace("\N{MINUS SIGN}", "-")
    assert (said, change.direction) == (words, direction)


@pytest.mark.parametrize(
    ("period", "month", "is_total", "words"),
    [
        ("month_before", date(2026, 1, 1), True, "Dec 2025"),
        ("year_before", date(2026, 1, 1), False, "Jan 2025"),
        ("quarter_before", date(2026, 1, 1), False, "2025 Q4"),
        ("quarter_before", date(2026, 3, 1), False, "2025 Q4"),
        ("quarter_before", date(2026, 4, 1), False, "2026 Q1"),
        ("quarter_before", date(2026, 12, 1), True, "an average month of 2026 Q3"),
    ],
)
def test_a_period_is_named(period, month, is_total, words):
    assert periods.in_words(period, month, is_total) == words


def test_the_month_before_january_is_december():
    assert periods.month_before(date(2026, 1, 1)) == date(2025, 12, 1)
    assert periods.month_before(date(2026, 10, 1)) == date(2026, 9, 1)
    assert periods.year_before(date(2026, 10, 1)) == date(2025, 10, 1)
