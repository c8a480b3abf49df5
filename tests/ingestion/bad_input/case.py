"""One bad file and what becomes of it: landed rows, rejected rows with a reason, a refusal."""

from dataclasses import dataclass, field

HEADER = "starts_at,client_name,phone,service,status,net_amount"
ANNA = "2026-03-01 10:00,Anna Alma,+3612345678,Cut,completed,40.00"
BELA = "2026-03-02 11:30,Béla Erdős,+3612345679,Colour,completed,95.50"

NO_DATE = "is not a date that can be read, or lies beyond belief"
NO_AMOUNT = "is not an amount such as 1234.50"
BLANK = "is blank, and a row cannot do without it"
TOO_LONG = "stands beyond the last header: the row has more cells than the header"
TOO_SHORT = "the row ends before the columns it needs"
ERROR = "is an error in the workbook: mend the formula, or type the value"
NO_RESULT = (
    "is a formula without a result: open the workbook in Excel or LibreOffice, save it there, "
    "and load it again"
)
NO_LETTERS = (
    "holds bytes that are no letters in the encoding of the file: write the cell again, or export "
    "the report as UTF-8"
)


@dataclass(frozen=True)
class Case:
    """A file; either it is `refused` with these words, or the rest is what came of it."""

    name: str
    content: str | bytes
    refused: str = ""
    landed: int = 0
    titles: int = 1
    # Row number, column, value, reason.
    rejected: tuple[tuple[int, str, str, str], ...] = ()
    # Values of landed rows, per column.
    values: dict[str, list] = field(default_factory=dict)
    says: str = ""
    file: str = "export.csv"
    mapping: str | None = None

    def __repr__(self):
        return self.name


def text(*rows, end="\n", header=HEADER):
    """Write a table as an export does."""
    return end.join((header, *rows)) + end


def row(starts_at="2026-03-05 09:00", service="Cut", net_amount="40.00", client="Eva Éles"):
    """Write one booking line."""
    return f"{starts_at},{client},,{service},completed,{net_amount}"


def check(salon, case):
    """Load the file and hold what became of it against what was expected."""
    limit = salon.settings.loading.model_copy(update={"rejected_limit": 0.8})
    salon.settings = salon.settings.model_copy(update={"loading": limit})
    report = salon.load_text(case.content, case.file, case.mapping)
    assert "Traceback" not in report.message
    if case.refused:
        assert report.outcome == "refused", report
        assert case.refused in report.message
        assert report.rows_landed == 0
        return
    assert report.outcome == "landed", report.message
    found = (report.rows_landed, report.rows_rejected, report.rows_title_total)
    assert found == (case.landed, len(case.rejected), case.titles)
    assert salon.rejected() == list(case.rejected)
    assert report.rows_read == sum(found) + report.rows_duplicate
    assert case.says in report.message
    for column, values in case.values.items():
        assert salon.rows(report.entity).sort("row_number")[column].to_list() == values
