"""The demo chain's `salon.toml`."""

from typing import Final

_SALON: Final = """\
[salon]
name = "Linden & Linde, demo salon"
currency = "EUR"
country = "HU"
time_zone = "Europe/Budapest"

# The survey calls the branches otherwise than the tills do.
[branches]
"Old Town" = ["Linden Old Town"]
"Riverside" = ["Linden Riverside"]
"Station" = ["Linden Station"]
"""


def salon_toml() -> str:
    """Give the settings that fit the demo's files; every definition keeps its default."""
    return _SALON
