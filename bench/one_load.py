"""Load one file into a new salon, timed: `python -m bench.one_load FILE`."""

import sys
import tempfile
from pathlib import Path

from bench import measuring
from ingestion import loading
from warehouse.settings import Settings
from warehouse.workspace import Workspace, make_folders


def load(file: Path, folder: Path) -> None:
    """Land a file and see that it landed."""
    workspace = Workspace(folder)
    make_folders(workspace)
    report = loading.load_files(workspace, Settings(), [file])[0]
    if report.outcome != "landed":
        raise SystemExit(report.message)


if __name__ == "__main__":
    export = Path(sys.argv[1])
    with tempfile.TemporaryDirectory(dir=export.parent) as root:
        measuring.report(lambda: load(export, Path(root) / "salon"))
