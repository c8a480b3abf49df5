"""How a chart writes numbers and dates: the rules of Babel in the words of Vega."""

from functools import lru_cache
from typing import Any

from dashboard import language


def config() -> dict[str, Any]:
    """Give the `locale` of a chart's configuration, in the language in force."""
    return _config(language.current())


@lru_cache
def _config(code: str) -> dict[str, Any]:
    with language.speaking(code):
        locale = language.locale()
    symbols = locale.number_symbols["latn"]
    months, days = locale.months["stand-alone"], locale.days["stand-alone"]
    return {
        "number": {
            "decimal": symbols["decimal"],
            "thousands": symbols["group"],
            "grouping": [3],
            "currency": ["", ""],
        },
        "time": {
            "dateTime": "%x, %X",
            "date": "%d.%m.%Y",
            "time": "%H:%M:%S",
            "periods": ["AM", "PM"],
            # Babel counts days from Monday, Vega from Sunday.
            "days": _from_sunday(days["wide"]),
            "shortDays": _from_sunday(days["abbreviated"]),
            "months": [months["wide"][number] for number in range(1, 13)],
            "shortMonths": [months["abbreviated"][number] for number in range(1, 13)],
        },
    }


def _from_sunday(days: Any) -> list[str]:  # noqa: ANN401  (Babel's own mapping)
    return [days[6], *(days[number] for number in range(6))]
