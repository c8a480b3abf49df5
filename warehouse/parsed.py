"""What dbt learnt by reading the project: with it the next build starts seconds earlier.

A salon keeps what its last build learnt: dbt reads again what changed since. A salon's first build
takes what another salon's build learnt of the very same project, as long as nothing in it is the
salon's own. dbt looks at every file again in any case; a state that it cannot use it leaves alone.

What dbt translated of the project (see `dbt_templates`) is shared in the same way, and kept by no
salon: it is code, and a salon's folder may come from somebody else.
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

from warehouse import dbt_templates

FILE = "partial_parse.msgpack"
_DIGEST_BYTES = hashlib.sha256().digest_size
_MOST_KEPT = 16


def lend(target: Path, own: Path, key: str) -> None:
    """Lay what is known of the project `key` into dbt's folder `target`, else what `own` holds."""
    target.mkdir()
    shared = _shared(key)
    if shared is not None:
        (target / FILE).write_bytes(shared)
    elif own.is_file():
        shutil.copyfile(own, target / FILE)
    translated = _shared(_of_templates(key))
    if translated is not None:
        (target / dbt_templates.FILE).write_bytes(translated)


def keep(target: Path, own: Path, key: str, *, is_ours_alone: bool) -> None:
    """Keep what dbt learnt for the salon's next build, and for every salon if all of it is ours."""
    learnt = target / FILE
    if is_ours_alone:
        # Another user's rights or a full disk: the next salon's first build takes longer.
        with contextlib.suppress(OSError):
            for file, name in ((learnt, key), (target / dbt_templates.FILE, _of_templates(key))):
                if file.is_file():
                    _share(name, file.read_bytes())
    if learnt.is_file():
        learnt.replace(own)


def key(project: Path, variables: dict[str, Any]) -> str:
    """Name a project by all that dbt reads: its files and who reads them, and its variables."""
    readers = ("dbt-core", "dbt-common", "dbt-duckdb", "duckdb", "jinja2")
    versions = [metadata.version(name) for name in readers]
    files = hashlib.sha256(json.dumps([*versions, platform.python_version()]).encode())
    for file in sorted(path for path in project.rglob("*") if path.is_file()):
        content = file.read_bytes()
        files.update(f"\0{file.relative_to(project)}\0{len(content)}\0".encode())
        files.update(content)
    told = hashlib.sha256(json.dumps(variables, sort_keys=True).encode())
    return f"{files.hexdigest()}-{told.hexdigest()}"


def _of_templates(key: str) -> str:
    """Name what is translated of a project: variables are looked up when it is run."""
    return f"{key.partition('-')[0]}.templates"


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
