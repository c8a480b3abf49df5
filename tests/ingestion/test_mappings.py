# ruff: noqa: RUF001  # letters of other scripts are meant
"""Choices on a screen become a mapping that reads the file, now and the next time."""

import tomllib
from dataclasses import replace

import pytest

from ingestion import choices, formats, known, mappings, opening, preview
from ingestion.choices import Choices, Deciding, Factor
from ingestion.formats import FormatError

JOURNAL = (
    "Журнал\n\nКогда;Час;Гостья;Услуга;К оплате;Итог\n"
    "13.09.2026;10:30;Анна;Стрижка;1 200,50;пришла\n"
    "14.09.2026;11:00;Вера;Маникюр;800,00;не пришла\n"
    "15.09.2026;12:00;Анна;Стрижка;1 200,50;пришла\n"
    "Итого;;;;3201,00;\n"
)
WANTED = Choices(
    title="Журнал визитов",
    entity="booking_lines",
    record_kind="bookings",
    columns={
        "starts_at": ("Когда", "Час"),
        "client_name": ("Гостья",),
        "service": ("Услуга",),
        "net_amount": ("К оплате",),
        "status": ("Итог",),
    },
    constants={"branch": "Центр"},
    words={"status": {"пришла": "completed", "не пришла": "no_show"}},
)
RATINGS = "rated_at,branch,rating\n03/04/2026 10:00,Old Town,5\n04/05/2026 11:00,Old Town,4\n"


def opened(salon, text, name="export.csv"):
    content = text if isinstance(text, bytes) else text.encode("windows-1251")
    return opening.open_file(name, content, known.known(salon.workspace, None))


def test_a_saved_mapping_reads_the_file_without_a_hint(salon):
    assert opened(salon, JOURNAL).found is None
    file = mappings.save(salon.workspace, WANTED, None)
    assert file.name == "журнал-визитов.toml"
    report = salon.load_text(JOURNAL.encode("windows-1251"))
    assert (report.outcome, report.format_title) == ("landed", "Журнал визитов")
    assert (report.rows_read, report.rows_landed, report.rows_title_total) == (6, 3, 3)
    lines = salon.rows("booking_lines").sort("starts_at")
    assert lines["status"].to_list() == ["completed", "no_show", "completed"]
    assert [str(amount) for amount in lines["net_amount"]] == ["1200.50", "800.00", "1200.50"]
    assert lines["branch"].unique().to_list() == ["Центр"]
    assert str(lines["starts_at"][0]) == "2026-09-13 10:30:00"


def test_the_next_export_of_the_same_kind_overlaps_without_doubling(salon):
    mappings.save(salon.workspace, WANTED, None)
    salon.load_text(JOURNAL.encode("windows-1251"))
    longer = JOURNAL.replace("Итого", "16.09.2026;9:00;Вера;Стрижка;900,00;пришла\nИтого")
    report = salon.load_text(longer.encode("windows-1251"), "october.csv")
    assert (report.rows_landed, report.rows_duplicate) == (1, 3)


def test_a_file_that_lacks_a_mapped_header_is_another_kind_of_file(salon):
    mappings.save(salon.workspace, WANTED, None)
    assert opened(salon, JOURNAL.replace("Час", "Зал")).found is None


def test_a_second_mapping_of_the_same_title_does_not_replace_the_first(salon):
    first = mappings.save(salon.workspace, WANTED, None)
    text = first.read_text(encoding="utf-8")
    second = mappings.save(salon.workspace, replace(WANTED, constants={}), None)
    assert second.name == "журнал-визитов-2.toml"
    assert first.read_text(encoding="utf-8") == text


def test_a_mapping_of_ones_own_is_changed_in_its_file_and_keeps_its_keys(salon):
    first = mappings.save(salon.workspace, WANTED, None)
    salon.load_text(JOURNAL.encode("windows-1251"))
    seen = opened(salon, JOURNAL)
    before = choices.of_match(seen.found.match)
    assert (before.columns, before.words["status"]) == (WANTED.columns, WANTED.words["status"])
    wanted = replace(before, constants={**before.constants, "branch": "Сад"})
    assert mappings.save(salon.workspace, wanted, seen.found.match) == first
    report = salon.load_text(JOURNAL.encode("windows-1251") + b"\n", "again.csv")
    assert report.rows_landed == 3
    keys = salon.rows("booking_lines")["line_key"]
    assert keys.n_unique() == 3, "another branch is another state of the same lines"


def test_an_answer_on_dates_extends_the_format_and_keeps_its_keys(salon):
    seen = opened(salon, RATINGS)
    asked = preview.inspect(seen, None, salon.settings)
    assert asked.asks == "date_order"
    wanted = replace(choices.of_match(seen.found.match), date_order="mdy")
    content = tomllib.loads(mappings.save(salon.workspace, wanted, seen.found.match).read_text())
    assert content == {"extends": "plain/impulse_ratings", "date_order": "mdy", "columns": {}}
    assert salon.load_text(RATINGS).outcome == "landed"
    moments = [str(moment) for moment in salon.rows("impulse_ratings")["rated_at"].sort()]
    assert moments == ["2026-03-04 10:00:00", "2026-04-05 11:00:00"]


def test_a_column_left_away_is_not_read_and_the_keys_stay(salon):
    seen = opened(salon, RATINGS.replace("03/04", "13/04"))
    match = seen.found.match
    before = choices.of_match(match)
    wanted = replace(before, columns={k: v for k, v in before.columns.items() if k != "branch"})
    form = mappings.draft(salon.workspace, wanted, match)
    assert "branch" not in form.columns
    assert (form.system, form.family) == (match.format.system, match.format.family)


def test_a_header_between_slashes_is_no_pattern(salon):
    wanted = replace(WANTED, columns={**WANTED.columns, "staff": ("/.*/",)})
    form = mappings.draft(salon.workspace, wanted, None)
    assert preview.inspect(opened(salon, JOURNAL), form, salon.settings) is None
    text = JOURNAL.replace("Итог\n", "Итог;/.*/\n").replace("пришла\n", "пришла;Зита\n")
    shown = preview.inspect(opened(salon, text), form, salon.settings)
    assert shown.landed["staff"].to_list() == ["Зита"] * 3


def test_factors_of_a_survey_are_rated_on_the_scale_chosen(salon):
    text = "When,Score,Clean (all)?,Kind?\n2026-03-01,9,4,5\n2026-03-02,10,6,3\n"
    wanted = Choices(
        title="Paper survey",
        entity="survey_responses",
        columns={"submitted_at": ("When",), "recommend_score": ("Score",)},
        constants={"recommend_scale": "0-10"},
        factors=(Factor("Clean (all)?", "Cleanliness"), Factor("Kind?", "Staff")),
    )
    mappings.save(salon.workspace, wanted, None)
    assert salon.load_text(text).outcome == "landed"
    rated = salon.rows("survey_ratings").sort("row_number", "factor")
    assert rated.select("factor", "rating").rows() == [
        ("Cleanliness", 4),
        ("Staff", 5),
        ("Staff", 3),
    ]
    assert opened(salon, text).found.match.format.ratings.scale_of("Staff") == (1, 5)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"columns": {"service": ("Услуга",)}}, "starts_at is missing"),
        ({"words": {"status": {"пришла": "served"}}}, "served is none of"),
        ({"constants": {"item_type": "haircut"}}, "haircut is none of"),
    ],
)
def test_choices_that_do_not_go_together_are_refused_and_nothing_is_saved(salon, changes, words):
    with pytest.raises(FormatError, match=words):
        mappings.save(salon.workspace, replace(WANTED, **changes), None)
    assert formats.saved(salon.workspace) == []


@pytest.mark.parametrize("title", ["../../salon", "CON", "a/b\\c", "***", ""])
def test_a_title_leads_to_no_other_place(salon, title):
    file = mappings.save(salon.workspace, replace(WANTED, title=title), None)
    assert file.parent == salon.workspace.mappings
    assert formats.read_format(file).title == title


def test_a_column_that_marks_deleted_bookings_is_kept_and_can_be_taken_off(salon):
    text = JOURNAL.replace("Итог\n", "Итог;Удалено\n").replace("пришла\n", "пришла;да\n", 1)
    case = Deciding("Удалено", ("да",), "deleted")
    mappings.save(salon.workspace, replace(WANTED, deciding=(case,)), None)
    assert salon.load_text(text.encode("windows-1251")).outcome == "landed"
    statuses = salon.rows("booking_lines").sort("starts_at")["status"].to_list()
    assert statuses == ["deleted", "no_show", "completed"]
    match = opened(salon, text).found.match
    assert choices.of_match(match).deciding == (case,)
    without = mappings.draft(salon.workspace, replace(choices.of_match(match), deciding=()), match)
    assert without.columns["status"].cases == []


@pytest.mark.parametrize(("words", "statuses"), [(("да",), 1), ((), 2)])
def test_without_words_any_text_in_the_deciding_column_decides(salon, words, statuses):
    text = JOURNAL.replace("Итог\n", "Итог;Метка\n").replace("15.09", "16.09")
    text = text.replace("пришла\n", "пришла;да\n", 1).replace("не пришла\n", "не пришла;нет\n")
    mappings.save(
        salon.workspace, replace(WANTED, deciding=(Deciding("Метка", words, "deleted"),)), None
    )
    salon.load_text(text.encode("windows-1251"))
    assert salon.rows("booking_lines")["status"].to_list().count("deleted") == statuses
