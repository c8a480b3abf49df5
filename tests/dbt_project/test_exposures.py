"""Every page of the dashboard has an exposure that names what the page stands on."""

import ast
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DASHBOARD = ROOT / "dashboard"
QUERIES = {query.stem: query for query in (DASHBOARD / "queries").glob("*.sql")}
PAGES = sorted((DASHBOARD / "views").glob("*.py"))
MACROS = [
    file.read_text(encoding="utf-8")
    for file in sorted((ROOT / "dbt_project" / "macros").glob("*.sql"))
]
# The slices by name: from one `create macro metrics.…` to the next.
SLICES = dict(
    found
    for text in MACROS
    for found in re.findall(r"create or replace macro metrics\.(\w+)(\(.*?;)", text, re.DOTALL)
)
# What slices are written with: macros of dbt that stand in several of them.
PARTS = {
    name: text
    for macros in MACROS
    for name, text in re.findall(r"{% macro (\w+)(.*?){%-? endmacro", macros, re.DOTALL)
    if "create or replace macro" not in text
}
EXPOSURES = {
    exposure["name"]: exposure
    for exposure in yaml.safe_load(
        (ROOT / "dbt_project" / "models" / "exposures.yml").read_text(encoding="utf-8")
    )["exposures"]
}


def imported(module):
    """The dashboard's own modules that a module imports."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dashboard"):
            names = [f"{node.module}.{name.name}" for name in node.names] + [node.module]
            for name in names:
                file = ROOT / (name.replace(".", "/") + ".py")
                if file.exists():
                    yield file


def with_imports(page):
    """The page, the frame around it and every module that they use."""
    found, waiting = set(), [page, DASHBOARD / "app.py"]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting.extend(imported(module))
    return found


def asked(module):
    """The questions a module asks by name: in `answer("…")`, for a slicer, or for a list."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func
            called = called.id if isinstance(called, ast.Name) else called
            if called in {"answer", "_named", "Listing"}:
                yield from (
                    part.value
                    for argument in node.args
                    for part in ast.walk(argument)
                    if isinstance(part, ast.Constant) and part.value in QUERIES
                )


def read(text):
    """The marts that a text of SQL reads, itself or through a slice."""
    called = [SLICES[name] for name in SLICES if f"metrics.{name}(" in text]
    written = [PARTS[name] for name in PARTS if f"{{{{ {name}(" in text]
    return set(re.findall(r"\bmarts\.(\w+)", text)).union(*map(read, called + written))


def marts_of(page):
    """The marts that the queries of a page read."""
    questions = {question for module in with_imports(page) for question in asked(module)}
    return set().union(*(read(QUERIES[name].read_text(encoding="utf-8")) for name in questions))


def test_every_page_has_an_exposure_and_every_exposure_a_page():
    assert {page.stem for page in PAGES} == set(EXPOSURES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_an_exposure_names_the_marts_its_page_reads(page):
    named = {re.search(r"ref\('(\w+)'\)", ref)[1] for ref in EXPOSURES[page.stem]["depends_on"]}
    assert named == marts_of(page)


@pytest.mark.parametrize("question", sorted(QUERIES))
def test_every_query_is_asked_by_a_page(question):
    assert any(question in asked(module) for page in PAGES for module in with_imports(page))
