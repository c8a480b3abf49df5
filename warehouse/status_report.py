"""What stands in a workspace: loads, the current build, what waits."""

import hashlib
from pathlib import Path
from typing import Any

import polars as pl

from warehouse import builds, landing
from warehouse.builds import NoBuildError
from warehouse.reading import Warehouse
from warehouse.workspace import Workspace

_DATA = "select max(as_of) as last_day, sum(visits) as visits from marts.monthly_kpis"


def of(workspace: Workspace, inbox: list[Path]) -> dict[str, Any]:
    """Sum up a workspace; `inbox` are the files that lie in its inbox."""
    log = landing.loads(workspace)
    landed = log.filter(pl.col("outcome") == "landed")
    return {
        "workspace": str(workspace.root),
        "files_loaded": landed.height,
        "files_refused": log.filter(pl.col("outcome") == "refused").height,
        "files_withdrawn": log.filter(pl.col("outcome") == "withdrawn").height,
        "files_waiting": _waiting(landed, inbox),
        "rows_landed": int(landed["rows_landed"].sum()),
        "rows_rejected": int(log["rows_rejected"].sum()),
        "last_load": _text(landed["loaded_at"].max()),
        **_build(workspace),
    }


def _waiting(landed: pl.DataFrame, inbox: list[Path]) -> int:
    known = set(landed["file_hash"])
    return sum(hashlib.sha256(file.read_bytes()).hexdigest() not in known for file in inbox)


def _build(workspace: Workspace) -> dict[str, Any]:
    try:
        said = builds.publication(workspace.warehouse)
    except NoBuildError as error:
        return {"build": None, "note": str(error)}
    data = Warehouse(workspace.warehouse / said.file).ask(_DATA).row(0, named=True)
    return {
        "build": said.file,
        "published_at": said.published_at,
        "marts": said.marts,
        "last_day_of_data": _text(data["last_day"]),
        "visits": int(data["visits"] or 0),
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
