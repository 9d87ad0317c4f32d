"""Edition -> HTML, by the templates; inlines by one function per kind."""

from __future__ import annotations

import re
from functools import singledispatch
from typing import TYPE_CHECKING

import segno
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from jinja2 import TemplateError as JinjaError
from markupsafe import Markup, escape

from leaflet.model import (
    Break,
    Cited,
    Code,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Note,
    Plain,
    Strong,
    Superscript,
    plain,
)
from leaflet.problems import LeafletError, Location, Problem
from leaflet.project import Colours

if TYPE_CHECKING:
    from leaflet.edition import Edition
    from leaflet.model import Block
    from leaflet.source.files import Files

BASE = "https://leaflet.invalid/"
"""Where pictures are served from: no folder's name gets into the file (RFC 6761)."""
MEASURE = 170
"""Width of the page's content in millimetres, the same on every paper."""
_COLOUR = re.compile(r"var\(--([a-z-]+)\)")


class Pages:
    """The templates of a project; makes the HTML of one edition after the other."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._environment = Environment(
            loader=ChoiceLoader(
                [FileSystemLoader(root / "templates") for root in files.roots]
            ),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {
            "inlines": html,
            "plain": plain,
            "page_number": page_number,
        }
        self._environment.globals["qr_code"] = qr_code
        self._environment.tests["kind"] = _is_kind

    def render(self, edition: Edition) -> str:
        """Give the edition's HTML, styles and vector pictures included.

        Raises:
            LeafletError: a template is wrong, or a stylesheet is missing.
        """
        try:
            template = self._environment.get_template("leaflet.html.j2")

            def say(label: str, **values: object) -> Markup:
                said = html(edition.voice.say(label))
                return said.format(**values) if values else said

            return template.render(
                edition=edition,
                _=say,
                base=BASE,
                styles=self._styles(edition),
                logo=self._logo(edition),
            )
        except JinjaError as error:
            line = getattr(error, "lineno", 0) or 0
            name = getattr(error, "name", None) or "leaflet.html.j2"
            at = Location(f"templates/{name}", line)
            raise LeafletError(Problem("template", at, str(error))) from error

    def _styles(self, edition: Edition) -> Markup:
        """Give the stylesheets of the format, after the brand's variables."""
        parts = [variables(edition)]
        for name in edition.format.design.stylesheets:
            path = self._files.find(f"styles/{name}")
            if path is None:
                at = Location(f"styles/formats/{edition.format.name}.yaml")
                message = f"there is no stylesheet styles/{name}"
                raise LeafletError(Problem("style-missing", at, message))
            parts.append(self._files.read(path))
        return Markup(
            "\n".join(parts)
        )  # stylesheets are the project's own, and CSS is not escaped

    def _logo(self, edition: Edition) -> Markup:
        """Give the logo as SVG in the brand's colours; nothing without a logo."""
        logo = edition.project.logo
        if logo is None:
            return Markup("")
        path = self._files.find(logo.file)
        if path is None:
            message = f"there is no logo {logo.file}"
            raise LeafletError(
                Problem("logo-missing", Location("leaflet.yaml"), message)
            )
        svg = self._files.read(path)
        svg = _COLOUR.sub(lambda m: _rgb(edition.project.colours, m[1], logo.file), svg)
        title = escape(logo.alternative[edition.language.tag])
        svg = re.sub(
            r"<\?xml.*?\?>|<!--.*?-->|<title>.*?</title>", "", svg, flags=re.DOTALL
        )
        return Markup(  # the project's own SVG, inlined
            re.sub(
                r"(<svg\b[^>]*>)", rf"\1<title>{title}</title>", svg.strip(), count=1
            )
        )


def _rgb(colours: Colours, name: str, file: str) -> str:
    """Give the screen value of a named colour."""
    if name not in colours.__struct_fields__:
        message = f"there is no colour var(--{name})"
        hint = f"the colours are: {', '.join(colours.__struct_fields__)}"
        raise LeafletError(Problem("colour-unknown", Location(file), message, hint))
    return str(getattr(colours, name).rgb)


def variables(edition: Edition) -> str:
    """Give the brand and the format as CSS variables and the @page rule."""
    colours = edition.project.colours
    values = {name: getattr(colours, name).rgb for name in colours.__struct_fields__}
    values["text-font"] = f'"{edition.project.fonts.text}"'
    values["heading-font"] = f'"{edition.project.fonts.headings}"'
    hyphenation = edition.voice.rules.hyphenation
    values["hyphens"] = "auto" if hyphenation else "manual"
    values["hyphenate-limits"] = (
        f"{hyphenation.word} {hyphenation.before} {hyphenation.after}"
        if hyphenation
        else "auto"
    )
    leading, space = edition.format.design.fit.steps[0]
    values |= {"leading": f"{leading}", "space": f"{space}"}
    lines = "".join(f"  --{name}: {value};\n" for name, value in values.items())
    paper = edition.format.paper
    margin = (paper.width - MEASURE) / 2
    size = f"@page {{ size: {paper.width}mm {paper.height}mm; margin: 0 {margin}mm }}"
    return f":root {{\n{lines}}}\n{size}\n"


def page_number(label: Markup) -> str:
    """Give the CSS content for "Page {page} of {pages}", in the label's order."""
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    parts = re.split(r"(\{pages?\})", label.unescape())
    return " ".join(counters.get(part, css_string(part)) for part in parts if part)


def css_string(text: str) -> str:
    """Give a text as a CSS string (CSS Syntax 3, 4.3.5)."""
    return '"' + re.sub(r'["\\\n<]', lambda m: f"\\{ord(m[0]):x} ", text) + '"'


def qr_code(address: str, title: str) -> Markup:
    """Give the QR code of an address as SVG, one unit a module.

    Error correction M, four modules of quiet zone (ISO/IEC 18004, 9.1).
    """
    code = segno.make_qr(address, error="m")
    return Markup(  # segno escapes the title
        code.svg_inline(border=4, title=title, omitsize=True)
    )


def _is_kind(block: Block, name: str) -> bool:
    """Tell templates what a block is: `block is kind("List")`."""
    return type(block).__name__ == name


def html(inlines: Inlines) -> Markup:
    """Give inlines as HTML; every character of text is escaped."""
    return Markup("").join(_html(inline) for inline in inlines)


@singledispatch
def _html(inline: Inline) -> Markup:
    raise TypeError(inline)  # pragma: no cover  # mypy sees that none is left over


@_html.register
def _(inline: Plain) -> Markup:
    return escape(inline.text)


@_html.register
def _(inline: Code) -> Markup:
    return Markup("<code>{}</code>").format(inline.text)


@_html.register
def _(_inline: Break) -> Markup:
    return Markup("<br>")


@_html.register
def _(inline: Emphasis) -> Markup:
    return Markup("<em>{}</em>").format(html(inline.children))


@_html.register
def _(inline: Strong) -> Markup:
    return Markup("<strong>{}</strong>").format(html(inline.children))


@_html.register
def _(inline: Superscript) -> Markup:
    return Markup("<sup>{}</sup>").format(html(inline.children))


@_html.register
def _(inline: Foreign) -> Markup:
    tag = Markup('<span lang="{}">{}</span>')
    return tag.format(inline.language, html(inline.children))


@_html.register
def _(inline: Link) -> Markup:
    return Markup('<a href="{}">{}</a>').format(inline.href, html(inline.children))


@_html.register
def _(inline: Note) -> Markup:
    return Markup('<span class="footnote">{}</span>').format(html(inline.children))


@_html.register
def _(inline: Cited) -> Markup:
    link = Markup('<a id="{}" href="#ref-{}">{}</a>')
    links = (link.format(anchor, key, number) for number, key, anchor in inline.works)
    return Markup('<span class="cited">[{}]</span>').format(Markup(", ").join(links))
