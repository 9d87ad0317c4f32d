"""The whole way: what the engine made -> what the shop prints."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Dictionary, Name, Stream

from leaflet.press.boxes import MM, box_page
from leaflet.press.content import allow_overprint, as_mask, in_inks
from leaflet.press.identity import X_1A, X_4, identify, name_condition
from leaflet.press.inks import Inking, brand_inks
from leaflet.press.objects import drop, resources
from leaflet.press.pictures import ink_gradient, ink_image
from leaflet.problems import LeafletError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leaflet.press.conditions import Condition
    from leaflet.press.content import Inked
    from leaflet.project import Colours

_AS_IT_IS = (1, 0, 0, 1, 0, 0)
_INVISIBLE = 1e-4
"""Of its size: what nobody can see; nor could a form that draws itself be followed."""
_TRANSPARENCY = ("/ca", "/CA", "/SMask", "/BM", "/AIS")


@dataclass(frozen=True, slots=True)
class Job:
    """What the shop is to print, and how; lengths are millimetres.

    `folds` are the distances of the folds from the left edge of the trimmed sheet, for
    each side. `flat` asks for PDF/X-1a, which has no transparency.
    """

    name: str
    condition: Condition
    colours: Colours
    bleed: float
    folds: tuple[tuple[float, ...], ...] = ()
    flat: bool = False


def printable(data: bytes, job: Job) -> bytes:
    """Give PDF/X-4, or PDF/X-1a, of a PDF in RGB with bleed.

    Raises:
        LeafletError: PDF/X-1a is asked for, and something is transparent.
    """
    inking = Inking(job.condition, brand_inks(job.colours))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        masks = {mask.objgen for mask in _masks(pdf)}
        done = _ink_pages(pdf, inking)
        for item in list(pdf.objects):
            if isinstance(item, Stream | Dictionary) and item.objgen not in done:
                _ink(item, inking, masks)
        for number, page in enumerate(pdf.pages):
            folds = job.folds[number % len(job.folds)] if job.folds else ()
            box_page(page, job.bleed * MM, [fold * MM for fold in folds])
        _leave_out_what_is_for_screens(pdf)
        _leave_out_lab(pdf)
        if job.flat:
            _flatten(pdf, job.name)
        name_condition(pdf, job.condition)
        identify(pdf, X_1A if job.flat else X_4, job.name)
        return _saved(pdf, flat=job.flat)


def _ink(item: Any, inking: Inking, masks: set[tuple[int, int]]) -> None:
    """Put one object into inks: an image, a gradient, a form or a pattern."""
    if "/ShadingType" in item:
        ink_gradient(item, inking)
    elif not isinstance(item, Stream):
        return
    elif item.get("/Subtype") == Name.Image:
        ink_image(item, inking)
    elif item.objgen in masks:
        item.write(as_mask(item))
        item.Group.CS = Name.DeviceGray
    elif item.get("/Subtype") == Name.Form or item.get("/PatternType") == 1:
        _ink_form(item, in_inks(item, inking))


def _ink_form(form: Any, inked: Inked) -> None:
    form.write(inked.content)
    allow_overprint(form.Resources)
    if "/Group" in form:
        form.Group.CS = Name.DeviceCMYK


def _ink_pages(pdf: pikepdf.Pdf, inking: Inking) -> set[tuple[int, int]]:
    """Put pages and the forms that they draw into inks; give which forms these were.

    Whether a line is thin is seen where it is drawn: a form that is drawn in several
    sizes is put into inks for the smallest, from what it was before.
    """
    waiting = [drawn for page in pdf.pages for drawn in _ink_page(page, inking)]
    before: dict[tuple[int, int], bytes] = {}
    smallest: dict[tuple[int, int], float] = {}
    while waiting:
        form, scale = waiting.pop()
        key = form.objgen
        if not _INVISIBLE < scale < smallest.get(key, float("inf")):
            continue
        smallest[key] = scale
        content = pdf.make_stream(before.setdefault(key, form.read_bytes()))
        inked = in_inks(content, inking, scale)
        _ink_form(form, inked)
        waiting += _forms(form, inked.drawn)
    return set(smallest)


def _forms(holder: Any, drawn: Mapping[str, float]) -> Iterator[tuple[Any, float]]:
    """Give the forms among what is drawn, and how small each is."""
    named = holder.get("/Resources", Dictionary()).get("/XObject", Dictionary())
    for name, scale in drawn.items():
        form = named.get(name, None)
        if form is not None and form.get("/Subtype") == Name.Form:
            a, b, c, d, *_ = (float(v) for v in form.get("/Matrix", _AS_IT_IS))
            yield form, scale * abs(a * d - b * c) ** 0.5


def _ink_page(page: pikepdf.Page, inking: Inking) -> Iterator[tuple[Any, float]]:
    """Put a page into inks; give the forms that it draws, and how small each is."""
    page.contents_coalesce()
    inked = in_inks(page, inking)
    page.obj.Contents.write(inked.content)
    allow_overprint(page.resources)
    drop(page.obj, "/Annots")
    # One space for all blending, that of the inks (GWG 2022, R0030).
    group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK)
    page.obj.Group = group
    return _forms(page.obj, inked.drawn)


def _masks(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Give the forms that say how opaque something is."""
    for item in pdf.objects:
        if isinstance(item, Dictionary | Stream):
            for state in resources(item, "/ExtGState"):
                if isinstance(state.get("/SMask"), Dictionary):
                    yield state.SMask.G


def _leave_out_what_is_for_screens(pdf: pikepdf.Pdf) -> None:
    """Take out links, bookmarks and tags: a press follows none of them."""
    drop(pdf.Root, "/Outlines", "/Names", "/StructTreeRoot", "/MarkInfo", "/PageMode")


def _leave_out_lab(pdf: pikepdf.Pdf) -> None:
    """Take out the colour spaces that the engine names on every page and never uses.

    PDF/X-1a forbids them (ISO 15930-4, 6.8).
    """
    for item in pdf.objects:
        if isinstance(item, Dictionary | Stream):
            for held in (item, item.get("/Resources")):
                spaces = held.get("/ColorSpace") if held is not None else None
                if isinstance(spaces, Dictionary):
                    drop(spaces, "/lab-d50", "/lab-d65")


def _flatten(pdf: pikepdf.Pdf, name: str) -> None:
    """Take out what says that nothing is transparent; refuse what is.

    Raises:
        LeafletError: something is transparent (ISO 15930-4, 6.17).
    """
    seen: set[tuple[int, int]] = set()
    if any(_is_transparent(i) for page in pdf.pages for i in _used_by(page.obj, seen)):
        message = "something is transparent, which PDF/X-1a cannot be"
        hint = "take opacity and transparent gradients out, or send PDF/X-4"
        raise LeafletError(Problem("press-transparency", Location(name), message, hint))
    for item in pdf.objects:
        if isinstance(item, Dictionary | Stream):
            drop(item, "/Group")
            for state in resources(item, "/ExtGState"):
                drop(state, *_TRANSPARENCY)


def _used_by(item: Any, seen: set[tuple[int, int]]) -> Iterator[Any]:
    """Give a page with all forms, patterns and images that it draws."""
    if item.is_indirect:
        if item.objgen in seen:
            return
        seen.add(item.objgen)
    yield item
    for kind in ("/XObject", "/Pattern"):
        for part in resources(item, kind):
            yield from _used_by(part, seen)


def _is_transparent(item: Any) -> bool:
    if item.get("/Subtype") == Name.Image and "/SMask" in item:
        return True
    return any(
        float(state.get("/ca", 1)) < 1
        or float(state.get("/CA", 1)) < 1
        or isinstance(state.get("/SMask"), Dictionary)
        or state.get("/BM", Name.Normal) not in (Name.Normal, Name("/Compatible"))
        for state in resources(item, "/ExtGState")
    )


def _saved(pdf: pikepdf.Pdf, *, flat: bool) -> bytes:
    """Give the file: the same pages, the same bytes."""
    pdf.remove_unreferenced_resources()
    file = io.BytesIO()
    streams = pikepdf.ObjectStreamMode
    pdf.save(
        file,
        deterministic_id=True,
        force_version="1.3" if flat else "1.6",
        object_stream_mode=streams.disable if flat else streams.preserve,
    )
    return file.getvalue()
