# ruff: noqa: RUF001  # letters of other scripts are meant
"""Exports of advertising systems: languages, totals, periods, currencies."""

from datetime import date
from decimal import Decimal

import pytest

JULY = (date(2026, 7, 1), date(2026, 7, 31))


def spend(salon):
    rows = salon.rows("marketing_spend")
    return rows.select("period_start", "period_end", "campaign", "spend_amount").rows()


@pytest.mark.parametrize(
    "text",
    [
        "Reporting starts,Reporting ends,Campaign name,Impressions,Amount spent (EUR)\n"
        '2026-07-01,2026-07-31,,3000,"1,250.50"\n2026-07-01,2026-07-31,Summer,3000,"1,250.50"\n',
        "Дата начала отчетности,Дата окончания отчетности,Название кампании,Показы,"
        "Сумма затрат (EUR)\n"
        "2026-07-01,2026-07-31,,3000,1250.50\n2026-07-01,2026-07-31,Summer,3000,1250.50\n",
        "Початок звітності,Завершення звітності,Назва кампанії,Покази,Витрачена сума (EUR)\n"
        "2026-07-01,2026-07-31,,3000,1250.50\n2026-07-01,2026-07-31,Summer,3000,1250.50\n",
    ],
    ids=["English", "Russian", "Ukrainian"],
)
def test_meta_ads_without_days_is_one_row_for_the_period_and_no_total(salon, text):
    report = salon.load_text(text)
    assert (report.format, report.rows_title_total) == ("meta_ads/campaigns", 2)
    assert spend(salon) == [(*JULY, "Summer", Decimal("1250.50"))]


def test_meta_ads_in_french_by_day(salon):
    report = salon.load_text(
        "Jour;Nom de la campagne;Montant dépensé (EUR);Impressions\n"
        "01/08/2026;Été;1 234,56;2 000\n15/08/2026;Été;0,44;10\n"
    )
    assert report.format == "meta_ads/campaigns"
    assert [row[0] for row in spend(salon)] == [date(2026, 8, 1), date(2026, 8, 15)]
    assert [row[3] for row in spend(salon)] == [Decimal("1234.56"), Decimal("0.44")]


def test_the_day_counts_where_the_row_also_holds_the_whole_period(salon):
    salon.load_export("meta_ads/campaigns.csv")
    assert [row[:2] for row in spend(salon)] == [
        (date(2026, 7, 1), date(2026, 7, 1)),
        (date(2026, 7, 2), date(2026, 7, 2)),
    ]


def test_spend_in_a_currency_without_a_rate_is_refused(salon):
    report = salon.load_text(
        "Reporting starts,Reporting ends,Campaign name,Amount spent (PEN)\n"
        "2026-07-01,2026-07-31,Summer,10\n"
    )
    assert report.outcome == "refused"
    assert "currency" in report.message


GOOGLE = "Campaign report\n{}\nCampaign,Campaign type,Currency code,Impr.,Clicks,Cost\n{}"
ROWS = 'Brand,Search,EUR,"1,103",12,10.20\nTotal: Account, --,EUR,"1,103",12,10.20\n'


@pytest.mark.parametrize("title", ['"July 1, 2026 - July 31, 2026"', "1 July 2026 - 31 July 2026"])
def test_google_ads_without_days_takes_the_period_of_its_title(salon, title):
    report = salon.load_text(GOOGLE.format(title, ROWS))
    assert (report.format, report.rows_title_total) == ("google_ads/campaigns", 4)
    assert spend(salon) == [(*JULY, "Brand", Decimal("10.20"))]


def test_google_ads_of_all_time_has_no_period_and_is_refused(salon):
    report = salon.load_text(GOOGLE.format("All time", ROWS))
    assert report.outcome == "refused"
    assert "the column “Day” is missing" in report.message
    assert "Segment: time, day" in report.message


def test_google_ads_with_days_takes_the_days(salon):
    salon.load_export("google_ads/campaigns.csv")
    assert [row[0] for row in spend(salon)] == [date(2026, 7, 1), date(2026, 7, 2)]


def test_yandex_direct_report(salon):
    report = salon.load_export("yandex_direct/report.csv")
    assert (report.rows_read, report.rows_landed, report.rows_title_total) == (9, 3, 6)
    assert spend(salon) == [
        (date(2026, 8, 1), date(2026, 8, 1), "Новые клиенты", Decimal("500.50")),
        (date(2026, 8, 1), date(2026, 8, 1), "Новые клиенты", Decimal("1200.25")),
        (date(2026, 8, 2), date(2026, 8, 2), "Новые клиенты", 0),
    ]
    assert salon.rows("marketing_spend")["clicks"].to_list() == [31, 12, None]


def test_yandex_direct_statistics_in_roubles_and_windows_1251(salon):
    salon.settings = salon.settings.model_copy(
        update={"salon": salon.settings.salon.model_copy(update={"currency": "RUB"})}
    )
    text = (
        "Статистика по дням\n\nДата;Показы;Клики;CTR (%);Расход (руб.);Ср. цена клика (руб.);"
        "Глубина (стр.)\n01.08.2026;1 250;31;2,48;500,50;16,15;1,2\n"
        "02.08.2026;40;0;0,00;—;—;—\nИтого;1 290;31;2,40;500,50;16,15;1,2\n"
    )
    report = salon.load_text(text.replace("—", "-").encode("cp1251"))
    assert report.format == "yandex_direct/report", report.message
    assert [row[2:] for row in spend(salon)] == [(None, Decimal("500.50")), (None, 0)]
    assert set(salon.rows("marketing_spend")["currency"]) == {"RUB"}


def test_yandex_direct_from_the_api(salon):
    salon.load_export("yandex_direct/api_report.csv")
    assert [row[2:] for row in spend(salon)] == [
        ("New clients", Decimal("500.50")),
        ("New clients", 0),
    ]
