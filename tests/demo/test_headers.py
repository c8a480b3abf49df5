"""Headers and shapes as the real systems write them."""

import polars as pl
import pytest

HEADERS = {
    "appointments-2026.csv": (
        "Appt. ref.,Client,Team member,Status,Created date,Scheduled date,Cancelled date,Category,"
        "Service,Duration (mins),Appt. slot,Created by,Cancelled by,Location,Net sales,"
        "Cancellation reason,Fees charged,Prepayments"
    ),
    "sales-log-detail-2026.csv": (
        "Date,Sale no.,Location,Type,Item,Category,Client,Team member,Channel,Gross sales,"
        "Item discounts,Cart discounts,Total discounts,Refunds,Net sales,Taxes on net sales,"
        "Total sales"
    ),
    "export_customer_list_2026-10-31.csv": (
        "Client ID,First Name,Last Name,Email,Mobile Number,Telephone,Gender,Date of Birth,Added,"
        "Accepts Marketing,Accepts SMS Marketing,Address,Apartement Suite,City,State,Post Code,"
        "Blocked,Block Reason,Referral Source,Note"
    ),
    "items-2026-01-01-2026-10-31.csv": (
        "Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Modifiers Applied,Gross Sales,"
        "Discounts,Net Sales,Tax,Transaction ID,Payment ID,Device Name,Notes,Details,Event Type,"
        "Location,Dining Option,Customer ID,Customer Name,Customer Reference ID,Unit,Count,GTIN,"
        "Itemization Type,Commission,Employee,Fulfillment Note,Channel,Token,Card Brand,PAN Suffix"
    ),
    "export-2026-10-31.csv": (
        "Reference ID,First Name,Last Name,Email Address,Phone Number,Nickname,Company Name,"
        "Street Address 1,Street Address 2,City,State,Postal Code,Birthday,Memo,"
        "Square Customer ID,Creation Source,First Visit,Last Visit,Transaction Count,"
        "Lifetime Spend,Email Subscription Status,Instant Profile,Blocked from online booking"
    ),
    "Client survey*.csv": (
        "Timestamp,Result of asking,Phone number,Which salon did you visit?,What was done?,"
        "Kind of service,Who served you?,How often do you come?,Gender,Your age,"
        '"How likely are you to recommend us to a friend or colleague? '
        '(0 = not at all likely, 10 = extremely likely)",'
        "What is the main reason for your score?,What would make it a 10?,"
        "How satisfied are you with: [Result of the service],"
        "How important is it to you: [Result of the service],"
        "How satisfied are you with: [Staff],How important is it to you: [Staff],"
        "How satisfied are you with: [Booking],How important is it to you: [Booking],"
        "How satisfied are you with: [Price],How important is it to you: [Price],"
        "How satisfied are you with: [Cleanliness],How important is it to you: [Cleanliness],"
        "How satisfied are you with: [Waiting time],How important is it to you: [Waiting time],"
        '"Of 10 salon visits, how many are with us?",How many salons do you use?,'
        "Which place do we take among them?"
    ),
    "meta-ads.csv": (
        "Reporting starts,Reporting ends,Day,Campaign name,Delivery,Impressions,Link clicks,"
        "Amount spent (EUR)"
    ),
    "impulse_ratings.csv": "rated_at,branch,terminal,rating,message,resolved_at",
    "services.csv": (
        "service_code,service,service_category,list_amount,material_cost,duration_minutes,is_active"
    ),
}


@pytest.mark.parametrize("pattern", HEADERS)
def test_the_header_is_the_real_one(salon, pattern):
    header = pl.DataFrame(schema=salon.csv(pattern).columns).write_csv(quote_style="necessary")
    assert header.strip() == HEADERS[pattern]


def test_google_ads_begins_with_two_title_lines_and_ends_with_totals(salon):
    lines = (salon.folder / "google-ads.csv").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["Campaign report", '"November 1, 2024 - October 31, 2026"']
    assert lines[2].startswith("Day,Campaign status,Campaign,Budget,")
    assert "Currency code" in lines[2]
    assert [line.split(",")[0] for line in lines[-3:]] == [
        "Total: Campaigns",
        "Total: Account",
        "Total: Search",
    ]
    assert lines[3].split(",")[:4] == [
        "2024-11-01",
        "Enabled",
        "Search | Linden & Linde brand",
        " --",
    ]


def test_meta_ads_has_one_total_row_without_a_campaign(salon):
    rows = salon.csv("meta-ads.csv")
    totals = rows.filter(pl.col("Campaign name") == "")
    spent = rows["Amount spent (EUR)"].cast(pl.Decimal(18, 2))
    assert totals.height == 1
    assert spent[0] * 2 == spent.sum()


def test_the_complaints_workbook_has_two_titles_and_real_dates(salon):
    sheet = pl.read_excel(salon.folder / "complaints.xlsx", read_options={"header_row": 2})
    assert sheet.columns == [
        "No.", "Opened", "Closed", "Client", "Phone", "Branch", "Staff", "Service", "Category",
        "Severity", "What happened", "Resolution", "Compensation", "Justified", "Status",
    ]  # fmt: skip
    assert sheet["Opened"].dtype.is_temporal()
    assert salon.options.start < sheet["Opened"].min().date()
    assert sheet["Closed"].max().date() <= salon.options.end
