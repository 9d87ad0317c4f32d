"""Leaflet + catalogs + format -> Edition: resolved, with nothing left to decide."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from leaflet import references as refs
from leaflet import typography
from leaflet.catalog import Catalog, Labels, Language, label
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
    exchange,
    plain,
    rewrite,
    texts,
    walk,
)
from leaflet.shapes import a_day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from leaflet.project import Project
    from leaflet.references import Reference
    from leaflet.shapes import FieldPath
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


def resolve(  # noqa: PLR0913, PLR0917  # each comes from a reader of its own
    leaflet: Leaflet,
    references: Mapping[str, Reference],
    project: Project,
    voice: Voice,
    elsewhere: tuple[Elsewhere, ...],
    target: Format,
) -> Edition:
    """Give the edition: translated, numbered, typeset down to the last space.

    The caller has checked that the catalog is complete: a message that is missing
    or not done is a KeyError here, never the source text in silence.
    """
    translate, set_type = _translator(voice), voice.set_type
    # Numbers follow the source, so that [2] is the same work in every language.
    notes = {note.label: note.text.inlines for note in leaflet.footnotes}
    numbers = refs.numbered(
        citation
        for text in texts(leaflet.blocks)
        for citation in refs.citations(_with_notes(text.inlines, notes))
    )
    said = {
        note.label: set_type(translate(note.text).inlines) for note in leaflet.footnotes
    }
    settle = _settler(
        numbers,
        {item.label: translate(item.address).source for item in leaflet.definitions},
        # translators: Read aloud for a citation, such as [1]; keep {number}.
        voice.labels(label("Reference {number}")),
    )

    def finish(text: Text) -> Text:
        text = translate(text)
        inlines = _with_notes(set_type(text.inlines), said)
        return replace(text, inlines=exchange(inlines, settle))

    blocks = rewrite(leaflet.blocks, finish)
    anchors = _anchors(blocks)
    return Edition(
        leaflet=leaflet,
        format=target,
        project=project,
        voice=voice,
        fields={path: finish(text).inlines for path, text in leaflet.fields},
        blocks=blocks,
        entries=tuple(
            Entry(
                number,
                key,
                set_type(refs.formatted(references[key], voice.language, voice.labels)),
                tuple(anchors[key]),
            )
            for key, number in numbers.items()
        ),
        imprint=_imprint(leaflet, voice),
        elsewhere=elsewhere,
    )


def _translator(voice: Voice) -> Callable[[Text], Text]:
    """Give the function that swaps a text for its translation."""
    catalog = voice.catalog
    if catalog is None:
        return lambda text: text

    def translate(text: Text) -> Text:
        if not text.source:  # an empty cell is no message
            return text
        message = catalog.messages[text.context, text.source]
        if not message.done:
            raise KeyError(text.source)
        return replace(
            text,
            source=message.translation,
            inlines=message.inlines,
            at=message.at,
        )

    return translate


def _with_notes(inlines: Inlines, notes: Mapping[str, Inlines]) -> Inlines:
    """Give inlines with each footnote where its mark stands."""

    def place(inline: Inline) -> Inline:
        if isinstance(inline, FootnoteMark):
            return Note(_with_notes(notes[inline.label], notes))
        return inline

    return exchange(inlines, place)


def _settler(
    numbers: Mapping[str, int], addresses: Mapping[str, str], spoken: str
) -> Callable[[Inline], Inline]:
    """Give the function that numbers citations and puts addresses into links.

    It counts the places of each work to name them apart, and keeps nothing else. A
    colon stands in those names because no heading's anchor has one.
    """
    places = {key: count(1) for key in numbers}

    def settle(inline: Inline) -> Inline:
        if isinstance(inline, Citation):
            return Cited(
                tuple(
                    (numbers[key], key, f"cite:{key}:{next(places[key])}")
                    for key in inline.keys
                ),
                spoken,
            )
        if isinstance(inline, Link) and inline.label:
            return replace(inline, href=addresses[inline.label])
        return inline

    return settle


def _anchors(blocks: Blocks) -> Mapping[str, list[str]]:
    """Give the places that cite each work, in reading order."""
    found: dict[str, list[str]] = defaultdict(list)
    for text in texts(blocks):
        for inline in walk(text.inlines):
            if isinstance(inline, Cited):
                for _, key, anchor in inline.works:
                    found[key].append(anchor)
    return found


def _imprint(leaflet: Leaflet, voice: Voice) -> Imprint:
    front, locale, catalog = leaflet.front, voice.language.locale, voice.catalog

    def typeset(date: str) -> Inlines:
        return voice.set_type((Plain(date),))

    def dated(date: str | None) -> Inlines:
        return typeset(typography.full_date(date, locale)) if date else ()

    def monthly(date: str) -> Inlines:
        return typeset(typography.month_and_year(date, locale))

    source = voice.language.cldr.languages.get(leaflet.language, leaflet.language)
    return Imprint(
        version=front.version,
        month=monthly(front.published),
        published=dated(front.published),
        reviewed=dated(front.reviewed),
        next_review=dated(front.next_review),
        adapted=monthly(front.adapted_from.published) if front.adapted_from else (),
        translator=catalog.translator if catalog else "",
        source_language=source,
        source_version=catalog.source_version if catalog else "",
    )
