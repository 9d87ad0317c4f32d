"""What an edition is, with all that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from leaflet.catalog import LABELS_LANGUAGE, Catalog, Labels, Language, State
from leaflet.model import (
    Blocks,
    Inlines,
    Leaflet,
    PageBreak,
    Plain,
    Text,
    Unfinished,
    plain,
)
from leaflet.shapes import a_day
from leaflet.signoff import SignOff, digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leaflet.edition.proof import Proof
    from leaflet.project import Project
    from leaflet.shapes import FieldPath
    from leaflet.sheet import Format
    from leaflet.typography import Rules, Setter
BESIDE = "+"
"""Stands between the languages of an edition that has two: en+fr."""
DRAFT_STYLE = "draft.css"
"""What a draft has beside its format's own stylesheets."""
TICKET_STYLE = "ticket.css"
"""The stylesheet of job tickets."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the reference list, and the places that cite it.

    Its direction is that of the work: names and titles stay as they are.
    """

    number: int
    key: str
    inlines: Inlines
    anchors: tuple[str, ...]
    direction: str = "ltr"


@dataclass(frozen=True, slots=True)
class Reading:
    """Who read the text in this language, and what has changed since then."""

    name: Inlines
    role: Inlines
    date: Inlines
    changed: int


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
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another language that the leaflet exists in, said in that language."""

    language: Language
    line: Inlines


@dataclass(frozen=True, slots=True)
class Voice:
    """What one language brings: its rules, its labels, the leaflet's catalog.

    `catalog` is None in the leaflet's own language. `original` is the voice of that
    language, by which a draft sets what has no translation; None allows no draft.
    """

    language: Language
    rules: Rules
    set_type: Setter
    labels: Labels
    catalog: Catalog | None = None
    original: Voice | None = None
    sign_off: SignOff | None = None

    def for_good(self) -> Voice:
        """Give the voice that allows no draft: the same, whether one was asked for."""
        return replace(self, labels=replace(self.labels, draft=False), original=None)

    def say(self, label: str) -> Inlines:
        """Give a label of the templates in this language, typeset.

        In a draft, one that is not done is marked.
        """
        said = self.set_type((Plain(self.labels(label)),))
        state = self.labels.state(label)
        if state is State.DONE:
            return said
        if self.labels.speaks(label):
            return (Unfinished(state, "", "", (), said),)
        # Our templates are worded in English, which is written from left to right.
        return (Unfinished(state, LABELS_LANGUAGE, "ltr", (), said),)

    def state(self, text: Text) -> State:
        """Give what a text of the leaflet still needs."""
        if self.catalog is None or not text.source:  # an empty cell is no message
            return State.DONE
        message = self.catalog.messages.get(text.key)
        return message.state if message else State.MISSING

    def digests(self, leaflet: Leaflet) -> dict[str, Text]:
        """Give each message by its digest, as somebody would sign it here."""
        return {
            digest(text.key, self.translation(text)): text for text in leaflet.messages
        }

    def translation(self, text: Text) -> str:
        """Give the translation as the catalog has it, empty where there is none."""
        message = self.catalog.messages.get(text.key) if self.catalog else None
        return message.translation if message else ""

    def unsigned(self, leaflet: Leaflet) -> list[Text]:
        """Give the messages that no reader of the whole has signed as they are."""
        digests = self.digests(leaflet)
        return [digests[it] for it in (self.sign_off or SignOff()).best(digests)]


@dataclass(frozen=True, slots=True)
class Draft:
    """What an edition lacks that is not finished, in numbers.

    `lacking` counts messages by what they need; `labels` are those of the templates;
    `unsigned` the messages that nobody has signed, where the format needs it.
    """

    messages: int
    lacking: Mapping[State, int]
    labels: int
    unsigned: int = 0

    @property
    def unfinished(self) -> int:
        """The number of messages that are not done."""
        return sum(self.lacking.values())


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
    draft: Draft | None = None
    shop: Voice | None = None  # of the job ticket, where there is one
    proof: Proof | None = None  # what reviewers see in place of the pages
    behind: Edition | None = None  # the same in another language, on the pages behind

    @property
    def name(self) -> str:
        """The file name without ending: `infusion-day-fr-screen-a4`."""
        name = f"{self.leaflet.slug}-{self.tag}-{self.format}"
        if any(part.language.pseudo for part in self.parts):
            return f"{name}-pseudo"
        return f"{name}-draft" if self.is_draft else name

    @property
    def parts(self) -> tuple[Edition, ...]:
        """The edition itself, and the one that stands behind it."""
        return (self, *self.behind.parts) if self.behind else (self,)

    @property
    def tag(self) -> str:
        """The language, or both of them: `fr`, `en+fr`."""
        return BESIDE.join(part.language.tag for part in self.parts)

    @property
    def is_draft(self) -> bool:
        """Whether something of it is not finished."""
        return any(part.draft for part in self.parts)

    @property
    def document_title(self) -> str:
        """The title of the file as characters alone: in both languages."""
        return " / ".join(part.title for part in self.parts)

    @property
    def asked(self) -> tuple[str, ...]:
        """What a selection must name for it: nothing of what the leaflet says.

        Pseudo-languages, translations that are only begun, and proofs are built where
        somebody asks for them.
        """
        front = self.leaflet.front
        return tuple(
            part
            for part, is_said in (
                ("languages", self.tag in front.languages),
                ("formats", self.format.name in front.formats),
            )
            if not is_said
        )

    @property
    def stylesheets(self) -> tuple[str, ...]:
        """The names of its stylesheets, in the order in which they are read."""
        names = self.format.design.stylesheets
        return (*names, DRAFT_STYLE) if self.draft else names

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
    def cover_picture(self) -> str:
        """The path of the picture on the front in the project; empty without one."""
        cover = self.leaflet.front.cover
        folder = PurePosixPath(self.leaflet.path).parent
        return (folder / cover.picture).as_posix() if cover else ""

    @property
    def keeps_panels(self) -> bool:
        """Whether there are panels enough for the breaks that the author wrote.

        Where there are not, as on a half-fold of a text for six panels, the text flows.
        """
        fold = self.format.fold
        breaks = sum(isinstance(block, PageBreak) for block in self.blocks)
        return fold is None or breaks < fold.text_panels

    @property
    def web(self) -> str | None:
        """The address of the leaflet in this language."""
        web = self.leaflet.front.web
        return web and web.replace("{language}", self.language.tag)

    def field(self, *path: str | int) -> Inlines:
        """Give a field of the front matter; nothing where the author left it out."""
        return self.fields.get(path, ())
