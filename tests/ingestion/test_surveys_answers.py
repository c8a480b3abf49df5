# letters of other scripts are meant
"""Ratings in words, faces and stars become numbers where they can mean only one."""

import pytest

from ingestion import answers, scales


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (("4 - good", "5 (great)"), {"4 - good": "4", "5 (great)": "5"}),
        (("8/10",), {"8/10": "8"}),
        (("5 stars",), {"5 stars": "5"}),
        (("Very likely - 10",), {"Very likely - 10": "10"}),
        (("★★★★☆", "★", "⭐⭐⭐⭐⭐"), {"★★★★☆": "4", "★": "1", "⭐⭐⭐⭐⭐": "5"}),
        (("5️⃣",), {"5️⃣": "5"}),
        (("4", "3.5", "5-6", "2 or 3", "n/a", ""), {}),
    ],
)
def test_numbers_with_something_around_them(written, read):
    assert answers.numbers(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (("Very satisfied", "Dissatisfied"), ["5", "2"]),
        (("Отлично", "Ужасно"), ["5", "1"]),
        (("nagyon elégedett", "semleges"), ["5", "3"]),
        (("napakabuti", "masama"), ["5", "2"]),
        (("muy bien", "regular"), ["5", "3"]),
        (("sehr zufrieden", "eher unzufrieden"), ["5", "2"]),
        (("très satisfaite", "neutre"), ["5", "3"]),
        (("bardzo dobrze", "źle"), ["5", "2"]),
        (("Відмінно", "Погано"), ["5", "2"]),
        (("😀", "🙂", "😡"), ["5", "4", "1"]),
        (("👍🏽", "👎"), ["5", "1"]),
        (("Good", "Average"), ["4", "3"]),
        (("Good", "Fair", "Very good", "Excellent"), ["3", "2", "4", "5"]),
    ],
)
def test_words_and_faces_of_one_list(written, read):
    told, unsure = answers.worded(written)
    assert ([told[text] for text in written], unsure) == (read, [])


@pytest.mark.parametrize("written", [("Good", "Poor"), ("🙂", "😐", "🙁")])
def test_what_two_lists_read_differently_is_not_read(written):
    told, unsure = answers.worded(written)
    assert told == {}
    assert unsure


@pytest.mark.parametrize(
    ("counts", "scale"),
    [
        ({5.0: 10}, (1, 5)),
        ({1.0: 99, 6.0: 1}, (1, 5)),
        ({1.0: 97, 6.0: 3}, (1, 7)),
        ({7.0: 10, 1.0: 1}, (1, 7)),
        ({8.0: 10, 1.0: 1}, (1, 10)),
        ({8.0: 10, 0.0: 1}, (0, 10)),
        ({}, (1, 5)),
    ],
)
def test_ratings_are_on_the_smallest_usual_scale_that_holds_them(counts, scale):
    assert scales.rating_scale("Rate us", counts) == scale


def test_a_header_says_the_scale_of_its_ratings(salon):
    salon.load_text(
        "Timestamp,Would you recommend us (0-10)?,Rate the price from 1 to 10,Rate: [Staff]\n"
        "2026-03-13 10:00,9,4,5\n2026-03-14 10:00,9,5,4\n"
    )
    read = salon.rows("survey_ratings").select("rating", "rating_min", "rating_max").rows()
    assert sorted(read) == [(4, 1, 5), (4, 1, 10), (5, 1, 5), (5, 1, 10)]


def test_a_matrix_in_words_lands_with_numbers(salon):
    report = salon.load_text(
        "Отметка времени,Порекомендуете ли вы нас (от 0 до 10)?,Оцените: [Мастер],Оцените: [Цена]\n"
        "13.03.2026 10:00,9,Отлично,Нормально\n14.03.2026 10:00,5,Хорошо,не знаю\n"
    )
    read = salon.rows("survey_ratings").select("factor", "rating", "rating_max").rows()
    assert sorted(read) == [("Мастер", 4, 5), ("Мастер", 5, 5), ("Цена", 3, 5)]
    assert "1 ratings of factors were no number on the scale" in report.message


@pytest.mark.parametrize(
    ("presses", "ratings"),
    [
        (("😀", "🙂", "😡"), [5, 4, 1]),
        (("★★★★☆", "★☆☆☆☆"), [4, 1]),
        (("5 - отлично", "3"), [5, 3]),
        (("Очень плохо", "Отлично"), [1, 5]),
        (("very unhappy", "unhappy", "happy", "very happy"), [1, 2, 4, 5]),
    ],
)
def test_a_smiley_terminal_may_write_faces_stars_or_words(salon, presses, ratings):
    rows = "".join(f"2026-03-13 10:00:{n:02},{press}\n" for n, press in enumerate(presses))
    salon.load_text("Pressed at,Smiley (1-5)\n" + rows)
    assert salon.rows("impulse_ratings")["rating"].to_list() == ratings


def test_three_faces_that_may_be_the_middle_of_five_are_asked_about(salon):
    table = "Pressed at,Smiley\n2026-03-13 10:00,🙂\n2026-03-13 10:01,🙁\n"
    report = salon.load_text(table)
    assert report.outcome == "refused"
    assert "What numbers do “🙁”, “🙂” in “Smiley” stand for?" in report.message
    mapping = (
        'extends = "plain/impulse_ratings"\n[columns.rating]\nheader = "Smiley"\n'
        'map = { "🙂" = "5", "🙁" = "1" }\n'
    )
    salon.load_text(table, mapping=mapping)
    assert salon.rows("impulse_ratings")["rating"].to_list() == [5, 1]
