"""What goes out and comes back: a table of messages, one in each row."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from leaflet.catalog import State
from leaflet.messages.read import entry_state, said
from leaflet.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflet.catalog import Key
    from leaflet.pofile import Entry, PoFile

_LETTERS = "abcdefghjkmnpqrstvwxyz"
"""No vowels but a and e: an id is no word, no number and no date in any program."""
_ID_LENGTH = 10


class Verdict(StrEnum):
    """What a row says of its translation; empty where it says nothing.

    `done` takes the mark `fuzzy` off, `review` sets it. Where nothing is said, a
    translation that has changed is done, and any other stays as it was.
    """

    UNSAID = ""
    REVIEW = "review"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Row:
    """One message, or one plural form of it; `at` is its row or line in a file."""

    id: str
    source: str
    translation: str = ""
    state: Verdict = Verdict.UNSAID
    comments: tuple[str, ...] = ()
    place: str = ""
    notes: tuple[str, ...] = ()
    previous: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Messages of a language, and what could not be read among them.

    Languages are tags as catalogs have them, such as `fr_CA`; `name` is the domain.
    """

    name: str
    source_language: str
    language: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()


def message_id(domain: str, key: Key) -> str:
    """Give the id of a message: the same as long as its text is.

    >>> message_id("hours", (None, "When"))
    'yxpywgnvrj'
    """
    said = repr((domain, *key)).encode()
    number = int.from_bytes(hashlib.sha256(said).digest())
    return "".join(
        _LETTERS[number // len(_LETTERS) ** place % len(_LETTERS)]
        for place in range(_ID_LENGTH)
    )


def forms(po: PoFile, domain: str) -> Iterator[tuple[str, Entry, int]]:
    """Give each id with its entry and plural form; obsolete entries are left out.

    The ids of plural forms end with their number: `yxpywgnvrj.1`.
    """
    for entry in po.entries:
        if entry.is_header or entry.obsolete:
            continue
        found = message_id(domain, entry.key)
        if entry.msgid_plural is None:
            yield found, entry, 0
        else:
            for form in range(max(po.nplurals, len(entry.msgstr))):
                yield f"{found}.{form}", entry, form


def source_of(entry: Entry, form: int) -> str:
    """Give the text that a form translates: the singular for the first of several."""
    return entry.msgid_plural if entry.msgid_plural and form else entry.msgid


def table(
    po: PoFile,
    domain: str,
    source_language: str,
    language: str,
    *,
    only_open: bool = False,
) -> Table:
    """Give a catalog as a table; `only_open` leaves out what is done.

    Where a message stands begins with its number, which proofs show, too.
    """
    numbers = {key: number for number, key in enumerate(_keys(po), start=1)}
    rows = (
        _row(found, entry, form, numbers[entry.key])
        for found, entry, form in forms(po, domain)
        if not (only_open and entry_state(entry) is State.DONE)
    )
    return Table(domain, source_language, language, tuple(rows))


def _keys(po: PoFile) -> Iterator[Key]:
    """Give what makes each message one, in the catalog's order."""
    for entry in po.entries:
        if not (entry.is_header or entry.obsolete):
            yield entry.key


def _row(found: str, entry: Entry, form: int, number: int) -> Row:
    translation = entry.msgstr[form] if form < len(entry.msgstr) else ""
    place, *notes = entry.extracted or ("",)
    if entry.msgctxt is not None:
        notes.append(f"context: {entry.msgctxt}")
    previous = entry.previous.msgid if entry.previous else ""
    verdict = Verdict.REVIEW if entry.fuzzy else Verdict.DONE
    return Row(
        found,
        source_of(entry, form),
        translation,
        verdict if translation.strip() else Verdict.UNSAID,
        said(entry),
        f"{number} · {place}" if place else str(number),
        tuple(notes),
        previous if previous != entry.msgid else "",
    )


# --- what programs change by themselves

_TYPED = (
    (re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]"), ""),
    (re.compile("«\\s*|\\s*»|[“”„‟]"), '"'),
    (re.compile("[‘’‚‛]"), "'"),
    (re.compile("-{2,3}|[‐‑–—]"), "-"),
    (re.compile("…"), "..."),
    (re.compile("½"), "1/2"),
    (re.compile("¼"), "1/4"),
    (re.compile("¾"), "3/4"),
    (re.compile("©"), "(c)"),
    (re.compile("®"), "(r)"),
    (re.compile("™"), "(tm)"),
    (re.compile(r"\s+"), " "),
)
"""What Word and its like put for what was typed (Word's AutoCorrect and AutoFormat)."""


def as_typed(text: str) -> str:
    r"""Give a text as somebody types it, whatever a program has made of it.

    >>> as_typed("“Wait” – it’s 5 mg… ")
    '"Wait" - it\'s 5 mg...'
    """
    for pattern, typed in _TYPED:
        text = pattern.sub(typed, text)
    return text.strip()
