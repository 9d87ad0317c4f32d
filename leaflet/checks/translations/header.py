"""Checks on a catalog as a whole: its header, its language, its plural forms."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from leaflet.checks.translations.values import Check, Finding, Header
from leaflet.messages.start import plural_forms
from leaflet.pofile.values import declared_nplurals
from leaflet.problems import Severity
from leaflet.source.values import known_language

if TYPE_CHECKING:
    from collections.abc import Iterator

FIELDS = (
    "PO-Revision-Date",
    "Last-Translator",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
)
"""Fields without which `msgfmt -c` or an editor complains."""


def _header(catalog: Header) -> Iterator[Finding]:
    if catalog.po.header_entry is None:
        message = "the file has no header"
        yield Finding(message, 'begin it with msgid "" and the fields in its msgstr')


def _fields(catalog: Header) -> Iterator[Finding]:
    there = catalog.po.header
    if catalog.po.header_entry and (
        missing := [field for field in FIELDS if field not in there]
    ):
        message = f"the header has no {', '.join(missing)}"
        yield Finding(message, "save it in an editor for .po files, which adds them")


def _charset(catalog: Header) -> Iterator[Finding]:
    charset = catalog.po.style.charset
    if codecs.lookup(charset).name not in {"utf-8", "ascii"}:
        message = f"the file is in {charset}"
        yield Finding(message, "save it as UTF-8, which every program reads")


def _language(catalog: Header) -> Iterator[Finding]:
    told, expected = catalog.po.header.get("Language", ""), catalog.expected
    if told and expected and _base(told) != _base(expected):
        message = f"the header says {told}, but the catalog is of {expected}"
        yield Finding(message, "see whether the file lies where it belongs")


def _base(tag: str) -> str:
    return re.split("[-_@.]", tag)[0]


def _plurals(catalog: Header) -> Iterator[Finding]:
    po = catalog.po
    declared, entries = declared_nplurals(po.header), po.entries
    has_plurals = any(e.msgid_plural is not None and not e.obsolete for e in entries)
    tag = (po.header.get("Language") or catalog.expected).replace("-", "_")
    tag = tag.partition("@")[0].partition(".")[0]
    if not known_language(tag):
        return
    field = plural_forms(tag)
    usual = declared_nplurals({"Plural-Forms": field})
    if declared is None and has_plurals:
        yield Finding("the header does not tell the plural forms", f"write {field}")
    elif declared is not None and declared != usual:
        message = f"{declared} plural forms, {tag} has {usual}"
        yield Finding(message, f"write {field}", Severity.WARNING)


HEADER: tuple[Check[Header], ...] = (
    Check(
        "catalog-header",
        Severity.ERROR,
        "The file has a header",
        "Without it nobody knows the charset, the language and the plural forms.",
        "Save the file in an editor for .po files.",
        _header,
        waivable=False,
    ),
    Check(
        "catalog-fields",
        Severity.WARNING,
        "The header is complete",
        "Editors and gettext complain of a header without its usual fields.",
        "Save the file in an editor for .po files.",
        _fields,
        waivable=False,
    ),
    Check(
        "catalog-charset",
        Severity.WARNING,
        "The file is in UTF-8",
        "Older charsets lack characters, and a program that takes one for another "
        "damages the text.",
        "Save the file as UTF-8.",
        _charset,
        waivable=False,
    ),
    Check(
        "catalog-language",
        Severity.ERROR,
        "The header tells the language that the file is for",
        "A file that was put into the wrong folder would print Spanish on the French "
        "sheet.",
        "Put the file where it belongs, or correct `Language:`.",
        _language,
        waivable=False,
    ),
    Check(
        "catalog-plurals",
        Severity.ERROR,
        "The plural forms are those of the language",
        "Gettext chooses the form of a number by the header's rule. Another number of "
        "forms than usual is a warning.",
        "Write the line that the hint shows.",
        _plurals,
        waivable=False,
    ),
)
