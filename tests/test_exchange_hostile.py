"""Files of strangers: refused with a sentence, never run, fetched or unpacked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from leaflet import exchange
from leaflet.exchange import Row, Table, Verdict, archive
from leaflet.problems import LeafletError

TABLE = Table("hours", "en", "fr", (Row("abc", "When", "Quand", Verdict.DONE),))
SHEET, WORD = "xl/worksheets/sheet1.xml", "word/document.xml"
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;">]>
<x>&b;</x>"""
OUTSIDE = b"""<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>"""
DEEP = b"<a>" * 1000 + b"</a>" * 1000


def zipped(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return made.getvalue()


def changed(format_: str, part: str, data: bytes) -> bytes:
    return archive.packed(exchange.write(format_, TABLE, "CA"), {part: data})


def found(data: bytes, name: str) -> list[str]:
    with pytest.raises(LeafletError) as error:
        exchange.read(data, name)
    assert all(problem.hint for problem in error.value.problems)
    return [problem.id for problem in error.value.problems]


@pytest.mark.parametrize("xml", [LAUGHS, OUTSIDE, DEEP, b"<a>", b"", b"\0"])
@pytest.mark.parametrize(
    ("format_", "part", "name"),
    [
        ("docx", WORD, "a.docx"),
        ("docx", "word/comments.xml", "a.docx"),
        ("xlsx", SHEET, "a.xlsx"),
        ("xlsx", "xl/workbook.xml", "a.xlsx"),
        ("xlsx", "xl/sharedStrings.xml", "a.xlsx"),
    ],
)
def test_bad_xml_inside(format_: str, part: str, name: str, xml: bytes) -> None:
    assert found(changed(format_, part, xml), name) == ["exchange-damaged"]


@pytest.mark.parametrize("xml", [LAUGHS, OUTSIDE, DEEP, b"<a>", b"", b"\0", b"<a/>"])
def test_bad_xliff(xml: bytes) -> None:
    assert found(xml, "a.xlf") == ["exchange-damaged"]


def test_an_archive_that_would_unpack_to_far_too_much() -> None:
    zeros = bytes(archive.LARGEST // 4)
    bomb = zipped({str(i): zeros for i in range(5)})
    assert len(bomb) < exchange.LARGEST
    assert found(bomb, "a.docx") == ["exchange-damaged"]
    many = zipped({str(i): b"" for i in range(archive.MOST_PARTS + 1)})
    assert found(many, "a.xlsx") == ["exchange-damaged"]


def test_more_elements_than_memory_holds() -> None:
    short = b"<x>" + b"<a/>" * archive.MOST_TAGS + b"</x>"
    assert found(changed("docx", WORD, short), "a.docx") == ["exchange-damaged"]
    assert found(short, "a.xlf") == ["exchange-damaged"]


def test_an_archive_that_lies_about_its_sizes() -> None:
    """The size in the directory is what is read, and then the checksum is wrong."""
    data = bytearray(zipped({WORD: bytes(1_000_000)}))
    at = data.index(b"PK\1\2") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    assert found(bytes(data), "a.docx") == ["exchange-damaged"]


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_no_archive_at_all(name: str) -> None:
    whole = exchange.write(name[2:], TABLE, "CA")
    for data in (b"", b"PK", b"\xd0\xcf\x11\xe0" * 9, whole[: len(whole) // 2]):
        assert found(data, name) == ["exchange-damaged"]
    assert found(zipped({"a": b"b"}), name) == ["exchange-damaged"]


def test_an_encrypted_archive() -> None:
    data = bytearray(zipped({WORD: b"x"}))
    for mark in (b"PK\1\2", b"PK\3\4"):
        data[data.index(mark) + (8 if mark[2] == 1 else 6)] |= 1
    assert found(bytes(data), "a.docx") == ["exchange-damaged"]


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="XFD1048576"><v>1</v></c>',
        b'<c r="A9999999" t="s"><v>0</v></c>',
        b"<c><v>1</v></c>",
        b'<c r="A1" t="s"><v>-1</v></c>',
        b'<c r="A1" t="s"><v>' + b"9" * 5000 + b"</v></c>",
    ],
)
def test_cells_where_none_can_be(cell: bytes) -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<sheetData><row>" + cell + b"</row></sheetData></worksheet>"
    )
    ids = found(changed("xlsx", SHEET, sheet), "a.xlsx")
    assert ids in (["exchange-damaged"], ["exchange-columns"])


def test_a_table_in_another_charset_is_told_as_excel_calls_it() -> None:
    with pytest.raises(LeafletError) as error:
        exchange.read("id,é".encode("cp1252"), "a.csv")
    assert "CSV UTF-8" in error.value.problems[0].hint


def test_a_catalog_needs_no_import() -> None:
    with pytest.raises(LeafletError) as error:
        exchange.read(b"", "de.po")
    assert "put it into locales/" in error.value.problems[0].hint


@pytest.mark.parametrize("name", ["a.doc", "a.pdf", "a", "a.xlsm", "a.docm"])
def test_other_kinds_of_files(name: str) -> None:
    assert found(b"", name) == ["exchange-kind"]


def test_files_without_a_table() -> None:
    assert found(b"a,b\n1,2\n", "a.csv") == ["exchange-columns"]
    assert found(b"", "a.csv") == ["exchange-columns"]
    assert found("id,é".encode("latin-1"), "a.csv") == ["encoding"]
    assert found(b'id,English (en),French (fr)\n"a', "a.csv") == ["exchange-damaged"]
    long = b"id,English (en),French (fr)\nabc," + b"x" * 200_000
    assert found(long, "a.csv") == ["exchange-damaged"]


@pytest.mark.parametrize(
    "xliff",
    [
        '<xliff xmlns="{}1.2" version="1.2"/>',
        '<xliff xmlns="{}1.2" version="1.2"><file source-language="en"/></xliff>',
        '<xliff xmlns="{}2.0" version="2.0" srcLang="en"/>',
    ],
)
def test_xliff_without_languages(xliff: str) -> None:
    text = xliff.format("urn:oasis:names:tc:xliff:document:")
    assert found(text.encode(), "a.xlf") == ["exchange-damaged"]


def test_a_character_that_is_none() -> None:
    data = exchange.write("xliff2", TABLE, "CA").replace(b"Quand", b'<cp hex="zz"/>')
    assert exchange.read(data, "a.xlf").rows[0].translation == "\ufffd"
