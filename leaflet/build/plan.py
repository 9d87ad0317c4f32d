"""Which editions there are to build, resolved; nothing is typeset here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaflet.build.catalogs import catalog_name, catalog_paths, language_of
from leaflet.build.voices import Voices
from leaflet.catalog import LABELS
from leaflet.checks.signoffs import unsigned
from leaflet.edition import BESIDE, Edition, Voice, resolve
from leaflet.messages.read import read_file
from leaflet.problems import LeafletError, Location, Problem
from leaflet.pseudo import DIRECTIONS
from leaflet.sheet import STANDARDS, Design, Format, formats
from leaflet.source.project import leaflet_paths, read_formats, read_sources
from leaflet.source.signoffs import sign_off_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from leaflet.build.selection import Selection
    from leaflet.edition import Elsewhere
    from leaflet.model import Leaflet
    from leaflet.source.files import Files
    from leaflet.source.project import Sources


BILINGUAL = ("flat", "large-print")
"""Layouts in which one language can follow another: sheet after sheet."""
NONE = {
    "lang": "no leaflet is in {}",
    "leaflet": "there is no leaflet {}",
    "format": "there is no format {}",
    "paper": "there is no paper {}",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """The selected editions in the order of their names.

    `problems` are the errors of others, which are left out, and warnings.
    """

    editions: tuple[Edition, ...]
    problems: tuple[Problem, ...]


def plan(files: Files, selection: Selection) -> Plan:
    """Give the selected editions; a leaflet or a catalog with a problem stops no other.

    Raises:
        LeafletError: with every problem of sources, catalogs and the selection, where
            no edition is sound, or something is wrong that all of them need.
    """
    sources = _sources(files, selection)
    territory = sources.project.territory
    voices = Voices(files, territory, draft=selection.draft)
    drafts = voices if selection.draft else Voices(files, territory, draft=True)
    problems: list[Problem] = []
    editions: list[Edition] = []
    for leaflet in sources.leaflets:
        for tag in _languages(files, leaflet, sources, selection):
            targets = [*_formats(leaflet, sources, selection)]
            proofs = [target for target in targets if target.design.for_review]
            others = [target for target in targets if not target.design.for_review]
            try:
                if BESIDE in tag:
                    chosen = sources, voices, selection
                    editions += _bilingual(leaflet, tag, *chosen, targets)
                    continue
                editions += _proofs(leaflet, tag, sources, drafts, proofs)
                if others or not proofs:
                    chosen = sources, voices, selection
                    editions += _editions(leaflet, tag, *chosen, others)
            except LeafletError as error:
                problems += error.problems
    damage = _damage(files, selection) if sources.problems else ()
    told = (*sources.problems, *voices.problems, *drafts.problems, *problems, *damage)
    problems = list(dict.fromkeys(told))
    if not editions:
        raise LeafletError(problems or _nothing(sources))
    editions.sort(key=lambda edition: edition.name)
    return Plan(tuple(editions), tuple(problems))


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


def _sources(files: Files, selection: Selection) -> Sources:
    """Give the sources of the selected leaflets; all that was chosen is there."""
    wrong = [
        *unknown("leaflet", selection.leaflets, leaflet_paths(files)),
    ]
    try:
        sources = read_sources(files, selection.leaflets, whole=False)
    except LeafletError as error:
        # A damaged catalog is told of in the same run, though nobody can use it yet.
        damage = _damage(files, selection)
        raise LeafletError([*wrong, *error.problems, *damage]) from error
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
    if not sources.problems:  # else not all languages are known
        wrong += _unknown_languages(files, sources, selection)
    if wrong:
        raise LeafletError([*wrong, *sources.problems])
    return sources


def _languages(
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


def _shows_unfinished(sources: Sources, selection: Selection) -> bool:
    """Tell whether all that is chosen may be unfinished: drafts, or proofs alone."""
    chosen = [sources.designs.get(name) for name in selection.formats]
    only_proofs = all(design and design.for_review for design in chosen)
    return selection.draft or (bool(chosen) and only_proofs)


def _is_begun(files: Files, leaflet: Leaflet, tag: str) -> bool:
    """Tell whether a leaflet has a catalog in a language that it does not appear in."""
    name = catalog_name(tag, leaflet.slug)
    return tag not in leaflet.front.languages and (files.root / name).is_file()


def _bilingual(  # noqa: PLR0913, PLR0917  # what is chosen, and what it is made from
    leaflet: Leaflet,
    tag: str,
    sources: Sources,
    voices: Voices,
    selection: Selection,
    targets: Sequence[Format],
) -> list[Edition]:
    """Give a leaflet's editions in two languages, one on the pages behind the other.

    Raises:
        LeafletError: none of its formats has pages that follow each other, or one that
            is named has none.
    """
    flat = [target for target in targets if target.design.layout in BILINGUAL]
    unfit = [target.name for target in targets if target not in flat]
    if not flat or (selection.formats and unfit):
        names = ", ".join(dict.fromkeys(unfit)) or ", ".join(leaflet.front.formats)
        message = f"{tag} cannot be made of {leaflet.slug} as {names}"
        hint = f"two languages stand on pages of the layouts {' and '.join(BILINGUAL)}"
        raise LeafletError(
            Problem("bilingual-unfit", Location("--lang"), message, hint)
        )
    pair = tag.split(BESIDE)
    first, second = (
        [
            replace(it, elsewhere=_not_here(it.elsewhere, pair))
            for it in _editions(leaflet, one, sources, voices, selection, [*flat])
        ]
        for one in pair
    )
    behind = {it.format: it for it in second}
    return [
        replace(it, behind=behind[it.format]) for it in first if it.format in behind
    ]


def _not_here(
    elsewhere: tuple[Elsewhere, ...], here: Collection[str]
) -> tuple[Elsewhere, ...]:
    """Give the languages that the reader does not have in hand."""
    return tuple(other for other in elsewhere if other.language.tag not in here)


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


def _nothing(sources: Sources) -> Problem:
    """Tell that nothing is selected, and what there would be."""
    there = (
        f"{leaflet.slug} in {', '.join(leaflet.front.languages)}, "
        f"as {', '.join(leaflet.front.formats)}"
        for leaflet in sources.leaflets
    )
    message = "no leaflet has an edition of that language, format and paper"
    hint = f"there are: {'; '.join(there)}"
    return Problem("selection-empty", Location("leaflet build"), message, hint)


def _proofs(
    leaflet: Leaflet,
    tag: str,
    sources: Sources,
    voices: Voices,
    targets: Sequence[Format],
) -> list[Edition]:
    """Give a leaflet's proofs in one language, which need not be finished."""
    if not targets:
        return []
    from leaflet.proof import Beside, proof_of

    voice, original = voices.of(leaflet, tag), voices.original(leaflet)
    speaker = voices.of_reviewers([tag, leaflet.language])
    if voice is None or original is None or speaker is None:
        return []
    beside = Beside(original, speaker, *voices.beside(leaflet, voice))
    voice = replace(voice, original=original)
    first, *others = (
        replace(
            resolve(leaflet, sources.references, sources.project, voice, (), target),
            draft=None,
        )
        for target in targets
    )
    proof = proof_of(first, beside)
    return [replace(edition, proof=proof) for edition in (first, *others)]


def _editions(  # noqa: PLR0913, PLR0917  # what is chosen, and what it is made from
    leaflet: Leaflet,
    tag: str,
    sources: Sources,
    voices: Voices,
    selection: Selection,
    targets: list[Format],
) -> list[Edition]:
    """Give a leaflet's editions in one language; `voices` gathers the problems.

    Raises:
        LeafletError: a language that is only begun is finished: its edition would be
            no draft.
    """
    voice = voices.of(leaflet, tag)
    others = [other for other in leaflet.front.languages if other != tag]
    elsewhere = voices.elsewhere(others)
    if voice is None or elsewhere is None:
        return []
    references, project = sources.references, sources.project
    shop: Voice | None = None
    if any(t.design.target == "press" for t in targets) and not selection.draft:
        shop = voices.of_shop(project.shop_language)
        if shop is None:
            targets = [t for t in targets if t.design.target != "press"]
    needs_name = not (selection.draft or voice.language.pseudo)
    if needs_name and any(t.name in project.sign_off for t in targets):
        file = sign_off_name(tag, leaflet.slug)
        if wrong := [*unsigned(leaflet, voice, file)]:
            voices.problems += wrong
            targets = [t for t in targets if t.name not in project.sign_off]
    made = [
        resolve(leaflet, references, project, voice, elsewhere, target)
        for target in targets
    ]
    is_said = tag in leaflet.front.languages or voice.language.pseudo
    if not is_said and not all(edition.draft for edition in made):
        message = f"languages does not name {tag}, though its translation is finished"
        at, hint = Location(leaflet.path), f"add {tag} to the list"
        raise LeafletError(Problem("language-unlisted", at, message, hint))
    return [
        replace(it, shop=shop) if it.format.design.target == "press" else it
        for it in made
    ]


def _formats(
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


def _damage(files: Files, selection: Selection) -> Iterator[Problem]:
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
