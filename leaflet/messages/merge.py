"""Templates of catalogs, and catalogs brought up to date with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale
from babel.messages.plurals import get_plural

from leaflet import pofile
from leaflet.messages.extract import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaflet.messages.extract import Extracted
    from leaflet.pofile import Entry, PoFile

RULES_FIELD = "X-Leaflet-Rules"


def template(project_id: str, messages: Sequence[Extracted]) -> PoFile:
    """Give a .pot file; no date stands in it, so the same text is the same file."""
    po = pofile.new(
        {
            "Project-Id-Version": project_id,
            "Language": "",
            RULES_FIELD: str(RULES),
        }
    )
    entries = [_new_entry(po, message) for message in messages]
    return pofile.with_entries(po, [*po.entries, *entries])


def catalog(language: str, project_id: str) -> PoFile:
    """Give a new catalog without messages, with the language's plural forms."""
    plural = get_plural(Locale.parse(language))
    return pofile.new(
        {
            "Project-Id-Version": project_id,
            # Empty, not left out: msgfmt -c warns of what is left out.
            "PO-Revision-Date": "",
            "Last-Translator": "",
            "Language-Team": "",
            "Language": language,
            "Plural-Forms": str(plural),
            RULES_FIELD: str(RULES),
        }
    )


def merged(po: PoFile, project_id: str, messages: Sequence[Extracted]) -> PoFile:
    """Give a catalog with exactly these messages, in their order; nothing is lost.

    A message that the catalog has keeps its translation; one that it had long ago
    comes back as fuzzy, since nobody has read it lately; one that is no longer used
    becomes obsolete and stays. Merging twice changes nothing.
    """
    live = {e.key: e for e in po.entries if not e.obsolete and not e.is_header}
    old = {e.key: e for e in po.entries if e.obsolete}
    entries: list[Entry] = [entry for entry in po.entries if entry.is_header]
    for message in messages:
        if found := live.pop(message.key, None):
            entries.append(_described(found, message))
        elif found := old.pop(message.key, None):
            back = pofile.with_fuzzy(pofile.revived(found), fuzzy=True)
            entries.append(_described(back, message))
        else:
            entries.append(_new_entry(po, message))
    worked_on = [e for e in live.values() if any(e.msgstr) or e.comments]
    gone = [pofile.obsoleted(entry) for entry in worked_on]
    changed = pofile.with_entries(po, [*entries, *gone, *old.values()])
    return pofile.with_header(changed, {"Project-Id-Version": project_id})


def _new_entry(po: PoFile, message: Extracted) -> Entry:
    entry = pofile.entry(po.style, message.source, msgctxt=message.context)
    return _described(entry, message)


def _described(entry: Entry, message: Extracted) -> Entry:
    """Give the entry with its kind, headings, places and flags as they are now."""
    if entry.extracted != message.comments:
        entry = pofile.with_extracted(entry, message.comments)
    if entry.references != message.references:
        entry = pofile.with_references(entry, message.references)
    if missing := [flag for flag in message.flags if flag not in entry.flags]:
        entry = pofile.with_flags(entry, [*entry.flags, *missing])
    return entry
