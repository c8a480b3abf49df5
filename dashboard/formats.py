"""Figures as people read them: the only place that knows currency, percent and dates."""

import re
from datetime import UTC, date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

Kind = Literal["money", "count", "share", "score", "number"]

NOTHING = "—"
SPACE = "\N{NO-BREAK SPACE}"
_BEFORE = {"USD": "$", "GBP": "£", "PHP": "₱", "JPY": "¥", "INR": "₹"}
_AFTER = {"EUR": "€", "HUF": "Ft", "RUB": "₽", "UAH": "₴", "PLN": "zł", "CZK": "Kč", "KZT": "₸"}
_WITHOUT_CENTS = {"HUF", "JPY", "KZT", "RUB", "CZK"}
_CENTS_BELOW = 1000
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=])")


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
    return f"{value:,.2f}" if kind == "number" else count(value)


def count(number: float) -> str:
    """Write a whole number: 12,400."""
    return f"{number:,.0f}"


def money(amount: float, currency: str) -> str:
    """Write an amount, with cents where it is small: 12,400 €, 45.30 €."""
    is_whole = currency in _WITHOUT_CENTS or abs(amount) >= _CENTS_BELOW or amount == round(amount)
    sign, digits = "-" if amount < 0 else "", f"{abs(amount):,.{0 if is_whole else 2}f}"
    if currency in _BEFORE:
        return f"{sign}{_BEFORE[currency]}{digits}"
    return f"{sign}{digits}{SPACE}{_AFTER.get(currency, currency)}"


def amount(number: float) -> str:
    """Write an amount whose column names the currency: 12,400.50."""
    return f"{number:,.2f}"


def percent(share: float) -> str:
    """Write a share of 0 to 1: 41.2 %."""
    return f"{100 * share:.1f}{SPACE}%"


def score(points: float) -> str:
    """Write a recommend score, which may be below zero: +37, -12."""
    return f"{points:+.0f}" if round(points) else "0"


def day(when: date) -> str:
    """Write a day: 31 Oct 2026."""
    return f"{when.day} {when:%b %Y}"


def short_month(start: date) -> str:
    """Write a month in little room: Oct 2026."""
    return f"{start:%b %Y}"


def month(start: date) -> str:
    """Write a month: October 2026."""
    return f"{start:%B %Y}"


def moment(when: str | datetime | None, time_zone: str) -> str:
    """Write a moment of UTC in the salon's own time: 1 Nov 2026, 09:35."""
    if when is None:
        return NOTHING
    utc = datetime.fromisoformat(when) if isinstance(when, str) else when
    local = (utc if utc.tzinfo else utc.replace(tzinfo=UTC)).astimezone(ZoneInfo(time_zone))
    return f"{day(local)}, {local:%H:%M}"


def plural(number: float, one: str, many: str | None = None) -> str:
    """Write a number with its noun: 1 client, 12 clients."""
    return f"{count(number)}{SPACE}{one if number == 1 else many or one + 's'}"


def plain(text: str) -> str:
    """Make a text that came from data safe where Markdown is read."""
    return _MARKDOWN.sub(r"\\\1", text)
