"""Pages -> sheets: what goes through a desktop printer, to be folded or cut."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name

if TYPE_CHECKING:
    from leaflet.sheet import Direction, Format, Imposition, Place, Side, Tick

MM = 72 / 25.4
"""Points."""
MARKS = ("BMC", "BDC", "EMC", "MP", "DP")
"""Operators of marked content: a sheet has no structure tree that they belong to."""
CLOSE = 0.01
"""Millimetres that sums of panel widths may differ from the sheet's."""


def on_sheets(pdf: bytes, target: Format, direction: Direction) -> bytes:
    """Give the file as its target wants it: a screen as it is, a printer on sheets.

    A file whose pages are sheets keeps its tags, and tells the printer its edge.
    """
    press = target.design.target == "press"
    if target.design.target == "screen":
        return pdf
    with pikepdf.open(io.BytesIO(pdf)) as source:
        sheets = target.imposition(len(source.pages), direction)
        if press and sheets is None:
            return pdf
        if sheets is None:
            upright = target.sheet.height >= target.sheet.width
            source.Root.ViewerPreferences.Duplex = _duplex(
                "long" if upright else "short"
            )
            return _saved(source)
        if press:  # which marks the folds itself, and has a bleed around the sheet
            sheets = replace(
                sheets, sides=tuple(replace(side, ticks=()) for side in sheets.sides)
            )
        with _imposed(source, sheets, target.design.bleed) as made:
            return _saved(made)


def _duplex(edge: str) -> Name:
    """Give what the print dialog is to choose (ISO 32000-1, table 150)."""
    return Name(f"/DuplexFlip{edge.capitalize()}Edge")


def _saved(pdf: pikepdf.Pdf) -> bytes:
    stream = io.BytesIO()
    pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


def _imposed(source: pikepdf.Pdf, sheets: Imposition, bleed: float) -> pikepdf.Pdf:
    """Give the sheets as a file: no tags, no jumps, links to the web alone."""
    made = pikepdf.new()
    forms: dict[int, Any] = {}
    for side in sheets.sides:
        page = made.add_blank_page(page_size=(sheets.width * MM, sheets.height * MM))
        page.obj.TrimBox = page.obj.MediaBox
        if bleed:
            page.obj.MediaBox = _grown(page.obj.TrimBox, bleed * MM)
        drawn = [
            b"q %s re W n %s Q"
            % (
                _clip(place, sheets, bleed),
                _placed(made, page, source, place, forms),
            )
            for place in side.places
        ]
        drawn += map(_drawn, side.ticks)
        page.obj.Contents = made.make_stream(b"\n".join(drawn))
    _describe(made, source, sheets)
    return made


def _describe(made: pikepdf.Pdf, source: pikepdf.Pdf, sheets: Imposition) -> None:
    """Carry over title and language; tell viewer and printer how to show and print."""
    for key, value in source.docinfo.items():
        made.docinfo[key] = value
    if Name.Lang in source.Root:
        made.Root.Lang = source.Root.Lang
    made.Root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True,
        Duplex=_duplex(sheets.edge),
        PrintScaling=Name("/None"),  # panels that are scaled do not meet their creases
    )
    labels: list[Any] = []
    for number, side in enumerate(sheets.sides):
        labels += [number, Dictionary(P=pikepdf.String(_label(side)))]
    made.Root.PageLabels = Dictionary(Nums=labels)


def _label(side: Side) -> str:
    """Give the page label of a side: its pages from left to right, such as 5-6-1."""
    return "-".join(map(str, dict.fromkeys(side.pages)))


def _placed(
    made: pikepdf.Pdf,
    sheet: pikepdf.Page,
    source: pikepdf.Pdf,
    place: Place,
    forms: dict[int, Any],
) -> bytes:
    """Put a page into its box on a sheet; give what draws it there."""
    page = source.pages[place.page - 1]
    if place.page not in forms:
        forms[place.page] = _form(made, page)
    name = Name(f"/P{place.page}")
    sheet.add_resource(
        forms[place.page], Name.XObject, name=name, replace_existing=True
    )
    right, up = (place.left + place.creep) * MM, place.foot * MM
    for annotation in page.obj.get(Name.Annots, Array()):
        if annotation.get(Name.A, Dictionary()).get(Name.S) == Name.URI:
            _link(made, sheet, annotation, right, up)
    return f"1 0 0 1 {right:.3f} {up:.3f} cm {name} Do".encode()


def _clip(place: Place, sheets: Imposition, bleed: float) -> bytes:
    """Give the rectangle that a page may paint: its own, and the bleed beside it.

    Where another page begins, the bleed ends.
    """
    left = place.left - bleed * (place.left == 0)
    foot = place.foot - bleed * (place.foot == 0)
    right = place.left + place.width
    right += bleed * (abs(right - sheets.width) < CLOSE)
    head = place.foot + place.height
    head += bleed * (abs(head - sheets.height) < CLOSE)
    box = (left, foot, right - left, head - foot)
    return " ".join(f"{value * MM:.3f}" for value in box).encode()


def _grown(box: Any, by: float) -> Array:
    """Give a box that is larger by as much at each edge."""
    left, foot, right, head = (float(value) for value in box)
    return Array([round(v, 3) for v in (left - by, foot - by, right + by, head + by)])


def _form(made: pikepdf.Pdf, page: pikepdf.Page) -> Any:
    """Give a page as a form, without the marks that belonged to its tags."""
    form = page.as_form_xobject()
    form.BBox = page.obj.MediaBox  # with the bleed
    kept = [
        instruction
        for instruction in pikepdf.parse_content_stream(form)
        if str(instruction.operator) not in MARKS
    ]
    form.write(pikepdf.unparse_content_stream(kept))
    for key in (Name.StructParents, Name.StructParent):
        if key in form:
            del form[key]
    return made.copy_foreign(form)


def _link(
    made: pikepdf.Pdf, sheet: pikepdf.Page, annotation: Any, right: float, up: float
) -> None:
    """Let a link to the web work on the sheet, too."""
    left, foot, end, head = (float(value) for value in annotation.Rect)
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[
            round(value, 3)
            for value in (left + right, foot + up, end + right, head + up)
        ],
        Border=[0, 0, 0],
        A=Dictionary(S=Name.URI, URI=annotation.A.URI),
        F=4,
    )
    if Name.Contents in annotation:
        link.Contents = annotation.Contents
    if Name.Annots not in sheet.obj:
        sheet.obj.Annots = Array()
    sheet.obj.Annots.append(made.make_indirect(link))


def _drawn(tick: Tick) -> bytes:
    """Give what draws a mark: a hairline of a quarter point in middle grey."""
    (x, y), (to_x, to_y) = tick.start, tick.end
    ends = [f"{value * MM:.3f}" for value in (x, y, to_x, to_y)]
    return f"q .5 G .25 w {ends[0]} {ends[1]} m {ends[2]} {ends[3]} l S Q".encode()
