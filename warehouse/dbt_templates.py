"""Templates that dbt has translated into Python before are not translated again.

dbt writes models and macros as Jinja and translates each in every build, which for a small salon
takes a second. The translation depends on the text alone. It is code, so it is taken from nowhere
but the user's own folder (see `parsed`), never from the folder of a salon.
"""

import marshal
from hashlib import sha256
from pathlib import Path
from types import CodeType
from typing import Any

FILE = "templates.marshal"


class Templates:
    """What `file` knows, and what this process had to translate itself."""

    def __init__(self, file: Path) -> None:
        """Read the file; where there is none, nothing is known."""
        self._file = file
        self._known = _read(file)
        self._has_new = False

    def use(self) -> None:
        """Let dbt take translations from here."""
        from dbt_common.clients.jinja import MacroFuzzEnvironment  # noqa: PLC0415  (takes seconds)

        translate = MacroFuzzEnvironment.compile

        def find_or_translate(environment: Any, source: Any, *named: Any, **how: Any) -> Any:  # noqa: ANN401  (Jinja's own)
            if named or how or not isinstance(source, str):
                return translate(environment, source, *named, **how)
            key = sha256(f"{type(environment).__name__}\0{source}".encode()).digest()
            code = self._known.get(key)
            if code is None:
                code = self._known[key] = translate(environment, source)
                self._has_new = True
            return code

        MacroFuzzEnvironment.compile = find_or_translate  # type: ignore[assignment, method-assign]

    def write(self) -> None:
        """Write all that is known, if any of it is new."""
        if self._has_new:
            self._file.write_bytes(marshal.dumps(self._known))


def _read(file: Path) -> dict[bytes, CodeType]:
    try:
        known = marshal.loads(file.read_bytes())  # noqa: S302  (see above)
    except (OSError, EOFError, TypeError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
