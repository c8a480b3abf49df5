"""Answers are asked for once, kept while there is room, and never kept when they failed."""

import threading
from concurrent.futures import ThreadPoolExecutor

import polars as pl
import pytest

from dashboard.answers import Answers

KILOBYTE = 1024


def frame(kilobytes=1):
    return pl.DataFrame({"bytes": pl.Series([0] * (kilobytes * KILOBYTE), dtype=pl.UInt8)})


@pytest.fixture
def asked():
    return []


@pytest.fixture
def asking(asked):
    """A question by its name, which notes that it was asked."""

    def question(name, answer=None):
        def ask():
            asked.append(name)
            return frame() if answer is None else answer

        return ask

    return question


def test_the_same_question_is_asked_once(asking, asked):
    answers = Answers()
    first = answers.get("a", asking("a"))
    assert answers.get("a", asking("a")) is first
    assert asked == ["a"]


def test_another_key_is_another_question(asking, asked):
    answers = Answers()
    answers.get(("build 1", "a"), asking("first"))
    answers.get(("build 2", "a"), asking("second"))
    assert asked == ["first", "second"]


def test_who_asks_while_the_answer_is_looked_for_waits_for_it():
    answers, has_begun, may_end = Answers(), threading.Event(), threading.Event()
    times_asked = []

    def slow():
        times_asked.append(1)
        has_begun.set()
        assert may_end.wait(timeout=30)
        return frame()

    with ThreadPoolExecutor(5) as people:
        first = people.submit(answers.get, "a", slow)
        assert has_begun.wait(timeout=30)
        others = [people.submit(answers.get, "a", slow) for _ in range(4)]
        may_end.set()
        assert all(other.result(timeout=30) is first.result() for other in others)
    assert times_asked == [1]


def test_a_question_that_failed_is_asked_again(asking, asked):
    answers = Answers()

    def failing():
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        answers.get("a", failing)
    answers.get("a", asking("a"))
    assert asked == ["a"]


def test_the_answer_used_longest_ago_makes_room(asking, asked):
    answers = Answers(most_bytes=2 * KILOBYTE)
    answers.get("a", asking("a"))
    answers.get("b", asking("b"))
    answers.get("a", asking("a"))
    answers.get("c", asking("c"))
    asked.clear()
    answers.get("a", asking("a"))
    answers.get("c", asking("c"))
    assert asked == []
    answers.get("b", asking("b"))
    assert asked == ["b"]


@pytest.mark.parametrize(("kilobytes", "times"), [(3, 1), (4, 2)])
def test_an_answer_too_large_is_not_kept(asking, asked, kilobytes, times):
    answers = Answers(most_bytes=100 * KILOBYTE, largest_bytes=3 * KILOBYTE)
    for _ in range(2):
        answers.get("list", asking("list", frame(kilobytes)))
    assert len(asked) == times
