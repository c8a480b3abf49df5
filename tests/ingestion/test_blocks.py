"""A file read in blocks has the cells and row numbers of the file read as a whole."""

import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from ingestion import blocks, text_files
from ingestion.refusals import FileRefusedError

_PIECES = [
    "a",
    "b c",
    "1.5",
    ",",
    ",",
    ",",
    ";",
    '"',
    '"',
    '""',
    "\n",
    "\n",
    "\r\n",
    "\r",
    " ",
    "é",
]
_TEXTS = st.lists(st.sampled_from([*_PIECES, "\x00", "\u00a0", "\u2028", "\ufeff"]), max_size=60)


def exactly(text):
    rows = text_files.grid(text, "utf-8", ",").rows
    return rows.with_columns(pl.exclude("row_number", "cells").fill_null(""))


def in_blocks(content, size, width=1):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_bytes(content)
        file = blocks.TextFile(path, "utf-8", ",")
        parts = [blocks.grid(block, file, width).rows for block in blocks.blocks(file, size)]
    rows = pl.concat(parts, how="diagonal") if parts else pl.DataFrame()
    return rows.with_columns(pl.exclude("row_number", "cells").fill_null(""))


@settings(max_examples=400, deadline=None)
@given(_TEXTS.map("".join), st.integers(20, 200), st.integers(1, 4))
@example('a,b\n"x\ny",2\n\nlast', 20, 2)
@example('a,5" nails\n"x"y,2\n', 20, 2)
@example("\ra\r\r", 20, 1)
@example("a\n\r,\r\r", 20, 1)
def test_any_text_has_the_same_cells_read_in_blocks(text, size, width):
    try:
        expected = exactly(text)
    except FileRefusedError:
        with pytest.raises((FileRefusedError, blocks.NotPlainError)):
            in_blocks(text.encode(), size, width)
        return
    try:
        found = in_blocks(text.encode(), size, width)
    except blocks.NotPlainError:
        return
    common = [name for name in expected.columns if name in found.columns]
    surplus = found.select(pl.exclude(common))
    assert set(expected.columns) <= set(found.columns) or expected.is_empty()
    assert_frame_equal(found.select(common), expected.select(common))
    assert surplus.select(pl.all_horizontal(pl.all() == "")).to_series().all()
