"""The templates of a project, and what they may use."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from traceback import walk_tb
from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache, FunctionLoader, StrictUndefined
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from leaflet.catalog import direction_of
from leaflet.markup.inlines import bare, html, part_language
from leaflet.markup.pictures import logo_of, qr_code
from leaflet.markup.styles import css_string, page_number, stylesheets
from leaflet.model import plain
from leaflet.problems import LeafletError, Location, Problem

if TYPE_CHECKING:
    from markupsafe import Markup

    from leaflet.edition import Edition
    from leaflet.model import Block
    from leaflet.source.files import Files

PAGE = "leaflet.html.j2"
TEMPLATE_HINT = "see what it may use in docs/security.md, and our own in templates/"
BASE = "https://leaflet.invalid/"
"""Where pictures are served from: no folder's name gets into the file (RFC 6761)."""


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
            "css_string": css_string,
        }
        self._environment.globals["qr_code"] = qr_code
        self._environment.tests["kind"] = _is_kind

    def _template(self, name: str) -> tuple[str, str, None] | None:
        """Give a template's text and file to Jinja; None where there is none."""
        is_ours = ".." not in PurePosixPath(name).parts
        path = self._files.find(f"templates/{name}") if is_ours else None
        return (self._files.read(path), str(path), None) if path else None

    def render(self, edition: Edition, page: str = PAGE, **values: object) -> str:
        """Give the edition's HTML, styles and vector pictures included.

        `values` are what another page than a leaflet's needs.

        Raises:
            LeafletError: a template is wrong, or a stylesheet or the logo is missing.
        """

        def say(label: str, **values: object) -> Markup:
            said = html(edition.voice.say(label))
            return said.format(**values) if values else said

        styles = stylesheets(edition, self._files)
        logo = logo_of(edition, self._files)
        try:
            return self._environment.get_template(page).render(
                edition=edition, _=say, base=BASE, styles=styles, logo=logo, **values
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


def _is_kind(block: Block, name: str) -> bool:
    """Tell templates what a block is: `block is kind("List")`."""
    return type(block).__name__ == name
