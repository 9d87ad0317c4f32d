"""Citations and the reference list, in NLM style, per language.

Source of the style: Citing Medicine, 2nd edition (NLM, 2007; updated 2015),
chapters 1 (journal articles), 4 (reports) and 25 (web sites). Titles are never
translated; the words around them are, and each title is marked with its language.
Pages stand as they were written down, `151-156`, not NLM's `151-6`: not every
reader of a leaflet, and no screen reader, knows that shorthand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from babel.dates import format_date
from msgspec import Meta

from leaflet.model import (
    Citation,
    Foreign,
    Inline,
    Inlines,
    Link,
    Plain,
    walk,
)
from leaflet.shapes import (
    Name,
    PartialDate,
    Shape,
    Tag,
    WebAddress,
    a_day,
)
from leaflet.typography import full_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from leaflet.catalog import Language

    Say: TypeAlias = Callable[[str], str]

PUBMED = "https://pubmed.ncbi.nlm.nih.gov/{}/"
DOI = "https://doi.org/{}"
UNKNOWN = "unknown"

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
            pattern=r"^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?|unknown)$",
            title="a year or a date: 2021, 2021-04; or unknown",
        ),
    ]
    volume: str = ""
    issue: str = ""
    pages: str = ""
    pmid: Annotated[str, Meta(pattern=r"^\d{1,8}$", title="digits of a PMID")] = ""
    doi: Annotated[str, Meta(pattern=r"^10\.\d{4,9}/\S+$", title="a DOI: 10.…")] = ""
    url: WebAddress | None = None
    accessed: Annotated[
        PartialDate | None, Meta(description="When somebody last looked at the url")
    ] = None


def numbered(citations: Iterable[Citation]) -> dict[str, int]:
    """Give each cited key its number, by first appearance, from 1."""
    keys = dict.fromkeys(key for citation in citations for key in citation.keys)
    return {key: number for number, key in enumerate(keys, start=1)}


def citations(inlines: Inlines) -> list[Citation]:
    """Give the citations in reading order."""
    return [inline for inline in walk(inlines) if isinstance(inline, Citation)]


def formatted(reference: Reference, language: Language, _: Say) -> Inlines:
    """Give a reference as the list of a leaflet in `language` prints it.

    Each element of NLM's order is one sentence; those without content fall out.
    """
    elements = (
        _people(reference, _),
        _title(reference, language, _),
        _contributors(reference, _),
        _publication(reference, language, _),
        _availability(reference, _),
        _language(reference, language),
        _identifiers(reference, _),
    )
    said: list[Inline] = []
    for element in elements:
        if element:
            said += [*([Plain(" ")] if said else []), *element]
    return tuple(said)


def same_language(one: str, other: str) -> bool:
    """Tell whether two tags name one language, whatever their territories."""
    return one.partition("_")[0] == other.partition("_")[0]


def _people(reference: Reference, _: Say) -> Inlines:
    if not reference.authors:
        return ()
    names = [*reference.authors, *([_("et al.")] if reference.et_al else [])]
    text = ", ".join(names)
    return (Plain(text + _stop(text)),)


def _title(reference: Reference, language: Language, _: Say) -> Inlines:
    """Give the title; of what is online and no article, it also bears the medium."""
    text = reference.title
    end = _stop(text) if reference.type == "article" else _medium(reference, text, _)
    return (_marked(text, reference, language), *([Plain(end)] if end else []))


def _contributors(reference: Reference, _: Say) -> Inlines:
    """Give names, then their part, as NLM has secondary authors."""
    people = [
        f"{', '.join(person.names)}, {_role(person, _)}"
        for person in reference.contributors
    ]
    return (Plain("; ".join(people) + "."),) if people else ()


def _role(contributor: Contributor, _: Say) -> str:
    if contributor.role == "editor":
        # translators: In a reference, after a name: "Roy A, editor."
        return _("editor") if len(contributor.names) == 1 else _("editors")
    return {
        # translators: In a reference, after the names: "Roy A, direction."
        "direction": _("direction"),
        # translators: In a reference, after the names.
        "scientific coordination": _("scientific coordination"),
    }[contributor.role]


def _publication(reference: Reference, language: Language, _: Say) -> Inlines:
    """Give where and when: journal, year and pages, or publisher and date."""
    date = _dates(reference, language, _)
    if reference.type == "article":
        issue = f"({reference.issue})" if reference.issue else ""
        where = f";{reference.volume}{issue}" if reference.volume or issue else ""
        pages = f":{reference.pages}" if reference.pages else ""
        name, tail = reference.journal, f"{date}{where}{pages}."
        between = f"{_medium(reference, name, _)} "
    else:
        name, tail, between = reference.publisher, f"{date}.", "; "
    if not name:
        return (Plain(tail),)
    place = f"{reference.place}: " if reference.place else ""
    return (
        *([Plain(place)] if place else []),
        _marked(name, reference, language),
        Plain(between + tail),
    )


def _dates(reference: Reference, language: Language, _: Say) -> str:
    """Give when it appeared and, of what is online, when it was seen."""
    date = _date(reference.date, language)
    if reference.date == UNKNOWN:
        # translators: In a reference, for a work that bears no date.
        date = _("[date unknown]")
    if not (reference.url and reference.accessed):
        return date
    # translators: In a reference: when somebody last looked at a web page.
    seen = _("[cited {date}]")
    return f"{date} {seen.format(date=_date(reference.accessed, language))}"


def _date(date: str, language: Language) -> str:
    """Give a date as English NLM has it, `2021 Apr 5`; elsewhere as people write it.

    NLM's order is English; its adaptations (CSL's French one) keep their own.
    """
    if "-" not in date:
        return date
    if language.cldr.language != "en":
        return full_date(date, language.locale)
    pattern = "y MMM" if len(date) == len("2021-04") else "y MMM d"
    return format_date(a_day(date), pattern, locale="en")


def _availability(reference: Reference, _: Say) -> Inlines:
    """Give the address; a full stop only after a slash, where none takes it along."""
    if reference.url is None:
        return ()
    link = Link(reference.url, (Plain(reference.url),))
    stop = [Plain(".")] if reference.url.endswith("/") else []
    return (Plain(_("Available from:") + " "), link, *stop)


def _language(reference: Reference, language: Language) -> Inlines:
    """Give the name of the work's language where it is not the leaflet's."""
    if same_language(reference.language, language.tag):
        return ()
    code = reference.language.partition("_")[0]
    name = language.cldr.languages.get(code, code)
    return (Plain(f"{name[:1].upper()}{name[1:]}."),)


def _identifiers(reference: Reference, _: Say) -> Inlines:
    """Give the links: DOI, then PubMed."""
    found = []
    if reference.doi:
        found.append(("doi:", DOI, reference.doi))
    if reference.pmid:
        found.append((_("PubMed PMID:"), PUBMED, reference.pmid))
    parts: list[Inline] = []
    for label, address, number in found:
        gap = " " if parts else ""
        link = Link(address.format(number), (Plain(number),))
        parts += [Plain(f"{gap}{label} "), link, Plain(".")]
    return tuple(parts)


def _marked(text: str, reference: Reference, language: Language) -> Inline:
    """Mark a text with the work's language where that is not the leaflet's."""
    if same_language(reference.language, language.tag):
        return Plain(text)
    return Foreign(reference.language.replace("_", "-"), (Plain(text),))


def _medium(reference: Reference, text: str, _: Say) -> str:
    """Give what ends a title: of what is online, the medium before the full stop."""
    if reference.url is None:
        return _stop(text)
    # translators: In a reference, after the title of what was read online.
    medium = _("[Internet]")
    return f" {medium}."


def _stop(text: str) -> str:
    """Give the full stop that a text still needs."""
    return "" if text.endswith(tuple(".?!…。？！؟")) else "."
