"""How much of a stranger's file we read, and how its streams are unpacked."""

from __future__ import annotations

import zlib
from typing import Any

from pikepdf import Array, Dictionary, Name

FILE, PAGES = 500_000_000, 2_000
STREAM = 100_000_000
"""Bytes of one content stream, unpacked: a map of a whole country has fewer."""
OPERATORS = 5_000_000
"""Operators on one page, forms counted each time that they are drawn."""
DEPTH = 24
"""Forms within forms, and patterns."""
ELEMENTS = 1_000_000
_PACKED = 5_000_000
"""Bytes of a stream whose packing only qpdf can undo."""


class BeyondLimitError(Exception):
    """A file is larger than any leaflet; says what is too large."""


def unpacked(stream: Any) -> bytes:
    """Give the bytes of a stream.

    Raises:
        BeyondLimitError: they are too many; a few kilobytes can unpack to a disk full.
    """
    filters = stream.get("/Filter", Array([]))
    names = [filters] if isinstance(filters, Name) else list(filters)
    raw = bytes(stream.read_raw_bytes())
    if all(name == Name.FlateDecode for name in names) and not _predicts(stream):
        for _ in names:
            raw = _inflated(raw)
        return raw
    if len(raw) > _PACKED or names.count(Name.FlateDecode) > 1:
        raise BeyondLimitError("a stream is packed in a way that has no limit")
    return bytes(stream.read_bytes())


def _inflated(data: bytes) -> bytes:
    opened = zlib.decompressobj()
    try:
        out = opened.decompress(data, STREAM)
    except zlib.error as error:
        message = f"a stream cannot be unpacked: {error}"
        raise ValueError(message) from error
    if opened.unconsumed_tail:
        message = f"a stream has more than {STREAM:,} bytes"
        raise BeyondLimitError(message)
    return out


def _predicts(stream: Any) -> bool:
    parameters = stream.get("/DecodeParms", None)
    return isinstance(parameters, Dictionary | Array) and len(parameters) > 0
