from datetime import date

import pytest

from demo.options import DemoError, Options


def test_the_defaults_are_three_years_of_three_thousand_clients():
    options = Options()
    assert (options.seed, options.clients, options.years) == (7, 3000, 3)
    assert (options.start, options.end) == (date(2023, 11, 1), date(2026, 10, 31))


def test_years_are_counted_back_from_a_leap_day_too():
    assert Options(years=1, end=date(2024, 2, 29)).start == date(2023, 3, 1)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"clients": 3}, "clients = 3 is not allowed: choose a whole number from 50 to 200000."),
        ({"years": 0}, "years = 0 is not allowed: choose a whole number from 1 to 10."),
        ({"seed": -1}, "seed = -1 is not allowed: choose a whole number from 0 to 4294967295."),
        (
            {"end": date(1999, 1, 1)},
            "end = 1999-01-01 is not allowed: choose a day from 2012-01-01 to 2099-12-31.",
        ),
    ],
)
def test_options_are_refused_in_clear_words(wrong, message):
    with pytest.raises(DemoError) as refusal:
        Options(**wrong)
    assert str(refusal.value) == message
