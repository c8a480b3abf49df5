"""Small files of the salon's folder that are written whole or not at all."""

import os
import tempfile
from pathlib import Path


def write(file: Path, text: str) -> None:
    """Write a file whole or not at all, readable by its owner alone."""
    descriptor, draft = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(draft).replace(file)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
