"""A table as an Excel workbook, all cells of it texts."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from leaflet.exchange.archive import damaged, packed, part, unpack, xml
from leaflet.exchange.cells import Cells, cells, header, read_table
from leaflet.exchange.rows import Verdict
from leaflet.exchange.tongue import Tongue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leaflet.exchange.rows import Table

WIDTHS = (16, 30, 60, 60, 9, 30)
"""Of the columns, in widths of a digit."""
LINE = 15
"""The height of a line, in points."""
TEXTS = SOURCE, TRANSLATION = 2, 3
SHADE, HEAD = (PatternFill("solid", colour) for colour in ("F2F4F5", "0B5563"))
NEVER = b"1980-01-01T00:00:00Z"
_TIME = re.compile(rb"\d{4}-\d\d-\d\dT[\d:.]+Z")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ESCAPABLE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
CORE, SHEET = "docProps/core.xml", "xl/worksheets/sheet1.xml"


def write(table: Table, territory: str) -> bytes:
    """Give a workbook of one sheet: its header stays in sight, and on every page."""
    book = Workbook()
    sheet = book.active
    sheet.title = "translation"
    languages = (table.source_language, table.language)
    tongues = [Tongue.of(language, territory) for language in languages]
    rows = [header(table), *map(cells, table.rows)]
    for number, texts in enumerate(rows, start=1):
        for column, text in enumerate(texts):
            tongue = tongues[column - SOURCE] if column in TEXTS else None
            _fill(sheet.cell(number, column + 1), text, tongue)
        sheet.row_dimensions[number].height = LINE * _lines(texts)
    _set_up(sheet, len(rows))
    made = io.BytesIO()
    book.save(made)
    parts = unpack(made.getvalue(), SHEET)
    changes = {
        CORE: _TIME.sub(NEVER, parts[CORE]),
        # Heights are where rows begin; they grow with what is typed.
        SHEET: parts[SHEET].replace(b' customHeight="1"', b""),
    }
    return packed(made.getvalue(), changes)


def _fill(cell: Any, text: str, tongue: Tongue | None) -> None:
    """Put a text into a cell, never a formula; what is typed over it is text, too."""
    cell.value = _ESCAPABLE.sub("_x005F_", text)
    cell.data_type, cell.number_format, cell.quotePrefix = "s", "@", True
    is_rtl = tongue is not None and tongue.is_rtl
    cell.alignment = Alignment(
        "right" if is_rtl else None, "top", wrap_text=True, readingOrder=2 * is_rtl
    )
    if cell.row == 1:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEAD
    elif cell.column == SOURCE + 1:
        cell.fill = SHADE


def _lines(texts: Sequence[str]) -> int:
    """Give the lines that a row's texts take, about."""
    return max(
        sum(len(line) // width + 1 for line in text.split("\n"))
        for text, width in zip(texts, WIDTHS, strict=True)
    )


def _set_up(sheet: Any, rows: int) -> None:
    for letter, width in zip("ABCDEF", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    states = DataValidation("list", formula1=f'"{Verdict.REVIEW},{Verdict.DONE}"')
    states.add(f"E2:E{max(rows, 2)}")
    sheet.add_data_validation(states)


# --- reading

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_COLUMNS = 50
"""Columns that are looked at: a file with more of them is another one."""
BOOK, STRINGS = "xl/workbook.xml", "xl/sharedStrings.xml"


def read(data: bytes, path: str) -> Table:
    """Give the table of a workbook: that of its first sheet.

    Raises:
        LeafletError: it is damaged, or has no such table.
    """
    archive = unpack(data, path)
    name = _first_sheet(archive, path)
    shared: list[str] = []
    if STRINGS in archive:
        shared = [_text(one) for one in xml(archive[STRINGS], path).iter(f"{_S}si")]
    notes = _notes(archive, name, path)
    return read_table(_rows(part(archive, name, path), shared, notes, path), path)


def _related(
    archive: Mapping[str, bytes], name: str, kind: str, path: str
) -> dict[str, str]:
    """Give the parts of a kind that a part refers to, by the names it has for them."""
    folder, _, file = name.rpartition("/")
    listed = f"{folder}/_rels/{file}.rels"
    if listed not in archive:
        return {}
    return {
        one.get("Id"): _joined(folder, one.get("Target", ""))
        for one in xml(archive[listed], path)
        if str(one.get("Type")).endswith(f"/{kind}")
    }


def _joined(folder: str, target: str) -> str:
    """Give the name of a part from that of another one (ECMA-376, part 2, 6.2)."""
    if target.startswith("/"):
        return target[1:]
    while target.startswith("../"):
        folder, target = folder.rpartition("/")[0], target[3:]
    return f"{folder}/{target}"


def _first_sheet(archive: Mapping[str, bytes], path: str) -> str:
    sheet = part(archive, BOOK, path).find(f"{_S}sheets/{_S}sheet")
    names = _related(archive, BOOK, "worksheet", path)
    if sheet is None or sheet.get(f"{_R}id") not in names:
        raise damaged(path, "has no sheet")
    return names[sheet.get(f"{_R}id")]


def _notes(archive: Mapping[str, bytes], sheet: str, path: str) -> dict[str, str]:
    """Give the notes that stand at cells, by the cells' names."""
    return {
        one.get("ref", ""): _text(one)
        for name in _related(archive, sheet, "comments", path).values()
        for one in part(archive, name, path).iter(f"{_S}comment")
    }


def _rows(
    sheet: Any, shared: list[str], notes: Mapping[str, str], path: str
) -> Iterator[Cells]:
    for number, row in enumerate(sheet.iter(f"{_S}row"), start=1):
        texts: dict[int, str] = {}
        strange: set[int] = set()
        told: list[str] = []
        at = number
        for cell in row.iter(f"{_S}c"):
            found = _CELL.fullmatch(cell.get("r", ""))
            if found is None:
                raise damaged(path, "has a cell without a place")
            at, column = int(found[2]), _column(found[1])
            if column < _COLUMNS:
                texts[column] = _value(cell, shared, path)
                told += notes.get(found[0], "").split("\n")
                if _is_strange(cell):
                    strange.add(column)
        line = tuple(texts.get(i, "") for i in range(max(texts, default=-1) + 1))
        yield Cells(at, line, tuple(told), frozenset(strange))


def _column(letters: str) -> int:
    """Give the number of a column, from 0.

    >>> _column("A"), _column("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _is_strange(cell: Any) -> bool:
    """Tell whether a cell is a formula, a number, a date or the like."""
    if cell.find(f"{_S}f") is not None:
        return True
    value = cell.find(f"{_S}v")
    return cell.get("t", "n") in ("n", "d", "b", "e") and value is not None


def _value(cell: Any, shared: list[str], path: str) -> str:
    if cell.get("t") == "inlineStr":
        return _text(cell)
    value = cell.findtext(f"{_S}v") or ""
    if cell.get("t") != "s":
        return _plain(value)
    if not value.isdecimal() or int(value[:9]) >= len(shared):
        raise damaged(path, f"has no text {value[:9]!r}")
    return shared[int(value[:9])]


def _text(element: Any) -> str:
    """Give a text in one or several formats, without how it is pronounced."""
    texts = element.iter(f"{_S}t")
    spoken = f"{_S}rPh"
    return _plain(
        "".join(one.text or "" for one in texts if one.getparent().tag != spoken)
    )


def _plain(text: str) -> str:
    """Give a text without the escapes of ECMA-376, part 1, 22.9.2.19 (ST_Xstring)."""

    def character(match: re.Match[str]) -> str:
        char = chr(int(match[1], 16))
        return char if char.isprintable() or char in "\r\n\t" else match[0]

    return _ESCAPE.sub(character, text)
