"""Files of the project and those that we ship: where they are, what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from leaflet.problems import LeafletError, Location, Problem

SIZE_LIMIT = 2_000_000
"""Bytes of a text file; a longer one is not what anybody wrote by hand."""

_here = Path(__file__).parent.parent
SHIPPED = _here / "shipped" if (_here / "shipped").is_dir() else _here.parent
"""The folder of our own templates, styles and locales (inside the wheel, or the
repository that this package stands in)."""


@dataclass(frozen=True, slots=True)
class Files:
    """The search path: a project's file wins over ours of the same name."""

    root: Path
    shipped: Path = SHIPPED

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folders, nearest first."""
        return (
            (self.root,)
            if self.root.resolve() == self.shipped.resolve()
            else (self.root, self.shipped)
        )

    def find(self, name: str) -> Path | None:
        """Give the file of a name such as `styles/flat.css`; None if there is none."""
        paths = (root / name for root in self.roots)
        return next((path for path in paths if path.is_file()), None)

    def all(self, pattern: str) -> dict[str, Path]:
        """Give the files that match, by name without folder; nearest wins."""
        found: dict[str, Path] = {}
        for root in reversed(self.roots):
            found |= {path.name: path for path in sorted(root.glob(pattern))}
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
        return decode(read_bytes(path, self.name(path)), self.name(path))


def read_bytes(path: Path, name: str) -> bytes:
    """Give a file's bytes; what goes wrong is a problem named after `name`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise LeafletError(
            Problem("file-unreadable", Location(name), f"cannot be read: {reason}")
        ) from error
    if len(data) > SIZE_LIMIT:
        message = f"is {len(data):,} bytes long; {SIZE_LIMIT:,} is the limit"
        raise LeafletError(Problem("file-too-long", Location(name), message))
    return data


def decode(data: bytes, name: str) -> str:
    """Give the characters of UTF-8 text, with or without BOM, any line ends."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte {data[error.start]:#04x} is not UTF-8 text"
        hint = "save the file as UTF-8 in your editor"
        raise LeafletError(
            Problem("encoding", Location(name, line), message, hint)
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise LeafletError(
            Problem(
                "encoding",
                Location(name, line),
                "a NUL character: this is not a text file",
                "save the file as UTF-8 in your editor",
            )
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")
