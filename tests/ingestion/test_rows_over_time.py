"""The newest export says what is true of a row, whichever file was loaded first."""

import itertools
import os
from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion import loading
from tests.ingestion.conftest import Salon
from warehouse import landing

HEADER = "Appt. ref.,Client,Team member,Status,Scheduled date,Service,Location,Net sales"


def row(ref, day, status="Completed", amount="40.00", branch="Old Town"):
    return f'{ref},Anna Alma,Zita,{status},"{day} Feb 2026, 1:46pm",Cut,{branch},{amount}'


def export(*rows):
    return "\n".join([HEADER, *rows]) + "\n"


def exported(salon, when, name, text):
    """Put a file into the inbox as it was downloaded at a moment in UTC."""
    file = salon.save(text, name)
    moment = when.replace(tzinfo=UTC).timestamp()
    os.utime(file, (moment, moment))
    return file


def on(day):
    return datetime(2026, 3, day, 12)


def lines(salon, *columns):
    """Give what dbt takes: of every line the state of the newest export."""
    found = salon.rows("booking_lines").sort("state_at").group_by("line_key").last()
    return sorted(found.select(columns or ("booking_ref", "status", "net_amount")).rows())


def test_an_older_export_loaded_later_does_not_override_a_newer_one(salon):
    newer = exported(salon, on(20), "b.csv", export(row("A-1", 2, "Completed")))
    older = exported(salon, on(10), "a.csv", export(row("A-1", 2, "Confirmed"), row("A-2", 3)))
    salon.load(newer)
    report = salon.load(older)
    assert (report.rows_new, report.rows_changed) == (2, 0)
    assert "Newer exports of this report were loaded before (1)" in report.message
    assert [line[:2] for line in lines(salon)] == [("A-1", "completed"), ("A-2", "completed")]


def test_the_inbox_is_loaded_in_the_order_of_the_exports(salon):
    exported(salon, on(20), "a.csv", export(row("A-1", 2, "Completed")))
    exported(salon, on(10), "b.csv", export(row("A-1", 2, "Confirmed")))
    told = []
    reports = loading.load_files(
        salon.workspace,
        salon.settings,
        loading.inbox_files(salon.workspace),
        on_done=lambda report: told.append(report.file_name),
    )
    assert told == ["b.csv", "a.csv"]
    assert [report.file_name for report in reports] == ["a.csv", "b.csv"]
    assert [report.rows_changed for report in reports] == [1, 0]


CARDS = "Client ID,First Name,Last Name\n1,Anna,{}\n"


@pytest.mark.parametrize("first", ["older", "newer"])
def test_the_day_in_the_name_of_an_export_says_how_old_it_is(salon, first):
    names = {"older": "export_customer_list_2026-02-01", "newer": "export_customer_list_2026-03-01"}
    texts = {"older": CARDS.format("Alma"), "newer": CARDS.format("Almási")}
    for which in (first, *({"older", "newer"} - {first})):
        # Copied today, so the time of the file says nothing.
        salon.load_text(texts[which], f"{names[which]}.csv")
    found = salon.rows("clients").sort("state_at").group_by("row_key").last()
    assert found["client_name"].to_list() == ["Anna Almási"]
    assert found["state_at"].to_list() == [datetime(2026, 2, 28, 23)]  # midnight in Budapest


def test_an_export_is_never_from_the_future(salon):
    file = exported(salon, datetime(2099, 1, 1), "export_customer_list_2098-01-01.csv",
                    CARDS.format("Alma"))  # fmt: skip
    salon.load(file)
    (log,) = salon.loads().iter_rows(named=True)
    assert log["exported_at"] == log["loaded_at"]


def test_no_two_loads_have_one_age(salon):
    for number in range(3):
        salon.load(exported(salon, on(10), f"{number}.csv", export(row(f"A-{number}", 2))))
    ages = salon.loads()["exported_at"].to_list()
    assert ages == [on(10).replace(microsecond=number) for number in range(3)]
    assert salon.rows("booking_lines")["state_at"].to_list() == ages


def test_a_landing_of_before_exports_had_an_age_is_read_on(salon):
    salon.load_text(export(row("A-1", 2, "Confirmed")), "one.csv")
    (file,) = landing.files(salon.workspace, "booking_lines")
    pl.read_parquet(file).drop("state_at").write_parquet(file)
    log = salon.workspace.landing / "loads.parquet"
    new = ["exported_at", "family", "rows_new", "rows_changed", "rows_vanished", "deletions",
           "net_amount_before", "net_amount_after", "difference", "warning", "mapping"]  # fmt: skip
    pl.read_parquet(log).drop(new).write_parquet(log)
    report = salon.load_text(export(row("A-1", 2), row("A-2", 3)), "two.csv")
    assert (report.rows_new, report.rows_changed) == (1, 1)


# -- the difference a load makes ---------------------------------------------------------------


def test_rows_that_another_version_hashed_are_compared_by_what_they_say(salon):
    first = exported(salon, on(10), "a.csv", export(row("A-1", 2), row("A-2", 3)))
    salon.load(first)
    log = salon.workspace.landing / "loads.parquet"
    landing.loads(salon.workspace).with_columns(hashed_by=pl.lit("an older one")).write_parquet(log)
    (rows,) = landing.files(salon.workspace, "booking_lines")
    pl.read_parquet(rows).with_columns(row_hash=pl.lit("d41d8cd98f00b204")).write_parquet(rows)
    second = exported(salon, on(20), "b.csv", export(row("A-1", 2), row("A-2", 3, amount="50.00")))
    report = salon.load(second)
    assert (report.rows_new, report.rows_changed, report.rows_landed) == (0, 1, 1)


def test_a_load_tells_what_is_new_changed_and_gone_and_the_money(salon):
    before = [row(f"A-{number}", number) for number in range(1, 11)]
    salon.load(exported(salon, on(10), "one.csv", export(*before)))
    after = [row("A-1", 1, amount="55.50"), *before[2:], row("A-11", 11, amount="12.00")]
    report = salon.load(exported(salon, on(11), "two.csv", export(*after)))
    assert (report.rows_new, report.rows_changed, report.rows_vanished) == (1, 1, 1)
    assert report.rows_landed == report.rows_new + report.rows_changed
    assert report.rows_read == 1 + 10 == 1 + report.rows_landed + report.rows_duplicate
    # 40 of the changed and 40 of the vanished line before; 55.50 and 12 of the new one after.
    assert report.net_amount_before == Decimal("80.00")
    assert report.net_amount_after == Decimal("67.50")
    assert report.difference == "1 new, 1 changed, 1 gone; -12.50 EUR"
    log = salon.loads().row(1, named=True)
    assert [log[name] for name in ("rows_new", "rows_changed", "rows_vanished", "deletions")] == [
        1, 1, 1, "followed"
    ]  # fmt: skip


def test_the_first_load_and_one_that_brings_nothing_say_so(salon):
    first = salon.load_text(export(row("A-1", 2)), "one.csv")
    assert first.difference == "1 new; +40.00 EUR"
    again = salon.load_text(export(row("A-1", 2)) + "\n", "two.csv")
    assert (again.rows_landed, again.difference) == (0, "")
    assert "no row is new" in again.message


def test_rows_without_money_have_a_difference_without_money(salon):
    report = salon.load_text(CARDS.format("Alma"))
    assert (report.difference, report.net_amount_after) == ("1 new", None)


# -- lines that vanish -------------------------------------------------------------------------


def full(*refs, last=28):
    """A list of one line a day, up to a last day whose line is always there."""
    return export(*(row(f"A-{ref}", ref) for ref in refs), row("A-end", last))


def test_a_line_that_a_newer_list_of_its_days_lacks_counts_no_longer(salon):
    salon.load(exported(salon, on(1), "one.csv", full(*range(1, 11))))
    report = salon.load(exported(salon, on(2), "two.csv", full(*range(1, 5), *range(6, 11))))
    assert (report.rows_vanished, report.deletions, report.rows_landed) == (1, "followed", 0)
    deleted = [line for line in lines(salon) if line[1] == "deleted"]
    assert deleted == [("A-5", "deleted", Decimal("40.00"))]


def test_a_deleted_line_that_comes_back_counts_again(salon):
    for day, missing in ((1, None), (2, 5), (3, None)):
        refs = [ref for ref in range(1, 11) if ref != missing]
        report = salon.load(exported(salon, on(day), f"{day}.csv", full(*refs) + "\n" * day))
    assert (report.rows_changed, report.difference) == (1, "1 changed; +40.00 EUR")
    assert {line[1] for line in lines(salon)} == {"completed"}


@pytest.mark.parametrize(
    ("missing", "deletions"),
    [
        pytest.param([2], "followed", id="a tenth"),
        pytest.param([2, 3], "kept", id="a fifth, the limit itself"),
        pytest.param([2, 3, 4], "kept", id="more than the limit"),
    ],
)
def test_a_fifth_of_the_lines_gone_is_too_much_to_follow(salon, missing, deletions):
    salon.load(exported(salon, on(1), "one.csv", full(*range(1, 11))))
    refs = [ref for ref in range(1, 11) if ref not in missing]
    report = salon.load(exported(salon, on(2), "two.csv", full(*refs)))
    assert (report.rows_vanished, report.deletions) == (len(missing), deletions)
    assert ("The export shrinks" in report.warning) == (deletions == "kept")
    counting = [line for line in lines(salon) if line[1] == "completed"]
    assert len(counting) == (11 if deletions == "kept" else 10)


def test_the_limit_is_the_salons(salon):
    salon.settings = salon.settings.model_copy(
        update={"loading": salon.settings.loading.model_copy(update={"shrink_limit": 0.05})}
    )
    salon.load(exported(salon, on(1), "one.csv", full(*range(1, 11))))
    report = salon.load(exported(salon, on(2), "two.csv", full(*range(2, 11), 1)[:-1]))
    assert report.deletions == ""
    report = salon.load(exported(salon, on(3), "three.csv", full(1, *range(3, 11))))
    assert (report.deletions, "1 are not in it any more (10%; from 5% on" in report.warning) == (
        "kept", True
    )  # fmt: skip


def test_a_person_may_say_that_the_lines_are_gone(salon):
    salon.load(exported(salon, on(1), "one.csv", full(*range(1, 11))))
    file = exported(salon, on(2), "two.csv", full(1))
    assert salon.load(file).deletions == "kept"
    (report,) = loading.load_files(salon.workspace, salon.settings, [file], deleted_in=[file])
    assert (report.outcome, report.rows_vanished, report.deletions) == ("landed", 9, "confirmed")
    assert [line[0] for line in lines(salon) if line[1] == "completed"] == ["A-1", "A-end"]
    assert salon.loads().height == 2


def test_only_days_before_the_last_of_the_file_and_its_branches_are_complete(salon):
    everything = [row(f"A-{day}", day) for day in range(1, 21)]
    elsewhere = row("B-5", 5, branch="Mill")
    salon.load(exported(salon, on(1), "one.csv", export(*everything, elsewhere)))
    # From the 5th to the 15th, without the 4th to the 6th and the 15th to the 17th.
    shown = [everything[day - 1] for day in (7, 8, 9, 10, 11, 12, 13, 14)]
    edges = [row("A-new", 5), row("A-late", 15)]
    report = salon.load(exported(salon, on(2), "two.csv", export(*shown, *edges)))
    assert (report.rows_vanished, report.deletions) == (2, "kept")  # the 5th and 6th of 10
    again = [salon.workspace.inbox / "two.csv"]
    confirmed = loading.load_files(salon.workspace, salon.settings, again, deleted_in=again)
    assert confirmed[0].deletions == "confirmed"
    gone = [line[0] for line in lines(salon) if line[1] == "deleted"]
    assert gone == ["A-5", "A-6"]


def test_a_row_that_was_refused_is_not_gone(salon):
    salon.load(exported(salon, on(1), "one.csv", full(*range(1, 26))))
    text = full(*range(1, 26)).replace('"7 Feb 2026, 1:46pm",Cut,Old Town,40.00',
                                       '"7 Feb 2026, 1:46pm",Cut,Old Town,a lot')  # fmt: skip
    report = salon.load(exported(salon, on(2), "two.csv", text))
    assert (report.rows_rejected, report.rows_vanished, report.deletions) == (1, 1, "kept")
    assert "may be those" in report.warning
    assert {line[1] for line in lines(salon)} == {"completed"}


def test_a_list_of_which_we_do_not_know_that_it_is_whole_deletes_nothing(salon):
    header = "booking_ref,starts_at,service,status,net_amount\n"
    rows = [f"B{day},2026-02-{day:02},Cut,completed,40\n" for day in range(1, 21)]
    salon.load_text(header + "".join(rows), "one.csv")
    report = salon.load_text(header + "".join(rows[:5] + rows[6:]), "two.csv")
    assert (report.rows_vanished, report.deletions) == (0, "")


# -- columns that an export does not have -------------------------------------------------------


def test_what_an_export_has_no_column_for_stays_as_it_was_known(salon):
    salon.load(exported(salon, on(1), "one.csv", export(row("A-1", 2))))
    short = "Scheduled date,Service,Team member,Appt. ref.,Status,Net sales\n"
    same = short + '"02 Feb 2026, 1:46pm",Cut,Zita,A-1,Completed,40\n'
    assert salon.load(exported(salon, on(2), "two.csv", same)).rows_duplicate == 1
    dearer = short + '"02 Feb 2026, 1:46pm",Cut,Zita,A-1,Completed,45\n'
    assert salon.load(exported(salon, on(3), "three.csv", dearer)).rows_changed == 1
    assert lines(salon, "client_name", "branch", "net_amount") == [
        ("Anna Alma", "Old Town", Decimal("45.00"))
    ]


def test_a_cell_that_is_blank_in_a_column_that_is_there_is_blank(salon):
    salon.load(exported(salon, on(1), "one.csv", export(row("A-1", 2), row("A-2", 3))))
    blank = row("A-1", 2).replace("Anna Alma", "")
    salon.load(exported(salon, on(2), "two.csv", export(blank, row("A-2", 3))))
    assert lines(salon, "booking_ref", "client_name") == [("A-1", None), ("A-2", "Anna Alma")]


# -- any order ---------------------------------------------------------------------------------

STATUSES = st.sampled_from(["Completed", "Confirmed", "Cancelled"])
EXPORTS = st.lists(
    st.dictionaries(st.integers(1, 12), STATUSES, min_size=2, max_size=12), min_size=2, max_size=4
)


@settings(max_examples=10, deadline=None)
@given(exports=EXPORTS, order=st.randoms(use_true_random=False))
def test_the_order_of_loading_never_matters(tmp_path_factory, exports, order):
    results = []
    for shuffled in (False, True):
        salon = Salon(tmp_path_factory.mktemp("salon"))
        files = [
            exported(salon, on(number + 1), f"{number}.csv", "\n" * number
                     + export(*(row(f"A-{day}", day, status) for day, status in listed.items())))
            for number, listed in enumerate(exports)
        ]  # fmt: skip
        if shuffled:
            order.shuffle(files)
        for file in files:
            assert salon.load(file).outcome == "landed"
        log = salon.loads().sort("exported_at")
        changes = ("file_name", "rows_new", "rows_changed", "rows_vanished", "deletions")
        results.append((lines(salon), log.select(changes).rows()))
    assert results[0] == results[1]


def test_every_order_of_three_exports_gives_the_same_lines(tmp_path):
    texts = [
        full(*range(1, 11)),
        full(*range(1, 7), *range(8, 11)),
        export(row("A-1", 1, "Cancelled"), *(row(f"A-{day}", day) for day in range(2, 11)),
               row("A-end", 28)),
    ]  # fmt: skip
    found = []
    for number, order in enumerate(itertools.permutations(range(3))):
        salon = Salon(tmp_path / str(number))
        for place in order:
            salon.load(exported(salon, on(place + 1), f"{place}.csv", texts[place]))
        found.append(lines(salon))
    assert all(result == found[0] for result in found)
    assert found[0][0][:2] == ("A-1", "cancelled")
    assert [line[1] for line in found[0] if line[0] == "A-7"] == ["completed"]


# -- the clock ---------------------------------------------------------------------------------


@pytest.mark.parametrize("moment", ["2026-03-29 02:30", "2026-10-25 02:30"])
def test_nights_of_clock_changes_keep_the_time_on_the_wall(salon, moment):
    header = "booking_ref,starts_at,service,status,net_amount\n"
    salon.load_text(f"{header}B1,{moment},Cut,completed,40\n")
    (starts_at,) = salon.rows("booking_lines")["starts_at"]
    assert starts_at == datetime.fromisoformat(moment)
    assert salon.loads()["first_date"].to_list() == [date.fromisoformat(moment[:10])]
