"""The formats a load may use, and the reading of a file by them."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingestion import formats, reading, recognition
from ingestion.formats import Format
from ingestion.grids import Grid
from ingestion.recognition import Recognised
from ingestion.refusals import FileRefusedError
from warehouse.workspace import Workspace

# Gives the sheets of a file, cut by a delimiter and in an encoding where they are named.
Read = Callable[[str | None, str | None], list[Grid]]


@dataclass(frozen=True)
class Known:
    """Either one mapping that was asked for, or all saved and built-in formats."""

    forced: Format | None
    saved: Sequence[Format]
    # Asked when they are needed: a workbook is read by another process meanwhile.
    built_in_when_read: Callable[[], Sequence[Format]] = tuple

    @property
    def built_in(self) -> Sequence[Format]:
        """Give the formats that come with the product; waits until they are read."""
        return self.built_in_when_read()

    @property
    def all(self) -> list[Format]:
        """List the formats, the salon's own first."""
        return [self.forced] if self.forced else [*self.saved, *self.built_in]

    def recognised(self, path: Path, content: bytes) -> Recognised:
        """Read a file by the format that fits it."""
        return recognition.settled(self.chosen(read_by(path, content)))

    def chosen(self, read: Read) -> Recognised:
        """Find the format of what `read` gives; what its values decide is still open."""
        if self.forced:
            grids = read(self.forced.delimiter, self.forced.encoding)
            return recognition.choose(grids, [self.forced], [])
        found = self._by_own_encoding(read)
        if found:
            return found
        try:
            return recognition.choose(read(None, None), self.saved, self.built_in)
        except FileRefusedError:
            found = self._by_own_delimiter(read)
            if found is None:
                raise
            return found

    def own_encoding(self, read: Read) -> str | None:
        """Give the encoding that a mapping names for files like this one."""
        if self.forced:
            return self.forced.encoding
        found = self._by_own_encoding(read)
        return found.match.format.encoding if found else None

    def _by_own_encoding(self, read: Read) -> Recognised | None:
        """Try the encodings that a person named before any is guessed."""
        for encoding in sorted({form.encoding for form in self.saved if form.encoding}):
            own = [form for form in self.saved if form.encoding == encoding]
            found = _first(read, [None, *_delimiters(own)], encoding, own, [])
            if found:
                return found
        return None

    def _by_own_delimiter(self, read: Read) -> Recognised | None:
        """Try the delimiters that formats name themselves, such as runs of blanks."""
        named = _delimiters([*self.saved, *self.built_in])
        return _first(read, named, None, self.saved, self.built_in)


def known(workspace: Workspace, mapping: Path | None) -> Known:
    """Read the mapping, or else every format there is."""
    if mapping:
        return Known(formats.read_format(mapping), [])
    aside = ThreadPoolExecutor(1)
    reading_them = aside.submit(formats.built_in)
    aside.shutdown(wait=False)
    return Known(None, formats.saved(workspace), reading_them.result)


def read_by(path: Path, content: bytes) -> Read:
    """Read a file in the ways that formats ask for, each way once."""

    @cache
    def read(delimiter: str | None, encoding: str | None) -> list[Grid]:
        return reading.read(path, content, delimiter, encoding)

    is_open = reading.asks_encoding(content)
    return lambda delimiter, encoding: read(delimiter, encoding if is_open else None)


def _delimiters(forms: Sequence[Format]) -> list[str]:
    return sorted({form.delimiter for form in forms if form.delimiter})


def _first(
    read: Read,
    delimiters: Sequence[str | None],
    encoding: str | None,
    saved: Sequence[Format],
    built_in: Sequence[Format],
) -> Recognised | None:
    for delimiter in delimiters:
        by_it = [
            [form for form in forms if delimiter is None or form.delimiter == delimiter]
            for forms in (saved, built_in)
        ]
        try:
            return recognition.choose(read(delimiter, encoding), *by_it)
        except FileRefusedError:
            continue
    return None
