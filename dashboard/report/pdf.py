"""The report as a PDF of two pages: typeset here, without a browser and without a network."""

import json
from pathlib import Path

import typst

from dashboard import chart_files
from dashboard.report.contents import Report

_TEMPLATE = Path(__file__).with_name("report.typ")
_PAGES = 2
# In points. A language with long words takes the next smaller letters; the last is still read.
_SIZES = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5)
# As wide as the paper, in units of which ten are a letter's height.
_WIDTH = 640
_HEIGHTS = {"trend": 150, "bridge": 200, "visits": 120}


def made(report: Report) -> bytes:
    """Typeset the report in the largest letters with which it stays on two pages."""
    charts = {
        name: chart_files.svg(drawing, width=_WIDTH, height=_HEIGHTS[name])
        for name, drawing in report.drawings.items()
    }
    fitting = next((size for size in _SIZES if _pages(report, charts, size) <= _PAGES), _SIZES[-1])
    # PDF/UA: a screen reader finds headings, reading order and what the charts show.
    return typst.compile(
        str(_TEMPLATE),
        format="pdf",
        sys_inputs=_given(report, charts, fitting),
        pdf_standards="ua-1",
        ignore_system_fonts=True,
    )


def _pages(report: Report, charts: dict[str, str], size: float) -> int:
    """Count the pages; typst gives a drawing for each, or the only one by itself."""
    drawn: bytes | list[bytes] = typst.compile(
        str(_TEMPLATE),
        format="svg",
        sys_inputs=_given(report, charts, size),
        ignore_system_fonts=True,
    )
    return len(drawn) if isinstance(drawn, list) else 1


def _given(report: Report, charts: dict[str, str], size: float) -> dict[str, str]:
    """Give the template what it asks for. Its letters are typst's own: the same everywhere."""
    return {"report": json.dumps({"words": report.words, "charts": charts, "size": size})}
