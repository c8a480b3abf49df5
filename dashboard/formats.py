"""Figures as people read them: the only place that knows currency, percent and dates.

How a language writes them is Babel's to know.
"""

import re
from datetime import UTC, date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from babel import dates, numbers

from dashboard import language
from dashboard.language import _, ngettext

Kind = Literal["money", "count", "share", "score", "number"]

NOTHING = "—"
SPACE = "\N{NO-BREAK SPACE}"
# One salon has one currency: "$" needs no country before it, and the forint its own name.
_SIGNS = {
    "USD": "$",
    "EUR": "€",
    "HUF": "Ft",
    "RUB": "₽",
    "PHP": "₱",
    "UAH": "₴",
    "PLN": "zł",
    "CZK": "Kč",
    "KZT": "₸",
    "BRL": "R$",
}
_MINUS = "\N{MINUS SIGN}"
# Keeps a sign on the line of its amount.
_JOINED = "\N{WORD JOINER}"
_WITHOUT_CENTS = {"HUF", "JPY", "KZT", "RUB", "CZK"}
_CENTS_BELOW = 1000
_HOUR, _DAY = 60, 24 * 60
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=])")
# "2026. okt." at the beginning of a line is an item of a list to Markdown, were it not for this.
_NUMBER_FIRST = re.compile(r"^(\d+\.) ")
# Where a count is too long for a cell of a grid, and where its thousands are.
_COMPACT_FROM, _MILLION = 10_000, 1_000_000
# A weekday in words, where Babel knows such days only in short: nobody says "Sat, Nov 28" aloud.
_WEEKDAYS = {"ru": "EEEE, d MMMM", "hu": "MMMM d., EEEE", "fil": "EEEE, MMMM d"}
_LETTERS_BY_DIGITS = re.compile(r"(?<=[^\W\d_])(?=\d)")


def figure(value: float | None, kind: Kind, currency: str) -> str:
    """Write a figure of any kind; a dash where there is none."""
    if value is None:
        return NOTHING
    if kind == "money":
        return money(value, currency)
    if kind == "share":
        return percent(value)
    if kind == "score":
        return score(value)
    return number(value, "0.00") if kind == "number" else count(value)


def count(number_of: float) -> str:
    """Write a whole number: 12,400."""
    return number(round(number_of), "0")


def number(value: float, digits: str = "0.##") -> str:
    """Write a number with the digits after the point that a pattern asks for."""
    return numbers.format_decimal(value, f"#,##{digits}", locale=language.locale())


def money(amount: float, currency: str) -> str:
    """Write an amount, with cents where it is small: €12,400, €45.30."""
    is_whole = currency in _WITHOUT_CENTS or abs(amount) >= _CENTS_BELOW or amount == round(amount)
    locale = language.locale()
    pattern = locale.currency_formats["standard"].pattern
    if is_whole:
        pattern = pattern.replace(".00", "")
    written = numbers.format_currency(
        round(amount) if is_whole else amount,
        currency,
        pattern,
        locale=locale,
        currency_digits=False,
    )
    sign = numbers.get_currency_symbol(currency, locale)
    written = written.replace(sign, _SIGNS.get(currency, sign))
    # Letters stand a space apart from the number.
    return _LETTERS_BY_DIGITS.sub(SPACE, written)


def amount(value: float) -> str:
    """Write an amount whose column names the currency: 12,400.50."""
    return number(value, "0.00")


def percent(share: float, digits: int = 1) -> str:
    """Write a share of 0 to 1: 41.2%."""
    fraction = f".{digits * '0'}" if digits else ""
    pattern = language.locale().percent_formats[None].pattern.replace("##0", f"##0{fraction}")
    return numbers.format_percent(share, pattern, locale=language.locale())


def score(points: float) -> str:
    """Write a recommend score, which may be below zero: +37, -12."""
    return (
        numbers.format_decimal(round(points), "+#,##0;-#,##0", locale=language.locale())
        if (round(points))
        else "0"
    )


def points(difference: float) -> str:
    """Write a difference of shares or scores: 1 point, 2.5 points."""
    unit = (
        ngettext("point", "points", difference) if difference == round(difference) else _("points")
    )
    return f"{number(difference, '0.#')}{SPACE}{unit}"


def signed(difference: float, digits: str = "0.##") -> str:
    """Write a difference with its sign: +12, -3."""
    return f"{_sign(difference)}{number(abs(difference), digits)}"


def signed_percent(share: float) -> str:
    """Write a relative difference with its sign: +12.0%, -3.4%."""
    return f"{_sign(share)}{percent(abs(share))}"


def signed_points(difference: float) -> str:
    """Write a difference of shares or scores with its sign: +1 point, -2.5 points."""
    return f"{_sign(difference)}{points(abs(difference))}"


def signed_money(difference: float, currency: str) -> str:
    """Write a difference of money with its sign: +€120, -€45.30."""
    return f"{_sign(difference)}{_JOINED}{money(abs(difference), currency)}"


def _sign(difference: float) -> str:
    """Give the sign of a difference; a minus that no line is broken after."""
    return "+" if difference > 0 else _MINUS if difference < 0 else ""


def score_change(difference: float) -> str:
    """Write by how much a score differs: +3 points, -1 point, 0 points."""
    size = round(difference)
    return f"{score(difference)}{SPACE}{ngettext('point', 'points', abs(size))}"


def day(when: date) -> str:
    """Write a day: 31 Oct 2026."""
    return _kept(dates.format_date(when, locale=language.locale()))


def weekday(when: date) -> str:
    """Write a day near at hand with its weekday: Thursday 26 November."""
    pattern = _WEEKDAYS.get(language.current())
    if pattern is None:
        return dates.format_skeleton("MMMMEEEEd", when, locale=language.locale())
    return dates.format_date(when, pattern, locale=language.locale())


def hour(of_day: int) -> str:
    """Write a full hour of the day: 17:00."""
    return dates.format_time(time(of_day), "short", locale=language.locale())


def short_month(start: date) -> str:
    """Write a month in little room: Oct 2026."""
    return _kept(dates.format_skeleton("yMMM", start, locale=language.locale()))


def month(start: date) -> str:
    """Write a month: October 2026."""
    return _kept(dates.format_skeleton("yMMMM", start, locale=language.locale()))


def _kept(written: str) -> str:
    """Keep a number with a point, where a date begins with one, beside what follows."""
    return _NUMBER_FIRST.sub(rf"\1{SPACE}", written)


def moment(when: str | datetime | None, time_zone: str) -> str:
    """Write a moment of UTC in the salon's own time: 1 Nov 2026, 09:35."""
    if when is None:
        return NOTHING
    return ", ".join(day_and_time(when, time_zone))


def day_and_time(when: str | datetime | None, time_zone: str) -> tuple[str, str]:
    """Write a moment of UTC as day and time, for where there is little room: 1 Nov 2026; 09:35."""
    if when is None:
        return NOTHING, NOTHING
    there = local(datetime.fromisoformat(when) if isinstance(when, str) else when, time_zone)
    return day(there), f"{there:%H:%M}"


def local(when: datetime, time_zone: str) -> datetime:
    """Turn a moment of UTC into the salon's own time."""
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(ZoneInfo(time_zone))


def duration(minutes: float) -> str:
    """Write a time in the unit that people would use: 40 minutes, 3 hours, 2 days."""
    if minutes < 2 * _HOUR:
        return plural(round(minutes), "minute", "minutes")
    if minutes < 2 * _DAY:
        return plural(round(minutes / _HOUR), "hour", "hours")
    return plural(round(minutes / _DAY), "day", "days")


def plural(number_of: float, one: str, many: str | None = None) -> str:
    """Write a number with its noun: 1 client, 12 clients."""
    return f"{count(number_of)}{SPACE}{ngettext(one, many or one + 's', number_of)}"


def compact(n: int) -> str:
    """Write a count in little room, four digits in full: 9999, 12K, 1.2M."""
    if n < _COMPACT_FROM:
        return str(n)
    return numbers.format_compact_decimal(
        n,
        format_type="short",
        locale=language.locale(),
        fraction_digits=1 if n >= _MILLION else 0,
    )


def plain(text: str) -> str:
    """Make a text that came from data safe where Markdown is read."""
    return _MARKDOWN.sub(r"\\\1", text)
