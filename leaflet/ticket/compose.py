"""An edition, its finished file and its preflight -> the job ticket."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from leaflet.catalog import label
from leaflet.checks.preflight import FAMILIES, Target
from leaflet.edition import TICKET_STYLE
from leaflet.facts.plates import inked
from leaflet.facts.values import PROCESS
from leaflet.model import plain
from leaflet.sheet import PAPERS, STOCKS, Design, Fit, Format, Pages, usual_paper
from leaflet.ticket.drawing import Words, drawing
from leaflet.ticket.lengths import Length, length
from leaflet.ticket.outline import closed_width, outline
from leaflet.typography import decimal, full_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from leaflet.checks.preflight import Inspection
    from leaflet.edition import Edition, Voice
    from leaflet.facts import Facts
    from leaflet.press import Condition
    from leaflet.problems import Problem
    from leaflet.sheet import Edge, Turn
    from leaflet.ticket.drawing import Drawing
    from leaflet.ticket.outline import Outline

PAGE = "ticket.html.j2"
"""The template of a ticket."""
_DESIGN = Design(
    layout="flat",
    target="screen",
    stylesheets=(TICKET_STYLE,),
    fit=Fit(
        pages=Pages(exactly=1),
        size=(7.0, 8.5, 8.5),
        leading=(1.15, 1.3, 1.3),
        space=(0.4, 1.0, 1.0),
    ),
)
SHOWN = 6
"""Kinds of warnings that are told one by one."""


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height as text."""

    width: Length
    height: Length


@dataclass(frozen=True, slots=True)
class Fold:
    """One step of folding: where the crease is on each side, from its left edge."""

    step: int
    inside: Length
    outside: Length
    turn: Turn  # as one sees the inside


@dataclass(frozen=True, slots=True)
class Passed:
    """How one family of checks came out: how many there are, what they warn of."""

    family: str
    checks: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Warned:
    """What a check warns of: how often, and what it says of the first."""

    id: str
    count: int
    page: int
    message: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """All that stands on a ticket; numbers are text in the shop's notation."""

    file: str
    kilobytes: str
    sha256: str
    standard: str
    pdf_version: str
    trapped: bool
    pages: int
    outline: Outline
    drawing: Drawing
    scale: str
    trim: Size
    bleed: Length
    media: Size
    closed: Size | None
    folds: tuple[Fold, ...]
    edge: Edge
    paper: str
    copies: str
    finishing: str
    note: str
    weight: str  # of the paper that the folds are made for
    condition: Condition
    inks: tuple[tuple[str, str], ...]  # ink, and the most of it in percent
    ink: str
    overprints: bool
    fonts: tuple[str, ...]
    passed: tuple[Passed, ...]
    warned: tuple[Warned, ...]
    published: str
    language: str  # of the leaflet, in the ticket's


def as_page(edition: Edition) -> Edition:
    """Give an edition as its ticket is set: in the shop's language, on office paper.

    An edition without a `shop` has no ticket.
    """
    paper = PAPERS[usual_paper(edition.project.territory)]
    # Its logo may have no words in the language of the shop, and has no place here.
    bare = msgspec.structs.replace(edition.project, logo=None)
    return replace(
        edition,
        format=Format("ticket", _DESIGN, paper),
        voice=edition.shop or edition.voice,
        project=bare,
    )


def ticket_of(
    edition: Edition,
    pages: int,
    pdf: bytes,
    inspection: Inspection,
    condition: Condition,
) -> Ticket:
    """Give the ticket of a press edition with so many typeset pages."""
    voice, target = edition.shop or edition.voice, edition.format
    locale, facts = voice.language.locale, inspection.facts
    made = outline(target, pages, edition.language.direction)
    order = _order(edition)
    first = facts.pages[0]
    folded = bool(made.faces[0].creases)
    drawn = _drawn(edition, made)
    plates = inked(pdf, facts, 0.0)
    copies = order["quantity"]

    def size(width: float, height: float) -> Size:
        return Size(length(width, locale), length(height, locale))

    return Ticket(
        file=f"{edition.name}.pdf",
        kilobytes=decimal(round(len(pdf) / 1000), locale),
        sha256=hashlib.sha256(pdf).hexdigest(),
        standard=facts.x,
        pdf_version=facts.version,
        trapped=facts.trapped == "True",
        pages=len(facts.pages),
        outline=made,
        drawing=drawn,
        scale=decimal(drawn.scale, locale),
        trim=size(made.width, made.height),
        bleed=length(target.design.bleed, locale),
        media=size(first.media.width, first.media.height),
        closed=size(closed_width(target, made), made.height) if folded else None,
        folds=tuple(_folds(made, locale)),
        edge="short" if made.width > made.height else "long",
        paper=order["paper"],
        copies=decimal(int(copies), locale) if copies else "",
        finishing=order["finishing"],
        note=order["note"],
        weight=_weight(target) if folded else "",
        condition=condition,
        inks=tuple(
            (ink, f"{max(one.plates[at] for one in plates) * 100:.0f}")
            for at, ink in enumerate(PROCESS)
            if any(one.plates[at] for one in plates)
        ),
        ink=f"{max((one.percent for one in plates), default=0):.0f}",
        overprints=any(one.overprint for page in facts.pages for one in page.painted),
        fonts=tuple(_fonts(facts)),
        passed=tuple(_passed(inspection.problems)),
        warned=tuple(_warned(inspection.problems)),
        published=full_date(edition.leaflet.front.published, locale),
        language=" + ".join(_named(part, voice) for part in edition.parts),
    )


def _named(edition: Edition, voice: Voice) -> str:
    """Give the name of an edition's language, in the ticket's."""
    names = voice.language.cldr.languages
    return str(names.get(edition.language.tag) or edition.language.own_name)


def _weight(target: Format) -> str:
    low, _, high = STOCKS[target.design.stock].weight.partition(" to ")
    return f"{low}–{high}\u00a0g/m²"


def _order(edition: Edition) -> Mapping[str, str]:
    """Give what is asked for: what the leaflet says, else what the project says."""
    own, usual = edition.leaflet.front.press, edition.project.press
    said: dict[str, str] = {}
    for key in ("paper", "finishing", "note"):
        said[key] = (own and getattr(own, key)) or getattr(usual, key)
    tag = edition.tag  # en+fr is neither of them: one number, or to be filled in
    copies = (own and own.copies(tag)) or usual.copies(tag)
    return said | {"quantity": str(copies or "")}


def _drawn(edition: Edition, made: Outline) -> Drawing:
    voice, target = edition.shop or edition.voice, edition.format
    locale = voice.language.locale

    def say(text: str, **values: object) -> str:
        return plain(voice.say(text)).format(**values)

    numbers = [made.height, made.width]
    for face in made.faces:
        numbers += [panel.width for panel in face.panels]
        numbers += [crease.at for crease in face.creases]
    lengths = {round(n, 4): length(n, locale) for n in numbers}
    roles = {
        "front": say(label("front")),
        "back": say(label("back")),
        # translators: A panel of a sheet that nothing is printed on.
        "white": say(label("white")),
    }
    words = Words(
        titles=_titles(edition, made, say),
        lengths=lengths,
        roles=roles,
        turns={
            "valley": say(label("valley fold: towards you")),
            "mountain": say(label("mountain fold: away from you")),
            "spine": say(label("spine: folded and stapled")),
        },
        bleed=say(
            label("bleed: {length} mm"),
            length=length(target.design.bleed, locale).mm,
        ),
        inches=target.sheet.unit == "in",
        spoken=_spoken(made, _titles(edition, made, say), roles, lengths),
    )
    brand, font = edition.project, edition.project.fonts.of(voice.language.tag).text
    return drawing(made, target.design.bleed, brand.colours, font, words)


def _titles(
    edition: Edition, made: Outline, say: Callable[..., str]
) -> tuple[str, ...]:
    """Give the titles of the sides."""
    names = [
        label("Front: page {page} of the file"),
        label("Back: page {page} of the file"),
    ]
    if edition.format.fold:
        names = [
            label("Outside: page {page} of the file"),
            label("Inside: page {page} of the file"),
        ]
    elif made.faces[0].creases:  # a booklet
        names = [
            label("The outermost sheet, outside: page {page} of the file"),
            label("The outermost sheet, inside: page {page} of the file"),
        ]
    return tuple(
        say(name, page=face.page) for name, face in zip(names, made.faces, strict=False)
    )


def _spoken(
    made: Outline,
    titles: Sequence[str],
    roles: Mapping[str, str],
    lengths: Mapping[float, Length],
) -> str:
    """Give the drawing in words, for those who do not see it."""
    sides = []
    for face, title in zip(made.faces, titles, strict=True):
        panels = (
            " ".join(
                filter(
                    None,
                    (
                        str(panel.number or ""),
                        roles.get(panel.role, ""),
                        f"{lengths[round(panel.width, 4)].mm} mm",
                    ),
                )
            )
            for panel in face.panels
        )
        sides.append(f"{title}: {', '.join(panels)}")
    return "; ".join(sides)


def _folds(made: Outline, locale: str) -> Iterator[Fold]:
    outside, inside = made.faces[0], made.faces[-1]
    behind = {crease.step: crease.at for crease in outside.creases}
    for crease in sorted(inside.creases, key=lambda each: each.step):
        yield Fold(
            crease.step,
            length(crease.at, locale),
            length(behind[crease.step], locale),
            crease.turn,
        )


def _fonts(facts: Facts) -> Iterator[str]:
    """Give the fonts that the file brings along, in the order of their names."""
    used = (font for page in facts.pages for font in page.fonts if font.embedded)
    fonts = {font.name.strip(",").replace("-", " ") for font in used}
    yield from sorted(fonts)


def _passed(problems: Sequence[Problem]) -> Iterator[Passed]:
    """Give how each family of checks came out; errors never come so far."""
    told = Counter(problem.id for problem in problems)
    for family, checks in FAMILIES.items():
        asked = [check.id for check in checks if Target.PRESS in check.targets]
        if asked:
            yield Passed(family, len(asked), sum(told[name] for name in asked))


def _warned(problems: Sequence[Problem]) -> Iterator[Warned]:
    told = Counter(problem.id for problem in problems)
    first = {problem.id: problem for problem in reversed(problems)}
    for name, count in list(told.items())[:SHOWN]:
        yield Warned(name, count, first[name].at.line, first[name].message)
