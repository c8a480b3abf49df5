"""Setmore, Acuity, Calendly, Booksy, Zenoti: bookings whose systems say little of money."""

from datetime import date, datetime
from decimal import Decimal

import pytest
import xlsxwriter

from tests.ingestion.formats.variants import export


def test_setmore_bookings_of_a_series(salon):
    salon.load_export("setmore/appointments.csv")
    lines = salon.rows("booking_lines")
    assert lines.select("booking_ref", "starts_at", "duration_minutes", "status").rows() == [
        ("B-1", datetime(2025, 12, 1, 5, 30), 60, "booked"),
        ("B-1", datetime(2025, 12, 8, 5, 30), 60, "booked"),
        ("B-2", datetime(2025, 12, 31, 23, 30), 75, "cancelled"),
        ("B-3", datetime(2026, 1, 2, 12, 0), 30, "unknown"),
    ]
    assert lines["line_key"].n_unique() == 4
    assert lines.select("list_amount", "net_amount").row(2) == (Decimal("80.75"),) * 2
    assert lines["created_at"].to_list()[2] == datetime(2025, 12, 20, 16, 5)


@pytest.mark.parametrize(
    ("slot", "hour", "minutes"),
    [
        ("12:00 AM - 12:30 AM", 0, 30),
        ("11:30 AM - 12:15 PM", 11, 45),
        ("11:30 PM - 01:00 AM", 23, 90),
        ("14:00-15:10", 14, 70),
    ],
)
def test_a_slot_gives_the_start_and_the_length(salon, slot, hour, minutes):
    given = export("setmore/appointments").text()
    salon.load_text(given.replace("12:00 PM - 12:30 PM", slot))
    line = salon.rows("booking_lines").row(3, named=True)
    assert (line["starts_at"].hour, line["duration_minutes"]) == (hour, minutes)


def test_setmore_dates_that_a_workbook_keeps_as_dates(salon):
    given = export("setmore/appointments")
    file = salon.workspace.inbox / "setmore.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "d mmm yyyy"})
        sheet.write_row(0, 0, given.headers)
        sheet.write_row(1, 0, given.rows[1])
        sheet.write_datetime(1, 0, datetime(2025, 12, 1), day)
    assert salon.load(file).format == "setmore/appointments"
    assert salon.rows("booking_lines")["starts_at"].to_list() == [datetime(2025, 12, 1, 5, 30)]


def test_acuity_over_midnight(salon):
    salon.load_export("acuity/appointments.csv")
    assert salon.rows("booking_lines").select(
        "starts_at", "duration_minutes", "client_name", "phone", "staff", "status", "net_amount"
    ).rows() == [
        (datetime(2026, 3, 3, 11), 75, "Anna Alma", "+3612345678", "Zita", "booked", 75),
        (datetime(2026, 3, 3, 23, 30), 45, "Cecil", None, "Berta", "booked", 60),
    ]


def test_calendly_says_in_two_columns_what_became_of_a_booking(salon):
    salon.load_export("calendly/events.csv")
    lines = salon.rows("booking_lines")
    assert lines.select("client_name", "status", "status_raw").rows() == [
        ("Anna Alma", "booked", None),
        ("Cecil Cser", "cancelled", "Canceled: true"),
        ("Dora Dél", "no_show", "Marked as No-Show: Yes"),
        ("Eve Erdő", "cancelled", "Canceled: true"),
    ]
    # Two guests of one event are two bookings.
    assert lines["booking_ref"].to_list()[2:] == ["EV3", "EV3"]
    assert lines["line_key"].n_unique() == 4


def test_calendly_without_the_column_on_cancelling_is_refused(salon):
    given = export("calendly/events")
    cut = given.without(given.headers.index("Canceled"))
    report = salon.load_text(cut.text())
    assert report.outcome == "refused"
    assert (
        "This looks like Calendly: events, but the column “Canceled” is missing" in report.message
    )


def test_booksy_visits_between_titles_and_totals(salon):
    report = salon.load_export("booksy/visits.csv")
    assert salon.rows("booking_lines").select(
        "booking_ref", "starts_at", "status", "net_amount"
    ).rows() == [
        ("900001", datetime(2026, 3, 12, 10), "completed", 120),
        ("900002", datetime(2026, 3, 13, 14, 30), "no_show", 0),
        ("900003", datetime(2026, 3, 14, 9), "cancelled", 0),
        ("900004", datetime(2026, 3, 15, 9), "unknown", 120),
    ]
    assert (report.rows_rejected, report.rows_title_total) == (0, 10)
    assert "1 total row was left out, with 240.00 in “Przychód”" in report.message


def test_a_booksy_client_without_a_name_has_a_number_in_its_place(salon):
    salon.load_export("booksy/clients.csv")
    assert salon.rows("clients").select("client_name", "phone").rows() == [
        ("Anna Alma", "+3612345678"),
        (None, "+3619998888"),
    ]


def test_zenoti_guests_below_their_titles(salon):
    salon.load_export("zenoti/guests.csv")
    assert salon.rows("clients").select(
        "client_ref", "client_name", "birth_date", "registered_on", "marketing_consent", "branch"
    ).rows() == [
        ("G-1", "Anna Alma", date(1990, 5, 16), date(2024, 12, 31), True, "Old Town"),
        (None, "Cecil Cser", None, date(2026, 1, 5), False, "Old Town"),
    ]


def test_a_zenoti_appointment_in_two_files_is_one_with_the_later_state(salon):
    given = export("zenoti/appointments").text()
    salon.load_text(given)
    again = salon.load_text(given.replace("Checked In", "Closed"))
    assert (again.rows_landed, again.rows_duplicate) == (1, 2)
    assert salon.rows("booking_lines")["line_key"].n_unique() == 3
    assert salon.rows("booking_lines")["status"].to_list() == [
        "completed", "no_show", "unknown", "completed",
    ]  # fmt: skip


def test_zenoti_headers_with_a_broken_mark_in_front(salon):
    given = export("zenoti/appointments").text().replace("PatientsName", 'ï»¿"Patients Name"')
    assert salon.load_text(given).format == "zenoti/appointments"


def test_bookon_clients(salon):
    salon.load_export("bookon/clients.csv")
    assert salon.rows("clients").select("client_name", "phone", "registered_on").rows() == [
        ("Олена Коваль", "+380441234567", date(2026, 1, 5)),
        ("Ірина", None, None),
    ]
