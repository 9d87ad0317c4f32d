"""Pictures in the page's own HTML: the logo, and the code of an address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import segno
from markupsafe import Markup

from leaflet.markup.inlines import bare
from leaflet.problems import LeafletError, Location, Problem

if TYPE_CHECKING:
    from leaflet.edition import Edition
    from leaflet.project import Colours
    from leaflet.source.files import Files

_COLOUR = re.compile(r"var\(\s*--([\w-]+)\s*(?:,[^()]*)?\)")
_ROOT = re.compile(
    r"""(?: [\s\ufeff] | <\?(?:(?!\?>).)*\?> | <!--(?:(?!-->).)*-->
            | <!DOCTYPE [^\[>]* (?:\[[^\]]*\]\s*)? > )*
        (?P<tag> <svg (?:\s+ [^\s=>"']+ \s*=\s* (?:"[^"]*" | '[^']*') )* \s* >)""",
    re.DOTALL | re.VERBOSE,
)
"""What may stand before the root element, and its start tag (XML 1.0, 2.8 and 3.1)."""


def logo_of(edition: Edition, files: Files) -> Markup:
    """Give the logo as SVG in the brand's colours; nothing without a logo.

    Raises:
        LeafletError: its file is missing, is no SVG, or names colours unknown to us.
    """
    logo = edition.project.logo
    if logo is None:
        return Markup("")
    path = files.find(logo.file)
    if path is None:
        message = f"there is no logo {logo.file}"
        problem = Problem("logo-missing", Location("leaflet.yaml"), message)
        raise LeafletError(problem)
    svg = coloured(files.read(path), edition.project.colours, logo.file)
    root = _ROOT.match(svg)
    if root is None:
        hint = "the file begins with <svg …>, every attribute in quotes"
        at = Location(logo.file)
        raise LeafletError(Problem("logo-broken", at, "is no SVG picture", hint))
    # The first title is the picture's text (SVG 2, 5.7), whatever others follow.
    title = Markup("<title>{}</title>").format(logo.says(edition.language.tag))
    # The rest is the project's own SVG.
    return Markup(root["tag"]) + title + Markup(svg[root.end() :])  # noqa: S704


def coloured(svg: str, colours: Colours, file: str) -> str:
    """Give an SVG with each named colour, `var(--accent)`, as its screen value.

    Raises:
        LeafletError: it names colours that are not there.
    """
    unknown = [
        Problem(
            "colour-unknown",
            Location(file, svg.count("\n", 0, found.start()) + 1),
            f"there is no colour var(--{found[1]})",
            f"the colours are: {', '.join(colours.__struct_fields__)}",
        )
        for found in _COLOUR.finditer(svg)
        if found[1] not in colours.__struct_fields__
    ]
    if unknown:
        raise LeafletError(unknown)
    return _COLOUR.sub(lambda found: str(getattr(colours, found[1]).rgb), svg)


def qr_code(address: str, title: Markup) -> Markup:
    """Give the QR code of an address as SVG, one unit a module.

    Error correction M, four modules of quiet zone (ISO/IEC 18004, 9.1).
    """
    code = segno.make_qr(address, error="m")
    svg = code.svg_inline(border=4, title=bare(title), omitsize=True)
    return Markup(svg)  # noqa: S704  # segno escapes the title
