"""What is wrong with a file is told in words that a salon's owner understands."""

import io
import zipfile

import pytest
import xlsxwriter

from ingestion import loading, workbooks

GOOD = "rated_at,rating\n2026-03-01 10:00,5\n"
PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")


def workbook(*rows):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return content.getvalue()


def package(*entries):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(PICTURE, "This is a picture, not a table", id="picture"),
        pytest.param(b"\xff\xd8\xff\xe0\x00\x10JFIF", "This is a picture", id="photograph"),
        pytest.param(b"%PDF-1.7\n1 0 obj", "This is a PDF document", id="pdf"),
        pytest.param(b"<html><table><tr><td>1", "This is a web page", id="web page"),
        pytest.param(b"\xef\xbb\xbf\n<!DOCTYPE html>", "This is a web page", id="marked page"),
        pytest.param(bytes(range(256)) * 20, "This is a binary file", id="binary"),
        pytest.param(b"\x1f\x8b\x08\x00", "This is a packed archive", id="gzip"),
        pytest.param(package(("a.csv", GOOD)), "Unpack it and load the files", id="zip"),
        pytest.param(b"", "The file is empty", id="empty"),
        pytest.param(b" \r\n\t\r\n", "The file is empty", id="blank"),
        pytest.param(b'""\n"",""\n', "The file has no filled cells", id="quotes alone"),
        pytest.param(workbook(), "The workbook has no filled cells", id="empty workbook"),
        pytest.param(workbook(["a"])[:900], "cut off or damaged", id="half a workbook"),
        pytest.param(b"PK\x03\x04 nonsense", "cut off or damaged", id="zip in name only"),
        pytest.param(
            package(("xl/workbook.xml", "x"), ("xl/vbaProject.bin", "x")),
            "carries macros",
            id="macros",
        ),
        pytest.param(package(("xl/workbook.xml", "0" * 30_000_000)), "cannot be opened", id="bomb"),
        pytest.param(
            package(("xl/workbook.xml", "<a"), ("../x", "x")), "cannot be opened", id="odd names"
        ),
        pytest.param(package(("xl/workbook.xml", "<a")), "cannot be opened", id="no sheets"),
        pytest.param(
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "locked with a password",
            id="password",
        ),
        pytest.param(
            bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600, "cannot be opened", id="old and bad"
        ),
        pytest.param(
            'rated_at,rating\n2026-03-01 10:00,"5\n2026-03-01 11:00,4\n',
            'quotation mark (") that opens in row 2 is never closed',
            id="open quote",
        ),
        pytest.param("Colour,Size\nred,4\n", "Its headers", id="unknown"),
        pytest.param("just a letter\nto somebody\n", "No format knows this file", id="letter"),
    ],
)
def test_a_broken_file_is_refused_in_plain_words(salon, content, words):
    report = salon.load_text(content)
    assert report.outcome == "refused"
    assert words in report.message
    assert "Traceback" not in report.message


def test_a_broken_file_does_not_stop_the_others(salon):
    files = [
        salon.save(PICTURE, "1 till.csv"),
        salon.save(GOOD, "2 good.csv"),
        salon.save("", "3 empty.csv"),
        salon.save("Client ID,First Name\n1,Anna\n", "4 incomplete.csv"),
        salon.workspace.inbox / "5 gone.csv",
        salon.save(GOOD.replace("5", "4"), "6 good.csv"),
    ]
    reports = loading.load_files(salon.workspace, salon.settings, files)
    assert [report.outcome for report in reports] == [
        "refused", "landed", "refused", "refused", "refused", "landed"
    ]  # fmt: skip
    assert salon.rows("impulse_ratings").height == 2


def test_a_missing_column_is_named_with_the_way_to_export_it(salon):
    report = salon.load_text("Client ID,First Name,Email,Mobile Number\n1,Anna,a@b.hu,061\n")
    assert report.message == (
        "This looks like Fresha: clients export, but the column “First Name + Last Name” is "
        "missing. Export it again with that column. "
        "In Fresha: Clients, Options, Export as CSV or Excel."
    )


def test_an_unknown_file_shows_its_headers_and_the_way_to_a_mapping(salon):
    report = salon.load_text("Ware;Regal;Menge\nSeife;3;12\n")
    assert "Its headers seem to be: Ware, Regal, Menge" in report.message
    assert "docs/adding-a-format.md" in report.message
    assert "--mapping" in report.message


def test_two_formats_that_fit_equally_are_both_named(salon):
    for name in ("first", "second"):
        text = 'entity = "clients"\nkey = ["client_ref"]\n[columns]\nclient_ref = "Nr"\n'
        (salon.workspace.mappings / f"{name}.toml").write_text(text)
    report = salon.load_text("Nr\n1\n")
    assert report.outcome == "refused"
    assert "first" in report.message
    assert "second" in report.message


def test_a_refused_file_is_logged_and_kept(salon):
    salon.load_text(PICTURE, "till.csv")
    row = salon.loads().row(0, named=True)
    assert (row["outcome"], row["file_name"], row["rows_landed"]) == ("refused", "till.csv", 0)
    kept = salon.workspace.landing / "originals" / f"{row['load_id']}-till.csv"
    assert kept.read_bytes() == PICTURE


def test_rows_with_more_cells_than_the_header_are_rejected(salon):
    text = "rated_at,rating\n" + "2026-03-01 10:00,5\n" * 40 + "2026-03-01 11:00,4,oops\n"
    report = salon.load_text(text)
    assert (report.rows_landed, report.rows_rejected) == (40, 1)
    assert salon.rejected()[0][0::2] == (42, "oops")


def test_rows_that_end_too_early_are_rejected(salon):
    text = "rating,message,rated_at\n" + "5,,2026-03-01 10:00\n" * 40 + "4,cut of\n"
    salon.load_text(text)
    assert salon.rejected()[0][3] == "the row ends before the columns it needs"


def test_a_row_may_end_before_columns_that_are_not_needed(salon):
    report = salon.load_text("rated_at,rating,message\n2026-03-01 10:00,5\n")
    assert (report.rows_landed, report.rows_rejected) == (1, 0)


def test_a_workbook_that_takes_too_long_is_refused(salon, monkeypatch):
    monkeypatch.setattr(workbooks, "SECONDS_LIMIT", 0.01)
    report = salon.load_text(workbook(["rated_at", "rating"], ["2026-03-01", 5]))
    assert "was not read within" in report.message


def test_one_far_cell_does_not_bring_the_program_down(salon):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "rated_at")
        sheet.write(1_048_575, 16_383, "lost")
    report = salon.load_text(content.getvalue())
    assert "a stray cell: the cell XFD1048576" in report.message
