"""Languages, messages and catalogs: lookup without any silent fallback."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from leaflet.problems import LeafletError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leaflet.model import Inlines

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
        locale = Locale.parse(tag)
        return cls(tag, tag if locale.territory else f"{tag}_{territory}")

    @property
    def cldr(self) -> Locale:
        """The CLDR data: of this locale, else (Punjabi in Canada) of the language."""
        try:
            return Locale.parse(self.locale)
        except UnknownLocaleError:
            return Locale.parse(self.tag)

    @property
    def bcp47(self) -> str:
        """The tag for `lang` attributes and PDF's `/Lang` (RFC 5646)."""
        return self.locale.replace("_", "-")

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.cldr.text_direction


@dataclass(frozen=True, slots=True)
class Message:
    """One translated message, and where its translation stands."""

    source: str
    context: str | None
    translation: str
    inlines: Inlines
    fuzzy: bool
    at: Location

    @property
    def done(self) -> bool:
        """Whether it may be printed: translated, and not fuzzy."""
        return bool(self.translation) and not self.fuzzy


@dataclass(frozen=True, slots=True)
class Catalog:
    """The messages of one domain in one language."""

    domain: str
    language: str
    path: str
    messages: Mapping[Key, Message]
    header: Mapping[str, str]

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
    """The templates' labels in one language; calling it gives one of them."""

    language: str
    catalog: Catalog | None = None

    def __call__(self, text: str) -> str:
        """Give a label in this language.

        Raises:
            LeafletError: the catalog's template is older than the templates.
        """
        if self.catalog is None:
            return text
        message = self.catalog.messages.get((None, text))
        if message is None or not message.done:
            at = Location(self.catalog.path)
            what = f"no translation into {self.language} of the label «{text}»"
            hint = "run `make messages`, then translate what is new"
            raise LeafletError(Problem("catalog-missing", at, what, hint))
        return message.translation
