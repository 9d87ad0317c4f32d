"""One leaflet: front matter and body, with all that is wrong told at once."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from leaflet.catalog import LABELS
from leaflet.model import (
    Citation,
    FootnoteMark,
    Leaflet,
    Link,
    Text,
    plain,
    texts,
    walk,
)
from leaflet.problems import LeafletError, Location, Problem
from leaflet.shapes import TRANSLATABLE, FrontMatter, Slug
from leaflet.source.files import decode, inside, visible
from leaflet.source.inline import InlineReader, normal
from leaflet.source.markdown import read_body
from leaflet.source.marks import Fault
from leaflet.source.pictures import PICTURES, read_picture
from leaflet.source.values import last_key, value_problems
from leaflet.source.yaml import Place, Read, read_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from leaflet.source.body import Body
    from leaflet.source.files import Files

LONGEST = 600_000
"""Bytes of a leaflet: more than the 200 pages that an edition may have can hold."""
FENCE = "---"
_ACCENTED = re.compile("[^\\W\\d_][\u0300-\u036f]")
_BARE = re.compile(r"(?<![\w@.])@([\w-]+)")
LISTS = ("formats", "languages")


@dataclass(frozen=True, slots=True)
class Known:
    """What a leaflet may name: references to cite, formats to declare.

    `references` is None where a file of them cannot be read: then nothing can be
    said of citations.
    """

    references: Collection[str] | None
    formats: Collection[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave: a leaflet, or problems; and the languages it asks for."""

    leaflet: Leaflet | None
    languages: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_leaflet(files: Files, path: Path, known: Known) -> Reading:
    """Give the leaflet in a file, None where problems stand instead of it."""
    name, slug = files.name(path), path.parent.name
    try:
        text = decode(files.read_bytes(path, LONGEST), name)
    except LeafletError as error:
        return Reading(None, (), (*_slug_problems(slug, name), *error.problems))
    front_text, front_line, body_text, body_line = _split(text)
    front = _front(front_text, front_line, name)
    fields, wrong = _fields(front, name)
    title = next((text.source for place, text in fields if place == ("title",)), slug)

    pictures: dict[str, list[Problem]] = {}

    def picture_path(source: str) -> str | Fault:
        found = _picture_path(files.root, path.parent, source)
        if isinstance(found, str):
            pictures[found] = read_picture(files, found)
        return found

    problems = [*_apart(text, name)]
    body, loose = read_body(body_text, name, body_line, title, picture_path)
    problems += [*_slug_problems(slug, name), *front.problems, *wrong, *loose]
    if cover := front.scalars.get(("cover", "picture")):
        problems += _cover_problems(picture_path(str(cover)), front, name)
    problems += _unknown_citations(body, known)
    problems += _bare_citations(body, known)
    problems += _front_problems(front, name, known)
    problems += [problem for told in pictures.values() for problem in told]
    problems.sort(key=lambda problem: problem.at)
    languages = tuple(
        str(value) for place, value in front.scalars.items() if place[0] == "languages"
    )
    if problems or front.value is None:
        return Reading(None, languages, tuple(problems))
    parts = (body.blocks, body.footnotes, body.definitions)
    return Reading(Leaflet(slug, name, front.value, fields, *parts), languages, ())


def _apart(text: str, name: str) -> Iterator[Problem]:
    """Tell, once, of letters whose accents stand apart: every search misses them."""
    for found in _ACCENTED.finditer(text):
        if len(unicodedata.normalize("NFC", found[0])) == 1:
            at = Location(name, text.count("\n", 0, found.start()) + 1)
            message = f"{found[0]} is written as two characters, and so may others be"
            hint = "type it anew, or let your editor convert the file to NFC"
            yield Problem("accent-apart", at, message, hint)
            return


def _split(text: str) -> tuple[str | None, int, str, int]:
    """Give front matter and body, each with its first line; None for no front."""
    lines = text.split("\n")
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != FENCE:
        return None, 1, text, 1
    for end, line in enumerate(lines[start + 1 :], start=start + 1):
        if line.rstrip() == FENCE:
            front, body = lines[start + 1 : end], lines[end + 1 :]
            return "\n".join(front), start + 2, "\n".join(body), end + 2
    return None, start + 1, "\n".join(lines[start + 1 :]), start + 2


def _front(text: str | None, line: int, name: str) -> Read[FrontMatter]:
    """Give the front matter as it was read; a problem where there is none."""
    if text is not None:
        return read_yaml(text, name, FrontMatter, first_line=line)
    hint = "begin the file with ---, then title: … and the other fields, then ---"
    problem = Problem(
        "front-matter",
        Location(name, line),
        "no front matter between two lines ---",
        hint,
    )
    return Read(None, {}, (problem,))


def _slug_problems(slug: str, name: str) -> Iterator[Problem]:
    """Tell of a folder whose name cannot be that of files and of a catalog."""
    try:
        msgspec.convert(slug, Slug)
        fits = slug != LABELS
    except msgspec.ValidationError:
        fits = False
    if not fits:
        message = f"a leaflet's folder cannot be called {slug!r}"
        hint = f"use a-z, 0-9 and -, such as infusion-day; {LABELS} is taken"
        yield Problem("leaflet-name", Location(name), message, hint)


def _fields(
    front: Read[FrontMatter], name: str
) -> tuple[tuple[tuple[Place, Text], ...], list[Problem]]:
    """Give the translatable fields as messages, in the order of the model."""
    reader, found = InlineReader(), []
    problems: list[Problem] = []
    for place, raw in _strings(front):
        at = Location(name, front.lines[place])
        source = normal(raw.replace("\n", " "))
        inlines, faults = reader.read(source)
        if not source:
            faults.append(Fault("yaml-value", f"{last_key(place)} is only blanks"))
        if any(isinstance(i, (Citation, FootnoteMark)) for i in walk(inlines)):
            message = "a citation or footnote mark cannot stand in the front matter"
            faults.append(Fault("mark-place", message, "put it into the text"))
        if any(isinstance(i, Link) and i.href[:1] == "#" for i in walk(inlines)):
            message = "a link from the front matter leads out of the leaflet"
            faults.append(Fault("mark-place", message, "use https://… or take it out"))
        problems += [Problem(f.id, at, f.message, f.hint) for f in faults]
        found.append((place, Text(source, inlines, at, TRANSLATABLE[last_key(place)])))
    return tuple(found), problems


def _strings(front: Read[FrontMatter]) -> Iterator[tuple[Place, str]]:
    """Give every string that translators see, with its place."""
    order = FrontMatter.__struct_fields__
    for place, value in sorted(
        front.scalars.items(), key=lambda item: order.index(str(item[0][0]))
    ):
        # The title of the work that ours was adapted from is its name: it stays.
        is_name = place == ("adapted_from", "title")
        if value and last_key(place) in TRANSLATABLE and not is_name:
            yield place, str(value)


def _picture_path(root: Path, folder: Path, source: str) -> str | Fault:
    """Give a picture's path in the project, or why it is none of its pictures."""
    path = folder / source
    hint = "put an .svg, .png or .jpg beside leaflet.md and check the spelling"
    if near := _nearest(root, path):
        hint = f"the folder has {near}: write it so, or rename it, in plain a-z"
    suffix = PurePosixPath(source).suffix.lower()
    if suffix not in PICTURES:
        return Fault("figure-type", f"{source} is no picture that can be printed", hint)
    if PurePosixPath(source).is_absolute() or inside(root, path) is None:
        message = f"there is no picture {source} in the project"
        return Fault("figure-missing", message, hint)
    return path.resolve().relative_to(root.resolve()).as_posix()


def _nearest(root: Path, path: Path) -> str:
    """Give the name in its folder that is nearly that of a file which is not there.

    Accents apart from their letters, as macOS writes them, look the same.
    """

    def typed(name: str) -> str:
        return unicodedata.normalize("NFC", name).casefold()

    try:
        is_ours = path.parent.resolve().is_relative_to(root.resolve())
        there = [*visible(path.parent.iterdir())] if is_ours else []
    except (OSError, RuntimeError, ValueError):
        return ""  # no folder, or no name that one could have
    names = {
        typed(each.name): each.name
        for each in there
        if each.name not in {path.name, "leaflet.md"}
    }
    near = get_close_matches(typed(path.name), names, n=1, cutoff=0.8)
    return "".join(names[name] for name in near)


def _cover_problems(
    found: str | Fault, front: Read[FrontMatter], name: str
) -> Iterator[Problem]:
    """Tell why the picture on the cover is none of the project's."""
    if isinstance(found, Fault):
        at = Location(name, front.lines["cover", "picture"])
        yield Problem(found.id, at, found.message, found.hint)


def _unknown_citations(body: Body, known: Known) -> Iterator[Problem]:
    if known.references is None:
        return
    for mark in body.marks:
        if isinstance(mark.inline, Citation):
            for key in mark.inline.keys:
                if key not in known.references:
                    keys = ", ".join(sorted(known.references)) or "none"
                    message = f"[@{key}] is in no references.yaml"
                    yield Problem(
                        "citation-unknown", mark.at, message, f"the keys are: {keys}"
                    )


def _bare_citations(body: Body, known: Known) -> Iterator[Problem]:
    """Tell of keys that stand without brackets, and would be printed."""
    for text in texts((body.blocks, body.footnotes)):
        for key in dict.fromkeys(_BARE.findall(plain(text.inlines))):
            if key in (known.references or ()):
                message = f"@{key} stands without its brackets and would be printed"
                yield Problem("citation-syntax", text.at, message, f"write [@{key}]")


def _front_problems(
    front: Read[FrontMatter], name: str, known: Known
) -> Iterator[Problem]:
    """Tell what no shape can: unknown formats and languages, impossible dates."""
    yield from value_problems(front, name)
    yield from _list_problems(front, name)
    yield from _order_problems(front, name)
    for place, chosen in front.scalars.items():
        at = Location(name, front.lines[place])
        if place[0] == "formats" and chosen not in known.formats:
            hint = f"the formats are: {', '.join(known.formats)}"
            message = f"there is no format {chosen!r}"
            yield Problem("format-unknown", at, message, hint)
        if place == ("web",):
            for part in set(re.findall(r"\{.*?\}", str(chosen))) - {"{language}"}:
                hint = "write {language} where the language belongs"
                yield Problem(
                    "web-language", at, f"web: {part} stands for nothing", hint
                )


def _order_problems(front: Read[FrontMatter], name: str) -> Iterator[Problem]:
    """Tell of a next review that has been; a month and its days are not compared."""
    then = str(front.scalars.get(("next_review",), "9"))
    for key in ("published", "reviewed"):
        said = str(front.scalars.get((key,), ""))
        if then < said[: len(then)]:
            at = Location(name, front.lines["next_review",])
            message = f"next_review: {then} is before {key}, {said}"
            yield Problem("date-order", at, message, "say when it is due again")


def _list_problems(front: Read[FrontMatter], name: str) -> Iterator[Problem]:
    """Tell of what a list names twice, and of the leaflet's own language left out."""
    for key in LISTS:
        items = [(p, v) for p, v in front.scalars.items() if p[0] == key]
        for number, (place, value) in enumerate(items):
            if value in [earlier for _, earlier in items[:number]]:
                at = Location(name, front.lines[place])
                message = f"{key} names {value} twice"
                yield Problem("list-duplicate", at, message, "take one of them out")
    own = front.scalars.get(("language",))
    languages = [v for place, v in front.scalars.items() if place[0] == "languages"]
    if own and languages and own not in languages:
        at = Location(name, front.lines["languages",])
        message = f"languages does not name {own}, the leaflet's own"
        yield Problem("language-missing", at, message, f"add {own} to the list")
