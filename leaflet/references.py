"""Citations and the reference list, in NLM style, per language.

Source of the style: Citing Medicine, 2nd edition (NLM, 2007; updated 2015),
chapters 1 (journal articles), 4 (reports) and 25 (web sites). Titles are never
translated; the words around them are, and each title is marked with its language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from babel import Locale
from msgspec import Meta

from leaflet.model import (
    Citation,
    Foreign,
    Inline,
    Inlines,
    Link,
    Name,
    Plain,
    Shape,
    Tag,
    WebAddress,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leaflet.catalog import Labels

PUBMED = "https://pubmed.ncbi.nlm.nih.gov/{}/"
DOI = "https://doi.org/{}"

Author: TypeAlias = Annotated[
    str,
    Meta(pattern=r"^\S.*\S$", title="a name as NLM has it, family first: de Luca G"),
]


class Contributor(Shape, frozen=True, kw_only=True):
    """People with a part other than writing."""

    role: Literal["direction", "scientific coordination", "editor"]
    names: Annotated[tuple[Author, ...], Meta(min_length=1)]


class Reference(Shape, frozen=True, kw_only=True):
    """One entry of references.yaml; the keys are CSL's, in plain words."""

    type: Literal["article", "report", "web"]
    language: Annotated[Tag, Meta(description="The language of the work itself")]
    title: Name
    authors: tuple[Author, ...] = ()
    et_al: Annotated[bool, Meta(description="More authors than are named")] = False
    contributors: tuple[Contributor, ...] = ()
    journal: str = ""
    publisher: str = ""
    place: str = ""
    date: Annotated[
        str,
        Meta(
            pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
            title="a year or a date: 2021, 2021-04",
        ),
    ]
    volume: str = ""
    issue: str = ""
    pages: str = ""
    pmid: Annotated[str, Meta(pattern=r"^\d{1,8}$", title="digits of a PMID")] = ""
    doi: Annotated[str, Meta(pattern=r"^10\.\d{4,9}/\S+$", title="a DOI: 10.…")] = ""
    url: WebAddress | None = None


def numbered(citations: Iterable[Citation]) -> dict[str, int]:
    """Give each cited key its number, by first appearance, from 1."""
    keys = dict.fromkeys(key for citation in citations for key in citation.keys)
    return {key: number for number, key in enumerate(keys, start=1)}


def citations(inlines: Inlines) -> list[Citation]:
    """Give the citations in reading order."""
    return [inline for inline in walk(inlines) if isinstance(inline, Citation)]


def formatted(reference: Reference, language: str, _: Labels, date: str) -> Inlines:
    """Give a reference as the list prints it, in the leaflet's `language`.

    `date` is the reference's date as that language writes it. A work in another
    language ends with that language's name (Citing Medicine, 1, Language).
    """
    parts: list[Inline] = []
    if people := _people(reference, _):
        parts.append(Plain(people))
    parts += [*_marked(reference.title, reference, language), Plain(". ")]
    parts += _publication(reference, language, _, date)
    if not same_language(reference.language, language):
        name = Locale.parse(reference.language).get_language_name(language) or ""
        parts.append(Plain(f" {name[:1].upper()}{name[1:]}."))
    return tuple(parts + _identifiers(reference, _))


def same_language(one: str, other: str) -> bool:
    """Tell whether two tags name one language, whatever their territories."""
    return one.partition("_")[0] == other.partition("_")[0]


def _people(reference: Reference, _: Labels) -> str:
    names = [*reference.authors, *([_("et al.")] if reference.et_al else [])]
    return _sentence(", ".join(names))


def _publication(
    reference: Reference, language: str, _: Labels, date: str
) -> list[Inline]:
    """Give where it appeared: journal, year and pages, or publisher and date."""
    if reference.type == "article":
        where = f"{reference.volume}{f'({reference.issue})' if reference.issue else ''}"
        numbers = ":".join(part for part in (where, reference.pages) if part)
        tail = f". {date}{f';{numbers}' if numbers else ''}."
        return [*_marked(reference.journal, reference, language), Plain(tail)]
    parts: list[Inline] = []
    if reference.publisher:
        place = f"{reference.place}: " if reference.place else ""
        parts = [Plain(place), *_marked(reference.publisher, reference, language)]
        parts.append(Plain("; "))
    parts.append(Plain(f"{date}."))
    for contributor in reference.contributors:
        role = _role(contributor.role, _)
        parts.append(
            Plain(f" {role} {_sentence(', '.join(contributor.names))}".rstrip())
        )
    return parts


def _role(role: str, _: Labels) -> str:
    return {
        "direction": _("Direction:"),
        "scientific coordination": _("Scientific coordination:"),
        "editor": _("Editor:"),
    }[role]


def _identifiers(reference: Reference, _: Labels) -> list[Inline]:
    """Give the links: PubMed, DOI, web address, each with its label."""
    parts: list[Inline] = []
    if reference.pmid:
        link = Link(PUBMED.format(reference.pmid), (Plain(reference.pmid),))
        parts += [Plain(" " + _("PubMed PMID:") + " "), link, Plain(".")]
    if reference.doi:
        parts += [
            Plain(" doi: "),
            Link(DOI.format(reference.doi), (Plain(reference.doi),)),
        ]
        parts.append(Plain("."))
    if reference.url:
        link = Link(reference.url, (Plain(reference.url),))
        parts += [Plain(" " + _("Available from:") + " "), link]
    return parts


def _marked(text: str, reference: Reference, language: str) -> list[Inline]:
    """Mark a text with the work's language where that is not the leaflet's."""
    if same_language(reference.language, language):
        return [Plain(text)]
    return [Foreign(reference.language, (Plain(text),))]


def _sentence(text: str) -> str:
    """End a part with one full stop, as `et al.` already does."""
    return f"{text.rstrip('.')}. " if text else ""
