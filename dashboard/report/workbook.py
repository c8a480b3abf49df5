"""The report as a workbook: the same figures as numbers, and a sheet that says what they mean."""

from dashboard import downloads
from dashboard.report import contents
from dashboard.report.contents import Report


def made(report: Report) -> bytes:
    """Write the report as XLSX."""
    return downloads.xlsx(contents.tables(report))
