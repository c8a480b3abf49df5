"""Files to take away are data to a spreadsheet, never formulas."""

import polars as pl
import pytest

from dashboard import downloads


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("+36301234567", "'+36301234567"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("|calc", "'|calc"),
        ("%0A", "'%0A"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("\N{NO-BREAK SPACE}=1", "'\N{NO-BREAK SPACE}=1"),
        ("-5", "-5"),
        ("-12,50", "-12,50"),
        ("Anna = 1", "Anna = 1"),
        ("06 30 123", "06 30 123"),
        ("", ""),
        (None, None),
    ],
)
def test_a_text_that_a_spreadsheet_would_run_gets_a_quote(text, written):
    rows = pl.DataFrame({"name": [text]}, schema={"name": pl.String})
    assert downloads.escaped(rows)["name"].item() == written


def test_numbers_and_days_stay_as_they_are():
    rows = pl.DataFrame({"amount": [-12.5], "visits": [-3]})
    assert downloads.escaped(rows).equals(rows)


def test_a_file_begins_with_the_mark_of_utf_8_and_quotes_what_needs_it():
    rows = pl.DataFrame({"Client": ["Kovács, Éva", "+1"], "Visits": [4, 5]})
    assert downloads.csv(rows) == '\ufeffClient,Visits\n"Kovács, Éva",4\n\'+1,5\n'.encode()
