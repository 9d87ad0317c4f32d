"""Brings WeasyPrint in: its fonts, its files, its log, and nothing of the machine's.

Import this module late: the engine costs half a second and is not needed to find
out that nothing changed or that a catalog is incomplete.
"""

from __future__ import annotations

import ctypes.util
import io
import logging
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from leaflet.markup import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from leaflet.typeset.fonts import Library

TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
TYPES[".jpeg"] = TYPES[".jpg"]


@contextmanager
def _named_libraries() -> Iterator[None]:
    """Keep cffi from asking the compiler for each library that it looks for.

    WeasyPrint tries the names of other systems first, and for each one the standard
    library starts ldconfig, gcc and ld: 86 processes, 0.2 s of a build
    (Kozea/WeasyPrint#1125). Where the loader knows a name, no search is needed.
    """
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


def use_fonts(library: Library, cache: Path) -> None:
    """Make this process's fontconfig know the library's folders alone."""
    cache = cache.resolve()  # fontconfig takes no relative path
    cache.mkdir(parents=True, exist_ok=True)
    configuration = cache / "fonts.conf"
    text = library.configuration(cache)
    if not configuration.is_file() or configuration.read_text("utf-8") != text:
        configuration.write_text(text, "utf-8")
    os.environ["FONTCONFIG_FILE"] = str(configuration)


def engine() -> Any:
    """Give WeasyPrint, imported on first use.

    Raises:
        OSError: Pango or another library is not on this machine.
    """
    try:
        with _named_libraries():
            import weasyprint
    except OSError:
        # Some loaders do need the search (macOS with Homebrew): pay for it there.
        import weasyprint
    logging.getLogger("weasyprint").handlers = [_log]
    return weasyprint


class _Log(logging.Handler):
    """Keeps what the engine says, so that it can be told as problems."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


_log = _Log()


@contextmanager
def log() -> Iterator[list[str]]:
    """Gather what the engine says meanwhile, each message once."""
    _log.lines.clear()
    lines: list[str] = []
    try:
        yield lines
    finally:
        lines += dict.fromkeys(_log.lines)


def fetcher(roots: tuple[Path, ...]) -> Any:
    """Give a fetcher of the project's pictures; every other address is refused."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Pictures(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            del headers
            path = _picture(roots, url)
            if path is None:
                message = f"not a picture of the project: {url}"
                raise ValueError(message)
            kind = {"Content-Type": TYPES[path.suffix]}
            return URLFetcherResponse(url, io.BytesIO(path.read_bytes()), kind)

    return Pictures(allowed_protocols=("https",), allow_redirects=False)


def _picture(roots: tuple[Path, ...], url: str) -> Path | None:
    """Give the file of a picture's address; None where it is none of the project's."""
    if not url.startswith(BASE):
        return None
    name = unquote(urlsplit(url).path).lstrip("/")
    for root in roots:
        # No address that a file system refuses, with a NUL or too long, stops us here.
        with suppress(OSError, ValueError):
            path = (root / name).resolve()
            inside = path.is_relative_to(root.resolve()) and path.is_file()
            if inside and path.suffix in TYPES:
                return path
    return None
