"""The pages in every language: catalogues are whole, links open in each, nothing is mixed."""

import contextlib
import re
import threading
from datetime import date
from functools import partial

import polars as pl
import pytest
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po
from playwright.sync_api import expect

from bench import visitors
from dashboard import definitions, formats, language, navigation, reasons, words
from dashboard.extraction import template
from dashboard.language import _, ngettext
from dashboard.reason_texts import TEMPLATES
from tests.dashboard import browser
from tests.dashboard.conftest import DASHBOARD, EVERY_PAGE
from tests.dashboard.texts import outside_brackets, said_in_code, unmarked_texts
from warehouse.settings import Settings

ROOT = DASHBOARD.parent
TRANSLATED = [code for code in language.LANGUAGES if code != "en"]
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@pytest.fixture(scope="session")
def texts(tmp_path_factory) -> Catalog:
    """Every text that the pages may say, as `make texts` finds them."""
    file = tmp_path_factory.mktemp("texts") / "texts.pot"
    command = ["pybabel", "-q", "extract", "--mapping", str(ROOT / "babel.cfg")]
    command += ["--add-location", "file", "--output", str(file)]
    with contextlib.chdir(ROOT):
        CommandLineInterface().run([*command, "."])
    with file.open("rb") as opened:
        return read_po(opened)


def spaced(text):
    return re.sub(r"[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", text)


def variants(said):
    """The text, or the forms of a text with a number."""
    return [said] if isinstance(said, str) else list(said)


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_is_in_the_catalogue_and_no_other(texts, code):
    known = {message.id for message in language.messages(code) if message.id}
    assert known == {message.id for message in texts if message.id}, "run `make texts`"


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_is_translated(code):
    catalogue = language.messages(code)
    assert not [message.id for message in catalogue if message.id and message.fuzzy]
    lacking = [message.id for message in catalogue if not all(variants(message.string))]
    assert lacking == []
    numbered = [message for message in catalogue if message.pluralizable]
    assert numbered
    assert {len(message.string) for message in numbered} == {catalogue.num_plurals}


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_has_the_placeholders_and_the_bold_of_its_text(code):
    for message in language.messages(code):
        if not message.id:
            continue
        texts = variants(message.id)
        wanted = set(PLACEHOLDER.findall(texts[-1]))
        for said in variants(message.string):
            assert set(PLACEHOLDER.findall(said)) == wanted, message.id
            for mark in ("**", "`", "\n", ":material/"):
                assert said.count(mark) == texts[-1].count(mark), (message.id, mark)


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_the_sections_of_the_menu_have_names_of_their_own(code, monkeypatch):
    drawn = {}
    monkeypatch.setattr(navigation.st, "navigation", lambda menu, **_place: drawn.update(menu))
    monkeypatch.setattr(navigation.st, "Page", lambda file, **_named: file)
    with language.speaking(code):
        navigation.draw(sees_contacts=True)
    assert sum(map(len, drawn.values())) == len(EVERY_PAGE)


def test_no_text_reaches_a_page_unmarked():
    """Allowed is what is the same in every language; see the list beside `unmarked_texts`."""
    assert unmarked_texts(DASHBOARD) == []


@pytest.fixture
def brackets(monkeypatch):
    """Speak a language that puts every text of the catalogues into brackets."""

    class Bracketed:
        def gettext(self, text):
            return f"⟦{text}⟧"

        def ngettext(self, one, many, number):
            return f"⟦{one if number == 1 else many}⟧"

    monkeypatch.setattr(language, "_catalogue", lambda _code: Bracketed())
    definitions._said.cache_clear()
    yield
    definitions._said.cache_clear()


@pytest.mark.usefixtures("brackets")
@pytest.mark.parametrize("page", EVERY_PAGE)
def test_a_page_says_nothing_that_no_catalogue_has(
    open_app, demo_workspace, warehouse, own_address, page
):
    app = open_app(demo_workspace, page, **own_address(page))
    assert not app.exception
    assert outside_brackets(app, warehouse) == set()


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("page", EVERY_PAGE)
def test_a_page_speaks_every_language(open_app, demo_workspace, own_address, page, code):
    app = open_app(demo_workspace, page, lang=code, **own_address(page))
    assert not app.exception
    with language.speaking(code):
        assert app.title[0].value in {_(title) for title in TITLES}
        assert app.sidebar.multiselect[0].label == _("Quarters")


TITLES = (
    *("Month", "Clients", "Retention", "Call list", "RFM", "Loyalty", "Wallet", "Value", "Budget"),
    *("Campaign", "NPS", "Drivers", "Voices", "Follow-up", "Staff and branches", "Data"),
    *("Client card", "Load"),
)


def test_the_salons_own_language_is_spoken_unless_the_address_says_another(open_app, own_workspace):
    file = own_workspace.settings_file
    text = file.read_text(encoding="utf-8")
    file.write_text(
        re.sub(r"(?m)^\[salon\]$", '[salon]\nlanguage = "hu"', text)
        if "language" not in text
        else re.sub(r"(?m)^language = .*$", 'language = "hu"', text),
        encoding="utf-8",
    )
    assert open_app(own_workspace.root).title[0].value == "Hónap"
    assert open_app(own_workspace.root, lang="fil").title[0].value == "Buwan"
    assert open_app(own_workspace.root, lang="xx").title[0].value == "Hónap"


@pytest.mark.parametrize(
    ("lang", "address"),
    [
        ("en", {"types": ["Regular", "New"], "categories": "Hair", "figure": "Margin"}),
        ("ru", {"types": ["Постоянные", "Новые"], "categories": "Волосы", "figure": "Маржа"}),
        ("ru", {"types": ["Regular", "New"], "categories": "Hair", "figure": "Margin"}),
        ("hu", {"types": ["Suki", "Bago"], "categories": "Buhok", "figure": "margin"}),
        ("fil", {"types": ["regular", "new"], "categories": "hair", "figure": "Маржа"}),
    ],
)
def test_a_link_opens_in_any_language(open_app, demo_workspace, lang, address):
    # The tests' own browser names what it sends in the language that is spoken around it.
    with language.speaking(lang):
        app = open_app(demo_workspace, "value", lang=lang, **address)
    assert not app.exception
    assert app.multiselect(key="types").value == ["regular", "new"]
    assert app.multiselect(key="categories").value == ["hair"]
    assert app.radio(key="figure").value == "margin"


def test_a_link_of_another_language_stands_in_the_address_after_a_click(open_app, demo_workspace):
    app = open_app(demo_workspace, lang="ru", types="Regular")
    app.run()
    assert app.query_params["types"] == "Постоянные"


def test_what_is_chosen_stays_when_the_language_changes(demo_workspace):
    browser.chromium()
    with browser.served(demo_workspace) as address, browser.windows() as opened:
        page = opened(1440, 900)
        page.goto(f"{address}/value?types=Regular&categories=Hair&figure=Margin")
        browser.settled(page)
        choice = page.get_by_test_id("stSidebar").get_by_test_id("stRadio")
        choice.locator("label", has_text="ru").click()
        page.wait_for_url(re.compile(r"lang=ru"))
        page.get_by_role("heading", name="Ценность", exact=True).wait_for()
        browser.settled(page)
        slicers = page.get_by_test_id("stSidebar").get_by_test_id("stMultiSelect")
        for chosen in ("Постоянные", "Волосы"):
            expect(slicers.filter(has_text=chosen)).to_have_count(1)
        expect(page.get_by_role("radio", name="Маржа", exact=True)).to_be_checked()
        page.reload()
        page.get_by_role("heading", name="Ценность", exact=True).wait_for()
        expect(slicers.filter(has_text="Постоянные")).to_have_count(1)


def test_two_people_read_in_two_languages_at_once(demo_workspace):
    with (
        browser.served(demo_workspace) as address,
        visitors.visitor(address) as russian,
        visitors.visitor(address) as hungarian,
    ):
        people = ((russian, "ru"), (hungarian, "hu"))
        for page in ("rfm", "team", "loyalty"):
            visitors.at_once([partial(one.open, page, {"lang": [code]}) for one, code in people])
            assert {"Филиалы", "Мастера"} <= set(russian.lists)
            assert {"Üzletek", "Munkatársak"} <= set(hungarian.lists)
            assert not {"Branches", *hungarian.lists} & set(russian.lists)


def test_a_language_is_spoken_by_one_thread_alone():
    meet, said = threading.Barrier(2, timeout=10), {}

    def speak(code):
        language.use(code)
        meet.wait()
        said[code] = _("Language")

    threads = [threading.Thread(target=speak, args=(code,)) for code in ("ru", "hu")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == {"ru": "Язык", "hu": "Nyelv"}
    assert _("Language") == "Language"


def test_a_file_made_later_speaks_the_language_of_the_click():
    with language.speaking("ru"):
        made = language.bound(lambda: _("Revenue"))
    assert (made(), _("Revenue")) == ("Выручка", "Revenue")


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("en", ["€12,400", "1,234.5", "41.2%", "31 Oct 2026", "Oct 2026"]),
        ("ru", ["12 400 €", "1 234,5", "41,2 %", "31 окт. 2026 г.", "окт. 2026 г."]),  # noqa: RUF001
        ("hu", ["12 400 €", "1 234,5", "41,2%", "2026. okt. 31.", "2026. okt."]),
        ("fil", ["€12,400", "1,234.5", "41.2%", "Okt 31, 2026", "Okt 2026"]),
    ],
)
def test_figures_and_days_are_written_as_the_language_writes_them(code, written):
    day = date(2026, 10, 31)
    with language.speaking(code):
        figures = (formats.money(12400, "EUR"), formats.number(1234.5), formats.percent(0.412))
        days = (formats.day(day), formats.short_month(day))
    assert [spaced(text) for text in (*figures, *days)] == written


@pytest.mark.parametrize(
    ("code", "currency", "money"),
    [("ru", "RUB", "12 400 ₽"), ("hu", "HUF", "12 400 Ft"), ("fil", "PHP", "₱12,400")],
)
def test_money_has_the_sign_of_its_own_country(code, currency, money):
    with language.speaking(code):
        assert spaced(formats.money(12400, currency)) == money


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("en", ["1 client", "2 clients", "5 clients", "21 clients"]),
        ("ru", ["1 клиент", "2 клиента", "5 клиентов", "21 клиент"]),
        ("hu", ["1 vendég", "2 vendég", "5 vendég", "21 vendég"]),
        ("fil", ["1 kliyente", "2 kliyente", "5 kliyente", "21 kliyente"]),
    ],
)
def test_a_noun_agrees_with_its_number(code, written):
    with language.speaking(code):
        said = [spaced(formats.plural(number, "client", "clients")) for number in (1, 2, 5, 21)]
        assert said == written
        assert ngettext("client", "clients", 2) in written[1]


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_description_with_a_threshold_is_said_with_the_salons_own(code):
    english = (
        "A regular client at the quarter's end: 4 or more visits in 365 days and the last one at "
        "most 60 days ago."
    )
    with language.speaking(code):
        said = definitions.said(english)
        assert said != english
        assert "60" in said
        assert definitions.said("One row per wish of ours.") == "One row per wish of ours."


def test_every_description_that_is_translated_is_one_of_the_build(texts, warehouse):
    written = warehouse.ask(
        "select comment from duckdb_columns() where schema_name = 'marts' and comment is not null "
        "union select comment from duckdb_tables() where schema_name = 'marts'"
    )["comment"]
    rendered = {" ".join(text.split()) for text in written}
    settings = Settings.model_validate({"salon": {"name": "A", "country": "HU"}}).dbt_vars()
    described = [
        message.id
        for message in texts
        if any(place.startswith("dbt_project") for place, _line in message.locations)
    ]
    assert len(described) > 100
    lacking = [text for text in described if text.format(**settings) not in rendered]
    assert lacking == []


def test_a_description_is_one_line_with_placeholders():
    assert template("At most {{ var('lapse_days') }}\n  days.") == "At most {lapse_days} days."


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("is not a whole number", "не целое число"),
        ("is not a score from 0 to 10", "не балл от 0 до 10"),
        (
            "Read as Fresha: sales list (headers read from real files); 2,188 new; +65,205.48 EUR.",
            "Прочитано как Fresha: список продаж (заголовки прочитаны из настоящих файлов); "
            "новых: 2 188; +65,205.48 EUR.",
        ),
        ("Something nobody foresaw; really.", "Something nobody foresaw; really."),
        ("", ""),
    ],
)
def test_the_layers_below_are_said_in_the_language_of_the_page(english, russian):
    with language.speaking("ru"):
        assert spaced(reasons.said(english)) == russian
    assert reasons.said(english) == english


@pytest.mark.parametrize(
    ("code", "began"),
    [
        ("en", "2,906 clients came 13,827 times again."),
        ("ru", "Снова приходили 13 827 раз, клиентов — 2 906."),
        ("hu", "2 906 vendég 13 827 alkalommal jött újra."),
    ],
)
def test_what_a_build_counted_is_written_as_the_language_writes_numbers(code, began):
    note = (
        "2906 clients came 13827 times again. The model knows no season, no change of prices, no "
        "closures."
    )
    with language.speaking(code):
        assert spaced(reasons.said(note)).startswith(began)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Saturday 28 November"),
        ("ru", "суббота, 28 ноября"),
        ("hu", "november 28., szombat"),
        ("fil", "Sabado, Nobyembre 28"),
    ],
)
def test_a_day_near_at_hand_is_said_in_whole_words(code, said):
    with language.speaking(code):
        assert formats.weekday(date(2026, 11, 28)) == said


def test_a_date_at_the_beginning_of_a_line_is_no_list_to_markdown():
    # "2026. okt. 31." would be item 2026 of a list.
    with language.speaking("hu"):
        for written in (
            formats.day(date(2026, 10, 31)),
            formats.short_month(date(2026, 10, 1)),
            formats.month(date(2026, 10, 1)),
        ):
            assert written.startswith("2026.\N{NO-BREAK SPACE}okt")


@pytest.mark.parametrize("text", TEMPLATES)
def test_a_text_of_the_layers_below_is_said_there(text):
    assert said_in_code(text, ROOT)


def test_no_text_is_said_on_a_thread_of_polars():
    """An expression may run on a thread of its own, which speaks English: see `words.column`."""
    modules = {file.name: file.read_text(encoding="utf-8") for file in DASHBOARD.rglob("*.py")}
    assert not [name for name, code in modules.items() if re.search(r"\.map_(elem|batch)", code)]


def test_a_column_is_said_value_by_value():
    rows = pl.DataFrame({"type": ["regular", None, "new", "regular"], "place": [1, 2, 3, 4]})
    with language.speaking("ru"):
        said = words.column(rows, "type", words.client_type)
    assert said.to_list() == ["Постоянные", None, "Новые", "Постоянные"]
    assert words.column(rows.clear(), "type", words.client_type).to_list() == []


def test_a_note_on_the_click_speaks_the_language_of_its_button():
    with language.speaking("hu"):
        said = language.bound(formats.plural)
    assert spaced(said(2, "client", many="clients")) == "2 vendég"
