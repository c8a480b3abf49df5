"""The questions of a survey, corrected on a screen, make a mapping that reads this form alone."""

from dataclasses import replace

import pytest

from ingestion import choices, known, mappings, opening, preview
from ingestion.choices import Factor

FORM = (
    "Timestamp,Would you recommend us?,Why?,How satisfied are you with: [Price],Our place?\n"
    "9/18/2026 14:28:27,4,kind,4,1\n"
    "9/19/2026 14:28:27,5,quick,3,2\n"
)
OTHER_FORM = "Timestamp,Recommend us?\n9/18/2026 14:28:27,0\n9/19/2026 14:28:27,9\n"
FOREIGN = (
    "Timestamp,Wie war es?,Ambiente?,Preis?\n"
    "9/18/2026 14:28:27,9,5,4\n9/19/2026 14:28:27,10,4,3\n9/20/2026 14:28:27,7,5,5\n"
)


def looked_at(salon, text):
    opened = opening.open_file("form.csv", text.encode(), known.known(salon.workspace, None))
    return opened, preview.inspect(opened, None, salon.settings)


def saved(salon, text, **changes):
    """Save the form as it is read, with changes."""
    opened, seen = looked_at(salon, text)
    match = seen.match if seen else opened.near.match
    before = choices.of_match(match)
    constants = {**before.constants, **changes.pop("constants", {})}
    columns = {**before.columns, **changes.pop("columns", {})}
    columns = {name: headers for name, headers in columns.items() if headers}
    wanted = replace(before, columns=columns, constants=constants, **changes)
    return mappings.save(salon.workspace, wanted, match)


def test_the_open_scale_is_a_question_about_a_file_that_is_recognised(salon):
    opened, seen = looked_at(salon, FORM)
    assert (seen.asks, opened.found.match.format.name) == ("scale", "google_forms/survey")
    assert "nobody gave a 0, the lowest answer is 4, the highest 5" in seen.problem
    assert "--mapping" not in seen.problem


def test_the_answer_on_the_scale_holds_for_this_form_and_for_no_other(salon):
    saved(salon, FORM, constants={"recommend_scale": "1-5"})
    assert salon.load_text(FORM, "one.csv").outcome == "landed"
    assert salon.rows("survey_responses")["recommend_scale"].to_list() == ["1-5", "1-5"]
    other = salon.load_text(OTHER_FORM, "two.csv")
    assert other.format == "google_forms/survey"
    assert set(salon.rows("survey_responses")["recommend_scale"]) == {"1-5", "0-10"}


def test_a_scale_that_no_figure_is_made_for_is_said_and_not_asked(salon):
    _, seen = looked_at(salon, FORM.replace("recommend us?", "recommend us from 1 to 7?"))
    assert seen.asks == ""
    assert "It asks from 1 to 7" in seen.problem
    assert "take the question for one of the columns that rate one thing each" in seen.problem


def test_a_question_taken_off_is_not_found_again_by_the_question_map(salon):
    saved(salon, FORM, columns={"reason": ()}, constants={"recommend_scale": "1-5"})
    assert salon.load_text(FORM).outcome == "landed"
    assert salon.rows("survey_responses")["reason"].to_list() == [None, None]


def test_a_question_given_another_meaning_is_read_by_it(salon):
    changes = {"reason": (), "improvement": ("Why?",), "own_rank": ("Our place?",)}
    saved(salon, FORM, columns=changes, constants={"recommend_scale": "1-5"})
    salon.load_text(FORM)
    rows = salon.rows("survey_responses").sort("submitted_at")
    assert rows.select("reason", "improvement").rows() == [(None, "kind"), (None, "quick")]
    assert rows["own_rank"].to_list() == [1, 2]


def test_a_factor_has_the_name_and_the_scale_that_were_chosen(salon):
    factor = Factor("How satisfied are you with: [Price]", "Prices", (1, 10))
    saved(salon, FORM, factors=(factor,), constants={"recommend_scale": "1-5"})
    salon.load_text(FORM)
    rated = salon.rows("survey_ratings").select("factor", "rating", "rating_min", "rating_max")
    assert sorted(rated.rows()) == [("Prices", 3, 1, 10), ("Prices", 4, 1, 10)]


def test_without_factors_no_column_is_read_as_a_rating(salon):
    saved(salon, FORM, factors=(), constants={"recommend_scale": "1-5"})
    report = salon.load_text(FORM)
    assert "How satisfied are you with: [Price]" in report.columns_ignored


def test_a_form_in_unknown_words_is_known_as_the_survey_it_is_and_mapped(salon):
    opened, seen = looked_at(salon, FOREIGN)
    assert seen is None
    assert opened.near.match.format.name == "google_forms/survey"
    saved(
        salon,
        FOREIGN,
        columns={"recommend_score": ("Wie war es?",)},
        constants={"recommend_scale": "0-10"},
        factors=(Factor("Preis?", "Price"),),
    )
    report = salon.load_text(FOREIGN.replace(",7,", ",8,"))
    assert (report.outcome, report.rows_landed) == ("landed", 3)
    assert sorted(salon.rows("survey_responses")["recommend_score"]) == [8, 9, 10]
    assert set(salon.rows("survey_ratings")["factor"]) == {"Price"}


@pytest.mark.parametrize(
    "text",
    [
        "Timestamp,Client,Service,Price\n9/18/2026 14:28:27,Anna,Cut,40.00\n",
        "Timestamp;Kundin;Leistung;Betrag\n18.9.2026;Anna;Schnitt;40,00\n",
    ],
)
def test_a_list_that_has_a_time_stamp_is_not_taken_for_a_form(salon, text):
    opened, _ = looked_at(salon, text)
    assert opened.near is None
