"""The charset of a .po file: what its header declares, before anything is decoded."""

from __future__ import annotations

import codecs
import re

BOM = codecs.BOM_UTF8
UNDECLARED = "ascii"

_HEADER = re.compile(
    rb'^(msgctxt[^\n]*\n(?:[ \t]*"[^\n]*\n)*)?'
    rb'msgid[ \t]+""[ \t\r]*\n?\s*msgstr((?:[ \t]*"[^\n]*\n?)+)',
    re.MULTILINE,
)
"""An entry with an empty msgid; one with a context is a message, and no header."""
_CHARSET = re.compile(rb'charset=([^\s\\";]*)')
_PLACEHOLDERS = ("", "CHARSET")
_PROBE = "".join(map(chr, range(1, 128))) + r"\u0041"


def declared(body: bytes) -> tuple[str, int]:
    r"""Give the charset's name in the header, and its index; no name where none is.

    >>> declared(b'msgid ""\nmsgstr "Content-Type: text/plain; charset=KOI8-R\\n"')
    ('KOI8-R', 51)
    """
    header = next((found for found in _HEADER.finditer(body) if not found[1]), None)
    found = _CHARSET.search(body, *header.span(2)) if header else None
    name = found[1].decode("ascii", "replace") if found else ""
    if found is None or name in _PLACEHOLDERS:
        return "", 0
    return name, found.start(1)


def python_charset(name: str) -> str | None:
    """Give Python's name of a charset; None where ASCII is not a part of it.

    >>> python_charset("windows-1252"), python_charset("UTF-16")
    ('cp1252', None)
    """
    try:
        codec = codecs.lookup(name).name
        data = _PROBE.encode(codec)
        return (
            codec if data == _PROBE.encode() and data.decode(codec) == _PROBE else None
        )
    except (LookupError, ValueError):
        return None
