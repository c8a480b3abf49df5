"""The question map: the same form in nine languages, with traps."""

import csv
import io
from decimal import Decimal

import pytest

from ingestion import questions
from tests.ingestion.survey_forms import FORMS

ANSWERS = {
    "recommend_score": "9",
    "rating": "4",
    "importance": "5",
    "wallet_share": "8",
    "spend_elsewhere": "20",
    "visits_elsewhere": "3",
    "salons_used": "2",
    "own_rank": "1",
    "age": "35",
    "contact_consent": "yes",
    "phone": "+36 1 234 5678",
    "email": "anna@example.com",
    "outcome": "Answered",
    "": "a friend",
}


def read_as(asked, question):
    """Give the meaning that the map found for a question."""
    found = {header: name for name, listed in asked.columns.items() for header in listed}
    found |= dict.fromkeys(asked.ratings.values(), "rating")
    found |= dict.fromkeys(asked.importances.values(), "importance")
    return found.get(question, "")


@pytest.mark.parametrize(
    ("language", "question", "meaning"),
    [(language, *pair) for language, form in FORMS.items() for pair in form.items()],
)
def test_every_question_is_read_for_what_it_asks(language, question, meaning):
    assert read_as(questions.ask(list(FORMS[language])), question) == meaning


@pytest.mark.parametrize("language", FORMS)
def test_the_order_of_the_questions_does_not_matter(language):
    form = FORMS[language]
    asked = questions.ask(list(reversed(form)))
    assert {question: read_as(asked, question) for question in form} == form


@pytest.mark.parametrize("language", FORMS)
def test_a_form_of_each_language_lands_its_answers(salon, language):
    form = FORMS[language]
    table = io.StringIO()
    sheet = csv.writer(table, quoting=csv.QUOTE_ALL)
    sheet.writerow(["Timestamp", *form])
    sheet.writerow(["9/28/2026 14:28:27", *(ANSWERS.get(m, f"my {m}") for m in form.values())])
    report = salon.load_text(table.getvalue())
    assert (report.outcome, report.rows_landed, report.rows_rejected) == ("landed", 1, 0)
    row = salon.rows("survey_responses").row(0, named=True)
    expected = {m: ANSWERS.get(m, f"my {m}") for m in form.values()} | {
        "recommend_score": 9,
        "recommend_scale": "0-10",
        "wallet_share": Decimal("0.8"),
        "spend_elsewhere": 20,
        "visits_elsewhere": 3,
        "salons_used": 2,
        "own_rank": 1,
        "age": 35,
        "contact_consent": True,
        "outcome": "answered",
        "phone": "+3612345678",
    }
    for name in ("rating", "importance", ""):
        del expected[name]
    assert {name: row[name] for name in expected} == expected
    ratings = salon.rows("survey_ratings").select("rating", "rating_max", "importance").rows()
    assert sorted(ratings, key=str) == [(4, 5, 5), (4, 5, None)]


def test_the_report_names_the_questions_as_they_were_read(salon):
    report = salon.load_export("google_forms/survey.csv")
    assert "reason = “What is the main reason for your score?”" in report.message
    assert "improvement = “What would make it a 10?”" in report.message


TWO = (
    "Timestamp,How likely are you to recommend our salon? (0-10),"
    "How likely are you to recommend our academy? (0-10),{}\n"
    "2026-03-01 10:00,9,3,{}\n2026-03-02 10:00,0,10,{}\n"
)


def test_two_questions_that_ask_for_a_score_are_asked_about(salon):
    report = salon.load_text(TWO.format("Why?", "kind", "rude"))
    assert report.outcome == "refused"
    assert "Which question is the recommend score" in report.message
    assert "our salon? (0-10)” or “How likely are you to recommend our academy" in report.message


def test_a_saved_mapping_says_which_of_two_questions_it_is(salon):
    mapping = (
        'extends = "google_forms/survey"\n[columns]\n'
        'recommend_score = "How likely are you to recommend our academy? (0-10)"\n'
    )
    report = salon.load_text(TWO.format("Why?", "kind", "rude"), mapping=mapping)
    assert report.outcome == "landed", report.message
    assert salon.rows("survey_responses")["recommend_score"].to_list() == [3, 10]
    assert salon.rows("survey_responses")["reason"].to_list() == ["kind", "rude"]


def test_a_question_answered_by_yes_and_no_is_no_score_where_another_holds_scores(salon):
    salon.load_text(
        "Timestamp,Would you recommend us to a friend?,Would you recommend us? Say 0-10,Why?\n"
        "2026-03-01 10:00,Yes,9,kind\n2026-03-02 10:00,No,0,rude\n"
    )
    assert salon.rows("survey_responses")["recommend_score"].to_list() == [9, 0]


def test_a_question_asked_in_two_sections_of_a_form_is_one_question(salon):
    question = "How likely are you to recommend us (0-10)?"
    salon.load_text(
        f'Timestamp,"{question}","{question} ",Why?\n'
        "2026-03-01 10:00,9,,kind\n2026-03-02 10:00,,4,rude\n"
    )
    assert salon.rows("survey_responses")["recommend_score"].to_list() == [9, 4]


def test_a_remark_below_a_rating_is_no_rating(salon):
    salon.load_text(
        "Timestamp,Would you recommend us (0-10)?,How satisfied are you with the price?,"
        "How satisfied are you with our staff?\n"
        "2026-03-01 10:00,9,4,they are kind\n2026-03-02 10:00,4,2,Zita is great\n"
    )
    assert set(salon.rows("survey_ratings")["factor"]) == {"Price"}


def test_a_form_that_asks_neither_is_no_survey_of_ours(salon):
    report = salon.load_text("Timestamp,Your name,Phone number\n2026-03-01 10:00,Anna,123456\n")
    assert report.outcome == "refused"


def test_what_a_mapping_leaves_alone_is_not_read(salon):
    mapping = (
        'extends = "google_forms/survey"\nnot_questions = ["Your age"]\n'
    )  # fmt: skip
    report = salon.load_text(
        "Timestamp,Would you recommend us (0-10)?,Your age\n2026-03-01 10:00,9,35\n",
        mapping=mapping,
    )
    assert report.columns_ignored == ["Your age"]
    assert salon.rows("survey_responses")["age"].to_list() == [None]
