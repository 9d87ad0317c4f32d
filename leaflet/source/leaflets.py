"""One leaflet: front matter and body, with all that is wrong told at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from leaflet.model import TRANSLATABLE, FrontMatter, Leaflet, Shape, Text, a_day
from leaflet.problems import LeafletError, Location, Problem
from leaflet.references import citations
from leaflet.source.inline import InlineReader, normal
from leaflet.source.markdown import Body, read_body
from leaflet.source.yaml import Place, Read, read_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from leaflet.source.files import Files

PICTURES = (".svg", ".png", ".jpg", ".jpeg")
FENCE = "---"
DATES = ("published", "reviewed", "next_review")


@dataclass(frozen=True, slots=True)
class Known:
    """What a leaflet may name: references to cite, formats to declare."""

    references: Collection[str]
    formats: Collection[str]


def read_leaflet(
    files: Files, path: Path, known: Known
) -> tuple[Leaflet | None, list[Problem]]:
    """Give the leaflet in a file, None where problems stand instead of it."""
    name, slug = files.name(path), path.parent.name
    try:
        text = files.read(path)
    except LeafletError as error:
        return None, list(error.problems)
    front_text, body_text, body_line, problems = _split(text, name)
    front = read_yaml(front_text, name, FrontMatter, first_line=2)
    fields = _fields(front, front_text, name, problems) if front.value else ()
    title = fields[0][1].source if fields else slug

    def picture_path(source: str) -> str | None:
        return _picture_path(files.root, path.parent, source)

    body, wrong = read_body(body_text, name, body_line, title, picture_path)
    problems += [*front.problems, *wrong]
    problems += _unknown_citations(body, fields, known)
    if front.value is None:
        return None, problems
    problems += _front_problems(front.value, front.lines, name, known)
    leaflet = Leaflet(
        slug, name, front.value, fields, body.blocks, body.footnotes, body.definitions
    )
    return (None if problems else leaflet), problems


def _split(text: str, name: str) -> tuple[str, str, int, list[Problem]]:
    """Give front matter, body, the body's first line, and what is wrong with that."""
    lines = text.split("\n")
    if lines[0].rstrip() == FENCE:
        for number, line in enumerate(lines[1:], start=1):
            if line.rstrip() == FENCE:
                front, body = lines[1:number], lines[number + 1 :]
                return "\n".join(front), "\n".join(body), number + 2, []
    hint = "begin the file with ---, then title: … and the other fields, then ---"
    problem = Problem("front-matter", Location(name, 1), "no front matter", hint)
    return "", "" if lines[0].rstrip() == FENCE else text, 1, [problem]


def _fields(
    front: Read[FrontMatter], text: str, name: str, problems: list[Problem]
) -> tuple[tuple[Place, Text], ...]:
    """Give the translatable fields as messages, the title first."""
    reader, found = InlineReader(), []
    for place, raw in _strings(front.value, ()):
        key = next(part for part in reversed(place) if isinstance(part, str))
        # The title of the work that ours was adapted from is its name: it stays.
        if key not in TRANSLATABLE or place == ("adapted_from", "title") or not raw:
            continue
        at = Location(name, front.lines[place])
        source = normal(raw.replace("\n", " "))
        inlines, faults = reader.read(source)
        problems += [Problem(f.id, at, f.message, f.hint) for f in faults]
        found.append((place, Text(source, inlines, at, TRANSLATABLE[key])))
    return tuple(found)


def _strings(value: object, place: Place) -> Iterator[tuple[Place, str]]:
    """Give every string inside the front matter with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _strings(item, (*place, index))
    elif isinstance(value, Shape):
        for key in value.__struct_fields__:
            yield from _strings(getattr(value, key), (*place, key))


def _picture_path(root: Path, folder: Path, source: str) -> str | None:
    """Give a picture's path in the project; None for what is not a picture in it."""
    pure = PurePosixPath(source)
    if pure.is_absolute() or pure.suffix.lower() not in PICTURES:
        return None
    path, inside = (folder / pure).resolve(), root.resolve()
    if not path.is_file() or not path.is_relative_to(inside):
        return None
    return path.relative_to(inside).as_posix()


def _unknown_citations(
    body: Body, fields: tuple[tuple[Place, Text], ...], known: Known
) -> Iterator[Problem]:
    from leaflet.model import texts

    parts = (body.blocks, body.footnotes, tuple(text for _, text in fields))
    for text in texts(parts):
        for citation in citations(text.inlines):
            for key in citation.keys:
                if key not in known.references:
                    hint = (
                        f"the keys are: {', '.join(sorted(known.references)) or 'none'}"
                    )
                    message = f"[@{key}] is in no references.yaml"
                    yield Problem("citation-unknown", text.at, message, hint)


def _front_problems(
    front: FrontMatter, lines: Mapping[Place, int], name: str, known: Known
) -> Iterator[Problem]:
    """Tell what no shape can: unknown formats and languages, impossible dates."""

    def problem(id_: str, place: Place, message: str, hint: str = "") -> Problem:
        return Problem(id_, Location(name, lines[place]), message, hint)

    for index, chosen in enumerate(front.formats):
        if chosen not in known.formats:
            message = f"there is no format {chosen!r}"
            hint = f"the formats are: {', '.join(known.formats)}"
            yield problem("format-unknown", ("formats", index), message, hint)
    tags = [(("languages", i), tag) for i, tag in enumerate(front.languages)]
    for place, tag in [(("language",), front.language), *tags]:
        if not known_language(tag):
            hint = "use a tag of CLDR, such as fr, pa or zh_Hant"
            yield problem(
                "language-unknown", place, f"no language is tagged {tag}", hint
            )
    if front.language not in front.languages:
        message = f"languages does not name {front.language}, the leaflet's own"
        yield problem("language-missing", ("languages",), message)
    for key in DATES:
        if date := getattr(front, key):
            try:
                a_day(date)
            except ValueError:
                yield problem("date", (key,), f"{key}: {date} is no day of any year")


def known_language(tag: str) -> bool:
    """Tell whether CLDR has data for a language."""
    try:
        Locale.parse(tag)
    except (UnknownLocaleError, ValueError):
        return False
    return True
