"""What was chosen, held against what there is: leaflets, languages, formats, papers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from leaflet.build.catalogs import catalog_name, catalog_paths, language_of
from leaflet.catalog import LABELS
from leaflet.edition import BESIDE
from leaflet.messages.read import read_file
from leaflet.problems import LeafletError, Location, Problem
from leaflet.pseudo import DIRECTIONS
from leaflet.sheet import STANDARDS, Design, Format, formats
from leaflet.source.project import leaflet_paths, read_formats, read_sources

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from leaflet.build.selection import Selection
    from leaflet.model import Leaflet
    from leaflet.source.files import Files
    from leaflet.source.project import Sources

NONE = {
    "lang": "no leaflet is in {}",
    "leaflet": "there is no leaflet {}",
    "format": "there is no format {}",
    "paper": "there is no paper {}",
}


def sources_of(files: Files, selection: Selection) -> Sources:
    """Give the sources of the selected leaflets; all that was chosen is there."""
    wrong = [
        *unknown("leaflet", selection.leaflets, leaflet_paths(files)),
    ]
    try:
        sources = read_sources(files, selection.leaflets, whole=False)
    except LeafletError as error:
        # A damaged catalog is told of in the same run, though nobody can use it yet.
        damaged = damage(files, selection)
        raise LeafletError([*wrong, *error.problems, *damaged]) from error
    wrong += unknown("format", selection.formats, sources.designs)
    chosen_designs = {
        name: sources.designs[name]
        for name in selection.formats
        if name in sources.designs
    }
    unfit = (_unfit(name, one, selection) for name, one in chosen_designs.items())
    wrong += filter(None, unfit)
    papers = {name for design in sources.designs.values() for name in design.all_papers}
    wrong += unknown("paper", selection.papers, papers)
    if not sources.problems:  # else not all languages and formats are known
        wrong += _unknown_languages(files, sources, selection)
        wrong += _unlisted_formats(sources, chosen_designs)
    if wrong:
        raise LeafletError([*wrong, *sources.problems])
    return sources


def languages_of(
    files: Files, leaflet: Leaflet, sources: Sources, selection: Selection
) -> list[str]:
    """Give the chosen languages of a leaflet.

    They are those that it appears in, and of those that are named pseudo-languages
    and, as drafts or proofs, those that somebody has begun to translate it into.
    """
    shown = _shows_unfinished(sources, selection)
    known = {*leaflet.front.languages, *DIRECTIONS}
    said, named = leaflet.front.languages, selection.languages
    own = [tag for tag in said if tag in (named or said)]
    others = (
        tag
        for tag in named
        if tag in DIRECTIONS
        or (shown and _is_begun(files, leaflet, tag))
        or (BESIDE in tag and known.issuperset(tag.split(BESIDE)))
    )
    return [*dict.fromkeys([*own, *others])]


def formats_of(
    leaflet: Leaflet, sources: Sources, selection: Selection
) -> Iterator[Format]:
    """Give the chosen formats of a leaflet, and proofs that are asked for by name."""
    said, asked = leaflet.front.formats, selection.formats
    for name in dict.fromkeys((*said, *asked)):
        design = sources.designs[name]
        if name in (asked or said) and (name in said or design.for_review):
            if _unfit(name, design, selection):
                continue
            design, once = design.keeping(selection.standard, selection.profile)
            for target in formats(name, design, sources.project.territory):
                if target.paper.name in (selection.papers or (target.paper.name,)):
                    yield replace(target, once=once)


def nothing(sources: Sources) -> Problem:
    """Tell that nothing is selected, and what there would be."""
    there = (
        f"{leaflet.slug} in {', '.join(leaflet.front.languages)}, "
        f"as {', '.join(leaflet.front.formats)}"
        for leaflet in sources.leaflets
    )
    message = "no leaflet has an edition of that language, format and paper"
    hint = f"there are: {'; '.join(there)}"
    return Problem("selection-empty", Location("leaflet build"), message, hint)


def damage(files: Files, selection: Selection) -> Iterator[Problem]:
    """Tell of selected catalogs that cannot be read."""
    for path in catalog_paths(files):
        tag = language_of(path)
        if tag in (selection.languages or (tag,)) and path.stem in (
            LABELS,
            *(selection.leaflets or (path.stem,)),
        ):
            try:
                read_file(files, path)
            except LeafletError as error:
                yield from error.problems


def chosen_formats(files: Files, names: Collection[str]) -> list[Format]:
    """Give the formats of a project that are named; all where none is.

    Raises:
        LeafletError: a name is unknown, or a format has a mistake.
    """
    made = read_formats(files)
    known = {target.name for target in made}
    if wrong := list(unknown("format", names, known, "leaflet formats")):
        raise LeafletError(wrong)
    return [target for target in made if target.name in (names or known)]


def spoken(leaflets: Iterable[Leaflet]) -> set[str]:
    """Give the languages that leaflets appear in."""
    return {tag for leaflet in leaflets for tag in leaflet.front.languages}


def unknown(
    option: str, chosen: Iterable[str], known: Collection[str], at: str = ""
) -> Iterator[Problem]:
    """Tell of chosen names that are not there, and name those that are.

    `at` is where they were named, if not by that option.
    """
    hint = f"there are: {', '.join(sorted(known)) or 'none'}"
    for name in chosen:
        if name not in known:
            place, message = Location(at or f"--{option}"), NONE[option].format(name)
            yield Problem(f"{option}-unknown", place, message, hint)


def _shows_unfinished(sources: Sources, selection: Selection) -> bool:
    """Tell whether all that is chosen may be unfinished: drafts, or proofs alone."""
    chosen = [sources.designs.get(name) for name in selection.formats]
    only_proofs = all(design and design.for_review for design in chosen)
    return selection.draft or (bool(chosen) and only_proofs)


def _is_begun(files: Files, leaflet: Leaflet, tag: str) -> bool:
    """Tell whether a leaflet has a catalog in a language that it does not appear in."""
    name = catalog_name(tag, leaflet.slug)
    return tag not in leaflet.front.languages and (files.root / name).is_file()


def _unknown_languages(
    files: Files, sources: Sources, selection: Selection
) -> Iterator[Problem]:
    """Tell of chosen languages that no leaflet is in, or none but as a draft."""
    known = spoken(sources.leaflets)
    pairs = [tag for tag in selection.languages if BESIDE in tag]
    parts = [tag for pair in pairs for tag in pair.split(BESIDE)]
    for pair in pairs:
        first, _, second = pair.partition(BESIDE)
        if first == second or BESIDE in second:
            message, hint = f"{pair} is no pair of languages", "write two, as in en+fr"
            yield Problem("lang-pair", Location("--lang"), message, hint)
    alone = [tag for tag in selection.languages if tag not in pairs]
    yield from unknown("lang", [t for t in parts if t not in DIRECTIONS], known)
    named = [tag for tag in alone if tag not in {*known, *DIRECTIONS}]
    begun = [t for t in named if any(_is_begun(files, o, t) for o in sources.leaflets)]
    yield from unknown("lang", [tag for tag in named if tag not in begun], known)
    for tag in () if _shows_unfinished(sources, selection) else begun:
        message = f"no leaflet is in {tag}: a translation is begun, no more"
        hint = (
            f"--draft or --format proof prints it as it is; once it is done, "
            f"add {tag} to languages"
        )
        yield Problem("lang-unknown", Location("--lang"), message, hint)


def _unlisted_formats(
    sources: Sources, chosen: Mapping[str, Design | None]
) -> Iterator[Problem]:
    """Tell of formats that would be left out in silence, as others are built."""
    listed = {name for one in sources.leaflets for name in one.front.formats}
    proofs = {name for name, design in chosen.items() if design and design.for_review}
    unlisted = [name for name in chosen if name not in listed | proofs]
    for name in unlisted if len(unlisted) < len(chosen) else ():
        message = f"no chosen leaflet appears as {name}"
        hint = "add it to the formats of a leaflet's front matter, or leave it out"
        yield Problem("format-unlisted", Location("--format"), message, hint)


def _unfit(name: str, design: Design, selection: Selection) -> Problem | None:
    """Tell why a format cannot be built as chosen, if it cannot."""
    keeps = " or ".join(STANDARDS[design.target == "press"])
    if selection.standard and not design.may_keep(selection.standard):
        at, message = Location("--standard"), f"{selection.standard} is none for {name}"
        hint = f"{name} is for {design.target}, and may keep {keeps}"
        return Problem("standard-unfit", at, message, hint)
    if selection.profile and design.target != "press":
        at, message = Location("--icc"), f"{name} has no inks"
        hint = f"{name} is for {design.target}; a profile is for the press"
        return Problem("standard-unfit", at, message, hint)
    return None
