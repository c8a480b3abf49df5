"""The words of a file, each put into one of ours: what became of a booking, what was sold."""

from collections.abc import Mapping

import streamlit as st

from dashboard import formats
from dashboard.language import _
from dashboard.loading import column_choices, titles
from dashboard.loading.sheets import Sheet
from ingestion import formats as format_files
from ingestion import preview, profiles
from ingestion.choices import WORDED, Choices, Deciding
from ingestion.values.texts import YES

_MOST = 40


def draw(
    sheet: Sheet, columns: Mapping[str, tuple[str, ...]], before: Choices
) -> dict[str, dict[str, str]]:
    """Ask for each word of the columns whose words are fixed."""
    asked = {
        name: _asked(sheet, name, columns[name][0], before) for name in WORDED if name in columns
    }
    return {name: words for name, words in asked.items() if words}


def _asked(sheet: Sheet, name: str, header: str, before: Choices) -> dict[str, str]:
    found = preview.words(sheet.grid, sheet.header_row, sheet.headers.index(header))
    st.markdown(_("**{column}: what do its words mean?**").format(column=titles.of(name)))
    if len(found) > _MOST:
        st.warning(
            _(
                "“{column}” holds {count} different values, more than such a column has. Is it the "
                "right one?"
            ).format(column=formats.plain(header), count=formats.count(len(found)))
        )
        return dict(before.words.get(name, {}))
    known = _known(name, before)
    allowed = list(titles.WORDS[name])
    given = dict(before.words.get(name, {}))
    pairs = column_choices.batched(list(found))
    places = [place for _pair in pairs for place in st.columns(2)]
    for place, (word, count) in zip(places, found.items(), strict=False):
        guess = known.get(word.casefold())
        meaning = place.selectbox(
            f"{formats.plain(word)} ({formats.plural(count, 'row', 'rows')})",
            allowed,
            index=allowed.index(guess) if guess in allowed else None,
            format_func=lambda code: _(titles.WORDS[name][code]),
            placeholder=_("Choose what it means"),
            key=f"{sheet.key}:{header}:{name}:{word}",
        )
        if meaning and meaning != given.get(word):
            given[word] = meaning
    return given


def _known(name: str, before: Choices) -> dict[str, str]:
    """Gather what words mean by the format at hand, our templates and the usual words."""
    known = {code: code for code in titles.WORDS[name]}
    for form in format_files.built_in():
        if form.is_plain and name in form.columns:
            known |= form.columns[name].map
    known |= profiles.value_words(name)
    known |= before.words.get(name, {})
    return {word.casefold(): meaning for word, meaning in known.items()}


def deciding(sheet: Sheet, used: set[str], before: Choices) -> tuple[Deciding, ...]:
    """Ask for a column that decides the status of some rows, such as a mark on deleted bookings."""
    first, rest = before.deciding[:1], before.deciding[1:]
    known = first[0] if first else Deciding("", YES, "deleted")
    options = ["", *(name for name in sheet.headers if name not in used or name == known.header)]
    left, right = st.columns(2)
    header = left.selectbox(
        _("A column that marks bookings as deleted or cancelled"),
        options,
        index=options.index(known.header) if known.header in options else 0,
        format_func=lambda name: name or _(titles.NOT_IN_FILE),
        key=f"{sheet.key}:deciding",
    )
    if not header:
        return rest
    allowed = list(titles.WORDS["status"])
    gives = right.selectbox(
        _("Bookings that it marks are"),
        allowed,
        index=allowed.index(known.gives),
        format_func=lambda code: _(titles.WORDS["status"][code]),
        key=f"{sheet.key}:deciding:gives",
    )
    found = preview.words(sheet.grid, sheet.header_row, sheet.headers.index(header))
    marks = {word.casefold() for word in known.words}
    marked = [word for word in found if word.casefold() in marks]
    chosen = st.multiselect(
        _("Words of “{column}” that mark a booking").format(column=formats.plain(header)),
        list(found),
        default=marked,
        key=f"{sheet.key}:deciding:words:{header}",
        placeholder=_("Choose at least one"),
    )
    is_same = header == known.header and chosen == marked
    if not (chosen or is_same):
        return rest
    return (Deciding(header, known.words if is_same else tuple(chosen), gives), *rest)
