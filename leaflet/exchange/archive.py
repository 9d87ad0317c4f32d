"""Files of strangers opened with care: zip archives, and the XML inside.

Word and spreadsheet files are zip archives of XML parts (ECMA-376, part 2). Nothing in
them is run, fetched or expanded: macros and links are not looked at, document types
are refused (as ECMA-376 does), sizes are known before anything is unpacked.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from lxml import etree

from leaflet.problems import LeafletError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST = 100_000_000
"""Bytes of all parts, unpacked: some hundred times what any leaflet needs."""
MOST_PARTS = 2_000
MOST_TAGS = 4_000_000
"""Tags in one part: each costs memory, however short it is."""
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of each part of what we write, so that the same text gives the same file."""
HINT = "open it in the program that made it, and save it again"


def unpack(data: bytes, path: str) -> dict[str, bytes]:
    """Give the parts of a zip archive.

    Raises:
        LeafletError: it is none, is damaged, or would be far too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > LARGEST:
                raise damaged(path, "unpacks to far more than any leaflet needs")
            # Sizes are declared; zipfile reads no byte more than that.
            return {part.filename: archive.read(part) for part in parts}
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError),
        *(RuntimeError, ValueError),  # encrypted; a name that is none
    ) as error:
        raise damaged(path, "is no Word or spreadsheet file, or is cut off") from error


def packed(data: bytes, changes: Mapping[str, bytes]) -> bytes:
    """Give an archive with other parts in some places, without any clock's time."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**parts, **changes}.items():
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, part)
    return made.getvalue()


def xml(data: bytes, path: str) -> Any:
    """Give the root element of an XML text.

    Raises:
        LeafletError: it is not well-formed, has a document type, or is far too large.
    """
    if data.count(b"<") > MOST_TAGS:
        raise damaged(path, "has far more elements than any leaflet needs")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = f"is not well-formed XML: {error.msg}"
        raise damaged(path, message, error.lineno or 0) from error
    if root.getroottree().docinfo.doctype:
        raise damaged(path, "has a document type, which no such file needs")
    return root


def part(parts: Mapping[str, bytes], name: str, path: str) -> Any:
    """Give the root element of one part of an archive.

    Raises:
        LeafletError: there is none of that name, or it is damaged.
    """
    if name not in parts:
        raise damaged(path, f"has no part {name}")
    return xml(parts[name], path)


def damaged(path: str, message: str, line: int = 0) -> LeafletError:
    """Give the error for a file that cannot be read."""
    return LeafletError(
        Problem("exchange-damaged", Location(path, line), message, HINT)
    )
