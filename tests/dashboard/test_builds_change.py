"""A new build is seen on the next interaction, and never mixed with an old one."""

from datetime import date

import pytest

from dashboard import data
from tests.dashboard.conftest import figures, said
from warehouse import builds


def euros(text):
    return float(text.replace(",", "").replace("€", ""))


def test_the_next_run_shows_the_new_build(open_app, own_workspace, publish):
    app = open_app(own_workspace.root)
    before = euros(figures(app)["How many clients ever?"])
    in_branch = figures(open_app(own_workspace.root, branches="Riverside"))
    publish("delete from marts.client_quarters where last_branch = 'Riverside'")
    app.run()
    assert not app.exception
    gone = euros(in_branch["How many clients ever?"])
    assert euros(figures(app)["How many clients ever?"]) == before - gone < before
    assert "built 1 Jan 2027, 13:00" in said(app)


def test_the_slice_stays_when_a_new_build_comes(open_app, own_workspace, publish):
    app = open_app(own_workspace.root, branches="Riverside")
    publish()
    app.run()
    assert app.multiselect(key="branches").value == ["Riverside"]


def test_a_failed_build_is_told_and_the_last_good_one_shown(open_app, own_workspace):
    failure = builds.Failure("2026-12-01T11:00:00+00:00", "The build failed: unique_x")
    builds.note_failure(own_workspace.warehouse, failure)
    app = open_app(own_workspace.root)
    assert not app.exception
    assert "A build failed on 1 Dec 2026, 12:00" in app.warning[0].value
    assert app.text[0].value == "The build failed: unique_x"
    assert figures(app)["Revenue"]


def test_one_run_reads_one_build(own_workspace, publish, monkeypatch):
    monkeypatch.setenv("REGULARS_WORKSPACE", str(own_workspace.root))
    build = data.current()
    before = build.answer("branches").height
    publish("delete from marts.dim_branches")
    assert build.answer("branches").height == before
    assert data.current().answer("branches").height == 0


def test_answers_that_name_people_are_not_kept(own_workspace, monkeypatch):
    monkeypatch.setenv("REGULARS_WORKSPACE", str(own_workspace.root))
    monkeypatch.setattr(data, "_answers", lambda: pytest.fail("An answer with names was kept."))
    params = {"quarter": date(2026, 10, 1), "cell": "R3F3M3", "most": 10}
    nobody = dict.fromkeys(("branches", "client_types", "categories", "services", "staff"))
    assert data.current().answer("rfm_clients", {**params, **nobody}).height > 0
