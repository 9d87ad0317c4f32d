"""An edition, its source's voice and what checks found -> the proof."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel import Locale

from leaflet.catalog import State
from leaflet.edition import Finding, Passage, Proof, Signature
from leaflet.exchange.rows import message_id
from leaflet.model import Plain, plain
from leaflet.proof.inlines import shown
from leaflet.proof.kinds import heading_level, kind_label
from leaflet.signoff import SignOff, digest, text_digest
from leaflet.typography import full_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leaflet.catalog import Language
    from leaflet.edition import Edition, Voice
    from leaflet.glossary import Terms
    from leaflet.model import Inlines, Text
    from leaflet.problems import Problem

PAGE = "proof.html.j2"
"""The template of a proof."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a translation: its source's voice, and what is said of it.

    `speaker` says the words around the texts; `problems` are those of the catalog.
    """

    original: Voice
    speaker: Voice
    terms: Terms
    problems: Sequence[Problem]


def proof_of(edition: Edition, beside: Beside) -> Proof:
    """Give the proof of an edition, which need not be finished."""
    leaflet, voice = edition.leaflet, edition.voice
    passages = tuple(_passages(edition, beside))
    states = Counter(it.state for it in passages)
    header = voice.catalog.header if voice.catalog else {}
    day = _DAY.match(header.get("PO-Revision-Date", ""))
    return Proof(
        voice=beside.speaker,
        source_language=beside.original.language,
        languages=(
            _named(beside.original.language, beside.speaker),
            _named(voice.language, beside.speaker),
        ),
        passages=passages,
        states={s: states[s] for s in State if states[s] and s is not State.DONE},
        findings=sum(1 for it in passages if it.findings),
        signatures=tuple(_signatures(edition, beside.speaker)),
        translator=edition.imprint.translator,
        translated=full_date(day[0], beside.speaker.language.locale) if day else "",
        source_version=edition.imprint.source_version,
        digest=text_digest(voice.digests(leaflet)),
    )


def _passages(edition: Edition, beside: Beside) -> Iterator[Passage]:
    leaflet, voice = edition.leaflet, edition.voice
    numbers = {entry.key: entry.number for entry in edition.entries}
    places = Counter(text.key for text in leaflet.texts())
    said = _findings(beside.problems)
    signatures = list(enumerate(_signatures(edition, beside.speaker), start=1))
    sign_off = voice.sign_off or SignOff()
    for number, text in enumerate(leaflet.messages, start=1):
        message = voice.catalog.messages.get(text.key) if voice.catalog else None
        state = voice.state(text)
        signers = sign_off.messages.get(digest(text.key, voice.translation(text)), ())
        made_for = message.made_for if message else None
        yield Passage(
            number=number,
            id=message_id(leaflet.slug, text.key),
            kind=kind_label(text.kind),
            level=heading_level(text.kind),
            source=_set(text.inlines, text.source, beside.original, numbers),
            translation=_translated(text, voice, numbers),
            state=state,
            places=places[text.key],
            note=text.note,
            before=made_for[1] if made_for and made_for != text.key else "",
            comments=message.comments if message else (),
            findings=tuple(said.get(message.at, ())) if message else (),
            terms=tuple(_terms(plain(text.inlines), beside.terms)),
            changed=tuple(
                signature
                for at, signature in signatures
                if at not in signers and state is not State.MISSING
            ),
            at=message.at if message else text.at,
        )


def _terms(text: str, terms: Terms) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the glossary's words in a text; what ends with any letters, with dots."""
    for word, wanted in terms.said(text):
        yield word, tuple(one.replace("*", "…") for one in wanted)


def _named(language: Language, speaker: Voice) -> str:
    """Give the name of a language in that of the words around the texts."""
    if language.pseudo:
        return language.tag
    named = Locale.parse(language.tag).get_display_name(speaker.language.cldr)
    return named or language.own_name


def _findings(problems: Sequence[Problem]) -> dict[object, list[Finding]]:
    """Give what the checks found by its place, each once."""
    found: dict[object, list[Finding]] = {}
    for one in dict.fromkeys(problems):
        finding = Finding(one.id, str(one.severity), one.message)
        found.setdefault(one.at, []).append(finding)
    return found


def _translated(text: Text, voice: Voice, numbers: Mapping[str, int]) -> Inlines:
    """Give a translation as it is; one that cannot be read, as it is written."""
    message = voice.catalog.messages.get(text.key) if voice.catalog else None
    if message is None or not message.translation:
        return ()
    inlines = message.inlines or (Plain(message.translation),)
    return _set(inlines, message.translation, voice, numbers)


def _set(
    inlines: Inlines, source: str, voice: Voice, numbers: Mapping[str, int]
) -> Inlines:
    """Give a text as a reviewer sees it, typeset as in the leaflet."""
    return voice.set_type(shown(inlines, source, voice.language.locale, numbers))


def _signatures(edition: Edition, speaker: Voice) -> Iterator[Signature]:
    """Give who signed, in that order, each with what has changed since."""
    sign_off = edition.voice.sign_off or SignOff()
    digests = edition.voice.digests(edition.leaflet)
    for number, reader in enumerate(sign_off.readers, start=1):
        date = full_date(reader.date, speaker.language.locale)
        changed = len(sign_off.unread(number, digests))
        yield Signature(reader.name, reader.role, date, changed)
