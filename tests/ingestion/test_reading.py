# ruff: noqa: RUF001  # letters of other scripts
"""Bytes become cells of text: encodings, delimiters, header rows, workbooks."""

import io
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from ingestion import reading, text_encoding

RUSSIAN = "Дата,Клиент,Услуга\n01.03.2026,Наталья Лаврова,Окрашивание волос и укладка\n"
HUNGARIAN = "Dátum,Vendég,Szolgáltatás\n2026-03-01,Erdős Béla,Hajfestés, szőkítés, fűző\n"
GERMAN = "Datum,Kundin,Leistung\n01.03.2026,Jürgen Größe,Färben für schöne Köpfe\n"
FRENCH = "Date,Cliente,Soin\n01/03/2026,Hélène François,épilation à la cire, été\n"


def read(content, delimiter=None):
    return reading.read(Path("export.csv"), content, delimiter)[0]


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (RUSSIAN, "utf-8", "utf-8"),
        (RUSSIAN, "utf-8-sig", "utf-8"),
        (RUSSIAN, "utf-16", "utf-16-le"),
        ("Date,Client\n2026-03-01,Anna\n", "utf-16-le", "utf-16-le"),
        ("Date,Client\n2026-03-01,Anna\n", "utf-16-be", "utf-16-be"),
        (RUSSIAN, "windows-1251", "windows-1251"),
        (RUSSIAN, "cp866", "cp866"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (HUNGARIAN, "windows-1250", "windows-1250"),
        (GERMAN, "windows-1252", "windows-1252"),
        (FRENCH, "windows-1252", "windows-1252"),
    ],
)
def test_the_encoding_is_found(text, encoding, found):
    assert text_encoding.decode(text.encode(encoding)) == (text, found)


@pytest.mark.parametrize(
    ("names", "encoding"),
    [
        ("Ольга Петрова,Юлия Щербакова,Анна Ким", "windows-1251"),
        ("Оксана Коваленко,Їжакевич Леся,Наталія Бойко", "windows-1251"),
        ("ИВАНОВА АННА,ПЕТРОВА ОЛЬГА,СТРИЖКА", "cp866"),
        ("Ольга Петрова,Юлия Щербакова,Стрижка", "cp866"),
        ("Ольга Петрова,Юлия Щербакова,Стрижка", "koi8-r"),
        ("Szőke Tünde,Tóth Gergő,Kiss Ágnes", "windows-1250"),
        ("Małgorzata Wójcik,Łukasz Żółty,Strzyżenie", "windows-1250"),
        ("Jiří Dvořák,Kateřina Nováková,Střih", "windows-1250"),
        ("María Núñez,José Peña,Begoña Ibáñez", "windows-1252"),
        ("Jürgen Größe,Bärbel Müller,Färben", "windows-1252"),
        ("Hélène François,Zoé Lefèvre,épilation", "windows-1252"),
        ("João Conceição,Inês Simões,Gonçalves", "windows-1252"),
    ],
)
def test_a_handful_of_names_shows_the_encoding(names, encoding):
    assert text_encoding.decode(names.encode(encoding))[0] == names


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    text = f"Date{delimiter}Note{delimiter}Paid\n" + f'2026-03-01{delimiter}"a, b; c"{delimiter}5\n'
    assert read(text.encode()).head()[1] == ["2026-03-01", "a, b; c", "5"]


def test_decimal_commas_are_no_delimiters():
    text = "Report\nDay;Client;Paid;Tip\n01.03.2026;Anna;1 234,50;2,00\n02.03.2026;Eva;12,50;1,10\n"
    grid = read(text.encode())
    assert (grid.delimiter, grid.head()[2]) == (";", ["01.03.2026", "Anna", "1 234,50", "2,00"])


def test_excels_own_hint_on_the_delimiter_is_followed():
    assert read(b"sep=|\na|b,c\n1|2,3\n").head()[1] == ["a", "b,c"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read_with_its_row_number(line_end):
    grid = read(line_end.join(["a,b", "", '1,"x', 'y"', "2,z"]).encode())
    assert grid.rows["row_number"].to_list() == [1, 3, 5]


def test_fixed_width_columns_split_at_blanks():
    grid = read(b" id  date number\r\n 00001 19970101  1\r\n", "whitespace")
    assert grid.head() == [["id", "date", "number"], ["00001", "19970101", "1"]]


def test_a_very_long_cell_is_read():
    grid = read(("a,b\n1," + "x" * 1_000_000).encode())
    assert grid.rows["c1"].str.len_chars().to_list() == [1, 1_000_000]
    assert len(grid.head()[1][1]) == 1000  # among the first rows headers are looked for


def complaints_book():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        book.add_worksheet("Notes").write(0, 0, "Ask Zita before changing this")
        sheet = book.add_worksheet("Complaints")
        sheet.write(1, 0, "Linden & Linde")
        sheet.write(2, 0, "Complaints book")
        sheet.write_row(4, 0, ["No.", "Opened", "Client", "What happened", "Compensation"])
        sheet.write_row(5, 0, ["C-1", "", "Anna", "cold", 12.5])
        sheet.write_datetime(5, 1, datetime(2026, 3, 1, 10, 30), moment)
        sheet.write_row(7, 0, ["C-2", "02.03.2026 11:00", "Eva", "late", "1 000,00"])
    return content.getvalue()


def test_a_workbook_with_title_rows_and_another_sheet_first(salon):
    report = salon.load_text(complaints_book(), "complaints.xlsx")
    assert (report.format, report.encoding) == ("plain/complaints", "workbook")
    assert (report.rows_read, report.rows_landed, report.rows_title_total) == (5, 2, 3)
    assert salon.rows("complaints").select(
        "complaint_ref", "opened_at", "compensation_amount", "row_number"
    ).rows() == [
        ("C-1", datetime(2026, 3, 1, 10, 30), 12.5, 6),
        ("C-2", datetime(2026, 3, 2, 11, 0), 1000, 8),
    ]


def test_a_second_sheet_of_the_same_form_is_not_passed_over_in_silence(salon):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for month in ("March", "April"):
            sheet = book.add_worksheet(month)
            sheet.write_row(0, 0, ["rated_at", "rating"])
            sheet.write_row(1, 0, ["2026-03-01 10:00", 5])
    report = salon.load_text(content.getvalue(), "months.xlsx")
    assert "only the sheet March was read; save April as a file of its own" in report.message


def test_repeated_headers_are_told_apart(salon):
    mapping = (
        'entity = "services"\nkey = ["service"]\n[columns]\n'
        'service = "Name"\nservice_category = "Name (2)"\n'
    )
    salon.load_text("Name,Name\nCut,Hair\n", mapping=mapping)
    assert salon.rows("services").select("service", "service_category").rows() == [("Cut", "Hair")]


@pytest.mark.parametrize(
    "header", ["Service Name*", " service  name ", "\u00a0Service\u00a0Name", '"SERVICE NAME"']
)
def test_headers_are_compared_without_regard_to_how_they_are_written(salon, header):
    mapping = 'entity = "services"\nkey = ["service"]\n[columns]\nservice = "Service name"\n'
    assert salon.load_text(f"{header}\nCut\n", mapping=mapping).rows_landed == 1
