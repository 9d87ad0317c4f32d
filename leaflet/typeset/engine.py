"""Brings WeasyPrint in: its fonts, its files, its log, and nothing of the machine's.

Import this module late: the engine costs a tenth of a second and is not needed to find
out that nothing changed or that a catalog is incomplete. What is changed of it while it
comes in stands here, and waits for Kozea/WeasyPrint#2073, a faster import.
"""

from __future__ import annotations

import ast
import ctypes.util
import io
import logging
import os
import sys
from contextlib import contextmanager, nullcontext
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from pkgutil import resolve_name
from types import ModuleType
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from zlib import crc32

from leaflet.markup import BASE
from leaflet.source.kept import keep, put, recall
from leaflet.source.pictures import read_picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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


_FONT_TOOLS = {
    "fontTools": ("subset",),
    "fontTools.ttLib": ("TTFont", "ttFont", "woff2"),
    "fontTools.varLib": (),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}
"""The modules that the engine imports names from, and these."""


class _Late:
    """Stands for a name of a module, which is imported when the name is used."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return resolve_name(self._name)(*arguments, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(resolve_name(self._name), name)


@contextmanager
def _late_font_tools() -> Iterator[None]:
    """Keep the engine from importing fontTools before it calls it: 60 ms.

    It calls it for fonts that vary or are pictures, and where HarfBuzz cannot cut fonts
    down to the characters that are used.
    """
    before = {module: sys.modules.get(module) for module in _FONT_TOOLS}
    for module, names in _FONT_TOOLS.items():
        sys.modules[module] = ModuleType(module)
        for name in names:
            setattr(sys.modules[module], name, _Late(f"{module}.{name}"))
    # An error of a font is told in the log, whatever its class.
    vars(sys.modules["fontTools.ttLib"])["TTLibError"] = Exception
    try:
        yield
    finally:
        for module, real in before.items():
            del sys.modules[module]
            if real is not None:
                sys.modules[module] = real


@contextmanager
def _known_declarations(cache: Path) -> Iterator[None]:
    """Keep cffi from parsing the engine's declarations, where it did so before.

    It parses them, in C, whenever the engine is imported, and each type once more when
    it is first used: 90 ms. Kept is what cffi makes of them where a module is built
    beforehand ("out-of-line ABI mode"), as the engine's could be.
    """
    import cffi
    from _cffi_backend import FFI

    package = find_spec("weasyprint")
    source = Path((package.origin if package else None) or "").parent / "text/ffi.py"
    name = ("declarations", str(source))
    made_from = (cffi.__version__, source.read_bytes())
    known = recall(cache, name, made_from)
    heard: list[str] = []

    class Known(FFI):  # type: ignore[misc]  # cffi has no types
        def cdef(self, declarations: str) -> None:
            """They are known."""

    class Heard(cffi.FFI):  # type: ignore[misc]
        def cdef(self, declarations: str) -> None:
            heard.append(declarations)
            super().cdef(declarations)

    usual = cffi.FFI
    cffi.FFI = (lambda: Known("weasyprint", **known)) if known else Heard
    try:
        yield
    finally:
        cffi.FFI = usual
    if heard:
        keep(cache, name, made_from, _made(heard))


def _made(declarations: Sequence[str]) -> dict[str | None, object]:
    """Give what cffi's own FFI is made with, from declarations in C."""
    import cffi

    ffi, module = cffi.FFI(), io.StringIO()
    for text in declarations:
        ffi.cdef(text)
    ffi.set_source("weasyprint", None, compiler_verbose=0)
    ffi.emit_python_code(module)
    tree = ast.walk(ast.parse(module.getvalue()))
    (call,) = (node for node in tree if isinstance(node, ast.Call))
    return {one.arg: ast.literal_eval(one.value) for one in call.keywords}


def use_fonts(library: Library, cache: Path) -> None:
    """Make this process's fontconfig know the library's folders alone."""
    cache = cache.resolve()  # fontconfig takes no relative path
    cache.mkdir(parents=True, exist_ok=True)
    text = library.configuration(cache)
    configuration = cache / f"fonts-{crc32(text.encode())}.conf"
    if not configuration.is_file() or configuration.read_text("utf-8") != text:
        put(configuration, text.encode())
    os.environ["FONTCONFIG_FILE"] = str(configuration)


def engine(cache: Path | None = None) -> Any:
    """Give WeasyPrint, imported on first use, quicker with a folder to keep things in.

    Raises:
        OSError: Pango or another library is not on this machine.
    """
    declarations = _known_declarations(cache) if cache else nullcontext()
    try:
        with _named_libraries(), _late_font_tools(), declarations:
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
