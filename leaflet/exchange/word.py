"""A table as a Word document: what an agency that works in Word gets and sends back.

The text of what comes back is that with all tracked changes accepted; Word's own
comments are read with their authors' names.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from leaflet.exchange.archive import packed, part, unpack, xml
from leaflet.exchange.cells import Cells, cells, header, read_table
from leaflet.exchange.marks import Mark, flat, parts
from leaflet.exchange.tongue import Tongue
from leaflet.sheet import PAPERS, usual_paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docx.document import Document as DocumentFile
    from docx.table import Table as DocumentTable
    from docx.table import _Cell as Cell
    from docx.text.paragraph import Paragraph

    from leaflet.exchange.rows import Table
    from leaflet.sheet import Paper

MARGIN = 12
"""In mm, on all sides."""
SHARES = (0.09, 0.17, 0.28, 0.28, 0.06, 0.12)
"""Of the columns, of the width between the margins."""
ID, WHERE, SOURCE, TRANSLATION = range(4)
SHADE, HEAD, LINE = "F2F4F5", "0B5563", "A9B4B8"
BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
FONT = "Calibri"
STYLES = (
    ("Mark", None, RGBColor(0x0B, 0x55, 0x9C)),
    ("Small", Pt(7.5), RGBColor(0x50, 0x58, 0x5C)),
    ("Head", None, RGBColor(0xFF, 0xFF, 0xFF)),
)
"""The styles of characters: name, size and colour."""
INTRODUCTION = (
    "Please write each translation into its column; leave the other columns as "
    "they are. Keep the signs in blue: **bold**, *slanted*, [@source], [^note], "
    "[words](address), {name}; the words between them are to be translated.",
    "State: «review» is a guess or needs a second look; write «done» once it is right. "
    "Comments are welcome, in the last column or as comments of Word.",
)


def write(table: Table, territory: str) -> bytes:
    """Give a Word document: a heading, what to do, and the table."""
    document: DocumentFile = Document()
    paper = PAPERS[usual_paper(territory)]
    _set_up(document, paper)
    title = f"{table.name}: {' → '.join(header(table)[SOURCE : TRANSLATION + 1])}"
    document.core_properties.title = title
    document.core_properties.author = ""
    document.add_heading(title, level=1)
    for text in INTRODUCTION:
        _write(document.add_paragraph(), text)
    languages = (table.source_language, table.language)
    tongues = [Tongue.of(language, territory) for language in languages]
    widths = [Mm((paper.height - 2 * MARGIN) * share) for share in SHARES]
    by_column = dict(zip((SOURCE, TRANSLATION), tongues, strict=True))
    _add_table(document, table, widths, by_column)
    made = io.BytesIO()
    document.save(made)
    return packed(made.getvalue(), {})


def _set_up(document: DocumentFile, paper: Paper) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(paper.height), Mm(paper.width)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Mm(MARGIN))
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10)
    normal.paragraph_format.space_after = Pt(3)
    for name, size, colour in STYLES:
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.size, style.font.color.rgb = size, colour
    document.styles["Head"].font.bold = True
    # Marks are no words of any language: no red waves under them.
    _properties(document.styles["Mark"].element, "w:rPr", "w:noProof")


def _add_table(
    document: DocumentFile,
    table: Table,
    widths: Sequence[Mm],
    tongues: Mapping[int, Tongue],
) -> None:
    rows = [header(table), *map(cells, table.rows)]
    made = document.add_table(len(rows), len(widths), style="Table Grid")
    made.autofit = False
    _draw(made)
    for grid, width in zip(made.columns, widths, strict=True):
        grid.width = width
    for number, (row, texts) in enumerate(zip(made.rows, rows, strict=True)):
        _properties(row._tr, "w:trPr", "w:cantSplit")
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = widths[column]
            if number:
                _fill(cell, column, text, tongues.get(column))
            else:
                _shade(cell, HEAD)
                _run(cell.paragraphs[0], text, "Head")
    _properties(made.rows[0]._tr, "w:trPr", "w:tblHeader")


def _draw(table: DocumentTable) -> None:
    """Draw thin grey lines between the cells."""
    borders = OxmlElement("w:tblBorders")
    line = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": LINE}
    for side in BORDERS:
        _add(borders, f"w:{side}", line)
    # Their place among the properties is fixed (17.4.59).
    table._tbl.tblPr.find(qn("w:tblW")).addnext(borders)


def _fill(cell: Cell, column: int, text: str, tongue: Tongue | None) -> None:
    """Write a cell below the header."""
    paragraph = cell.paragraphs[0]
    if column == SOURCE:
        _shade(cell, SHADE)
    if tongue:
        _write(paragraph, text)
        _speak(paragraph, tongue)
    else:
        _run(paragraph, text, "Small" if column in (ID, WHERE) else None)


def _write(paragraph: Paragraph, text: str) -> None:
    """Write words and marks, the latter in their own style."""
    for one in flat(parts(text)):
        if isinstance(one, Mark):
            _run(paragraph, one.text, "Mark")
        else:
            _run(paragraph, one)


def _run(paragraph: Paragraph, text: str, style: str | None = None) -> None:
    """Write a run; its style by its id, which python-docx would look up for long."""
    paragraph.add_run(text)._r.style = style


def _speak(paragraph: Paragraph, tongue: Tongue) -> None:
    """Set language and direction, also of what will be typed at the end.

    Word has one language for each kind of script. Marks stay from left to right.
    """
    language = dict.fromkeys(("w:val", "w:eastAsia", "w:bidi"), tongue.tag)
    if tongue.is_rtl:
        _properties(paragraph._p, "w:pPr", "w:bidi")
    _properties(paragraph._p, "w:pPr", "w:rPr")
    end = paragraph._p.find(qn("w:pPr"))
    for element in (end, *(run._r for run in paragraph.runs)):
        if tongue.is_rtl and element.find(f"{qn('w:rPr')}/{qn('w:rStyle')}") is None:
            _properties(element, "w:rPr", "w:rtl")
        _properties(element, "w:rPr", "w:lang", language)


def _shade(cell: Cell, colour: str) -> None:
    values = {"w:val": "clear", "w:color": "auto", "w:fill": colour}
    _properties(cell._tc, "w:tcPr", "w:shd", values)


def _properties(
    element: Any, group: str, name: str, values: Mapping[str, str] | None = None
) -> None:
    """Add a property that python-docx has no name for (ECMA-376, part 1, 17)."""
    properties = element.find(qn(group))
    if properties is None:
        properties = OxmlElement(group)
        element.insert(0, properties)
    _add(properties, name, values or {})


def _add(element: Any, name: str, values: Mapping[str, str]) -> None:
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(key), value)
    element.append(made)


# --- reading

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "\u00ad",
}
_UNREAD = {
    *(f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
DOCUMENT, COMMENTS = "word/document.xml", "word/comments.xml"


def read(data: bytes, path: str) -> Table:
    """Give the table of a Word document; rows count from 1, with the header.

    Raises:
        LeafletError: it is damaged, or has no such table.
    """
    archive = unpack(data, path)
    document = part(archive, DOCUMENT, path)
    comments = {}
    if COMMENTS in archive:
        comments = _comments(xml(archive[COMMENTS], path))
    return read_table(_rows(document, comments), path)


def _comments(root: Any) -> dict[str, str]:
    """Give Word's comments by their numbers, each with its author's name."""
    return {
        one.get(f"{_W}id"): f"{one.get(f'{_W}author') or 'Word'}: {_text(one)}"
        for one in root.iter(f"{_W}comment")
    }


def _rows(document: Any, comments: Mapping[str, str]) -> Iterator[Cells]:
    for number, row in enumerate(document.iter(f"{_W}tr"), start=1):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            continue  # deleted, as a tracked change
        marks = (one.get(f"{_W}id") for one in row.iter(f"{_W}commentReference"))
        told = (line for mark in marks for line in comments.get(mark, "").split("\n"))
        texts = tuple(_text(cell) for cell in row.iter(f"{_W}tc"))
        yield Cells(number, texts, tuple(told))


def _text(element: Any) -> str:
    """Give the text of a cell: a line for each paragraph, and for each break."""
    paragraphs = element.iter(f"{_W}p")
    return "\n".join("".join(_pieces(paragraph)) for paragraph in paragraphs)


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _UNREAD:
            yield from _pieces(child)
