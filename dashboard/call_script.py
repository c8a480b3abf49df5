"""What to say on the phone: short, polite, with what the client usually has and with whom."""

from dataclasses import dataclass
from datetime import date, timedelta

from dashboard import formats
from dashboard.language import N_, _

# How a client is addressed: by which words of the name.
GREETINGS = {
    "first": N_("First word of the name"),
    "last": N_("Last word of the name"),
    "whole": N_("Whole name"),
}
_DAYS_TO_ARRANGE = 2
_DAYS_OF_WEEK = 7
_DAYS_SAID_IN_WEEKS = 14
_DAYS_SAID_IN_MONTHS = 120
_DAYS_OF_MONTH = 30.44


@dataclass(frozen=True)
class Usual:
    """When a client usually comes: 1 is Monday, and an hour of the day."""

    weekday: int
    hour: int


@dataclass(frozen=True)
class Reason:
    """Why a client is called; what is not known is empty."""

    name: str | None
    service: str | None
    staff: str | None
    last_visit: date
    usual: Usual | None


def text(reason: Reason, salon: str, today: date, greeting: str = "first") -> str:
    """Write the script, to be said on the day `today`."""
    name = called(reason.name, greeting)
    hello = (
        _("Hello {name}, this is {salon}.").format(name=name, salon=salon)
        if name
        else _("Hello, this is {salon}.").format(salon=salon)
    )
    end = _("If you would rather not be called, just tell me.")
    return "\n".join((hello, _since(reason, today), _offer(reason, today), end))


def called(name: str | None, greeting: str) -> str | None:
    """Take the words of a name by which the client is addressed."""
    words = (name or "").split()
    if not words:
        return None
    return {"first": words[0], "last": words[-1]}.get(greeting, " ".join(words))


def suggested(usual: Usual, today: date) -> date:
    """Give the next day of the usual weekday that leaves time to arrange it."""
    earliest = today + timedelta(days=_DAYS_TO_ARRANGE)
    return earliest + timedelta(days=(usual.weekday - earliest.isoweekday()) % _DAYS_OF_WEEK)


def how_long(days: int) -> str:
    """Say a number of days as people do: 9 days, 6 weeks, 5 months."""
    if days < _DAYS_SAID_IN_WEEKS:
        return formats.plural(days, "day", "days")
    if days < _DAYS_SAID_IN_MONTHS:
        return formats.plural(round(days / _DAYS_OF_WEEK), "week", "weeks")
    return formats.plural(round(days / _DAYS_OF_MONTH), "month", "months")


def _since(reason: Reason, today: date) -> str:
    said = {
        (True, True): _("Your last visit for {service} with {staff} was {time} ago."),
        (True, False): _("Your last visit for {service} was {time} ago."),
        (False, True): _("Your last visit to {staff} was {time} ago."),
        (False, False): _("Your last visit was {time} ago."),
    }[bool(reason.service), bool(reason.staff)]
    time = how_long(max((today - reason.last_visit).days, 0))
    return said.format(service=reason.service, staff=reason.staff, time=time)


def _offer(reason: Reason, today: date) -> str:
    if not reason.usual:
        return (
            _("{staff} would be glad to see you again: when would it suit you?").format(
                staff=reason.staff
            )
            if reason.staff
            else _("We would be glad to see you again: when would it suit you?")
        )
    said = (
        _("{staff} would be glad to see you again: would {day}, around {hour}, suit you?")
        if reason.staff
        else _("We would be glad to see you again: would {day}, around {hour}, suit you?")
    )
    return said.format(
        staff=reason.staff,
        day=formats.weekday(suggested(reason.usual, today)),
        hour=formats.hour(reason.usual.hour),
    )
