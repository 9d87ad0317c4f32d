"""Files of the project and those that we ship: where they are, what they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.problems import LeafletError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SIZE_LIMIT = 2_000_000
"""Bytes of a text file; a longer one is not what anybody wrote by hand."""

INVISIBLE_HINT = "delete it; copied text often brings such characters along"

_INVISIBLE = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ufeff\ufff9-\ufffc\ufffe\uffff]"
)
"""Control characters and line separators: YAML and Markdown count lines by them in
different ways, and no font prints them. Overrides of direction turn 12 into 21."""

_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)

_here = Path(__file__).parent.parent
SHIPPED = _here / "shipped" if (_here / "shipped").is_dir() else _here.parent
"""The folder of our own templates, styles and locales (inside the wheel, or the
repository that this package stands in)."""


@dataclass(frozen=True, slots=True)
class Files:
    """The search path: a project's file wins over ours of the same name."""

    root: Path
    shipped: Path = SHIPPED
    cache: Path | None = None
    """Where what takes long to work out of them is kept (`source.kept`), if at all."""

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folders, nearest first."""
        return (
            (self.root,)
            if self.root.resolve() == self.shipped.resolve()
            else (self.root, self.shipped)
        )

    def find(self, name: str) -> Path | None:
        """Give the file of a name such as `styles/flat.css`; None if there is none.

        A name that leads out of the folders, by `..` or by a link, finds nothing.
        """
        paths = (inside(root, root / name) for root in self.roots)
        return next((path for path in paths if path), None)

    def all(self, pattern: str) -> dict[str, Path]:
        """Give the files that match, by name without folder; nearest wins."""
        found: dict[str, Path] = {}
        for root in reversed(self.roots):
            found |= {path.name: path for path in sorted(visible(root.glob(pattern)))}
        return dict(sorted(found.items()))

    def name(self, path: Path) -> str:
        """Give a path as problems print it: relative to the project."""
        for root in self.roots:
            if path.is_relative_to(root):
                return path.relative_to(root).as_posix()
        return path.as_posix()

    def read(self, path: Path) -> str:
        """Give a text file's characters.

        Raises:
            LeafletError: it cannot be read, is too long, or is not UTF-8.
        """
        return decode(self.read_bytes(path), self.name(path))

    def read_bytes(self, path: Path, limit: int = SIZE_LIMIT) -> bytes:
        """Give a file's bytes, if it lies in the project or is ours.

        Raises:
            LeafletError: it cannot be read, is too long, or a link leads out.
        """
        name = self.name(path)
        if path.is_file() and not any(inside(root, path) for root in self.roots):
            message = "a link leads out of the project's folder"
            hint = "put a copy of the file in its place"
            raise LeafletError(Problem("file-outside", Location(name), message, hint))
        return read_bytes(path, name, limit)


def visible(paths: Iterable[Path]) -> Iterator[Path]:
    """Give the paths without those that editors and systems hide (`.name`)."""
    return (path for path in paths if not path.name.startswith("."))


def inside(root: Path, path: Path) -> Path | None:
    """Give a path if it is a file that lies in a folder, links followed, else None."""
    try:
        is_inside = path.resolve().is_relative_to(root.resolve())
        return path if is_inside and path.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None  # a name too long, links in a circle, a NUL: no file is there


def read_bytes(path: Path, name: str, limit: int = SIZE_LIMIT) -> bytes:
    """Give a file's bytes; what goes wrong is a problem named after `name`."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        message, hint = "is no file: reading it might never end", "take it out"
        raise LeafletError(Problem("file-unreadable", Location(name), message, hint))
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        message = f"cannot be read: {error.strerror or type(error).__name__}"
        hint = "check that the file is there and that you may read it"
        raise LeafletError(
            Problem("file-unreadable", Location(name), message, hint)
        ) from error
    if len(data) > limit:
        message = f"is longer than {limit:,} bytes"
        hint = "check that it is the right file; divide what is really so long"
        raise LeafletError(Problem("file-too-long", Location(name), message, hint))
    return data


def decode(data: bytes, name: str) -> str:
    """Give the characters of UTF-8 text, with or without BOM, any line ends.

    Raises:
        LeafletError: it is not UTF-8, holds invisible control characters, or two
            versions that somebody has to choose from.
    """
    text = decode_all(data, name)
    if conflict := _CONFLICT.search(text):
        at = Location(name, text.count("\n", 0, conflict.start()) + 1)
        message = "version control has left two versions here"
        hint = "keep one of the two versions, delete the marker lines"
        raise LeafletError(Problem("merge-conflict", at, message, hint))
    if _INVISIBLE.search(text):
        raise LeafletError(_invisible(text, name))
    return text


def decode_all(data: bytes, name: str) -> str:
    """Give the characters of UTF-8 text, invisible ones among them.

    Raises:
        LeafletError: it is not UTF-8.
    """
    try:
        return _lined(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = _lined(data[: error.start].decode("latin-1")).count("\n") + 1
        message = f"byte {data[error.start]:#04x} is not UTF-8 text"
        hint = "save the file as UTF-8 in your editor"
        raise LeafletError(
            Problem("encoding", Location(name, line), message, hint)
        ) from error


def _lined(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _invisible(text: str, name: str) -> Iterator[Problem]:
    """Tell of the first invisible character of each line."""
    for number, line in enumerate(text.split("\n"), start=1):
        if problem := invisible(line, Location(name, number)):
            yield problem


def invisible(text: str, at: Location, name: str = "") -> Problem | None:
    """Tell of the first character that no text has; `name` is the text's."""
    match = _INVISIBLE.search(text)
    if match is None:
        return None
    sign = f"the invisible character U+{ord(match[0]):04X}"
    message = f"{name}: {sign}" if name else sign
    return Problem("character-invisible", at, message, INVISIBLE_HINT)
