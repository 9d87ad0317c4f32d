"""What a proof shows to those who read a translation before anybody else does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leaflet.catalog import Language, State
    from leaflet.edition.values import Voice
    from leaflet.model import Inlines
    from leaflet.problems import Location


UNPRINTED = ("description", "keyword")
"""Kinds of messages that no eye sees on paper."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check finds in a translation: its id, whether it stops, what it says."""

    id: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed for a text, when, and how many messages have changed since."""

    name: str
    role: str
    date: str  # written out
    changed: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One message beside its translation, and all that is said of it.

    `number` counts messages in reading order, as catalogs and exports do; `id` is
    that of exports. `translation` is what the catalog has, sound or not; it is empty
    where there is none, and in the leaflet's own language. `places` is how often the
    text stands in the leaflet, `before` the source that the translation was made for,
    where that is another; `changed` are the signatures under another wording.
    """

    number: int
    id: str
    kind: str  # a label
    level: int  # of a heading; 0 of any other text
    source: Inlines
    translation: Inlines
    state: State
    places: int
    note: str
    before: str
    comments: tuple[str, ...]
    findings: tuple[Finding, ...]
    terms: tuple[tuple[str, tuple[str, ...]], ...]
    changed: tuple[Signature, ...]
    at: Location


@dataclass(frozen=True, slots=True)
class Proof:
    """A text beside its source, message by message, for a reviewer to sign.

    `voice` says the words around the texts; `states` counts the messages that are not
    done, `findings` those that a check speaks of. `digest` identifies what was read:
    `leaflet sign` compares it.
    """

    voice: Voice
    source_language: Language
    languages: tuple[str, str]  # of the source, of the translation, in that voice
    passages: tuple[Passage, ...]
    states: Mapping[State, int]
    findings: int
    signatures: tuple[Signature, ...]
    translator: str
    translated: str  # when, written out; empty where the catalog does not say
    source_version: str
    digest: str

    @property
    def unfinished(self) -> int:
        """The number of messages that nobody can sign for yet."""
        return sum(self.states.values())
