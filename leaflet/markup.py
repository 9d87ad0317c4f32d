"""Edition -> HTML, by the templates; inlines by one function per kind."""

from __future__ import annotations

import math
import re
from functools import singledispatch
from pathlib import Path, PurePosixPath
from traceback import walk_tb
from typing import TYPE_CHECKING

import segno
from jinja2 import FileSystemBytecodeCache, FunctionLoader, StrictUndefined
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from leaflet.catalog import direction_of, label
from leaflet.model import (
    Break,
    Cited,
    Code,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    LeftToRight,
    Link,
    Note,
    Plain,
    Strong,
    Superscript,
    Unfinished,
    plain,
)
from leaflet.problems import LeafletError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leaflet.edition import Edition
    from leaflet.model import Block
    from leaflet.project import Colours
    from leaflet.sheet import Paper, Setting
    from leaflet.source.files import Files

PAGE = "leaflet.html.j2"
TEMPLATE_HINT = "see what it may use in docs/security.md, and our own in templates/"
BASE = "https://leaflet.invalid/"
"""Where pictures are served from: no folder's name gets into the file (RFC 6761)."""
LETTER = 0.6
"""Width of a letter, on the average, in multiples of the type's size."""
# translators: One word, large and light across each page of what is not finished.
DRAFT = label("Draft")
_COLOUR = re.compile(r"var\(\s*--([\w-]+)\s*(?:,[^()]*)?\)")
_MARGIN_BOX = re.compile(
    r"@(?:(?:top|bottom)-)?(?P<side>left|right)(?:-(?:top|middle|bottom))?(?![\w-])"
)
_ROOT = re.compile(
    r"""(?: [\s\ufeff] | <\?(?:(?!\?>).)*\?> | <!--(?:(?!-->).)*-->
            | <!DOCTYPE [^\[>]* (?:\[[^\]]*\]\s*)? > )*
        (?P<tag> <svg (?:\s+ [^\s=>"']+ \s*=\s* (?:"[^"]*" | '[^']*') )* \s* >)""",
    re.DOTALL | re.VERBOSE,
)
"""What may stand before the root element, and its start tag (XML 1.0, 2.8 and 3.1)."""


def _compiled(cache: Path) -> FileSystemBytecodeCache:
    cache.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(cache))


class Pages:
    """The templates of a project; makes the HTML of one edition after the other.

    `cache` is a folder for compiled templates, which takes 40 ms off each process.
    """

    def __init__(self, files: Files, cache: Path | None = None) -> None:
        self._files = files
        # A template of a stranger's reaches values, and neither Python nor files.
        self._environment = ImmutableSandboxedEnvironment(
            loader=FunctionLoader(self._template),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=_compiled(cache) if cache else None,
        )
        self._environment.filters |= {
            "inlines": html,
            "plain": plain,
            "bare": bare,
            "part_language": part_language,
            "direction": direction_of,
            "page_number": page_number,
        }
        self._environment.globals["qr_code"] = qr_code
        self._environment.tests["kind"] = _is_kind

    def _template(self, name: str) -> tuple[str, str, None] | None:
        """Give a template's text and file to Jinja; None where there is none."""
        is_ours = ".." not in PurePosixPath(name).parts
        path = self._files.find(f"templates/{name}") if is_ours else None
        return (self._files.read(path), str(path), None) if path else None

    def render(self, edition: Edition) -> str:
        """Give the edition's HTML, styles and vector pictures included.

        Raises:
            LeafletError: a template is wrong, or a stylesheet or the logo is missing.
        """

        def say(label: str, **values: object) -> Markup:
            said = html(edition.voice.say(label))
            return said.format(**values) if values else said

        styles, logo = self._styles(edition), self._logo(edition)
        try:
            return self._environment.get_template(PAGE).render(
                edition=edition, _=say, base=BASE, styles=styles, logo=logo
            )
        except LeafletError:  # a template that cannot be read tells of itself
            raise
        except Exception as error:  # a template can make any error of Python's
            said = str(error) if isinstance(error, JinjaError) else repr(error)
            problem = Problem("template", self._place(error), said, TEMPLATE_HINT)
            raise LeafletError(problem) from error

    def _place(self, error: Exception) -> Location:
        """Give the innermost line of a template that an error went through.

        Jinja makes its tracebacks tell of templates as if they were Python.
        """
        at = Location(f"templates/{PAGE}")
        for frame, line in walk_tb(error.__traceback__):
            path = Path(frame.f_code.co_filename)
            if path.suffix == ".j2":
                at = Location(self._files.name(path), line)
        return at

    def _styles(self, edition: Edition) -> Markup:
        """Give the stylesheets of the format, after the brand's variables."""
        names = [f"styles/{name}" for name in edition.stylesheets]
        paths = {name: self._files.find(name) for name in names}
        at = Location(f"styles/formats/{edition.format.name}.yaml")
        missing = [name for name, path in paths.items() if path is None]
        if missing:
            raise LeafletError(
                Problem("style-missing", at, f"there is no stylesheet {name}")
                for name in missing
            )
        sheets = [self._files.read(path) for path in paths.values() if path]
        if edition.language.direction == "rtl":
            sheets = [mirrored(sheet) for sheet in sheets]
        # CSS is not escaped in HTML; these files are the project's own.
        return Markup("\n".join([variables(edition), *sheets]))  # noqa: S704

    def _logo(self, edition: Edition) -> Markup:
        """Give the logo as SVG in the brand's colours; nothing without a logo."""
        logo = edition.project.logo
        if logo is None:
            return Markup("")
        path = self._files.find(logo.file)
        if path is None:
            message = f"there is no logo {logo.file}"
            problem = Problem("logo-missing", Location("leaflet.yaml"), message)
            raise LeafletError(problem)
        svg = coloured(self._files.read(path), edition.project.colours, logo.file)
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


def variables(edition: Edition) -> str:
    """Give the brand and the format as CSS variables and the @page rule."""
    colours = edition.project.colours
    values = {name: getattr(colours, name).rgb for name in colours.__struct_fields__}
    values["text-font"] = css_string(edition.project.fonts.text)
    values["heading-font"] = css_string(edition.project.fonts.headings)
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


def bare(label: Markup) -> str:
    """Give a label's characters alone, for an attribute or a style."""
    return Markup(re.sub("<[^<>]*>", "", label)).unescape()  # noqa: S704  # no tag left


def css_string(text: str) -> str:
    """Give a text as a CSS string (CSS Syntax 3, 4.3.5)."""
    escaped = re.sub(r'[\x00-\x1f\x7f"\\<]', lambda m: f"\\{ord(m[0]):x} ", text)
    return f'"{escaped}"'


def qr_code(address: str, title: Markup) -> Markup:
    """Give the QR code of an address as SVG, one unit a module.

    Error correction M, four modules of quiet zone (ISO/IEC 18004, 9.1).
    """
    code = segno.make_qr(address, error="m")
    svg = code.svg_inline(border=4, title=bare(title), omitsize=True)
    return Markup(svg)  # noqa: S704  # segno escapes the title


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
    tag = Markup('<span lang="{}" dir="{}">{}</span>')
    direction = direction_of(inline.language)
    return tag.format(inline.language, direction, html(inline.children))


@_html.register
def _(inline: LeftToRight) -> Markup:
    return Markup('<span dir="ltr">{}</span>').format(html(inline.children))


@_html.register
def _(inline: Link) -> Markup:
    return Markup('<a href="{}">{}</a>').format(inline.href, html(inline.children))


@_html.register
def _(inline: Note) -> Markup:
    return Markup('<span class="footnote">{}</span>').format(html(inline.children))


@_html.register
def _(inline: Unfinished) -> Markup:
    tag = Markup('<span class="unfinished {}"{}>{}</span>')
    kind = inline.state if inline.tag else f"{inline.state} label"
    marked = tag.format(kind, _spoken_in(inline), html(inline.children))
    if not inline.tag:
        return marked
    return marked + Markup(' <span class="tag">{}</span>').format(html(inline.tag))


def part_language(inlines: Inlines) -> Markup:
    """Give the attributes of language of a text that stands in an attribute itself."""
    found = (inline for inline in inlines if isinstance(inline, Unfinished))
    return next((_spoken_in(inline) for inline in found), Markup(""))


def _spoken_in(inline: Unfinished) -> Markup:
    if not inline.language:
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(inline.language, inline.direction)


@_html.register
def _(inline: Cited) -> Markup:
    link = Markup('<a id="{}" href="#ref:{}" aria-label="{}">{}</a>')
    links = (
        link.format(anchor, key, inline.spoken.format(number=number), number)
        for number, key, anchor in inline.works
    )
    return Markup('<span class="cited">[{}]</span>').format(Markup(", ").join(links))
