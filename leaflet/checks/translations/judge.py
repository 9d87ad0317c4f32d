"""All checks on one catalog: each message form beside its source, then the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflet.checks.translations.registry import CATALOG_CHECKS, CHECKS, WAIVABLE
from leaflet.checks.translations.values import Form, Header, Pair, Wording
from leaflet.checks.translations.waivers import waiver_problems, waivers
from leaflet.glossary import Glossary
from leaflet.messages.read import is_address
from leaflet.problems import Location, Problem
from leaflet.source.inline import InlineReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leaflet.catalog import Catalog
    from leaflet.checks.translations.values import Check, Finding, Languages
    from leaflet.glossary import Terms
    from leaflet.pofile import Entry, PoFile

NO_GLOSSARY = Glossary()


def catalog_problems(  # noqa: PLR0913  # each comes from a reader of its own
    catalog: Catalog,
    po: PoFile,
    languages: Languages,
    definitions: Mapping[str, str] | None = None,
    glossary: Glossary = NO_GLOSSARY,
    *,
    fuzzy: bool = False,
) -> list[Problem]:
    """Give all that the checks find in a catalog, in its order; the file's come first.

    `catalog` is `po` as it was read. A problem of a message stands at its `at`, the
    line of its msgstr. What is not translated is not judged, nor what is fuzzy unless
    `fuzzy` says so: it is not printed. `definitions` are the labels that
    `[text][label]` may use.
    """
    form = Form.of(catalog.domain)
    judge = _Judge(catalog, languages, InlineReader(definitions), form, glossary)
    entries = [entry for entry in po.entries if fuzzy or not entry.fuzzy]
    return [*judge.file(po), *(p for e in entries for p in judge.entry(e))]


class _Judge:
    """What all the entries of a catalog are judged by."""

    def __init__(
        self,
        catalog: Catalog,
        languages: Languages,
        reader: InlineReader,
        form: Form,
        glossary: Glossary,
    ) -> None:
        self._catalog = catalog
        self._languages = languages
        self._reader = reader
        self._form = form
        self._terms: Terms = glossary.between(languages.source, languages.target)

    def file(self, po: PoFile) -> Iterator[Problem]:
        """Give the problems of the file as a whole."""
        header = po.header_entry
        at = Location(self._catalog.path, header.msgstr_line if header else 0)
        judged = Header(po, self._catalog.language, self._form is not Form.PLAIN)
        for check in CATALOG_CHECKS:
            for finding in check.function(judged):
                yield _problem(check, finding, at)

    def entry(self, entry: Entry) -> Iterator[Problem]:
        """Give the problems of a message that would be printed."""
        message = self._catalog.messages.get(entry.key)
        if entry.obsolete or message is None:
            return
        if not any(form.strip() for form in entry.msgstr) or is_address(entry):
            return
        given = waivers(entry.comments)
        reasons = {waiver.id for waiver in given if waiver.reason} & WAIVABLE
        found = dict.fromkeys(self._found(entry))
        for check, finding in found:
            if check.id not in reasons:
                yield _problem(check, finding, message.at)
        used = {check.id for check, _ in found}
        yield from waiver_problems(given, WAIVABLE, used, message.at)

    def _found(self, entry: Entry) -> Iterator[tuple[Check[Pair], Finding]]:
        for number in range(len(entry.msgstr)):
            pairs = list(self._pairs(entry, number))
            for check in CHECKS:
                # A plural form is right when it is right beside one of the two sources.
                findings = [list(check.function(pair)) for pair in pairs]
                yield from ((check, finding) for finding in min(findings, key=len))

    def _pairs(self, entry: Entry, number: int) -> Iterator[Pair]:
        """Give a message form beside each source that it may be made for."""
        target = self._wording(entry.msgstr[number], self._languages.target)
        for source in dict.fromkeys((entry.msgid, entry.msgid_plural)):
            if source is not None:
                yield Pair(
                    self._wording(source, self._languages.source),
                    target,
                    self._form,
                    entry.extracted[0].partition(" · ")[0] if entry.extracted else "",
                    frozenset(entry.flags),
                    self._terms,
                    plural=entry.msgid_plural is not None,
                )

    def _wording(self, raw: str, locale: str) -> Wording:
        markdown = self._form is Form.MARKDOWN
        return Wording.of(raw, self._reader.read(raw)[0] if markdown else None, locale)


def _problem(
    check: Check[Pair] | Check[Header], found: Finding, at: Location
) -> Problem:
    severity = found.severity or check.severity
    return Problem(check.id, at, found.message, found.hint, severity)
