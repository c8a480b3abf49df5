"""What `ingestion` and `warehouse` say, in the language in force.

They speak English, on the command line too. The texts that a person meets on the pages are listed
here as templates; one that is not in the list stays as it was said.
"""

import re
from functools import lru_cache

import polars as pl

from dashboard.language import N_, _

TEMPLATES = (N_("is not filled in"),)


def said(text: str) -> str:
    """Say a text of the layers below in the language in force."""
    for template, pattern in _patterns():
        if found := pattern.fullmatch(text):
            return _(template).format(**found.groupdict())
    return text


def of_column(name: str) -> pl.Expr:
    """Say the texts of a column in the language in force; each different one is looked up once."""
    return pl.col(name).map_batches(_said_once, return_dtype=pl.String)


def _said_once(texts: pl.Series) -> pl.Series:
    different = texts.drop_nulls().unique()
    said_so = {text: said(text) for text in different}
    return texts.replace(said_so) if said_so else texts


@lru_cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((template, pattern(template)) for template in TEMPLATES)


def pattern(template: str) -> re.Pattern[str]:
    """Make the regular expression by which a text of a template is known again."""
    literal = re.split(r"\{(\w+)\}", template)
    parts = [
        re.escape(part) if place % 2 == 0 else f"(?P<{part}>.+?)"
        for place, part in enumerate(literal)
    ]
    return re.compile("".join(parts), re.DOTALL)
