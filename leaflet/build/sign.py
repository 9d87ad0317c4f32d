"""Signing: somebody has read a leaflet in a language, and stands by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaflet.build.choice import unknown
from leaflet.build.domains import chosen_sources
from leaflet.build.output import write
from leaflet.build.voices import Voices
from leaflet.problems import LeafletError, Location, Problem, errors
from leaflet.signoff import SignOff, signed, text, text_digest
from leaflet.source.files import Files
from leaflet.source.signoffs import sign_off_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from leaflet.signoff import Reader, Signed

COMMAND = "leaflet sign"


@dataclass(frozen=True, slots=True)
class SignedFile:
    """The file that was written, and what was signed in it."""

    file: str
    signed: Signed


def sign(  # noqa: PLR0913, PLR0917  # what a signature says
    root: Path,
    slug: str,
    language: str,
    reader: Reader,
    today: str,
    read: str | None = None,
) -> SignedFile:
    """Put a name under a leaflet as it is in a language; its own may be signed, too.

    `read` is the digest of the text that was read, as a proof names it.

    Raises:
        LeafletError: the date is later than `today`; a message or a label is not
            finished: nobody can stand by what is not there; another text was read;
            or as in `messages update`. Then nothing is written.
    """
    if wrong := [*_no_person(reader), *_not_yet(reader, today)]:
        raise LeafletError(wrong)
    files = Files(root)
    sources = chosen_sources(files, [slug], COMMAND)
    (leaflet,) = sources.leaflets
    known = leaflet.front.languages
    if wrong := [*unknown("lang", [language], known, COMMAND)]:
        raise LeafletError(wrong)
    voices = Voices(files, sources.project.territory)
    voice = voices.of(leaflet, language)
    if voice is None or errors(voices.problems):
        raise LeafletError(voices.problems)
    digests = voice.digests(leaflet)
    if read is not None and (wrong := [*_another(read, digests, slug, language)]):
        raise LeafletError(wrong)
    made = signed(voice.sign_off or SignOff(), reader, digests)
    file = sign_off_name(language, slug)
    write(root, {file: text(made.sign_off).encode()})
    return SignedFile(file, made)


def _no_person(reader: Reader) -> list[Problem]:
    """Tell of a name or a role that cannot be printed."""
    hint = "write it as it is to stand in the imprint"
    return [
        Problem("sign-off-name", Location(f"--{option}"), "is no text in a line", hint)
        for option, said in (("name", reader.name), ("role", reader.role))
        if not said.strip() or not said.isprintable()
    ]


def _another(
    read: str, digests: Collection[str], slug: str, language: str
) -> Iterator[Problem]:
    """Tell of a proof that shows another text than there is now."""
    now = text_digest(digests)
    if "".join(read.split()).casefold() != now:
        message = f"the text of {slug} in {language} is {now}: it has changed since"
        hint = "make a new proof, and let the reviewer read what has changed in it"
        yield Problem("sign-off-proof", Location("--proof"), message, hint)


def _not_yet(reader: Reader, today: str) -> Iterator[Problem]:
    """Tell of a day on which nobody can have read anything; days as ISO 8601."""
    if reader.date > today:
        message = f"{reader.date} has yet to come: today is {today}"
        hint = "say the day on which it was read, or nothing for today"
        yield Problem("sign-off-date", Location("--date"), message, hint)
