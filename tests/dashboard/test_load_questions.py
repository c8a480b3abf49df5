# letters of other scripts are meant
"""What a recognised file leaves open is asked on the page Load, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.dashboard import browser

FOREIGN = (
    "Timestamp,Wie war es?,Erzähl mal,Ambiente?,Preis?\n"
    "9/18/2026 14:28:27,9,Immer pünktlich und freundlich,5,4\n"
    "9/19/2026 14:28:27,10,,4,3\n"
    "9/20/2026 14:28:27,7,Es war zu laut im Salon,5,5\n"
)
OPEN_SCALE = "Timestamp,Would you recommend us?\n9/18/2026 14:28:27,4\n9/19/2026 14:28:27,5\n"
LETTERS = "When;Service;Amount;Client\n13.10.2026;Vágás;12500;Győző Űr\n"
SAVED = re.compile("such files are recognised from now on")


def test_a_form_in_words_nobody_knows_is_mapped_saved_and_recognised(open_page, load_address):
    page = open_page(1440, 1000)
    page.goto(load_address)
    browser.drop(page, "form.csv", FOREIGN)
    expect(page.get_by_text("its questions are asked in words that are not known")).to_be_visible()
    score = page.get_by_role("combobox", name="Would recommend: the score (needed, a guess)")
    expect(score).to_be_visible()
    save = page.get_by_role("button", name="Save for files like this")
    expect(page.get_by_text("On which scale is the score given?")).to_be_visible()
    expect(save).to_be_disabled()
    browser.choose(page, "Scale of the score", "0 to 10")
    expect(page.get_by_text("Gives the NPS: 9 and 10 are promoters")).to_be_visible()
    named = page.get_by_label("“Preis?” rates")
    expect(named).to_have_count(1)
    named.fill("Price")
    expect(page.get_by_text("what columns rate")).to_be_visible()
    page.keyboard.press("Enter")
    # What was named by a person is no guess any more.
    expect(page.get_by_text("what columns rate")).to_have_count(0)
    expect(page.get_by_text("4 rows = 3 to take + 0 refused")).to_be_visible()
    expect(save).to_be_disabled()
    page.get_by_text("I have looked at what is only guessed").click()
    browser.settled(page)
    save.click()
    expect(page.get_by_text(SAVED)).to_be_visible()

    browser.drop(page, "form-2.csv", FOREIGN.replace("Es war zu laut", "Alles war gut"))
    expect(page.get_by_text("form-2.csv · Google Forms: client survey")).to_be_visible()
    expect(page.get_by_role("button", name="Load 2 files and build")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_the_scale_is_asked_with_what_follows_from_it(open_page, load_address, width):
    page = open_page(width, 900)
    page.goto(load_address)
    browser.drop(page, "form.csv", OPEN_SCALE)
    expect(page.get_by_text("Nothing is taken for 0 to 10 unasked")).to_be_visible()
    expect(page.get_by_text("1 file cannot be loaded yet")).to_be_visible()
    expect(page.get_by_text("Satisfaction: it is shown as such and gives no NPS")).to_be_visible()
    page.get_by_test_id("stRadio").get_by_text("1 to 5", exact=True).click()
    browser.settled(page)
    page.get_by_role("button", name="Save the answer").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.get_by_role("button", name="Load 1 file and build")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_encoding_is_overruled_saved_and_recognised(open_page, load_address):
    page = open_page(1440, 1000)
    page.goto(load_address)
    browser.drop(page, "journal.csv", LETTERS.encode("cp852"))
    browser.choose(page, "Letters look wrong? Encoding of the text", "cp852")
    expect(page.get_by_text("encoding cp852 (Central Europe, DOS)")).to_be_visible()
    confirm = page.get_by_text("I have looked at what is only guessed")
    if confirm.count():
        confirm.click()
        browser.settled(page)
    page.get_by_role("button", name="Save for files like this").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    browser.settled(page)
    page.get_by_text("journal.csv").last.click()
    expect(page.get_by_text("encoding cp852 (Central Europe, DOS)")).to_be_visible()
