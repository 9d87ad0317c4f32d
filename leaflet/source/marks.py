"""Marks that did not work: addresses that lead nowhere, marks that would be printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_ADDRESS = re.compile(
    r"https?://[^\s/?#@\\\[\]<>]+([/?#]\S*)?"
    r"|mailto:[^\s@]+@\S+"
    r"|tel:\+?[\d(][\w().;=-]*"
    r"|#\S+",
    re.IGNORECASE,
)
_BROKEN = re.compile(
    r"""
      (?<![\w*])\*{2,3}(?![\s*.,;:!?)\]»”…]|\Z)   # **opened and never closed
    | (?<!\S)\*\*\s[^*\n]*\S\*\*                  # ** blanks inside**
    | (?<!\w)__(?=[^\W_]) | (?<=[^\W_])__(?!\w)
    | ~~(?=\S) | `+
    | \]\( | \]\s\((?=\w+: | \# | www\.)          # [text](my file), [text] (https:…)
    | \]\[ | \[@ | \[\^ | \]\{ | !\[(?![^\[\]\n]*\]\()
    | \[[^\[\]\n]*\s@\w                           # [see @key]
    | \{(?=[\#.]\w | \w+=)                        # *text*{lang=fr}, {#é}
    | &\#?\w+;
    | \A\[[ xX]\](?=\s)
    | \^\[                        # a note within the text, as Pandoc writes it
    | \\\Z                                        # a break with nothing after it
    """,
    re.VERBOSE,
)
"""What looks meant. Not `5*` or `12 mg**`, which are signs of a note; not `file_name`,
`____`, `2 ** 3`, `A&B` or `(5)`, which are text."""
_SPACES = "no space stands in an address, nor between ] and ("
_BROKEN_LINE = re.compile(
    r"""^[ \t]*(?:
      \|
    | :?-+:?[ \t]*\|                # the second row of a table
    | ::(?!:) | [:~][ ]             # a box; a definition with two lines above it
    | \#{1,6}[^\W\d_] | \#{7,}[ ]   # ##Heading
    | [•▪◦‣][ \t]                   # a list pasted from an office program
    | -[^\W\d_]                     # -item
    )""",
    re.VERBOSE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a message that cannot be read; the caller knows the place.

    `found` is how it is written there, so that its line can be told.
    """

    id: str
    message: str
    hint: str = ""
    found: str = ""


def link_faults(href: str) -> list[Fault]:
    """Give what is wrong with an address: only web, e-mail, phone and anchors pass."""
    if href.isprintable() and _ADDRESS.fullmatch(href):
        return []
    message = f"the link {href!r} leads nowhere that a leaflet may lead"
    hint = "use https://…, mailto:…, tel:… or #section"
    return [Fault("link-address", message, hint, href)]


def short_references(raw: str, tokens: Sequence[Token]) -> Iterator[Fault]:
    """Tell of `[label]` and `[label][]`: translating the text would cut the link."""
    used = [str(t.meta["label"]) for t in tokens if t.meta.get("label")]
    full = [label_key(label) for label in re.findall(r"\]\[([^\[\]]+)\]", raw)]
    for label in dict.fromkeys(used):
        if used.count(label) > full.count(label):
            message = f"the link [{label}] has no text of its own"
            hint = "write [text][label], so that the text can be translated"
            yield Fault("link-short", message, hint)


def broken_marks(tokens: Sequence[Token]) -> Iterator[Fault]:
    """Tell of marks that were meant and did not work, and would print as they are."""
    text = "".join(t.content if t.type == "text" else "\n" for t in tokens)
    hint = r"close each mark: **strong**, [text](address); write \* for the character *"
    for match in _BROKEN.finditer(text):
        message = f"{match[0].strip()} stands alone and would be printed"
        is_link = match[0][:1] == "]" and match[0][-1:] == "("
        found = text[match.start() : match.end() + 10].partition("\n")[0]
        said = f"{_SPACES}; {hint}" if is_link else hint
        yield Fault("markup-broken", message, said, found or match[0])


def broken_lines(raw: str) -> Iterator[tuple[int, Fault]]:
    """Tell of lines of a paragraph that were meant to begin something else."""
    hint = (
        "write ## Heading, - item, ::: box, |---| below a table's first row, "
        r"and a \ before a sign that is to be printed"
    )
    for match in _BROKEN_LINE.finditer(raw):
        message = f"{match[0].strip()} begins nothing here and would be printed"
        yield raw.count("\n", 0, match.start()), Fault("block-broken", message, hint)


def label_key(label: str) -> str:
    """Give a label as markdown-it compares it (CommonMark 0.31, 4.7)."""
    return " ".join(label.split()).lower().upper()
