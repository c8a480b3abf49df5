"""Reports that are known and cannot be taken say which one to export instead."""

import pytest

from ingestion.refused_reports import refused_reports

SUMMARY = (
    "Team member,Sales qty,Items sold,Gross sales,Total discounts,Refunds,Net sales\n"
    "Zita,1,1,5,0,0,5\n"
)
TAXES = (
    "Sale no.,Sale date,Status,Location,Type,Item,Category,Team member,Client,Items sold,"
    "Payment method,Net sales,Tax name,Tax rate,Tax on net sales\n"
    "1,02 Feb 2026,Completed,Old Town,Service,Cut,Hair,Zita,Anna,1,Card,40,VAT,27%,10.8\n"
)
OLD_SUMMARY = (
    '"Item Type","Sales Qty","Refund Qty","Gross Total"\n"Service","3","0","120"\n"Total Sales",'
    '"3","0","120"\n""\n"Payment Type","Payments collected","Refunds paid"\n"Cash","120","0"\n'
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(SUMMARY, "names no day. Export the Sales log detail", id="by team member"),
        pytest.param(OLD_SUMMARY, "names no day. Export the Sales log detail", id="old summary"),
        pytest.param(TAXES, "sales would count twice", id="taxes list, like a sales log"),
    ],
)
def test_a_report_without_days_is_refused_and_names_the_one_with_them(salon, text, words):
    report = salon.load_text(text)
    assert report.outcome == "refused"
    assert words in report.message
    assert salon.rejected() == []


@pytest.mark.parametrize("report", refused_reports(), ids=lambda report: report.title)
def test_every_refused_report_is_recognised_by_its_headers(salon, report):
    said = salon.load_text(",".join(report.headers) + "\n" + ",".join("x" for _ in report.headers))
    assert (said.outcome, said.message) == ("refused", f"This is {report.title}. {report.instead}")


def test_a_mapping_of_the_salon_may_read_a_report_that_is_refused(salon):
    mapping = (
        'entity = "services"\nkey = ["service"]\n[columns]\n'
        'service = { header = "Item Type", required = true }\n'
    )
    report = salon.load_text(OLD_SUMMARY.split('""', maxsplit=1)[0], mapping=mapping)
    assert (report.outcome, report.rows_landed) == ("landed", 2)
