"""The language of the interface: texts of the catalogues in `locale/`, one per language.

The language in force belongs to the run of a page (or of a report), never to the process: people
who read different languages may look at the same time. `dashboard/locale/README.md` says how a text
gets its translations.
"""

import contextvars
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import ParamSpec, TypeVar

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parent / "locale"

# The languages by their codes, each by its own name.
LANGUAGES = {"en": "English", "ru": "Русский", "hu": "Magyar", "fil": "Filipino"}

# English as the old world writes it: 31 Oct 2026.
_LOCALES = {"en": "en_GB"}
_current = contextvars.ContextVar("language", default="en")

Given = ParamSpec("Given")
Result = TypeVar("Result")


def use(code: str) -> None:
    """Speak a language from here on, in this run of a page; an unknown one is English."""
    _current.set(code if code in LANGUAGES else "en")


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language inside a `with` block."""
    before = _current.set(code if code in LANGUAGES else "en")
    try:
        yield
    finally:
        _current.reset(before)


def current() -> str:
    """Give the code of the language in force."""
    return _current.get()


def locale() -> Locale:
    """Give the rules by which the language in force writes numbers and dates."""
    return _locale(_current.get())


def bound(make: Callable[Given, Result]) -> Callable[Given, Result]:
    """Keep the language for what runs later and alone: a file or a note on the click, a dialog."""
    code = _current.get()

    @wraps(make)
    def made(*given: Given.args, **named: Given.kwargs) -> Result:
        with speaking(code):
            return make(*given, **named)

    return made


def _(text: str) -> str:
    """Say a text in the language in force; nothing is said as nothing."""
    return text and _catalogue(_current.get()).gettext(text)


def ngettext(one: str, many: str, number: float) -> str:
    """Choose the form of a noun that goes with a number, in the language in force."""
    return _catalogue(_current.get()).ngettext(one, many, round(number))


def N_(text: str) -> str:  # noqa: N802  (the name that translators' tools look for)
    """Mark a text that is said later: a constant of a module."""
    return text


@lru_cache
def _locale(code: str) -> Locale:
    return Locale.parse(_LOCALES.get(code, code))


@lru_cache
def messages(code: str) -> Catalog:
    """Read the catalogue of a language; English has none, as the texts are their own."""
    file = CATALOGUES / f"{code}.po"
    if not file.exists():
        return Catalog()
    with file.open("rb") as opened:
        return read_po(opened, locale=code)


@lru_cache
def _catalogue(code: str) -> NullTranslations:
    compiled = BytesIO()
    write_mo(compiled, messages(code))
    compiled.seek(0)
    return GNUTranslations(compiled)
