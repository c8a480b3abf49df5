"""Which texts of the pages no catalogue has: in the code, and in what a page shows."""

import ast
import json
import re
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from dashboard import language
from tests.dashboard import drawn

# What draws a text, and what in such a call is a text.
_DRAWS = {
    *("button", "caption", "checkbox", "date_input", "download_button", "error", "expander"),
    *("file_uploader", "header", "info", "markdown", "metric", "multiselect", "number_input"),
    *("page_link", "popover", "progress", "radio", "segmented_control", "selectbox", "spinner"),
    *("subheader", "success", "tabs", "take", "text", "text_input", "title", "toast", "toggle"),
    *("warning", "write", "Page", "dialog"),
}
_NAMED = {"alt", "captions", "help", "label", "page_title", "placeholder", "text", "title"}
_HOW = {"text", "long", "count", "money", "number", "share", "score", "day", "moment"}
_NO_TEXT = re.compile(
    r"\]\(tel:|:material/\w+:|:[a-z-]+\[|views/\w+\.py|<style>.*?</style>|\{.*?\}", re.DOTALL
)

_LONG = 8

# The same in every language: our own name, and what the browser reads and nobody else.
_ALLOWED = {"Regulars"}
_SALON = {"Linden", "Linde", "demo", "salon"}


def unmarked_texts(folder: Path) -> list[str]:
    """List where a text is drawn that is in no catalogue."""
    found = []
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            said = (_drawn(node) if isinstance(node, ast.Call) else _titled(node)) or []
            found += [
                f"{file.name}:{one.lineno}: {text}"
                for one in said
                if (text := _literal(one)) and text not in _ALLOWED
            ]
    return found


def _drawn(call: ast.Call) -> list[ast.expr]:
    name = getattr(call.func, "attr", "")
    named = [word.value for word in call.keywords if word.arg in _NAMED]
    return [*(call.args[:1] if name in _DRAWS else []), *named]


def _titled(node: ast.AST) -> list[ast.expr]:
    """Take the title of a column: the first of a pair whose second says how it is written."""
    if isinstance(node, ast.Tuple) and len(node.elts) == 2:
        title, how = node.elts
        is_pair = isinstance(how, ast.Constant) and how.value in _HOW
        if is_pair and not (isinstance(title, ast.Constant) and title.value in _HOW):
            return [title]
    return []


def _literal(node: ast.expr) -> str:
    """Give the letters of a literal, also of one that is put together."""
    if isinstance(node, ast.JoinedStr):
        parts = [one.value for one in node.values if isinstance(one, ast.Constant)]
        text = "".join(parts)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = node.value
    else:
        return ""
    return text if re.search(r"[^\W\d_]{2}", _NO_TEXT.sub("", text)) else ""


def outside_brackets(app, warehouse) -> set[str]:
    """Give the words that a page shows outside brackets, those of the salon's data left out."""
    words = set()
    for text in _shown(app):
        words |= set(re.findall(r"[^\W\d_]{2,}", _NO_TEXT.sub(" ", _without_brackets(text))))
    return words - _data(warehouse)


def _without_brackets(text: str) -> str:
    shorter = re.sub(r"⟦[^⟦⟧]*⟧", " ", text)
    return text if shorter == text else _without_brackets(shorter)


def _shown(app):
    """Give every text of a page: what is drawn, and the titles of tables and charts."""
    for element in _elements(app._tree):
        kind, proto = element.type, element.proto
        if kind.endswith("vega_lite_chart"):
            yield from _of_chart(json.loads(proto.spec))
            yield proto.alt
            for dataset in proto.datasets:
                # Codes and colours stand beside the names; only names begin with a capital.
                cells = _cells(pa.ipc.open_stream(dataset.data.data).read_pandas())
                yield from (cell for cell in cells if cell[:1].isupper())
        elif kind == "dataframe":
            for column in json.loads(getattr(proto, "columns", None) or "{}").values():
                yield from (column.get(name) or "" for name in ("label", "help"))
            yield from _cells(element.value)
        elif kind not in ("bidi_component", "html"):
            yield from _strings(proto)
    yield from drawn.words(app)
    for table in drawn.wrapped_tables(app):
        yield from (*table.columns, *(cell for row in table.rows() for cell in row))


def _cells(frame):
    for column in frame.columns:
        yield from {cell for cell in frame[column] if isinstance(cell, str)}


def _elements(node):
    for child in node.children.values():
        if hasattr(child, "children"):
            if getattr(child, "proto", None) is not None and child.type != "unknown":
                yield child
            yield from _elements(child)
        else:
            yield child


def _strings(proto):
    names = {"label", "body", "help", "placeholder", "options", "captions", "delta", "text", "alt"}
    for field, value in proto.ListFields():
        if field.name in names and isinstance(value, str):
            yield value
        elif field.name == "options":
            yield from (getattr(one, "content", one) for one in value)
        elif field.name == "captions":
            yield from value


def _of_chart(spec):
    if isinstance(spec, list):
        for one in spec:
            yield from _of_chart(one)
    if isinstance(spec, dict):
        for name, value in spec.items():
            if name in ("title", "text") and isinstance(value, str):
                yield value
            elif name not in ("datasets", "data", "config"):
                yield from _of_chart(value)


def _data(warehouse) -> set[str]:
    """Give the words of the salon's own data: names, services, files, formats and currencies."""
    texts = warehouse.ask(
        """
        select table_name, column_name from duckdb_columns()
        where schema_name = 'marts' and data_type = 'VARCHAR'
            and not column_name similar to '.*(_key|_id|hash)'
        """
    )
    tables = warehouse.ask("select table_name from duckdb_tables() where schema_name = 'marts'")
    words = set(" ".join(tables["table_name"]).replace("_", " ").split())
    for table, column in texts.iter_rows():
        values = warehouse.ask(f'select distinct "{column}" from marts.{table} limit 20000')
        for value in values.to_series().drop_nulls():
            words |= set(re.findall(r"[^\W\d_]{2,}", value))
    locale = language.locale()
    months = locale.months["format"]["abbreviated"].values()
    days = locale.days["format"]["abbreviated"].values()
    languages = {*language.LANGUAGES, *language.LANGUAGES.values()}
    return words | _ALLOWED | _SALON | languages | {*months, *days}


def said_in_code(template: str, root: Path) -> bool:
    """Tell whether the long pieces of a template stand in what the layers below say."""
    pieces = [piece.strip() for piece in re.split(r"\{\w+\}|(?<=[.:,]) ", template)]
    return all(
        any(piece in text for text in _said(root)) for piece in pieces if len(piece) >= _LONG
    )


@lru_cache
def _said(root: Path) -> list[str]:
    """Gather the texts of `ingestion` and `warehouse`, and those that models put together."""
    texts = []
    for folder in ("ingestion", "warehouse"):
        for file in (root / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    texts.append(node.value)
                elif isinstance(node, ast.JoinedStr):
                    parts = (one.value for one in node.values if isinstance(one, ast.Constant))
                    texts.append("\0".join(parts))
    for file in (root / "dbt_project" / "models").rglob("*.sql"):
        texts.append(re.sub(r"',\s*'", "", file.read_text(encoding="utf-8")))
    return texts
