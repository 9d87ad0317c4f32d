"""Languages, messages and catalogs: lookup without any silent fallback."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from leaflet.problems import LeafletError, Location, Problem, errors
from leaflet.pseudo import DIRECTIONS, pseudo

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leaflet.model import Inlines
    from leaflet.sheet import Direction

LABELS = "templates"
"""The domain of the labels that stand in templates."""
LABELS_LANGUAGE = "en"
"""The language in which our own templates word their labels."""

Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Language:
    """A language as a leaflet has it: its tag, and its locale in the territory.

    >>> Language.of("fr", "CA").locale
    'fr_CA'
    """

    tag: str
    locale: str

    @classmethod
    def of(cls, tag: str, territory: str) -> Language:
        """Give the language of a tag; one without a territory takes the project's."""
        if tag in DIRECTIONS:
            return cls(tag, tag)
        locale = Locale.parse(tag)
        return cls(tag, tag if locale.territory else f"{tag}_{territory}")

    @property
    def cldr(self) -> Locale:
        """The CLDR data: of this locale, else (Punjabi in Canada) of the language."""
        if self.pseudo:
            return Locale.parse(LABELS_LANGUAGE)
        try:
            return Locale.parse(self.locale)
        except UnknownLocaleError:
            return Locale.parse(self.tag)

    @property
    def bcp47(self) -> str:
        """The tag for `lang` attributes and PDF's `/Lang` (RFC 5646)."""
        return self.locale.replace("_", "-")

    @property
    def own_name(self) -> str:
        """What its speakers call it: `Français`.

        >>> Language.of("fr", "CA").own_name
        'Français'
        """
        if self.pseudo:
            return self.tag
        names = self.cldr.languages
        name = str(names.get(self.tag) or names.get(self.cldr.language, self.tag))
        return name[:1].upper() + name[1:]

    @property
    def direction(self) -> Direction:
        """The way that its script runs."""
        made_up = DIRECTIONS.get(self.tag)
        return "rtl" if (made_up or self.cldr.text_direction) == "rtl" else "ltr"

    @property
    def pseudo(self) -> bool:
        """Whether nobody speaks it: it is made over, to see a layout."""
        return self.tag in DIRECTIONS


@cache
def direction_of(tag: str) -> Direction:
    """Give the way that a language is written, by its tag in BCP 47 or in CLDR.

    >>> direction_of("he"), direction_of("fr-CA"), direction_of("tlh")
    ('rtl', 'ltr', 'ltr')
    """
    try:
        return Language.of(tag.replace("-", "_"), "001").direction
    except (UnknownLocaleError, ValueError):
        return "ltr"  # CLDR has no data, so it has no script of its own


class State(StrEnum):
    """What a message still needs; each message is in one of these states."""

    DONE = "done"
    STALE = "stale"  # its text has changed since somebody translated it
    FUZZY = "fuzzy"  # a guess, or somebody had doubts
    MISSING = "missing"
    FAILING = "failing"  # translated, but a check found an error in it


def state(
    key: Key,
    *,
    translated: bool,
    fuzzy: bool = False,
    made_for: Key | None = None,
    failing: bool = False,
) -> State:
    """Give the state of a message: the one place that decides it.

    `made_for` is the text that a fuzzy translation was made for (`#|`), where that is
    known; `failing` says that a check found an error in the translation.
    """
    if not translated:
        return State.MISSING
    if fuzzy:
        return State.STALE if made_for not in {None, key} else State.FUZZY
    return State.FAILING if failing else State.DONE


@dataclass(frozen=True, slots=True)
class Message:
    """One translated message, and where its translation stands.

    `made_for` is the message that a fuzzy translation was made for; `failing` says
    that a check found an error in the translation; `comments` are the translators'.
    """

    source: str
    context: str | None
    translation: str
    inlines: Inlines
    fuzzy: bool
    at: Location
    made_for: Key | None = None
    failing: bool = False
    comments: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What makes it one message."""
        return self.context, self.source

    @property
    def state(self) -> State:
        """What it still needs."""
        return state(
            self.key,
            translated=bool(self.translation),
            fuzzy=self.fuzzy,
            made_for=self.made_for,
            failing=self.failing,
        )

    @property
    def done(self) -> bool:
        """Whether it may be printed."""
        return self.state is State.DONE

    @property
    def sound(self) -> bool:
        """Whether a draft may show it: no check finds an error in it."""
        return bool(self.translation) and not self.failing


@dataclass(frozen=True, slots=True)
class Catalog:
    """The messages of one domain in one language."""

    domain: str
    language: str
    path: str
    messages: Mapping[Key, Message]
    header: Mapping[str, str]

    def placed(self, places: Mapping[Key, Location]) -> Catalog:
        """Give the catalog with its text's place for what has no line in the file."""
        messages = {
            key: message if message.at.line else replace(message, at=places[key])
            for key, message in self.messages.items()
        }
        return replace(self, messages=messages)

    def judged(self, problems: Iterable[Problem]) -> Catalog:
        """Give the catalog after checks: where one found an error, a message fails."""
        places = {problem.at for problem in errors(problems)}
        messages = {
            key: replace(message, failing=message.failing or message.at in places)
            for key, message in self.messages.items()
        }
        return replace(self, messages=messages)

    @property
    def translator(self) -> str:
        """Who translated, without the e-mail address; empty where nobody is named."""
        return self.header.get("Last-Translator", "").partition("<")[0].strip()

    @property
    def source_version(self) -> str:
        """The source's version that it was made from: all after the project's slug."""
        return self.header.get("Project-Id-Version", "").partition(" ")[2]


def label(text: str) -> str:
    """Mark a text as a label of the templates, for extraction; give it as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Labels:
    """The templates' labels in one language; calling it gives one of them.

    A `draft` takes those that are not done, too; `unfinished` is how many there are.
    """

    language: str
    catalog: Catalog | None = None
    draft: bool = False
    unfinished: int = 0

    def __call__(self, text: str) -> str:
        """Give a label in this language; in a draft, else in that of the templates.

        Raises:
            LeafletError: it is not done, and this is no draft.
        """
        message = self._message(text)
        if self.catalog is None:
            return pseudo(text, self.language)
        if message is not None and (message.done or (self.draft and message.sound)):
            return message.translation
        if self.draft:
            return text
        at = Location(self.catalog.path)
        what = f"no translation into {self.language} of the label «{text}»"
        hint = "run `make messages`, then translate what is new"
        raise LeafletError(Problem("catalog-missing", at, what, hint))

    def state(self, text: str) -> State:
        """Give what a label still needs."""
        if self.catalog is None:
            return State.DONE
        message = self._message(text)
        return message.state if message else State.MISSING

    def speaks(self, text: str) -> bool:
        """Tell whether calling it gives a label in this language, finished or not."""
        message = self._message(text)
        return self.catalog is None or (message is not None and message.sound)

    def _message(self, text: str) -> Message | None:
        return self.catalog.messages.get((None, text)) if self.catalog else None
