"""Leaflet + voice + format -> Edition."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from leaflet import references as refs
from leaflet import typography
from leaflet.catalog import direction_of, label
from leaflet.edition.translate import address, draft, reference_line, translator
from leaflet.edition.values import (
    Edition,
    Elsewhere,
    Entry,
    Imprint,
    Reading,
    Voice,
)
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
    rewrite,
    texts,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from leaflet.project import Project
    from leaflet.references import Reference
    from leaflet.sheet import Format


def resolve(  # noqa: PLR0913, PLR0917  # each comes from a reader of its own
    leaflet: Leaflet,
    references: Mapping[str, Reference],
    project: Project,
    voice: Voice,
    elsewhere: tuple[Elsewhere, ...],
    target: Format,
) -> Edition:
    """Give the edition: translated, numbered, typeset down to the last space.

    Where the voice allows a draft, what is not done is marked; elsewhere the caller
    has checked that all is done: a message that is not is a KeyError here, never the
    source text in silence.
    """
    needs_name = target.name in project.sign_off and not voice.language.pseudo
    lacking = draft(leaflet, voice, signed=needs_name)
    voice = voice if lacking else voice.for_good()
    translate = translator(voice)
    # Numbers follow the source, so that [2] is the same work in every language.
    notes = {note.label: note.text.inlines for note in leaflet.footnotes}
    numbers = refs.numbered(
        citation
        for text in texts(leaflet.blocks)
        for citation in refs.citations(_with_notes(text.inlines, notes))
    )
    said = {note.label: translate(note.text).inlines for note in leaflet.footnotes}
    settle = _settler(
        numbers,
        {item.label: address(item.address, voice) for item in leaflet.definitions},
        # translators: Read aloud for a citation, such as [1]; keep {number}.
        voice.labels(label("Reference {number}")),
    )

    def finish(text: Text) -> Text:
        text = translate(text)
        inlines = _with_notes(text.inlines, said)
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
                reference_line(references[key], voice),
                tuple(anchors[key]),
                direction_of(references[key].language),
            )
            for key, number in numbers.items()
        ),
        imprint=_imprint(leaflet, voice),
        elsewhere=elsewhere,
        draft=lacking,
    )


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
        readings=tuple(_readings(leaflet, voice)),
    )


def _readings(leaflet: Leaflet, voice: Voice) -> Iterator[Reading]:
    """Give who signed, in that order, each with what has changed since."""
    sign_off = voice.sign_off
    if sign_off is None:
        return
    digests = voice.digests(leaflet)
    for number, reader in enumerate(sign_off.readers, start=1):
        date = typography.full_date(reader.date, voice.language.locale)
        name, role, day = (
            voice.set_type((Plain(said),)) for said in (reader.name, reader.role, date)
        )
        yield Reading(name, role, day, len(sign_off.unread(number, digests)))
