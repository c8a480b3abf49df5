"""A closed month stays as it was published, or the page can say what changed and why."""

from datetime import date

import polars as pl
import pytest

from ingestion import loading
from tests.pipeline.conftest import current
from warehouse import building, builds, published_kpis, settings
from warehouse.dbt_run import BuildError
from warehouse.workspace import Workspace

HEADER = (
    "booking_ref,starts_at,created_at,client_ref,client_name,phone,service,item_type,staff,branch,"
    "status,net_amount,is_refund"
)


def build(salon):
    return building.build(Workspace(salon), settings.load(salon / "salon.toml"))


def ledger(salon):
    return salon / "warehouse" / published_kpis.FILE


def test_months_are_noted_when_they_have_closed(small_salon):
    # The data end on 3 May: April closes on the 7th. Of first visits in January 90 days and the
    # seven have not passed since its end.
    found = published_kpis.read(small_salon / "warehouse")
    assert found["month_start"].unique().sort().to_list() == [
        date(2026, month, 1) for month in (1, 2, 3)
    ]
    assert found.filter(pl.col("metric").str.contains("retention")).is_empty()
    assert found.filter(metric="revenue").select("month_start", "branch", "value").sort(
        "month_start", "branch"
    ).rows() == [
        (date(2026, 1, 1), "Centre", 90.0),
        (date(2026, 2, 1), "Centre", 130.0),
        (date(2026, 3, 1), "Centre", 0.0),
        (date(2026, 3, 1), "Mill", 42.5),
    ]
    assert current(small_salon).ask("select count(*) from marts.kpi_revisions").item() == 0


def test_what_changed_in_a_closed_month_is_told_with_the_reason(own_salon):
    workspace = Workspace(own_salon)
    file = workspace.inbox / "late.csv"
    file.write_text(
        f"{HEADER}\n"
        "B20,2026-01-20 10:00,,c2,Bea Bart,+36301112234,Haircut,service,Eva,Centre,completed,"
        "25.00,\n"
        "B3,2026-03-05 10:00,2026-03-01 10:00,c1,Anna Arany,+36301112233,Haircut,service,Eva,Mill,"
        "completed,45.00,\n"
    )
    chosen = settings.load(workspace.settings_file)
    loading.load_files(workspace, chosen, [file])
    workspace.settings_file.write_text("[definitions]\nregular_visits = 3\n")
    noted = published_kpis.read(workspace.warehouse)
    published_at = noted["published_at"].max()
    build(own_salon)
    found = current(own_salon).ask("""
        select month_start, metric, branch, value_then, value_now, reason, late_rows,
            changed_rows, definition_now, published_at
        from marts.kpi_revisions
        where metric in ('revenue', 'visits', 'regular_clients') order by 1, 2, 3
    """)
    then = "booked_counts_as_visit = "
    assert found.drop("published_at").rows() == [
        (date(2026, 1, 1), "revenue", "Centre", 90.0, 115.0, "late rows", 1, 0, then),
        (date(2026, 1, 1), "visits", "Centre", 2.0, 3.0, "late rows", 1, 0, then),
        (
            *(date(2026, 3, 1), "regular_clients", "Mill", 0.0, 1.0, "changed definition", 0, 1),
            then + ", regular_visits = 3, lapse_days = 180",
        ),
        (date(2026, 3, 1), "revenue", "Mill", 42.5, 45.0, "changed rows", 0, 1, then),
    ]
    assert found["published_at"].unique().to_list() == [published_at]
    # What was first published stays so, also when the builds that had it are gone.
    for old in builds.all_builds(workspace.warehouse)[:-1]:
        old.unlink()
    published_kpis.note(workspace.warehouse)
    after = published_kpis.read(workspace.warehouse)
    assert after.join(noted, on=noted.columns, how="anti", nulls_equal=True).is_empty()
    assert after.height == noted.height


def test_noting_again_changes_nothing(own_salon):
    before = ledger(own_salon).read_bytes()
    published_kpis.note(own_salon / "warehouse")
    assert ledger(own_salon).read_bytes() == before


def test_figures_not_noted_before_a_crash_are_noted_from_the_builds(own_salon):
    before = published_kpis.read(own_salon / "warehouse")
    ledger(own_salon).unlink()
    published_kpis.note(own_salon / "warehouse")
    assert published_kpis.read(own_salon / "warehouse").equals(before)


def test_a_build_that_was_never_shown_has_published_nothing(own_salon):
    folder = own_salon / "warehouse"
    ledger(own_salon).unlink()
    builds.latest(folder).with_suffix(".json").unlink()
    published_kpis.note(folder)
    assert published_kpis.read(folder).is_empty()


def test_a_build_that_cannot_be_opened_holds_nobody_up(own_salon):
    folder = own_salon / "warehouse"
    before = published_kpis.read(folder)
    broken = builds.latest(folder)
    broken.chmod(0o644)
    broken.write_bytes(b"not a build")
    published_kpis.note(folder)
    assert published_kpis.read(folder).equals(before)


def test_a_damaged_file_of_published_figures_is_said_in_plain_words(own_salon):
    ledger(own_salon).write_bytes(b"half a file")
    with pytest.raises(BuildError, match="Bring it back from a backup, or remove it"):
        build(own_salon)
