"""A short table as plain HTML.

For `st.table` Streamlit (1.67) has the browser fetch and read nearly a megabyte of scripts.
"""

from collections.abc import Collection

import polars as pl
from jinja2 import Environment
from markupsafe import Markup

_NUMBER = Markup(' class="number"')
# Where it is wider than the window it can be scrolled by keyboard as well.
_TABLE = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string("""
<div class="wrapped-table" role="region" tabindex="0" aria-label="{{ alt }}">
<table>
<thead><tr>
{% for title in titles %}
<th scope="col"{{ marks[title] }}>{{ title }}</th>
{% endfor %}
</tr></thead>
<tbody>
{% for row in rows %}
<tr>
{% for title in titles %}
<td{{ marks[title] }}>{{ row[title] }}</td>
{% endfor %}
</tr>
{% endfor %}
</tbody>
</table>
</div>
""")


def html(rows: pl.DataFrame, numbers: Collection[str], alt: str) -> str:
    """Write a data frame of texts under its titles; the columns named in `numbers` to the right."""
    return _TABLE.render(
        alt=alt,
        titles=rows.columns,
        marks={title: _NUMBER if title in numbers else "" for title in rows.columns},
        rows=rows.to_dicts(),
    )
