"""How Babel finds the texts that stand outside Python: `make texts` and the tests call it.

Descriptions of marts come from dbt, with a placeholder where the build fills in a setting; what
formats cannot give comes from their own files.
"""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import IO

import yaml  # type: ignore[import-untyped]

_DASHBOARD = Path(__file__).parent
_MODELS = _DASHBOARD.parent / "dbt_project" / "models"
_DOC = re.compile(r"\{\{\s*doc\(['\"](\w+)['\"]\)\s*\}\}")
_VAR = re.compile(r"\{\{\s*var\(['\"](\w+)['\"]\)\s*\}\}")
_BLOCK = re.compile(r"\{%\s*docs (\w+)\s*%\}(.*?)\{%\s*enddocs\s*%\}", re.DOTALL)

Found = tuple[int, str | None, str | tuple[str, ...], list[str]]


# Functions that say a text, and which of their arguments are texts.
_SAYING = {"_": (0,), "N_": (0,), "ngettext": (0, 1), "plural": (1, 2)}


def code(file: IO[bytes], *_given: object, **_options: object) -> Iterator[Found]:
    """Find the texts that Python says: literals, and nothing that stands beside them."""
    for node in ast.walk(ast.parse(file.read())):
        if not isinstance(node, ast.Call):
            continue
        places = _SAYING.get(_name(node.func), ())
        given = [node.args[place] for place in places if place < len(node.args)]
        texts = [
            one.value
            for one in given
            if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        if texts and len(texts) == len(places):
            yield node.lineno, "ngettext" if len(texts) > 1 else None, tuple(texts), []


def _name(called: ast.expr) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def descriptions(file: IO[bytes], *_given: object, **_options: object) -> Iterator[Found]:
    """Find what the marts of a file and those of their columns mean that the pages name."""
    for model in yaml.safe_load(file).get("models", []):
        columns = model.get("columns", []) if model["name"] in _named() else []
        shown = [column for column in columns if column["name"] in _named()]
        for described in (model, *shown):
            if text := template(described.get("description") or ""):
                yield 1, None, text, []


def formats(file: IO[bytes], *_given: object, **_options: object) -> Iterator[Found]:
    """Find the title of a format and what its report cannot tell."""
    format_file = tomllib.load(file)
    for text in (format_file["title"], *format_file.get("cannot_give", [])):
        yield 1, None, text, []


def template(description: str) -> str:
    """Write a dbt description as one line with placeholders for its settings."""
    whole = _DOC.sub(lambda found: _docs()[found[1]], description)
    return " ".join(_VAR.sub(r"{\1}", whole).split())


@lru_cache
def _docs() -> Mapping[str, str]:
    texts = (file.read_text(encoding="utf-8") for file in sorted(_MODELS.rglob("*.md")))
    return {name: body for text in texts for name, body in _BLOCK.findall(text)}


@lru_cache
def _named() -> set[str]:
    """Gather every name that stands in the code of the dashboard: of marts and of columns."""
    modules = (ast.parse(file.read_text(encoding="utf-8")) for file in _DASHBOARD.rglob("*.py"))
    nodes = (node for module in modules for node in ast.walk(module))
    return {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
