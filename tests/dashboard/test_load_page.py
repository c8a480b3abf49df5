# ruff: noqa: RUF001  # letters of other scripts are meant
"""The page Load in a real browser: a list nobody knows becomes figures, questions are asked."""

import re

from playwright.sync_api import expect

from tests.dashboard import browser
from warehouse import landing
from warehouse.workspace import Workspace

SECONDS = 240_000
JOURNAL = (
    "Журнал салона\r\n\r\nНомер;Когда;Час;Гостья;Процедура;К оплате;Итог\r\n"
    "1;13.10.2026;10:30;Анна Алмаш;Стрижка;1 200,50;пришла\r\n"
    "2;14.10.2026;11:00;Вера Вереш;Маникюр;800,00;не пришла\r\n"
    "3;15.10.2026;12:00;Ольга Орош;Стрижка;1 200,50;пришла\r\n"
    "Итого;;;;;3 201,00;\r\n"
).encode("windows-1251")
NOVEMBER = JOURNAL.replace(b".10.2026", b".11.2026")
RATINGS = "rated_at,branch,rating\n03/04/2026 10:00,Old Town,5\n04/05/2026 11:00,Old Town,4\n"


def test_a_list_nobody_knows_is_mapped_saved_loaded_and_seen(
    open_page, load_address, empty_workspace
):
    page = open_page(1440, 900)
    page.goto(load_address)
    browser.drop(page, "journal.csv", JOURNAL)
    expect(page.get_by_text("No format knows this file yet")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Load"))).to_have_count(0)
    page.get_by_text("Bookings: a column says what became of each").click()
    browser.choose(page, "Day and time of the visit", "Когда")
    browser.choose(page, "Time, where it has a column", "Час")
    browser.choose(page, "Amount paid", "К оплате")
    browser.choose(page, "Service or product (needed", "Процедура")
    browser.choose(page, "Client's name", "Гостья")
    browser.choose(page, "What became of it", "Итог")
    browser.choose(page, "не пришла (", "Did not come")
    browser.choose(page, "пришла (2", "Came and was served")
    expect(page.get_by_text("encoding windows-1251")).to_be_visible()
    expect(page.get_by_text("6 rows = 3 to take + 0 refused + 3 titles")).to_be_visible()
    page.get_by_label("Name of this kind of file").fill("Журнал визитов")
    page.keyboard.press("Enter")
    browser.settled(page)
    save = page.get_by_role("button", name="Save for files like this")
    expect(save).to_be_disabled()
    page.get_by_text("I have looked at what is only guessed").click()
    browser.settled(page)
    save.click()
    expect(page.get_by_text("Saved as mappings/журнал-визитов.toml")).to_be_visible()
    assert landing.loads(Workspace(empty_workspace)).is_empty(), "nothing is loaded unasked"

    browser.settled(page)
    page.get_by_role("button", name="Load 1 file and build").click()
    expect(page.get_by_text("the work goes on")).to_be_visible()
    browser.go_to(page, "Data")
    expect(page.get_by_text("From export files to this page")).to_be_visible()
    other = open_page(390, 844)
    other.goto(load_address)
    expect(other.get_by_text("the work goes on")).to_be_visible()
    browser.go_to(page, "Load")
    for window in (page, other):
        expect(window.get_by_text("all tests passed")).to_be_visible(timeout=SECONDS)
        expect(window.get_by_text(re.compile(r"6\srows read = 3 taken"))).to_be_visible()
    assert "Анна" not in page.url

    browser.drop(page, "journal-2.csv", NOVEMBER)
    expect(page.get_by_text("journal-2.csv · Журнал визитов")).to_be_visible()
    expect(page.get_by_role("button", name="Load 1 file and build")).to_be_visible()

    browser.settled(page)
    page.get_by_role("link", name="See the new figures").click()
    expect(page.get_by_text("October 2026, data up to 15 Oct 2026")).to_be_visible()
    revenue = page.locator(".scorecard-card").filter(has_text="Revenue").first
    expect(revenue).to_contain_text(re.compile(r"€\s?2,401"))


def test_on_a_phone_a_file_with_unclear_dates_asks_and_loads_after_the_answer(
    open_page, load_address, empty_workspace
):
    page = open_page(390, 844)
    page.goto(load_address)
    browser.drop(page, "ratings.csv", RATINGS)
    expect(page.get_by_text("can be read in two ways, such as 03/04/2026 10:00")).to_be_visible()
    expect(page.get_by_text("1 file cannot be loaded yet")).to_be_visible()
    page.get_by_text("The month comes first").click()
    browser.settled(page)
    page.get_by_role("button", name="Save the answer").click()
    expect(page.get_by_text("such files are recognised from now on")).to_be_visible()
    browser.settled(page)
    page.get_by_role("button", name="Load 1 file and build").click()
    expect(page.get_by_text("all tests passed")).to_be_visible(timeout=SECONDS)
    (log,) = landing.loads(Workspace(empty_workspace)).rows(named=True)
    assert (str(log["first_date"]), str(log["last_date"])) == ("2026-03-04", "2026-04-05")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390, "nothing sticks out of a phone"
