"""Another currency is converted at the salon's rate, or the file is refused; never mixed in."""

from decimal import Decimal

import pytest

HEADER = "booking_ref,starts_at,service,status,net_amount,tip_amount,currency\n"
SPEND = "period_start,period_end,channel,spend_amount,currency\n"


def rated(salon, currency="EUR", **rates):
    own = salon.settings.salon.model_copy(update={"currency": currency})
    salon.settings = salon.settings.model_copy(update={"salon": own, "rates": rates})
    return salon


def booking(amount, currency="", tip=""):
    return f"{HEADER}B1,2026-02-02,Cut,completed,{amount},{tip},{currency}\n"


def paid(salon):
    return salon.rows("booking_lines").select("net_amount", "currency").rows()


@pytest.mark.parametrize(
    ("amount", "currency", "named"),
    [
        pytest.param("40 USD", "", "USD", id="code in the cell"),
        pytest.param("€40", "HUF", "EUR", id="a cell is more certain than the column"),
        pytest.param("40 Ft", "", "HUF", id="word in the cell"),
        pytest.param("40", "USD", "USD", id="column"),
        pytest.param("$40", "", r"\$", id="sign of many currencies"),
    ],
)
def test_a_file_in_another_currency_is_refused_with_what_to_write(salon, amount, currency, named):
    report = rated(salon, "GBP").load_text(booking(amount, currency))
    assert report.outcome == "refused"
    assert f"amounts in {named.removeprefix(chr(92))}, and the salon counts in GBP" in (
        report.message
    )
    assert "[rates]" in report.message


def test_with_a_rate_amounts_are_converted_and_the_load_says_so(salon):
    report = rated(salon, "HUF", USD=360.5).load_text(booking("40.10", "USD", "2"))
    assert report.outcome == "landed"
    assert "converted from USD at 360.5" in report.message
    assert paid(salon) == [(Decimal("14456.05"), "HUF")]
    assert salon.rows("booking_lines")["tip_amount"].to_list() == [Decimal("721.00")]


@pytest.mark.parametrize(
    ("amount", "rate", "worth"),
    [
        ("0.01", 0.5, "0.00"),
        ("0.03", 0.5, "0.02"),
        ("0.05", 0.5, "0.02"),
        ("0.07", 0.5, "0.04"),
        ("0.031", 0.5, "0.02"),
        ("0.29", 1.1, "0.32"),
        ("1.00", 0.00264, "0.00"),
        ("2.00", 0.0026, "0.01"),
        ("-0.05", 0.5, "-0.02"),
        ("-0.07", 0.5, "-0.04"),
        ("99999999.99", 360.5, "36049999996.40"),
    ],
)
def test_halves_of_a_cent_are_rounded_to_even(salon, amount, rate, worth):
    rated(salon, USD=rate).load_text(booking(amount, "USD"))
    assert paid(salon) == [(Decimal(worth), "EUR")]


def test_a_rate_makes_a_sign_of_many_currencies_certain(salon):
    rated(salon, USD=0.9).load_text(booking("$40"))
    assert paid(salon) == [(Decimal("36.00"), "EUR")]


def test_two_rates_that_fit_a_sign_leave_it_uncertain(salon):
    report = rated(salon, USD=0.9, CAD=0.6).load_text(booking("$40"))
    assert report.outcome == "refused"


def test_a_sign_is_the_currency_that_the_row_or_the_salon_has(salon):
    rated(salon, "CAD", USD=1.4)
    salon.load_text(
        HEADER
        + "B1,2026-02-02,Cut,completed,$40,,\n"
        + "B2,2026-02-03,Cut,completed,$40,,USD\n"
        + "B3,2026-02-04,Cut,completed,$40,,CAD\n"
    )
    assert paid(salon) == [
        (Decimal("40.00"), "CAD"),
        (Decimal("56.00"), "CAD"),
        (Decimal("40.00"), "CAD"),
    ]


MIXED = SPEND + "".join(
    f"2026-03-{day:02},2026-03-{day:02},flyers,10,{'USD' if day == 30 else 'HUF'}\n"
    for day in range(1, 31)
)


@pytest.mark.parametrize(
    ("rates", "outcome"), [({}, "refused"), ({"USD": 0.9}, "refused"), ({"HUF": 0.002}, "refused")]
)
def test_two_currencies_in_one_file_need_both_rates(salon, rates, outcome):
    assert rated(salon, **rates).load_text(MIXED).outcome == outcome


def test_two_currencies_with_their_rates_are_one(salon):
    report = rated(salon, USD=0.9, HUF=0.0025).load_text(MIXED)
    assert "converted from HUF at 0.0025; converted from USD at 0.9" in report.message
    spent = salon.rows("marketing_spend")["spend_amount"]
    assert (spent.min(), spent.max(), spent.len()) == (Decimal("0.02"), Decimal("9.00"), 30)


def test_a_header_tells_the_currency_of_its_column(salon):
    text = (
        "Reporting starts,Reporting ends,Campaign name,Amount spent (USD),Impressions\n"
        "2026-03-01,2026-03-01,Spring,12.50,100\n"
    )
    assert rated(salon).load_text(text).outcome == "refused"
    rated(salon, USD=0.9).load_text(text)
    assert salon.rows("marketing_spend").select("spend_amount", "currency").rows() == [
        (Decimal("11.25"), "EUR")
    ]


def test_amounts_in_the_salons_own_currency_are_left_as_they_are(salon):
    report = rated(salon, USD=0.9).load_text(booking("€40.00", "EUR"))
    assert "converted" not in report.message
    assert paid(salon) == [(Decimal("40.00"), "EUR")]
