"""What a PDF object holds, however it holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def drop(item: Any, *keys: str) -> None:
    """Take entries out of a dictionary or stream, where they are there."""
    for key in keys:
        if key in item:
            del item[key]


def resources(item: Any, kind: str) -> Iterator[Any]:
    """Give what a page, form or pattern names as `/XObject`, `/ExtGState` or the like.

    An entry may be missing at each step (ISO 32000-1, 7.8.3).
    """
    held = item.get("/Resources")
    named = held.get(kind) if held is not None else None
    if named is not None:
        yield from (part for _, part in named.items())
