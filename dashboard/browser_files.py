"""What the browser needs of Streamlit's own, served from memory.

A page that is opened for the first time asks for a hundred small files before it can be drawn.
Streamlit looks for each of them on the disk and hands it over from thread to thread.
"""

import mimetypes
from functools import lru_cache
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

_FOLDER = Path(file_util.get_static_dir())
# Their names change with what is in them.
_KEPT_BY_THE_BROWSER = "public, immutable, max-age=31536000"


class BrowserFiles:
    """Answers for the files under `/static` and leaves everything else to the app behind it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        # A path that is not one of these is none of ours, whatever it contains.
        self._files = {
            f"/{file.relative_to(_FOLDER).as_posix()}": file
            for file in (_FOLDER / "static").rglob("*")
            if file.is_file()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        is_read = scope["type"] == "http" and scope["method"] == "GET"
        file = self._files.get(scope["path"]) if is_read else None
        await (_answer(file) if file else self._app)(scope, receive, send)


# As many as all pages together ask for.
@lru_cache(maxsize=256)
def _answer(file: Path) -> Response:
    kind, _encoding = mimetypes.guess_type(file)
    return Response(
        file.read_bytes(),
        media_type=kind or "application/octet-stream",
        headers={"Cache-Control": _KEPT_BY_THE_BROWSER},
    )
