"""Charts on a page, and the same charts as files.

A chart that is drawn here can be taken away as PNG and SVG: made on the click, without a browser.
"""

from typing import Any

import streamlit as st

from dashboard import chart_files, chart_locale, chart_specs, charts, exports


def draw(chart: charts.Chart, alt: str, title: str | None = None, **options: Any) -> Any:  # noqa: ANN401  (what Streamlit gives back: an event, or nothing)
    """Draw a chart and offer it as files.

    `alt` says what it shows to those who do not see it, `title` names the files (else the
    text does); `options` are those of `st.vega_lite_chart`.
    """
    written = chart.configure(locale=chart_locale.config())
    exports.add(
        title or alt.rstrip("."),
        {
            "png": lambda: chart_files.png(written.to_dict(), title),
            "svg": lambda: chart_files.svg(written.to_dict(), title).encode(),
        },
    )
    return st.vega_lite_chart(spec=chart_specs.spec(written), alt=alt, **options)
