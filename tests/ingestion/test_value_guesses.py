# letters of other scripts are meant
"""A list whose headers say nothing is guessed by its cells, and each such guess is named as one."""

import pytest

from ingestion import first_guess, text_files

HEAD = "A;B;C;D;E;F;G;H\n"
ROWS = (
    "1;13.10.2026;10:30;Anna Almási;Cut;12 500,50;+36 30 123 4567;came\n"
    "2;14.10.2026;11:00;Vera Veres;Nails;8 000,00;+36 30 123 4568;no show\n"
    "3;15.10.2026;12:00;Olga Orosz;Cut;12 500,50;+36 30 123 4569;came\n"
)


def guessed(text):
    return first_guess.guess(text_files.grid(text, "utf-8"))


def columns(text):
    """Name the headers that were guessed for columns of ours."""
    guess = guessed(text)
    return {name: [guess.headers[i] for i in places] for name, places in guess.columns.items()}


def test_columns_are_guessed_by_their_cells_alone():
    assert columns(HEAD + ROWS) == {
        "starts_at": ["B", "C"],
        "client_name": ["D"],
        "service": ["E"],
        "net_amount": ["F"],
        "phone": ["G"],
        "status": ["H"],
    }


def test_each_guess_by_cells_says_why():
    guess = guessed(HEAD + ROWS)
    assert guess.entity == "booking_lines"
    assert set(guess.by_cells) == set(guess.columns)
    assert guess.by_cells["net_amount"] == "its cells are amounts"


def test_a_header_that_is_known_is_no_guess():
    guess = guessed((HEAD + ROWS).replace("A;B;C;D", "A;Visit date;C;D"))
    assert guess.headers[guess.columns["starts_at"][0]] == "Visit date"


def test_two_columns_of_amounts_are_not_guessed_between():
    rows = "13.10.2026;12 500,50;10 000,00\n14.10.2026;8 000,00;7 000,00\n"
    assert "net_amount" not in columns("A;B;C\n" + rows)


def test_a_second_column_of_days_is_nothing_else():
    rows = "2026-10-13;2026-09-01;1200\n2026-10-14;2026-09-02;800\n2026-10-15;2026-09-03;900\n"
    assert columns("A;B;C\n" + rows) == {"starts_at": ["A"], "net_amount": ["C"]}


@pytest.mark.parametrize(
    "cells",
    [("1", "2", "3"), ("1", "1", "2"), ("10000001", "10000017", "10000025"), ("a", "b", "c")],
    ids=["numbers of rows", "counts", "ids", "letters"],
)
def test_what_is_no_amount_is_not_guessed_as_one(cells):
    rows = "".join(f"{13 + n}.10.2026;{cell}\n" for n, cell in enumerate(cells))
    assert "net_amount" not in columns("A;B\n" + rows)


def test_whole_amounts_are_amounts():
    rows = "13.10.2026;1200\n14.10.2026;800\n15.10.2026;1200\n"
    assert columns("A;B\n" + rows)["net_amount"] == ["B"]


def test_a_list_of_people_without_days_is_a_list_of_clients():
    guess = guessed("A;B\nAnna Almási;+36 30 123 4567\nVera Veres;+36 30 123 4568\n")
    assert guess.entity == "clients"
    assert set(guess.columns) == {"client_name", "phone"}


def test_nothing_is_guessed_of_an_empty_list():
    assert guessed("A;B\n").columns == {}


def test_russian_words_for_statuses_are_seen():
    rows = "13.10.2026;пришла\n14.10.2026;не пришла\n15.10.2026;отмена\n"
    assert columns("A;B\n" + rows)["status"] == ["B"]


def test_scores_beyond_five_are_the_score_and_the_others_ratings():
    rows = "2026-09-18;9;5;4\n2026-09-19;10;4;3\n2026-09-20;7;5;5\n"
    guess = guessed("A,B,C,D\n".replace(",", ";") + rows)
    assert guess.entity == "survey_responses"
    assert guess.headers[guess.columns["recommend_score"][0]] == "B"
    assert guess.ratings == ("C", "D")
    assert "recommend_score" in guess.by_cells


def test_two_columns_beyond_five_leave_the_score_open():
    rows = "2026-09-18;9;5;8\n2026-09-19;10;4;10\n2026-09-20;7;5;9\n"
    assert guessed("A;B;C;D\n" + rows).entity != "survey_responses"
