"""Complaints from help desks and from the salon's own spreadsheets."""

from datetime import datetime

import pytest

COLUMNS = ("complaint_ref", "opened_at", "closed_at", "client_name", "branch", "severity", "status")


def complaints(salon, *columns):
    return salon.rows("complaints").select(columns or COLUMNS).rows()


def test_freshdesk_leaves_out_spam_however_it_is_marked(salon):
    report = salon.load_export("freshdesk/tickets.csv")
    assert (report.rows_read, report.rows_landed, report.rows_title_total) == (5, 2, 3)
    assert complaints(salon) == [
        ("101", datetime(2026, 3, 1, 10), datetime(2026, 3, 2, 16, 30), "Anna Alma", "Old Town",
         "high", "closed"),
        ("103", datetime(2026, 3, 5, 9, 15), None, "Cecil Cser", "Riverside", "low", "open"),
    ]  # fmt: skip
    assert complaints(salon, "description", "email", "phone") == [
        ("Colour washed out: The colour washed out\nafter a week", "anna@example.com",
         "+3612345678"),
        ("Waited 40 minutes", None, "+3619998888"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        "Ticket ID,Subject,Status,Created Time,Last updated time,Resolved Time",
        "Ticket Id,Subject,Status,Created Time,Requester Name,Resolved Time",
    ],
)
def test_accounts_write_the_headers_in_their_own_capitals(salon, header):
    report = salon.load_text(
        f"{header}\n7,slow,Resolved,2026-03-13 10:00:00,,2026-03-14 10:00:00\n"
    )
    assert report.format == "freshdesk/tickets"
    assert complaints(salon, "closed_at", "status") == [(datetime(2026, 3, 14, 10), "closed")]


def test_zendesk(salon):
    report = salon.load_export("zendesk/tickets.csv")
    assert (report.rows_landed, report.rows_title_total) == (2, 2)
    assert complaints(salon) == [
        ("501", datetime(2026, 3, 1, 10), datetime(2026, 3, 2, 16, 30), "Anna Alma", "Old Town",
         "high", "closed"),
        ("502", datetime(2026, 3, 5, 9, 15), None, "Cecil Cser", None, None, "open"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Дата жалобы;Клиент;Салон;Мастер;Что случилось;Серьёзность;Решение;Компенсация;"
            "Обоснована;Статус\n13.03.2026;Анна;Центр;Зита;цвет смылся;высокая;переделка;1 500,50;"
            "да;закрыта\n",
            ("high", "redo", "1500.50", True, "closed"),
        ),
        (
            "Panasz napja;Ügyfél;Mi történt;Súlyosság;Megoldás;Kártérítés;Jogos;Állapot\n"
            "2026.03.13.;Anna;lassú volt;enyhe;bocsánatkérés;0;nem;folyamatban\n",
            ("low", "apology", "0.00", False, "open"),
        ),
        (
            "Petsa ng reklamo,Kliyente,Ano ang nangyari,Bigat,Solusyon,Kabayaran,Makatwiran,"
            "Katayuan\n2026-03-13,Ana,mabagal,katamtaman,regalo,5,oo,sarado\n",
            ("medium", "gift", "5.00", True, "closed"),
        ),
        (
            "Fecha de la queja,Cliente,Qué pasó,Gravedad,Solución,Compensación,Justificada,Estado\n"
            "2026-03-13,Ana,lento,grave,reembolso,5,sí,cerrada\n",
            ("high", "refund", "5.00", True, "closed"),
        ),
        (
            "Дата скарги,Клієнт,Що сталося,Серйозність,Рішення,Компенсація,Обґрунтована,Статус\n"
            "2026-03-13,Анна,повільно,критична,вибачення,5,так,в роботі\n",
            ("urgent", "apology", "5.00", True, "open"),
        ),
    ],
    ids=["Russian", "Hungarian", "Filipino", "Spanish", "Ukrainian"],
)
def test_a_salons_own_list_of_complaints_in_its_language(salon, text, expected):
    report = salon.load_text(text)
    assert (report.format, report.columns_ignored) == ("plain/complaints", []), report.message
    columns = ("severity", "resolution", "compensation_amount", "is_justified", "status")
    severity, resolution, amount, justified, status = complaints(salon, *columns)[0]
    assert (severity, resolution, str(amount), justified, status) == expected


def test_a_word_that_is_not_known_is_kept_as_it_is_written(salon):
    salon.load_text("Opened on,What happened,Severity\n2026-03-13,slow,annoying\n")
    assert complaints(salon, "severity") == [("annoying",)]
