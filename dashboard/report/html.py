"""The report as one HTML file: it holds its charts, asks nothing of a network, and fits a phone."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup

from dashboard import chart_files, palette
from dashboard.report.contents import Report

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=select_autoescape(["html"])
)
_WIDTH = 760


def made(report: Report) -> bytes:
    """Write the report as HTML."""
    charts = {
        name: Markup(_scaled(chart_files.svg(drawing, width=_WIDTH)))  # noqa: S704  (drawn by us)
        for name, drawing in report.drawings.items()
    }
    page = _ENVIRONMENT.get_template("report.html").render(
        words=report.words, charts=charts, theme=palette.light()
    )
    return page.encode()


def _scaled(svg: str) -> str:
    """Let a drawing shrink with the page: the size it asks for is its viewBox already."""
    return svg.replace("<svg ", '<svg style="max-width: 100%; height: auto" ', 1)
