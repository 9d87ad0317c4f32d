"""What comes back goes into the catalog, row by row; nothing that was there is lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from leaflet.catalog import LABELS
from leaflet.exchange.cells import refused
from leaflet.exchange.rows import Row, Table, Verdict, as_typed, forms, source_of
from leaflet.pofile import (
    replaced,
    with_comments,
    with_fuzzy,
    with_msgstr,
    with_previous,
)
from leaflet.problems import LeafletError
from leaflet.source.inline import normal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from leaflet.catalog import Key
    from leaflet.pofile import Entry, PoFile
    from leaflet.problems import Problem

SHOWN = 60
HINT = "export again, and take the translation over by hand"


class Fate(StrEnum):
    """What becomes of a message that somebody sends back."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Taken:
    """A catalog with all that was taken into it."""

    po: PoFile
    fates: Mapping[Fate, int]
    comments: int = 0
    """Lines of comments that were new."""
    changed: Mapping[Key, int] = field(default_factory=dict)
    """Which messages have changed, and in which row of the table each stands."""
    problems: tuple[Problem, ...] = field(default=())


def known_ids(po: PoFile, domain: str) -> frozenset[str]:
    """Give the ids of a catalog's messages."""
    return frozenset(found for found, _, _ in forms(po, domain))


def take(po: PoFile, domain: str, table: Table) -> Taken:
    """Give a catalog with the rows that are its own; other rows are left alone.

    A row is taken where its source is that of its message, as far as a person could
    tell: quotes, dashes and spaces that office programs put in by themselves do not
    count. Comments are added to those that are there; no translation is emptied.
    """
    own = {found: (entry, form) for found, entry, form in forms(po, domain)}
    given: dict[Key, dict[int, Row]] = defaultdict(dict)
    problems: list[Problem] = []
    for row in table.rows:
        if row.id not in own:
            continue
        entry, form = own[row.id]
        before = given[entry.key].get(form)
        if wrong := _wrong(row, source_of(entry, form), before, table.name):
            problems += wrong.problems
        else:
            told = (*(before.comments if before else ()), *row.comments)
            given[entry.key][form] = replace(row, comments=told)
    fates = Counter(dict.fromkeys(Fate, 0))
    edited: dict[Key, Entry] = {}
    changed: dict[Key, int] = {}
    comments = 0
    by_key = {entry.key: entry for entry, _ in own.values()}
    for key, by_form in given.items():
        if not by_form:
            continue
        old = by_key[key]
        entry = _translated(old, by_form, po.nplurals, is_plain=domain == LABELS)
        fate = _fate(old, entry)
        fates[fate] += 1
        if fate is not Fate.UNCHANGED:
            changed[key] = min(row.at for row in by_form.values())
        new = _new_comments(old, by_form.values())
        comments += len(new)
        entry = with_comments(entry, (*old.comments, *new))
        if entry is not old:
            edited[key] = entry
    return Taken(
        replaced(po, *edited.values()),
        fates,
        comments,
        changed,
        tuple(problems),
    )


def strangers(table: Table, known: Collection[str]) -> Iterator[Problem]:
    """Tell of rows whose message is not there; rows that say nothing are no loss."""
    for row in table.rows:
        if row.id not in known and (row.translation.strip() or any(row.comments)):
            message = f"{row.id}: no message has that id: «{_short(row.source)}»"
            hint = f"its text may have changed since it was sent; {HINT}"
            error = refused("exchange-unknown", table.name, row, message, hint)
            yield from error.problems


def _wrong(row: Row, source: str, before: Row | None, path: str) -> LeafletError | None:
    """Give the error for a row that cannot be taken; None where it can."""
    found = f"«{_short(source)}»"
    if as_typed(row.source) != as_typed(source):
        message = f"{row.id}: the source was {found}; here it is «{_short(row.source)}»"
        return refused("exchange-source", path, row, message, HINT)
    if before and as_typed(before.translation) != as_typed(row.translation):
        message = f"{row.id}: row {before.at} has another translation of {found}"
        hint = "keep the better one"
        return refused("exchange-duplicate", path, row, message, hint)
    return None


def _translated(
    old: Entry, rows: Mapping[int, Row], nplurals: int, *, is_plain: bool
) -> Entry:
    """Give an entry with the translations of rows, and the mark that they ask for."""
    count = nplurals if old.msgid_plural is not None else 1
    texts = [*old.msgstr, *[""] * (count - len(old.msgstr))]
    for form, row in rows.items():
        text = _clean(row.translation, is_plain=is_plain)
        if text and text != _clean(texts[form], is_plain=is_plain):
            texts[form] = text
    entry = with_msgstr(old, *texts) if any(texts) else old
    if not all(text.strip() for text in texts):
        return entry
    fuzzy = _is_fuzzy(old, rows.values(), is_same=entry is old)
    if entry is old and fuzzy == old.fuzzy:
        return old
    entry = with_fuzzy(entry, fuzzy=fuzzy)
    return entry if fuzzy else with_previous(entry, None)


def _is_fuzzy(old: Entry, rows: Iterable[Row], *, is_same: bool) -> bool:
    """Tell whether a translation is marked: as rows say, else where it was as it is."""
    said = {row.state for row in rows if row.translation.strip()}
    if Verdict.REVIEW in said:
        return True
    if said == {Verdict.DONE}:
        return False
    return old.fuzzy and is_same


def _clean(text: str, *, is_plain: bool) -> str:
    """Give a translation as catalogs have it; labels have no line breaks to keep."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return text if is_plain else normal(text)


def _fate(old: Entry, new: Entry) -> Fate:
    if new is old:
        return Fate.UNCHANGED
    return Fate.CHANGED if any(map(str.strip, old.msgstr)) else Fate.NEW


def _new_comments(old: Entry, rows: Iterable[Row]) -> Sequence[str]:
    """Give the lines that the entry has not yet, each once."""
    known = {line.strip() for line in old.comments}
    lines = (line.strip() for row in rows for line in row.comments)
    return [line for line in dict.fromkeys(lines) if line and line not in known]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"
