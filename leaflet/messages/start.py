"""A language's first catalog: its plural forms, and what a volunteer is to do."""

from __future__ import annotations

from babel import Locale
from babel.messages.plurals import PLURALS
from babel.plural import to_gettext

from leaflet import pofile
from leaflet.messages.rules import FIELD, RULES
from leaflet.pofile import PoFile

SOURCE_FIELD = "X-Source-Language"
"""The language of the msgids; Poedit reads it, and so do our checks."""
PLURAL_FORMS = {
    "ga": "nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;",
    "hu": "nplurals=2; plural=(n != 1);",
    "tr": "nplurals=2; plural=(n != 1);",
}
"""Where Babel's table differs from gettext's own (plural-table.c, gettext 0.21)."""
WELCOME = """\
{name} translation of «{title}».

Thank you for translating! What to do:
- Open this file in Poedit (free, poedit.net), or in any editor for .po files.
- Write each translation into msgstr, below its text in msgid. Leave the msgid.
- Keep the marks: **bold**, *slanted*, [@sources], [^notes], [words](address).
- "fuzzy" (Poedit: "needs work") says that the text has changed since: compare it
  with the text before, correct the translation, then take the mark off.
- Put your name into Last-Translator: it is printed as the translator's.
- Save, and send the file to whom you have it from. You can stop at any time:
  what is not yet translated stays empty, and nothing is printed by mistake.
"""


def plural_forms(language: str) -> str:
    """Give the header's field of plural forms, as gettext has it.

    CLDR counts millions apart in French, Spanish, Italian and Portuguese; gettext
    does not. It speaks only where gettext has no tradition.

    >>> plural_forms("fr_CA")
    'nplurals=2; plural=(n > 1);'
    """
    locale = Locale.parse(language)
    for tag in (str(locale), locale.language):
        if tag in PLURAL_FORMS:
            return PLURAL_FORMS[tag]
        if tag in PLURALS:
            count, rule = PLURALS[tag]
            return f"nplurals={count}; plural={rule};"
    return to_gettext(locale.plural_form)


def catalog(language: str, source_language: str, project_id: str) -> PoFile:
    """Give a new catalog without messages, which says what a volunteer is to do."""
    name = Locale.parse(language).get_display_name("en") or language
    title = project_id.partition(" ")[0]
    fields = {
        "Project-Id-Version": project_id,
        # Empty, not left out: msgfmt -c warns of what is left out, Poedit puts it in.
        "POT-Creation-Date": "",
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": language,
        "Plural-Forms": plural_forms(language),
        SOURCE_FIELD: source_language,
        FIELD: str(RULES),
    }
    welcome = WELCOME.format(name=name, title=title).splitlines()
    return pofile.new(fields, comments=welcome)
