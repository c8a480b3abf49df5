"""What `ingestion` and `warehouse` say, in the language in force.

They speak English, on the command line too. What a person often meets on the pages is listed in
`reason_texts.py` as templates, by which a text is known again; any other stays as it was said.
"""

import re
from functools import lru_cache

from dashboard import formats
from dashboard.language import _
from dashboard.reason_texts import TEMPLATES

# Placeholders that hold a text which is said in its turn; the others hold names and figures.
_TEXTS = {"form", "confidence", "because", "kind", "hint", "advice"}
# Placeholders that hold a number of things, which a build says without signs between thousands.
_COUNTS = {"clients", "times", "visits", "needed", "sound", "count", "rows", "known", "lacking"}
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")


def said(text: str) -> str:
    """Say a text of the layers below, whole or part by part where it has several."""
    whole = _known(text)
    if whole is not None:
        return whole
    ending = "." if text.endswith(".") else ""
    parts = text.removesuffix(".").split("; ")
    return "; ".join(_known(part) or part for part in parts) + ending


def pattern(template: str) -> re.Pattern[str]:
    """Make the regular expression by which a text of a template is known again."""
    known: set[str] = set()
    parts = []
    for place, part in enumerate(re.split(r"\{(\w+)\}", template)):
        if place % 2 == 0:
            parts.append(re.escape(part))
        else:
            # What is named twice is the same both times.
            parts.append(f"(?P={part})" if part in known else f"(?P<{part}>.+?)")
            known.add(part)
    return re.compile("".join(parts), re.DOTALL)


def _known(text: str) -> str | None:
    translated = _(text)
    if translated != text:
        return translated
    for template, known in _patterns():
        if found := known.fullmatch(text):
            given = found.groupdict()
            return _(template).format(**{name: _given(name, given[name]) for name in given})
    return None


def _given(name: str, value: str) -> str:
    """Say what stands in a placeholder: a text, a figure as the language writes it, or a name."""
    if name in _TEXTS:
        return said(value)
    is_count = _THOUSANDS.fullmatch(value) or (name in _COUNTS and value.isdecimal())
    return formats.count(int(value.replace(",", ""))) if is_count else value


@lru_cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((template, pattern(template)) for template in TEMPLATES if "{" in template)
