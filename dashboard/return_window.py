"""The days within which a client must come again: one choice for all pages that ask."""

from dashboard import formats, values
from dashboard.data import Build
from dashboard.language import _

WINDOWS = (30, 60, 90, 180)


def choose(build: Build) -> int:
    """Let the days be chosen; those of salon.toml come first and hold where nothing is chosen."""
    own = build.settings.definitions.retention_days
    days = [own, *(days for days in WINDOWS if days != own)]
    named = {str(number): formats.plural(number, "day", "days") for number in days}
    return int(values.choice(_("Come again within"), named, "days"))
