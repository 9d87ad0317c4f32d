"""Two files -> one: a language on the first pages, another on those behind them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

if TYPE_CHECKING:
    from collections.abc import Iterator

SECOND = "second-"
"""What names and identifiers of the part behind begin with: each is there twice."""
_BOXES = ("/TrimBox", "/BleedBox")


@dataclass(frozen=True, slots=True)
class Bound:
    """A finished PDF of two parts, and its pages, white ones among them."""

    data: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class Part:
    """A finished PDF and its language (BCP 47)."""

    pdf: bytes
    language: str


def bound(first: Part, second: Part, *, on_paper: bool) -> Bound:
    """Give both parts as one file, which keeps what both of them keep.

    Each part has its own language, structure, bookmarks and jumps; title and metadata
    are the first one's. `on_paper`, the second begins on a sheet of its own, unless
    each part is one page: then they are the two sides of one sheet.
    """
    with (
        pikepdf.open(io.BytesIO(first.pdf)) as pdf,
        pikepdf.open(io.BytesIO(second.pdf)) as other,
    ):
        one_sheet = len(pdf.pages) == len(other.pages) == 1
        if on_paper and len(pdf.pages) % 2 and not one_sheet:
            _add_white_page(pdf)
        _rename(other)
        start = len(pdf.pages)
        pdf.add_pages_from(other, outlines="ignore")
        behind = [page.obj for page in pdf.pages][start:]
        if "/StructTreeRoot" in pdf.Root:
            _join_trees(pdf, other, behind, (first.language, second.language))
        _join_bookmarks(pdf, other)
        stream = io.BytesIO()
        pdf.save(stream, deterministic_id=True)
        return Bound(stream.getvalue(), len(pdf.pages))


def _add_white_page(pdf: pikepdf.Pdf) -> None:
    """Add a page of the first one's size on which nothing stands."""
    first = pdf.pages[0]
    *_, width, height = map(float, first.mediabox)
    page = pdf.add_blank_page(page_size=(width, height))
    page.obj.MediaBox = first.obj.MediaBox
    for name in _BOXES:
        if name in first.obj:
            page.obj[name] = first.obj[name]


# --- names


def _rename(pdf: pikepdf.Pdf) -> None:
    """Give each name that links and header cells use one that no other part has."""
    for item in pdf.objects:
        if not isinstance(item, Dictionary):
            continue
        for key in ("/Dest", "/ID"):
            if isinstance(item.get(key), String):
                item[key] = _named(item[key])
        attributes = item.get("/A")
        if isinstance(attributes, Dictionary) and "/Headers" in attributes:
            attributes.Headers = Array(map(_named, attributes.Headers))
    places = pdf.Root.get("/Names", Dictionary()).get("/Dests")
    if places is not None:
        listed = list(places.Names)
        places.Names = Array(
            [one if at % 2 else _named(one) for at, one in enumerate(listed)]
        )


def _named(name: Any) -> String:
    return String(SECOND + str(name))


# --- structure


def _join_trees(
    pdf: pikepdf.Pdf, other: pikepdf.Pdf, behind: list[Any], languages: tuple[str, str]
) -> None:
    """Make each document a part of one, with its own language (ISO 32000-1, 14.7)."""
    root = pdf.Root.StructTreeRoot
    theirs = pdf.copy_foreign(other.Root.StructTreeRoot)
    numbers = root.ParentTree.Nums
    free = 1 + max((int(number) for number in list(numbers)[::2]), default=-1)
    for at, entry in enumerate(list(theirs.ParentTree.Nums)):
        numbers.append(entry if at % 2 else int(entry) + free)
    root.ParentTreeNextKey = free + len(theirs.ParentTree.Nums) // 2
    for item in _numbered(behind):
        for key in ("/StructParents", "/StructParent"):
            if key in item:
                item[key] = int(item[key]) + free
    parts = [root.K[0], theirs.K[0]]
    whole = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    if "/NS" in parts[0]:
        whole.NS = parts[0].NS
    for part, language in zip(parts, languages, strict=True):
        part.S, part.P, part.Lang = Name.Part, whole, String(language)
    if "/NS" in parts[0]:
        parts[1].NS = parts[0].NS
    whole.K = Array(parts)
    root.K = Array([whole])


def _numbered(pages: list[Any]) -> Iterator[Any]:
    """Give what has numbers in the tree of parents: pages, annotations, forms."""
    for page in pages:
        yield page
        yield from page.get("/Annots", ())


# --- bookmarks


def _join_bookmarks(pdf: pikepdf.Pdf, other: pikepdf.Pdf) -> None:
    """Let the bookmarks of the second part follow those of the first."""
    if "/Outlines" not in other.Root:
        return
    theirs = pdf.copy_foreign(other.Root.Outlines)
    if "/Outlines" not in pdf.Root:
        pdf.Root.Outlines = theirs
        return
    ours = pdf.Root.Outlines
    bookmark: Any = theirs.First
    while bookmark is not None:
        bookmark.Parent = ours
        bookmark = bookmark.get("/Next")
    ours.Last.Next, theirs.First.Prev = theirs.First, ours.Last
    ours.Last = theirs.Last
    ours.Count = int(ours.get("/Count", 0)) + int(theirs.get("/Count", 0))
