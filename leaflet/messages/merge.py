"""Templates of catalogs, and catalogs brought up to date with them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from leaflet import pofile
from leaflet.messages.rules import FIELD, RULES
from leaflet.messages.similar import Index
from leaflet.messages.start import SOURCE_FIELD
from leaflet.pofile import Previous

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leaflet.messages.extract import Extracted
    from leaflet.pofile import Entry, PoFile


def template(
    project_id: str, source_language: str, messages: Sequence[Extracted]
) -> PoFile:
    """Give a .pot file; no date stands in it, so the same text is the same file."""
    po = pofile.new(
        {
            "Project-Id-Version": project_id,
            "Language": "",
            SOURCE_FIELD: source_language,
            FIELD: str(RULES),
        }
    )
    entries = [_new_entry(po, message) for message in messages]
    return pofile.with_entries(po, [*po.entries, *entries])


def merged(
    po: PoFile, project_id: str, source_language: str, messages: Sequence[Extracted]
) -> PoFile:
    """Give a catalog with exactly these messages, in their order; nothing is lost.

    A message that the catalog has keeps its translation. Others get one as fuzzy,
    with the source that it was made for in `#|`: one that was there long ago, its
    own, since nobody has read it lately; else one that no text needs any more, of
    the same kind and a similar source, that one's. What is no longer used becomes
    obsolete and stays. Merging twice changes nothing.

    A message that is still in use lends its translation to no other: `#|` would say
    that a text was what it never was.
    """
    live = {e.key: e for e in po.entries if not e.obsolete and not e.is_header}
    old = {e.key: e for e in po.entries if e.obsolete}
    wanted = {message.key for message in messages}
    gone = [e for e in (*live.values(), *old.values()) if e.key not in wanted]
    guesses = _Guesses(gone)
    entries: list[Entry] = [entry for entry in po.entries if entry.is_header]
    for message in messages:
        if found := live.get(message.key):
            entries.append(_described(found, message))
        elif found := old.get(message.key):
            entries.append(_described(_back(found), message))
        else:
            entries.append(_guessed(_new_entry(po, message), guesses.of(message)))
    kept = [e for e in gone if e.obsolete or any(e.msgstr) or e.comments]
    everything = [*entries, *(pofile.obsoleted(entry) for entry in kept)]
    fields = {"Project-Id-Version": project_id, SOURCE_FIELD: source_language}
    return pofile.with_header(pofile.with_entries(po, everything), fields)


class _Guesses:
    """Finds the entries that no text needs any more, by kind and source."""

    def __init__(self, gone: Iterable[Entry]) -> None:
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        self._indexes: dict[str, Index] = {}
        for entry in gone:
            for kind in _kinds(entry.extracted) if any(entry.msgstr) else ():
                self._entries[kind].append(entry)

    def of(self, message: Extracted) -> Entry | None:
        """Give the entry of the same kind whose source is most like the message."""
        for kind in _kinds(message.comments):
            if entries := self._entries.get(kind):
                if kind not in self._indexes:
                    self._indexes[kind] = Index([entry.msgid for entry in entries])
                number = self._indexes[kind].nearest(message.source)
                if number is not None:
                    return entries[number]
        return None


def _kinds(comments: Sequence[str]) -> list[str]:
    """Give what a message is, wherever it stands: heading, paragraph, table cell.

    The first comment names a kind; of the others, which may be notes, those that go
    on with headings do. A heading of any level is a heading.
    """
    first = [comment.partition(" · ")[0] for comment in comments[:1]]
    others = [c.partition(" · ")[0] for c in comments[1:] if " · " in c]
    return list(dict.fromkeys(kind.rstrip("0123456789 ") for kind in first + others))


def _back(obsolete: Entry) -> Entry:
    """Give an obsolete entry back to life: fuzzy, the source it was made for kept."""
    entry = pofile.revived(obsolete)
    return _unread(entry, _made_for(obsolete)) if any(entry.msgstr) else entry


def _guessed(new: Entry, guess: Entry | None) -> Entry:
    """Give a new entry with the translation of another as fuzzy.

    Comments stay where they were made: a waiver waives nothing of another text.
    """
    if guess is None:
        return new
    return _unread(pofile.with_msgstr(new, guess.msgstr[0]), _made_for(guess))


def _unread(entry: Entry, made_for: Previous) -> Entry:
    fuzzy = pofile.with_fuzzy(entry, fuzzy=True)
    return pofile.with_previous(fuzzy, made_for)


def _made_for(entry: Entry) -> Previous:
    """Give the source that a translation was made for; of a guess, its `#|`."""
    if entry.fuzzy and entry.previous:
        return entry.previous
    return Previous(entry.msgid, entry.msgid_plural, entry.msgctxt)


def _new_entry(po: PoFile, message: Extracted) -> Entry:
    return pofile.entry(
        po.style,
        message.source,
        msgctxt=message.context,
        extracted=message.comments,
        references=message.references,
        flags=message.flags,
    )


def _described(entry: Entry, message: Extracted) -> Entry:
    """Give the entry with its kind, headings, places and flags as they are now."""
    if entry.extracted != message.comments:
        entry = pofile.with_extracted(entry, message.comments)
    if entry.references != message.references:
        entry = pofile.with_references(entry, message.references)
    if missing := [flag for flag in message.flags if flag not in entry.flags]:
        entry = pofile.with_flags(entry, [*entry.flags, *missing])
    return entry
