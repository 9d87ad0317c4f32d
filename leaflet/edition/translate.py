"""The texts of an edition in its language: done, or marked in a draft."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from leaflet import references as refs
from leaflet.catalog import State, label
from leaflet.edition.values import Draft, Voice
from leaflet.model import Inlines, Leaflet, Text, Unfinished

if TYPE_CHECKING:
    from collections.abc import Callable

    from leaflet.references import Reference


def translator(voice: Voice) -> Callable[[Text], Text]:
    """Give the function that swaps a text for its translation, typeset."""

    def translate(text: Text) -> Text:
        state = voice.state(text)
        if state is State.DONE:
            text = _translation(text, voice)
            return replace(text, inlines=voice.set_type(text.inlines))
        if voice.original is None:
            raise KeyError(text.source)
        return _unfinished(text, state, voice, voice.original)

    return translate


def _translation(text: Text, voice: Voice) -> Text:
    """Give a text's translation; itself in the leaflet's own language."""
    if voice.catalog is None or not text.source:
        return text
    message = voice.catalog.messages[text.key]
    source, inlines, at = message.translation, message.inlines, message.at
    return replace(text, source=source, inlines=inlines, at=at)


def _unfinished(text: Text, state: State, voice: Voice, original: Voice) -> Text:
    """Give what a draft shows of a message that is not done, marked.

    A guess is shown as long as no check finds an error in it; what is known to be
    wrong is shown to nobody, and the source stands there as it does for what is
    missing.
    """
    tag = voice.say(_TAGS[state])
    message = voice.catalog and voice.catalog.messages.get(text.key)
    if message and message.sound:
        text = _translation(text, voice)
        marked = Unfinished(state, "", "", tag, voice.set_type(text.inlines))
    else:
        language = original.language
        said = original.set_type(text.inlines)
        marked = Unfinished(state, language.bcp47, language.direction, tag, said)
    return replace(text, inlines=(marked,))


_TAGS = {
    # translators: A small mark in a draft, after a passage in another language.
    State.MISSING: label("not translated"),
    # translators: A small mark in a draft, after a translation that is only a guess.
    State.FUZZY: label("unconfirmed"),
    # translators: A small mark in a draft, after a translation whose source changed.
    State.STALE: label("outdated"),
    # translators: A small mark in a draft: the translation has an error, so the
    # passage stands in the language that it was written in.
    State.FAILING: label("error in the translation"),
}


def address(text: Text, voice: Voice) -> str:
    """Give the address that a label leads to; a draft takes the source's for a guess.

    Raises:
        KeyError: it is not done, and this is no draft.
    """
    if voice.state(text) is State.DONE:
        return _translation(text, voice).source
    if voice.original is None:
        raise KeyError(text.source)
    return text.source


def reference_line(reference: Reference, voice: Voice) -> Inlines:
    """Give a line of the reference list, marked where one of its labels is not done."""
    states: set[State] = set()

    def labelled(text: str) -> str:
        states.add(voice.labels.state(text))
        return voice.labels(text)

    said = voice.set_type(refs.formatted(reference, voice.language, labelled))
    unfinished = [state for state in State if state in states - {State.DONE}]
    if not unfinished:
        return said
    return (Unfinished(unfinished[0], "", "", voice.say(_TAGS[unfinished[0]]), said),)


def draft(leaflet: Leaflet, voice: Voice, *, signed: bool) -> Draft | None:
    """Give what is lacking; None where nothing is.

    `signed` says that somebody must have signed every message.
    """
    messages = leaflet.messages
    states = Counter(map(voice.state, messages))
    lacking = {state: states[state] for state in State if states[state]}
    lacking.pop(State.DONE, None)
    labels = voice.labels.unfinished
    unsigned = len(voice.unsigned(leaflet)) if signed else 0
    if not (lacking or labels or unsigned):
        return None
    return Draft(len(messages), lacking, labels, unsigned)
