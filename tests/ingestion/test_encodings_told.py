# ruff: noqa: RUF001  # letters of other scripts are meant
"""The encoding that a person names holds for the preview, the load, and the next such file."""

import pytest

from ingestion import choices, known, large_files, mappings, opening, preview
from ingestion.choices import Choices

HEAD = "When;Service;Amount;Client\n"
# Hungarian, which in the code page of Western Europe is readable as well: ő and ű are õ and û.
ROWS = "13.10.2026;Festés;12500;Győző\n14.10.2026;Vágás;8000;Fűz Ernő\n"
WESTERN = "13.10.2026;Corte;12500;João\n14.10.2026;Tinta;8000;Conceição\n"
WANTED = Choices(
    title="Journal",
    entity="booking_lines",
    record_kind="sales",
    columns={
        "starts_at": ("When",),
        "service": ("Service",),
        "net_amount": ("Amount",),
        "client_name": ("Client",),
    },
    constants={"status": "completed"},
    encoding="windows-1250",
)


def opened(salon, content, encoding=None):
    formats = known.known(salon.workspace, None)
    return opening.open_file("journal.csv", content, formats, None, encoding)


def test_the_encoding_that_is_told_is_shown_and_kept(salon):
    content = (HEAD + ROWS).encode("windows-1250")
    told = opened(salon, content, "windows-1250")
    assert told.asks_encoding
    assert preview.file_cells(told.sheets[0], 0)["Client"].to_list() == ["Győző", "Fűz Ernő"]
    wrong = opened(salon, content, "cp866")
    assert preview.file_cells(wrong.sheets[0], 0)["Client"][0] != "Győző"


def test_a_mapping_that_names_an_encoding_reads_by_it_whatever_would_be_guessed(salon):
    mappings.save(salon.workspace, WANTED, None)
    portuguese = (HEAD + WESTERN).encode("windows-1252")
    assert opened(salon, portuguese, "windows-1252").sheets[0].encoding == "windows-1252"
    report = salon.load_text((HEAD + ROWS).encode("windows-1250"))
    assert (report.outcome, report.encoding) == ("landed", "windows-1250")
    assert sorted(salon.rows("booking_lines")["client_name"]) == ["Fűz Ernő", "Győző"]
    assert "see that names look right" not in report.message
    again = salon.load_text(portuguese, "two.csv")
    assert again.encoding == "windows-1250", "the mapping says so, and the preview showed it"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_a_file_says_of_itself_is_stronger_than_the_mapping(salon, encoding):
    mappings.save(salon.workspace, WANTED, None)
    content = (HEAD + ROWS).encode(encoding)
    assert not opened(salon, content).asks_encoding
    report = salon.load_text(content)
    assert (report.outcome, report.format_title) == ("landed", "Journal")
    assert sorted(salon.rows("booking_lines")["client_name"]) == ["Fűz Ernő", "Győző"]


def test_headers_in_a_told_encoding_are_found_again(salon):
    head = "Dátum;Művelet;Összeg;Vendég\n"
    named = {"starts_at": "Dátum", "service": "Művelet", "net_amount": "Összeg"}
    wanted = Choices(
        title="Napló",
        entity="booking_lines",
        record_kind="sales",
        columns={name: (header,) for name, header in named.items()},
        constants={"status": "completed"},
        encoding="cp852",
    )
    mappings.save(salon.workspace, wanted, None)
    content = (head + ROWS).encode("cp852")
    found = opened(salon, content).found
    assert (found.match.format.title, found.grid.encoding) == ("Napló", "cp852")
    assert choices.of_match(found.match).encoding == "cp852"
    assert salon.load_text(content).encoding == "cp852"
    assert set(salon.rows("booking_lines")["service"]) == {"Festés", "Vágás"}


def test_a_large_file_is_read_in_the_encoding_of_its_mapping(salon, monkeypatch):
    monkeypatch.setattr(large_files, "LARGE_BYTES", 10)
    mappings.save(salon.workspace, WANTED, None)
    portuguese = (HEAD + WESTERN).encode("windows-1252")
    report = salon.load_text(portuguese)
    assert (report.outcome, report.encoding) == ("landed", "windows-1250")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_cyrillic_utf_16_without_a_mark_is_recognised_and_may_be_overruled(
    salon, encoding, delimiter
):
    text = "Дата;Услуга;Сумма;Клиентка\n13.10.2026;Стрижка;1200;Анна Ёлкина – постоянная\n" * 3
    seen = opened(salon, text.replace(";", delimiter).encode(encoding))
    assert seen.sheets[0].encoding == encoding
    assert seen.asks_encoding
