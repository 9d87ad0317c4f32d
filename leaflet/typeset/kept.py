"""What takes long to work out, kept in the user's cache folder for the next process.

Each value stands in a file of its own, named after what it was made from; it is written
by `marshal`, since only values of plain types are kept, and read much faster than made.
The folder is the user's alone (see docs/security.md): nobody else puts a file there.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def place(cache: Path, name: str, made_from: object) -> Path:
    """Give the file of a value that is made from this, which `repr` tells apart."""
    told = repr((sys.version, made_from)).encode("utf-8", "surrogateescape")
    return cache / f"{name}-{hashlib.sha256(told).hexdigest()[:20]}"


def recall(path: Path) -> Any:
    """Give the value that was kept; None where there is none, or it is damaged."""
    with suppress(OSError, ValueError, EOFError, TypeError):
        return marshal.loads(path.read_bytes())  # noqa: S302  # the user's own folder
    return None


def keep(path: Path, value: Any) -> None:
    """Keep a value of plain types, if that can be done: what is lost is made again."""
    with suppress(OSError):
        put(path, marshal.dumps(value))


def put(path: Path, data: bytes) -> None:
    """Write a file of the cache; another process may read it at this moment."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.write_bytes(data)
    temporary.replace(path)
