# ruff: noqa: RUF001  # letters of other scripts are meant
"""The templates are empty tables that our own formats read, in the language of the salon."""

import csv

import fastexcel
import pytest

from ingestion import formats, headers, templates, translations
from warehouse.entities import ENTITIES

LANGUAGES = ("en", "ru", "hu", "fil", "es", "de", "fr", "pl", "uk")
PLAIN = [form for form in formats.built_in() if form.is_plain]


@pytest.fixture(params=LANGUAGES)
def files(request, tmp_path):
    written = templates.write_templates(tmp_path / "templates", request.param)
    return {file.name: file for file in written}


def test_there_is_one_of_each_kind_per_entity(files):
    assert set(files) == {f"{entity}.{end}" for entity in ENTITIES for end in ("csv", "xlsx")}


@pytest.mark.parametrize("end", ["csv", "xlsx"])
def test_an_empty_template_is_recognised_as_its_entity(salon, files, end):
    for entity in ENTITIES:
        report = salon.load(files[f"{entity}.{end}"])
        assert (report.entity, report.format) == (entity, f"plain/{entity}"), report.message
        assert (report.rows_landed, report.columns_ignored) == (0, [])


def test_every_column_of_an_entity_has_its_place_in_the_template(files):
    for form in PLAIN:
        text = files[f"{form.entity}.csv"].read_text(encoding="utf-8-sig")
        (header,) = csv.reader(text.splitlines())
        known = {headers.normalised(n): name for name, r in form.columns.items() for n in r.header}
        named = [known[headers.normalised(name)] for name in header]
        assert named == [column.name for column in form.target.columns]


@pytest.mark.parametrize("form", PLAIN, ids=lambda form: form.entity)
def test_no_header_of_any_language_belongs_to_two_columns_of_a_table(form):
    names = [{headers.normalised(name) for name in rule.header} for rule in form.columns.values()]
    assert sum(len(known) for known in names) == len(set().union(*names))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_tables_columns_and_values(language):
    def shape(words):
        return {key: shape(value) for key, value in words.items() if isinstance(value, dict)} | {
            key: None for key, value in words.items() if isinstance(value, list)
        }

    assert shape(translations.languages()[language]) == shape(translations.languages()["en"])


def test_the_desk_survey_offers_the_outcomes_in_the_language_of_the_salon(tmp_path):
    templates.write_templates(tmp_path, "ru")
    book = fastexcel.read_excel(tmp_path / "survey_responses.xlsx")
    explained = book.load_sheet("Explanations").to_polars()
    row = explained.filter(explained["Our name"] == "outcome").row(0, named=True)
    assert row["Column of the table"] == "Результат опроса"
    assert row["Offered values"] == "ответил(а), частично, отказ, нет контакта"
