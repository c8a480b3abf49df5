"""The templates are empty tables that our own formats read."""

import pytest

from ingestion import templates
from warehouse.entities import ENTITIES


@pytest.fixture
def files(tmp_path):
    return {file.name: file for file in templates.write_templates(tmp_path / "templates")}


def test_there_is_one_of_each_kind_per_entity(files):
    assert set(files) == {f"{entity}.{end}" for entity in ENTITIES for end in ("csv", "xlsx")}


@pytest.mark.parametrize("end", ["csv", "xlsx"])
def test_an_empty_template_is_recognised_as_its_entity(salon, files, end):
    for entity in ENTITIES:
        report = salon.load(files[f"{entity}.{end}"])
        assert (report.entity, report.format) == (entity, f"plain/{entity}"), report.message
        assert (report.rows_landed, report.columns_ignored) == (0, [])


def test_every_column_of_an_entity_has_its_place_in_the_template(files):
    for entity in ENTITIES.values():
        header = files[f"{entity.name}.csv"].read_text(encoding="utf-8-sig").strip().split(",")
        assert header == [column.name for column in entity.columns]
