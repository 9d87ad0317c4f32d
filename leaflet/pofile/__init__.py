r"""Gettext .po files, read and written without losing a byte.

`parse` gives a frozen `PoFile`; `PoFile.encode` gives back the very bytes that were
read. An edit writes the lines it changes and reads them back, so an `Entry` never
says anything but what its bytes say; every other line stays as it was.

    values   what a file is: entries, their raw bytes, the file's style
    strings  the text between quotes: escapes, line breaks
    charset  what charset a file is in
    advice   what can be wrong, and what to do about it
    draft    an entry while it is being read, and its faults
    read     bytes -> PoFile, or every problem with its place
    edit     Entry -> Entry
    compose  PoFile -> PoFile

    >>> po = new({"Language": "fr"})
    >>> hours = with_references(entry(po.style, "Opening hours"), ["a.md:3"])
    >>> po = inserted(po, hours)
    >>> po = replaced(po, with_msgstr(hours, "Horaires"))
    >>> print(po.encode().decode())
    msgid ""
    msgstr ""
    "Language: fr\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    <BLANKLINE>
    #: a.md:3
    msgid "Opening hours"
    msgstr "Horaires"
    <BLANKLINE>

The form of the file is the one in the GNU gettext manual, chapter "The Format of PO
Files"; where the manual is silent, what msgfmt 0.21 accepts.
"""

from leaflet.pofile.compose import (
    inserted,
    new,
    replaced,
    with_entries,
    with_header,
)
from leaflet.pofile.edit import (
    copied,
    entry,
    obsoleted,
    revived,
    with_comments,
    with_extracted,
    with_flags,
    with_fuzzy,
    with_msgstr,
    with_previous,
    with_references,
    with_source,
)
from leaflet.pofile.read import parse
from leaflet.pofile.values import Entry, PoFile, Previous, Raw, Style

__all__ = [
    "Entry",
    "PoFile",
    "Previous",
    "Raw",
    "Style",
    "copied",
    "entry",
    "inserted",
    "new",
    "obsoleted",
    "parse",
    "replaced",
    "revived",
    "with_comments",
    "with_entries",
    "with_extracted",
    "with_flags",
    "with_fuzzy",
    "with_header",
    "with_msgstr",
    "with_previous",
    "with_references",
    "with_source",
]
