"""What a page begins to ask it does ask; a question that fails ahead fails where it is asked."""

import pytest

from dashboard import data
from tests.dashboard.conftest import PAGES
from warehouse.reading import QueryError

SLICES = ({}, {"branches": "Riverside"}, {"categories": "Hair"}, {"quarters": "2026 Q3"})


@pytest.fixture
def questions(monkeypatch):
    """The questions begun and asked, each with the parameters it names."""
    begun, asked = set(), set()
    begin, answer = data.Build.begin, data.Build.answer

    def key(question, params):
        _sql, given = data._asked(question, params or {})
        return question, str(sorted(given.items()))

    def noted_begin(build, params, *names):
        begun.update(key(name, params) for name in names)
        begin(build, params, *names)

    def noted_answer(build, question, params=None):
        asked.add(key(question, params))
        return answer(build, question, params)

    monkeypatch.setattr(data.Build, "begin", noted_begin)
    monkeypatch.setattr(data.Build, "answer", noted_answer)
    return begun, asked


@pytest.mark.parametrize("page", PAGES)
def test_what_is_begun_is_asked(open_app, demo_workspace, questions, page):
    begun, asked = questions
    for slice_of in SLICES:
        open_app(demo_workspace, page, **slice_of)
    assert begun <= asked


def test_pages_begin_questions(open_app, demo_workspace, questions):
    begun, _asked = questions
    open_app(demo_workspace, "team")
    assert {name for name, _params in begun} >= {"staff_beside", "branch_overlap"}


@pytest.fixture
def build(demo_workspace, monkeypatch):
    monkeypatch.setenv("REGULARS_WORKSPACE", str(demo_workspace))
    return data.current()


def test_what_fails_ahead_fails_where_it_is_asked(build, tmp_path, monkeypatch):
    (tmp_path / "unknown.sql").write_text("select nothing from marts.dim_branches")
    monkeypatch.setattr(data, "QUERIES", tmp_path)
    build.begin({}, "unknown")
    with pytest.raises(QueryError, match="nothing"):
        build.answer("unknown")
