"""Files to take away: CSV and XLSX that a spreadsheet opens as data and never as formulas."""

from collections.abc import Mapping
from io import BytesIO

import polars as pl
from xlsxwriter import Workbook

# What a spreadsheet may read as the beginning of a formula or a command, also after blanks.
_DANGEROUS = r"^[=+\-@|%\s\x00]"
_NEGATIVE_NUMBER = r"^-\d+([.,]\d+)?$"


def csv(rows: pl.DataFrame) -> bytes:
    """Write a frame as CSV, texts escaped, with the mark by which spreadsheets know UTF-8."""
    return escaped(rows).write_csv(include_bom=True).encode()


def escaped(rows: pl.DataFrame) -> pl.DataFrame:
    """Put a single quote before texts that a spreadsheet would run; numbers stay as they are."""
    texts = pl.selectors.string()
    would_run = texts.str.contains(_DANGEROUS) & ~texts.str.contains(_NEGATIVE_NUMBER)
    return rows.with_columns(pl.when(would_run).then("'" + texts).otherwise(texts).name.keep())


def xlsx(sheets: Mapping[str, pl.DataFrame]) -> bytes:
    """Write a workbook, a sheet per frame; texts stay texts, whatever they begin with."""
    file = BytesIO()
    as_data = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with Workbook(file, as_data) as workbook:
        for name, rows in sheets.items():
            rows.write_excel(workbook, name, autofit=True, autofilter=False)
    return file.getvalue()
