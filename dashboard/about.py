"""What goes with a file that leaves the dashboard: slice, definitions, build and date."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from dashboard import formats
from dashboard.data import Build
from dashboard.language import _
from dashboard.slices import Slice


def sheet(
    build: Build, chosen: Slice | None, title: str, meanings: Mapping[str, str | None]
) -> pl.DataFrame:
    """Say what a table is, of whom, of when, and what its columns mean: two columns of text."""
    built = formats.moment(build.publication.published_at, build.settings.salon.time_zone)
    newest = build.answer("quarters")["as_of"].max()
    said = {
        _("What it is"): title,
        _("Salon"): build.settings.salon.name,
        _("Slice"): chosen.in_words if chosen else _("everything"),
        _("Data up to"): formats.day(newest) if isinstance(newest, date) else formats.NOTHING,
        _("Built"): built,
        _("Build"): build.file.name,
        **{name: meaning for name, meaning in meanings.items() if meaning},
    }
    return pl.DataFrame({_("About"): list(said), _("In words"): list(said.values())})
