"""What takes long to work out, kept in a folder of the user's for the next process.

Each value has a name, and a digest of all that it was made from: where that is
another, it is made anew, and takes the place of the old one. Only values of plain types
are kept; `marshal` reads them much faster than they are made. The folder is the user's
alone (docs/security.md): nobody else puts a file there.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from leaflet.source.states import PACKAGE, states_below

if TYPE_CHECKING:
    from pathlib import Path

    from leaflet.source.states import State

Name = tuple[str, ...]
"""What a value is (fonts, verdict), then of what."""
SETTLED = 2_000_000_000
"""Nanoseconds after which the time and size of a file tell whether it has changed."""
_LENGTH = hashlib.sha256().digest_size


def recall(folder: Path | None, name: Name, made_from: object) -> Any:
    """Give the value that was kept; None where there is none made from just this."""
    if folder is None:
        return None
    with suppress(OSError, ValueError, EOFError, TypeError):
        data = _path(folder, name).read_bytes()
        if data[:_LENGTH] == _digest(made_from):
            return marshal.loads(data[_LENGTH:])  # noqa: S302  # the user's own folder
    return None


def keep(
    folder: Path | None, name: Name, made_from: object, value: Any, newest: int = 0
) -> None:
    """Keep a value, if that can be done: what is lost is made again.

    The `repr` of what it was made from must be the same in each process. `newest` is
    when the youngest file that it was read from was changed (ns): what has changed just
    now could change again within the same tick of the disk's clock, unseen.
    """
    if folder is not None:
        path = _path(folder, name)
        with suppress(OSError):
            put(path, _digest(made_from) + marshal.dumps(value))
            if path.stat().st_mtime_ns < newest + SETTLED:
                path.unlink()


def put(path: Path, data: bytes) -> None:
    """Write a file that another process may read at this moment."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.write_bytes(data)
    temporary.replace(path)


def _path(folder: Path, name: Name) -> Path:
    return folder / f"{name[0]}-{_hash(name).hexdigest()[:20]}"


def _digest(made_from: object) -> bytes:
    """Give a digest that our own code and Python's version count in, too."""
    return _hash((sys.version, _program(), made_from)).digest()


def _hash(value: object) -> hashlib._Hash:
    return hashlib.sha256(repr(value).encode("utf-8", "surrogateescape"))


@cache
def _program() -> list[tuple[str, State]]:
    return sorted(states_below(PACKAGE, ""))
