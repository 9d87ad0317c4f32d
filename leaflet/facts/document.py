"""A file to its facts."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings

import pikepdf
from pikepdf import Array, Dictionary, Stream, String

from leaflet.facts.content import Reader, Scene
from leaflet.facts.limits import ELEMENTS, FILE, PAGES, BeyondLimitError
from leaflet.facts.values import MM, Annotation, Box, Element, Facts, Intent, Page
from leaflet.problems import LeafletError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflet.facts.fonts import Metrics

_WRONG = (
    *(pikepdf.PdfError, pikepdf.ForeignObjectError, ArithmeticError, AttributeError),
    *(LookupError, NotImplementedError, RecursionError, RuntimeError, TypeError),
    *(UserWarning, ValueError),
)
"""What reading raises where a file holds something else than ISO 32000 says."""
_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox")
_ROWS = 3
_RIGHT_ANGLE = 90


def read_facts(data: bytes, name: str) -> Facts:
    """Give what is in a PDF; `name` stands in problems.

    Raises:
        LeafletError: it is no PDF, is locked, broken or too large; each page that
            cannot be read is told.
    """
    problem = Problem("pdf-broken", Location(name), "is no PDF", _NO_PDF)
    if len(data) > FILE:
        raise LeafletError(_large(Location(name), f"has more than {FILE:,} bytes"))
    try:
        with (
            catch_warnings(action="error", category=UserWarning),  # pikepdf's
            pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf,
        ):
            return _read(pdf, name)
    except pikepdf.PasswordError as error:
        message = "opens with a password alone"
        hint = "save it without one; nobody can print what nobody can open"
        locked = Problem("pdf-locked", Location(name), message, hint)
        raise LeafletError(locked) from error
    except BeyondLimitError as error:
        raise LeafletError(_large(Location(name), str(error))) from error
    except _WRONG as error:
        raise LeafletError(problem) from error


_BROKEN = "make it again, or open it in another program and export it"
_NO_PDF = f"{_BROKEN}; without files, `leaflet check` looks at the project's texts"


def _large(at: Location, message: str) -> Problem:
    return Problem("pdf-limit", at, message, "this is larger than any leaflet")


def _said(error: object) -> str:
    """Give the words of a library, without where its bytes lay in memory."""
    return re.sub(r"^stream <[^<>]*>:? ?", "", str(error))[:200]


def _read(pdf: pikepdf.Pdf, name: str) -> Facts:
    if not len(pdf.pages):
        raise LeafletError(
            Problem("pdf-broken", Location(name), "has no page", _BROKEN)
        )
    if len(pdf.pages) > PAGES:
        message = f"has more than {PAGES:,} pages"
        raise BeyondLimitError(message)
    pages, problems = [], []
    fonts: dict[Any, Metrics] = {}
    for number, page in enumerate(pdf.pages, start=1):
        at = Location(name, number)
        try:
            pages.append(_page(pdf, page, number, fonts))
        except BeyondLimitError as error:
            problems.append(_large(at, str(error)))
        except _WRONG as error:
            message = f"this page cannot be read: {_said(error)}"
            problems.append(Problem("pdf-broken", at, message, _BROKEN))
    if problems:
        raise LeafletError(problems)
    root, said = pdf.Root, _identified(pdf)
    return Facts(
        name,
        pdf.pdf_version,
        tuple(pages),
        **said,
        intents=tuple(_intents(root)),
        shows_title=bool(_get(root, "/ViewerPreferences").get("/DisplayDocTitle")),
        language=_string(root.get("/Lang")),
        tagged=bool(_get(root, "/MarkInfo").get("/Marked"))
        and "/StructTreeRoot" in root,
        elements=tuple(_elements(root)),
        encrypted=pdf.is_encrypted,
        repaired=tuple(_said(warning) for warning in pdf.get_warnings()),
    )


# --- a page


def _page(
    pdf: pikepdf.Pdf, page: pikepdf.Page, number: int, fonts: dict[Any, Metrics]
) -> Page:
    unit = float(page.obj.get("/UserUnit", 1))
    given = {name: _inherited(page.obj, name) for name in _BOXES}
    if given["/MediaBox"] is None:
        raise ValueError("it has no MediaBox")
    media = _box(given["/MediaBox"])
    crop = _box(given["/CropBox"]) if given["/CropBox"] is not None else media
    bleed = _box(given["/BleedBox"]) if given["/BleedBox"] is not None else crop
    trim = _box(given["/TrimBox"]) if given["/TrimBox"] is not None else crop
    scene = Scene()
    Reader(pdf, scene, fonts).page(page, media)
    rotate = _inherited(page.obj, "/Rotate")
    return Page(
        number,
        media,
        crop,
        bleed,
        trim,
        frozenset(name[1:] for name, box in given.items() if box is not None),
        int(rotate or 0) % 360,
        unit,
        tuple(scene.painted),
        tuple(scene.images),
        tuple(scene.fonts),
        tuple(_annotations(page.obj)),
        tuple(scene.blends),
        scene.transparent,
        str(page.obj.get("/Tabs", "/"))[1:],
    )


def _inherited(item: Any, key: str) -> Any:
    """Give a page's value, or that of the pages that it belongs to."""
    for _ in range(50):
        if key in item:
            return item[key]
        item = item.get("/Parent", None)
        if not isinstance(item, Dictionary):
            return None
    raise ValueError("pages are nested without end")


def _box(numbers: Any) -> Box:
    """Give a box in millimetres; its corners may stand in any order."""
    a, b, c, d = (float(number) * MM for number in numbers)
    return Box(min(a, c), min(b, d), max(a, c), max(b, d))


def _annotations(page: Any) -> Iterator[Annotation]:
    for item in page.get("/Annots", []):
        kind = str(item.get("/Subtype", "/"))[1:]
        yield Annotation(kind, _box(item.Rect), _string(item.get("/Contents")))


# --- the file


def _get(item: Any, key: str) -> Any:
    found = item.get(key, None)
    return found if isinstance(found, Dictionary) else Dictionary()


def _string(item: Any) -> str:
    return str(item) if isinstance(item, String) else ""


def _identified(pdf: pikepdf.Pdf) -> dict[str, str]:
    """Give title and standards, as XMP has them; PDF/X-1a says it in Info alone."""
    info = _get(pdf.trailer, "/Info")
    trapped = str(info.get("/Trapped", ""))
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        title = xmp.get("dc:title", "")
        level = str(xmp.get("pdfaid:conformance", "") or "")
        part = str(xmp.get("pdfaid:part", "") or "")
        return {
            "x": str(xmp.get("pdfxid:GTS_PDFXVersion", ""))
            or _string(info.get("/GTS_PDFXVersion")),
            "a": f"{part}{level.lower()}",
            "ua": str(xmp.get("pdfuaid:part", "") or ""),
            "title": title if isinstance(title, str) else "",
            "trapped": trapped.removeprefix("/") or str(xmp.get("pdf:Trapped", "")),
        }


def _intents(root: Any) -> Iterator[Intent]:
    for item in root.get("/OutputIntents", []):
        profile = item.get("/DestOutputProfile", None)
        yield Intent(
            str(item.get("/S", "/"))[1:],
            _string(item.get("/OutputConditionIdentifier")),
            _string(item.get("/RegistryName")),
            int(profile.get("/N", 0)) if isinstance(profile, Stream) else 0,
        )


def _elements(root: Any) -> Iterator[Element]:
    """Give the structure tree's elements in order, kinds as the role map says."""
    tree = root.get("/StructTreeRoot", None)
    if not isinstance(tree, Dictionary):
        return
    roles = {key[1:]: str(role)[1:] for key, role in _get(tree, "/RoleMap").items()}
    waiting, seen, count = [tree.get("/K", None)], set(), 0
    while waiting:
        item = waiting.pop()
        if isinstance(item, Array):
            waiting.extend(reversed(list(item)))
        elif isinstance(item, Dictionary):
            if item.is_indirect and item.objgen in seen:
                continue
            seen.add(item.objgen)
            waiting.append(item.get("/K", None))
            count += 1
            if count > ELEMENTS:
                raise BeyondLimitError("its structure has too many elements")
            if "/S" in item:
                yield _element(item, roles)


def _element(item: Any, roles: dict[str, str]) -> Element:
    kind = str(item.S)[1:]
    for _ in range(8):  # a role may lead to another, though not in a circle
        kind = roles.get(kind, kind)
    keys = item.keys()  # to get what is not there takes qpdf ten times as long
    lang, alternative, actual = (
        _string(item[key]) if key in keys else ""
        for key in ("/Lang", "/Alt", "/ActualText")
    )
    given = item.A if "/A" in keys else ()
    owned = [given] if isinstance(given, Dictionary) else list(given)
    attributes = [one for one in owned if isinstance(one, Dictionary)]
    scopes = [str(one.Scope)[1:] for one in attributes if "/Scope" in one]
    return Element(
        kind,
        lang,
        alternative,
        actual,
        scopes[0] if scopes else "",
        any("/Headers" in one for one in attributes),
    )
