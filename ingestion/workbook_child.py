"""Read a workbook in a process of its own: `python workbook_child.py WORKBOOK FOLDER`.

A damaged workbook can ask for more memory than there is, which ends the process that reads it.
This file stands alone: it is run by its path and imports nothing of ours.
"""

import json
import sys
from importlib import import_module
from pathlib import Path
from threading import Thread

MEMORY_LIMIT = 4 * 1024**3


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return  # Windows has no such limit; the time-out and the check of sizes remain.
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def write_sheets(workbook: Path, folder: Path) -> None:
    """Write every visible sheet as text to `<number>.arrow`, and what they are to `sheets.json`.

    Cells that hold no text, number or date (errors such as #DIV/0!) are null in the table and
    listed: row and column counted from 0 in the table, and what the cell holds.
    """
    # After the limit is set; and without polars, which takes as long to start as many a workbook.
    import fastexcel  # noqa: PLC0415

    # Needed when the cells are read; until then it starts beside the reading.
    Thread(target=import_module, args=("pyarrow",)).start()
    reader = fastexcel.read_excel(workbook)
    sheets = []
    for number, name in enumerate(reader.sheet_names):
        sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        errors = []
        if sheet.visible == "visible":
            table, found = sheet.to_arrow_with_errors()
            pa = import_module("pyarrow")
            with pa.ipc.new_file(folder / f"{number}.arrow", table.schema) as file:
                file.write_batch(table)
            errors = [(*error.position, error.detail) for error in found.errors] if found else []
        sheets.append({"name": name, "visible": sheet.visible == "visible", "errors": errors})
    (folder / "sheets.json").write_text(json.dumps(sheets), encoding="utf-8")


if __name__ == "__main__":
    _limit_memory()
    write_sheets(Path(sys.argv[1]), Path(sys.argv[2]))
