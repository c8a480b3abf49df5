"""Figures, days and changes as people read them."""

from datetime import date

import pytest

from dashboard import comparison, formats, periods


def spaced(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


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
    ("now", "before", "kind", "words", "direction"),
    [
        (110.0, 100.0, "money", "10.0% more than in Sep 2026", "up"),
        (90.0, 100.0, "money", "10.0% less than in Sep 2026", "down"),
        (100.0, 100.0, "money", "The same as in Sep 2026", "same"),
        (5.0, 0.0, "money", "Nothing in Sep 2026", "unknown"),
        (7, 10, "count", "3 fewer than in Sep 2026", "down"),
        (3, 0, "count", "3 more than in Sep 2026", "up"),
        (120, 100, "count", "20.0% more than in Sep 2026", "up"),
        (0.412, 0.408, "share", "0.4 points above Sep 2026", "up"),
        (0.40, 0.41, "share", "1 point below Sep 2026", "down"),
        (0.4001, 0.4, "share", "The same as in Sep 2026", "same"),
        (22.0, 38.0, "score", "16 points below Sep 2026", "down"),
        (22.0, None, "score", "No figure for Sep 2026", "unknown"),
    ],
)
def test_a_change_is_said_in_words(now, before, kind, words, direction):
    change = comparison.change(now, before, kind, "Sep 2026")
    assert (spaced(change.words), change.direction) == (words, direction)


def test_the_month_before_january_is_december():
    assert periods.month_before(date(2026, 1, 1)) == date(2025, 12, 1)
    assert periods.month_before(date(2026, 10, 1)) == date(2026, 9, 1)
    assert periods.year_before(date(2026, 10, 1)) == date(2025, 10, 1)
