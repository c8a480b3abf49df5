"""What dbt learnt by reading the project: with it the next build starts seconds earlier.

A salon keeps what its last build learnt: dbt reads again what changed since. A salon's first build
takes what another salon's build learnt of the very same project, as long as nothing in it is the
salon's own. dbt looks at every file again in any case; a state that it cannot use it leaves alone.
"""

import contextlib
import hashlib
import json
import os
import platform
import shutil
from importlib import metadata
from pathlib import Path
from typing import Any
from uuid import uuid4

FILE = "partial_parse.msgpack"
_DIGEST_BYTES = hashlib.sha256().digest_size
_MOST_KEPT = 8


def lend(target: Path, own: Path, key: str) -> None:
    """Lay what is known of the project `key` into dbt's folder `target`, else what `own` holds."""
    target.mkdir()
    shared = _shared(key)
    if shared is not None:
        (target / FILE).write_bytes(shared)
    elif own.is_file():
        shutil.copyfile(own, target / FILE)


def keep(target: Path, own: Path, key: str, *, is_ours_alone: bool) -> None:
    """Keep what dbt learnt for the salon's next build, and for every salon if all of it is ours."""
    learnt = target / FILE
    if not learnt.is_file():
        return
    if is_ours_alone:
        # Another user's rights or a full disk: the next salon's first build takes longer.
        with contextlib.suppress(OSError):
            _share(key, learnt.read_bytes())
    learnt.replace(own)


def key(project: Path, variables: dict[str, Any]) -> str:
    """Name a project by all that dbt reads: its files, its variables and who reads them."""
    digest = hashlib.sha256()
    versions = [metadata.version(name) for name in ("dbt-core", "dbt-duckdb", "duckdb")]
    read_by = [*versions, platform.python_version()]
    digest.update(json.dumps([variables, read_by], sort_keys=True).encode())
    for file in sorted(path for path in project.rglob("*") if path.is_file()):
        content = file.read_bytes()
        digest.update(f"\0{file.relative_to(project)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def folder() -> Path:
    """Say where it is shared: the user's folder for what can be made again."""
    caches = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(caches) if Path(caches).is_absolute() else Path.home() / ".cache") / "regulars"


def _shared(name: str) -> bytes | None:
    """Give what is shared under this name; nothing where it was cut short or changed since."""
    try:
        content = (folder() / name).read_bytes()
    except (OSError, RuntimeError):
        return None
    digest, learnt = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
    return learnt if hashlib.sha256(learnt).digest() == digest else None


def _share(name: str, learnt: bytes) -> None:
    if _shared(name) is not None:
        return
    try:
        place = folder()
    except RuntimeError:
        return  # The user has no home.
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = place / f".{name}.{uuid4().hex}"
    beside.touch(mode=0o600)
    beside.write_bytes(hashlib.sha256(learnt).digest() + learnt)
    beside.replace(place / name)
    _forget_old(place)


def _forget_old(place: Path) -> None:
    files = [file for file in place.iterdir() if file.is_file()]
    files.sort(key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_MOST_KEPT:]:
        file.unlink(missing_ok=True)
