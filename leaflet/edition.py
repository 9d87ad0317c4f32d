"""Leaflet + catalogs + format -> Edition: resolved, with nothing left to decide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaflet import references as refs
from leaflet import typography
from leaflet.catalog import Catalog, Labels, Language
from leaflet.model import (
    Blocks,
    Citation,
    Cited,
    FootnoteMark,
    Inline,
    Inlines,
    Leaflet,
    Link,
    Note,
    Plain,
    Text,
    a_day,
    plain,
    rewrite,
    texts,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from leaflet.model import FieldPath
    from leaflet.project import Project
    from leaflet.references import Reference
    from leaflet.sheet import Format
    from leaflet.typography import Rules, Setter


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the reference list, and the places that cite it."""

    number: int
    key: str
    inlines: Inlines
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who made it, when, from what: dates are written out, texts are typeset."""

    version: str
    month: Inlines  # of publication
    published: Inlines
    reviewed: Inlines
    next_review: Inlines
    adapted: Inlines  # when the work appeared that this one was adapted from
    translator: str
    source_language: str
    source_version: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another language that the leaflet exists in, said in that language."""

    language: Language
    line: Inlines


@dataclass(frozen=True, slots=True)
class Voice:
    """What one language brings: its rules, its labels, the leaflet's catalog.

    `catalog` is None in the leaflet's own language.
    """

    language: Language
    rules: Rules
    set_type: Setter
    labels: Labels
    catalog: Catalog | None = None

    def say(self, label: str) -> Inlines:
        """Give a label of the templates in this language, typeset."""
        return self.set_type((Plain(self.labels(label)),))


@dataclass(frozen=True, slots=True)
class Edition:
    """One leaflet in one language in one format."""

    leaflet: Leaflet
    format: Format
    project: Project
    voice: Voice
    fields: Mapping[FieldPath, Inlines]
    blocks: Blocks
    entries: tuple[Entry, ...]
    imprint: Imprint
    elsewhere: tuple[Elsewhere, ...]

    @property
    def name(self) -> str:
        """The file name without ending: `infusion-day-fr-screen-a4`."""
        return f"{self.leaflet.slug}-{self.language.tag}-{self.format}"

    @property
    def language(self) -> Language:
        """The language it is in."""
        return self.voice.language

    @property
    def created(self) -> str:
        """When it was made, for the file's metadata: midnight UTC of publication."""
        return f"{a_day(self.leaflet.front.published).isoformat()}T00:00:00Z"

    @property
    def title(self) -> str:
        """The title as characters alone."""
        return plain(self.fields["title",])

    @property
    def web(self) -> str | None:
        """The address of the leaflet in this language."""
        web = self.leaflet.front.web
        return web and web.replace("{language}", self.language.tag)

    def field(self, *path: str | int) -> Inlines:
        """Give a field of the front matter; nothing where the author left it out."""
        return self.fields.get(path, ())


def resolve(
    leaflet: Leaflet,
    references: Mapping[str, Reference],
    project: Project,
    voice: Voice,
    elsewhere: tuple[Elsewhere, ...],
    target: Format,
) -> Edition:
    """Give the edition: translated, numbered, typeset down to the last space.

    The caller has checked that the catalog is complete: a missing message is a
    KeyError here, never the source text in silence.
    """
    translate = _translator(voice)
    # Numbers follow the source, so that [2] is the same work in every language.
    found = [
        mark
        for text in texts((leaflet.blocks, leaflet.footnotes))
        for mark in refs.citations(text.inlines)
    ]
    numbers = refs.numbered(found)
    notes = {note.label: translate(note.text) for note in leaflet.footnotes}
    addresses = {
        item.label: translate(item.address).source for item in leaflet.definitions
    }
    marks = _Marks(numbers, notes, addresses)
    set_type = voice.set_type

    def finish(text: Text) -> Text:
        inlines = set_type(translate(text).inlines)
        return replace(text, inlines=marks.resolve(inlines))

    blocks = rewrite(leaflet.blocks, finish)
    entries = tuple(
        Entry(
            number,
            key,
            set_type(
                refs.formatted(
                    references[key],
                    voice.language.tag,
                    voice.labels,
                    written(references[key].date, voice.language.locale),
                )
            ),
            tuple(marks.anchors[key]),
        )
        for key, number in numbers.items()
    )
    return Edition(
        leaflet=leaflet,
        format=target,
        project=project,
        voice=voice,
        fields={path: finish(text).inlines for path, text in leaflet.fields},
        blocks=blocks,
        entries=entries,
        imprint=_imprint(leaflet, voice),
        elsewhere=elsewhere,
    )


def _translator(voice: Voice) -> Callable[[Text], Text]:
    """Give the function that swaps a text for its translation."""
    catalog = voice.catalog
    if catalog is None:
        return lambda text: text

    def translate(text: Text) -> Text:
        message = catalog.messages[text.context, text.source]
        return replace(
            text,
            source=message.translation,
            inlines=message.inlines,
            at=message.at,
        )

    return translate


class _Marks:
    """Turns marks into what they stand for, and remembers the way back."""

    def __init__(
        self,
        numbers: Mapping[str, int],
        notes: Mapping[str, Text],
        addresses: Mapping[str, str],
    ) -> None:
        self._numbers = numbers
        self._notes = notes
        self._addresses = addresses
        self.anchors: dict[str, list[str]] = {key: [] for key in numbers}

    def resolve(self, inlines: Inlines) -> Inlines:
        """Give the inlines with citations numbered, notes and addresses in place."""
        return tuple(self._one(inline) for inline in inlines)

    def _one(self, inline: Inline) -> Inline:
        if isinstance(inline, Citation):
            return Cited(tuple(self._cite(key) for key in inline.keys))
        if isinstance(inline, FootnoteMark):
            return Note(self.resolve(self._notes[inline.label].inlines))
        children = getattr(inline, "children", None)
        if children is None:
            return inline
        inside = self.resolve(children)
        if isinstance(inline, Link) and inline.label:
            return Link(self._addresses[inline.label], inside, inline.label)
        return replace(inline, children=inside)  # type: ignore[arg-type]  # has children

    def _cite(self, key: str) -> tuple[int, str, str]:
        places = self.anchors[key]
        places.append(f"cite-{key}-{len(places) + 1}")
        return self._numbers[key], key, places[-1]


def _imprint(leaflet: Leaflet, voice: Voice) -> Imprint:
    front, locale, catalog = leaflet.front, voice.language.locale, voice.catalog

    def typeset(date: str) -> Inlines:
        return voice.set_type((Plain(date),)) if date else ()

    def dated(date: str | None) -> Inlines:
        return typeset(written(date, locale)) if date else ()

    source = voice.language.cldr.languages.get(leaflet.language, leaflet.language)
    return Imprint(
        version=front.version,
        month=typeset(typography.month_and_year(front.published, locale)),
        published=dated(front.published),
        reviewed=dated(front.reviewed),
        next_review=dated(front.next_review),
        adapted=dated(front.adapted_from.published) if front.adapted_from else (),
        translator=catalog.translator if catalog else "",
        source_language=source,
        source_version=catalog.source_version if catalog else "",
    )


def written(date: str, locale: str) -> str:
    """Give a date in words: a year stays, a month has its name, a day its place."""
    return date if len(date) == len("2021") else typography.full_date(date, locale)
