"""Checks on what is not prose: links, citations, marks, placeholders, addresses."""

from __future__ import annotations

import re
from collections import Counter
from string import Formatter
from typing import TYPE_CHECKING

from leaflet.checks.translations.values import (
    EN_DE,
    Check,
    Example,
    Finding,
    Form,
    Pair,
    tags,
)
from leaflet.model import (
    Break,
    Citation,
    Code,
    Emphasis,
    FootnoteMark,
    Foreign,
    Inline,
    Inlines,
    Link,
    Strong,
    walk,
)
from leaflet.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# --- citations, footnotes, links


def _marks(pair: Pair) -> Iterator[Finding]:
    before = Counter(_named(pair.source.inlines))
    after = Counter(_named(pair.translation.inlines))
    for mark in (before - after).elements():
        hint = f"put {mark} where it belongs in the translated text"
        yield Finding(f"the translation has lost {mark}", hint)
    for mark in (after - before).elements():
        message = f"the translation has {mark}, the source has not"
        yield Finding(message, f"take {mark} out")


def _named(inlines: Inlines) -> Iterator[str]:
    """Give the citations, footnotes and links of a text."""
    for inline in walk(inlines):
        if isinstance(inline, Citation):
            yield from (f"[@{key}]" for key in inline.keys)
        elif isinstance(inline, FootnoteMark):
            yield f"[^{inline.label}]"
        elif isinstance(inline, Link):
            yield f"[…][{inline.label}]" if inline.label else f"[…]({inline.href})"


# --- emphasis and its kin

_NAMES = {Emphasis: "*emphasis*", Strong: "**strong**", Break: "line break"}
_UPRIGHT = tags(
    "am ar bn bo dz fa gu he hi hy ja ka km kn ko lo ml mr my ne or pa ps ru sa sd si "
    "ta te th ti ug ur yi yue zh"
)
"""Languages that do not slant their letters, or seldom: they emphasize otherwise."""


def _markup(pair: Pair) -> Iterator[Finding]:
    before = Counter(filter(None, map(_kind, walk(pair.source.inlines))))
    after = Counter(filter(None, map(_kind, walk(pair.translation.inlines))))
    for kind in sorted(before.keys() | after.keys()):
        if before[kind] != after[kind] and not _at_home(kind, pair):
            message = (
                f"the source has {before[kind]} × {kind}, "
                f"the translation {after[kind]} ×"
            )
            yield Finding(
                message, "mark the same words as the source", _weight(kind, pair)
            )


def _kind(inline: Inline) -> str:
    if isinstance(inline, Code):
        return f"`{inline.text}`"
    if isinstance(inline, Foreign):
        return f"{{lang={inline.language}}}"
    return _NAMES.get(type(inline), "")


def _at_home(kind: str, pair: Pair) -> bool:
    """Tell whether a span is in one of the two languages, and foreign in one alone."""
    own = {pair.source.language, pair.translation.language}
    return (
        kind.startswith("{lang=") and kind[len("{lang=") : -1].partition("-")[0] in own
    )


def _weight(kind: str, pair: Pair) -> Severity | None:
    mild = kind == _NAMES[Break] or kind.startswith("{lang=")
    slanted = kind == _NAMES[Emphasis] and pair.translation.language in _UPRIGHT
    return Severity.WARNING if mild or slanted else None


# --- placeholders

_C_FORMAT = re.compile(
    r"%(?:\d+\$)?(?:\((?P<name>\w+)\))?[-+ #0']*(?:\d+|\*)?(?:\.(?:\d+|\*))?"
    r"(?:hh?|ll?|[Lqjzt])?(?P<kind>[diouxXeEfFgGaAcsCSpnr%])"
)
_PLAIN_GAP = re.compile(r"%(?:\d+\$)?[sdiu](?![A-Za-z0-9_])|%\(\w+\)[sd]")


def _placeholders(pair: Pair) -> Iterator[Finding]:
    if pair.form is Form.MARKDOWN:  # in a leaflet's own text a brace is a brace
        return
    braces = pair.form is Form.LABEL or "python-brace-format" in pair.flags
    gaps = _braces if braces else _percents(pair.flags)
    before, after = gaps(pair.source.raw), gaps(pair.translation.raw)
    lost = before is None or after is None or (before - after and not pair.plural)
    if lost or (before is not None and after is not None and after - before):
        what = "{…}" if braces else "%…"
        message = f"the translation has not the {what} of {pair.source.raw!r}"
        yield Finding(
            message, "keep what stands for a value as it is, and add no other"
        )


def _braces(label: str) -> Counter[tuple[object, ...]] | None:
    """Give what a label leaves to be filled in; None where it cannot be read."""
    try:
        parts = list(Formatter().parse(label))
    except ValueError:
        return None
    return Counter(part[1:] for part in parts if part[1] is not None)


def _percents(flags: frozenset[str]) -> Callable[[str], Counter[tuple[object, ...]]]:
    """Give the reader of %s and its kin: of all of them where a flag says so."""
    formatted = any(
        flag.endswith("-format") and not flag.startswith("no-") for flag in flags
    )

    def gaps(text: str) -> Counter[tuple[object, ...]]:
        if not formatted:
            found = _PLAIN_GAP.finditer(text)
            return Counter((re.sub(r"\d+\$", "", gap[0]),) for gap in found)
        found = _C_FORMAT.finditer(text)
        return Counter((gap["name"], gap["kind"]) for gap in found)

    return gaps


# --- addresses that stand in the text

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]{}\"'«»“”„、。，！？]*[^\s<>()\[\]{}\"'«»“”„、。，！？.,;:!?]"
    r"|[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)


def addresses(text: str) -> list[str]:
    """Give the web and e-mail addresses that can be read in a text."""
    return _ADDRESS.findall(text)


def _addresses(pair: Pair) -> Iterator[Finding]:
    before = Counter(addresses(pair.source.text))
    after = Counter(addresses(pair.translation.text))
    for address in (before - after).elements():
        yield Finding(f"the translation has not the address {address}", _AS_IT_IS)
    for address in (after - before).elements():
        yield Finding(f"the source has not the address {address}", _AS_IT_IS)


_AS_IT_IS = "keep it letter by letter; waive this where the language has its own"

# --- what no translator can have meant

_CODE = re.compile(
    r"</?(?:a|b|br|button|center|div|em|embed|font|form|frame|h[1-6]|i|iframe|img|input"
    r"|link|li|meta|object|ol|p|pre|script|span|strong|style|sub|sup|svg|table|td|tr|u|ul"
    r"|video)\b[^<>]*>"
    r"|\b(?:javascript|vbscript)\s*:|\bdata:\w+/\w+|\bon(?:click|error|load)\s*=",
    re.IGNORECASE,
)


def _unsafe(pair: Pair) -> Iterator[Finding]:
    if pair.form is Form.MARKDOWN:  # there it cannot be read, which has its own ids
        return
    known = Counter(found.lower() for found in _CODE.findall(pair.source.raw))
    there = Counter(found.lower() for found in _CODE.findall(pair.translation.raw))
    for code in there - known:
        yield Finding(f"the source has no {code}", "take it out")


MARKUP: tuple[Check[Pair], ...] = (
    Check(
        "catalog-marks",
        Severity.ERROR,
        "Citations, footnotes and links are those of the source",
        "A citation that is lost makes a claim without a source; a link to another "
        "address sends readers where nobody looked.",
        "Put each mark where it belongs in the translated text, letter by letter.",
        _marks,
        Example("It may help [@one].", "Cela peut aider.", "Cela peut aider [@one]."),
        waivable=False,
    ),
    Check(
        "catalog-placeholder",
        Severity.ERROR,
        "What stands for a value is that of the source",
        "A program puts a number, a name or a date in place of `{number}` or `%s`. "
        "Where it is lost, the value is lost; where it is misspelt, nothing is "
        "printed.",
        "Keep it as it is, and put it where your language wants it.",
        _placeholders,
        Example("Page {page}", "Page {seite}", "Seite {page}", EN_DE, Form.LABEL),
        waivable=False,
    ),
    Check(
        "translation-markup",
        Severity.ERROR,
        "The same is emphasized as in the source",
        "**Not** in bold is a warning that people see; where the bold is lost, some do "
        "not see it. Line breaks, spans of a language and, in scripts that do not "
        "slant, emphasis are told of as a warning.",
        "Mark the same words as the source does.",
        _markup,
        Example("Do **not** stop.", "N'arrêtez pas.", "N'arrêtez **pas**."),
    ),
    Check(
        "translation-addresses",
        Severity.ERROR,
        "Web and e-mail addresses are those of the source",
        "One letter more or less, and readers write to nobody.",
        "Copy the address. Where your language has a page of its own, waive this.",
        _addresses,
        Example(
            "Write to info@example.org.",
            "Écrivez à info@exemple.org.",
            "Écrivez à info@example.org.",
        ),
    ),
    Check(
        "translation-unsafe",
        Severity.ERROR,
        "Nothing is there that a program could run",
        "HTML and addresses of scripts come from a paste, or from somebody who means "
        "harm. In a leaflet's own texts they are `html` and `link-address`.",
        "Take it out.",
        _unsafe,
        Example(
            "Version {version}",
            "Version <b>{version}</b>",
            "Version {version}",
            form=Form.LABEL,
        ),
        waivable=False,
    ),
)
