"""A chart as a file: PNG for a slide, SVG for print. No browser, no network, no Streamlit."""

from typing import Any

import vl_convert

from dashboard import palette

_WIDTH = 720
_PIXELS_PER_UNIT = 2.0


def svg(
    specification: dict[str, Any],
    title: str | None = None,
    width: int = _WIDTH,
    height: int | None = None,
) -> str:
    """Draw a Vega-Lite specification as SVG; sizes are in pixels, the height its own by default."""
    paper = _for_paper(specification, title, width)
    if height:
        paper["height"] = height
    drawn: str = vl_convert.vegalite_to_svg(paper, allowed_base_urls=[])
    return drawn


def png(specification: dict[str, Any], title: str | None = None, width: int = _WIDTH) -> bytes:
    """Draw a Vega-Lite specification as PNG, twice as fine as a screen."""
    drawn: bytes = vl_convert.vegalite_to_png(
        _for_paper(specification, title, width), scale=_PIXELS_PER_UNIT, allowed_base_urls=[]
    )
    return drawn


def _for_paper(specification: dict[str, Any], title: str | None, width: int) -> dict[str, Any]:
    """Give the chart what the pages give it on a screen: width, colours, a light ground."""
    theme = palette.light()
    config = {
        "background": "#ffffff",
        "font": "sans-serif",
        "range": {
            "category": theme["chartCategoricalColors"],
            "ramp": theme["chartSequentialColors"],
            "heatmap": theme["chartSequentialColors"],
        },
        "mark": {"color": theme["chartCategoricalColors"][0]},
        "axis": {"labelColor": theme["textColor"], "titleColor": theme["textColor"]},
        "view": {"stroke": None},
        **specification.get("config", {}),
    }
    sized = {} if _has_width(specification) else {"width": width}
    return {**({"title": title} if title else {}), **sized, **specification, "config": config}


def _has_width(specification: dict[str, Any]) -> bool:
    """Facets and charts side by side have the width of their parts."""
    return bool({"width", "facet", "hconcat", "vconcat", "concat"} & specification.keys())
