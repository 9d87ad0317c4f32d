"""Translations to agencies and back: Word, XLIFF, CSV, Excel.

    rows         PoFile -> Table: one message in each row, and ids that hold over time
    marks        the marks of a message apart from its words
    cells        Table <-> rows of cells, which Word and spreadsheets have
    tongue       what office programs must know of a language
    word, spreadsheet, delimited, xliff, xliff2 (codes)   Table <-> bytes
    archive      zip and XML of strangers, opened with care
    take         Table and PoFile -> PoFile, with what was taken and what was refused

Only functions from values to values; `build` reads and writes the files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflet.exchange import delimited, spreadsheet, word, xliff, xliff2
from leaflet.exchange.cells import unfit
from leaflet.exchange.rows import Row, Table, Verdict, table
from leaflet.exchange.take import Taken, known_ids, strangers, take
from leaflet.problems import LeafletError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "LARGEST",
    "SUFFIXES",
    "Row",
    "Table",
    "Taken",
    "Verdict",
    "known_ids",
    "read",
    "strangers",
    "table",
    "take",
    "write",
]

SUFFIXES = {
    "docx": ".docx",
    "xliff": ".xlf",
    "xliff2": ".xlf",
    "csv": ".csv",
    "xlsx": ".xlsx",
}
"""The formats, and how the names of their files end."""
LARGEST = 20_000_000
"""Bytes of a file that comes back."""


def write(format_: str, found: Table, territory: str) -> bytes:
    """Give the bytes of a table in a format; the territory chooses dictionaries.

    Raises:
        LeafletError: a message has a character that the format cannot hold.
    """
    if wrong := list(unfit(found)):
        raise LeafletError(wrong)
    writers: dict[str, Callable[[], bytes]] = {
        "docx": lambda: word.write(found, territory),
        "xlsx": lambda: spreadsheet.write(found, territory),
        "csv": lambda: delimited.write(found),
        "xliff": lambda: xliff.write(found),
        "xliff2": lambda: xliff2.write(found),
    }
    return writers[format_]()


def read(data: bytes, path: str) -> Table:
    """Give the table of a file; its name tells what it is.

    Raises:
        LeafletError: it is of another kind, or cannot be read.
    """
    suffix = path[path.rfind(".") :].lower()
    if suffix in (".xlf", ".xliff"):
        root = xliff.parse(data, path)
        return (
            xliff2.read(root, path)
            if "srcLang" in root.attrib
            else xliff.read(root, path)
        )
    readers: dict[str, Callable[[bytes, str], Table]] = {
        ".docx": word.read,
        ".xlsx": spreadsheet.read,
        ".csv": delimited.read,
    }
    if suffix not in readers:
        message = "is none of the files that `leaflet messages export` makes"
        hint = f"save it as one of {', '.join(('.xliff', '.xlf', *readers))}"
        if suffix == ".po":
            hint = "a catalog needs no import: put it into locales/, in its place"
        raise LeafletError(Problem("exchange-kind", Location(path), message, hint))
    return readers[suffix](data, path)
