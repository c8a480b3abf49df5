"""What a person may choose about the demo salon."""

from dataclasses import dataclass
from datetime import date, timedelta

FEWEST_CLIENTS, MOST_CLIENTS = 50, 200_000
MOST_YEARS = 10
EARLIEST_END, LATEST_END = date(2012, 1, 1), date(2099, 12, 31)
LARGEST_SEED = 2**32 - 1


class DemoError(Exception):
    """The demo cannot be written as asked; the text says what is allowed."""


@dataclass(frozen=True)
class Options:
    """The same options give the same files, byte for byte.

    `clients` are the identified people ever seen, `end` is the last day of the data.
    """

    seed: int = 7
    clients: int = 3000
    years: int = 3
    end: date = date(2026, 10, 31)

    def __post_init__(self) -> None:
        _check("seed", self.seed, 0, LARGEST_SEED)
        _check("clients", self.clients, FEWEST_CLIENTS, MOST_CLIENTS)
        _check("years", self.years, 1, MOST_YEARS)
        if not EARLIEST_END <= self.end <= LATEST_END:
            raise DemoError(
                f"end = {self.end} is not allowed: "
                f"choose a day from {EARLIEST_END} to {LATEST_END}."
            )

    @property
    def start(self) -> date:
        """The first day of the data."""
        day = min(self.end.day, 28) if self.end.month == 2 else self.end.day  # noqa: PLR2004
        return date(self.end.year - self.years, self.end.month, day) + timedelta(days=1)

    @property
    def last_day(self) -> int:
        """The last day of the data, counted from the first one, which is 0."""
        return (self.end - self.start).days


def _check(name: str, value: int, lowest: int, highest: int) -> None:
    if not lowest <= value <= highest:
        raise DemoError(
            f"{name} = {value} is not allowed: choose a whole number from {lowest} to {highest}."
        )
