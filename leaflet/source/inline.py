"""The inside of a message: raw inline Markdown to inlines.

Used for what authors wrote and for what translators wrote, so that both have the
same marks and neither can bring in anything else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_plugin

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
    Plain,
    Strong,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

SCHEMES = ("http", "https", "mailto", "tel")
_CITATION = re.compile(r"\[(@[^\[\]]*)\]")
_CITATION_KEY = re.compile(r"@([A-Za-z0-9][\w.:-]*)")
_FOOTNOTE = re.compile(r"\[\^([^\s\[\]]+)\]")
_LEFTOVER = re.compile(r"\*\*|__|`|\]\s?\((?=\w+:|#)|\]\[|\[@|\[\^|\]\{")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a message that cannot be read; the caller knows the place."""

    id: str
    message: str
    hint: str = ""


def normal(raw: str) -> str:
    """Give the raw source as the msgid has it, however the author wrapped lines.

    A soft break is one space, a hard break is a backslash and a newline.
    """
    lines = raw.strip().split("\n")
    parts = [
        _HARD_BREAK.sub("", line.strip("\t") if at else line) + "\\\n"
        if _HARD_BREAK.search(line)
        else line.strip() + " "
        for at, line in enumerate(lines[:-1])
    ]
    return "".join(part.lstrip(" ") for part in parts) + lines[-1].strip()


class InlineReader:
    """Reads messages; `definitions` are the labels that `[text][label]` may use."""

    def __init__(self, definitions: Mapping[str, str] | None = None) -> None:
        self._md = _markdown()
        self._definitions = {
            _label(label): {"href": address, "title": ""}
            for label, address in (definitions or {}).items()
        }

    def read(self, raw: str) -> tuple[Inlines, list[Fault]]:
        """Give the inlines of a message, and every fault found in it."""
        env = {"references": dict(self._definitions)}
        tokens = self._md.parseInline(raw, env)[0].children or []
        faults: list[Fault] = []
        inlines = tuple(_merged(_inlines(iter(tokens), faults)))
        faults += _short_references(raw, tokens)
        faults += _leftovers(tokens)
        return inlines, faults


def _markdown() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": True, "store_labels": True})
    md.use(attrs_plugin, after=(), spans=True, allowed=["lang"])
    md.inline.ruler.before("link", "citation", _citation_rule)
    md.inline.ruler.before("link", "footnote_mark", _footnote_rule)
    # Escaped characters stay apart, so that `\\*` is not taken for a broken mark.
    md.core.ruler.disable("text_join")
    # Every address is parsed as a link and judged by us: what markdown-it refuses
    # it would print as text, in silence.
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # its own hook
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]  # as written
    return md


def _citation_rule(state: StateInline, silent: bool) -> bool:  # markdown-it's signature
    return _bracket_rule(state, _CITATION, "citation", silent=silent)


def _footnote_rule(state: StateInline, silent: bool) -> bool:  # markdown-it's signature
    return _bracket_rule(state, _FOOTNOTE, "footnote_mark", silent=silent)


def _bracket_rule(
    state: StateInline, pattern: re.Pattern[str], name: str, *, silent: bool
) -> bool:
    match = pattern.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push(name, "", 0).content = match[1]
    state.pos = match.end()
    return True


def _inlines(tokens: Iterator[Token], faults: list[Fault]) -> Iterator[Inline]:
    """Give the inlines up to the closing token of the current level."""
    for token in tokens:
        if token.nesting < 0:
            return
        if token.nesting > 0:
            children = tuple(_merged(_inlines(tokens, faults)))
            yield from _container(token, children, faults)
        else:
            yield from _leaf(token, faults)


def _container(token: Token, children: Inlines, faults: list[Fault]) -> Inlines:
    if token.type == "em_open":
        return (Emphasis(children),)
    if token.type == "strong_open":
        return (Strong(children),)
    if token.type == "link_open":
        href = str(token.attrs["href"])
        faults += link_faults(href)
        return (Link(href, children, str(token.meta.get("label", ""))),)
    # Only `[text]{…}` remains: the attributes plugin's span.
    language = str(token.attrs.get("lang", ""))
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", language):
        message = f"[…]{{lang={language}}} names no language"
        faults.append(Fault("span-language", message, "write [text]{lang=fr}"))
    return (Foreign(language, children),)


def _leaf(token: Token, faults: list[Fault]) -> list[Inline]:
    kind = token.type
    if kind in ("text", "text_special"):
        return [Plain(token.content)] if token.content else []
    if kind == "softbreak":
        return [Plain(" ")]
    if kind == "hardbreak":
        return [Break()]
    if kind == "code_inline":
        return [Code(token.content)]
    if kind == "footnote_mark":
        return [FootnoteMark(token.content)]
    if kind == "citation":
        return _citation(token.content, faults)
    if kind == "html_inline":
        message = f"HTML is not allowed in a text: {token.content}"
        hint = "use Markdown: **strong**, *emphasis*; write \\< for the character <"
        faults.append(Fault("html", message, hint))
    else:
        message = f"a picture cannot stand inside a line: {token.content or token.type}"
        hint = "put ![what it shows](file.svg) in a paragraph of its own"
        faults.append(Fault("picture-inline", message, hint))
    return []


def _citation(content: str, faults: list[Fault]) -> list[Inline]:
    keys = [part.strip() for part in content.split(";")]
    matches = [_CITATION_KEY.fullmatch(key) for key in keys]
    if not all(matches):
        hint = "write [@key] or [@one; @two]"
        faults.append(Fault("citation-syntax", f"[{content}] is no citation", hint))
    return [Citation(tuple(match[1] for match in matches if match))]


def link_faults(href: str) -> list[Fault]:
    """Give what is wrong with an address: only web, e-mail, phone and anchors pass."""
    scheme = urlsplit(href).scheme if href.isprintable() else "unreadable"
    if href.startswith("#") or scheme in SCHEMES:
        rest = href.partition(":")[2].strip("/") if scheme else href[1:]
        if rest and " " not in href:
            return []
    message = f"the link {href!r} leads nowhere that a leaflet may lead"
    hint = "use https://…, mailto:…, tel:… or #section"
    return [Fault("link-address", message, hint)]


def _merged(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Join neighbouring plain texts, which escapes and soft breaks tear apart."""
    held = ""
    for inline in inlines:
        if isinstance(inline, Plain):
            held += inline.text
            continue
        if held:
            yield Plain(held)
        held = ""
        yield inline
    if held:
        yield Plain(held)


def _label(label: str) -> str:
    """Give a label as markdown-it compares it (CommonMark 0.31, 4.7)."""
    return " ".join(label.split()).lower().upper()


def _short_references(raw: str, tokens: list[Token]) -> list[Fault]:
    """Tell of `[label]` and `[label][]`: translating the text would cut the link."""
    used = [str(t.meta["label"]) for t in tokens if t.meta.get("label")]
    full = [_label(label) for label in re.findall(r"\]\[([^\[\]]+)\]", raw)]
    return [
        Fault(
            "link-short",
            f"the link [{label}] has no text of its own",
            "write [text][label], so that the text can be translated",
        )
        for label in dict.fromkeys(used)
        if used.count(label) > full.count(_label(label))
    ]


def _leftovers(tokens: list[Token]) -> list[Fault]:
    """Tell of marks that were meant and did not work, and would print as they are."""
    text = "".join(t.content if t.type == "text" else "\n" for t in tokens)
    hint = (
        "close each mark: **strong**, [text](address); write \\\\* for the character *"
    )
    return [
        Fault("markup-broken", f"{match[0]} stands alone and would be printed", hint)
        for match in _LEFTOVER.finditer(text)
    ]


def picture(raw: str) -> tuple[str, str, str] | None:
    """Give alternative text, address and caption where a text is one picture."""
    tokens: list[Any] = _markdown().parseInline(raw)[0].children or []
    if len(tokens) != 1 or tokens[0].type != "image":
        return None
    token = tokens[0]
    return token.content, str(token.attrs["src"]), str(token.attrs.get("title", ""))
