"""Loading is repeatable, overlaps do not double, and every row is accounted for."""

from datetime import datetime
from decimal import Decimal

import polars as pl
import pytest

from ingestion import formats, loading
from warehouse import landing

HEADER = "Appt. ref.,Client,Team member,Status,Scheduled date,Service,Location,Net sales"
ANNA = 'A-1,Anna Alma,Zita,Completed,"02 Feb 2026, 1:46pm",Cut,Old Town,40.00'
CECIL = 'A-2,Cecil Cser,Zita,Confirmed,"05 Feb 2026, 9:00am",Cut,Old Town,40.00'
CECIL_CAME = CECIL.replace("Confirmed", "Completed")
DORA = 'A-3,Dora Dél,Zita,Completed,"09 Feb 2026, 9:00am",Cut,Old Town,41.50'


def export(*rows):
    return "\n".join([HEADER, *rows]) + "\n"


def latest(salon):
    """Give what dbt takes: the last landed state of every line."""
    lines = salon.rows("booking_lines").sort("load_id", "row_number")
    return lines.group_by("line_key", maintain_order=True).last().sort("booking_ref")


def test_loading_a_file_again_changes_nothing(salon):
    file = salon.save(export(ANNA, CECIL))
    first, second = salon.load(file), salon.load(file)
    assert (first.outcome, first.rows_landed) == ("landed", 2)
    assert (second.outcome, second.rows_landed) == ("already_loaded", 0)
    assert "nothing is loaded twice" in second.message
    assert salon.loads().height == 1


def test_the_same_content_under_another_name_is_already_loaded(salon):
    salon.load_text(export(ANNA), "january.csv")
    again = salon.load_text(export(ANNA), "january (1).csv")
    assert (again.file_name, again.outcome) == ("january (1).csv", "already_loaded")


def test_overlapping_exports_do_not_double(salon):
    salon.load_text(export(ANNA, CECIL), "february-1.csv")
    second = salon.load_text(export(CECIL, DORA), "february-2.csv")
    assert (second.rows_landed, second.rows_duplicate) == (1, 1)
    assert salon.rows("booking_lines")["net_amount"].sum() == Decimal("121.50")


def test_a_changed_line_is_landed_again_and_its_last_state_wins(salon):
    salon.load_text(export(ANNA, CECIL), "monday.csv")
    second = salon.load_text(export(ANNA, CECIL_CAME), "friday.csv")
    assert (second.rows_landed, second.rows_duplicate) == (1, 1)
    assert latest(salon).select("booking_ref", "status").rows() == [
        ("A-1", "completed"),
        ("A-2", "completed"),
    ]


def test_a_line_that_changes_back_is_landed_a_third_time(salon):
    for number, row in enumerate((CECIL, CECIL_CAME, CECIL)):
        assert salon.load_text(export(row) + "\n" * number).rows_landed == 1
    assert latest(salon)["status"].to_list() == ["confirmed"]


def test_equal_lines_of_one_file_are_both_kept_and_not_doubled_by_the_next(salon):
    salon.load_text(export(ANNA, ANNA), "one.csv")
    second = salon.load_text(export(DORA, ANNA, ANNA), "two.csv")
    assert (second.rows_landed, second.rows_duplicate) == (1, 2)
    assert salon.rows("booking_lines").height == 3


def test_the_order_of_equal_keys_in_a_file_does_not_matter(salon):
    cheaper = ANNA.replace("40.00", "30.00")
    salon.load_text(export(ANNA, cheaper), "one.csv")
    assert salon.load_text(export(cheaper, ANNA), "two.csv").rows_duplicate == 2


def test_rows_read_are_landed_duplicate_rejected_or_titles(salon):
    salon.settings = salon.settings.model_copy(
        update={"loading": salon.settings.loading.model_copy(update={"rejected_limit": 0.5})}
    )
    salon.load_text(export(ANNA), "before.csv")
    bad = 'A-4,Eva,Zita,Completed,"31 Feb 2026, 9:00am",Cut,Old Town,40.00'
    text = f"My salon\nFebruary\n\n{export(ANNA, bad, DORA, HEADER)}Total,,,,,,,121.50\n"
    report = salon.load_text(text)
    assert report.rows_read == 8
    assert (report.rows_landed, report.rows_duplicate, report.rows_rejected) == (1, 1, 1)
    assert report.rows_title_total == 5
    assert salon.rejected() == [
        (6, "Scheduled date", "31 Feb 2026, 9:00am",
         "is not a date that can be read, or lies beyond belief"),
    ]  # fmt: skip


def test_row_numbers_are_lines_of_the_file_also_after_a_line_break_in_a_cell(salon):
    text = export(ANNA.replace("Anna Alma", '"Anna\nAlma"'), DORA)
    salon.load_text(text)
    lines = salon.rows("booking_lines")
    assert lines.select("client_name", "row_number").rows() == [("Anna Alma", 2), ("Dora Dél", 4)]


def test_too_many_rejected_rows_refuse_the_file_and_are_kept(salon):
    report = salon.load_text(export(ANNA, DORA.replace("41.50", "a lot")))
    assert report.outcome == "refused"
    assert "1 of 2 rows could not be taken, more than the 5%" in report.message
    assert "row 3, Net sales: “a lot” is not an amount" in report.message
    assert salon.rejected() == [(3, "Net sales", "a lot", "is not an amount such as 1234.50")]
    assert landing.files(salon.workspace, "booking_lines") == []


@pytest.mark.parametrize(
    ("bad", "good", "outcome"), [(1, 20, "landed"), (1, 19, "landed"), (1, 18, "refused")]
)
def test_a_file_is_refused_above_five_rejected_rows_in_a_hundred(salon, bad, good, outcome):
    rows = [DORA.replace("A-3", f"B-{number}") for number in range(good)]
    report = salon.load_text(export(*rows, *[ANNA.replace("40.00", "much")] * bad))
    assert (report.outcome, report.rows_rejected) == (outcome, bad)
    assert len(salon.rejected()) == bad


def test_the_limit_is_the_one_of_the_settings(salon):
    loading = salon.settings.loading.model_copy(update={"rejected_limit": 0.5})
    salon.settings = salon.settings.model_copy(update={"loading": loading})
    assert salon.load_text(export(ANNA, DORA.replace("41.50", "much"))).outcome == "landed"


def test_of_several_problems_of_a_row_the_first_is_told(salon):
    bad = ANNA.replace("40.00", "much").replace("02 Feb 2026, 1:46pm", "soon")
    salon.load_text(export(bad, *[DORA.replace("A-3", f"B-{n}") for n in range(30)]))
    assert [row[:3] for row in salon.rejected()] == [(2, "Scheduled date", "soon")]


def test_a_refused_file_that_was_mended_loads(salon):
    salon.load_text(export(DORA.replace("41.50", "a lot")))
    assert salon.load_text(export(DORA)).outcome == "landed"


def test_the_latest_refusal_of_a_content_replaces_the_earlier_one(salon):
    for _ in range(2):
        salon.load_text(export(DORA.replace("41.50", "a lot")))
    assert salon.loads()["outcome"].to_list() == ["refused"]
    assert len(list((salon.workspace.landing / "originals").iterdir())) == 1


def test_the_log_says_what_landed(salon):
    report = salon.load_text(export(ANNA, DORA))
    row = salon.loads().row(0, named=True)
    assert row["load_id"] == report.load_id
    assert (row["format"], row["entity"], row["record_kind"], row["outcome"]) == (
        "fresha/appointments", "booking_lines", "bookings", "landed"
    )  # fmt: skip
    assert (row["first_date"].isoformat(), row["last_date"].isoformat()) == (
        "2026-02-02", "2026-02-09"
    )  # fmt: skip
    assert row["net_amount"] == Decimal("81.50")
    assert row["columns_used"] == HEADER.split(",")


def test_the_original_is_kept_byte_for_byte(salon):
    content = export(ANNA).encode()
    report = salon.load_text(content, "february.csv")
    kept = salon.workspace.landing / "originals" / f"{report.load_id}-february.csv"
    assert kept.read_bytes() == content


def test_a_load_that_broke_off_before_the_log_does_not_count(salon):
    salon.load_text(export(ANNA), "one.csv")
    orphan = salon.workspace.landing / "booking_lines" / "20990101T000000000000-abcdef00.parquet"
    salon.rows("booking_lines").write_parquet(orphan)
    assert len(landing.files(salon.workspace, "booking_lines")) == 1


def test_load_ids_sort_in_the_order_of_loading(salon):
    ids = [salon.load_text(export(row), f"{row[:3]}.csv").load_id for row in (ANNA, CECIL, DORA)]
    assert ids == sorted(ids)
    assert salon.loads()["load_id"].to_list() == ids


def test_only_one_load_runs_at_a_time(salon):
    with (
        landing.one_loader(salon.workspace),
        pytest.raises(landing.LandingBusyError, match=r"being loaded .* by process"),
        landing.one_loader(salon.workspace, seconds=0.1),
    ):
        pass


def test_the_inbox_is_read_with_its_folders_and_without_what_systems_leave(salon):
    for name in ("b.csv", "a.csv", ".hidden.csv", "Thumbs.db", "~$open.xlsx", "c.csv.part"):
        salon.save("x", name)
    (salon.workspace.inbox / "2026").mkdir()
    salon.save("x", "2026/d.csv")
    found = loading.inbox_files(salon.workspace)
    assert [file.relative_to(salon.workspace.inbox).as_posix() for file in found] == [
        "2026/d.csv", "a.csv", "b.csv"
    ]  # fmt: skip


def test_a_spelling_added_to_the_settings_moves_lines_instead_of_doubling_them(salon):
    salon.load_text(export(ANNA), "one.csv")
    salon.settings = salon.settings.model_copy(update={"branches": {"Centre": ["Old Town"]}})
    salon.load_text(export(ANNA, DORA), "two.csv")
    assert latest(salon).select("booking_ref", "branch").rows() == [
        ("A-1", "Centre"),
        ("A-3", "Centre"),
    ]


def test_the_same_report_in_another_column_set_has_the_same_keys(salon):
    salon.load_text(export(ANNA), "one.csv")
    shorter = "Scheduled date,Service,Team member,Appt. ref.,Status,Net sales\n"
    salon.load_text(shorter + '"02 Feb 2026, 1:46pm",Cut,Zita,A-1,Completed,40\n', "two.csv")
    assert salon.rows("booking_lines")["line_key"].n_unique() == 1


def test_survey_ratings_are_landed_once(salon):
    salon.load_export("google_forms/survey.csv")
    survey = salon.workspace.landing / "originals"
    text = next(survey.iterdir()).read_text()
    salon.load_text(text + '"9/21/2026 10:00:00","Answered",' + ",".join(['""'] * 17) + "\n")
    assert salon.rows("survey_ratings").height == 3
    assert salon.rows("survey_responses").height == 5


def test_a_card_that_stands_twice_in_a_file_counts_once(salon):
    header = "Client ID,First Name,Last Name\n"
    same = salon.load_text(header + "1,Anna,Alma\n2,Cecil,Cser\n1,Anna,Alma\n")
    assert (same.rows_landed, same.rows_duplicate) == (2, 1)


def test_of_two_states_of_one_card_in_a_file_the_last_is_taken_and_the_other_shown(salon):
    header = "Client ID,First Name,Last Name\n"
    others = "".join(f"{number},Eva,Erd{number}\n" for number in range(10, 40))
    salon.load_text(f"{header}1,Anna,Alma\n{others}1,Anna,Almási\n")
    assert salon.rows("clients").filter(pl.col("client_ref") == "1")["client_name"].to_list() == [
        "Anna Almási"
    ]
    assert salon.rejected()[0][:3] == (2, "Client ID", "1")


def test_a_score_off_its_scale_is_rejected_and_never_guessed(salon):
    rows = "".join(f"2026-03-01 10:{minute:02},{minute % 11}\n" for minute in range(40))
    report = salon.load_text("submitted_at,recommend_score\n" + rows + "2026-03-02 10:00,11\n")
    assert (report.rows_landed, report.rows_rejected) == (40, 1)
    assert salon.rejected()[0][1:] == ("recommend_score", "11", "is not a score from 0 to 10")


def test_the_name_of_the_file_can_tell_the_branch(salon):
    mapping = (
        'entity = "complaints"\nkey = ["description"]\n'
        "file_name = '^(?P<branch>.+)_\\d{4}'\n[columns]\ndescription = \"Text\"\n"
        'opened_at = "Day"\n'
    )
    salon.load_text("Day,Text\n2026-09-05,too cold\n", "Sea Point_2026-09-06.csv", mapping)
    assert salon.rows("complaints")["branch"].to_list() == ["Sea Point"]


def test_utc_moments_become_the_salons_time(salon):
    mapping = (
        'entity = "impulse_ratings"\nkey = ["rated_at"]\n[columns]\n'
        'rated_at = { header = "When", utc = true }\nrating = "Stars"\n'
    )
    salon.load_text("When,Stars\n2026-07-01 12:00,5\n2026-01-01 12:00,4\n", mapping=mapping)
    assert salon.rows("impulse_ratings")["rated_at"].to_list() == [
        datetime(2026, 7, 1, 14), datetime(2026, 1, 1, 13)
    ]  # fmt: skip


def test_progress_is_told_file_by_file(salon):
    told = []
    files = [salon.save(export(row), f"{row[:3]}.csv") for row in (ANNA, DORA)]
    reports = loading.load_files(salon.workspace, salon.settings, files, on_done=told.append)
    assert told == reports
    assert told[0].as_dict()["file_name"] == "A-1.csv"


def test_a_broken_mapping_is_told_before_anything_is_loaded(salon):
    mapping = salon.save_mapping('entity = "clients"\nkey = ["client_ref"]\n[colums]\nx = "y"\n')
    with pytest.raises(formats.FormatError, match=r"colums is not a key.*did you mean columns"):
        salon.load(salon.save(export(ANNA)), mapping)


def test_a_row_without_a_day_is_rejected_whatever_the_mapping_says(salon):
    mapping = (
        'entity = "booking_lines"\nkey = ["service"]\n[columns]\nservice = "What"\n'
        'starts_at = "When"\nstatus = { constant = "booked" }\n'
    )
    rows = "".join(f"2026-01-{day:02d},S{day}\n" for day in range(1, 29))
    report = salon.load_text(f"When,What\n{rows},Cut\n", mapping=mapping)
    assert (report.rows_landed, report.rows_rejected) == (28, 1)


def test_a_complaint_is_not_closed_before_it_was_opened(salon):
    rows = "".join(f"2026-01-{day:02d},2026-02-01,Bad {day}\n" for day in range(1, 29))
    late = "2026-03-01,2026-02-01,Mixed up\n"
    report = salon.load_text(f"opened_at,closed_at,description\n{rows}{late}")
    assert (report.rows_landed, report.rows_rejected) == (28, 1)
    assert salon.rejected()[0][1:] == (
        "closed_at", "2026-02-01", "is before the complaint was opened"
    )  # fmt: skip


def test_a_list_of_sales_needs_no_status(salon):
    mapping = (
        'entity = "booking_lines"\nrecord_kind = "sales"\nkey = ["service"]\n[columns]\n'
        'starts_at = "When"\nservice = "What"\nnet_amount = "Paid"\n'
    )
    salon.load_text("When,What,Paid\n2026-01-05,Cut,40\n", mapping=mapping)
    assert salon.rows("booking_lines")["status"].to_list() == ["completed"]
