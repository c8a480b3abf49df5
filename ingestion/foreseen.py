"""What a file would let count no longer, told before it is loaded."""

from datetime import datetime
from pathlib import Path

import polars as pl

from ingestion import ages, differences, keys
from ingestion.differences import Earlier, Gone, Policy
from ingestion.preview import Inspection
from warehouse import landing, load_log
from warehouse.load_log import Load
from warehouse.settings import Settings
from warehouse.workspace import Workspace


def gone(
    workspace: Workspace, settings: Settings, seen: Inspection, file: Path, now: datetime
) -> Gone | None:
    """Find the lines of older exports that this one lacks; none where its end was not looked at.

    A file that lies nowhere yet counts as written just now.
    """
    form, converted = seen.match.format, seen.converted
    if converted is None or seen.problem or not (form.lists_all and seen.is_whole):
        return None
    draft = Load(
        load_id="",
        loaded_at=now,
        file_name=file.name,
        file_hash="",
        file_bytes=0,
        outcome="landed",
        message="",
        exported_at=ages.exported_at(file, [form], settings.salon.time_zone, now),
        entity=form.entity,
        system=form.system,
        family=form.family,
    )
    series = load_log.series(landing.loads(workspace), draft)
    older = series.filter(pl.col("exported_at") < draft.exported_at)
    if older.is_empty():
        return None
    earlier = Earlier(workspace, form.target, older)
    keyed = keys.keyed(converted.rows, seen.match)
    rejected = converted.rejected.height + keys.superseded(keyed, seen.match).height
    current = keyed.filter(pl.col("state") == "landed")
    change = differences.compared(earlier, current, differences.absent(current, seen.match))
    policy = Policy(settings.loading.shrink_limit)
    found = differences.gone(earlier, seen.match, change.rows, policy, rejected)
    return found if found.lines.height else None
