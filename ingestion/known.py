"""The formats a load may use, and the reading of a file by them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingestion import formats, reading
from ingestion.formats import Format
from ingestion.grids import Grid
from ingestion.recognition import Recognised, recognise
from ingestion.refusals import FileRefusedError
from warehouse.workspace import Workspace

# Gives the sheets of a file, cut by a delimiter where one is named.
Read = Callable[[str | None], list[Grid]]


@dataclass(frozen=True)
class Known:
    """Either one mapping that was asked for, or all saved and built-in formats."""

    forced: Format | None
    saved: Sequence[Format]
    built_in: Sequence[Format]

    @property
    def all(self) -> list[Format]:
        """List the formats, the salon's own first."""
        return [self.forced] if self.forced else [*self.saved, *self.built_in]

    def recognised(self, path: Path, content: bytes) -> Recognised:
        """Read a file by the format that fits it."""
        return self.recognised_in(lambda delimiter: reading.read(path, content, delimiter))

    def recognised_in(self, read: Read) -> Recognised:
        """Find the format of what `read` gives, by a delimiter or by the one that fits best."""
        if self.forced:
            return recognise(read(self.forced.delimiter), [self.forced], [])
        try:
            return recognise(read(None), self.saved, self.built_in)
        except FileRefusedError:
            found = self._by_own_delimiter(read)
            if found is None:
                raise
            return found

    def _by_own_delimiter(self, read: Read) -> Recognised | None:
        """Try the delimiters that formats name themselves, such as runs of blanks."""
        for delimiter in sorted(
            {f.delimiter for f in (*self.saved, *self.built_in) if f.delimiter}
        ):
            saved = [form for form in self.saved if form.delimiter == delimiter]
            built_in = [form for form in self.built_in if form.delimiter == delimiter]
            try:
                return recognise(read(delimiter), saved, built_in)
            except FileRefusedError:
                continue
        return None


def known(workspace: Workspace, mapping: Path | None) -> Known:
    """Read the mapping, or else every format there is."""
    if mapping:
        return Known(formats.read_format(mapping), [], [])
    return Known(None, formats.saved(workspace), formats.built_in())
