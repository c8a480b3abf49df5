"""The dbt project keeps its own rules."""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from warehouse import builds
from warehouse.entities import ENTITIES, POLARS_TYPES
from warehouse.reading import Warehouse
from warehouse.settings import Settings

PROJECT = Path(__file__).parents[2] / "dbt_project"
MODELS = sorted((PROJECT / "models").rglob("*.sql"))
# What SQL cannot say is a model in Python; a mart is SQL always, for its contract.
IN_PYTHON = sorted((PROJECT / "models").rglob("*.py"))
MARTS = [model for model in MODELS if "marts" in model.parts]
STAGING = [model for model in MODELS if "staging" in model.parts]
PREFIXES = {"staging": r"stg_", "intermediate": r"int_", "marts": r"(?!stg_|int_)"}
ONE_ROW_ALONE = {"int_data_period"}


def layer(model):
    return model.relative_to(PROJECT / "models").parts[0]


def text(file):
    return file.read_text(encoding="utf-8")


@cache
def properties(model):
    (described,) = yaml.safe_load(text(model.with_suffix(".yml")))["models"]
    return described


def held_of(model):
    """What must hold of a model, by kind."""
    return properties(model).get("config", {}).get("meta", {}).get("holds", {})


def of_each(models):
    return pytest.mark.parametrize("model", models, ids=lambda model: model.stem)


@of_each([*MODELS, *IN_PYTHON])
def test_the_name_of_a_model_says_its_layer(model):
    assert re.match(PREFIXES[layer(model)], model.stem)


@of_each([*MODELS, *IN_PYTHON])
def test_the_properties_of_a_model_lie_beside_it(model):
    assert properties(model)["name"] == model.stem


@of_each([*MODELS, *IN_PYTHON])
def test_a_description_begins_with_the_grain(model):
    assert properties(model)["description"].startswith("One row per ")


@of_each([model for model in [*MODELS, *IN_PYTHON] if model.stem not in ONE_ROW_ALONE])
def test_the_grain_of_a_model_is_tested(model):
    assert held_of(model)["unique"]


@pytest.mark.parametrize(
    "folder", sorted({model.parent for model in MODELS}), ids=lambda folder: folder.name
)
def test_one_test_proves_what_must_hold_of_a_folder(folder):
    together, beside = re.fullmatch(
        r"\{\{ all_hold\(\[(.*?)\](?:, beside=\[(.*)\])?\) \}\}\n",
        text(PROJECT / f"tests/holds/assert_{folder.name}_holds.sql"),
        flags=re.DOTALL,
    ).groups()
    proved = set(re.findall(r"ref\('(\w+)'\)", together))
    held = {file.stem: held_of(file) for file in [*MODELS, *IN_PYTHON] if file.parent == folder}
    assert proved == {name for name, rules in held.items() if rules}
    referred = {of["to"] for rules in held.values() for of in rules.get("references", [])}
    assert set(re.findall(r"ref\('(\w+)'\)", beside or "")) == referred - proved


@of_each([*MODELS, *IN_PYTHON])
def test_what_must_hold_is_said_in_known_words(model):
    assert set(held_of(model)) <= {"unique", "filled", "accepted", "references", "rules"}


def test_models_in_python_are_intermediate():
    assert {layer(model) for model in IN_PYTHON} == {"intermediate"}


@of_each(MODELS)
def test_staging_alone_reads_what_was_landed_and_reads_one_entity(model):
    sources = set(re.findall(r"source\('raw', '(\w+)'\)", text(model)))
    own = {model.stem.removeprefix("stg_")} if layer(model) == "staging" else set()
    assert sources & set(ENTITIES) == own


@of_each(MODELS)
def test_a_model_ends_with_all_of_its_last_step(model):
    last = {"staging": "renamed"}.get(layer(model), "final")
    ending = rf"\n\n(-- [^\n]+\n)*select \* from {last}(\nwhere [^\n]+)?(\norder by \w+)?\n$"
    assert re.search(ending, text(model))


@of_each(MARTS)
def test_a_mart_takes_all_columns_only_where_it_imports(model):
    stars = re.findall(r"select\s+(?:\w+\.)?\*(?:,|\s+from \S+|\s)", text(model))
    assert [star for star in stars if not re.search(r"from (\{\{|final$)", star)] == []


@of_each(MARTS)
def test_every_column_of_a_mart_is_described_and_typed(model):
    for column in properties(model)["columns"]:
        assert column.get("description"), column["name"]
        assert column.get("data_type"), column["name"]


@of_each(STAGING)
def test_staging_casts_nothing_that_can_fail_and_quote_a_cell(model):
    columns = ENTITIES[model.stem.removeprefix("stg_")].schema
    moments = {name for name, dtype in columns.items() if dtype == POLARS_TYPES["moment"]}
    casts = re.findall(r"cast\((\w+) as (\w+)\)|(cast\()", text(model))
    assert {(name in moments, wanted) for name, wanted, _ in casts} <= {(True, "date")}


def test_marts_have_the_columns_that_are_described(demo_workspace):
    built = Warehouse(builds.latest(demo_workspace / "warehouse")).ask(
        "select table_name, column_name from duckdb_columns() where schema_name = 'marts'"
    )
    described = {
        (model.stem, column["name"]) for model in MARTS for column in properties(model)["columns"]
    }
    assert set(built.iter_rows()) == described


def test_every_definition_of_the_salon_is_read_and_no_other():
    files = [*PROJECT.rglob("*.sql"), *PROJECT.rglob("*.yml"), *PROJECT.rglob("*.md")]
    used = {name for file in files for name in re.findall(r"\bvar\('(\w+)'", text(file))}
    assert used == set(Settings().dbt_vars())


def test_every_recurring_word_is_used_and_known():
    written = set(re.findall(r"\{% docs (\w+) %\}", text(PROJECT / "models/marts/_docs.md")))
    files = PROJECT.rglob("*.yml")
    used = {name for file in files for name in re.findall(r"doc\('(\w+)'\)", text(file))}
    assert used == written
