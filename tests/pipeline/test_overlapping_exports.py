"""The same bookings in several exports, reports and systems give one set of visits."""

from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter

from tests.conftest import made_once, regulars
from tests.pipeline.conftest import current

APPOINTMENTS = (
    "Appt. ref.", "Client", "Team member", "Status", "Created date", "Scheduled date",
    "Service", "Location", "Net sales",
)  # fmt: skip
WINTER = [
    ("A1", "Nora Nagy", "Zita", "Completed", "02 Jan 2026", "05 Jan 2026, 10:00am", "Cut",
     "Centre", "40.00"),
    ("A1", "Nora Nagy", "Zita", "Completed", "02 Jan 2026", "05 Jan 2026, 10:00am", "Colour",
     "Centre", "90.00"),
    ("A2", "Nora Nagy", "Zita", "Completed", "05 Jan 2026", "02 Feb 2026, 10:00am", "Cut",
     "Centre", "41.00"),
    ("A3", "Olga Orsi", "Berta", "No Show", "05 Jan 2026", "03 Feb 2026, 10:00am", "Cut",
     "Centre", "40.00"),
]  # fmt: skip
SPRING = [
    ("A4", "Nora Nagy", "Zita", "Completed", "05 Feb 2026", "02 Mar 2026, 10:00am", "Cut",
     "Centre", "42.00"),
]  # fmt: skip

# What the salon used before: a list of bookings with prices, and a till of another maker.
BEFORE = """
system = "before"
entity = "booking_lines"
record_kind = "bookings"
key = ["booking_ref", "service"]
[columns]
booking_ref = { header = "Booking code", required = true }
starts_at = "When"
client_name = "Guest"
phone = "Cell"
branch = "Shop"
service = "Treatment booked"
net_amount = "Listed"
status = { header = "Outcome", map = { came = "completed", missed = "no_show" } }
"""
TILL = """
system = "till"
entity = "booking_lines"
record_kind = "sales"
key = ["booking_ref", "service"]
[columns]
booking_ref = { header = "Slip", required = true }
starts_at = "Sold on"
client_name = "Customer"
phone = "Telephone"
branch = "Counter"
service = "Sold what"
net_amount = "Sum"
item_type = { header = "Sort", default = "service" }
[refunds]
negative = true
"""
TOTALS = """
system = "till"
entity = "booking_lines"
record_kind = "sale_totals"
key = ["booking_ref"]
[columns]
booking_ref = { header = "Slip", required = true }
starts_at = "Closed on"
client_name = "Customer"
phone = "Telephone"
branch = "Counter"
net_amount = "Total of slip"
tip_amount = "Gratuity"
item_type = { constant = "other" }
"""
ADA, EVA, IDA, UMA = (f"+36 30 123 456{number}" for number in range(4))
BEFORE_ROWS = [
    "Booking code,When,Guest,Cell,Shop,Treatment booked,Listed,Outcome",
    f"B1,2026-01-06 10:00,Ada,{ADA},Centre,Cut,45,came",
    f"B1,2026-01-06 10:00,Ada,{ADA},Centre,Manicure,25,came",
    f"B2,2026-01-07 10:00,Eva,{EVA},Centre,Cut,45,came",  # twice on one day
    f"B3,2026-01-07 15:00,Eva,{EVA},Centre,Cut,45,came",
    f"B4,2026-01-08 10:00,Ida,{IDA},Centre,Colour,90,came",  # renamed at the till
    f"B5,2026-01-09 10:00,Ida,{IDA},Centre,Cut,45,missed",
    f"B6,2026-01-12 10:00,Uma,{UMA},Centre,Cut,45,came",  # not at the till at all
]
TILL_ROWS = [
    "Slip,Sold on,Customer,Telephone,Counter,Sold what,Sum,Sort",
    f"S1,2026-01-06 11:30,ADA,{ADA},Centre,cut,40,service",
    f"S1,2026-01-06 11:30,ADA,{ADA},Centre,manicure,20,service",
    f"S1,2026-01-06 11:30,ADA,{ADA},Centre,Shampoo,12,product",
    f"S2,2026-01-07 11:00,Eva,{EVA},Centre,Cut,43,service",
    f"S3,2026-01-08 12:00,Ida,{IDA},Centre,Balayage,100,service",
    f"S3,2026-01-20 12:00,Ida,{IDA},Centre,Balayage (back),-30,service",
]
TOTAL_ROWS = [
    "Slip,Closed on,Customer,Telephone,Counter,Total of slip,Gratuity",
    f"S1,2026-01-06 11:30,Ada,{ADA},Centre,72,7.20",
    f"S3,2026-01-08 12:00,Ida,{IDA},Centre,100,5",
    f"S9,2026-01-15 12:00,Ada,{ADA},Centre,33,3",  # no line tells what it was
]
LATE_ANSWER = "submitted_at,recommend_score,recommend_scale\n2028-03-05 10:00,9,0-10\n"


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    def make(folder):
        regulars("init", folder)
        for name, text in {"before": BEFORE, "till": TILL, "till_totals": TOTALS}.items():
            (folder / "mappings" / f"{name}.toml").write_text(text)
        inbox = folder / "inbox"
        _write_appointments(inbox)
        for name, rows in {"before": BEFORE_ROWS, "till": TILL_ROWS, "totals": TOTAL_ROWS}.items():
            (inbox / f"{name}.csv").write_text("\n".join(rows) + "\n")
        (inbox / "answer.csv").write_text(LATE_ANSWER)
        regulars("refresh", workspace=folder)

    warehouse = current(made_once(tmp_path_factory, "overlapping-salon", make))
    return lambda sql: warehouse.ask(sql).rows()


def _write_appointments(inbox):
    """Three exports of one report: whole, with fewer columns in another order, as a workbook."""
    whole = [APPOINTMENTS, *WINTER]
    (inbox / "1.csv").write_text("".join(_csv(row) for row in whole))
    shown = [8, 6, 5, 3, 2, 0]
    fewer = [[row[place] for place in shown] for row in [APPOINTMENTS, *WINTER[1:], *SPRING]]
    (inbox / "2.csv").write_text("".join(_csv(row) for row in fewer))
    with xlsxwriter.Workbook(inbox / "3.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([APPOINTMENTS, *reversed(WINTER), *SPRING]):
            sheet.write_row(number, 0, row)
            if number:
                sheet.write_number(number, 8, float(row[8]))


def _csv(row):
    return ",".join(f'"{cell}"' for cell in row) + "\n"


def visits_of(name):
    return (
        "select visit_date, revenue from marts.fct_visits join marts.client_contacts "
        f"using (client_key) where client_name ilike '{name}%' order by 1"
    )


def test_three_overlapping_exports_of_one_report_are_one_set_of_visits(ask):
    assert ask(visits_of("Nora")) == [
        (date(2026, 1, 5), 130.0),
        (date(2026, 2, 2), 41.0),
        (date(2026, 3, 2), 42.0),
    ]
    lines = "select count(*), count(created_at), count(client_key) from marts.fct_booking_lines"
    assert ask(f"{lines} where system = 'fresha'") == [(5, 5, 5)]


def test_a_service_in_two_systems_counts_once_with_the_money_of_the_sale(ask):
    assert ask(visits_of("Ada")) == [(date(2026, 1, 6), 72.0), (date(2026, 1, 15), 33.0)]
    assert ask(
        "select system, booking_ref, sale_system, sale_ref, lower(service), net_amount, tip_amount "
        "from marts.fct_booking_lines where line_date = date '2026-01-06' order by service"
    ) == [
        ("before", "B1", "till", "S1", "cut", 40.0, 4.0),
        ("before", "B1", "till", "S1", "manicure", 20.0, 2.0),
        ("till", "S1", None, None, "shampoo", 12.0, 1.2),
    ]


def test_the_same_service_twice_in_one_system_stays_two(ask):
    assert ask(
        "select sale_ref, net_amount from marts.fct_booking_lines "
        "where line_date = date '2026-01-07' order by 2"
    ) == [("S2", 43.0), (None, 45.0)]


def test_a_service_renamed_at_the_till_counts_once_and_its_refund_finds_it(ask):
    # Sold for 100 by another name than booked; 30 were given back on the 20th.
    assert ask(visits_of("Ida")) == [(date(2026, 1, 8), 70.0)]


def test_what_one_system_alone_knows_counts_as_it_stands(ask):
    assert ask(visits_of("Uma")) == [(date(2026, 1, 12), 45.0)]


def test_a_total_counts_only_where_nothing_tells_what_was_sold(ask):
    assert ask(
        "select booking_ref, net_amount, tip_amount from marts.fct_booking_lines "
        "where record_kind = 'sale_totals'"
    ) == [("S9", 33.0, 3.0)]
    assert ask(
        "select sum(tip_amount) from marts.fct_booking_lines where line_date = date '2026-01-08'"
    ) == [(5.0,)]


def test_a_missed_appointment_is_still_one_of_the_appointments_kept_and_missed(ask):
    assert ask(
        "select completed_appointments, no_shows from marts.monthly_kpis "
        "where month_start = date '2026-01-01'"
    ) == [(6, 1)]


def test_how_many_lines_another_one_stands_for_is_shown(ask):
    # Of 21 lines: Ada's two sales, Eva's, Ida's, and two totals.
    assert ask(
        "select affected, total from marts.data_quality "
        "where measure = 'lines that another line stands for'"
    ) == [(6, 21)]


def test_an_answer_of_a_mistyped_year_moves_no_today(ask):
    assert ask("select max(as_of) from marts.monthly_kpis") == [(date(2026, 3, 2),)]
    assert ask("select quarter_start, as_of from marts.dim_quarters order by 1") == [
        (date(2026, 1, 1), date(2026, 3, 2)),
        (date(2028, 1, 1), date(2026, 3, 2)),
    ]
    assert ask("select distinct quarter_start from marts.client_quarters") == [(date(2026, 1, 1),)]


def test_the_log_tells_what_every_load_changed(ask):
    found = ask(
        "select file_name, rows_landed, rows_new, rows_changed, difference from marts.load_log "
        "where format = 'fresha/appointments' order by file_name"
    )
    assert found == [
        ("1.csv", 4, 4, 0, "4 new; +211.00 EUR"),
        ("2.csv", 1, 1, 0, "1 new; +42.00 EUR"),
        ("3.xlsx", 1, 0, 1, "1 changed; +0.00 EUR"),
    ]
    assert Decimal(211) == sum(Decimal(row[8]) for row in WINTER)
