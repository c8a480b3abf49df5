"""What a file would bring is seen before it is loaded, and is what loading then does."""

import io

import pytest
import xlsxwriter

from ingestion import known, opening, preview

RATINGS = "rated_at,branch,rating\n2026-03-01 10:00,Old Town,5\n2026-03-02 11:00,Old Town,4\n"


def look(salon, content, name="ratings.csv", delimiter=None):
    given = content.encode() if isinstance(content, str) else content
    return opening.open_file(name, given, known.known(salon.workspace, None), delimiter)


def inspected(salon, content, **options):
    return preview.inspect(look(salon, content, **options), None, salon.settings)


def test_the_rows_shown_are_the_rows_that_are_loaded(salon):
    rows = [f"2026-03-{day:02} 10:00,Old Town,{1 + day % 5}\n" for day in range(1, 29)]
    text = "rated_at,branch,rating\n" + "".join(rows)
    seen = inspected(salon, text)
    report = salon.load_text(text)
    landed = salon.rows("impulse_ratings").sort("row_number").head(preview.ROWS_SHOWN)
    assert seen.landed.equals(landed.select(seen.landed.columns))
    assert (seen.rows_read, seen.rows_taken) == (report.rows_read, report.rows_landed) == (29, 28)
    assert seen.rows_title_total == report.rows_title_total == 1


def test_the_cells_of_the_file_stand_beside_their_rows(salon):
    seen = inspected(salon, RATINGS)
    assert seen.cells.rows() == [
        (2, "2026-03-01 10:00", "Old Town", "5"),
        (3, "2026-03-02 11:00", "Old Town", "4"),
    ]
    assert seen.cells.columns == ["row_number", "rated_at", "branch", "rating"]
    assert seen.landed["row_number"].to_list() == [2, 3]


def test_rows_that_would_be_refused_are_shown_with_the_reason(salon):
    good = "".join(f"2026-03-01 10:{minute},Old Town,5\n" for minute in range(10, 40))
    seen = inspected(salon, f"rated_at,branch,rating\n{good}soon,Old Town,5\n")
    assert seen.rejected.select("row_number", "column", "value").rows() == [
        (32, "rated_at", "soon")
    ]
    assert not seen.problem


def test_too_many_refused_rows_are_a_problem_before_the_load(salon):
    seen = inspected(salon, RATINGS.replace("2026-03-01", "soon"))
    assert "1 of 2 rows could not be taken" in seen.problem


def test_a_file_that_leaves_the_order_of_dates_open_asks(salon):
    seen = inspected(salon, RATINGS.replace("2026-03-01", "03/04/2026"))
    assert seen.asks == "date_order"
    assert "day or the month first" in seen.problem


def test_a_file_that_is_no_table_says_so(salon):
    opened = look(salon, b"%PDF-1.7\n")
    assert "This is a PDF document" in opened.problem
    assert opened.sheets == []
    assert preview.inspect(opened, None, salon.settings) is None


def test_an_unknown_table_keeps_its_cells_for_the_mapping(salon):
    opened = look(salon, "Wer;Wann\nAnna;1\nAnna;2\n")
    assert opened.found is None
    assert preview.titles(opened.sheets[0], 0) == ["Wer", "Wann"]
    assert preview.words(opened.sheets[0], 0, 0) == {"Anna": 2}


def test_a_delimiter_that_is_told_is_taken(salon):
    assert look(salon, "a|b;c\n1|2;3\n", delimiter="|").sheets[0].width == 2
    assert look(salon, "a|b;c\n1|2;3\n", delimiter=";").sheets[0].width == 2


def test_headers_that_are_blank_or_repeated_are_told_apart(salon):
    opened = look(salon, "Note,,Note\n1,2,3\n")
    assert preview.titles(opened.sheets[0], 0) == ["Note", "(column 2)", "Note (2)"]
    assert preview.file_cells(opened.sheets[0], 0).row(0) == (2, "1", "2", "3")


def test_a_workbook_is_looked_into_as_well(salon):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("Ratings")
        for number, line in enumerate(RATINGS.splitlines()):
            sheet.write_row(number, 0, line.split(","))
    seen = inspected(salon, content.getvalue(), name="ratings.xlsx")
    assert (seen.grid.sheet, seen.rows_taken) == ("Ratings", 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251"])
def test_of_a_long_file_the_beginning_is_looked_at(salon, tmp_path, encoding):
    rows = "2026-03-01 10:00,Центр,5\n" * 400_000
    file = tmp_path / "long.csv"
    file.write_text("rated_at,branch,rating\n" + rows, encoding=encoding)
    content = opening.beginning(io.BytesIO(file.read_bytes()))
    assert len(content) < file.stat().st_size
    opened = look(salon, content)
    seen = preview.inspect(opened, None, salon.settings)
    assert opened.is_sample
    assert 1000 < seen.rows_taken <= 20_000
    assert seen.rejected.is_empty()
    assert seen.landed["branch"].unique().to_list() == ["Центр"]


def test_a_quoted_cell_at_the_end_of_the_sample_is_no_problem(salon):
    long_cell = '"' + "a\n" * 1_200_000 + '"'
    text = f"rated_at,message,rating\n2026-03-01 10:00,{long_cell},5\n2026-03-02 10:00,b,4\n"
    assert inspected(salon, text).rows_taken == 2


def test_looking_leaves_nothing_behind(salon):
    inspected(salon, RATINGS)
    assert salon.loads().is_empty()
    assert list(salon.workspace.inbox.iterdir()) == []
