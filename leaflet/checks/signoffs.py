"""Checks on sign-offs: somebody stands by each word of what needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflet.problems import Location, Problem, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflet.edition import Voice
    from leaflet.model import Leaflet


def unsigned(leaflet: Leaflet, voice: Voice, file: str) -> Iterator[Problem]:
    """Somebody has read the whole text in this language, as it is now.

    `file` is the sign-off's. What changed since is told message by message.
    """
    tag = voice.language.tag
    hint = f"leaflet sign {leaflet.slug} {tag} --name … --role …, after reading it"
    texts = voice.unsigned(leaflet)
    if texts and voice.sign_off is None:
        message = f"nobody has signed for {leaflet.slug} in {tag}"
        yield Problem("sign-off-missing", Location(file), message, hint)
        return
    for text in texts:
        found = voice.catalog.messages.get(text.key) if voice.catalog else None
        at = found.at if found else text.at
        message = f"changed since somebody signed for {tag}: {short(text.source)}"
        yield Problem("sign-off-changed", at, message, hint)
