"""Whatever people do to an export on its way, it is read as what it is and says the same."""

import pytest

from ingestion import formats
from tests.ingestion.formats.variants import export, needed, recognised

FORMS = {form.name: form for form in formats.built_in()}
# Those whose file says nothing of the delimiter are recognised in any.
BOOKING_SYSTEMS = [
    name for name, form in FORMS.items()
    if form.entity in {"booking_lines", "clients", "services", "day_totals"}
]  # fmt: skip
WORKBOOKS = ["vagaro/transactions", "setmore/appointments", "booksy/visits", "fresha/appointments"]


def load_first(salon, name):
    form = FORMS[name]
    if form.joins:
        salon.load_export(f"{form.joins.format}.csv")
    report = salon.load_text(export(name).text())
    assert (report.outcome, report.format) == ("landed", name), report.message
    return report


@pytest.mark.parametrize("name", BOOKING_SYSTEMS)
def test_order_capitals_more_columns_a_mark_and_another_delimiter_change_nothing(salon, name):
    first, given = load_first(salon, name), export(name)
    shapes = {
        "reordered": given.reordered().text(),
        "capitals": given.shouted().text(),
        "more columns": given.with_more().text(),
        "byte order mark": "\ufeff" + given.text().replace("\n", "\r\n"),
        "semicolons": given.text(";"),
    }
    for shape, text in shapes.items():
        again = salon.load_text(text)
        assert (again.outcome, again.format, again.rows_landed) == ("landed", name, 0), shape
        assert again.rows_rejected == first.rows_rejected, shape


@pytest.mark.parametrize("name", BOOKING_SYSTEMS)
def test_a_column_that_can_be_missed_may_be_missing(name):
    given = export(name)
    must = needed(name, given.headers)
    for place, header in enumerate(given.headers):
        if place not in must:
            assert recognised(given.without(place).text()) == name, header


@pytest.mark.parametrize("name", BOOKING_SYSTEMS)
def test_a_format_needs_columns_that_tell_it_from_others(name):
    given = export(name)
    bare = given
    for place in sorted(set(range(len(given.headers))) - needed(name, given.headers), reverse=True):
        bare = bare.without(place)
    assert recognised(bare.text()) == name


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_same_rows_in_a_workbook_change_nothing(salon, name):
    load_first(salon, name)
    again = salon.load(export(name).workbook(salon.workspace.inbox / "export.xlsx"))
    assert (again.outcome, again.format, again.rows_landed) == ("landed", name, 0), again.message


def test_every_export_of_a_booking_system_says_what_it_cannot_give():
    complete = {"fresha/clients_export", "square/customers"}
    silent = {
        name for name in BOOKING_SYSTEMS
        if not FORMS[name].is_plain and not FORMS[name].cannot_give
    }  # fmt: skip
    assert silent == complete
