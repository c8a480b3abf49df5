"""Read a workbook in a process of its own: `python workbook_child.py WORKBOOK FOLDER`.

A damaged workbook can ask for more memory than there is, which ends the process that reads it.
This file stands alone: it is run by its path and imports nothing of ours.
"""

import json
import sys
from pathlib import Path

MEMORY_LIMIT = 4 * 1024**3


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return  # Windows has no such limit; the time-out and the check of sizes remain.
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def write_sheets(workbook: Path, folder: Path) -> None:
    """Write every sheet as text to `<number>.arrow` and their names to `sheets.json`."""
    import fastexcel  # noqa: PLC0415  # after the limit is set

    reader = fastexcel.read_excel(workbook)
    names = []
    for number, name in enumerate(reader.sheet_names):
        sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        sheet.to_polars().write_ipc(folder / f"{number}.arrow")
        names.append(name)
    (folder / "sheets.json").write_text(json.dumps(names), encoding="utf-8")


if __name__ == "__main__":
    _limit_memory()
    write_sheets(Path(sys.argv[1]), Path(sys.argv[2]))
