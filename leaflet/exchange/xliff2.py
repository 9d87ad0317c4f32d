"""A table as XLIFF 2.0 (OASIS, 5 August 2014; the core alone).

Marks are `ph` and `pc`; the signs that they stand for are in `originalData`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from leaflet.exchange.archive import damaged
from leaflet.exchange.cells import bcp47
from leaflet.exchange.codes import Numbers, append
from leaflet.exchange.marks import Mark, parts
from leaflet.exchange.rows import Row, Table, Verdict
from leaflet.exchange.xliff import US, document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from leaflet.exchange.marks import Part

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_N = f"{{{NAMESPACE}}}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
REVIEW = "leaflet:review"
"""The sub-state of what needs a second look: a tool that goes on must take it off."""
STATES = {
    Verdict.UNSAID: {"state": "initial"},
    Verdict.REVIEW: {"state": "initial", "subState": REVIEW},
    Verdict.DONE: {"state": "translated"},
}
_TYPES = {"*": "fmt", "_": "fmt", "[": "link"}
COMMENT = "comment"


def write(table: Table) -> bytes:
    """Give an XLIFF file of one `file`, with a `unit` of one segment for each row."""
    about = {
        "version": "2.0",
        "srcLang": bcp47(table.source_language),
        "trgLang": bcp47(table.language),
    }
    root = etree.Element(f"{_N}xliff", about, nsmap={None: NAMESPACE})
    file = etree.SubElement(root, f"{_N}file", {"id": "f1", "original": table.name})
    for row in table.rows:
        _unit(file, row)
    return document(root)


def _unit(file: Any, row: Row) -> None:
    unit = etree.SubElement(file, f"{_N}unit", {"id": row.id})
    unit.set(f"{_XML}space", "preserve")
    told = [(US, note) for note in (row.place, *row.notes) if note]
    if row.previous:
        told.append((US, f"The text was: {row.previous}"))
    told += [(COMMENT, comment) for comment in row.comments]
    if told:
        notes = etree.SubElement(unit, f"{_N}notes")
        for category, note in told:
            etree.SubElement(notes, f"{_N}note", {"category": category}).text = note
    data = etree.Element(f"{_N}originalData")
    segment = etree.Element(f"{_N}segment", STATES[row.state])
    numbers, names = Numbers(), dict[str, str]()
    _write(etree.SubElement(segment, f"{_N}source"), parts(row.source), numbers, names)
    if row.translation:
        numbers.again()
        target = etree.SubElement(segment, f"{_N}target")
        _write(target, parts(row.translation), numbers, names)
    for text, name in names.items():
        etree.SubElement(data, f"{_N}data", {"id": name}).text = text
    unit.extend([data, segment] if names else [segment])


def _write(
    element: Any, found: Iterable[Part], numbers: Numbers, names: dict[str, str]
) -> None:
    """Write words and codes; `names` gives each sign the name of its data."""
    for part in found:
        if isinstance(part, str):
            append(element, part)
            continue
        signs = (part.text,) if isinstance(part, Mark) else (part.opening, part.closing)
        data = [names.setdefault(sign, f"d{len(names) + 1}") for sign in signs]
        code = {"id": numbers.of(part)}
        if isinstance(part, Mark):
            code |= {"dataRef": data[0], "disp": part.text.strip()}
            etree.SubElement(element, f"{_N}ph", code)
            continue
        code |= {"dataRefStart": data[0], "dataRefEnd": data[1]}
        code |= {"dispStart": part.opening, "dispEnd": part.closing}
        code |= {"type": _TYPES.get(part.opening[0], "other")}
        inside = etree.SubElement(element, f"{_N}pc", code)
        _write(inside, part.inside, numbers, names)


def read(root: Any, path: str) -> Table:
    """Give the table of an XLIFF file; its rows stand at lines.

    Raises:
        LeafletError: it names no target language.
    """
    source, target = (root.get(name, "") for name in ("srcLang", "trgLang"))
    if not source or not target:
        raise damaged(path, "does not name a source and a target language")
    rows = tuple(map(_row, root.iter(f"{_N}unit")))
    return Table(path, source.replace("-", "_"), target.replace("-", "_"), rows)


def _row(unit: Any) -> Row:
    """Give a unit as a row; tools may have cut it into several segments."""
    data = {one.get("id"): one.text or "" for one in unit.iter(f"{_N}data")}
    parts_ = [one for one in unit if one.tag in (f"{_N}segment", f"{_N}ignorable")]
    source = "".join(_text(one.find(f"{_N}source"), data) for one in parts_)
    targets = [one.find(f"{_N}target") for one in parts_]
    segments = [one for one in parts_ if one.tag == f"{_N}segment"]
    translation = ""
    if any(one.find(f"{_N}target") is not None for one in segments):
        translation = "".join(
            _text(part.find(f"{_N}source") if target is None else target, data)
            for part, target in zip(parts_, targets, strict=True)
            if target is not None or part.tag == f"{_N}ignorable"
        )
    return Row(
        unit.get("id", ""),
        source,
        translation,
        _state(segments),
        tuple(_comments(unit)),
        at=unit.sourceline or 0,
    )


def _comments(unit: Any) -> Iterator[str]:
    for note in unit.iterfind(f"{_N}notes/{_N}note"):
        if note.get("category") != US:
            yield from (note.text or "").split("\n")


def _state(segments: Iterable[Any]) -> Verdict:
    """Give the state of a unit: done where all of it is, and no part is missing."""
    said = {_segment_state(segment) for segment in segments}
    if len(said) == 1:
        return said.pop()
    return Verdict.REVIEW


def _segment_state(segment: Any) -> Verdict:
    if segment.get("subState") == REVIEW:
        return Verdict.REVIEW
    done = segment.get("state", "initial") != "initial"
    return Verdict.DONE if done else Verdict.UNSAID


def _text(element: Any, data: Mapping[str, str]) -> str:
    return "" if element is None else "".join(_pieces(element, data))


def _pieces(element: Any, data: Mapping[str, str]) -> Iterator[str]:
    """Give words and the signs of codes (2.0, 4.7.2: inline codes)."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{_N}cp":
            yield "\ufffd"  # a character that XML cannot hold, nor any translation
        elif isinstance(child.tag, str):
            opening = child.get("dataRef") or child.get("dataRefStart")
            yield data.get(opening, "")
            yield from _pieces(child, data)
            yield data.get(child.get("dataRefEnd"), "")
        yield child.tail or ""
