"""The page Load without a browser: what waits, what runs, what came of it, what must be mended."""

import json
from dataclasses import asdict
from datetime import datetime

import pytest

from tests.dashboard.conftest import said, view
from tests.dashboard.drawn import wrapped_tables
from warehouse import builds, jobs, landing
from warehouse.jobs import Job
from warehouse.load_log import Load
from warehouse.workspace import Workspace

RATINGS = "rated_at,branch,rating\n2026-03-01 10:00,Old Town,5\n2026-03-02 11:00,Old Town,4\n"
UNCLEAR = RATINGS.replace("2026-03-01", "03/04/2026").replace("2026-03-02", "04/05/2026")


@pytest.fixture
def place(empty_workspace):
    return Workspace(empty_workspace)


@pytest.fixture
def load_page(open_app, place):
    """Open the page on a salon without a build, with files in its inbox."""

    def opened(**files):
        for name, text in files.items():
            (place.inbox / f"{name}.csv").write_text(text, encoding="utf-8")
        return open_app(place.root, "load")

    return opened


def write_job(place, **given):
    job = Job("2026-11-22T03:00:00+00:00", given.pop("state", "done"), 1, **given)
    (place.warehouse / "JOB").write_text(json.dumps(asdict(job)), encoding="utf-8")


def a_load(load_id, outcome):
    moment = datetime(2026, 11, 1, 12, 0)  # UTC, as the log has it
    return Load(load_id, moment, "a.csv", "0" * 64, 10, outcome, "", entity="booking_lines")


def labels(app):
    return [button.label.replace("\N{NO-BREAK SPACE}", " ") for button in app.button]


def test_before_the_first_build_the_page_takes_files(load_page):
    app = load_page()
    assert not app.exception
    assert "Files in the folder `inbox` appear here too" in said(app)
    assert labels(app) == []


def test_other_pages_lead_here_before_the_first_build(open_app, place):
    app = open_app(place.root)
    assert "Open the page *Load*" in said(app)


def test_a_file_that_waits_is_named_with_what_it_is(load_page):
    app = load_page(ratings=RATINGS)
    assert not app.exception
    assert app.expander[0].label == "**ratings\\.csv** · Our template\\: smiley ratings"
    assert labels(app) == ["Load 1 file and build"]


def test_a_file_with_an_open_question_is_not_loaded(load_page):
    app = load_page(ratings=UNCLEAR)
    assert "two ways" in app.warning[0].value
    assert labels(app) == ["Save the answer"]
    assert app.button[0].disabled
    assert "cannot be loaded yet" in said(app)


def test_the_scale_of_a_survey_is_asked_and_the_answer_kept(load_page, place):
    app = load_page(form="Timestamp,Recommend us?\n9/18/2026 14:28:27,4\n9/19/2026 14:28:27,5\n")
    assert "Nothing is taken for 0 to 10 unasked" in app.warning[0].value
    assert labels(app) == ["Save the answer"]
    app.radio[0].set_value("1-5").run()
    app.button[0].click().run()
    assert not app.exception
    (file,) = place.mappings.iterdir()
    assert 'recommend_scale = {constant = "1-5"}' in file.read_text(encoding="utf-8")
    assert labels(app) == ["Load 1 file and build"]


def test_a_survey_that_is_none_is_mapped_as_any_other_list(load_page):
    app = load_page(form="Timestamp,Wie?\n9/18/2026 14:28:27,gut\n9/19/2026 14:28:27,so so\n")
    assert "This looks like **Google Forms\\: client survey**" in app.info[0].value
    app.checkbox[0].check().run()
    assert not app.exception
    assert "What each row holds" in [box.label for box in app.selectbox]
    assert not next(box for box in app.selectbox if box.label == "What each row holds").disabled


def test_lines_kept_by_a_load_can_be_let_go_from_its_report(load_page, place):
    report = {
        "file_name": "a.csv", "load_id": "1", "outcome": "landed", "message": "", "rows_read": 6,
        "format_title": "x", "rows_landed": 0, "rows_duplicate": 6, "rows_rejected": 0,
        "rows_title_total": 0, "warning": "The export shrinks: of 10 lines, 4 are gone.",
        "deletions": "kept", "rows_vanished": 4,
    }  # fmt: skip
    landing.commit(place, [a_load("1", "landed")])
    write_job(place, loads=[report])
    app = load_page()
    assert not app.exception
    assert "of 10 lines, 4 are gone" in app.warning[0].value
    assert "The 4 lines were deleted: let them count no longer" in labels(app)


def test_an_answer_is_kept_and_the_file_is_ready(load_page, place):
    app = load_page(ratings=UNCLEAR)
    app.radio[0].set_value("dmy").run()
    app.button[0].click().run()
    assert not app.exception
    assert [file.name for file in place.mappings.iterdir()] == ["our-template-smiley-ratings.toml"]
    assert "mappings/our\\-template\\-smiley\\-ratings\\.toml" in app.success[0].value
    assert labels(app) == ["Load 1 file and build"]


def test_what_is_still_to_choose_is_named(load_page):
    app = load_page(journal="Wer;Wann;Wieviel\nAnna;13.04.2026;40,00\n")
    assert not app.exception
    assert app.info[-1].value == "Still to choose: Service or product."
    assert app.button[0].disabled


def test_a_file_that_is_no_table_is_refused_in_words(load_page):
    app = load_page(report="%PDF-1.7\n")
    assert not app.exception
    assert "This is a PDF document" in app.error[0].value.replace("\\", "")
    assert labels(app) == []


def test_a_mapping_that_needs_mending_is_named(load_page, place):
    (place.mappings / "mine.toml").write_text("title = 1\n", encoding="utf-8")
    app = load_page(ratings=RATINGS)
    assert not app.exception
    assert "mine.toml needs mending" in app.error[0].value.replace("\\", "")


def test_a_job_that_was_killed_is_said_to_be_stopped(load_page, place):
    write_job(place, state="building", done=3, total=9)
    app = load_page()
    assert not app.exception
    assert "Not finished" in app.error[0].value
    assert "nothing is counted twice" in app.text[0].value


def test_a_running_job_shows_how_far_it_is(load_page, place):
    with jobs.alone(place) as record:
        record.note(state="building", done=45, total=180, current="rfm")
        app = load_page(ratings=RATINGS)
        assert not app.exception
        assert "Building and testing the figures" in said(app)
        assert "You may leave this page" in said(app)
        assert labels(app) == [], "what may be loading just now is not offered"
        record.end("done")


def test_a_failed_job_says_why_until_it_is_dismissed(load_page, place):
    write_job(place, state="failed", message="The disk has 3 MB left and a build needs 500 MB.")
    app = load_page()
    assert app.text[0].value == "The disk has 3 MB left and a build needs 500 MB."
    app.button(key="dismiss_job").click().run()
    assert not app.exception
    assert not app.text
    assert jobs.latest(place) is None


def test_files_that_brought_nothing_new_are_counted(load_page, place):
    report = {
        "file_name": "a.csv", "load_id": "1", "outcome": "already_loaded", "message": "",
        "format_title": "x", "rows_read": 0, "rows_landed": 0, "rows_duplicate": 0,
        "rows_rejected": 0, "rows_title_total": 0,
    }  # fmt: skip
    write_job(place, loads=[report, {**report, "outcome": "refused", "message": "It is empty."}])
    app = load_page()
    assert not app.exception
    assert "Nothing was new" in app.success[0].value
    assert "1\N{NO-BREAK SPACE}file loaded before" in said(app)
    assert "It is empty" in str(wrapped_tables(app)[0].rows())


def test_a_first_build_that_failed_is_told_on_every_page(open_app, place):
    builds.note_failure(place.warehouse, builds.Failure("2026-12-01T11:00:00+00:00", "unique_x"))
    app = open_app(place.root)
    assert not app.exception
    assert "The first build failed on 1 Dec 2026, 12:00" in app.error[0].value
    assert app.text[0].value == "unique_x"


def test_what_was_seen_of_files_is_let_go_of_with_the_page(open_app, own_workspace):
    own_workspace.inbox.mkdir()
    (own_workspace.inbox / "ratings.csv").write_text(RATINGS, encoding="utf-8")
    app = open_app(own_workspace.root, "load")
    assert "load_memory" in app.session_state
    app.switch_page(view("data")).run()
    assert not app.exception
    assert "load_memory" not in app.session_state


def test_a_correction_has_no_effect_before_it_is_saved_and_the_page_says_so(load_page, place):
    app = load_page(ratings=RATINGS)
    file = place.inbox / "ratings.csv"
    state = file.stat()
    app.session_state[f"open:{file}:{state.st_size}:{state.st_mtime_ns}"] = True
    app.run().toggle[0].set_value(True).run()
    assert "not saved yet" not in said(app)
    app.text_input[0].set_value("Till of the old town").run()
    assert not app.exception
    assert "What you changed is not saved yet" in said(app)
