"""The page that explains the checks, made from them: docs/checks.md."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from babel import Locale

from leaflet.checks.translations.registry import CATALOG_CHECKS, CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflet.checks.translations.values import Check, Example, Header, Pair

INTRODUCTION = """\
# Checks on translations

`leaflet messages check` looks at each translation beside its source, and so does
every build: an error is not printed, a warning is told of. This page is made from the
checks themselves, by `leaflet messages check --explain > docs/checks.md`.

Where a check is wrong, say so in the entry, with your reason; nothing else silences it:

```po
# waiver translation-numbers: the recipe gives Fahrenheit here
msgid "Bake at 400 °F."
msgstr "Faites cuire à 200 °C."
```

In Poedit that is the comment of the message. What would be unsafe or unreadable in
print cannot be waived; nor can HTML and marks that cannot be read, which are among the
[problems](problems.md) of texts. A waiver is told of that gives no reason
(`waiver-reason`), names no check that can be waived (`waiver-unknown`), or is needed no
more (`waiver-unused`): a later mistake must not hide behind it.

A message that is not translated, or fuzzy, is not checked: it is not printed. The
glossary is the project's own, `glossary.yaml`:

```yaml
terms:
  - words:
      en: [infusion]
      fr: [perfusion*]     # also perfusions, and any other ending
keep: [CHUM]
```

| check | severity | can be waived |
|---|---|---|
"""


def page() -> str:
    """Give the page: all checks in a table, then each with its example."""
    checks: tuple[Check[Pair] | Check[Header], ...] = (*CHECKS, *CATALOG_CHECKS)
    rows = "".join(
        f"| [`{check.id}`](#{check.id}) | {check.severity} "
        f"| {'yes' if check.waivable else 'no'} |\n"
        for check in checks
    )
    sections = ("\n".join(_section(check)) + "\n" for check in checks)
    return INTRODUCTION + rows + "\n" + "\n".join(sections)


def _section(check: Check[Pair] | Check[Header]) -> Iterator[str]:
    yield f"## {check.id}"
    yield ""
    yield f"**{check.title}.** {check.rationale}"
    yield ""
    if check.example:
        yield from _table(check.example)
    yield f"What to do: {check.advice}"


def _table(example: Example) -> Iterator[str]:
    language = Locale.parse(example.languages.target).english_name
    yield f"| source | wrong, in {language} | right |"
    yield "|---|---|---|"
    cells = map(_shown, (example.source, example.wrong, example.right))
    yield f"| {' | '.join(cells)} |"
    yield ""


def _shown(text: str) -> str:
    """Give a text as code, with what nobody sees as its number."""
    shown = "".join(
        f"U+{ord(sign):04X}" if unicodedata.category(sign) == "Cf" else sign
        for sign in text
    )
    return f"`{shown.replace('|', chr(92) + '|')}`"
