"""A list of answers that no format knows is guessed by its cells, and never loaded by itself."""

from datetime import datetime

import pytest

from ingestion import proposing, reading, survey_proposals

ANSWERS = (
    "Person Email,Created,Score,Comment,Tags\n"
    "anna@example.com,2026-03-13 10:00,9,always on time and kind,loyal\n"
    "cecil@example.com,2026-03-14 11:00,0,I waited for forty minutes,\n"
    "dora@example.com,2026-03-15 12:00,10,,new\n"
)


def proposal(salon, text):
    file = salon.save(text)
    return survey_proposals.propose(reading.read(file, file.read_bytes())[0])


def test_score_remark_moment_and_address_are_found_by_their_cells(salon):
    found = proposal(salon, ANSWERS)
    assert found.columns == {
        "submitted_at": "Created",
        "recommend_score": "Score",
        "email": "Person Email",
        "reason": "Comment",
    }
    assert found.reasons["recommend_score"] == "the only column of whole numbers up to 10"


def test_the_guess_is_told_and_not_loaded(salon):
    report = salon.load_text(ANSWERS)
    assert (report.outcome, report.rows_landed) == ("refused", 0)
    assert "It looks like answers to a survey: submitted_at = “Created”" in report.message


def test_a_confirmed_guess_is_a_mapping_that_reads_the_file(salon):
    mapping = proposing.mapping_for(salon.save(ANSWERS))
    report = salon.load_text(ANSWERS, mapping=mapping)
    assert report.outcome == "landed", report.message
    columns = ("submitted_at", "recommend_score", "recommend_scale", "email", "reason")
    assert salon.rows("survey_responses").select(columns).row(0) == (
        datetime(2026, 3, 13, 10), 9, "0-10", "anna@example.com", "always on time and kind"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Tags\n", "Stars\n"),
        ("2026-03-13 10:00", "in spring"),
        (",10,", ",11,"),
    ],
    ids=["two columns of scores", "no moment", "a number beyond 10"],
)
def test_without_one_score_and_one_moment_there_is_no_guess(salon, old, new):
    text = ANSWERS.replace(old, new)
    if new == "Stars\n":
        text = text.replace("loyal", "9").replace(",\n", ",4\n").replace("new", "7")
    assert proposal(salon, text) is None


def test_of_two_columns_of_scores_the_question_decides(salon):
    text = ANSWERS.replace("Score", "Would you recommend us?").replace("Tags", "Stars")
    text = text.replace("loyal", "5").replace(",\n", ",4\n").replace("new", "3")
    assert proposal(salon, text).columns["recommend_score"] == "Would you recommend us?"


def test_a_list_of_sales_with_a_count_below_ten_is_no_survey(salon):
    report = salon.load_text(
        "Termin;Kunde;Leistung;Preis;Zustand;Stück\n2026-03-13 10:00;Anna Alma;Schnitt;40;da;1\n"
        "2026-03-14 10:00;Cecil Cser;Farbe;90;da;2\n"
    )
    assert "It looks like a list of bookings or sales" in report.message
