"""A table as CSV (RFC 4180), such that spreadsheets change nothing in it.

A cell that a spreadsheet would take for a formula, a number or a date begins with an
apostrophe, which is taken off again when the file comes back.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from leaflet.exchange.archive import damaged
from leaflet.exchange.cells import Cells, cells, header, read_table
from leaflet.problems import LeafletError
from leaflet.source.files import decode_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflet.exchange.rows import Table

_ACTIVE = re.compile(r"'*(?:[=+\-@\t\r]|(?=\D*\d)[\d.,:/ %eE+-]+\Z)")
_DELIMITERS = ",;\t"


def write(table: Table) -> bytes:
    """Give a CSV file in UTF-8 with a byte order mark, by which Excel knows it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in (header(table), *map(cells, table.rows)):
        writer.writerow([f"'{cell}" if _ACTIVE.match(cell) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")


def read(data: bytes, path: str) -> Table:
    """Give the table of a CSV file: with commas, semicolons or tabs, UTF-8.

    Raises:
        LeafletError: it is in another charset, is damaged, or has no header.
    """
    try:
        text = decode_all(data, path)
    except LeafletError as error:
        hint = "save it as UTF-8; Excel calls that «CSV UTF-8»"
        raise LeafletError(replace(it, hint=hint) for it in error.problems) from error
    return read_table(_cells(text, path), path)


def _cells(text: str, path: str) -> Iterator[Cells]:
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, row in enumerate(reader, start=1):
            yield Cells(number, tuple(map(_plain, row)))
    except csv.Error as error:
        raise damaged(path, f"is no CSV: {error}", reader.line_num) from error


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _ACTIVE.match(cell) else cell
