"""A table as XLIFF 1.2 (OASIS, 1 February 2008), which every CAT tool reads.

Marks are `ph`, `bpt` and `ept` that hold the very signs: what stands in a `target`,
joined, is the translation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from leaflet.exchange.archive import damaged, xml
from leaflet.exchange.cells import bcp47
from leaflet.exchange.codes import Numbers, append
from leaflet.exchange.marks import Mark, parts
from leaflet.exchange.rows import Row, Table, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leaflet.exchange.marks import Part

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_N = f"{{{NAMESPACE}}}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
US, THEM = "developer", "translator"
"""Whose a note is: ours goes out only, translators' come back."""
STATES = {
    Verdict.UNSAID: "needs-translation",
    Verdict.REVIEW: "needs-review-translation",
    Verdict.DONE: "translated",
}
_DONE = {"translated", "final", "signed-off"}
_UNSAID = {None, "new", "needs-translation"}
_CODE_TYPES = {"**": "bold", "__": "bold", "*": "italic", "_": "italic", "[": "link"}

_GROUPS = (
    *("xliff", "file", "body", "trans-unit", "alt-trans"),
    *("unit", "notes", "originalData", "segment"),
)
"""The elements that hold elements, not texts."""


def write(table: Table) -> bytes:
    """Give an XLIFF file of one `file`, with a `trans-unit` for each row."""
    root = etree.Element(f"{_N}xliff", {"version": "1.2"}, nsmap={None: NAMESPACE})
    about = {
        "original": table.name,
        "datatype": "x-markdown",
        "source-language": bcp47(table.source_language),
        "target-language": bcp47(table.language),
    }
    body = etree.SubElement(etree.SubElement(root, f"{_N}file", about), f"{_N}body")
    for row in table.rows:
        _unit(body, row)
    return document(root)


def document(root: Any) -> bytes:
    """Give the bytes of an XML document, its texts each on a line."""
    for element in root.iter():
        if etree.QName(element).localname in _GROUPS:
            element.text = "\n"
            for child in element:
                child.tail = "\n"
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _unit(body: Any, row: Row) -> None:
    approved = "yes" if row.state is Verdict.DONE else "no"
    about = {"id": row.id, "approved": approved}
    unit = etree.SubElement(body, f"{_N}trans-unit", about)
    unit.set(f"{_XML}space", "preserve")
    numbers = Numbers()
    _write(etree.SubElement(unit, f"{_N}source"), parts(row.source), numbers)
    target = etree.SubElement(unit, f"{_N}target", {"state": STATES[row.state]})
    numbers.again()
    _write(target, parts(row.translation), numbers)
    for note in filter(None, (row.place, *row.notes)):
        _note(unit, note, US)
    for comment in row.comments:
        _note(unit, comment, THEM)
    if row.previous:
        old = {"alttranstype": "previous-version"}
        before = etree.SubElement(unit, f"{_N}alt-trans", old)
        etree.SubElement(before, f"{_N}source").text = row.previous
        etree.SubElement(before, f"{_N}target").text = row.translation


def _note(unit: Any, text: str, whose: str) -> None:
    etree.SubElement(unit, f"{_N}note", {"from": whose}).text = text


def _write(element: Any, found: Iterable[Part], numbers: Numbers) -> None:
    for part in found:
        if isinstance(part, str):
            append(element, part)
            continue
        number = {"id": numbers.of(part)}
        if isinstance(part, Mark):
            etree.SubElement(element, f"{_N}ph", number).text = part.text
            continue
        kind = _CODE_TYPES.get(part.opening)
        opening = {**number, "ctype": kind} if kind else number
        etree.SubElement(element, f"{_N}bpt", opening).text = part.opening
        _write(element, part.inside, numbers)
        etree.SubElement(element, f"{_N}ept", number).text = part.closing


def read(root: Any, path: str) -> Table:
    """Give the table of an XLIFF file; its rows stand at lines.

    Raises:
        LeafletError: it has several languages, or none.
    """
    files = root.findall(f"{_N}file")
    attributes = ("source-language", "target-language")
    languages = {tuple(one.get(name, "") for name in attributes) for one in files}
    if len(languages) != 1 or not all(found := languages.pop()):
        raise damaged(path, "does not name one source and one target language")
    source, target = (tag.replace("-", "_") for tag in found)
    rows = tuple(map(_row, root.iter(f"{_N}trans-unit")))
    return Table(path, source, target, rows)


def _row(unit: Any) -> Row:
    texts = [_text(unit.find(f"{_N}{name}")) for name in ("source", "target")]
    return Row(
        unit.get("id", ""),
        texts[0],
        texts[1],
        _state(unit),
        tuple(_comments(unit)),
        at=unit.sourceline or 0,
    )


def _comments(unit: Any) -> Iterator[str]:
    """Give the notes of others, each line a comment, with the name of who wrote it."""
    for note in unit.findall(f"{_N}note"):
        whose = note.get("from", THEM)
        if whose != US:
            name = "" if whose == THEM else f"{whose}: "
            yield from f"{name}{note.text or ''}".split("\n")


def _state(unit: Any) -> Verdict:
    target = unit.find(f"{_N}target")
    said = target.get("state") if target is not None else None
    if said in _DONE or (said in _UNSAID and unit.get("approved") == "yes"):
        return Verdict.DONE
    return Verdict.UNSAID if said in _UNSAID else Verdict.REVIEW


def _text(element: Any) -> str:
    """Give all text in an element; comments and instructions of XML are none."""
    return "" if element is None else "".join(element.itertext(etree.Element))


def parse(data: bytes, path: str) -> Any:
    """Give the root of an XLIFF file of any version.

    Raises:
        LeafletError: it is damaged, or no XLIFF.
    """
    root = xml(data, path)
    if etree.QName(root).localname != "xliff":
        raise damaged(path, "is no XLIFF")
    return root
