"""What a stylesheet may say: how things look, with pictures of the project alone.

CSS can fetch, and a few lines of it can keep an engine busy for hours. What does
either is refused with its line (docs/security.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from leaflet.problems import LeafletError, Location, Problem
from leaflet.source.pictures import PICTURES, read_picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leaflet.source.files import Files

DEEPEST = 20
"""Levels of braces and brackets."""
LONGEST = 1_000
"""Words of one declaration, those of its variables written out."""
_FETCHING = frozenset(("import", "font-face", "color-profile", "namespace"))
_OPENINGS = ("{} block", "() block", "[] block", "function")
_HINTS = {
    "fetch": "fonts stand in styles/fonts, stylesheets in styles/formats/*.yaml",
    "picture": "name a picture by its path in the project: url(styles/images/a.svg)",
    "endless": "a linear-gradient with a background-size repeats just as well",
    "deep": f"at most {DEEPEST} levels, at most {LONGEST:,} words",
    "html": "a stylesheet stands inside a page",
}
Declarations = dict[str, list[tuple[Location, "Sequence[Any]"]]]


def read_styles(files: Files, names: Iterable[str]) -> list[Problem]:
    """Give all that is wrong with stylesheets, which share their variables."""
    problems: list[Problem] = []
    declarations: Declarations = {}
    for name in names:
        path = files.find(name)
        if path is None:
            continue
        try:
            text = files.read(path)
        except LeafletError as error:
            problems += error.problems
        else:
            problems += _sheet_problems(files, text, name, declarations)
    return [*problems, *_length_problems(declarations)]


def _sheet_problems(
    files: Files, text: str, name: str, declarations: Declarations
) -> Iterator[Problem]:
    """Tell what a stylesheet may not say, and gather what it declares."""
    from tinycss2.parser import parse_component_value_list

    if "</style" in text.lower():
        line = text.lower()[: text.lower().index("</style")].count("\n") + 1
        at = Location(name, line)
        yield Problem("style-unsafe", at, "</style ends the page", _HINTS["html"])
    # Levels are walked with a list of our own: Python's would not be deep enough.
    waiting = [(parse_component_value_list(text, skip_comments=True), 1)]
    while waiting:
        tokens, level = waiting.pop()
        for at, declared, value in _declared(tokens, name):
            declarations.setdefault(declared, []).append((at, value))
        for token in tokens:
            at = Location(name, token.source_line)
            yield from _token_problems(files, token, at)
            if token.type in _OPENINGS:
                if level <= DEEPEST:
                    waiting.append((_inner(token), level + 1))
                else:
                    message = "brackets are nested too deeply"
                    yield Problem("style-unsafe", at, message, _HINTS["deep"])


def _inner(token: Any) -> list[Any]:
    """Give the tokens inside brackets."""
    inner = token.arguments if token.type == "function" else token.content
    return list(inner)


def _token_problems(files: Files, token: Any, at: Location) -> Iterator[Problem]:
    """Tell of one token that fetches something, or that has no end."""
    if token.type == "at-keyword" and token.lower_value in _FETCHING:
        message = f"@{token.value} brings in another file"
        yield Problem("style-unsafe", at, message, _HINTS["fetch"])
    elif token.type == "url":
        yield from _address_problems(files, token.value, at)
    elif token.type == "function" and token.lower_name in {"url", "src"}:
        text = next((one.value for one in token.arguments if one.type == "string"), "")
        yield from _address_problems(files, text, at)
    elif token.type == "function" and token.lower_name.startswith("repeating-"):
        message = f"{token.name}() draws each stripe by itself"
        yield Problem("style-unsafe", at, message, _HINTS["endless"])


def _address_problems(files: Files, address: str, at: Location) -> Iterator[Problem]:
    """Tell of an address that is no sound picture of the project."""
    name = unquote(address).lstrip("/")
    suffix = "." + name.rpartition(".")[2].lower()
    if ":" in name or suffix not in PICTURES or files.find(name) is None:
        message = f"url({address[:60]}) is no picture of the project"
        yield Problem("style-unsafe", at, message, _HINTS["picture"])
    else:
        yield from read_picture(files, name)


def _declared(
    tokens: Sequence[Any], name: str
) -> Iterator[tuple[Location, str, Sequence[Any]]]:
    """Give each `name: value` of a block; of selectors with a colon, too."""
    part: list[Any] = []
    for one in [*tokens, None]:
        is_own = bool(part) and part[0].value.startswith("--")  # its value, braces too
        if one is None or one == ";" or (one.type == "{} block" and not is_own):
            if len(part) > 1:
                yield Location(name, part[0].source_line), part[0].value, part
            part = []
        elif part or one.type == "ident":
            part.append(one)


class _Lengths:
    """How many words declarations have when their variables are written out."""

    def __init__(self, declarations: Declarations) -> None:
        self._declarations = declarations
        self._known: dict[str, int] = {}

    def of(self, tokens: Sequence[Any], within: tuple[str, ...]) -> int:
        """Give the number of words of a value; LONGEST + 1 stands for any above."""
        total, waiting = 0, list(tokens)
        while waiting and total <= LONGEST:
            one = waiting.pop()
            total += 1
            if one.type in _OPENINGS:
                inner = _inner(one)
                waiting += inner
                if one.type == "function" and one.lower_name == "var":
                    names = [part.value for part in inner if part.type == "ident"]
                    total += sum(self._variable(name, within) for name in names[:1])
        return min(total, LONGEST + 1)

    def _variable(self, name: str, within: tuple[str, ...]) -> int:
        """Give the length of a variable's longest value; endless within itself."""
        if name in within or len(within) > DEEPEST:
            return LONGEST + 1
        if name not in self._known:
            values = self._declarations.get(name, ())
            lengths = (self.of(value, (*within, name)) for _, value in values)
            self._known[name] = max(lengths, default=1)
        return self._known[name]


def _length_problems(declarations: Declarations) -> Iterator[Problem]:
    """Tell of declarations that grow too long when their variables are put in."""
    lengths = _Lengths(declarations)
    for name, values in declarations.items():
        within = (name,) if name.startswith("--") else ()
        for at, value in values:
            if lengths.of(value, within) > LONGEST:
                message = f"{name} grows too long"
                yield Problem("style-unsafe", at, message, _HINTS["deep"])
