# ruff: noqa: E501, RUF001  # an export has long lines; letters of other scripts are meant
"""Exports of survey systems, with their headers and quirks, read without hints."""

from datetime import datetime
from decimal import Decimal

import polars as pl
import pytest
import tomlkit
import xlsxwriter

from ingestion import known, question_forms
from tests.ingestion.conftest import EXPORTS, Salon

QUESTION = "How likely are you to recommend us to a friend or colleague?"


def answers(salon, *columns):
    return salon.rows("survey_responses").select(columns).rows()


def ratings(salon):
    rows = salon.rows("survey_ratings").select("factor", "rating", "importance").rows()
    return sorted(rows, key=str)


def test_typeform(salon):
    report = salon.load_export("typeform/responses.csv")
    columns = ("response_ref", "submitted_at", "client_name", "email", "recommend_score", "service")
    assert answers(salon, *columns) == [
        ("3f9c1a77b2e04d55a1c6e9d0f1b2c3d4", datetime(2026, 4, 3, 11, 5, 14), "Anna Alma",
         "anna@example.com", 9, "Cut, Colour"),
        ("9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e", datetime(2026, 4, 20, 20, 2), "Cecil Cser",
         None, 6, "Cut"),
    ]  # fmt: skip
    assert ratings(salon) == [("Price", 2, None), ("Price", 4, None)]
    assert report.columns_ignored == ["Start Date (UTC)"]


@pytest.mark.parametrize("dropped", [(), ("#",), ("Network ID",), ("#", "Network ID")])
def test_typeform_without_its_ids(salon, dropped):
    columns = {
        "#": "a1",
        QUESTION: "9",
        "Submit Date (UTC)": "2026-04-03 09:05:14",
        "Network ID": "n1",
    }
    kept = {name: cell for name, cell in columns.items() if name not in dropped}
    report = salon.load_text(f"{','.join(kept)}\n{','.join(kept.values())}\n")
    assert (report.format, report.rows_landed) == ("typeform/responses", 1)


def test_several_answers_in_one_cell_stay_a_list(salon):
    salon.load_text(
        f"#,{QUESTION},Which services did you have?,Submit Date (UTC)\n"
        'a1,9,"Cut, Colour",2026-04-13 09:05:14\n'
    )
    assert answers(salon, "service") == [("Cut, Colour",)]


def test_surveymonkey_with_its_two_rows_of_headers(salon):
    report = salon.load_export("surveymonkey/responses.csv")
    assert (report.rows_read, report.rows_landed, report.rows_title_total) == (5, 3, 2)
    columns = (
        "submitted_at",
        "client_name",
        "recommend_score",
        "recommend_scale",
        "service",
        "reason",
    )
    assert answers(salon, *columns) == [
        (datetime(2026, 7, 14, 9, 8, 44), "Anna Alma", 10, "0-10", "Cut, Manicure",
         "Kind people,\ngood hands"),
        (datetime(2026, 7, 15, 18, 44, 21), None, 7, "0-10", "Manicure", None),
        (datetime(2026, 7, 15, 19, 0), None, None, "0-10", None, None),
    ]  # fmt: skip
    assert ratings(salon) == [
        ("Cleanliness", 3, None),
        ("Cleanliness", 5, None),
        ("Price", 2, None),
        ("Price", 4, None),
        ("Staff", 4, None),
        ("Staff", 4, None),
        ("Staff", 5, None),
    ]


def test_surveymonkey_without_contacts_and_without_a_second_row(salon):
    report = salon.load_text(
        f"Respondent ID,Start Date,End Date,{QUESTION}\n"
        "11800000001,07/14/2026 9:05:10 AM,07/14/2026 9:08:44 AM,10\n"
    )
    assert (report.format, report.rows_landed) == ("surveymonkey/responses", 1)


def test_qualtrics_leaves_out_previews_and_keeps_unfinished_answers(salon):
    report = salon.load_export("qualtrics/responses.csv")
    assert (report.rows_read, report.rows_landed, report.rows_title_total) == (7, 3, 4)
    columns = (
        "response_ref",
        "outcome",
        "client_name",
        "email",
        "recommend_score",
        "recommend_scale",
    )
    assert answers(salon, *columns) == [
        ("R_2answer0000001", "answered", "Anna Alma", "anna@example.com", 9, "0-10"),
        ("R_2answer0000002", "partial", None, None, None, "0-10"),
        ("R_2answer0000003", "answered", None, None, 6, "0-10"),
    ]
    assert ratings(salon) == [
        ("Result", 3, 4),
        ("Result", 4, None),
        ("Result", 5, 5),
        ("Waiting time", 2, None),
        ("Waiting time", 3, None),
    ]


def test_qualtrics_may_be_anonymous_and_lack_the_row_of_ids(salon):
    report = salon.load_text(
        "EndDate,Finished,ResponseId,Q1\nEnd Date,Finished,Response ID,Would you recommend us (0-10)?\n"
        "2026-05-05 12:34:00,True,R_1,9\n2026-05-06 12:34:00,True,R_2,3\n"
    )
    assert (report.format, report.rows_landed) == ("qualtrics/responses", 2)


def test_microsoft_forms(salon):
    report = salon.load_export("microsoft_forms/responses.csv")
    columns = (
        "submitted_at",
        "client_name",
        "phone",
        "email",
        "recommend_score",
        "contact_consent",
    )
    assert answers(salon, *columns) == [
        (datetime(2026, 7, 27, 19, 6, 23), "Dóra Dél", "+3612345678", None, 8, True),
        (datetime(2026, 7, 28, 8, 21, 40), None, None, None, 10, False),
    ]
    assert "Points - How likely are you to recommend us" in report.columns_ignored


def test_microsoft_forms_saved_by_excel_in_the_code_page_of_windows(salon):
    content = (EXPORTS / "microsoft_forms/responses.csv").read_text().encode("cp1252")
    assert salon.load_text(content).rows_landed == 2
    assert answers(salon, "client_name")[0] == ("Dóra Dél",)


def test_the_answers_of_two_forms_share_no_number(salon):
    text = "ID,Completion time,Email,Name,Would you recommend us (0-10)?\n1,7/{}/26 19:06:23,,,9\n"
    salon.load_text(text.format(27), "one.csv")
    salon.load_text(text.format(28), "other.csv")
    assert salon.rows("survey_responses")["response_ref"].n_unique() == 2


def test_tally(salon):
    salon.load_export("tally/submissions.csv")
    columns = ("response_ref", "submitted_at", "recommend_scale", "recommend_score", "wallet_share")
    assert answers(salon, *columns) == [
        ("Xy12ab", datetime(2026, 8, 11, 23, 25, 40), "1-10", 10, Decimal("0.8")),
        ("Zw34cd", datetime(2026, 8, 12, 9, 14, 5), "1-10", 1, Decimal("0.25")),
    ]
    assert answers(salon, "service") == [("Cut, Colour",), ("Manicure",)]


def test_google_forms_as_a_workbook_with_day_numbers(salon):
    file = salon.workspace.inbox / "answers.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Form Responses 1")
        sheet.write_row(
            0, 0, ["Timestamp", "Would you recommend us?\n(0-10) ", "Why this\nscore? "]
        )
        sheet.write_row(1, 0, [46200.5, 9, "kind"])
    report = salon.load(file)
    assert report.format == "google_forms/survey", report.message
    assert answers(salon, "submitted_at", "recommend_score", "reason") == [
        (datetime(2026, 6, 27, 12), 9, "kind")
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_survey_in_tabs_and_utf_16(salon, encoding):
    text = "Отметка времени\tПорекомендуете ли вы нас (от 0 до 10)?\tПочему такая оценка?\n"
    text += "13.03.2026 10:00\t9\tбыстро, хорошо\n"
    report = salon.load_text(text.encode(encoding), "survey.txt")
    assert (report.format, report.rows_landed) == ("google_forms/survey", 1)
    assert answers(salon, "recommend_score", "reason") == [(9, "быстро, хорошо")]


@pytest.mark.parametrize(
    "name",
    ["google_forms/survey", "typeform/responses", "microsoft_forms/responses", "tally/submissions"],
)
def test_an_export_in_another_order_and_in_capitals_lands_the_same(salon, tmp_path, name):
    table = pl.read_csv(EXPORTS / f"{name}.csv", infer_schema=False)
    turned = table.select(reversed(table.columns))
    turned.columns = [column.upper() for column in turned.columns]
    report = salon.load_text(turned.write_csv(quote_style="always", separator=";"))
    assert report.format == name, report.message
    other = Salon(tmp_path / "other")
    other.load_export(f"{name}.csv")
    columns = ("submitted_at", "outcome", "recommend_score", "recommend_scale", "reason", "phone")
    assert answers(salon, *columns) == answers(other, *columns)


def test_the_map_of_a_form_can_be_saved_and_reads_that_form_the_same(salon):
    file = EXPORTS / "google_forms/survey.csv"
    found = known.known(salon.workspace, None).recognised(file, file.read_bytes())
    saved = question_forms.as_mapping(found.match.format, found.match.mapped)
    (salon.workspace.mappings / "our_form.toml").write_text(tomlkit.dumps(saved))
    report = salon.load(file)
    assert (report.format, report.rows_landed) == ("our_form", 4)
    assert answers(salon, "recommend_score", "wallet_share")[0] == (9, Decimal("0.8"))
    other = salon.load_text("Timestamp,Would you recommend us (0-10)?\n2026-03-13 10:00,9\n")
    assert other.format == "google_forms/survey"
