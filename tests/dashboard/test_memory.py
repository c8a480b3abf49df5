"""What a page's first run leaves is not looked through after every click."""

import gc

import pytest

from dashboard import memory


@pytest.fixture(autouse=True)
def _as_before():
    memory.first_run.cache_clear()
    yield
    gc.unfreeze()
    memory.first_run.cache_clear()


def test_a_page_is_kept_once_and_every_page_is():
    memory.first_run("month")
    kept = gc.get_freeze_count()
    made_later = [[] for _ in range(1000)]
    memory.first_run("month")
    assert gc.get_freeze_count() <= kept
    memory.first_run("rfm")
    assert gc.get_freeze_count() >= kept + len(made_later)


def test_pages_that_are_opened_are_kept(open_app, demo_workspace):
    gc.unfreeze()
    open_app(demo_workspace, "voices")
    assert gc.get_freeze_count() > 0
    assert memory.first_run.cache_info().currsize == 2  # the first page and this one
