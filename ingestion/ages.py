"""How old an export is: the day that its name declares, else when its file was last written."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from ingestion.formats import EXPORTED_ON, Format
from ingestion.values import dates


def exported_at(file: Path, forms: Iterable[Format], zone: str, now: datetime) -> datetime:
    """Give the moment of an export in UTC; downloads keep theirs as the time of the file.

    A file that is not there was written just now.

    A day that the name declares begins at midnight in the salon, unless the file was written on
    that day: then it says more.
    """
    try:
        written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except OSError:
        written = now.replace(tzinfo=UTC)
    declared = _declared(file.stem, forms, now)
    salon = ZoneInfo(zone)
    if declared and written.astimezone(salon).date() != declared.date():
        written = declared.replace(tzinfo=salon).astimezone(UTC)
    return min(written.replace(tzinfo=None), now)


def oldest_first(files: Sequence[Path], forms: Sequence[Format], zone: str) -> list[int]:
    """Give the places of the files in the order of their ages; those of one age as they come."""
    now = datetime.now(UTC).replace(tzinfo=None)
    moments = [exported_at(file, forms, zone, now) for file in files]
    return sorted(range(len(files)), key=lambda place: moments[place])


def _declared(name: str, forms: Iterable[Format], now: datetime) -> datetime | None:
    for form in forms:
        if form.file_name is None or f"(?P<{EXPORTED_ON}>" not in form.file_name:
            continue
        hit = re.search(form.file_name, name)
        written = hit and hit.group(EXPORTED_ON)
        if written:
            reading = dates.Reading(order=form.date_order, patterns=[], zone="UTC", latest=now)
            (moment,) = dates.moments(pl.Series([written]), reading)
            if isinstance(moment, datetime):
                return moment
    return None
