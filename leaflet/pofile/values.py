"""What a .po file is: entries, their raw bytes, and the style they are written in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Key = tuple[str | None, str]
"""What makes a message one message: msgctxt and msgid."""

_FLAG_END = re.compile(r"[\s,]+")
_NPLURALS = re.compile(r"nplurals\s*=\s*(\d+)")
_GERMANIC = 2


@dataclass(frozen=True, slots=True)
class Style:
    """How a file is written, for the lines that we add to it.

    `charset` is Python's name of it: `ascii` where the file declares none. `width`
    is the number of columns at which strings are wrapped, quotes included; 0 where
    they break only after a newline.
    """

    path: str
    charset: str = "utf-8"
    newline: str = "\n"
    width: int = 0


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of an entry, in three parts that follow each other in the file.

    `above` are blank lines, comments, flags and the previous msgid; `source` goes
    from the first keyword to the end of msgid or msgid_plural; `target` has the
    bytes of each msgstr.
    """

    above: bytes
    source: bytes
    target: tuple[bytes, ...]

    def __bytes__(self) -> bytes:
        """Give the whole entry."""
        return b"".join((self.above, self.source, *self.target))


@dataclass(frozen=True, slots=True)
class Previous:
    """The msgid (and its companions) that a fuzzy msgstr was made for: `#|`."""

    msgid: str
    msgid_plural: str | None = None
    msgctxt: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a .po file.

    `msgstr` has one text, or one for each plural form. `flags` are those of `#,` and
    `#=`, as written, `fuzzy` among them. Lines and columns count from 1 and are those
    of the file as it was read: 0 for an entry that we made.
    """

    msgctxt: str | None
    msgid: str
    msgid_plural: str | None
    msgstr: tuple[str, ...]
    obsolete: bool
    previous: Previous | None
    flags: tuple[str, ...]
    comments: tuple[str, ...]
    extracted: tuple[str, ...]
    references: tuple[str, ...]
    raw: Raw = field(repr=False)
    style: Style = field(repr=False, compare=False)
    msgid_line: int = field(default=0, compare=False)
    msgid_column: int = field(default=0, compare=False)
    msgstr_line: int = field(default=0, compare=False)
    msgstr_column: int = field(default=0, compare=False)

    @property
    def key(self) -> Key:
        """What no other entry of the file has."""
        return self.msgctxt, self.msgid

    @property
    def fuzzy(self) -> bool:
        """Whether the msgstr is only a guess (msgfmt too takes a space for a comma)."""
        return any("fuzzy" in _FLAG_END.split(flag) for flag in self.flags)

    @property
    def is_header(self) -> bool:
        """Whether this is the header: no msgctxt, and an empty msgid."""
        return self.key == (None, "") and not self.obsolete


@dataclass(frozen=True, slots=True)
class PoFile:
    """A .po file: its entries, the header among them, in their order.

    `start` is the byte order mark, where there is one; `end` is what stands after the
    last entry.
    """

    entries: tuple[Entry, ...]
    style: Style = field(compare=False)
    start: bytes = b""
    end: bytes = b""

    def encode(self) -> bytes:
        """Give the file's bytes: those that were read, where nothing was changed."""
        entries = (bytes(entry.raw) for entry in self.entries)
        return b"".join((self.start, *entries, self.end))

    @property
    def header_entry(self) -> Entry | None:
        """The entry that holds the header; by custom the first, but not by rule."""
        return next((entry for entry in self.entries if entry.is_header), None)

    @property
    def header(self) -> dict[str, str]:
        """The header's fields, in their order and with their own case."""
        header = self.header_entry
        lines = header.msgstr[0].split("\n") if header else []
        fields = (line.partition(":") for line in lines)
        return {name.strip(): value.strip() for name, colon, value in fields if colon}

    @property
    def nplurals(self) -> int:
        """The number of plural forms; 2 where none is declared, as in gettext."""
        return declared_nplurals(self.header) or _GERMANIC


def declared_nplurals(header: Mapping[str, str]) -> int | None:
    """Give the number of plural forms that a header declares.

    >>> declared_nplurals({"Plural-Forms": "nplurals=3; plural=n%10"})
    3
    """
    found = _NPLURALS.search(header.get("Plural-Forms", ""))
    return int(found[1]) if found else None
