"""What is in a PDF, as plain values: what an eye sees and what a screen reader gets.

The structure tree comes with the text of its marked content, in reading order, so that
a test can say "this link speaks its text" instead of comparing bytes.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pypdfium2 import raw

INLINE = {"Span", "Link", "Reference", "NonStruct"}
"""Kinds that stand in a line; all others begin and end words."""
MM = 25.4 / 72  # one PDF point in millimetres


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page, in millimetres from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A piece of text as drawn: where, and by which mark (None: an artifact)."""

    text: str
    box: Box
    mark: int | None


@dataclass(frozen=True, slots=True)
class Font:
    """A font in use: its family without the subset's prefix, embedded or not."""

    family: str
    embedded: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A link annotation: where it stands, where it goes, what it says of itself."""

    page: int
    box: Box
    uri: str  # nothing for a link inside the file
    target: str  # the named destination; nothing for an address
    contents: str


@dataclass(frozen=True, slots=True)
class Node:
    """A structure element; children are elements, text and links, in reading order."""

    kind: str
    page: int
    lang: str = ""
    alt: str = ""
    actual: str = ""
    scope: str = ""
    numbering: str = ""
    box: tuple[float, ...] = ()  # of figures: left, bottom, right, top in points
    headers: int = 0  # how many header cells a cell names
    id: str = ""
    marks: tuple[tuple[int, int], ...] = ()  # page and mark of its own content
    children: tuple[Node | Link | str, ...] = ()

    @property
    def text(self) -> str:
        """All text inside, as a screen reader gets it."""
        return "".join(
            child if isinstance(child, str) else child.text
            for child in self.children
            if not isinstance(child, Link)
        )

    @property
    def content(self) -> str:
        """The author's words inside: without bullets, numbers, calls and pictures."""
        return self._content(numbered=False)

    def _content(self, *, numbered: bool) -> str:
        if self.kind == "L":
            numbered = self.numbering != "None"
        made = {"Reference", "Figure"} | (
            {"Lbl"} if numbered or self.kind == "Note" else set()
        )
        inside = "".join(
            child if isinstance(child, str) else child._content(numbered=numbered)
            for child in self.children
            if isinstance(child, str)
            or (isinstance(child, Node) and child.kind not in made)
        )
        return inside if self.kind in INLINE else f" {inside} "

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The elements directly inside."""
        return tuple(child for child in self.children if isinstance(child, Node))

    @property
    def kinds(self) -> list[str]:
        """The kinds of the elements directly inside."""
        return [node.kind for node in self.nodes]

    @property
    def links(self) -> tuple[Link, ...]:
        """The link annotations that hang directly on this element."""
        return tuple(child for child in self.children if isinstance(child, Link))

    def walk(self) -> Iterator[Node]:
        """Give this element and all inside, in reading order."""
        yield self
        for node in self.nodes:
            yield from node.walk()

    def all(self, kind: str) -> list[Node]:
        """Give the elements of a kind, in reading order."""
        return [node for node in self.walk() if node.kind == kind]

    def one(self, kind: str, text: str = "") -> Node:
        """Give the one element of a kind whose text begins so."""
        (node,) = (n for n in self.all(kind) if squeeze(n.text).startswith(text))
        return node

    def outline(self) -> str:
        """Give kinds and texts as one line: `L(LI(Lbl(1.) LBody(P(Span(one)))))`."""
        inside = [
            child.outline() if isinstance(child, Node) else squeeze(child)
            for child in self.children
            if not isinstance(child, Link)
        ]
        return f"{self.kind}({' '.join(inside)})" if inside else self.kind


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its size in millimetres, and its text as drawn."""

    width: float
    height: float
    drawn: tuple[Drawn, ...]

    @property
    def text(self) -> str:
        """What is read on it, artifacts too."""
        return "".join(piece.text for piece in self.drawn)

    @property
    def artifacts(self) -> str:
        """The text that a screen reader skips."""
        return squeeze(" ".join(p.text for p in self.drawn if p.mark is None))

    def lines(self) -> list[tuple[float, str]]:
        """Give the lines of marked text, each with its foot in mm from the top."""
        feet: dict[float, list[Drawn]] = {}
        for piece in self.drawn:
            if piece.mark is not None and piece.text.strip():
                feet.setdefault(round(piece.box.bottom), []).append(piece)
        return [
            (foot, squeeze(" ".join(piece.text for piece in feet[foot])))
            for foot in sorted(feet)
        ]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that tests ask of a PDF."""

    pages: tuple[Page, ...]
    fonts: frozenset[Font]
    links: tuple[Link, ...]
    outline: tuple[tuple[int, str], ...]  # depth from 1, title
    lang: str
    info: dict[str, str]  # Title, Author, Keywords, Subject, CreationDate, ModDate
    xmp: dict[str, str]
    tree: Node  # the Document element


def squeeze(text: str) -> str:
    """Give a text with every run of white space as one space, none at the ends.

    >>> squeeze(" 5\u00a0mg\\n a day ")
    '5 mg a day'
    """
    return re.sub(r"\s+", " ", text).strip()


def read_pages(data: bytes) -> tuple[Page, ...]:
    """Read what is drawn in a PDF, tagged or not."""
    seen = pdfium.PdfDocument(data)
    pages = tuple(_page(page) for page in seen)
    seen.close()
    return pages


def read_facts(source: Path | bytes) -> Facts:
    """Read a tagged PDF."""
    data = source if isinstance(source, bytes) else source.read_bytes()
    pages = read_pages(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        tree = _Tree(pdf, pages)
        with pdf.open_outline() as outline:
            titles = tuple(_titles(outline.root, 1))
        return Facts(
            pages=pages,
            fonts=frozenset(_fonts(pdf)),
            links=tuple(
                tree.link(annotation, number)
                for number, page in enumerate(pdf.pages)
                for annotation in page.get("/Annots", [])
                if annotation.Subtype == "/Link"
            ),
            outline=titles,
            lang=str(pdf.Root.get("/Lang", "")),
            info={key[1:]: str(value) for key, value in pdf.docinfo.items()},
            xmp={key: str(value) for key, value in pdf.open_metadata().items()},
            tree=tree.document(),
        )


# --- pages, with pdfium


def _page(page: Any) -> Page:
    height = page.get_height()
    text_page = page.get_textpage()
    drawn = []
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), max_depth=9):
        length = raw.FPDFTextObj_GetText(item.raw, text_page.raw, None, 0)
        buffer = ctypes.create_string_buffer(length)
        characters = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
        raw.FPDFTextObj_GetText(item.raw, text_page.raw, characters, length)
        left, bottom, right, top = item.get_bounds()
        place = Box(left * MM, (height - top) * MM, right * MM, (height - bottom) * MM)
        mark = raw.FPDFPageObj_GetMarkedContentID(item.raw)
        text = buffer.raw.decode("utf-16-le").rstrip("\0").replace("\x02", "-")
        drawn.append(Drawn(text, place, mark if mark >= 0 else None))
    return Page(page.get_width() * MM, height * MM, tuple(drawn))


# --- everything else, with pikepdf


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Font]:
    for item in pdf.objects:
        if (
            isinstance(item, pikepdf.Dictionary)
            and item.get("/Type") == "/FontDescriptor"
        ):
            family = str(item.FontName).lstrip("/").split("+")[-1]
            embedded = any(f"/FontFile{n}" in item for n in ("", "2", "3"))
            yield Font(family, embedded)


def _titles(items: Any, depth: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield depth, item.title
        yield from _titles(item.children, depth + 1)


class _Tree:
    """Reads the structure tree of one file."""

    def __init__(self, pdf: pikepdf.Pdf, pages: tuple[Page, ...]) -> None:
        self._pdf = pdf
        self._pages = pages
        self._numbers: dict[Any, int] = {
            page.objgen: n for n, page in enumerate(pdf.pages)
        }
        self._texts: list[dict[int | None, str]] = []
        for page in pages:
            texts: dict[int | None, str] = {}
            for piece in page.drawn:
                texts[piece.mark] = texts.get(piece.mark, "") + piece.text
            self._texts.append(texts)

    def document(self) -> Node:
        """Give the topmost element."""
        kids = self._pdf.Root.StructTreeRoot.K
        (top,) = kids if isinstance(kids, pikepdf.Array) else [kids]
        return self._node(top, 0)

    def link(self, annotation: Any, page: int) -> Link:
        """Give a link annotation's facts."""
        action = annotation.get("/A")
        left, one, right, other = (float(value) * MM for value in annotation.Rect)
        bottom, top = sorted((one, other))
        height = self._pages[page].height
        return Link(
            page=page,
            box=Box(left, height - top, right, height - bottom),
            uri=str(action.URI) if action is not None and "/URI" in action else "",
            target=str(annotation.get("/Dest", "")),
            contents=str(annotation.get("/Contents", "")),
        )

    def _node(self, element: Any, page: int) -> Node:
        if "/Pg" in element:
            page = self._numbers[element.Pg.objgen]
        given = element.get("/A", pikepdf.Dictionary())
        own = {}
        for attributes in given if isinstance(given, pikepdf.Array) else [given]:
            own.update(dict(attributes.items()))
        kids = element.get("/K", pikepdf.Array())
        return Node(
            kind=str(element.S)[1:],
            page=page,
            lang=str(element.get("/Lang", "")),
            alt=str(element.get("/Alt", "")),
            actual=str(element.get("/ActualText", "")),
            scope=str(own.get("/Scope", "")).lstrip("/"),
            numbering=str(own.get("/ListNumbering", "")).lstrip("/"),
            box=tuple(float(value) for value in own.get("/BBox", ())),
            headers=len(own.get("/Headers", ())),
            id=str(element.get("/ID", "")),
            marks=tuple(self._marks(kids, page)),
            children=tuple(
                self._child(kid, page)
                for kid in (kids if isinstance(kids, pikepdf.Array) else [kids])
            ),
        )

    def _marks(self, kids: Any, page: int) -> Iterator[tuple[int, int]]:
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                yield page, kid
            elif kid.get("/Type") == "/MCR":
                yield self._numbers[kid.Pg.objgen], int(kid.MCID)

    def _child(self, kid: Any, page: int) -> Node | Link | str:
        if isinstance(kid, int):
            return self._texts[page].get(kid, "")
        if kid.get("/Type") == "/OBJR":
            return self.link(kid.Obj, self._numbers[kid.Pg.objgen])
        if kid.get("/Type") == "/MCR":
            return self._texts[self._numbers[kid.Pg.objgen]].get(int(kid.MCID), "")
        return self._node(kid, page)
