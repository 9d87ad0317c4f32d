"""The inside of a message: raw inline Markdown to inlines.

Used for what authors wrote and for what translators wrote, so that both have the
same marks and neither can bring in anything else.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

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
from leaflet.source.marks import (
    Fault,
    broken_marks,
    label_key,
    link_faults,
    short_references,
)
from leaflet.source.values import named_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

LONGEST = 10_000
"""Characters of one message; longer ones are no paragraph that anybody translates."""
_CITATION = re.compile(r"\[(@[^\[\]]*)\]")
_CITATION_KEY = re.compile(r"@([A-Za-z0-9][\w.:-]*)")
_FOOTNOTE = re.compile(r"\[\^([^\s\[\]]+)\]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_LINE_END = re.compile(
    r"""
      \\[\\`]                                             # escaped: no mark
    | (?<!`)(?P<code>`+)(?!`).*?(?<!`)(?P=code)(?!`)       # its inside is not ours
    | (?P<hard>(?<![ \\])[ ]{2,}|\\)\n[ \t\n]*
    | (?<![ \t])[ \t]*\n[ \t\n]*
    """,
    re.VERBOSE | re.DOTALL,
)
_BLANKS = re.compile(r"\\[\\`]|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|[ \t]{2,}|\t", re.DOTALL)


def normal(raw: str) -> str:
    r"""Give the raw source as the msgid has it, however the author typed blanks.

    A soft break is one space, a hard break is a backslash and a newline; between
    words stands one space. A change here is a change of the rules of extraction:
    it needs a step in `leaflet.messages.rules`.

    >>> normal("one\n  two.  Three  \nfour")
    'one two. Three\\\nfour'
    """

    def line_end(match: re.Match[str]) -> str:
        if match["code"]:
            return re.sub(r"[ \t]*\n[ \t]*", " ", match[0])
        if "\n" not in match[0]:
            return match[0]
        return "\\\n" if match["hard"] else " "

    return single_spaces(_LINE_END.sub(line_end, raw.strip()))


def single_spaces(source: str) -> str:
    """Give a text with one space where several stand, or tabs; code stays as it is.

    Nobody sees on paper how many they are, so no translation may hang on it.

    >>> single_spaces("One.  Two `a  b`.")
    'One. Two `a  b`.'
    """
    return _BLANKS.sub(lambda m: " " if m[0].isspace() else m[0], source)


class InlineReader:
    """Reads messages; `definitions` are the labels that `[text][label]` may use."""

    def __init__(self, definitions: Mapping[str, str] | None = None) -> None:
        self._definitions = {
            label_key(label): {"href": address, "title": ""}
            for label, address in (definitions or {}).items()
        }

    def read(self, raw: str) -> tuple[Inlines, list[Fault]]:
        """Give the inlines of a message, and every fault found in it."""
        if not raw:
            return (), []
        if len(raw) > LONGEST:
            message = f"one text of {len(raw):,} characters; {LONGEST:,} is the limit"
            hint = "break it up with blank lines"
            return (Plain(raw),), [Fault("text-long", message, hint)]
        env = {"references": dict(self._definitions)}
        tokens = _markdown().parseInline(raw, env)[0].children or []
        faults: list[Fault] = []
        inlines = tuple(_merged(_inlines(iter(tokens), faults)))
        faults += short_references(raw, tokens)
        faults += broken_marks(tokens)
        return inlines, faults


@cache
def _markdown() -> MarkdownIt:
    """Give the parser; it keeps nothing from one text to the next."""
    md = MarkdownIt("commonmark", {"html": True, "store_labels": True})
    md.use(attrs_plugin, after=(), spans=True, allowed=["lang"])
    md.inline.ruler.before("link", "citation", _citation_rule)
    md.inline.ruler.before("link", "footnote_mark", _footnote_rule)
    # Escaped characters stay apart, so that `\\*` is not taken for a broken mark.
    md.core.ruler.disable("text_join")
    as_written(md)
    return md


def as_written(md: MarkdownIt) -> None:
    """Let every address through, for us to judge.

    What markdown-it refuses it would print as text, in silence.
    """
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # its own hook
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]


# The signature of both is markdown-it's.
def _citation_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    return _bracket_rule(state, _CITATION, "citation", silent=silent)


def _footnote_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
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
        faults += _link_faults(token, children)
        label = str(token.meta.get("label", ""))
        return (Link(str(token.attrs["href"]), children, label),)
    # Only `[text]{…}` remains: the attributes plugin's span.
    language = str(token.attrs.get("lang", ""))
    more = token.meta.get("insecure_attrs")
    if more or not _LANGUAGE.fullmatch(language) or not named_language(language):
        message = f"[…]{{lang={language}}} names no language"
        if more:
            message = f"[…]{{…}} takes a language and nothing else: {', '.join(more)}"
        hint = "write [text]{lang=fr}"
        faults.append(Fault("span-language", message, hint, f"lang={language}"))
    return (Foreign(language, children),)


def _link_faults(token: Token, children: Inlines) -> Iterator[Fault]:
    yield from link_faults(str(token.attrs["href"]))
    if token.attrs.get("title"):
        message = f"nobody would see the link's title: {token.attrs['title']}"
        hint = "write [text](address) without a title"
        yield Fault("link-title", message, hint, str(token.attrs["title"]))
    if not children:
        yield Fault("link-empty", "a link without words", "write [text](address)", "[]")


def _leaf(token: Token, faults: list[Fault]) -> list[Inline]:
    kind, content = token.type, token.content
    readers: dict[str, Callable[[], list[Inline]]] = {
        "text": lambda: [Plain(content)] if content else [],
        "text_special": lambda: [Plain(content)],
        "softbreak": lambda: [Plain(" ")],
        "hardbreak": lambda: [Break()],
        "code_inline": lambda: [Code(content)],
        "footnote_mark": lambda: [FootnoteMark(content)],
        "citation": lambda: _citation(content, faults),
    }
    if kind in readers:
        return readers[kind]()
    if kind == "html_inline":
        message = f"HTML is not allowed in a text: {content[:60]}"
        hint = (
            "use Markdown: **strong**, *emphasis*, a \\ at the end of a line to break "
            "it; write \\< for the character <"
        )
        faults.append(Fault("html", message, hint, content))
    else:
        message = f"a picture cannot stand inside a line: {content or kind}"
        hint = "put ![what it shows](file.svg) in a paragraph of its own"
        faults.append(Fault("picture-inline", message, hint, "!["))
    return []


def _citation(content: str, faults: list[Fault]) -> list[Inline]:
    keys = [part.strip() for part in content.split(";")]
    matches = [_CITATION_KEY.fullmatch(key) for key in keys]
    if not all(matches):
        hint = "write [@key] or [@one; @two]"
        message = f"[{content}] is no citation"
        faults.append(Fault("citation-syntax", message, hint, f"[{keys[0]}"))
    return [Citation(tuple(match[1] for match in matches if match))]


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


def picture(raw: str) -> tuple[str, str, str] | None:
    """Give alternative text, address and caption where a text is one picture."""
    if not raw.startswith("![") or len(raw) > LONGEST:
        return None
    tokens = _markdown().parseInline(raw)[0].children or []
    if len(tokens) != 1 or tokens[0].type != "image":
        return None
    attrs = tokens[0].attrs
    return tokens[0].content, str(attrs["src"]), str(attrs.get("title", ""))
