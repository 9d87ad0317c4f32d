"""The system's libraries that typeset: another Pango, another file."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from pathlib import Path

LIBRARIES = (
    *("libpango-1.0.so", "libpangoft2-1.0.so", "libharfbuzz.so", "libfribidi.so"),
    *("libharfbuzz-subset.so", "libfontconfig.so", "libfreetype.so"),
)
"""What their files' names begin with; those that wheels bring have other names."""
_LOADED = ("libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
"""What brings all of them along."""
_MAPS = Path("/proc/self/maps")


def libraries() -> list[str]:
    """Give the paths of the libraries that the engine will work with, on Linux.

    They are loaded for this: only the loader knows which ones it takes. Other systems
    do not tell; there, `--force` brings editions up to date with a new Pango.
    """
    for name in _LOADED:
        with suppress(OSError):
            ctypes.CDLL(name)
    try:
        maps = _MAPS.read_text("utf-8", "replace")
    except OSError:
        return []
    paths = {line.partition("/")[2] for line in maps.splitlines()}
    found = sorted(f"/{path}" for path in paths)
    return [path for path in found if path.rpartition("/")[2].startswith(LIBRARIES)]
