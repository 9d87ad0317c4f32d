"""The stylesheets of an edition, and the brand and the format as CSS variables."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from leaflet.catalog import label
from leaflet.markup.inlines import bare
from leaflet.model import plain
from leaflet.problems import LeafletError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leaflet.edition import Edition
    from leaflet.sheet import Paper, Setting
    from leaflet.source.files import Files

LETTER = 0.6
"""Width of a letter, on the average, in multiples of the type's size."""
# translators: One word, large and light across each page of what is not finished.
DRAFT = label("Draft")
_MARGIN_BOX = re.compile(
    r"@(?:(?:top|bottom)-)?(?P<side>left|right)(?:-(?:top|middle|bottom))?(?![\w-])"
)


def stylesheets(edition: Edition, files: Files) -> Markup:
    """Give the stylesheets of the format, after the brand's variables.

    Raises:
        LeafletError: some of them are missing.
    """
    names = [f"styles/{name}" for name in edition.stylesheets]
    paths = {name: files.find(name) for name in names}
    at = Location(f"styles/formats/{edition.format.name}.yaml")
    missing = [name for name, path in paths.items() if path is None]
    if missing:
        raise LeafletError(
            Problem("style-missing", at, f"there is no stylesheet {name}")
            for name in missing
        )
    sheets = [files.read(path) for path in paths.values() if path]
    if edition.language.direction == "rtl":
        sheets = [mirrored(sheet) for sheet in sheets]
    # CSS is not escaped in HTML; these files are the project's own.
    return Markup("\n".join([variables(edition), *sheets]))  # noqa: S704


def variables(edition: Edition) -> str:
    """Give the brand and the format as CSS variables and the @page rule."""
    colours = edition.project.colours
    values = {name: getattr(colours, name).rgb for name in colours.__struct_fields__}
    fonts = edition.project.fonts.of(edition.language.tag)
    values["text-font"] = css_string(fonts.text)
    values["heading-font"] = css_string(fonts.headings)
    hyphenation = edition.voice.rules.hyphenation
    values["hyphens"] = "auto" if hyphenation else "manual"
    values["hyphenate-limits"] = (
        f"{hyphenation.word} {hyphenation.before} {hyphenation.after}"
        if hyphenation
        else "auto"
    )
    values |= settings(edition.format.fit.design)
    sizes = edition.format.pages
    values["page-width"] = f"{sizes[1].width:g}mm"
    values["page-height"] = f"{sizes[1].height:g}mm"
    if edition.draft:
        values |= watermark(plain(edition.voice.say(DRAFT)), sizes[1])
    rules = page_sizes(sizes)
    if bleed := edition.format.design.bleed:
        values["bleed"] = f"{bleed:g}mm"
        rules += f"@page {{ bleed: {bleed:g}mm }}\n"
    lines = "".join(f"  --{name}: {value};\n" for name, value in values.items())
    return f":root {{\n{lines}}}\n{rules}"


def page_sizes(sizes: Mapping[int, Paper]) -> str:
    """Give the size of each page: that of the first, and of those that differ from it.

    A text may end before the last panel, which nevertheless stays the back.

    >>> from leaflet.sheet import Paper
    >>> print(page_sizes({1: Paper("", 100, 210), 2: Paper("", 97, 210)}))
    @page { size: 100mm 210mm }
    @page :nth(2) { size: 97mm 210mm }
    @page back { size: 97mm 210mm }
    <BLANKLINE>
    """
    first, last = sizes[1], sizes[max(sizes)]
    rules = {"": first}
    rules |= {f":nth({page})": size for page, size in sizes.items() if size != first}
    rules |= {"back": last} if len(sizes) > 1 else {}
    return "".join(
        f"@page {f'{name} ' if name else ''}"
        f"{{ size: {size.width:g}mm {size.height:g}mm }}\n"
        for name, size in rules.items()
    )


def mirrored(css: str) -> str:
    """Give a stylesheet with left and right exchanged in the names of margin boxes.

    They are the sheet's own sides, which no direction of writing turns round (CSS
    Paged Media 3, 5.1). What lies across a whole sheet from a corner stays.

    >>> mirrored("@top-left { } @right-middle { }")
    '@top-right { } @left-middle { }'
    """
    other = {"left": "right", "right": "left"}
    return _MARGIN_BOX.sub(
        lambda box: box[0].replace(box["side"], other[box["side"]]), css
    )


def watermark(word: str, paper: Paper) -> dict[str, str]:
    """Give the CSS variables that set a word across a sheet, corner to corner.

    The word takes three quarters of the diagonal, but no more than a quarter of the
    width in height.
    """
    diagonal = math.hypot(paper.width, paper.height)
    size = min(0.75 * diagonal / (LETTER * max(1, len(word))), paper.width / 4)
    angle = math.degrees(math.atan2(paper.height, paper.width))
    return {
        "watermark": css_string(word),
        "watermark-size": f"{size:.1f}mm",
        "watermark-angle": f"-{angle:.1f}deg",
        "sheet-width": f"{paper.width:g}mm",
        "sheet-height": f"{paper.height:g}mm",
    }


def settings(setting: Setting) -> dict[str, str]:
    """Give the CSS variables that say how the text is set."""
    size, leading, space = (f"{value:g}" for value in setting)
    return {"size": f"{size}pt", "leading": leading, "space": space}


def page_number(label: Markup) -> str:
    """Give the CSS content for "Page {page} of {pages}", in the label's order."""
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    parts = re.split(r"(\{pages?\})", bare(label))
    return " ".join(counters.get(part, css_string(part)) for part in parts if part)


def css_string(text: str) -> str:
    """Give a text as a CSS string (CSS Syntax 3, 4.3.5)."""
    escaped = re.sub(r'[\x00-\x1f\x7f"\\<]', lambda m: f"\\{ord(m[0]):x} ", text)
    return f'"{escaped}"'
