# ruff: noqa: RUF001  # dashes as people write them
"""The scale of the recommend score: said by the question, shown by a zero, else asked."""

import pytest

from ingestion import scales


def form(question, *scores):
    rows = "".join(f"2026-03-{13 + n} 10:00,{score}\n" for n, score in enumerate(scores))
    return f'Timestamp,"{question}"\n{rows}'


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("Recommend us, 0 to 10?", (0, 10)),
        ("On a scale of 1–5, would you recommend us?", (1, 5)),
        ("Порекомендуете нас от 1 до 10?", (1, 10)),
        ("Ajánlana minket 0-tól 10-ig?", (0, 10)),
        ("Von 0 bis 10", (0, 10)),
        ("De 0 à 10", (0, 10)),
        ("Od 1 do 10", (1, 10)),
        ("Mula 0 hanggang 10", (0, 10)),
        ("0 (not at all) … 10 (certainly)", (0, 10)),
        ("(0 = not at all, 10 = certainly)", (0, 10)),
        ("from 1 to 7", (1, 7)),
        ("What would make it a 10?", None),
        ("Would you recommend us to 10 friends?", None),
        ("", None),
    ],
)
def test_a_header_can_say_the_scale(header, scale):
    assert scales.stated(header) == scale


@pytest.mark.parametrize(
    ("question", "scores", "scale"),
    [
        ("Would you recommend us?", (0, 7), "0-10"),
        ("Would you recommend us?", (0, 3), "0-10"),
        ("Would you recommend us? (0-10)", (7, 9), "0-10"),
        ("Would you recommend us? (1-10)", (7, 9), "1-10"),
        ("Would you recommend us? (1-5)", (4, 5), "1-5"),
    ],
)
def test_the_scale_is_what_the_question_says_or_a_zero_shows(salon, question, scores, scale):
    salon.load_text(form(question, *scores))
    assert set(salon.rows("survey_responses")["recommend_scale"]) == {scale}


@pytest.mark.parametrize("scores", [(9, 10), (1, 10), (6, 8), (1, 5), (4, 5), (5, 5)])
def test_without_a_word_and_without_a_zero_the_scale_is_asked(salon, scores):
    report = salon.load_text(form("Would you recommend us?", *scores))
    assert report.outcome == "refused"
    assert "On which scale is “Would you recommend us?” answered?" in report.message
    assert 'recommend_scale = { constant = "0-10" }' in report.message


@pytest.mark.parametrize("scale", ["0-10", "1-10", "1-5"])
def test_the_answer_to_the_question_is_a_mapping(salon, scale):
    mapping = (
        'extends = "google_forms/survey"\n[columns]\n'
        f'recommend_scale = {{ constant = "{scale}" }}\n'
    )
    salon.load_text(form("Would you recommend us?", 4, 5), mapping=mapping)
    assert salon.rows("survey_responses")["recommend_scale"].to_list() == [scale, scale]


def test_a_scale_that_no_figure_is_made_for_is_refused(salon):
    report = salon.load_text(form("Would you recommend us, from 1 to 7?", 6, 7))
    assert "It asks from 1 to 7, and recommend scores are known on" in report.message


@pytest.mark.parametrize(("highest", "outcome"), [(5, "refused"), (6, "landed")])
def test_the_question_of_the_survey_system_counts_unless_nobody_went_above_5(
    salon, highest, outcome
):
    question = "How likely are you to recommend us to a friend or colleague?"
    text = f"#,{question},Submit Date (UTC)\na1,{highest},2026-04-13 09:00:00\n"
    assert salon.load_text(text).outcome == outcome


def test_a_group_column_proves_the_question_of_the_survey_system(salon):
    head = "ResponseId,RecordedDate,Q1{},Q1\nResponse ID,Recorded Date,{},Recommend us?\n"
    row = "R_1,2026-05-05 10:00:00,Promoter,9\n"
    told = salon.load_text(head.format("_NPS_GROUP", "Recommend us? - Group") + row)
    assert told.outcome == "landed", told.message
    asked = salon.load_text(head.format("_other", "Other") + row.replace("Promoter", "x"))
    assert asked.outcome == "refused"


def test_a_score_off_the_scale_that_the_question_says_is_rejected(salon):
    report = salon.load_text(form("Would you recommend us? (1-5)", *[4] * 15, 7, *[5] * 1))
    assert (report.outcome, report.rows_rejected) == ("refused", 1)
    salon.settings = salon.settings.model_copy(
        update={"loading": salon.settings.loading.model_copy(update={"rejected_limit": 0.5})}
    )
    salon.load_text(form("Would you recommend us? (1-5)", *[4] * 15, 7))
    assert salon.rejected()[-1][2:] == ("7", "is not a score from 1 to 5")


def test_a_file_of_refusals_has_no_scale_and_needs_none(salon):
    report = salon.load_text(
        "Timestamp,Would you recommend us?,Result of asking\n2026-03-13 10:00,,Refused\n"
    )
    assert report.outcome == "landed"
    rows = salon.rows("survey_responses").select("outcome", "recommend_scale").rows()
    assert rows == [("refused", None)]


def test_our_own_table_may_name_the_scale_in_each_row(salon):
    salon.load_text(
        "submitted_at,recommend_score,recommend_scale\n"
        "2026-03-01,9,0-10\n2026-03-02,4,1 to 5\n2026-03-03,3,от 1 до 5\n"
    )
    rows = salon.rows("survey_responses")["recommend_scale"].to_list()
    assert rows == ["0-10", "1-5", "1-5"]


def test_our_own_table_without_a_scale_is_asked_about_too(salon):
    report = salon.load_text("submitted_at,recommend_score\n2026-03-01,9\n2026-03-02,4\n")
    assert "On which scale is “recommend_score” answered?" in report.message
    said = salon.load_text("submitted_at,Would recommend us (0-10)\n2026-03-01,9\n2026-03-02,4\n")
    assert said.outcome == "landed"


@pytest.mark.parametrize(
    ("answer", "score"),
    [("9 - very likely", 9), ("10 (extremely likely)", 10), ("Not at all likely - 0", 0)],
)
def test_a_score_may_carry_its_label(salon, answer, score):
    salon.load_text(form("Would you recommend us? (0-10)", answer))
    assert salon.rows("survey_responses")["recommend_score"].to_list() == [score]


@pytest.mark.parametrize(
    ("question", "answers", "shares"),
    [
        ("Of 10 salon visits, how many are with us?", ("8", "1"), [0.8, 0.1]),
        ("Which share of your visits is with us?", ("80", "25"), [0.8, 0.25]),
        ("Which share of your visits is with us?", ("0.8", "1"), [0.8, 1]),
        ("Which share of your visits is with us?", ("80%", "5%"), [0.8, 0.05]),
        ("Which share of your visits (in %) is with us?", ("8", "5"), [0.08, 0.05]),
        ("Which share of your visits (in %) is with us?", ("0.8", "0.5"), [0.8, 0.5]),
        ("Of 10 salon visits, how many are with us?", ("11", "1"), [None, 0.1]),
        ("Which share of your visits is with us?", ("8", "5"), [None, None]),
    ],
)
def test_a_share_of_wallet_is_read_by_header_and_values(salon, question, answers, shares):
    rows = "".join(f"2026-03-{13 + n} 10:00,9,{a}\n" for n, a in enumerate(answers))
    report = salon.load_text(f'Timestamp,Would you recommend us (0-10)?,"{question}"\n{rows}')
    read = salon.rows("survey_responses")["wallet_share"].to_list()
    assert [None if share is None else float(share) for share in read] == shares
    if None in shares:
        assert "could not be read" in report.message or "may be of ten or" in report.message
