"""The packages know each other in one direction only."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FORBIDDEN = {
    "demo": {"dashboard", "ingestion", "warehouse", "streamlit", "dbt", "regulars"},
    "ingestion": {"dashboard", "demo", "streamlit", "dbt", "regulars"},
    "warehouse": {"dashboard", "demo", "ingestion", "streamlit", "regulars"},
    "dashboard": {"demo", "duckdb", "dbt", "ingestion", "regulars"},
}


def imports(module):
    nodes = list(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    whole = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in plain | whole}


def _forbidden(package, module):
    """The page that loads files is the one place of the dashboard that knows `ingestion`."""
    loads_files = module.parent.name == "loading" or module.name == "load.py"
    knows_more = package == "dashboard" and loads_files
    return FORBIDDEN[package] - ({"ingestion"} if knows_more else set())


@pytest.mark.parametrize("package", FORBIDDEN)
def test_imports_stay_inside_their_bounds(package):
    modules = list((ROOT / package).rglob("*.py"))
    assert modules
    crossing = {module.name: imports(module) & _forbidden(package, module) for module in modules}
    assert {name for name, found in crossing.items() if found} == set()


def test_only_charts_know_no_streamlit_in_the_dashboard():
    assert "streamlit" not in imports(ROOT / "dashboard" / "charts.py")
