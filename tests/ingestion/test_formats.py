"""Format files say what is wrong with them."""

import pytest

from ingestion import formats

GOOD = 'entity = "services"\nkey = ["service"]\n[columns]\nservice = "Name"\n'


def error(salon, text):
    with pytest.raises(formats.FormatError) as caught:
        formats.read_format(salon.save_mapping(text))
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GOOD.replace("key", "keys"), "keys is not a key of a format file; did you mean key"),
        (GOOD.replace('"services"', '"service"'), "entity = 'service': one of booking_lines"),
        (GOOD.replace("service =", "servise ="), "columns.servise is no column of services; "
         "did you mean service"),
        (GOOD.replace('"Name"', '{ heading = "Name" }'), "columns.service.heading is not a key"),
        (GOOD.replace('"Name"', '{ required = true }'), "give header, join, first_of, constant"),
        (GOOD.replace('"Name"', '"/(/"'), "is no regular expression"),
        (GOOD.replace('key = ["service"]\n', ""), "key is missing"),
        ("entity = \n", "cannot be read"),
        ('extends = "fresha/apointments"\n', "did you mean fresha/appointments"),
        (GOOD + "[[skip]]\nheader = 'x'\n", "contains, is_blank or unlike"),
        (GOOD + "[ratings]\nheader = 'x'\n", "(?P<factor>…)"),
        ('entity = "booking_lines"\nkey = ["service"]\n[columns]\n'
         'status = { header = "S", map = { x = "done" } }\n', "columns.status: done is none of"),
        ('entity = "booking_lines"\nkey = ["service"]\n[columns]\nstarts_at = "D"\n',
         'columns.status is missing: without it no line is known to be completed. Name the column, '
         'or say record_kind = "sales"'),
        (GOOD.replace('"Name"', '{ header = "N", less = ["tips"] }'),
         "columns.service: tips is no column of services"),
        (GOOD.replace('"Name"', '{ cases = [{ header = "N", gives = "x" }] }'),
         "give equals or is_filled = true"),
        (GOOD + '[[spread]]\nheader = "T"\nequals = ["Tip"]\ninto = "tip_amount"\n',
         "spread.0.into = 'tip_amount'"),
        (GOOD + "[[skip]]\nunlike = '^1$'\n", "is_blank and unlike need the header"),
        (GOOD + "[[skip]]\nheader = 'x'\nunlike = '('\n", "is no regular expression"),
        ('entity = "survey_responses"\nkey = ["reason"]\n[columns]\nrecommend_score = "S"\n',
         "columns.submitted_at is missing: without it a row belongs to no day"),
        ('entity = "survey_responses"\nkey = ["reason"]\n[columns]\nrecommend_score = "S"\n'
         'submitted_at = { header = "D", filled = true }\n',
         "recommend_score needs recommend_scale"),
    ],
)  # fmt: skip
def test_an_error_names_the_key_and_what_is_allowed(salon, text, words):
    assert words in error(salon, text)


def test_a_missing_mapping_is_told(salon):
    with pytest.raises(formats.FormatError, match="cannot be opened"):
        formats.read_format(salon.workspace.root / "none.toml")


def test_what_extends_a_format_keeps_its_keys(salon):
    form = formats.read_format(salon.save_mapping('extends = "google_forms/survey"\n'))
    assert (form.name, form.system, form.family) == ("mine", "google_forms", "google_forms/survey")


def test_every_format_has_words_for_how_sure_it_is():
    assert {form.confidence for form in formats.built_in()} <= set(formats.CONFIDENCE_WORDS)


def test_every_system_format_says_where_its_export_is_found():
    assert all(form.how_to_export for form in formats.built_in() if not form.is_plain)
