"""The dashboard's own server: what it hands to the browser, and how it begins and ends."""

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from streamlit import file_util

from dashboard import data, slices
from tests.dashboard import browser


@pytest.fixture(scope="module")
def address(demo_workspace):
    with browser.served(demo_workspace) as served:
        yield served


def answer(url):
    """Give status, headers and body, of an error as well."""
    try:
        response = urllib.request.urlopen(url, timeout=60)  # noqa: S310
    except urllib.error.HTTPError as error:
        response = error
    with response:
        return response.status, response.headers, response.read()


def one_of_each_kind():
    folder = Path(file_util.get_static_dir())
    kinds = {"js": "application/javascript", "css": "text/css", "woff2": "font/woff2"}
    for ending, kind in kinds.items():
        file = min((folder / "static").rglob(f"*.{ending}"))
        yield pytest.param(file, file.relative_to(folder).as_posix(), kind, id=ending)


@pytest.mark.parametrize(("file", "path", "kind"), list(one_of_each_kind()))
def test_a_file_of_streamlits_is_handed_over_whole_and_kept_by_the_browser(
    address, file, path, kind
):
    status, headers, body = answer(f"{address}/{path}")
    assert body == file.read_bytes()
    assert status == 200
    assert headers.get_content_type() == kind
    assert headers["Cache-Control"] == "public, immutable, max-age=31536000"


def test_the_page_itself_is_asked_for_anew(address):
    _status, headers, body = answer(f"{address}/?branches=Riverside")
    assert b"<div id=" in body
    assert headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["../index.html", "js/none.js", "%2e%2e/%2e%2e/__init__.py", ""])
def test_nothing_else_is_handed_over_under_static(address, path):
    status, _headers, body = answer(f"{address}/static/{path}")
    # Streamlit answers with its page for whatever it does not know.
    assert status in {400, 404} or b"<title>Streamlit</title>" in body


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals to end a process with.")
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_without_a_word_when_asked(demo_workspace, asked):
    port = browser.free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "dashboard.server", "--port", str(port)],
        cwd=browser.ROOT,
        env={**os.environ, "REGULARS_WORKSPACE": str(demo_workspace)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        browser.await_answer(server, f"http://127.0.0.1:{port}/_stcore/health")
        server.send_signal(asked)
        said, _ = server.communicate(timeout=60)
    assert said == ""


def test_it_answers_where_there_is_no_salon_yet(tmp_path):
    with browser.served(tmp_path) as nothing_there:
        status, _headers, _body = answer(nothing_there)
    assert status == 200


def test_what_is_asked_ahead_is_of_the_slice_that_pages_open_with(
    open_app, demo_workspace, monkeypatch
):
    opened_with = open_app(demo_workspace).session_state["slice"]
    monkeypatch.setenv("REGULARS_WORKSPACE", str(demo_workspace))
    assert slices.at_first(data.current()) == opened_with
