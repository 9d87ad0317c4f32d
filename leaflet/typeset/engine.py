"""Brings WeasyPrint in: its fonts, its files, its log, and nothing of the machine's.

Import this module late: the engine costs half a second and is not needed to find
out that nothing changed or that a catalog is incomplete.
"""

from __future__ import annotations

import ctypes.util
import io
import logging
import os
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from zlib import crc32

from leaflet.markup import BASE
from leaflet.source.pictures import read_picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from leaflet.source.files import Files
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
    text = library.configuration(cache)
    configuration = cache / f"fonts-{crc32(text.encode())}.conf"
    if not configuration.is_file() or configuration.read_text("utf-8") != text:
        # Renamed into place: another build may read it at this moment.
        temporary = cache / f"{configuration.name}.{os.getpid()}"
        temporary.write_text(text, "utf-8")
        temporary.replace(configuration)
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


def fetcher(files: Files) -> Any:
    """Give a fetcher of the project's pictures; every other address is refused.

    `fetched` has the names of those that it gave.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Pictures(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def __init__(self) -> None:
            super().__init__(allowed_protocols=("https",), allow_redirects=False)
            self.fetched: dict[str, None] = {}

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            del headers
            name, data = _picture(files, url)
            self.fetched[name] = None
            kind = {"Content-Type": TYPES[PurePosixPath(name).suffix.lower()]}
            return URLFetcherResponse(url, io.BytesIO(data), kind)

    return Pictures()


def _picture(files: Files, url: str) -> tuple[str, bytes]:
    """Give the name and the bytes of the picture that an address is of.

    Raises:
        ValueError: there is none in the project, or it is not fit to be drawn.
    """
    name = unquote(urlsplit(url).path).lstrip("/") if url.startswith(BASE) else ""
    path = files.find(name) if PurePosixPath(name).suffix.lower() in TYPES else None
    if path is None:
        message = f"not a picture of the project: {url[:200]}"
        raise ValueError(message)
    # Templates name pictures, too; those of leaflets were judged when they were read.
    if problems := read_picture(files, name):
        raise ValueError("; ".join(f"{one.at}: {one.message}" for one in problems))
    return name, path.read_bytes()
