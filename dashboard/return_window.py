"""The days within which a client must come again: one choice for all pages that ask."""

from dashboard import values
from dashboard.data import Build
from dashboard.language import _

WINDOWS = (30, 60, 90, 180)


def choose(build: Build) -> int:
    """Let the days be chosen; where nothing is, those of salon.toml hold."""
    named = {str(days): str(days) for days in WINDOWS}
    own = str(build.settings.definitions.retention_days)
    return int(values.choice(_("Days to come again"), named, "days", own))
