"""Checks that the catalogue of bad input shares explain themselves as those of a test do."""

import pytest

pytest.register_assert_rewrite("tests.ingestion.bad_input.case")
