"""What is ready to typeset, and what is wrong with the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaflet.build.plan import plan
from leaflet.checks.glyphs import missing_glyphs
from leaflet.problems import LeafletError, Location, Problem
from leaflet.typeset.fonts import read_fonts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leaflet.build.selection import Selection
    from leaflet.catalog import Language
    from leaflet.edition import Edition
    from leaflet.source.files import Files
    from leaflet.typeset.fonts import Library


@dataclass(frozen=True, slots=True)
class Ready:
    """Editions in which nothing is wrong, as far as can be told before typesetting.

    `problems` are the errors of the others, which are left out, and warnings.
    """

    editions: tuple[Edition, ...]
    library: Library
    problems: tuple[Problem, ...]


def ready(files: Files, selection: Selection) -> Ready:
    """Give what is ready to typeset.

    Raises:
        LeafletError: with every problem, where none is ready: something that all need
            is wrong, or each has a problem of its own.
    """
    planned = plan(files, selection)
    library = read_fonts(files)
    if problems := list(_unknown_fonts(planned.editions[0], library)):
        raise LeafletError([*planned.problems, *problems])
    # Editions that differ in format alone have the same text.
    texts = {_text(part): part for e in planned.editions for part in e.parts}
    lacking = {
        text: list(missing_glyphs(edition, library.missing))
        for text, edition in texts.items()
    }
    profiles = _profile_problems(files, planned.editions)
    problems = [
        *planned.problems,
        *(one for told in (lacking | profiles).values() for one in told),
    ]
    sound = tuple(
        edition
        for edition in planned.editions
        if not any(lacking[_text(part)] for part in edition.parts)
        and not profiles.get(edition.format.design.profile)
    )
    if not sound:
        raise LeafletError(problems)
    return Ready(sound, library, tuple(dict.fromkeys(problems)))


def _text(edition: Edition) -> tuple[str, Language, bool]:
    """Give what editions of the same text have in common."""
    return edition.leaflet.slug, edition.language, edition.proof is None


def _profile_problems(
    files: Files, editions: Iterable[Edition]
) -> dict[str | None, list[Problem]]:
    """Give what is wrong with each profile that an edition for the press names."""
    named = {
        edition.format.design.profile: edition.project.territory
        for edition in editions
        if edition.format.design.target == "press"
    }
    if not named:
        return {}
    from leaflet.press import condition_of  # most builds need no profile

    found: dict[str | None, list[Problem]] = {}
    for profile, territory in named.items():
        try:
            condition_of(files, profile, territory)
        except LeafletError as error:
            found[profile] = [*error.problems]
    return found


def _unknown_fonts(edition: Edition, library: Library) -> Iterator[Problem]:
    """Tell of families that are not in styles/fonts."""
    pairs = edition.project.fonts.pairs
    named = {family for pair in pairs for family in (pair.text, pair.headings)}
    for family in sorted(named - set(library.families)):
        message = f"the font {family} is not in styles/fonts"
        hint = f"the fonts are: {', '.join(library.families) or 'none'}"
        yield Problem("font-unknown", Location("leaflet.yaml"), message, hint)
