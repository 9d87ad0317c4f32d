"""The rules of extraction have versions; catalogs are carried from one to the next.

The rules say what is one message and how its msgid is written. Where they change,
every catalog would lose the translations of the messages that are written in another
way. So each change comes with a step, which does to a catalog what it did to texts.

    1  an inline text as its author wrote it; a soft break is one space, a hard break
       a backslash and a newline
    2  between words stands one space: nobody sees on paper how many were typed
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaflet import pofile
from leaflet.pofile import Previous
from leaflet.problems import Location, Problem
from leaflet.source.inline import single_spaces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leaflet.catalog import Key
    from leaflet.pofile import Entry, PoFile

FIELD = "X-Leaflet-Rules"
FIRST = 1


@dataclass(frozen=True, slots=True)
class Step:
    """A change of the rules: what it did to context and msgid, and to translations.

    Both give back what the change does not concern, and what it has been done to.
    """

    message: Callable[[str | None, str], Key]
    translation: Callable[[str], str]


def _as_it_is(text: str) -> str:
    return text


STEPS = (
    # 2: a translator's own spaces are no msgid; they stay.
    Step(lambda context, source: (context, single_spaces(source)), _as_it_is),
)
"""The first step leads to rules 2, and so on; never change one, add another."""
RULES = FIRST + len(STEPS)
"""The version of the rules by which messages are extracted now."""


def version(po: PoFile) -> int:
    """Give the version of the rules that a catalog was made by; none told is 1."""
    told = po.header.get(FIELD, "")
    return int(told) if told.isdecimal() else FIRST


def other_rules(po: PoFile) -> Problem | None:
    """Tell of a catalog that was made by older or newer rules than ours."""
    made_by, header = version(po), po.header_entry
    if made_by == RULES:
        return None
    at = Location(po.style.path, header.msgstr_line if header else 1)
    message = f"made by rules {made_by} of extraction, ours are rules {RULES}"
    if made_by < RULES:
        hint = (
            "run `make migrate` or `leaflet messages migrate`: no translation is lost"
        )
    else:
        hint = "a newer Leaflet has made it: update yours"
    return Problem("catalog-rules", at, message, hint)


def migrated(
    po: PoFile, steps: Sequence[Step] = STEPS, *, labels: bool = False
) -> PoFile:
    """Give a catalog as today's rules write it; no translation is lost.

    Where two messages become one, the better translation stands, and the other one
    in a comment above it. A catalog of newer rules is given back as it is. `labels`
    are looked up as templates word them, so they stay as they are.
    """
    due = steps[version(po) - FIRST :]
    if not due:
        return po
    found: dict[Key, Entry] = {}
    for old in po.entries:
        new = old if labels or old.is_header else _carried(old, due)
        found[new.key] = _joined(found[new.key], new) if new.key in found else new
    carried = pofile.with_entries(po, found.values())
    return pofile.with_header(carried, {FIELD: str(FIRST + len(steps))})


def _carried(entry: Entry, steps: Sequence[Step]) -> Entry:
    """Give an entry after the steps: its message, its translation, its `#|`."""
    context, source = _message(entry.msgctxt, entry.msgid, steps)
    entry = pofile.with_source(entry, source, context)
    if was := entry.previous:
        context, source = _message(was.msgctxt, was.msgid, steps)
        entry = pofile.with_previous(entry, Previous(source, was.msgid_plural, context))
    forms = list(entry.msgstr)
    for step in steps:
        forms = [step.translation(form) if form else form for form in forms]
    return pofile.with_msgstr(entry, *forms)


def _message(context: str | None, source: str, steps: Sequence[Step]) -> Key:
    for step in steps:
        context, source = step.message(context, source)
    return context, source


def _joined(one: Entry, other: Entry) -> Entry:
    """Give the better of two entries of one message; it tells what the other said."""
    better, worse = sorted((one, other), key=_rank, reverse=True)
    if better.obsolete and not worse.obsolete:
        better = pofile.with_fuzzy(pofile.revived(better), fuzzy=True)
    notes = list(worse.comments)
    if any(worse.msgstr) and worse.msgstr != better.msgstr:
        # Quoted, so that a waiver among them waives nothing of the better one.
        notes = [f"comment on another translation: {note}" for note in notes]
        notes += [f"another translation: {form}" for form in worse.msgstr if form]
    new = [note for note in notes if note not in better.comments]
    return pofile.with_comments(better, [*better.comments, *new]) if new else better


def _rank(entry: Entry) -> tuple[bool, bool, bool]:
    return any(entry.msgstr), not entry.obsolete, not entry.fuzzy
