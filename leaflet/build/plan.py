"""Which editions there are to build, resolved; nothing is typeset here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaflet.build.choice import (
    damage,
    formats_of,
    languages_of,
    nothing,
    sources_of,
)
from leaflet.build.voices import Voices
from leaflet.checks.signoffs import unsigned
from leaflet.edition import BESIDE, Draft, Edition, Voice, resolve
from leaflet.problems import LeafletError, Location, Problem
from leaflet.sheet import Format
from leaflet.source.signoffs import sign_off_name

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from leaflet.build.selection import Selection
    from leaflet.edition import Elsewhere
    from leaflet.model import Leaflet
    from leaflet.source.files import Files
    from leaflet.source.project import Sources


BILINGUAL = ("flat", "large-print")
"""Layouts in which one language can follow another: sheet after sheet."""


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
    sources = sources_of(files, selection)
    territory = sources.project.territory
    voices = Voices(files, territory, draft=selection.draft)
    drafts = voices if selection.draft else Voices(files, territory, draft=True)
    problems: list[Problem] = []
    editions: list[Edition] = []
    for leaflet in sources.leaflets:
        for tag in languages_of(files, leaflet, sources, selection):
            targets = [*formats_of(leaflet, sources, selection)]
            proofs = [target for target in targets if target.design.for_review]
            others = [target for target in targets if target not in proofs]
            chosen = sources, voices, selection
            try:
                if BESIDE in tag:
                    editions += _bilingual(leaflet, tag, *chosen, targets)
                    continue
                editions += _proofs(leaflet, tag, sources, drafts, proofs)
                if others or not proofs:
                    editions += _editions(leaflet, tag, *chosen, others)
            except LeafletError as error:
                problems += error.problems
    damaged = damage(files, selection) if sources.problems else ()
    of_voices = (*voices.problems, *drafts.problems)
    told = (*sources.problems, *of_voices, *problems, *damaged)
    problems = list(dict.fromkeys(told))
    if not editions:
        raise LeafletError(problems or nothing(sources))
    editions.sort(key=lambda edition: edition.name)
    return Plan(tuple(editions), tuple(problems))


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
    return [_bound(it, behind[it.format]) for it in first if it.format in behind]


def _bound(first: Edition, second: Edition) -> Edition:
    """Give an edition with another behind it; both are drafts where one of them is."""
    if first.draft or second.draft:
        finished = Draft(len(first.leaflet.messages), {}, 0)
        second = replace(second, draft=second.draft or finished)
        first = replace(first, draft=first.draft or finished)
    return replace(first, behind=second)


def _not_here(
    elsewhere: tuple[Elsewhere, ...], here: Collection[str]
) -> tuple[Elsewhere, ...]:
    """Give the languages that the reader does not have in hand."""
    return tuple(other for other in elsewhere if other.language.tag not in here)


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
